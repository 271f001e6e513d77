// Calls every adapter against the fake of its provider. The calls are made as in a job: through the guarded fetch, with a sink that keeps
// the pictures.
import { blackForestLabs } from '../../src/providers/black-forest-labs/index.ts'
import { capabilitiesFor } from '../../src/providers/carried.ts'
import { customAdapter, parseCustomProvider } from '../../src/providers/custom/index.ts'
import { fal } from '../../src/providers/fal/index.ts'
import { ideogram } from '../../src/providers/ideogram/index.ts'
import { openai } from '../../src/providers/openai/index.ts'
import type {
  Done,
  ImageSource,
  InputImage,
  Operation,
  PlannedRequest,
  ProviderAdapter,
  ProviderCall,
  ProviderContext,
} from '../../src/providers/provider.ts'
import { ProviderFailure } from '../../src/providers/provider.ts'
import { replicate } from '../../src/providers/replicate/index.ts'
import { createGuardedFetch } from '../../src/shared/guarded-fetch/fetch.ts'
import type { Json } from '../../src/shared/json.ts'
import { Secret } from '../../src/shared/secret.ts'
import { FakeBlackForestLabs } from '../support/fake-black-forest-labs.ts'
import { customDefinition, FakeCustom } from '../support/fake-custom.ts'
import { FakeFal } from '../support/fake-fal.ts'
import { FakeIdeogram } from '../support/fake-ideogram.ts'
import { FakeOpenai } from '../support/fake-openai.ts'
import { type FakeOptions, fakePicture, type FakeProvider } from '../support/fake-provider.ts'
import { FakeReplicate } from '../support/fake-replicate.ts'
import { PlayedProvider } from '../support/played-provider.ts'
import { PLAYED } from '../support/played/index.ts'
import { planned } from './planned-request.ts'

export const SECRET = 'sk-proj-Zq8/T+1v=canary.9b3f7c2e5d'

export interface Subject {
  name: string
  adapter: ProviderAdapter
  model: string
  fake(options?: FakeOptions): FakeProvider
  /** Whether `submit` returns the pictures (`sync`) or a handle (`async`). */
  shape: 'sync' | 'async'
  /** The maximum number of pictures in one call. */
  most: number
  /** The operation that is requested; by default `generate`. For any other operation, the tests send an input picture. */
  operation?: Operation
  /** True if the adapter signs its requests. The headers of a signed request do not contain the secret of the credential. */
  signs?: true
  /** Other hosts of the provider, to which the adapter may also send requests. */
  hosts?: string[]
}

function custom(queued: boolean): ProviderAdapter {
  const parsed = parseCustomProvider(customDefinition(queued))
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors))
  return customAdapter(parsed.definition)
}

