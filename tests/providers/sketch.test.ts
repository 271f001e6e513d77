import { describe, expect, it } from 'vitest'
import { sketch } from '../../src/providers/sketch/index.ts'
import { type Accepted, type Done, type PlannedRequest, type ProviderCall, ProviderFailure } from '../../src/providers/provider.ts'
import { decodePicture } from '../../src/pictures/codecs/decode.ts'
import { encodeJpeg } from '../../src/pictures/codecs/jpeg-encode.ts'
import { newPixels, type Pixels } from '../../src/pictures/codecs/pixels.ts'
import { encodePng } from '../../src/pictures/codecs/png-encode.ts'
import { encodeWebp } from '../../src/pictures/codecs/webp-encode.ts'
import { inspectPicture } from '../../src/pictures/inspect.ts'
import type { Json, JsonObject } from '../../src/shared/json.ts'
import { inputOf, planned, sketchModel, watchedContext } from './planned-request.ts'

async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes.slice())
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
const callOf = (changes: Partial<PlannedRequest> = {}, more: Partial<ProviderCall> = {}): ProviderCall => ({
  request: planned(changes),
  inputs: [],
  mask: null,
  callbackUrl: null,
  ...more,
})

async function run(call: ProviderCall, watched = watchedContext()): Promise<Done> {
  const answer = await sketch.submit(call, watched.context)
  if (answer.kind !== 'done') throw new Error('expected a finished answer')
  return answer
}
function bytesOf(done: Done, index = 0): Uint8Array<ArrayBuffer> {
  const source = done.images[index]?.source
  if (source?.kind !== 'bytes') throw new Error('expected bytes')
  return source.bytes as Uint8Array<ArrayBuffer>
}
const pixelsOf = async (call: ProviderCall): Promise<Pixels> => decodePicture(bytesOf(await run(call)))
async function failure(work: Promise<unknown>): Promise<ProviderFailure> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof ProviderFailure)) throw new Error(`expected a ProviderFailure, got ${String(error)}`)
  return error
}
const play = (options: JsonObject) => ({ providerOptions: { sketch: options } })
const meanOf = ({ data }: Pixels, channel: number) =>
  data.reduce((sum, value, at) => sum + (at % 4 === channel ? value : 0), 0) / (data.length / 4)
const differing = (one: Pixels, other: Pixels) => one.data.reduce((count, value, at) => count + (value === other.data[at] ? 0 : 1), 0)

/** Draws a disc of one colour on another colour. */
function disc(width = 120, height = 100): Pixels {
  const pixels = newPixels(width, height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++)
      pixels.data.set(
        (x - width / 2) ** 2 + (y - height / 2) ** 2 < 30 ** 2 ? [200, 40, 40, 255] : [220, 225, 230, 255],
        (y * width + x) * 4,
      )
  }
  return pixels
}
const discInput = () => inputOf(encodePng(disc()), 120, 100)

