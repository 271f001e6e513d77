import { Unzlib } from 'fflate'
import { PictureRejected } from '../inspect.ts'
import { atOnce, type Steps } from '../../shared/slices.ts'
import { newPixels, type Pixels } from './pixels.ts'
import { CHANNELS, type PngHeader, readPngHeader, SIGNATURE } from './png-chunks.ts'

interface Header extends PngHeader {
  palette: Uint8Array | null
  transparency: Uint8Array | null
}

const PUSHED_AT_ONCE = 4096

/** The passes of Adam7. Each entry holds the first column, the first row, the column step and the row step. */
const PASSES = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const

/**
 * Decodes a PNG of any colour type, bit depth and interlacing. 16 bits are reduced to 8; colour profiles are ignored. The size is checked
 * before any data is inflated, and data beyond the pixels is not kept. Throws PictureRejected.
 */
export function decodePng(file: Uint8Array, maxPixels: number): Pixels {
  return atOnce(decodingPng(file, maxPixels))
}

/** Decodes like `decodePng`, but yields after each small step, so that other requests can run in between. */
export function* decodingPng(file: Uint8Array, maxPixels: number): Steps<Pixels> {
  if (!SIGNATURE.every((byte, at) => file[at] === byte)) throw new PictureRejected('not_a_picture', 'it is no PNG')
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  let header: Header | null = null
  const data: Uint8Array[] = []
  let ended = false
  for (let at = 8; at + 12 <= file.byteLength && !ended;) {
    const length = view.getUint32(at)
    const type = String.fromCharCode(...file.subarray(at + 4, at + 8))
    if (at + 12 + length > file.byteLength) throw new PictureRejected('truncated', 'it ends too early')
    const body = file.subarray(at + 8, at + 8 + length)
    // A second header could declare a larger size than the first one, whose size was checked. So the file is refused.
    if (type === 'IHDR' && header !== null) throw new PictureRejected('corrupt', 'it has two headers')
    else if (type === 'IHDR') header = readHeader(body, maxPixels)
    else if (header === null) throw new PictureRejected('corrupt', 'its header cannot be read')
    else if (type === 'PLTE') header.palette = body
    else if (type === 'tRNS') header.transparency = body
    else if (type === 'IDAT') data.push(body)
    else if (type === 'IEND') ended = true
    at += length + 12
  }
  if (header === null) throw new PictureRejected('corrupt', 'its header cannot be read')
  if (!ended || data.length === 0) throw new PictureRejected('truncated', 'it ends too early')
  return yield* draw(header, data)
}

function readHeader(body: Uint8Array, maxPixels: number): Header {
  const header = readPngHeader(body)
  if (header === null) throw new PictureRejected('corrupt', 'its header cannot be read')
  const { width, height } = header
  if (width === 0 || height === 0) throw new PictureRejected('corrupt', 'it has no pixels')
  if (width * height > maxPixels) throw new PictureRejected('too_many_pixels', `it has ${width} × ${height} pixels, more than ${maxPixels}`)
  return { ...header, palette: null, transparency: null }
}

interface Pass {
  width: number
  height: number
  left: number
  top: number
  stepX: number
  stepY: number
}

function* draw(header: Header, data: Uint8Array[]): Steps<Pixels> {
  const { width, height, depth, colourType } = header
  if (colourType === 3 && header.palette === null) throw new PictureRejected('corrupt', 'it has no palette')
  const pixels = newPixels(width, height)
  const put = painter(header, pixels.data)
  const bitsPerPixel = CHANNELS[colourType]! * depth
  const bytesPerPixel = Math.max(1, bitsPerPixel >> 3)
  const passes = passesOf(header)
  let passAt = 0
  let rowAt = 0
  let row = new Uint8Array(0)
  let previous = new Uint8Array(0)
  /** The number of bytes of the row that have arrived; the first byte is the row's filter. */
  let filled = 0
  const startPass = () => {
    const pass = passes[passAt]
    const length = pass === undefined ? 0 : 1 + ((pass.width * bitsPerPixel + 7) >> 3)
    row = new Uint8Array(length)
    previous = new Uint8Array(length)
    rowAt = 0
    filled = 0
  }
  startPass()
  let inflated = 0
  const take = (bytes: Uint8Array) => {
    inflated += bytes.length
    for (let at = 0; at < bytes.length && passAt < passes.length;) {
      const piece = Math.min(row.length - filled, bytes.length - at)
      row.set(bytes.subarray(at, at + piece), filled)
      filled += piece
      at += piece
      if (filled < row.length) return
      unfilter(row, previous, bytesPerPixel)
      const pass = passes[passAt]!
      put(row, pass, pass.top + rowAt * pass.stepY)
      ;[row, previous] = [previous, row]
      filled = 0
      if (++rowAt === pass.height) {
        passAt++
        startPass()
      }
    }
  }
  const inflate = new Unzlib(take)
  try {
    for (const [position, part] of data.entries()) {
      if (passAt === passes.length) break
      // Inflates in pieces, and stops when the picture is complete. So if a small file has data for gigabytes, most of it is never
      // inflated. One piece unpacks to 4 MB at most.
      for (let at = 0; at < part.length && passAt < passes.length; at += PUSHED_AT_ONCE) {
        const isLast = position === data.length - 1 && at + PUSHED_AT_ONCE >= part.length
        const before = inflated
        inflate.push(part.subarray(at, at + PUSHED_AT_ONCE), isLast)
        yield (inflated - before + PUSHED_AT_ONCE) >> 4
      }
    }
  } catch (error) {
    if (error instanceof PictureRejected) throw error
    throw new PictureRejected(passAt === passes.length ? 'corrupt' : 'truncated', 'its pixels cannot be read')
  }
  if (passAt < passes.length) throw new PictureRejected('truncated', 'it ends too early')
  return pixels
}

