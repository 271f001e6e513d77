// OpenAI's masks mark the area to change with transparency; ours mark it with white.
import { joinBytes } from '../shared/bytes.ts'
import { CHANNELS, chunk, type PngHeader, readPngHeader, SIGNATURE } from './codecs/png-chunks.ts'
import { PictureRejected } from './inspect.ts'

interface Png extends PngHeader {
  transparency: Uint8Array | null
  data: Uint8Array[]
}

const ROWS_AT_ONCE = 64
/** The largest mask that is converted: 4096 × 4096. A photo of 12 megapixels fits. */
export const MAX_MASK_PIXELS = 4096 * 4096
/** The maximum width and height in pixels. Whole rows are held in memory, so a limit on the number of all pixels is not enough. */
export const MAX_MASK_EDGE = 16_384

/**
 * Converts a PNG to a grey PNG of the same size: transparent pixels become white, opaque ones black. Rows are converted one by one, so the
 * pixels are never all in memory. Header and size are checked before any data is inflated. Throws PictureRejected for a file that is not a
 * PNG, has no transparency, is interlaced, too large, or of another size than `size`.
 * @param size the size of the picture that the mask is for; null if the mask may have any size.
 */
export async function maskFromTransparency(
  file: Uint8Array,
  size: { width: number; height: number } | null = null,
): Promise<Uint8Array<ArrayBuffer>> {
  const png = readChunks(file)
  checkSize(png, size)
  if (png.interlaced) throw new PictureRejected('unsupported_format', 'an interlaced PNG is not taken as a mask')
  const alpha = alphaReader(png)
  const source = scanlines(png)
  let done = 0
  const nextBlock = async (): Promise<Uint8Array<ArrayBuffer> | null> => {
    const count = Math.min(ROWS_AT_ONCE, png.height - done)
    if (count === 0) return null
    const block = new Uint8Array(count * (png.width + 1))
    for (let row = 0; row < count; row++) {
      const { value, done: ended } = await source.next()
      if (ended) throw new PictureRejected('truncated', 'it ends too early')
      const start = row * (png.width + 1) + 1
      for (let x = 0; x < png.width; x++) block[start + x] = 255 - alpha(value, x)
    }
    done += count
    return block
  }
  // If the stream of rows fails, the compressor reports an error of its own. So the error of the rows is kept here and thrown instead.
  let fault: unknown = null
  const rows = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(sink) {
      try {
        const block = await nextBlock()
        if (block === null) sink.close()
        else sink.enqueue(block)
      } catch (error) {
        fault = error
        throw error
      }
    },
  })
  const packed = await new Response(rows.pipeThrough(new CompressionStream('deflate'))).arrayBuffer().catch((error: unknown) => {
    throw fault ?? error
  })
  const compressed = new Uint8Array(packed)
  const header = new Uint8Array(13)
  const view = new DataView(header.buffer)
  view.setUint32(0, png.width)
  view.setUint32(4, png.height)
  header[8] = 8
  return joinBytes([SIGNATURE, chunk('IHDR', header), chunk('IDAT', compressed), chunk('IEND', new Uint8Array(0))])
}

function readChunks(file: Uint8Array): Png {
  if (!SIGNATURE.every((byte, position) => file[position] === byte))
    throw new PictureRejected('unsupported_format', 'a mask has to be a PNG with transparency')
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  let png: Png | null = null
  for (let position = 8; position + 12 <= file.byteLength;) {
    const length = view.getUint32(position)
    const type = String.fromCharCode(...file.subarray(position + 4, position + 8))
    if (position + 12 + length > file.byteLength) throw new PictureRejected('truncated', 'it ends too early')
    const data = file.subarray(position + 8, position + 8 + length)
    if (type === 'IHDR') {
      if (png !== null) throw new PictureRejected('corrupt', 'it has two headers')
      const header = readPngHeader(data)
      if (header === null) break
      png = { ...header, transparency: null, data: [] }
    } else if (png === null) {
      break
    } else if (type === 'tRNS') png.transparency = data
    else if (type === 'IDAT') png.data.push(data)
    else if (type === 'IEND') return png
    position += length + 12
  }
  throw new PictureRejected('corrupt', 'it is damaged')
}

function checkSize({ width, height }: Png, size: { width: number; height: number } | null): void {
  if (width === 0 || height === 0) throw new PictureRejected('corrupt', 'it has no pixels')
  if (size !== null && (width !== size.width || height !== size.height))
    throw new PictureRejected(
      'wrong_size',
      `it has to be as large as the first picture, ${size.width}x${size.height}; it is ${width}x${height}`,
    )
  if (width * height > MAX_MASK_PIXELS || Math.max(width, height) > MAX_MASK_EDGE)
    throw new PictureRejected(
      'too_many_pixels',
      `it has ${width} × ${height} pixels; at most ${MAX_MASK_PIXELS} in all and ${MAX_MASK_EDGE} on an edge are taken`,
    )
}