describe('generate', () => {
  it('draws the same bytes for the same request on every machine', async () => {
    const sums = { png: '', jpeg: '', webp: '' }
    for (const format of ['png', 'jpeg', 'webp'] as const) sums[format] = await sha256(bytesOf(await run(callOf({ format }))))
    expect(sums).toEqual({
      png: '7ffef0dc5c4bf945c57549bec784cae9e274e571ee01ec4ba7a1d24ef31d097f',
      jpeg: '31f3a5bdba23a60cb9c1111c8ef72d030d325675802a3606e14af81e3b632804',
      webp: 'f1f67d5bc05109fc6405446b840fee6446082a331457e5a6bd53670be52e2a75',
    })
  })
  it.each([
    ['png', 64, 64],
    ['jpeg', 64, 512],
    ['webp', 640, 80],
    ['jpeg', 200, 136],
    ['png', 1024, 1024],
  ] as const)('%s of exactly %i × %i', async (format, width, height) => {
    const done = await run(callOf({ format, width, height }))
    expect(inspectPicture(bytesOf(done))).toMatchObject({ format, width, height })
    expect(done.images[0]).toMatchObject({ seed: 7, revisedPrompt: null })
  })
  it('states in the file that no AI made it', async () => {
    for (const format of ['png', 'jpeg'] as const)
      expect(new TextDecoder('latin1').decode(bytesOf(await run(callOf({ format })))).includes('Procedural sketch, no AI')).toBe(true)
  })
  it('another seed gives another picture; without a seed it stays the same over attempts', async () => {
    const first = await run(callOf({ seed: 1 }))
    expect(bytesOf(first)).not.toEqual(bytesOf(await run(callOf({ seed: 2 }))))
    const unseeded = await run(callOf({ seed: null }))
    expect(unseeded.images[0]!.seed).toEqual(expect.any(Number))
    expect(bytesOf(unseeded)).toEqual(bytesOf(await run(callOf({ seed: null }, { attempt: 2 }))))
    expect(bytesOf(unseeded)).toEqual(bytesOf(await run(callOf({ seed: unseeded.images[0]!.seed }))))
  })
  it('follows the words of the prompt', async () => {
    const day = await pixelsOf(callOf({ prompt: 'mountains by day' }))
    const night = await pixelsOf(callOf({ prompt: 'mountains at night' }))
    expect(meanOf(day, 1)).toBeGreaterThan(meanOf(night, 1) + 40)
    const red = await pixelsOf(callOf({ prompt: 'red abstract' }))
    const green = await pixelsOf(callOf({ prompt: 'green abstract' }))
    expect(meanOf(red, 0) - meanOf(red, 1)).toBeGreaterThan(30)
    expect(meanOf(green, 1) - meanOf(green, 0)).toBeGreaterThan(20)
    const fox = await pixelsOf(callOf({ prompt: 'a fox in the mountains by day' }))
    const noFox = await pixelsOf(callOf({ prompt: 'a fox in the mountains by day', negativePrompt: 'fox' }))
    expect(differing(fox, noFox)).toBeGreaterThan(200)
  })
  it.each(['poster', 'ink'])('style %s', async (style) => {
    expect(differing(await pixelsOf(callOf({ style })), await pixelsOf(callOf()))).toBeGreaterThan(10_000)
  })
  it('quality changes the detail', async () => {
    expect(differing(await pixelsOf(callOf({ quality: 'low' })), await pixelsOf(callOf({ quality: 'high' })))).toBeGreaterThan(1000)
  })
  it('a transparent background leaves the sky out', async () => {
    const pixels = await pixelsOf(callOf({ prompt: 'mountains', background: 'transparent' }))
    expect(pixels.data[3]).toBe(0)
    expect(pixels.data.at(-1)).toBe(255)
  })
  it('compression makes smaller files', async () => {
    for (const format of ['jpeg', 'webp'] as const) {
      const best = bytesOf(await run(callOf({ format, compression: 100 })))
      expect(bytesOf(await run(callOf({ format, compression: 30 }))).byteLength).toBeLessThan(best.byteLength * 0.7)
    }
  })
  it('several pictures differ, and are stored one by one', async () => {
    const watched = watchedContext()
    const done = await run(callOf({ n: 3 }), watched)
    expect(done.images.map((image) => image.seed)).toEqual([7, 8, 9])
    expect(watched.sunk.size).toBe(3)
    expect(new Set(await Promise.all([...watched.sunk.values()].map((bytes) => sha256(bytes)))).size).toBe(3)
    expect(watched.progress.at(-1)).toBe(1)
  })
  it('previews come before the picture, small and increasingly clear', async () => {
    const watched = watchedContext()
    await run(callOf({ width: 1024, height: 512, partialImages: 2 }), watched)
    expect(watched.partials).toHaveLength(2)
    for (const preview of watched.partials) expect(inspectPicture(preview)).toMatchObject({ format: 'png', width: 256, height: 128 })
    expect(watched.partials[1]!.byteLength).toBeGreaterThan(watched.partials[0]!.byteLength)
  })
  it('takes the colours of a style picture', async () => {
    const green = newPixels(64, 64)
    for (let at = 0; at < green.data.length; at += 4) green.data.set([20, 120 + (at % 40), 40, 255], at)
    const styled = await pixelsOf(callOf({}, { inputs: [inputOf(encodePng(green), 64, 64, { role: 'style', weight: 1 })] }))
    expect(meanOf(styled, 1)).toBeGreaterThan(meanOf(styled, 0) + 60)
  })
})