export const SUBJECTS: Subject[] = [
  { name: 'openai', adapter: openai, model: 'gpt-image-2.6-flare', fake: (options) => new FakeOpenai(options), shape: 'sync', most: 4 },
  { name: 'ideogram v3', adapter: ideogram, model: 'ideogram-v3', fake: (options) => new FakeIdeogram(options), shape: 'sync', most: 4 },
  { name: 'ideogram v2', adapter: ideogram, model: 'ideogram-4.5', fake: (options) => new FakeIdeogram(options), shape: 'async', most: 4 },
  { name: 'ideogram 3, v2', adapter: ideogram, model: 'ideogram-3', fake: (options) => new FakeIdeogram(options), shape: 'async', most: 4 },
  {
    name: 'ideogram upscale',
    adapter: ideogram,
    model: 'ideogram-upscale',
    fake: (options) => new FakeIdeogram(options),
    shape: 'sync',
    most: 1,
    operation: 'upscale',
  },
  {
    name: 'ideogram describe',
    adapter: ideogram,
    model: 'ideogram-describe',
    fake: (options) => new FakeIdeogram(options),
    shape: 'sync',
    most: 1,
    operation: 'describe',
  },
  {
    name: 'ideogram background removal',
    adapter: ideogram,
    model: 'ideogram-remove-background',
    fake: (options) => new FakeIdeogram(options),
    shape: 'async',
    most: 1,
    operation: 'remove_background',
  },
  { name: 'fal', adapter: fal, model: 'fal.flux-dev', fake: (options) => new FakeFal(options), shape: 'async', most: 4 },
  {
    name: 'replicate',
    adapter: replicate,
    model: 'replicate.flux-schnell',
    fake: (options) => new FakeReplicate(options),
    shape: 'async',
    most: 4,
  },
  {
    name: 'fal, several pictures',
    adapter: fal,
    model: 'fal.nano-banana-pro',
    fake: (options) => new FakeFal(options),
    shape: 'async',
    most: 4,
    operation: 'edit',
  },
  {
    name: 'replicate, several pictures',
    adapter: replicate,
    model: 'replicate.nano-banana-pro',
    fake: (options) => new FakeReplicate(options),
    shape: 'async',
    most: 1,
    operation: 'edit',
  },
  {
    name: 'black-forest-labs, FLUX 3',
    adapter: blackForestLabs,
    model: 'flux-3-image',
    fake: (options) => new FakeBlackForestLabs(options),
    shape: 'async',
    most: 1,
  },
  {
    name: 'black-forest-labs',
    adapter: blackForestLabs,
    model: 'flux-2-pro',
    fake: (options) => new FakeBlackForestLabs(options),
    shape: 'async',
    most: 1,
  },
  {
    name: 'custom, at once',
    adapter: custom(false),
    model: 'studio-1',
    fake: (options) => new FakeCustom(options),
    shape: 'sync',
    most: 4,
  },
  {
    name: 'custom, queued',
    adapter: custom(true),
    model: 'studio-1',
    fake: (options) => new FakeCustom({ ...options, queued: true }),
    shape: 'async',
    most: 4,
  },
]

for (const { adapter, facts, subjects, signs, hosts } of PLAYED)
  for (const { model, operation, shape = 'sync', most = 1 } of subjects)
    SUBJECTS.push({
      name: `${adapter.id}: ${operation ?? 'generate'}`,
      adapter,
      model,
      fake: (options) => new PlayedProvider(facts, options),
      shape,
      most,
      ...(operation === undefined ? {} : { operation }),
      ...(signs === undefined ? {} : { signs }),
      ...(hosts === undefined ? {} : { hosts }),
    })

export function requestFor(adapter: ProviderAdapter, model: string, changes: Partial<PlannedRequest> = {}): PlannedRequest {
  const found = adapter.models.find((each) => each.id === model)
  if (found === undefined) throw new Error(`no model ${model}`)
  const { defaultQuality } = capabilitiesFor(found, changes.operation ?? 'generate')
  const pixels = found.capabilities.size.kind === 'list' || found.capabilities.size.kind === 'free'
  return planned({
    model: found,
    width: pixels ? 1024 : null,
    height: pixels ? 1024 : null,
    aspectRatio: found.capabilities.size.kind === 'ratio' ? '16:9' : null,
    resolution: found.capabilities.size.kind === 'ratio' ? (found.capabilities.size.resolutions[0] ?? null) : null,
    providerOptions: found.neededOptions ?? {},
    seed: found.capabilities.parameters.includes('seed') ? 7 : null,
    // If a caller names no quality, the plan uses the model's default quality. So this request uses it, too.
    quality: defaultQuality ?? null,
    format: found.capabilities.formats[0]!,
    ...changes,
  })
}

export function callFor(request: PlannedRequest, changes: Partial<ProviderCall> = {}): ProviderCall {
  return { request, inputs: [], mask: null, callbackUrl: null, ...changes }
}

