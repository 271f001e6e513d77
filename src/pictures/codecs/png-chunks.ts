import { crc32 } from '../../shared/crc32.ts'

export const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)

export interface PngHeader {
  width: number
  height: number
  depth: number
  colourType: number
  interlaced: boolean
}

/** The number of samples per pixel, by colour type. */
export const CHANNELS: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }
const DEPTHS: Record<number, number[]> = { 0: [1, 2, 4, 8, 16], 2: [8, 16], 3: [1, 2, 4, 8], 4: [8, 16], 6: [8, 16] }

/** Reads the 13 bytes of an IHDR chunk. Returns null if PNG does not allow its values. The size is not checked and may be zero. */
export function readPngHeader(body: Uint8Array): PngHeader | null {
  if (body.byteLength !== 13) return null
  const view = new DataView(body.buffer, body.byteOffset, 13)
  const [depth, colourType, interlace] = [body[8]!, body[9]!, body[12]!]
  if (!DEPTHS[colourType]?.includes(depth) || body[10] !== 0 || body[11] !== 0 || interlace > 1) return null
  return { width: view.getUint32(0), height: view.getUint32(4), depth, colourType, interlaced: interlace === 1 }
}

/** Makes one chunk of a PNG: length, type, data, CRC. */
export function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(data.byteLength + 12)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, data.byteLength)
  for (let at = 0; at < 4; at++) bytes[4 + at] = type.charCodeAt(at)
  bytes.set(data, 8)
  view.setUint32(8 + data.byteLength, crc32(bytes.subarray(4, 8 + data.byteLength)))
  return bytes
}