describe('given pictures', () => {
  it('edit changes what the prompt names', async () => {
    const source = disc()
    const inputs = [discInput()]
    const dark = await pixelsOf(callOf({ operation: 'edit', prompt: 'make it darker', width: null, height: null }, { inputs }))
    expect(dark).toMatchObject({ width: 120, height: 100 })
    expect(meanOf(dark, 1)).toBeLessThan(meanOf(source, 1) - 10)
    const grey = await pixelsOf(callOf({ operation: 'edit', prompt: 'black and white', width: null, height: null }, { inputs }))
    for (let at = 0; at < grey.data.length; at += 4) expect(Math.abs(grey.data[at]! - grey.data[at + 1]!)).toBeLessThan(2)
    const added = await pixelsOf(callOf({ operation: 'edit', prompt: 'add a fox', width: null, height: null }, { inputs }))
    expect(differing(added, source)).toBeGreaterThan(200)
    const half = await pixelsOf(
      callOf({ operation: 'edit', prompt: 'make it darker', strength: 0.5, width: null, height: null }, { inputs }),
    )
    expect(meanOf(half, 1)).toBeGreaterThan(meanOf(dark, 1))
    const kept = await pixelsOf(callOf({ operation: 'edit', prompt: 'make it darker', strength: 0, width: null, height: null }, { inputs }))
    expect(kept.data).toEqual(source.data)
  })
  it.each(['edit', 'inpaint'] as const)('%s leaves every pixel outside the mask unchanged', async (operation) => {
    const source = disc()
    const mask = newPixels(120, 100)
    for (let at = 0; at < mask.data.length; at += 4) mask.data.set((at / 4) % 120 < 60 ? [0, 0, 0, 255] : [255, 255, 255, 255], at)
    const call = callOf(
      { operation, prompt: 'night, space planet', width: null, height: null },
      { inputs: [discInput()], mask: inputOf(encodePng(mask), 120, 100) },
    )
    const result = await pixelsOf(call)
    const changed = { outside: 0, inside: 0 }
    for (let at = 0; at < result.data.length; at++) {
      if (result.data[at] !== source.data[at]) changed[(at >> 2) % 120 < 60 ? 'outside' : 'inside']++
    }
    expect(changed.outside).toBe(0)
    expect(changed.inside).toBeGreaterThan(6000)
  })
  it('a grey mask blends', async () => {
    const mask = newPixels(120, 100)
    for (let at = 0; at < mask.data.length; at += 4) mask.data.set([128, 128, 128, 255], at)
    const call = (level: Pixels) =>
      callOf(
        { operation: 'edit', prompt: 'invert', width: null, height: null },
        { inputs: [discInput()], mask: inputOf(encodePng(level), 120, 100) },
      )
    const mixed = await pixelsOf(call(mask))
    // The prompt inverts the picture, and the mask is medium grey everywhere. So each pixel is the mean of its old and its inverted value.
    expect(Math.abs(mixed.data[0]! - 127)).toBeLessThan(4)
  })
  it('remix goes from the input to a new picture by its strength', async () => {
    const at = (strength: number) =>
      pixelsOf(callOf({ operation: 'remix', prompt: 'a forest', strength, width: null, height: null }, { inputs: [discInput()] }))
    expect((await at(0)).data).toEqual(disc().data)
    expect(differing(await at(0.3), disc())).toBeGreaterThan(20_000)
    expect((await at(0.3)).data).not.toEqual((await at(1)).data)
  })
  it('reframe keeps the picture in the middle of a larger canvas', async () => {
    const result = await pixelsOf(callOf({ operation: 'reframe', prompt: '', width: 240, height: 104 }, { inputs: [discInput()] }))
    expect(result).toMatchObject({ width: 240, height: 104 })
    const source = disc()
    for (let y = 0; y < 100; y++) {
      const from = result.data.subarray(((y + 2) * 240 + 60) * 4, ((y + 2) * 240 + 180) * 4)
      expect(from).toEqual(source.data.subarray(y * 480, (y + 1) * 480))
    }
    expect(result.data[3]).toBe(255)
  })
  it('upscale doubles, and keeps the content', async () => {
    const result = await pixelsOf(callOf({ operation: 'upscale', prompt: '', width: null, height: null }, { inputs: [discInput()] }))
    expect(result).toMatchObject({ width: 240, height: 200 })
    expect([...result.data.subarray(0, 4)]).toEqual([220, 225, 230, 255])
    expect([...result.data.subarray((100 * 240 + 120) * 4, (100 * 240 + 120) * 4 + 4)]).toEqual([200, 40, 40, 255])
  })
  it('remove_background keeps the subject, replace_background puts it elsewhere', async () => {
    const cut = await pixelsOf(callOf({ operation: 'remove_background', prompt: '', width: null, height: null }, { inputs: [discInput()] }))
    expect(cut.data[3]).toBe(0)
    const middle = (50 * 120 + 60) * 4
    expect([...cut.data.subarray(middle, middle + 4)]).toEqual([200, 40, 40, 255])
    const moved = await pixelsOf(
      callOf({ operation: 'replace_background', prompt: 'sea at night', width: null, height: null }, { inputs: [discInput()] }),
    )
    expect([...moved.data.subarray(middle, middle + 4)]).toEqual([200, 40, 40, 255])
    expect(moved.data[3]).toBe(255)
    expect(moved.data[0]).toBeLessThan(120)
  })
  it('describe measures and says so', async () => {
    const done = await run(callOf({ operation: 'describe', prompt: '', width: null, height: null }, { inputs: [discInput()] }))
    expect(done.images).toEqual([])
    expect(done.texts[0]).toMatch(/120 × 100 pixels, landscape format.*(red|crimson|scarlet).*in the middle.*no AI/s)
  })
  it('has previews, too', async () => {
    const watched = watchedContext()
    await run(
      callOf({ operation: 'edit', prompt: 'brighter', width: null, height: null, partialImages: 2 }, { inputs: [discInput()] }),
      watched,
    )
    expect(watched.partials.map((bytes) => inspectPicture(bytes).width)).toEqual([120, 120])
  })
  it('accepts JPEG, and another size on request', async () => {
    const result = await pixelsOf(
      callOf({ operation: 'edit', prompt: 'brighter', width: 64, height: 64 }, { inputs: [inputOf(encodeJpeg(disc()), 120, 100)] }),
    )
    expect(result).toMatchObject({ width: 64, height: 64 })
  })
  it.each([
    ['broken bytes', () => inputOf(encodePng(disc()).slice(0, 400), 120, 100), /ends too early/],
    ['no picture', () => inputOf(new TextEncoder().encode('<html>not a picture at all</html>'), 120, 100), /page|picture/],
    ['too many pixels', () => inputOf(encodePng(disc()), 4000, 3000), /at most 4194304/],
    ['WebP', () => inputOf(encodeWebp(disc()), 120, 100), /WebP/],
  ])('refuses %s', async (_, input, message) => {
    const error = await failure(run(callOf({ operation: 'edit', prompt: 'brighter' }, { inputs: [input()] })))
    expect(error).toMatchObject({ kind: 'bad_request', billed: 'no' })
    expect(error.message).toMatch(message)
  })
  it('refuses missing inputs, a mask of another size, and too large an upscale', async () => {
    expect((await failure(run(callOf({ operation: 'edit' })))).kind).toBe('bad_request')
    expect((await failure(run(callOf({ operation: 'inpaint' }, { inputs: [discInput()] })))).message).toMatch(/mask/)
    const small = inputOf(encodePng(newPixels(10, 10)), 10, 10)
    expect((await failure(run(callOf({ operation: 'inpaint' }, { inputs: [discInput()], mask: small })))).message).toMatch(/10x10/)
    const wide = inputOf(encodePng(newPixels(2048, 2048)), 2048, 2048)
    expect((await failure(run(callOf({ operation: 'upscale', width: null, height: null }, { inputs: [wide] })))).message).toMatch(/8388608/)
  })
})