/** Returns a call for this model and operation. It has one input picture, except for `generate`. */
export function callOf({ adapter, model, operation = 'generate' }: Subject, changes: Partial<PlannedRequest> = {}): ProviderCall {
  const inputs = operation === 'generate' ? [] : [fileInput(fakePicture(16, 16), 16, 16)]
  return callFor(requestFor(adapter, model, { operation, ...changes }), { inputs })
}

/** Returns the credential that the fake expects, usually an API key. */
function credentialFor(fake: object): ProviderContext['credential'] {
  const fields = fake instanceof PlayedProvider ? fake.fields(SECRET) : { api_key: SECRET }
  const secrets = Object.fromEntries(Object.entries(fields).map(([name, text]) => [name, new Secret(text)]))
  return { fields: secrets, baseUrl: fake instanceof PlayedProvider ? fake.baseUrl : null }
}

export interface Watched {
  context: ProviderContext
  sunk: Map<string, Uint8Array<ArrayBuffer>>
  partials: { index: number; bytes: Uint8Array }[]
}

export function contextFor(fake: Pick<FakeProvider, 'fetch'>, changes: Partial<ProviderContext> = {}): Watched {
  const sunk = new Map<string, Uint8Array<ArrayBuffer>>()
  const partials: Watched['partials'] = []
  const context: ProviderContext = {
    fetch: createGuardedFetch({ fetch: fake.fetch, allowPrivateAddresses: false, ownHosts: [] }),
    clock: () => Date.now(),
    credential: credentialFor(fake),
    signal: new AbortController().signal,
    ai: null,
    async sink(stream) {
      const id = `sunk-${sunk.size}`
      sunk.set(id, new Uint8Array(0))
      sunk.set(id, new Uint8Array(await new Response(stream).arrayBuffer()))
      return { kind: 'sunk', id }
    },
    progress() {},
    partial: (index, bytes) => void partials.push({ index, bytes: bytes.slice() }),
    ...changes,
  }
  return { context, sunk, partials }
}

/** Submits the work and polls it to its end, as the job would. */
export async function runToEnd(adapter: ProviderAdapter, call: ProviderCall, context: ProviderContext): Promise<Done> {
  const answer = await adapter.submit(call, context)
  if (answer.kind === 'done') return answer
  // A job stores the handle, and another process may read it later. So the handle must still work after it was converted to JSON and back.
  let handle = JSON.parse(JSON.stringify(answer.handle)) as Json
  for (let polls = 0; polls < 20; polls++) {
    const state = await adapter.poll!(handle, call, context)
    if (state.kind === 'done') return state
    handle = state.handle ?? handle
  }
  throw new Error('never done')
}

export async function failureOf(work: Promise<unknown>): Promise<ProviderFailure> {
  const error = await work.then(
    (value) => new Error(`it did not fail: ${JSON.stringify(value)}`),
    (thrown: unknown) => thrown,
  )
  if (error instanceof ProviderFailure) return error
  throw error
}

/** Returns the bytes of a picture that an adapter has returned. A picture that is only a URL is fetched from the fake. */
export async function bytesOf(source: ImageSource, fake: FakeProvider, sunk: Watched['sunk']): Promise<Uint8Array<ArrayBuffer>> {
  switch (source.kind) {
    case 'base64':
      return Uint8Array.fromBase64(source.data)
    case 'bytes':
      return Uint8Array.from(source.bytes)
    case 'stream':
      return new Uint8Array(await new Response(source.stream).arrayBuffer())
    case 'sunk':
      return sunk.get(source.id)!
    case 'url':
      return new Uint8Array(await (await fake.fetch(source.url)).arrayBuffer())
  }
}

export function fileInput(bytes: Uint8Array<ArrayBuffer>, width: number, height: number, changes: Partial<InputImage> = {}): InputImage {
  return {
    assetId: 'asset_test',
    role: 'image',
    weight: null,
    contentType: 'image/png',
    width,
    height,
    sizeBytes: bytes.byteLength,
    open: async () => new Response(bytes).body!,
    url: async () => null,
    ...changes,
  }
}
