import type { Steps } from '../../../shared/slices.ts'
import type { Pixels } from '../../../pictures/codecs/pixels.ts'

/** Returns the distance between the colour of a pixel and another colour, from 0 to about 765. Green counts most, as for human eyes. */
function distance(data: Uint8Array, at: number, red: number, green: number, blue: number): number {
  const mean = (data[at]! + red) / 2
  const [r, g, b] = [data[at]! - red, data[at + 1]! - green, data[at + 2]! - blue]
  return Math.sqrt((2 + mean / 256) * r * r + 4 * g * g + (2 + (255 - mean) / 256) * b * b)
}

/**
 * Returns how much of each pixel is foreground, 0 to 255. The background is the area that can be reached from the edges without a sudden
 * change of colour. Works for objects on a plain or softly shaded background; does not recognize objects.
 */
export function* foregroundOf({ width, height, data }: Pixels): Steps<Uint8Array<ArrayBuffer>> {
  const count = width * height
  const reached = new Uint8Array(count)
  const queue = new Int32Array(count)
  let end = 0
  const { tolerance, red, green, blue } = borderOf({ width, height, data })
  const enter = (pixel: number) => {
    if (reached[pixel]) return
    reached[pixel] = 1
    queue[end++] = pixel
  }
  const isBackground = (pixel: number) => data[pixel * 4 + 3]! < 16 || distance(data, pixel * 4, red, green, blue) < tolerance * 3
  for (let x = 0; x < width; x++) {
    if (isBackground(x)) enter(x)
    if (isBackground((height - 1) * width + x)) enter((height - 1) * width + x)
  }
  for (let y = 0; y < height; y++) {
    if (isBackground(y * width)) enter(y * width)
    if (isBackground(y * width + width - 1)) enter(y * width + width - 1)
  }
  for (let start = 0; start < end; start++) {
    if ((start & 4095) === 0) yield 2048
    const pixel = queue[start]!
    const at = pixel * 4
    const x = pixel % width
    const spread = (next: number) => {
      if (reached[next]) return
      const other = next * 4
      const step = distance(data, other, data[at]!, data[at + 1]!, data[at + 2]!)
      if (data[other + 3]! < 16 || (step < tolerance * 0.6 && distance(data, other, red, green, blue) < tolerance * 4)) enter(next)
    }
    if (x > 0) spread(pixel - 1)
    if (x < width - 1) spread(pixel + 1)
    if (pixel >= width) spread(pixel - width)
    if (pixel < count - width) spread(pixel + width)
  }
  return yield* softened(reached, data, width, height)
}

/**
 * Returns the median colour of the pixels along the picture's edges, and a `tolerance`. The tolerance is the `distance` from the median
 * colour within which 60 % of these pixels lie, but at least 24 and at most 60.
 */
function borderOf({ width, height, data }: Pixels): { red: number; green: number; blue: number; tolerance: number } {
  const border: number[] = []
  for (let x = 0; x < width; x++) border.push(x, (height - 1) * width + x)
  for (let y = 0; y < height; y++) border.push(y * width, y * width + width - 1)
  const middle = (channel: number) => {
    const values = border.map((pixel) => data[pixel * 4 + channel]!).sort((one, other) => one - other)
    return values[values.length >> 1]!
  }
  const [red, green, blue] = [middle(0), middle(1), middle(2)]
  const apart = border.map((pixel) => distance(data, pixel * 4, red, green, blue)).sort((one, other) => one - other)
  return { red, green, blue, tolerance: Math.min(60, Math.max(24, apart[Math.floor(apart.length * 0.6)]!)) }
}

/**
 * Returns the alpha of each pixel: 0 for the background, and reduced for foreground pixels that touch it, so that the outline is smooth.
 * The picture's own transparency is kept.
 */
function* softened(reached: Uint8Array, data: Uint8Array, width: number, height: number): Steps<Uint8Array<ArrayBuffer>> {
  const alpha = new Uint8Array(reached.length)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const pixel = y * width + x
      if (reached[pixel]) continue
      let around = 0
      if (x > 0) around += reached[pixel - 1]!
      if (x < width - 1) around += reached[pixel + 1]!
      if (y > 0) around += reached[pixel - width]!
      if (y < height - 1) around += reached[pixel + width]!
      alpha[pixel] = (data[pixel * 4 + 3]! * (around === 0 ? 255 : around === 1 ? 190 : around === 2 ? 128 : 64)) / 255
    }
    yield width >> 4
  }
  return alpha
}
