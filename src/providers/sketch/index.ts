// The built-in provider: it needs no key, calls no other host, and draws by arithmetic. options.ts has its options for tests.
import { streamOf } from '../../shared/bytes.ts'
import { decodingPicture } from '../../pictures/codecs/decode.ts'
import { encodingJpeg } from '../../pictures/codecs/jpeg-encode.ts'
import { isOpaque, type Pixels } from '../../pictures/codecs/pixels.ts'
import { encodingPng } from '../../pictures/codecs/png-encode.ts'
import { encodingWebp } from '../../pictures/codecs/webp-encode.ts'
import { PictureRejected } from '../../pictures/inspect.ts'
import type { Json } from '../../shared/json.ts'
import type { Steps } from '../../shared/slices.ts'
import { compute } from '../compute.ts'
import {
  type Done,
  type InputImage,
  type Operation,
  type Pending,
  type PlannedRequest,
  type ProviderAdapter,
  type ProviderCall,
  type ProviderContext,
  ProviderFailure,
  type ProviderImage,
} from '../provider.ts'
import { applyStyle, matchColours } from './engine/adjust.ts'
import { describe } from './engine/describe.ts'
import { drawingPicture } from './engine/generate.ts'
import { carries, MAX_CALL_PIXELS, MAX_INPUT_PIXELS, MAX_UPSCALED_PIXELS, models, safety } from './models.ts'
import { hashText } from './engine/noise.ts'
import { blended, cover, edit, inpaint, reframe, remix, removeBackground, replaceBackground } from './engine/operations.ts'
import { quoteOf } from '../pricing.ts'
import { type Play, playFault, readPlay, wait } from './engine/options.ts'
import { blur, resize } from './engine/resample.ts'

export const sketch: ProviderAdapter = {
  id: 'sketch',
  name: 'Sketch (procedural, no AI)',
  credentialFields: [],
  defaultBaseUrl: 'local:',
  resumable: true,
  turnsPictures: true,
  models,
  safety,
  carries,

  check(call) {
    requireWithinQuote(call, playOf(call))
    const { request, inputs, mask } = call
    const stranger = Object.keys(request.providerOptions).find((name) => name !== 'sketch')
    const refuse = (pointer: string, message: string) => {
      throw new ProviderFailure('bad_request', message, { billed: 'no', pointer })
    }
    if (stranger !== undefined) refuse('/body/provider_options', `provider_options.${stranger}: sketch takes sketch alone`)
    if (mask?.contentType === 'image/webp') refuse('/body/mask', 'The mask cannot be used: WebP is not read here; send PNG or JPEG.')
    const position = inputs.findIndex((input) => input.role === 'image')
    const source = inputs[position]
    if (request.operation === 'upscale' && source !== undefined) {
      const { width, height } = upscaledSize(request, source)
      if (width * height > MAX_UPSCALED_PIXELS) refuse(`/body/inputs/${position}`, tooLarge(width, height))
    }
    const { width, height } = drawnSize(request, source)
    const most = Math.max(1, Math.floor(MAX_CALL_PIXELS / (width * height)))
    if (request.n > most)
      refuse(
        '/body/n',
        `sketch draws at most ${MAX_CALL_PIXELS} pixels in one call: ${most} pictures of ${width}x${height}, not ${request.n}`,
      )
  },

  async submit(call, context) {
    const play = playOf(call)
    const attempt = call.attempt ?? 1
    playFault(play, 'submit', attempt)
    const providerRequestId = `sketch-${call.request.generationId}-${attempt}`
    if (play.queued || call.request.model.id === 'sketch-queued') {
      const handle: Handle = { polls: 0, acceptedAt: context.clock() }
      return { kind: 'accepted', handle, pollAfterMs: play.poll_after_ms, providerRequestId }
    }
    await rehearse(call, context, play)
    return work(call, context, play, providerRequestId)
  },

  async poll(handle, call, context): Promise<Done | Pending> {
    const play = playOf(call)
    const { polls, acceptedAt } = readHandle(handle)
    const elapsedMs = context.clock() - acceptedAt
    // The number of this poll is computed from the time. `polls` in the handle does not count the polls that failed, because a poll that
    // throws cannot return a new handle.
    playFault(play, 'poll', Math.floor(elapsedMs / Math.max(1, play.poll_after_ms)))
    const part = Math.min(play.polls === 0 ? 1 : polls / play.polls, play.delay_ms === 0 ? 1 : elapsedMs / play.delay_ms)
    if (part >= 1) {
      // The delay has already passed, so the previews are shown without waiting.
      await rehearse(call, context, { ...play, delay_ms: 0 })
      return work(call, context, play, `sketch-${call.request.generationId}`)
    }
    const next: Handle = { polls: polls + 1, acceptedAt }
    return { kind: 'pending', progress: part, pollAfterMs: play.poll_after_ms, handle: next }
  },

  async cancel() {
    // Queued work does nothing between polls, so there is nothing to cancel.
  },

  verifyCredential: () => Promise.resolve({ detail: 'Sketch needs no credential.' }),
}

