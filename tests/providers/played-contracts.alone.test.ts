// Compares the adapters' requests with facts that were recorded from the providers' published contracts. It does so for every model and
// operation. Most requests have few parameters; one has all that the model supports. The facts are tested, too: their schemas must refuse
// wrong requests, as the contracts do.
import { describe, expect, it } from 'vitest'
import { capabilitiesFor } from '../../src/providers/carried.ts'
import type { CatalogueModel, InputRole, Operation, PlannedRequest, ProviderAdapter, ProviderCall } from '../../src/providers/provider.ts'
import { type Body, bodyOf, changed, type Endpoint, fakePicture, objectsIn, PlayedProvider } from '../support/played-provider.ts'
import { FACTS_ALONE, PLAYED } from '../support/played/index.ts'
import { png } from '../support/pictures.ts'
import { callFor, contextFor, fileInput, requestFor, runToEnd } from './harness.ts'

// The size of the input pictures and of the mask.
const [WIDTH, HEIGHT] = [512, 320]
const picture = (role: InputRole, seed = 0) => fileInput(fakePicture(WIDTH, HEIGHT, seed), WIDTH, HEIGHT, { role })
const mask = () =>
  fileInput(
    png(WIDTH, HEIGHT, (x) => (x < 9 ? [255, 255, 255, 255] : [0, 0, 0, 255])),
    WIDTH,
    HEIGHT,
  )

/**
 * Returns at most 16 values of a list, spread evenly, including the first and the last. Not all are tried, because each value costs
 * several calls.
 */
function few<T>(values: readonly T[]): T[] {
  const most = 16
  if (values.length <= most) return [...values]
  return Array.from({ length: most }, (_, place) => values[Math.round((place * (values.length - 1)) / (most - 1))]!)
}

interface Sized {
  width: number | null
  height: number | null
  aspectRatio: string | null
  resolution: string | null
}
/** Returns some of the sizes that the model allows. If it allows ratios and resolutions, the result contains each of them at least once. */
function sizesOf(model: CatalogueModel, operation: Operation): Sized[] {
  const { size, keepsInputSize } = capabilitiesFor(model, operation)
  const none = { width: null, height: null, aspectRatio: null, resolution: null }
  const pixels = (text: string) => {
    const [width, height] = text.split('x').map(Number)
    return { ...none, width: width!, height: height! }
  }
  const kept = keepsInputSize === true && operation !== 'generate' && operation !== 'reframe' ? [none] : []
  switch (size.kind) {
    case 'input':
      return [none]
    case 'list':
      return [...few(size.sizes).map(pixels), ...kept]
    case 'free':
      return [pixels('1024x1024'), ...kept]
    case 'ratio': {
      const ratios = size.ratios.map((aspectRatio) => ({ ...none, aspectRatio, resolution: size.resolutions[0] ?? null }))
      const resolutions = size.resolutions.map((resolution) => ({ ...none, aspectRatio: size.ratios[0]!, resolution }))
      return [...ratios, ...resolutions, ...kept]
    }
  }
}

