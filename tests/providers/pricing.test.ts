import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readPrice, writePrice } from '../../src/providers/price-schema.ts'
import { chargeOf, priceOf, quoteOf } from '../../src/providers/pricing.ts'
import { adapters } from '../../src/providers/registry.ts'
import type { PlannedRequest, Price, ProviderUsage, TokenRule } from '../../src/providers/provider.ts'
import { planned, sketchModel } from './planned-request.ts'

const priced = (price: Price, changes: Partial<PlannedRequest> = {}) => {
  const model = { ...sketchModel(), price }
  return planned({ ...changes, model })
}
const quote = (request: PlannedRequest, inputs: { width: number; height: number }[] = []) => quoteOf(request.model, request, inputs)
const usage = (changes: Partial<ProviderUsage> = {}): ProviderUsage => ({
  textInTokens: 0,
  imageInTokens: 0,
  textOutTokens: 0,
  imageOutTokens: 0,
  ...changes,
})

const micros = fc.oneof(
  fc.nat(10_000_000),
  fc.nat(10_000_000).map((value) => value / 1000),
)
const rule = fc.record(
  {
    micros,
    size: fc.constantFrom('128x96', '64x64'),
    quality: fc.constantFrom('low', 'high'),
    operation: fc.constantFrom('generate' as const, 'edit' as const),
  },
  { requiredKeys: ['micros'] },
)
const tokenRule: fc.Arbitrary<TokenRule> = fc.oneof(
  fc.record({ quality: fc.constantFrom('low', 'high'), outputTokens: fc.nat(5000) }),
  fc.record({ quality: fc.constantFrom('low', 'high'), cells: fc.integer({ min: 1, max: 96 }) }),
)
const anyPrice: fc.Arbitrary<Price> = fc.oneof(
  fc.constant({ kind: 'free' } as const),
  fc.record({ kind: fc.constant('per_image' as const), rules: fc.array(rule, { minLength: 1, maxLength: 5 }) }),
  fc.record({ kind: fc.constant('per_megapixel' as const), firstMicros: micros, nextMicros: micros, inputMicros: micros }),
  fc.record({
    kind: fc.constant('per_token' as const),
    textInMicros: micros,
    imageInMicros: micros,
    imageOutMicros: micros,
    textOutMicros: micros,
    estimate: fc.array(fc.record({ outputTokens: fc.nat(5000) }), { maxLength: 2 }),
    most: fc.array(tokenRule, { maxLength: 4 }),
    maxOutputTokens: fc.integer({ min: 5000, max: 20_000 }),
  }),
)
const anyRequest = fc.record({
  n: fc.integer({ min: 1, max: 8 }),
  quality: fc.constantFrom(null, 'low', 'medium', 'high'),
  operation: fc.constantFrom('generate' as const, 'edit' as const, 'describe' as const),
  prompt: fc.string({ maxLength: 200 }),
})
const anyInputs = fc.array(fc.record({ width: fc.integer({ min: 1, max: 4000 }), height: fc.integer({ min: 1, max: 4000 }) }), {
  maxLength: 3,
})