type Handle = { polls: number; acceptedAt: number }

function readHandle(handle: Json): Handle {
  if (
    handle !== null &&
    typeof handle === 'object' &&
    !Array.isArray(handle) &&
    typeof handle.polls === 'number' &&
    typeof handle.acceptedAt === 'number'
  ) {
    return { polls: handle.polls, acceptedAt: handle.acceptedAt }
  }
  throw new ProviderFailure('lost', 'The handle is not one of sketch.', { billed: 'no' })
}

function playOf({ request }: ProviderCall): Play {
  return readPlay(request.providerOptions, request.model.price.kind !== 'free')
}

/** Waits for the requested delay. Meanwhile reports progress, and previews that become sharper. */
async function rehearse({ request }: ProviderCall, context: ProviderContext, play: Play): Promise<void> {
  const previews = request.operation === 'generate' ? request.partialImages : 0
  const steps = Math.max(previews + 1, play.delay_ms > 400 ? 8 : 1)
  for (let step = 1; step <= steps; step++) {
    await wait(play.delay_ms / steps, context.signal)
    context.progress((step / (steps + 1)) * 0.9)
    const preview = step - 1 - (steps - 1 - previews)
    if (preview >= 0 && preview < previews)
      context.partial(preview, await compute(context, previewOf(request, (preview + 1) / (previews + 1))))
  }
}

const PREVIEW_EDGE = 256

/** Makes a preview; `clarity` is 0 to 1. */
function* previewOf(request: PlannedRequest, clarity: number): Steps<Uint8Array> {
  const { width, height } = sizeOf(request)
  const scale = Math.min(1, PREVIEW_EDGE / Math.max(width, height))
  const small = { width: Math.max(8, Math.round(width * scale)), height: Math.max(8, Math.round(height * scale)) }
  const pixels = yield* drawingPicture({ ...wishes(request, seedOf(request)), ...small })
  return yield* encodingPng(yield* blur(pixels, Math.max(1, (1 - clarity) * 12)))
}

function* previewsOf(pixels: Pixels, count: number): Steps<Uint8Array[]> {
  if (count === 0) return []
  const small = yield* reduced(pixels, PREVIEW_EDGE)
  const previews: Uint8Array[] = []
  for (let number = 1; number <= count; number++)
    previews.push(yield* encodingPng(yield* blur(small, Math.max(1, (1 - number / (count + 1)) * 12))))
  return previews
}

/**
 * Throws ProviderFailure if the test option `cost_micros` is higher than the reservation, because this option must not lead to a charge
 * above a budget.
 */
function requireWithinQuote({ request, inputs }: ProviderCall, { cost_micros: costMicros }: Play): void {
  const { maxMicros } = quoteOf(request.model, request, inputs)
  if (costMicros === undefined || costMicros <= maxMicros) return
  throw new ProviderFailure('bad_request', `provider_options.sketch.cost_micros: at most the ${maxMicros} micro-USD that are reserved`, {
    billed: 'no',
    pointer: '/body/provider_options/sketch/cost_micros',
  })
}

async function work(call: ProviderCall, context: ProviderContext, play: Play, providerRequestId: string): Promise<Done> {
  const { request } = call
  const done: Done = { kind: 'done', images: [], texts: [], usage: null, costMicros: play.cost_micros ?? null, providerRequestId }
  const given = await openInputs(call, context)
  if (request.operation === 'describe') return { ...done, texts: [await compute(context, describe(given.source!))] }
  const count = Math.min(request.n, play.images ?? request.n)
  const images: ProviderImage[] = []
  for (let index = 0; index < count; index++) {
    const seed = (seedOf(request) + index) % 2 ** 31
    const { bytes, previews } = await compute(context, drawn(request, given, seed, index === 0))
    previews.forEach((preview, number) => context.partial(number, preview))
    // If there are several pictures, each is sent to storage as soon as it is drawn, so that they are not all in memory.
    const source = count === 1 ? ({ kind: 'bytes', bytes } as const) : await context.sink(streamOf(bytes))
    images.push({ source, seed, revisedPrompt: null })
    context.progress((index + 1) / count)
  }
  return { ...done, images }
}

