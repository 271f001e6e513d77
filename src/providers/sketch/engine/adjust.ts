// The changes to a given picture that a prompt can ask for, such as brighter, blurred or mirrored, and the styles of drawings.
import { type Pixels, STEP_MASK, STEP_PIXELS } from '../../../pictures/codecs/pixels.ts'
import type { Steps } from '../../../shared/slices.ts'
import { type Colour, hex, NAMED, toLab } from './colour.ts'
import { hashPair } from './noise.ts'
import { blur } from './resample.ts'

/** A changed picture. `done` has the names of the changes that were made. A PNG of the picture contains these names as metadata. */
export interface Adjusted {
  pixels: Pixels
  done: string[]
}

type Curve = (red: number, green: number, blue: number) => readonly [number, number, number]

function* each({ data }: Pixels, curve: Curve): Steps<void> {
  for (let at = 0; at < data.length; at += 4) {
    if ((at & STEP_MASK) === 0) yield STEP_PIXELS >> 2
    const [red, green, blue] = curve(data[at]!, data[at + 1]!, data[at + 2]!)
    data[at] = Math.min(255, Math.max(0, red + 0.5))
    data[at + 1] = Math.min(255, Math.max(0, green + 0.5))
    data[at + 2] = Math.min(255, Math.max(0, blue + 0.5))
  }
}

export const luma = (red: number, green: number, blue: number) => 0.299 * red + 0.587 * green + 0.114 * blue

const saturate =
  (by: number): Curve =>
  (red, green, blue) => {
    const grey = luma(red, green, blue)
    return [grey + (red - grey) * by, grey + (green - grey) * by, grey + (blue - grey) * by]
  }
const scale =
  (red: number, green: number, blue: number): Curve =>
  (r, g, b) => [r * red, g * green, b * blue]
const tinted =
  (colour: Colour, part: number): Curve =>
  (red, green, blue) => {
    const light = luma(red, green, blue) / Math.max(40, luma(...colour))
    return [red + (colour[0] * light - red) * part, green + (colour[1] * light - green) * part, blue + (colour[2] * light - blue) * part]
  }
const contrast =
  (by: number): Curve =>
  (red, green, blue) => [128 + (red - 128) * by, 128 + (green - 128) * by, 128 + (blue - 128) * by]

/** For each change: the words in a prompt that ask for it, its name in `Adjusted.done`, and the function that computes a pixel's colour. */
const CURVES: [words: string[], name: string, curve: Curve][] = [
  [
    ['brighter', 'bright', 'lighter', 'lighten'],
    'brighter',
    (r, g, b) => [255 * (r / 255) ** 0.72, 255 * (g / 255) ** 0.72, 255 * (b / 255) ** 0.72],
  ],
  [['darker', 'darken', 'dark', 'dim'], 'darker', (r, g, b) => [255 * (r / 255) ** 1.5, 255 * (g / 255) ** 1.5, 255 * (b / 255) ** 1.5]],
  [['vivid', 'vibrant', 'saturated', 'colourful', 'colorful'], 'more colour', saturate(1.5)],
  [['muted', 'pale', 'faded', 'pastel'], 'less colour', (r, g, b) => saturate(0.55)(r * 0.85 + 38, g * 0.85 + 38, b * 0.85 + 38)],
  [['monochrome', 'greyscale', 'grayscale', 'noir'], 'black and white', saturate(0)],
  [
    ['sepia', 'vintage', 'antique', 'old'],
    'sepia',
    (r, g, b) => [luma(r, g, b) * 0.95 + 28, luma(r, g, b) * 0.82 + 18, luma(r, g, b) * 0.62 + 8],
  ],
  [['invert', 'inverted', 'negative'], 'inverted', (r, g, b) => [255 - r, 255 - g, 255 - b]],
  [['warm', 'warmer', 'cosy', 'cozy'], 'warmer', scale(1.12, 1.02, 0.84)],
  [['cold', 'colder', 'cool', 'cooler', 'icy', 'winter'], 'colder', scale(0.86, 0.98, 1.16)],
  [['contrast', 'dramatic'], 'more contrast', contrast(1.4)],
  [['night', 'midnight', 'moonlight'], 'night', (r, g, b) => scale(0.34, 0.42, 0.68)(...saturate(0.6)(r, g, b))],
  [['dusk', 'twilight'], 'dusk', (r, g, b) => [r * 0.66 + 14, g * 0.56, b * 0.78 + 22]],
  [['sunset', 'sunrise', 'dawn', 'evening'], 'low sun', (r, g, b) => [r * 1.04 + 22, g * 0.86 + 8, b * 0.7]],
  [['fog', 'foggy', 'mist', 'misty', 'haze', 'hazy'], 'fog', (r, g, b) => [r * 0.5 + 108, g * 0.5 + 111, b * 0.5 + 116]],
  [
    ['poster', 'posterize', 'cartoon', 'flat'],
    'poster',
    (r, g, b) => [Math.round(r / 51) * 51, Math.round(g / 51) * 51, Math.round(b / 51) * 51],
  ],
]