function requestsOf(adapter: ProviderAdapter, model: CatalogueModel, operation: Operation): ProviderCall[] {
  const own = capabilitiesFor(model, operation)
  const takes = (name: (typeof own.parameters)[number]) => own.parameters.includes(name)
  const plain: Partial<PlannedRequest> = {
    operation,
    prompt: own.maxPromptLength > 0 ? 'a lake in the mountains' : '',
    seed: null,
    width: null,
    height: null,
    aspectRatio: null,
    resolution: null,
    quality: own.defaultQuality ?? null,
    format: own.formats[0]!,
  }
  const everything: Partial<PlannedRequest> = {
    ...plain,
    n: own.maxImages,
    negativePrompt: takes('negative_prompt') ? 'fog' : null,
    seed: takes('seed') ? 2_147_483_647 : null,
    strength: takes('strength') ? 0.3 : null,
    guidance: takes('guidance') ? 5 : null,
    steps: takes('steps') ? 20 : null,
    enhancePrompt: takes('enhance_prompt') ? true : null,
    quality: own.qualities.at(-1) ?? null,
    style: own.styles.at(-1) ?? null,
    format: own.formats.at(-1)!,
    compression: takes('compression') && own.formats.at(-1) !== 'png' ? 80 : null,
    background: own.backgrounds.at(-1) ?? null,
  }
  const needed = operation === 'generate' ? [] : [picture('image')]
  const further = own.inputs.roles
    .filter((role) => role !== 'image')
    .map((role, place) => picture(role, place + 1))
    .slice(0, own.inputs.max - needed.length)
  const call = (request: Partial<PlannedRequest>, inputs: typeof needed) =>
    callFor(requestFor(adapter, model.id, request), {
      inputs,
      mask: operation === 'inpaint' ? mask() : null,
      callbackUrl: 'https://platform.example.com/v1/callbacks/x/token',
    })
  const extremes = takes('strength') ? [0, 1].map((strength) => call({ ...plain, ...sizesOf(model, operation)[0]!, strength }, needed)) : []
  return [
    ...sizesOf(model, operation).map((size) => call({ ...plain, ...size }, needed)),
    ...few(own.styles).map((style) => call({ ...plain, ...sizesOf(model, operation)[0]!, style }, needed)),
    ...own.qualities.map((quality) => call({ ...plain, ...sizesOf(model, operation)[0]!, quality }, needed)),
    call({ ...everything, ...sizesOf(model, operation)[0]! }, [...needed, ...further]),
    ...extremes,
  ]
}

const CONTRACTS = [...PLAYED.map(({ adapter, facts }) => ({ adapter, facts, models: () => true })), ...FACTS_ALONE].map(
  ({ adapter, facts, models = () => true }) => ({ id: adapter.id, adapter, facts, models }),
)

describe.each(CONTRACTS)('$id', ({ adapter, facts, models }) => {
  /** The longest body that was sent to each endpoint. */
  const sent = new Map<Endpoint, Body>()
  const keep = async (fake: PlayedProvider) => {
    for (const recorded of fake.requests) {
      const endpoint = facts.endpoints.find(
        ({ method, path, when }) =>
          method === recorded.method &&
          when?.(recorded.json) !== false &&
          new RegExp(`^${path.replaceAll(/[.+?]/g, String.raw`\$&`).replaceAll('*', '[^/]+')}$`).test(recorded.url.pathname),
      )
      if (endpoint?.takes === undefined) continue
      const body = await bodyOf(recorded)
      if (JSON.stringify(body).length > JSON.stringify(sent.get(endpoint) ?? {}).length) sent.set(endpoint, body)
    }
  }

  const everyOperation = adapter.models
    .filter(({ id }) => models(id))
    .flatMap((model) => model.capabilities.operations.map((operation) => ({ model, operation, name: `${model.id}: ${operation}` })))
  it.each(everyOperation)('$name: the requests match the contract', { timeout: 60_000 }, async ({ model, operation }) => {
    for (const call of requestsOf(adapter, model, operation)) {
      const fake = new PlayedProvider(facts)
      const { context } = contextFor(fake)
      adapter.check?.(call)
      const done = await runToEnd(adapter, call, context)
      expect(fake.violations).toEqual([])
      expect(done.images.length + done.texts.length).toBeGreaterThan(0)
      await keep(fake)
    }
  })

  it('the facts refuse what the contract refuses', async () => {
    const bodies = facts.endpoints.filter(({ takes }) => takes !== undefined)
    for (const endpoint of bodies) {
      const body = sent.get(endpoint)
      expect(body, `${endpoint.path} was never called`).toBeDefined()
      const accepts = (changedBody: Body) => endpoint.takes!.safeParse(changedBody).success
      expect(accepts(body!), endpoint.path).toBe(true)
      for (const path of objectsIn(body))
        expect(accepts(changed(body!, path === '' ? 'unknown_member' : `${path}.unknown_member`, 1)), `an unknown member in ${path}`).toBe(
          false,
        )
      expect(endpoint.wrong?.length ?? 0, `${endpoint.path} has wrong requests`).toBeGreaterThan(1)
      for (const [path, value] of endpoint.wrong ?? [])
        expect(accepts(changed(body!, path, value)), `${endpoint.path}: ${path} = ${JSON.stringify(value)}`).toBe(false)
    }
  })
})