describe('test options', () => {
  it.each([
    ['unavailable', 503],
    ['bad_request', 400],
    ['rate_limited', 429],
    ['timeout', null],
    ['malformed', 200],
    ['bad_credential', 401],
    ['no_credit', 402],
    ['lost', 404],
    ['canceled', null],
    ['refused', 422],
  ] as const)('fails as %s', async (fail, status) => {
    const error = await failure(run(callOf(play({ fail }))))
    expect(error).toMatchObject({ kind: fail, billed: 'no', status, retryAfterMs: null })
  })
  it('report a retry time and a possible charge', async () => {
    expect(await failure(run(callOf(play({ fail: 'rate_limited', retry_after_ms: 1500 }))))).toMatchObject({ retryAfterMs: 1500 })
    const call = callOf({ ...play({ fail: 'timeout', billed: 'yes', cost_micros: 12 }), model: sketchModel('sketch-priced') })
    expect(await failure(run(call))).toMatchObject({ billed: 'yes', costMicros: 12 })
  })
  it('fail a number of times and then work', async () => {
    const request = play({ fail: 'unavailable', fail_times: 2 })
    expect((await failure(run(callOf(request, { attempt: 1 })))).kind).toBe('unavailable')
    expect((await failure(run(callOf(request, { attempt: 2 })))).kind).toBe('unavailable')
    expect((await run(callOf(request, { attempt: 3 }))).images).toHaveLength(1)
  })
  it('refuse as a safety filter does', async () => {
    expect((await failure(run(callOf(play({ refuse: true }))))).kind).toBe('refused')
  })
  it('say in a failure which option asked for it', async () => {
    const { message } = await failure(run(callOf(play({ fail: 'refused' }))))
    expect(message).toBe(
      'The request asked for this failure (`refused`) with `provider_options.sketch.fail`. Leave the option out to get a picture.',
    )
    expect((await failure(run(callOf(play({ refuse: true }))))).message).toContain('`provider_options.sketch.refuse`. Leave the option out')
  })
  it('wait, report progress, and stop on cancel', async () => {
    const watched = watchedContext()
    const start = Date.now()
    await run(callOf(play({ delay_ms: 500 })), watched)
    expect(Date.now() - start).toBeGreaterThanOrEqual(490)
    expect(watched.progress.length).toBeGreaterThan(3)
    expect(watched.progress).toEqual(watched.progress.toSorted((one, other) => one - other))
    const abort = new AbortController()
    const running = run(callOf(play({ delay_ms: 60_000 })), watchedContext({ signal: abort.signal }))
    abort.abort(new Error('enough'))
    await expect(running).rejects.toThrow('enough')
  })
  it('make fewer pictures than requested', async () => {
    expect((await run(callOf({ ...play({ images: 2 }), n: 4 }))).images).toHaveLength(2)
    expect((await run(callOf({ ...play({ images: 0 }), n: 4 }))).images).toHaveLength(0)
  })
  it('charge only if the model has a price', async () => {
    expect(await run(callOf({ ...play({ cost_micros: 1234.5 }), model: sketchModel('sketch-priced') }))).toMatchObject({
      costMicros: 1234.5,
    })
    expect((await failure(run(callOf(play({ cost_micros: 5 }))))).message).toMatch(/free model/)
    expect(await run(callOf({ model: sketchModel('sketch-priced') }))).toMatchObject({ costMicros: null })
  })
  it('refuse unknown options', async () => {
    expect((await failure(run(callOf(play({ fial: 'timeout' }))))).message).toMatch(/provider_options\.sketch/)
    expect((await failure(run(callOf(play({ fail: 'explode' }))))).message).toMatch(/sketch\.fail/)
  })
  it('leave the options of other providers alone', async () => {
    expect((await run(callOf({ providerOptions: { other: { fail: 'timeout' } } }))).images).toHaveLength(1)
  })
})