function passesOf({ width, height, interlaced }: Header): Pass[] {
  if (!interlaced) return [{ width, height, left: 0, top: 0, stepX: 1, stepY: 1 }]
  return PASSES.map(([left, top, stepX, stepY]) => ({
    left,
    top,
    stepX,
    stepY,
    width: Math.ceil((width - left) / stepX),
    height: Math.ceil((height - top) / stepY),
  })).filter((pass) => pass.width > 0 && pass.height > 0)
}

function unfilter(row: Uint8Array, above: Uint8Array, distance: number): void {
  const length = row.length
  switch (row[0]) {
    case 0:
      return
    case 1:
      for (let at = 1 + distance; at < length; at++) row[at] = row[at]! + row[at - distance]!
      return
    case 2:
      for (let at = 1; at < length; at++) row[at] = row[at]! + above[at]!
      return
    case 3:
      for (let at = 1; at < length; at++) row[at] = row[at]! + (((at > distance ? row[at - distance]! : 0) + above[at]!) >> 1)
      return
    case 4:
      for (let at = 1; at < length; at++) {
        const left = at > distance ? row[at - distance]! : 0
        const up = above[at]!
        const corner = at > distance ? above[at - distance]! : 0
        const toLeft = Math.abs(up - corner)
        const toUp = Math.abs(left - corner)
        const toCorner = Math.abs(left + up - 2 * corner)
        row[at] = row[at]! + (toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner)
      }
      return
    default:
      throw new PictureRejected('corrupt', 'it is damaged')
  }
}

/** Returns a function that writes one row of a pass into the picture. PNG's filter must already be removed from the row. */
function painter(
  { width, depth, colourType, palette, transparency }: Header,
  out: Uint8Array,
): (row: Uint8Array, pass: Pass, y: number) => void {
  const bytes = depth === 16 ? 2 : 1
  const largest = (1 << Math.min(depth, 8)) - 1
  const sample = (row: Uint8Array, index: number): number => {
    if (depth >= 8) return row[1 + index * bytes]!
    const bit = index * depth
    return (row[1 + (bit >> 3)]! >> (8 - depth - (bit & 7))) & largest
  }
  const whole = (row: Uint8Array, index: number) => (depth === 16 ? (row[1 + index * 2]! << 8) | row[2 + index * 2]! : sample(row, index))
  const keyed = (channel: number) =>
    transparency !== null && transparency.length >= channel * 2 + 2
      ? (transparency[channel * 2]! << 8) | transparency[channel * 2 + 1]!
      : -1
  const keys = [keyed(0), keyed(1), keyed(2)] as const
  const toByte = 255 / largest
  return (row, pass, y) => {
    for (let column = 0; column < pass.width; column++) {
      const to = (y * width + pass.left + column * pass.stepX) * 4
      switch (colourType) {
        case 0: {
          out[to] = out[to + 1] = out[to + 2] = sample(row, column) * toByte
          out[to + 3] = keys[0] !== -1 && whole(row, column) === keys[0] ? 0 : 255
          break
        }
        case 2: {
          const first = column * 3
          out[to] = sample(row, first)
          out[to + 1] = sample(row, first + 1)
          out[to + 2] = sample(row, first + 2)
          out[to + 3] =
            keys[2] !== -1 && whole(row, first) === keys[0] && whole(row, first + 1) === keys[1] && whole(row, first + 2) === keys[2]
              ? 0
              : 255
          break
        }
        case 3: {
          const entry = sample(row, column)
          if (entry * 3 + 2 >= palette!.length) throw new PictureRejected('corrupt', 'it uses a colour that its palette lacks')
          out[to] = palette![entry * 3]!
          out[to + 1] = palette![entry * 3 + 1]!
          out[to + 2] = palette![entry * 3 + 2]!
          out[to + 3] = transparency?.[entry] ?? 255
          break
        }
        case 4: {
          out[to] = out[to + 1] = out[to + 2] = sample(row, column * 2)
          out[to + 3] = sample(row, column * 2 + 1)
          break
        }
        default: {
          const first = column * 4
          out[to] = sample(row, first)
          out[to + 1] = sample(row, first + 1)
          out[to + 2] = sample(row, first + 2)
          out[to + 3] = sample(row, first + 3)
        }
      }
    }
  }
}
