// Tests how an instance's own price of a model becomes the values of the panel's form, and back.
import { describe, expect, it } from 'vitest'
import { type OwnPrice, priceFieldOf, priceOf, priceValue, readPrice } from '../../src/panel/routes/models/price-values.ts'

const TOKENS = { kind: 'per_token', text_in_micros: 5e6, image_in_micros: 1e7, image_out_micros: 4e7, text_out_micros: 0 }
const ESTIMATE = [{ quality: 'low', size: '1024x1024', output_tokens: 272 }, { cells: 16 }]

describe('a price', () => {
  it.each<OwnPrice>([
    { kind: 'free' },
    { kind: 'per_image', rules: [{ micros: 40_000 }] },
    {
      kind: 'per_image',
      rules: [{ quality: 'high', size: '1024x1024', micros: 133_000.25 }, { input: 'reference', micros: 1 }, { micros: 0 }],
    },
    { kind: 'per_image', rules: [{ operation: 'edit', micros: 50_000 }] },
    { kind: 'per_megapixel', first_micros: 30_000, next_micros: 15_000, input_micros: 0.5 },
    { ...TOKENS, estimate: ESTIMATE, most: ESTIMATE, max_output_tokens: 6240 },
  ])('is the same after the form: %j', (price) => {
    const value = priceValue(price, null)
    expect(value.way).toBe(price['kind'])
    expect(priceOf(value, price)).toEqual(price)
  })

  it.each<[string, OwnPrice]>([
    ['rules after one without conditions', { kind: 'per_image', rules: [{ micros: 1 }, { quality: 'low', micros: 2 }] }],
    ['unknown members', { kind: 'per_image', rules: [{ colour: 'red', micros: 1 }] }],
    ['names as in the code', { kind: 'per_megapixel', firstMicros: 1, nextMicros: 1, inputMicros: 1 }],
    ['another kind', { kind: 'per_second', micros: 1 }],
  ])('that the form cannot show is edited as JSON: %s', (_what, price) => {
    expect(readPrice(price)).toBeNull()
    const value = priceValue(price, null)
    expect(value.way).toBe('json')
    expect(priceOf(value, price)).toEqual(price)
  })

  it('starts with the amounts of the catalogue, and is none until somebody sets it', () => {
    const value = priceValue(null, { kind: 'per_image', rules: [{ micros: 40_000 }] })
    expect(value).toMatchObject({ way: 'none', picture: 0.04 })
    expect(priceOf(value, null)).toBeNull()
    expect(priceOf({ ...value, way: 'per_image', picture: 0.07 }, null)).toEqual({ kind: 'per_image', rules: [{ micros: 70_000 }] })
  })
})

it('finds the field of a fault', () => {
  const fields = ['/rules/0/micros', '/rules/0/quality', '/rules/1/micros', '/rules', '/first_micros', '/max_output_tokens', '/most'].map(
    (pointer) => priceFieldOf(pointer, 1),
  )
  expect(fields).toEqual(['rules.0.dollars', 'rules.0.quality', 'picture', 'picture', 'amounts.first_micros', 'tokens', undefined])
})
