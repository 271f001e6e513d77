// Makes real picture files in the test, so that none are stored in the repository.
import { zlibSync } from 'fflate'
import { joinBytes } from '../../src/shared/bytes.ts'

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value >>> 0
})

function pngChunk(type: string, data: Uint8Array): Uint8Array {
  const chunk = new Uint8Array(data.byteLength + 12)
  const view = new DataView(chunk.buffer)
  view.setUint32(0, data.byteLength)
  for (let position = 0; position < 4; position++) chunk[4 + position] = type.charCodeAt(position)
  chunk.set(data, 8)
  let crc = 0xffffffff
  for (let position = 4; position < data.byteLength + 8; position++) crc = (crc >>> 8) ^ CRC_TABLE[(crc ^ chunk[position]!) & 0xff]!
  view.setUint32(data.byteLength + 8, (crc ^ 0xffffffff) >>> 0)
  return chunk
}

export const concat = (...pieces: Uint8Array[]): Uint8Array<ArrayBuffer> => joinBytes(pieces)

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)

/** Makes a PNG with alpha. `pixel` returns [red, green, blue, alpha]; `ballast` is the number of bytes in an additional chunk. */
export function png(
  width: number,
  height: number,
  pixel: (x: number, y: number) => [number, number, number, number] = (x, y) => [x & 255, y & 255, 128, 255],
  ballast = 0,
): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(13)
  const view = new DataView(header.buffer)
  view.setUint32(0, width)
  view.setUint32(4, height)
  header[8] = 8
  header[9] = 6
  const rows = new Uint8Array(height * (width * 4 + 1))
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) rows.set(pixel(x, y), y * (width * 4 + 1) + 1 + x * 4)
  }
  const middle = ballast > 0 ? [pngChunk('caBX', noise(ballast))] : []
  return concat(SIGNATURE, pngChunk('IHDR', header), ...middle, pngChunk('IDAT', zlibSync(rows)), pngChunk('IEND', new Uint8Array(0)))
}

/** Makes a PNG that claims to be huge, in the smallest possible file. */
export function hugePng(width: number, height: number): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(13)
  const view = new DataView(header.buffer)
  view.setUint32(0, width)
  view.setUint32(4, height)
  header[8] = 8
  header[9] = 6
  return concat(SIGNATURE, pngChunk('IHDR', header), pngChunk('IDAT', zlibSync(new Uint8Array(64))), pngChunk('IEND', new Uint8Array(0)))
}

/** Makes a JPEG that has headers with the size, a few coded bytes and an end marker. Its pixels cannot be decoded. */
export function jpegFrame(width: number, height: number, metadataBytes = 0): Uint8Array<ArrayBuffer> {
  const segments: Uint8Array[] = [Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0)]
  for (let left = metadataBytes; left > 0; left -= 60_000) {
    const length = Math.min(left, 60_000)
    segments.push(Uint8Array.of(0xff, 0xeb, (length + 2) >> 8, (length + 2) & 255), noise(length))
  }
  segments.push(
    Uint8Array.of(0xff, 0xc2, 0, 11, 8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0),
    Uint8Array.of(0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0),
    Uint8Array.of(0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56),
    Uint8Array.of(0xff, 0xd9),
  )
  return concat(...segments)
}

export function webpFrame(kind: 'VP8 ' | 'VP8L' | 'VP8X', width: number, height: number): Uint8Array<ArrayBuffer> {
  const payload = new Uint8Array(40)
  const view = new DataView(payload.buffer)
  if (kind === 'VP8X') {
    payload.set(
      [(width - 1) & 255, ((width - 1) >> 8) & 255, (width - 1) >> 16, (height - 1) & 255, ((height - 1) >> 8) & 255, (height - 1) >> 16],
      4,
    )
  } else if (kind === 'VP8L') {
    payload[0] = 0x2f
    view.setUint32(1, (width - 1) | ((height - 1) << 14), true)
  } else {
    payload.set([0, 0, 0, 0x9d, 0x01, 0x2a])
    view.setUint16(6, width, true)
    view.setUint16(8, height, true)
  }
  const file = new Uint8Array(20 + payload.byteLength)
  const fileView = new DataView(file.buffer)
  file.set(new TextEncoder().encode('RIFF'))
  fileView.setUint32(4, file.byteLength - 8, true)
  file.set(new TextEncoder().encode(`WEBP${kind}`), 8)
  fileView.setUint32(16, payload.byteLength, true)
  file.set(payload, 20)
  return file
}

/** Returns bytes that cannot be compressed; they are always the same. */
export function noise(length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length)
  let state = 0x2545f491
  for (let position = 0; position < length; position++) {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    bytes[position] = state & 255
  }
  return bytes
}

export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return Array.from(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/**
 * Makes a PNG of any bit depth and colour type, whose rows all use the given filter. `sample` returns the bytes of one pixel. If
 * `packed` is given, every row contains the bytes in `packed`, and `sample` is not used.
 */
export function rawPng(options: {
  width: number
  height: number
  bitDepth: number
  colourType: number
  filter: number
  interlaced?: boolean
  rows?: number
  sample?: (x: number, y: number) => number[]
  packed?: number[]
  transparency?: number[]
}): Uint8Array<ArrayBuffer> {
  const { width, height, filter } = options
  const header = new Uint8Array(13)
  const view = new DataView(header.buffer)
  view.setUint32(0, width)
  view.setUint32(4, height)
  header.set([options.bitDepth, options.colourType, 0, 0, options.interlaced === true ? 1 : 0], 8)
  const plain = (y: number) => Uint8Array.from(options.packed ?? Array.from({ length: width }, (_, x) => options.sample!(x, y)).flat())
  const step = options.packed === undefined ? options.sample!(0, 0).length : 1
  const filtered = Array.from({ length: options.rows ?? height }, (_, y) => {
    const row = plain(y)
    const above = y === 0 ? new Uint8Array(row.byteLength) : plain(y - 1)
    const line = new Uint8Array(row.byteLength + 1)
    line[0] = filter
    for (let position = 0; position < row.byteLength; position++) {
      const left = position < step ? 0 : row[position - step]!
      const up = above[position]!
      const corner = position < step ? 0 : above[position - step]!
      const estimate = left + up - corner
      const nearest = [left, up, corner].reduce((best, each) => (Math.abs(estimate - each) < Math.abs(estimate - best) ? each : best))
      line[position + 1] = row[position]! - [0, left, up, (left + up) >> 1, nearest][filter % 5]!
    }
    return line
  })
  const transparency = options.transparency === undefined ? [] : [pngChunk('tRNS', Uint8Array.from(options.transparency))]
  return concat(
    SIGNATURE,
    pngChunk('IHDR', header),
    ...transparency,
    pngChunk('IDAT', zlibSync(concat(...filtered))),
    pngChunk('IEND', new Uint8Array(0)),
  )
}
