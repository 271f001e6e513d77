// Rotates a JPEG without decoding it as a whole. Only its coefficients (2 bytes each) and 8 rows of samples at a time are in memory. The
// quantization tables are kept, so hardly any quality is lost and the file does not grow.
import type { Steps } from '../../shared/slices.ts'
import { PictureRejected } from '../inspect.ts'
import { isLying, isFlipped, isMirrored, type Orientation } from '../orientation.ts'
import { AAN, BitWriter, HUFFMAN, transform } from './jpeg-encode.ts'
import { type Component, readingJpeg, samplesOfBlock } from './jpeg-decode.ts'
import { ZIGZAG } from './jpeg-zigzag.ts'

const ICC = 'ICC_PROFILE\0'
const MAX_BLOCKS_OF_MCU = 10
/** How much work it is to rotate one block, in the units that `Steps` counts. */
const UNITS_OF_BLOCK = 12

interface Turned {
  source: Component
  table: Uint16Array
  /** The sampling factors in the result. */
  h: number
  v: number
  divisors: Float32Array
  tableAt: number
  /** The size in samples: `width` and `height` in the source, `turnedWidth` and `turnedHeight` in the result. */
  width: number
  height: number
  turnedWidth: number
  turnedHeight: number
  /** The most recently decoded strips, by their index. A strip is a row or a column of blocks. */
  strips: Map<number, Uint8Array>
  prediction: number
}

/**
 * Returns the picture rotated upright, without EXIF, with its colour profile. Throws PictureRejected.
 * @param maxCoefficientBytes the maximum memory for coefficients. A usual photo needs 3 bytes per pixel, a photo with full colour
 * resolution 6.
 */
// oxlint-disable-next-line max-lines-per-function -- the parts of a file one after another
export function* turningJpeg(
  file: Uint8Array,
  orientation: Orientation,
  maxPixels: number,
  maxCoefficientBytes: number,
): Steps<Uint8Array<ArrayBuffer>> {
  const { frame, tables, adobeTransform } = yield* readingJpeg(file, maxPixels, undefined, maxCoefficientBytes)
  const lying = isLying(orientation)
  const alone = frame.components.length === 1
  const [width, height] = lying ? [frame.height, frame.width] : [frame.width, frame.height]
  const written: Uint16Array[] = []
  const components = frame.components.map((source): Turned => {
    const table = tables[source.table]
    if (table === undefined) throw new PictureRejected('corrupt', 'it is damaged')
    const quantizers = Uint16Array.from(table, (_, index) =>
      Math.min(255, Math.max(1, table[lying ? (index & 7) * 8 + (index >> 3) : index]!)),
    )
    let tableAt = written.findIndex((each) => each.every((value, index) => value === quantizers[index]))
    if (tableAt === -1) tableAt = written.push(quantizers) - 1
    const [sampledWidth, sampledHeight] = [
      Math.ceil((frame.width * source.h) / frame.maxH),
      Math.ceil((frame.height * source.v) / frame.maxV),
    ]
    return {
      source,
      table,
      h: alone ? 1 : lying ? source.v : source.h,
      v: alone ? 1 : lying ? source.h : source.v,
      divisors: Float32Array.from(quantizers, (value, index) => 1 / (value * AAN[index >> 3]! * AAN[index & 7]! * 8)),
      tableAt,
      width: sampledWidth,
      height: sampledHeight,
      turnedWidth: lying ? sampledHeight : sampledWidth,
      turnedHeight: lying ? sampledWidth : sampledHeight,
      strips: new Map(),
      prediction: 0,
    }
  })
  const blocksOfMcu = components.reduce((sum, { h, v }) => sum + h * v, 0)
  if (written.length > 4 || blocksOfMcu > MAX_BLOCKS_OF_MCU)
    throw new PictureRejected('unsupported_format', 'its colours are stored in a way that is not turned here')

  const out = new BitWriter()
  out.marker(0xd8, null)
  if (adobeTransform !== null) out.marker(0xee, [...new TextEncoder().encode('Adobe'), 0, 100, 0, 0, 0, 0, adobeTransform])
  for (const profile of profilesOf(file)) out.marker(0xe2, Array.from(profile))
  for (const [id, table] of written.entries()) out.marker(0xdb, [id, ...Array.from(ZIGZAG, (index) => table[index]!)])
  const shapes = components.flatMap(({ source, h, v, tableAt }) => [source.id, (h << 4) | v, tableAt])
  out.marker(0xc0, [8, height >> 8, height & 255, width >> 8, width & 255, components.length, ...shapes])
  out.marker(
    0xc4,
    HUFFMAN.flatMap(({ dc, ac }, id) => [id, ...dc.counts, ...dc.values, 0x10 | id, ...ac.counts, ...ac.values]),
  )
  out.marker(0xda, [components.length, ...components.flatMap(({ source }, index) => [source.id, index === 0 ? 0 : 0x11]), 0, 63, 0])

  const [maxH, maxV] = [Math.max(...components.map(({ h }) => h)), Math.max(...components.map(({ v }) => v))]
  const [mcusWide, mcusHigh] = [Math.ceil(width / (8 * maxH)), Math.ceil(height / (8 * maxV))]
  const block = new Float32Array(64)
  const coefficients = new Int16Array(64)
  for (let mcuRow = 0; mcuRow < mcusHigh; mcuRow++) {
    const rows: Uint8Array[][] = []
    for (const component of components) {
      const own: Uint8Array[] = []
      for (let y = 0; y < component.v; y++)
        own.push(turnedRows(component, mcuRow * component.v + y, mcusWide * component.h * 8, orientation))
      rows.push(own)
    }
    for (let mcu = 0; mcu < mcusWide; mcu++) {
      for (const [index, component] of components.entries()) {
        const { dcCodes, acCodes } = HUFFMAN[index === 0 ? 0 : 1]!
        const line = mcusWide * component.h * 8
        for (const samples of rows[index]!) {
          for (let x = 0; x < component.h; x++) {
            const left = (mcu * component.h + x) * 8
            for (let at = 0; at < 64; at++) block[at] = samples[(at >> 3) * line + left + (at & 7)]! - 128
            transform(block)
            for (let at = 0; at < 64; at++) {
              const position = ZIGZAG[at]!
              const value = Math.round(block[position]! * component.divisors[position]!)
              coefficients[at] = Math.min(1023, Math.max(at === 0 ? -1024 : -1023, value))
            }
            component.prediction = out.block(coefficients, component.prediction, dcCodes, acCodes)
          }
        }
      }
    }
    yield mcusWide * blocksOfMcu * UNITS_OF_BLOCK
  }
  return out.finish()
}