/**
 * Makes one picture and encodes it in the requested format. The previews of an edited picture are blurred copies of the result, because
 * sketch makes no rough draft of an edited picture.
 */
function* drawn(
  request: PlannedRequest,
  given: Given,
  seed: number,
  isFirst: boolean,
): Steps<{ bytes: Uint8Array<ArrayBuffer>; previews: Uint8Array[] }> {
  const { pixels, notes } = yield* make(request, given, seed)
  const previews = isFirst && given.source !== null ? yield* previewsOf(pixels, request.partialImages) : []
  return { bytes: yield* encoding(pixels, request, seed, notes), previews }
}

interface Given {
  /** The picture to edit. */
  source: Pixels | null
  mask: Pixels | null
  /** Pictures whose colours the result takes on. */
  styles: { pixels: Pixels; weight: number }[]
}

const NEEDS_SOURCE: Record<Operation, boolean> = {
  generate: false,
  edit: true,
  inpaint: true,
  remix: true,
  reframe: true,
  upscale: true,
  remove_background: true,
  replace_background: true,
  describe: true,
}

async function openInputs({ request, inputs, mask }: ProviderCall, context: ProviderContext): Promise<Given> {
  const first = inputs.find((input) => input.role === 'image')
  if (NEEDS_SOURCE[request.operation] && first === undefined)
    throw new ProviderFailure('bad_request', `${request.operation} needs an input with role image`, { billed: 'no' })
  if (request.operation === 'inpaint' && mask === null) throw new ProviderFailure('bad_request', 'inpaint needs a mask', { billed: 'no' })
  const source = NEEDS_SOURCE[request.operation] ? await open(first!, context) : null
  const maskPixels = source === null || mask === null ? null : await open(mask, context)
  if (source && maskPixels && (source.width !== maskPixels.width || source.height !== maskPixels.height)) {
    throw new ProviderFailure(
      'bad_request',
      `the mask is ${maskPixels.width}x${maskPixels.height}, the input ${source.width}x${source.height}`,
      { billed: 'no' },
    )
  }
  const styles: Given['styles'] = []
  for (const input of inputs) {
    if (input.role === 'image') continue
    // Only the colours of this picture matter, so a small copy suffices.
    styles.push({ pixels: await compute(context, reduced(await open(input, context), 128)), weight: input.weight ?? 0.7 })
  }
  return { source, mask: maskPixels, styles }
}

function reduced(pixels: Pixels, edge: number): Steps<Pixels> {
  const scale = Math.min(1, edge / Math.max(pixels.width, pixels.height))
  return resize(pixels, Math.max(1, Math.round(pixels.width * scale)), Math.max(1, Math.round(pixels.height * scale)))
}

async function open(input: InputImage, context: ProviderContext): Promise<Pixels> {
  if (input.width * input.height > MAX_INPUT_PIXELS) {
    throw new ProviderFailure(
      'bad_request',
      `${input.assetId} has ${input.width} × ${input.height} pixels; sketch takes at most ${MAX_INPUT_PIXELS} in all`,
      { billed: 'no' },
    )
  }
  const bytes = await new Response(await input.open()).bytes()
  try {
    return await compute(context, decodingPicture(bytes, MAX_INPUT_PIXELS))
  } catch (error) {
    if (error instanceof PictureRejected)
      throw new ProviderFailure('bad_request', `${input.assetId}: ${error.message}`, { billed: 'no', cause: error })
    throw error
  }
}

/** Returns the requested seed. If none was requested, returns a seed that is the same for each attempt of this generation. */
function seedOf(request: PlannedRequest): number {
  return request.seed ?? hashText(request.generationId) >>> 1
}

function sizeOf(request: PlannedRequest): { width: number; height: number } {
  return { width: request.width ?? 1024, height: request.height ?? 1024 }
}

/** Returns the size of an upscaled picture; by default the edges are doubled. */
function upscaledSize(request: PlannedRequest, source: { width: number; height: number }): { width: number; height: number } {
  return { width: request.width ?? source.width * 2, height: request.height ?? source.height * 2 }
}

/** Returns the size of one picture of this call. */
function drawnSize(request: PlannedRequest, source: InputImage | undefined): { width: number; height: number } {
  if (source === undefined || (request.width !== null && request.height !== null)) return sizeOf(request)
  return request.operation === 'upscale' ? upscaledSize(request, source) : source
}

