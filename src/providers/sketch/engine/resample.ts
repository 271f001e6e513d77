import type { Steps } from '../../../shared/slices.ts'
import { newPixels, type Pixels } from '../../../pictures/codecs/pixels.ts'

interface Weights {
  /** For each result pixel, the first source pixel that contributes to it. */
  starts: Int32Array
  /** The weights of the source pixels: `span` weights for each result pixel. The weights of one result pixel add up to 1. */
  values: Float32Array
  span: number
}

const LOBES = 3

function lanczos(x: number): number {
  if (x === 0) return 1
  if (Math.abs(x) >= LOBES) return 0
  const angle = Math.PI * x
  return (LOBES * Math.sin(angle) * Math.sin(angle / LOBES)) / (angle * angle)
}

function weightsFor(from: number, to: number): Weights {
  const scale = Math.max(1, from / to)
  const reach = Math.ceil(LOBES * scale) * 2 + 1
  const starts = new Int32Array(to)
  const values = new Float32Array(to * reach)
  for (let at = 0; at < to; at++) {
    const centre = ((at + 0.5) * from) / to - 0.5
    const start = Math.floor(centre) - (reach >> 1)
    starts[at] = start
    let sum = 0
    for (let each = 0; each < reach; each++) sum += lanczos((start + each - centre) / scale)
    for (let each = 0; each < reach; each++) values[at * reach + each] = lanczos((start + each - centre) / scale) / sum
  }
  return { starts, values, span: reach }
}

/**
 * Resizes with a Lanczos filter of three lobes in both directions. Colours are weighted by their alpha, so that the colours of transparent
 * pixels do not show.
 */
export function* resize(source: Pixels, width: number, height: number): Steps<Pixels> {
  if (source.width === width && source.height === height) return { ...source, data: source.data.slice() }
  const across = weightsFor(source.width, width)
  const down = weightsFor(source.height, height)
  const result = newPixels(width, height)
  // The rows that are already scaled horizontally. A row is kept as long as result rows need it.
  const rows = new Map<number, Float32Array>()
  for (let y = 0; y < height; y++) {
    const start = down.starts[y]!
    for (const kept of rows.keys()) if (kept < start && kept < source.height - 1 && kept !== 0) rows.delete(kept)
    const sums = new Float32Array(width * 4)
    for (let each = 0; each < down.span; each++) {
      const weight = down.values[y * down.span + each]!
      if (weight === 0) continue
      const row = Math.min(source.height - 1, Math.max(0, start + each))
      let scaled = rows.get(row)
      if (scaled === undefined) {
        scaled = scaleRow(source, row, across, width)
        rows.set(row, scaled)
        yield (width * across.span) >> 4
      }
      for (let at = 0; at < sums.length; at++) sums[at] = sums[at]! + scaled[at]! * weight
    }
    const to = y * width * 4
    for (let at = 0; at < sums.length; at += 4) {
      const alpha = Math.min(255, Math.max(0, sums[at + 3]!))
      const by = alpha > 0 ? 255 / alpha : 0
      for (let channel = 0; channel < 3; channel++)
        result.data[to + at + channel] = Math.min(255, Math.max(0, sums[at + channel]! * by + 0.5))
      result.data[to + at + 3] = alpha + 0.5
    }
    yield (width * down.span) >> 4
  }
  return result
}

function scaleRow({ width, data }: Pixels, y: number, { starts, values, span: reach }: Weights, to: number): Float32Array {
  const row = new Float32Array(to * 4)
  const start = y * width
  for (let x = 0; x < to; x++) {
    let [red, green, blue, alpha] = [0, 0, 0, 0]
    for (let each = 0; each < reach; each++) {
      const weight = values[x * reach + each]!
      if (weight === 0) continue
      const from = (start + Math.min(width - 1, Math.max(0, starts[x]! + each))) * 4
      const opacity = (data[from + 3]! * weight) / 255
      red += data[from]! * opacity
      green += data[from + 1]! * opacity
      blue += data[from + 2]! * opacity
      alpha += opacity
    }
    row[x * 4] = red
    row[x * 4 + 1] = green
    row[x * 4 + 2] = blue
    row[x * 4 + 3] = alpha * 255
  }
  return row
}

/** Blurs with a box filter, applied three times, which is nearly Gaussian. Alpha is kept. */
export function* blur(source: Pixels, radius: number): Steps<Pixels> {
  const size = Math.max(1, Math.round(radius))
  let pixels: Pixels = { ...source, data: source.data.slice() }
  for (let pass = 0; pass < 3; pass++) {
    const next = newPixels(source.width, source.height)
    yield* boxAcross(pixels.data, next.data, source.width, source.height, 4, source.width * 4, size)
    yield* boxAcross(next.data, pixels.data, source.height, source.width, source.width * 4, 4, size)
  }
  for (let at = 3; at < pixels.data.length; at += 4) pixels.data[at] = source.data[at]!
  return pixels
}

function* boxAcross(
  from: Uint8Array,
  to: Uint8Array,
  length: number,
  lines: number,
  step: number,
  lineStep: number,
  radius: number,
): Steps<void> {
  const count = radius * 2 + 1
  for (let line = 0; line < lines; line++) {
    const start = line * lineStep
    for (let channel = 0; channel < 3; channel++) {
      const at = (index: number) => from[start + Math.min(length - 1, Math.max(0, index)) * step + channel]!
      let sum = 0
      for (let index = -radius; index <= radius; index++) sum += at(index)
      for (let index = 0; index < length; index++) {
        to[start + index * step + channel] = sum / count + 0.5
        sum += at(index + radius + 1) - at(index - radius)
      }
    }
    yield (length + radius * 2) >> 3
  }
}