/** Makes the changes that the prompt asks for. If it asks for none, gives the picture a painted look. Returns a new picture. */
export function* adjust(source: Pixels, prompt: string): Steps<Adjusted> {
  const words = new Set(prompt.toLowerCase().match(/\p{L}+/gu))
  let pixels: Pixels = { ...source, data: source.data.slice() }
  const done: string[] = []
  const has = (...any: string[]) => any.some((word) => words.has(word))
  if (has('blur', 'blurred', 'soft', 'softer')) {
    pixels = yield* blur(pixels, Math.max(1, Math.min(source.width, source.height) / 90))
    done.push('blurred')
  }
  if (has('sharpen', 'sharp', 'sharper', 'crisp')) {
    yield* sharpen(pixels)
    done.push('sharpened')
  }
  if (has('pixelate', 'pixelated', 'mosaic', 'pixel')) {
    yield* pixelate(pixels)
    done.push('pixelated')
  }
  if (has('mirror', 'mirrored', 'flip', 'flipped')) {
    yield* mirror(pixels)
    done.push('mirrored')
  }
  const isMonochrome = has('black') && has('white')
  for (const [names, name, curve] of CURVES) {
    if (!has(...names) && !(isMonochrome && name === 'black and white')) continue
    yield* each(pixels, curve)
    done.push(name)
  }
  if (!isMonochrome) {
    for (const [name, colour] of Object.entries(NAMED)) {
      if (!words.has(name)) continue
      yield* each(pixels, tinted(colour, 0.5))
      done.push(`${name} tint`)
    }
  }
  if (done.length === 0) {
    yield* paint(pixels)
    done.push('painted look')
  }
  return { pixels, done }
}

function* sharpen(pixels: Pixels): Steps<void> {
  const soft = yield* blur(pixels, 1)
  const { data } = pixels
  for (let at = 0; at < data.length; at++) {
    if ((at & STEP_MASK) === 0) yield STEP_PIXELS >> 2
    if (at % 4 !== 3) data[at] = Math.min(255, Math.max(0, data[at]! * 2.1 - soft.data[at]! * 1.1))
  }
}

function* pixelate({ width, height, data }: Pixels): Steps<void> {
  const size = Math.max(2, Math.round(Math.min(width, height) / 40))
  for (let y = 0; y < height; y++) {
    const row = Math.min(height - 1, Math.floor(y / size) * size + (size >> 1))
    for (let x = 0; x < width; x++) {
      const from = (row * width + Math.min(width - 1, Math.floor(x / size) * size + (size >> 1))) * 4
      const to = (y * width + x) * 4
      if (y % size !== size >> 1 || x % size !== size >> 1)
        for (let channel = 0; channel < 3; channel++) data[to + channel] = data[from + channel]!
    }
    yield width >> 3
  }
}

function* mirror({ width, height, data }: Pixels): Steps<void> {
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width >> 1; x++) {
      const one = (y * width + x) * 4
      const other = (y * width + width - 1 - x) * 4
      for (let channel = 0; channel < 4; channel++)
        [data[one + channel], data[other + channel]] = [data[other + channel]!, data[one + channel]!]
    }
    yield width >> 3
  }
}

/** Reduces the number of tones, strengthens the colours, and adds the grain of a brush. */
function* paint(pixels: Pixels): Steps<void> {
  const soft = yield* blur(pixels, Math.max(1, Math.min(pixels.width, pixels.height) / 300))
  const { width, data } = pixels
  for (let at = 0; at < data.length; at += 4) {
    if ((at & STEP_MASK) === 0) yield STEP_PIXELS >> 2
    const pixel = at >> 2
    const grain = (hashPair((pixel % width) >> 1, Math.floor(pixel / width) >> 3) - 0.5) * 14
    for (let channel = 0; channel < 3; channel++) {
      const value = soft.data[at + channel]!
      data[at + channel] = Math.min(255, Math.max(0, Math.round(value / 20) * 20 + grain))
    }
  }
  yield* each(pixels, saturate(1.35))
}

