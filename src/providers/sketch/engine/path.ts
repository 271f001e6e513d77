import type { Pixels } from '../../../pictures/codecs/pixels.ts'
import type { Colour } from './colour.ts'

/** The points of an outline: x and y alternate, in pixels. */
export type Outline = number[]

const SUBROWS = 4

/** Fills outlines with smooth edges. Areas that overlap become holes (even-odd). `alpha` is 0 to 1. */
export function fill(pixels: Pixels, outlines: Outline[], colour: Colour, alpha = 1): void {
  const { width, height, data } = pixels
  let top = Infinity
  let bottom = -Infinity
  for (const outline of outlines) {
    for (let at = 1; at < outline.length; at += 2) {
      top = Math.min(top, outline[at]!)
      bottom = Math.max(bottom, outline[at]!)
    }
  }
  const cover = new Float32Array(width + 1)
  for (let y = Math.max(0, Math.floor(top)); y < Math.min(height, Math.ceil(bottom)); y++) {
    let first = width
    let last = -1
    for (let sub = 0; sub < SUBROWS; sub++) {
      const crossings = crossingsOf(outlines, y + (sub + 0.5) / SUBROWS)
      for (let pair = 0; pair + 1 < crossings.length; pair += 2) {
        const from = Math.max(0, crossings[pair]!)
        const to = Math.min(width, crossings[pair + 1]!)
        if (to <= from) continue
        const start = Math.floor(from)
        const end = Math.min(width - 1, Math.floor(to))
        for (let x = start; x <= end; x++) cover[x] = cover[x]! + (Math.min(to, x + 1) - Math.max(from, x)) / SUBROWS
        first = Math.min(first, start)
        last = Math.max(last, end)
      }
    }
    for (let x = first; x <= last; x++) {
      const part = Math.min(1, cover[x]!) * alpha
      cover[x] = 0
      if (part > 0) blend(data, (y * width + x) * 4, colour, part)
    }
  }
}

function crossingsOf(outlines: Outline[], y: number): number[] {
  const found: number[] = []
  for (const outline of outlines) {
    const count = outline.length
    let [beforeX, beforeY] = [outline[count - 2]!, outline[count - 1]!]
    for (let at = 0; at < count; at += 2) {
      const [x, nextY] = [outline[at]!, outline[at + 1]!]
      if (beforeY <= y !== nextY <= y) found.push(beforeX + ((y - beforeY) / (nextY - beforeY)) * (x - beforeX))
      beforeX = x
      beforeY = nextY
    }
  }
  return found.sort((one, other) => one - other)
}

/** Blends a colour over a pixel. `part` is the opacity of the colour, from 0 to 1. */
export function blend(data: Uint8Array, at: number, colour: Colour, part: number): void {
  const below = data[at + 3]! / 255
  const alpha = part + below * (1 - part)
  if (alpha <= 0) return
  const weight = part / alpha
  data[at] = data[at]! + (colour[0] - data[at]!) * weight + 0.5
  data[at + 1] = data[at + 1]! + (colour[1] - data[at + 1]!) * weight + 0.5
  data[at + 2] = data[at + 2]! + (colour[2] - data[at + 2]!) * weight + 0.5
  data[at + 3] = alpha * 255 + 0.5
}

export function ellipse(x: number, y: number, radiusX: number, radiusY: number): Outline {
  const points: Outline = []
  const count = Math.max(16, Math.min(120, Math.ceil((radiusX + radiusY) * 1.5)))
  for (let step = 0; step < count; step++) {
    const angle = (step / count) * 2 * Math.PI
    points.push(x + Math.cos(angle) * radiusX, y + Math.sin(angle) * radiusY)
  }
  return points
}

/**
 * Parses a drawing in the syntax of SVG paths. It may have the commands `M x y`, `L x y`, `Q cx cy x y` and `C ax ay bx by x y`, in upper
 * case only, and `Z` at the end of each outline. The result is scaled and moved; `flip` mirrors left and right.
 */
export function draw(text: string, x: number, y: number, scale: number, flip = false): Outline[] {
  const outlines: Outline[] = []
  let points: Outline = []
  const tokens = text.match(/[A-Z]|-?[\d.]+/g) ?? []
  let at = 0
  let command = 'M'
  let [penX, penY] = [0, 0]
  const number = () => Number(tokens[at++])
  const addPoint = (px: number, py: number) => points.push(x + (flip ? -px : px) * scale, y + py * scale)
  while (at < tokens.length) {
    if (/[A-Z]/.test(tokens[at]!)) command = tokens[at++]!
    if (command === 'Z') {
      if (points.length > 0) outlines.push(points)
      points = []
      continue
    }
    if (command === 'M' || command === 'L') {
      penX = number()
      penY = number()
      addPoint(penX, penY)
    } else {
      const controls = command === 'Q' ? [number(), number()] : [number(), number(), number(), number()]
      const [endX, endY] = [number(), number()]
      for (let step = 1; step <= 12; step++) {
        const t = step / 12
        const r = 1 - t
        const [ax, ay, bx = 0, by = 0] = controls as [number, number, number?, number?]
        if (command === 'Q') addPoint(r * r * penX + 2 * r * t * ax + t * t * endX, r * r * penY + 2 * r * t * ay + t * t * endY)
        else
          addPoint(
            r ** 3 * penX + 3 * r * r * t * ax + 3 * r * t * t * bx + t ** 3 * endX,
            r ** 3 * penY + 3 * r * r * t * ay + 3 * r * t * t * by + t ** 3 * endY,
          )
      }
      penX = endX
      penY = endY
    }
  }
  if (points.length > 0) outlines.push(points)
  return outlines
}