describe('prices', () => {
  it('applies the first rule that matches', () => {
    const price: Price = {
      kind: 'per_image',
      rules: [{ quality: 'high', size: '128x96', micros: 90 }, { quality: 'high', micros: 70 }, { micros: 40 }],
    }
    expect(quote(priced(price, { quality: 'high', n: 3 }))).toMatchObject({ amountMicros: 270, maxMicros: 270, exact: true })
    expect(quote(priced(price, { quality: 'high', width: 64, height: 64 }))).toMatchObject({ amountMicros: 70, exact: true })
    expect(quote(priced(price, { quality: 'low' }))).toMatchObject({ amountMicros: 40, exact: true })
  })
  it('is not exact if the request leaves the rule open, and uses the most expensive one', () => {
    const price: Price = { kind: 'per_image', rules: [{ quality: 'low', micros: 10 }, { quality: 'high', micros: 90 }, { micros: 40 }] }
    expect(quote(priced(price, { quality: null }))).toMatchObject({ amountMicros: 90, exact: false })
    const bySize: Price = { kind: 'per_image', rules: [{ size: '1024x1024', micros: 10 }, { micros: 40 }] }
    expect(quote(priced(bySize, { width: null, height: null }))).toMatchObject({ amountMicros: 40, exact: false })
  })
  it('charges the most expensive rule if none matches: a gap gives nothing away', () => {
    expect(
      quote(
        priced(
          {
            kind: 'per_image',
            rules: [
              { quality: 'low', micros: 10 },
              { operation: 'edit', micros: 25 },
            ],
          },
          { quality: 'high' },
        ),
      ).amountMicros,
    ).toBe(25)
  })
  it('counts started megapixels of 1024 × 1024', () => {
    const price: Price = { kind: 'per_megapixel', firstMicros: 30_000, nextMicros: 15_000, inputMicros: 15_000 }
    const at = (width: number, height: number) => quote(priced(price, { width, height })).amountMicros
    expect(at(1024, 1024)).toBe(30_000)
    expect(at(1024, 1032)).toBe(45_000)
    expect(at(2048, 2048)).toBe(75_000)
    expect(quote(priced(price, { width: 1024, height: 1024, n: 2 }), [{ width: 1500, height: 1000 }]).amountMicros).toBe(90_000)
  })
  it('bounds an unknown size by the largest that the model makes', () => {
    const price: Price = { kind: 'per_megapixel', firstMicros: 10, nextMicros: 1, inputMicros: 0 }
    expect(quote(priced(price, { width: null, height: null }))).toEqual({
      amountMicros: 10,
      maxMicros: 13,
      exact: false,
      breakdown: expect.any(Array),
    })
  })
  it('prices tokens by the million and rounds up once', () => {
    const price: Price = {
      kind: 'per_token',
      textInMicros: 5_000_000,
      imageInMicros: 8_000_000,
      imageOutMicros: 30_000_000,
      textOutMicros: 0,
      estimate: [{ outputTokens: 1056 }],
      most: [],
      maxOutputTokens: 6240,
    }
    const request = priced(price)
    // 7 × 5 + 3 × 8 + 1056 × 30 = 31739 exactly.
    expect(
      priceOf(request, { images: 1, usage: usage({ textInTokens: 7, imageInTokens: 3, imageOutTokens: 1056 }), inputs: [] }).amountMicros,
    ).toBe(31_739)
    // The tokens of the three kinds cost 0.5, 0.25 and 0.125 micro-USD. Only the sum of these costs is rounded up.
    const odd: Price = { ...price, textInMicros: 500_000, imageInMicros: 250_000, imageOutMicros: 125_000 }
    expect(
      priceOf(priced(odd), { images: 1, usage: usage({ textInTokens: 1, imageInTokens: 1, imageOutTokens: 1 }), inputs: [] }).amountMicros,
    ).toBe(1)
    expect(quote(request)).toMatchObject({ exact: false })
  })
  it('has no floating-point drift', () => {
    // In floating point, 0.07 × 100 is 7.000000000000001 and 0.28 × 100 is 28.000000000000004, which would be rounded up to 8 and 29.
    const price: Price = { kind: 'per_image', rules: [{ micros: 0.07 }] }
    expect(quote(priced(price, { n: 100 })).amountMicros).toBe(7)
    const hundredths: Price = { kind: 'per_image', rules: [{ micros: 0.28 }] }
    expect(priceOf(priced(hundredths), { images: 100, usage: null, inputs: [] }).amountMicros).toBe(28)
    expect(priceOf(priced({ kind: 'per_image', rules: [{ micros: 1e-7 }] }), { images: 1, usage: null, inputs: [] }).amountMicros).toBe(1)
  })
  it('prefers the provider’s own cost, rounded up', () => {
    const request = priced({ kind: 'per_image', rules: [{ micros: 40_000 }] })
    const came = { images: 1, usage: null, inputs: [] }
    expect(chargeOf(request, { ...came, costMicros: 31_415.2 })).toMatchObject({ amountMicros: 31_416, source: 'provider' })
    expect(chargeOf(request, { ...came, costMicros: 0 })).toMatchObject({ amountMicros: 0, source: 'provider' })
    expect(chargeOf(request, { ...came, costMicros: null })).toMatchObject({ amountMicros: 40_000, source: 'computed' })
  })
  it('refuses impossible amounts', () => {
    expect(() => quote(priced({ kind: 'per_image', rules: [{ micros: -1 }] }))).toThrow(RangeError)
    expect(() => quote(priced({ kind: 'per_image', rules: [{ micros: Number.NaN }] }))).toThrow(RangeError)
    expect(() => quote(priced({ kind: 'per_image', rules: [{ micros: 1e15 }] }, { n: 100 }))).toThrow(RangeError)
  })

  it('whatever the price: whole amounts, the maximum holds, exact is exact, and less costs less', () => {
    fc.assert(
      fc.property(anyPrice, anyRequest, anyInputs, fc.nat(8), (price, changes, inputs, came) => {
        const request = priced(price, changes)
        const quoted = quote(request, inputs)
        expect(Number.isSafeInteger(quoted.amountMicros)).toBe(true)
        expect(Number.isSafeInteger(quoted.maxMicros)).toBe(true)
        expect(quoted.maxMicros).toBeGreaterThanOrEqual(quoted.amountMicros)
        const whole = priceOf(request, { images: request.n, usage: null, inputs })
        expect(quoted.exact ? whole.amountMicros : quoted.amountMicros).toBe(quoted.amountMicros)
        const part = priceOf(request, { images: Math.min(came, request.n), usage: null, inputs })
        expect(part.amountMicros).toBeLessThanOrEqual(whole.amountMicros)
        const nothingCame = came === 0 && request.operation !== 'describe' && price.kind !== 'per_token'
        expect(nothingCame ? part.amountMicros : 0).toBe(0)
      }),
      { numRuns: 2000 },
    )
  })
  it('the total is the exact sum, rounded up', () => {
    const tenThousandths = fc.nat(100_000_000)
    fc.assert(
      fc.property(tenThousandths, fc.integer({ min: 1, max: 1000 }), (amount, images) => {
        const request = priced({ kind: 'per_image', rules: [{ micros: amount / 10_000 }] })
        const expected = (BigInt(amount) * BigInt(images) + 9999n) / 10_000n
        expect(BigInt(priceOf(request, { images, usage: null, inputs: [] }).amountMicros)).toBe(expected)
      }),
      { numRuns: 2000 },
    )
  })
  it('tokens used are within the quote if they are within its bounds', () => {
    const price: Price = {
      kind: 'per_token',
      textInMicros: 5_000_000,
      imageInMicros: 8_000_000,
      imageOutMicros: 30_000_000,
      textOutMicros: 0,
      estimate: [],
      most: [],
      maxOutputTokens: 6240,
    }
    fc.assert(
      fc.property(
        fc.string({ maxLength: 300, unit: 'binary' }),
        fc.integer({ min: 1, max: 4 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (prompt, n, share) => {
          const request = priced(price, { prompt, n })
          const bytes = new TextEncoder().encode(prompt).length
          const used = usage({ textInTokens: bytes, imageOutTokens: Math.floor(n * 6240 * share) })
          expect(priceOf(request, { images: n, usage: used, inputs: [] }).amountMicros).toBeLessThanOrEqual(quote(request).maxMicros)
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('the reservation of a token-priced picture', () => {
  const model = (id: string) =>
    adapters()
      .flatMap((adapter) => adapter.models)
      .find((each) => each.id === id)!
  const most = (id: string, width: number | null, height: number | null, quality: string | null, changes: Partial<PlannedRequest> = {}) =>
    quoteOf(model(id), planned({ model: model(id), prompt: '', width, height, quality, ...changes }), []).maxMicros
  // The price of the 64 text tokens that a provider may add to the prompt, at 5 micro-USD each.
  const TEXT = 320

  it('equals OpenAI’s calculators for the most expensive generation of each quality', () => {
    // The published values of gpt-image-2 are also the upper bounds for gpt-image-2.6: 1756 tokens for 1024 × 1024 with quality `medium`,
    // 7024 with `high`, and 13342 for 3840 × 2160 with `high`.
    expect(most('gpt-image-2.6-flare', 1024, 1024, 'medium')).toBe(1756 * 30 + TEXT)
    expect(most('gpt-image-2.6-flare', 1024, 1024, 'high')).toBe(7024 * 30 + TEXT)
    expect(most('gpt-image-2.6-sunburst', 3840, 2160, 'high')).toBe(13_342 * 30 + TEXT)
    // OpenAI divides a picture into a grid and computes the tokens from the number of cells. With quality `low`, gpt-image-2.5 divides
    // 1024 × 1024 pixels into 16 × 16 cells. OpenAI announced up to four times as many tokens for gpt-image-2.6. So the test takes
    // four times as many cells, 32 × 32, as the upper bound for gpt-image-2.6. For these cells, OpenAI's formula gives 781 tokens.
    expect(most('gpt-image-2.6-flare', 1024, 1024, 'low')).toBe(781 * 30 + TEXT)
  })
  it('is the most expensive quality if the model may choose, and the most expensive size', () => {
    for (const quality of [null, 'auto'])
      for (const id of ['gpt-image-2', 'gpt-image-2.5-flare', 'gpt-image-2.6-flare'])
        expect([id, quality, most(id, 1024, 1024, quality)]).toEqual([id, quality, 7024 * 30 + TEXT])
    expect(most('gpt-image-2.6-flare', null, null, 'low')).toBe(23_719 * 30 + TEXT)
    expect(most('gpt-image-1', null, null, 'low')).toBe(408 * 40 + TEXT)
    expect(most('gpt-image-1', 1024, 1024, 'auto')).toBe(4160 * 40 + TEXT)
  })
  it('is never above the bound of a model, for any size that it makes', () => {
    const bound = 23_719 * 30 + TEXT
    fc.assert(
      fc.property(fc.integer({ min: 30, max: 240 }), fc.integer({ min: 30, max: 240 }), (columns, rows) => {
        const [width, height] = [columns * 16, rows * 16]
        fc.pre(width * height <= 3840 * 2160 && Math.max(width, height) <= 3 * Math.min(width, height))
        expect(most('gpt-image-2.6-flare', width, height, 'high')).toBeLessThanOrEqual(bound)
      }),
    )
  })
  it('equals OpenAI’s table for the first generation, plus room for text if text is billed', () => {
    expect(most('gpt-image-1', 1536, 1024, 'high')).toBe(6208 * 40 + TEXT)
    expect(most('gpt-image-1.5', 1024, 1536, 'medium')).toBe(1584 * 32 + TEXT + 1000 * 10)
    expect(most('gpt-image-1-mini', 1024, 1024, 'high')).toBeGreaterThanOrEqual(36_000)
    expect(most('gpt-image-1', 1024, 1024, 'low', { n: 4, partialImages: 2 })).toBe((4 * 272 + 400) * 40 + TEXT)
  })
  it('equals the price itself if the provider’s default is sent', () => {
    const v3 = model('ideogram-v3')
    const price = (quality: string, role: 'image' | 'character') =>
      quoteOf(v3, planned({ model: v3, quality }), [{ width: 64, height: 64, role }])
    expect(v3.capabilities.defaultQuality).toBe('default')
    expect(price('default', 'image')).toMatchObject({ amountMicros: 60_000, maxMicros: 60_000, exact: true })
    expect(price('default', 'character')).toMatchObject({ amountMicros: 150_000, exact: true })
    expect(price('quality', 'character').amountMicros).toBe(200_000)
  })
})

describe('prices as JSON', () => {
  it('survive writing and reading', () => {
    fc.assert(
      fc.property(anyPrice, (price) => {
        expect(readPrice(writePrice(price))).toEqual({ ok: true, price })
      }),
    )
  })
  it('are written as the contract shows them', () => {
    expect(writePrice({ kind: 'per_megapixel', firstMicros: 1, nextMicros: 2, inputMicros: 3 })).toEqual({
      kind: 'per_megapixel',
      first_micros: 1,
      next_micros: 2,
      input_micros: 3,
    })
  })
  it.each([
    [{ kind: 'gift' }, '/kind'],
    [{ kind: 'per_image', rules: [] }, '/rules'],
    [{ kind: 'per_image', rules: [{ micros: -5 }] }, '/rules/0/micros'],
    [{ kind: 'per_megapixel', first_micros: 'a lot', next_micros: 1, input_micros: 1 }, '/first_micros'],
    [{ kind: 'free', extra: 1 }, ''],
  ])('refuses %j with a pointer', (json, path) => {
    const read = readPrice(json)
    expect(read.ok ? [] : read.errors.map((error) => error.path)).toContain(path)
  })
})

describe('the catalogue', () => {
  const models = adapters().flatMap((adapter) => adapter.models.map((model) => ({ adapter: adapter.id, model })))
  it.each(models)('$model.id is well formed', ({ adapter, model }) => {
    expect(model.id).toMatch(/^[a-z0-9._:-]+$/)
    expect(model.provider).toBe(adapter)
    expect(model.source.date).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    expect(URL.canParse(model.source.url)).toBe(true)
    expect(model.shutdownDate ?? '2099-01-01').toMatch(/^\d{4}-\d{2}-\d{2}$/)
    expect(readPrice(writePrice(model.price))).toEqual({ ok: true, price: model.price })
    for (const operation of model.capabilities.operations) {
      const quoted = quoteOf(model, planned({ model, operation }), operation === 'generate' ? [] : [{ width: 512, height: 512 }])
      expect(quoted.maxMicros).toBeGreaterThanOrEqual(quoted.amountMicros)
      expect(quoted.maxMicros > 0).toBe(model.price.kind !== 'free')
    }
  })
  it('has each id once, and existing successors', () => {
    const ids = models.map(({ model }) => model.id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const { model } of models) expect(ids).toContain(model.successor ?? model.id)
  })
})
