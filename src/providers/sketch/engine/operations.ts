// Operations on input pictures. Each takes decoded pixels and returns new ones.
import { newPixels, type Pixels, STEP_MASK, STEP_PIXELS } from '../../../pictures/codecs/pixels.ts'
import type { Steps } from '../../../shared/slices.ts'
import { adjust, luma, matchColours } from './adjust.ts'
import { foregroundOf } from './background.ts'
import { paintSubjects } from './subjects.ts'
import { readScene } from './scene.ts'
import { drawingPicture } from './generate.ts'
import { blur, resize } from './resample.ts'

export interface Change {
  prompt: string
  negativePrompt: string | null
  seed: number
  quality: string | null
  /** 0 = keep the input, 1 = ignore it. */
  strength: number | null
}

/** Returns the share of the new picture at one pixel, from 0 to 1: the brightness of the mask there, or 1 if there is no mask. */
function weightAt(mask: Pixels | null, at: number): number {
  if (mask === null) return 1
  const weight = (luma(mask.data[at]!, mask.data[at + 1]!, mask.data[at + 2]!) * mask.data[at + 3]!) / 65_025
  // JPEG rarely stores pure black, so a nearly black pixel counts as black.
  return weight < 0.03 ? 0 : weight
}

/**
 * Blends the new picture into the old one. `part` is the share of the new picture, from 0 to 1. A mask reduces the share where the mask is
 * not white; in its black area, the bytes of the old picture are kept exactly.
 */
export function* blended(old: Pixels, fresh: Pixels, part: number, mask: Pixels | null): Steps<Pixels> {
  const result: Pixels = { ...old, data: old.data.slice() }
  for (let at = 0; at < result.data.length; at += 4) {
    if ((at & STEP_MASK) === 0) yield STEP_PIXELS >> 2
    const weight = part * weightAt(mask, at)
    if (weight <= 0) continue
    for (let channel = 0; channel < 4; channel++) {
      const value = old.data[at + channel]!
      result.data[at + channel] = value + (fresh.data[at + channel]! - value) * weight + 0.5
    }
  }
  return result
}

export function* edit(source: Pixels, change: Change, mask: Pixels | null): Steps<{ pixels: Pixels; done: string[] }> {
  const changed = yield* adjust(source, change.prompt)
  const scene = readScene(change.prompt, change.negativePrompt, change.seed)
  if (scene.subjects.length > 0) {
    const ground = source.height * 0.9
    yield* paintSubjects(changed.pixels, scene, {
      seed: change.seed,
      horizon: 0.55,
      waterFrom: source.height,
      groundAt: () => ground,
      lightX: source.width / 2,
      lightY: 0,
    })
    changed.done.push(...scene.subjects.map(({ kind }) => `added: ${kind}`))
    changed.done = changed.done.filter((each) => each !== 'painted look' || changed.done.length === 1)
  }
  return { pixels: yield* blended(source, changed.pixels, change.strength ?? 1, mask), done: changed.done }
}

export function* inpaint(source: Pixels, change: Change, mask: Pixels): Steps<Pixels> {
  const fresh = yield* scenery(source, change)
  yield* matchColours(fresh, source, 0.35)
  return yield* blended(source, fresh, change.strength ?? 1, mask)
}

export function* remix(source: Pixels, change: Change): Steps<Pixels> {
  const fresh = yield* scenery(source, change)
  yield* matchColours(fresh, source, 0.7)
  return yield* blended(source, fresh, change.strength ?? 0.6, null)
}

/**
 * Places the source in the middle of a picture of another size or shape. The source is scaled down only if it does not fit. The area
 * around the source is filled with its mirror image, which becomes softer outwards.
 */
export function* reframe(source: Pixels, width: number, height: number): Steps<Pixels> {
  const scale = Math.min(1, width / source.width, height / source.height)
  const kept =
    scale < 1
      ? yield* resize(source, Math.max(1, Math.round(source.width * scale)), Math.max(1, Math.round(source.height * scale)))
      : source
  const left = (width - kept.width) >> 1
  const top = (height - kept.height) >> 1
  const around = newPixels(width, height)
  const reflected = (index: number, size: number) => {
    const turn = ((index % (size * 2)) + size * 2) % (size * 2)
    return turn < size ? turn : size * 2 - 1 - turn
  }
  for (let y = 0; y < height; y++) {
    const row = reflected(y - top, kept.height) * kept.width
    for (let x = 0; x < width; x++) {
      const from = (row + reflected(x - left, kept.width)) * 4
      const to = (y * width + x) * 4
      for (let channel = 0; channel < 4; channel++) around.data[to + channel] = kept.data[from + channel]!
    }
    yield width >> 4
  }
  const radius = Math.max(1, Math.round(Math.max(left, top) / 14))
  const soft = yield* blur(around, radius)
  const softer = yield* blur(soft, radius * 2)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const outside = Math.max(left - x, x - (left + kept.width - 1), top - y, y - (top + kept.height - 1), 0)
      if (outside === 0) continue
      const at = (y * width + x) * 4
      const part = Math.min(1, outside / Math.max(8, radius * 3))
      const more = Math.min(1, outside / Math.max(24, radius * 12))
      for (let channel = 0; channel < 3; channel++) {
        const near = around.data[at + channel]! + (soft.data[at + channel]! - around.data[at + channel]!) * part
        around.data[at + channel] = near + (softer.data[at + channel]! - near) * more + 0.5
      }
    }
    yield width >> 3
  }
  return around
}

export function* removeBackground(source: Pixels): Steps<Pixels> {
  const alpha = yield* foregroundOf(source)
  const result: Pixels = { ...source, data: source.data.slice() }
  for (let pixel = 0; pixel < alpha.length; pixel++) result.data[pixel * 4 + 3] = alpha[pixel]!
  return result
}

export function* replaceBackground(source: Pixels, change: Change): Steps<Pixels> {
  const alpha = yield* foregroundOf(source)
  const result = yield* scenery(source, change)
  for (let pixel = 0; pixel < alpha.length; pixel++) {
    if ((pixel & (STEP_PIXELS - 1)) === 0) yield STEP_PIXELS >> 3
    const part = alpha[pixel]! / 255
    if (part === 0) continue
    for (let channel = 0, at = pixel * 4; channel < 3; channel++, at++)
      result.data[at] = result.data[at]! + (source.data[at]! - result.data[at]!) * part + 0.5
  }
  return result
}

/** Makes a new drawing that has the size of the source. */
function scenery(source: Pixels, { prompt, negativePrompt, seed, quality }: Change): Steps<Pixels> {
  return drawingPicture({ prompt, negativePrompt, width: source.width, height: source.height, seed, quality, transparent: false })
}

/** Scales the picture until it covers `width` and `height`, and cuts off the parts outside. */
export function* cover(source: Pixels, width: number, height: number): Steps<Pixels> {
  const scale = Math.max(width / source.width, height / source.height)
  const scaled = yield* resize(
    source,
    Math.max(width, Math.round(source.width * scale)),
    Math.max(height, Math.round(source.height * scale)),
  )
  if (scaled.width === width && scaled.height === height) return scaled
  const [left, top] = [(scaled.width - width) >> 1, (scaled.height - height) >> 1]
  const result = newPixels(width, height)
  for (let y = 0; y < height; y++) {
    const from = ((y + top) * scaled.width + left) * 4
    result.data.set(scaled.data.subarray(from, from + width * 4), y * width * 4)
  }
  return result
}