/**
 * Returns eight rows of the rotated component, each `line` samples long. The samples beyond the component's width repeat its last column.
 */
function turnedRows(component: Turned, blockRow: number, line: number, orientation: Orientation): Uint8Array {
  const { width, height, turnedWidth, turnedHeight } = component
  const lying = isLying(orientation)
  const [mirrored, flipped] = [isMirrored(orientation), isFlipped(orientation)]
  const rows = new Uint8Array(line * 8)
  for (let y = 0; y < 8; y++) {
    const row = Math.min(blockRow * 8 + y, turnedHeight - 1)
    // If the source lies on its side, a row of the result is a column of the source.
    const across = lying ? (mirrored ? width - 1 - row : row) : flipped ? height - 1 - row : row
    const strip = stripOf(component, across >> 3, lying)
    const length = lying ? height : width
    const backwards = lying ? flipped : mirrored
    const [start, step] = lying ? [across & 7, 8] : [(across & 7) * component.source.stride * 8, 1]
    const to = y * line
    for (let x = 0; x < turnedWidth; x++) rows[to + x] = strip[start + (backwards ? length - 1 - x : x) * step]!
    rows.fill(rows[to + turnedWidth - 1]!, to + turnedWidth, to + line)
  }
  return rows
}

/**
 * Returns the samples of one strip of the source picture: one row or one column of blocks. The neighbouring strips stay in memory, because
 * eight rows of the result may need two strips.
 */
function stripOf({ source, table, strips }: Turned, index: number, isColumn: boolean): Uint8Array {
  const known = strips.get(index)
  if (known !== undefined) return known
  const { stride, coefficients } = source
  const high = coefficients.length / 64 / stride
  const count = isColumn ? high : stride
  const samples = new Uint8Array(count * 64)
  const half = new Float32Array(64)
  for (let each = 0; each < count; each++) {
    const block = isColumn ? each * stride + index : index * stride + each
    samplesOfBlock(coefficients, block * 64, table, samples, isColumn ? each * 64 : each * 8, isColumn ? 8 : stride * 8, half)
  }
  for (const other of strips.keys()) if (Math.abs(other - index) > 1) strips.delete(other)
  strips.set(index, samples)
  return samples
}

/** Yields the segments of the colour profile, unchanged. */
function* profilesOf(file: Uint8Array): Generator<Uint8Array, void> {
  for (let at = 2; at + 4 <= file.length && file[at] === 0xff && file[at + 1] !== 0xda;) {
    const length = (file[at + 2]! << 8) | file[at + 3]!
    const body = file.subarray(at + 4, at + 2 + length)
    if (file[at + 1] === 0xe2 && String.fromCharCode(...body.subarray(0, ICC.length)) === ICC) yield body
    at += 2 + Math.max(2, length)
  }
}