function tooLarge(width: number, height: number): string {
  return `${width} × ${height} pixels are more than the ${MAX_UPSCALED_PIXELS} that sketch makes`
}

function wishes({ prompt, negativePrompt, quality, background }: PlannedRequest, seed: number) {
  return { prompt, negativePrompt, seed, quality, transparent: background === 'transparent' }
}

function* make(request: PlannedRequest, { source, mask, styles }: Given, seed: number): Steps<Made> {
  const made = yield* produce(request, source, mask, seed)
  if (request.operation === 'generate') yield* applyStyle(made.pixels, request.style)
  if (styles.length > 0) {
    const coloured = source !== null && mask !== null ? { ...made.pixels, data: made.pixels.data.slice() } : made.pixels
    for (const style of styles) yield* matchColours(coloured, style.pixels, Math.min(1, Math.max(0, style.weight)))
    // The area outside the mask keeps its colours.
    if (source !== null && mask !== null) made.pixels = yield* blended(source, coloured, 1, mask)
  }
  // If a size was requested, a picture that was made from an input picture gets this size.
  if (source !== null && request.width !== null && request.height !== null)
    return { ...made, pixels: yield* cover(made.pixels, request.width, request.height) }
  return made
}

interface Made {
  pixels: Pixels
  notes: string[]
}

function* produce(request: PlannedRequest, source: Pixels | null, mask: Pixels | null, seed: number): Steps<Made> {
  const { operation, prompt, negativePrompt, quality, strength } = request
  const change = { prompt, negativePrompt, seed, quality, strength }
  if (operation === 'generate' || operation === 'describe' || source === null)
    return { pixels: yield* drawingPicture({ ...wishes(request, seed), ...sizeOf(request) }), notes: [] }
  switch (operation) {
    case 'edit': {
      const { pixels, done } = yield* edit(source, change, mask)
      return { pixels, notes: done }
    }
    case 'inpaint':
      return { pixels: yield* inpaint(source, change, mask!), notes: ['inpainted'] }
    case 'remix':
      return { pixels: yield* remix(source, change), notes: ['remixed'] }
    case 'reframe': {
      const { width, height } = sizeOf(request)
      return { pixels: yield* reframe(source, width, height), notes: ['canvas extended'] }
    }
    case 'upscale': {
      const { width, height } = upscaledSize(request, source)
      if (width * height > MAX_UPSCALED_PIXELS) throw new ProviderFailure('bad_request', tooLarge(width, height), { billed: 'no' })
      return { pixels: yield* cover(source, width, height), notes: ['resampled (Lanczos)'] }
    }
    case 'remove_background':
      return { pixels: yield* removeBackground(source), notes: ['background removed'] }
    case 'replace_background':
      return { pixels: yield* replaceBackground(source, change), notes: ['background replaced'] }
  }
}

const LABEL = 'Procedural sketch, no AI'

function* encoding(
  pixels: Pixels,
  { format, compression, background }: PlannedRequest,
  seed: number,
  notes: string[],
): Steps<Uint8Array<ArrayBuffer>> {
  if (background === 'opaque' && !isOpaque(pixels)) layOnWhite(pixels)
  switch (format) {
    case 'png':
      return yield* encodingPng(pixels, {
        text: { Software: 'sketch', Comment: LABEL, Seed: String(seed), ...(notes.length > 0 && { Changes: notes.join(', ') }) },
      })
    case 'jpeg':
      return yield* encodingJpeg(pixels, { quality: compression ?? 90, comment: LABEL })
    case 'webp':
      return yield* encodingWebp(compression === null ? pixels : coarser(pixels, compression))
  }
}

function layOnWhite({ data }: Pixels): void {
  for (let at = 0; at < data.length; at += 4) {
    const part = data[at + 3]! / 255
    for (let channel = 0; channel < 3; channel++) data[at + channel] = 255 + (data[at + channel]! - 255) * part + 0.5
    data[at + 3] = 255
  }
}

/**
 * Reduces the number of tones of a picture, so that its WebP file becomes smaller. The WebP encoder does not do this, because it is
 * lossless. `compression` is the quality to keep, from 0 to 100: the lower it is, the more of the 8 bits of each channel are dropped, up to
 * 4.
 */
function coarser({ width, height, data }: Pixels, compression: number): Pixels {
  const bits = Math.min(4, Math.floor((100 - compression) / 20))
  const half = bits === 0 ? 0 : 1 << (bits - 1)
  return { width, height, data: data.map((value, at) => (at % 4 === 3 ? value : Math.min(255, ((value + half) >> bits) << bits))) }
}
