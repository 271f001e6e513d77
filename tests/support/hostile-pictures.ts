// Pictures whose headers claim more than the file contains, or that would cost a decoder too much time or memory. The platform must
// refuse them before it decompresses them.
import { zlibSync } from 'fflate'
import { chunk, SIGNATURE } from '../../src/pictures/codecs/png-chunks.ts'
import { concat } from './pictures.ts'

/** Makes a PNG's header chunk (IHDR) with any size, bit depth and colour type. */
export function pngHeader(width: number, height: number, { depth = 8, colourType = 6, rest = [0, 0, 0] } = {}): Uint8Array {
  const body = new Uint8Array(13)
  const view = new DataView(body.buffer)
  view.setUint32(0, width)
  view.setUint32(4, height)
  body.set([depth, colourType, ...rest], 8)
  return chunk('IHDR', body)
}

/**
 * Makes a PNG that claims the size `width` × `height` and contains `rawBytes` zeros, compressed. If `first` is given, a header with the
 * size `first` comes before the header with `width` × `height`.
 */
export function pngClaiming(
  width: number,
  height: number,
  rawBytes: number,
  first?: { width: number; height: number },
): Uint8Array<ArrayBuffer> {
  const headers = [...(first === undefined ? [] : [pngHeader(first.width, first.height)]), pngHeader(width, height)]
  return concat(SIGNATURE, ...headers, chunk('IDAT', zlibSync(new Uint8Array(rawBytes), { level: 9 })), chunk('IEND', new Uint8Array(0)))
}

export const hostilePngs = {
  /** A single row would be eight gigabytes. */
  wide: () => pngClaiming(2_000_000_000, 1, 1000),
  /** 80 MB of rows in a file of 78 KB. */
  tall: () => pngClaiming(1, 16_000_000, 16_000_000 * 5),
  /** Two headers: the first has a harmless size, which passes every check; the second has a huge size, and decoders use it. */
  twoHeaders: () => pngClaiming(30_000_000, 1, 1_000_000, { width: 64, height: 64 }),
  /** A valid mask for a picture of 64 × 64 pixels. */
  small: () => pngClaiming(64, 64, 64 * (64 * 4 + 1)),
}

const segment = (marker: number, body: number[]): Uint8Array =>
  Uint8Array.of(0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 255, ...body)

/**
 * A Huffman table with a single code of one bit, for the symbol 0. For a DC coefficient, this symbol means a difference of zero. For the AC
 * coefficients, it means the end of the block.
 */
const TABLE = [1, ...Array.from<number>({ length: 15 }).fill(0), 0]

/**
 * Makes a JPEG with these scans. Each element of `scans` lists the components of one scan. `spectral` contains the numbers of the first and
 * the last coefficient that each scan codes.
 */
export function jpegOfScans(
  width: number,
  height: number,
  scans: number[][],
  { progressive = false, spectral = [0, 63], approximation = 0, components = [1], data = [0] } = {},
): Uint8Array<ArrayBuffer> {
  return concat(
    Uint8Array.of(0xff, 0xd8),
    segment(0xdb, [0, ...Array.from<number>({ length: 64 }).fill(1)]),
    segment(0xc4, [0x00, ...TABLE, 0x10, ...TABLE]),
    segment(progressive ? 0xc2 : 0xc0, [
      8,
      height >> 8,
      height & 255,
      width >> 8,
      width & 255,
      components.length,
      ...components.flatMap((id) => [id, 0x11, 0]),
    ]),
    ...scans.map((named) =>
      concat(
        segment(0xda, [named.length, ...named.flatMap((id) => [id, 0]), spectral[0]!, spectral[1]!, approximation]),
        Uint8Array.from(data),
      ),
    ),
    Uint8Array.of(0xff, 0xd9),
  )
}
