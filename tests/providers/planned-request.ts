import { models } from '../../src/providers/sketch/models.ts'
import type { CatalogueModel, InputImage, PlannedRequest, ProviderContext, SinkReference } from '../../src/providers/provider.ts'

export const sketchModel = (id = 'sketch'): CatalogueModel => models.find((model) => model.id === id)!

/** Returns a request as the plan would make it. Its picture is small, so that tests are fast. */
export function planned(changes: Partial<PlannedRequest> = {}): PlannedRequest {
  return {
    generationId: 'gen_0000000000000000000000TEST',
    operation: 'generate',
    model: sketchModel(),
    prompt: 'a lake in the mountains at sunset',
    negativePrompt: null,
    n: 1,
    width: 128,
    height: 96,
    aspectRatio: null,
    resolution: null,
    seed: 7,
    quality: null,
    style: null,
    format: 'png',
    compression: null,
    background: null,
    strength: null,
    guidance: null,
    steps: null,
    enhancePrompt: null,
    providerOptions: {},
    safety: {},
    partialImages: 0,
    ...changes,
  }
}

export function inputOf(bytes: Uint8Array, width: number, height: number, changes: Partial<InputImage> = {}): InputImage {
  return {
    assetId: 'asset_TEST',
    role: 'image',
    weight: null,
    contentType: bytes[0] === 0xff ? 'image/jpeg' : 'image/png',
    width,
    height,
    sizeBytes: bytes.byteLength,
    open: () => Promise.resolve(new Response(bytes.slice()).body!),
    url: () => Promise.resolve(null),
    ...changes,
  }
}

export interface Watched {
  context: ProviderContext
  progress: number[]
  partials: Uint8Array[]
  sunk: Map<string, Uint8Array>
}

/**
 * Returns a context that records what an adapter reports. It has no network, because it is for the two providers that need none: Sketch,
 * which is built in, and Workers AI, which is called through a binding.
 */
export function watchedContext(options: { signal?: AbortSignal; clock?: () => number } = {}): Watched {
  const watched = { progress: [] as number[], partials: [] as Uint8Array[], sunk: new Map<string, Uint8Array>() }
  return {
    ...watched,
    context: {
      fetch: () => Promise.reject(new Error('sketch called the network')),
      clock: options.clock ?? (() => Date.now()),
      credential: { fields: {}, baseUrl: null },
      signal: options.signal ?? new AbortController().signal,
      ai: null,
      async sink(bytes): Promise<SinkReference> {
        const id = `sunk-${watched.sunk.size}`
        watched.sunk.set(id, await new Response(bytes).bytes())
        return { kind: 'sunk', id }
      },
      progress: (fraction) => void watched.progress.push(fraction),
      partial: (_, bytes) => void watched.partials.push(bytes),
    },
  }
}