describe('queued', () => {
  const accept = async (call: ProviderCall, clock = () => 1000): Promise<Accepted> => {
    const answer = await sketch.submit(call, watchedContext({ clock }).context)
    if (answer.kind !== 'accepted') throw new Error('expected to be accepted')
    return answer
  }
  it('is polled through a handle of plain JSON, and returns the same result', async () => {
    const call = callOf({ ...play({ polls: 3, poll_after_ms: 50 }), model: sketchModel('sketch-queued') })
    const accepted = await accept(call)
    expect(accepted.pollAfterMs).toBe(50)
    let handle: Json = JSON.parse(JSON.stringify(accepted.handle)) as Json
    const progress: (number | null)[] = []
    let done: Done | null = null
    for (let poll = 0; poll < 10 && done === null; poll++) {
      const answer = await sketch.poll!(handle, call, watchedContext({ clock: () => 2000 }).context)
      if (answer.kind === 'done') done = answer
      else {
        progress.push(answer.progress)
        handle = JSON.parse(JSON.stringify(answer.handle)) as Json
      }
    }
    expect(progress).toEqual([0, 1 / 3, 2 / 3])
    expect(bytesOf(done!)).toEqual(bytesOf(await run(callOf())))
  })
  it('any model can be queued, for any duration', async () => {
    const call = callOf(play({ queued: true, polls: 0, delay_ms: 500 }))
    const { handle } = await accept(call)
    expect(await sketch.poll!(handle, call, watchedContext({ clock: () => 1250 }).context)).toMatchObject({
      kind: 'pending',
      progress: 0.5,
    })
    expect((await sketch.poll!(handle, call, watchedContext({ clock: () => 1500 }).context)).kind).toBe('done')
  })
  it('fails after acceptance: for a while, or for ever', async () => {
    const call = callOf(play({ queued: true, polls: 0, fail: 'unavailable', fail_at: 'poll', fail_times: 1, poll_after_ms: 100 }))
    const { handle } = await accept(call)
    expect((await failure(sketch.poll!(handle, call, watchedContext({ clock: () => 1100 }).context))).kind).toBe('unavailable')
    expect((await sketch.poll!(handle, call, watchedContext({ clock: () => 1250 }).context)).kind).toBe('done')
    const dead = callOf(play({ queued: true, fail: 'refused', fail_at: 'poll' }))
    expect((await failure(sketch.poll!((await accept(dead)).handle, dead, watchedContext({ clock: () => 9_999_999 }).context))).kind).toBe(
      'refused',
    )
  })
  it('does not accept foreign handles', async () => {
    expect((await failure(sketch.poll!({ some: 'thing' }, callOf(), watchedContext().context))).kind).toBe('lost')
    await expect(sketch.cancel!({}, watchedContext().context)).resolves.toBeUndefined()
  })
})