/** Returns a function that reads the alpha, 0 to 255, of the pixel at `x` in a row. PNG's filter must already be removed from the row. */
function alphaReader({ depth: bitDepth, colourType, transparency }: Png): (row: Uint8Array, x: number) => number {
  const wide = bitDepth === 16 ? 2 : 1
  if (colourType === 6) return (row, x) => row[(x * 4 + 3) * wide]!
  if (colourType === 4) return (row, x) => row[(x * 2 + 1) * wide]!
  if (transparency === null || CHANNELS[colourType] === undefined)
    throw new PictureRejected('unsupported_format', 'a mask needs transparency: what is transparent is changed')
  const sample = (row: Uint8Array, x: number) =>
    bitDepth === 8 ? row[x]! : (row[Math.floor((x * bitDepth) / 8)]! >> (8 - bitDepth - ((x * bitDepth) % 8))) & ((1 << bitDepth) - 1)
  if (colourType === 3) return (row, x) => transparency[sample(row, x)] ?? 255
  // This is a grey or RGB picture without an alpha channel. Its `transparency` is the one colour that is transparent, with two bytes per
  // channel.
  const channels = CHANNELS[colourType]
  if (transparency.byteLength < channels * 2) throw new PictureRejected('corrupt', 'it is damaged')
  const key = Array.from({ length: channels }, (_, channel) => (transparency[channel * 2]! << 8) | transparency[channel * 2 + 1]!)
  return (row, x) => {
    const matches = key.every((wanted, channel) => {
      const at = x * channels + channel
      return wanted === (bitDepth === 16 ? (row[at * 2]! << 8) | row[at * 2 + 1]! : bitDepth === 8 ? row[at]! : sample(row, x))
    })
    return matches ? 0 : 255
  }
}

/**
 * Inflates the file's data, removes PNG's filter from each row, and yields the row. The caller must use a row before it asks for the next
 * one, because the arrays are used again.
 */
async function* scanlines(png: Png): AsyncGenerator<Uint8Array, void> {
  const bitsPerPixel = png.depth * CHANNELS[png.colourType]!
  const rowBytes = Math.ceil((png.width * bitsPerPixel) / 8)
  const step = Math.max(1, bitsPerPixel >> 3)
  const pieces = png.data.values()
  const packed = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(sink) {
      const { value, done } = pieces.next()
      if (done) sink.close()
      else sink.enqueue(value as Uint8Array<ArrayBuffer>)
    },
  })
  const reader = packed.pipeThrough(new DecompressionStream('deflate')).getReader()
  let before = new Uint8Array(rowBytes)
  let row = new Uint8Array(rowBytes)
  let filter = -1
  let filled = 0
  let emitted = 0
  while (emitted < png.height) {
    const { value, done } = await reader.read().catch(() => {
      throw new PictureRejected('corrupt', 'its pixels cannot be read')
    })
    if (done) return
    let position = 0
    while (position < value.byteLength && emitted < png.height) {
      if (filter === -1) {
        filter = value[position++]!
        continue
      }
      const taken = Math.min(rowBytes - filled, value.byteLength - position)
      row.set(value.subarray(position, position + taken), filled)
      filled += taken
      position += taken
      if (filled < rowBytes) continue
      unfilter(filter, row, before, step)
      yield row
      emitted++
      ;[before, row] = [row, before]
      filter = -1
      filled = 0
    }
  }
  await reader.cancel().catch(() => {})
}

function unfilter(filter: number, row: Uint8Array, before: Uint8Array, step: number): void {
  const length = row.byteLength
  if (filter === 1) for (let i = step; i < length; i++) row[i] = row[i]! + row[i - step]!
  else if (filter === 2) for (let i = 0; i < length; i++) row[i] = row[i]! + before[i]!
  else if (filter === 3) for (let i = 0; i < length; i++) row[i] = row[i]! + (((i < step ? 0 : row[i - step]!) + before[i]!) >> 1)
  else if (filter === 4) {
    for (let i = 0; i < length; i++) {
      const left = i < step ? 0 : row[i - step]!
      const above = before[i]!
      const corner = i < step ? 0 : before[i - step]!
      const estimate = left + above - corner
      const [toLeft, toAbove, toCorner] = [Math.abs(estimate - left), Math.abs(estimate - above), Math.abs(estimate - corner)]
      row[i] = row[i]! + (toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner)
    }
  } else if (filter !== 0) throw new PictureRejected('corrupt', 'its pixels cannot be read')
}