/** Applies a style to the whole drawing. */
export function* applyStyle(pixels: Pixels, style: string | null): Steps<void> {
  if (style === 'poster') {
    yield* each(pixels, (red, green, blue) => {
      const light = Math.max(1, luma(red, green, blue))
      const by = (Math.round(light / 30) * 30 + 6) / light
      return saturate(1.25)(red * by, green * by, blue * by)
    })
  }
  if (style === 'ink') {
    const [paper, ink] = [hex('f5efe0'), hex('20232e')]
    const { width, data } = pixels
    for (let at = 0; at < data.length; at += 4) {
      if ((at & STEP_MASK) === 0) yield STEP_PIXELS >> 2
      const pixel = at >> 2
      const [x, y] = [pixel % width, Math.floor(pixel / width)]
      const light = luma(data[at]!, data[at + 1]!, data[at + 2]!) / 255
      // Hatching: darker tones also get lines in a second and a third direction.
      const lines = [(x + y) % 7, (x - y + 70_000) % 7, y % 5]
      const dark =
        (light < 0.72 && lines[0]! < 2 ? 0.35 : 0) +
        (light < 0.45 && lines[1]! < 2 ? 0.3 : 0) +
        (light < 0.22 && lines[2]! < 2 ? 0.3 : 0) +
        (1 - light) ** 2 * 0.75
      const part = Math.min(1, dark)
      for (let channel = 0; channel < 3; channel++) data[at + channel] = paper[channel]! + (ink[channel]! - paper[channel]!) * part
    }
  }
}

/**
 * Gives `pixels` the brightness and hues of another picture, `model`, by adjusting the mean and the spread of each channel. `part` is the
 * strength of the adjustment, from 0 to 1.
 */
export function* matchColours(pixels: Pixels, model: Pixels, part: number): Steps<void> {
  const [own, wanted] = [statistics(pixels), statistics(model)]
  const { data } = pixels
  for (let at = 0; at < data.length; at++) {
    if ((at & STEP_MASK) === 0) yield STEP_PIXELS >> 2
    const channel = at % 4
    if (channel === 3) continue
    const moved = wanted.mean[channel]! + ((data[at]! - own.mean[channel]!) * wanted.spread[channel]!) / Math.max(4, own.spread[channel]!)
    data[at] = Math.min(255, Math.max(0, data[at]! + (moved - data[at]!) * part + 0.5))
  }
}

interface Statistics {
  mean: [number, number, number]
  spread: [number, number, number]
}

/** Computes the mean and the spread (standard deviation) of each colour channel, from a sample of the visible pixels. */
function statistics({ data }: Pixels): Statistics {
  const sums = [0, 0, 0]
  const squares = [0, 0, 0]
  let count = 0
  const step = Math.max(1, Math.floor(data.length / 4 / 40_000)) * 4
  for (let at = 0; at < data.length; at += step) {
    if (data[at + 3]! < 8) continue
    count++
    for (let channel = 0; channel < 3; channel++) {
      sums[channel] = sums[channel]! + data[at + channel]!
      squares[channel] = squares[channel]! + data[at + channel]! ** 2
    }
  }
  const mean = sums.map((sum) => sum / Math.max(1, count)) as Statistics['mean']
  return {
    mean,
    spread: squares.map((sum, channel) => Math.sqrt(Math.max(0, sum / Math.max(1, count) - mean[channel]! ** 2))) as Statistics['spread'],
  }
}

/** Returns the name of the nearest colour in `NAMED`. Whites, greys and blacks are named by their lightness. */
export function nameOf(colour: Colour): string {
  const [lightness, a, b] = toLab(colour)
  if (Math.hypot(a, b) < 0.025) return lightness > 0.93 ? 'white' : lightness < 0.25 ? 'black' : lightness > 0.75 ? 'silver' : 'grey'
  let best = 'grey'
  let least = Infinity
  for (const [name, named] of Object.entries(NAMED)) {
    const [l, x, y] = toLab(named)
    const distance = ((l - lightness) * 0.7) ** 2 + (x - a) ** 2 + (y - b) ** 2
    if (distance < least) [least, best] = [distance, name]
  }
  return best
}
