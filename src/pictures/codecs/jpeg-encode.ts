// A baseline JPEG writer (ITU T.81), 4:4:4 or 4:2:0, with the standard's example tables.
import { atOnce, type Steps } from '../../shared/slices.ts'
import type { Pixels } from './pixels.ts'
import { ZIGZAG } from './jpeg-zigzag.ts'

const LUMA = [
  16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51, 87, 80, 62, 18, 22,
  37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
]
const CHROMA = [17, 18, 24, 47, 18, 21, 26, 66, 24, 26, 56, 99, 47, 66, 99, 99]
const chromaAt = (index: number) => (index % 8 < 4 && index < 32 ? CHROMA[(index >> 3) * 4 + (index % 8)]! : 99)
// The Huffman tables K.3 to K.6 of the JPEG standard: the number of codes of each length, then the values.
const DC_LUMA = { counts: [0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0], values: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] }
const DC_CHROMA = { counts: [0, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0], values: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] }
const hex = (text: string) => text.match(/../g)!.map((pair) => Number.parseInt(pair, 16))
const AC_LUMA = {
  counts: [0, 2, 1, 3, 3, 2, 4, 3, 5, 5, 4, 4, 0, 0, 1, 125],
  values: hex(
    '01020300041105122131410613516107227114328191a1082342b1c11552d1f02433627282090a161718191a25262728292a3435363738393a434445464748494a535455565758595a636465666768696a737475767778797a838485868788898a92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7f8f9fa',
  ),
}
const AC_CHROMA = {
  counts: [0, 2, 1, 2, 4, 4, 3, 4, 7, 5, 4, 4, 0, 1, 2, 119],
  values: hex(
    '000102031104052131061241510761711322328108144291a1b1c109233352f0156272d10a162434e125f11718191a262728292a35363738393a434445464748494a535455565758595a636465666768696a737475767778797a82838485868788898a92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae2e3e4e5e6e7e8e9eaf2f3f4f5f6f7f8f9fa',
  ),
}
type Huffman = typeof DC_LUMA

/** Returns the code of each symbol, and the length of this code in bits. Both tables are indexed by the value of the symbol. */
function codesOf({ counts, values }: Huffman): { codes: Uint16Array; lengths: Uint8Array } {
  const codes = new Uint16Array(256)
  const lengths = new Uint8Array(256)
  let code = 0
  let at = 0
  for (const [index, count] of counts.entries()) {
    for (let each = 0; each < count; each++) {
      codes[values[at]!] = code++
      lengths[values[at++]!] = index + 1
    }
    code <<= 1
  }
  return { codes, lengths }
}
const [dcLuma, acLuma, dcChroma, acChroma] = [DC_LUMA, AC_LUMA, DC_CHROMA, AC_CHROMA].map(codesOf) as [Codes, Codes, Codes, Codes]
type Codes = ReturnType<typeof codesOf>
/** Two sets of tables: for the first component, then for all other components. */
export const HUFFMAN = [
  { dc: DC_LUMA, ac: AC_LUMA, dcCodes: dcLuma, acCodes: acLuma },
  { dc: DC_CHROMA, ac: AC_CHROMA, dcCodes: dcChroma, acCodes: acChroma },
]

// The scale of each coefficient in the AAN transform.
export const AAN = [1, 1.387039845, 1.306562965, 1.175875602, 1, 0.785694958, 0.5411961, 0.275899379]

interface JpegOptions {
  quality?: number
  comment?: string
}

/**
 * Encodes pixels as JPEG. Transparent pixels are composited on white. `quality` is 1 to 100; from 90 on, chroma keeps its full resolution.
 * `comment` is ASCII.
 */
// oxlint-disable-next-line max-lines-per-function -- the loop over blocks shares its tables and its bit buffer as locals
export function* encodingJpeg({ width, height, data }: Pixels, options: JpegOptions = {}): Steps<Uint8Array<ArrayBuffer>> {
  const quality = Math.min(100, Math.max(1, Math.round(options.quality ?? 90)))
  const factor = quality < 50 ? 5000 / quality : 200 - quality * 2
  const table = (at: (index: number) => number) =>
    Uint8Array.from({ length: 64 }, (_, index) => Math.min(255, Math.max(1, Math.floor((at(index) * factor + 50) / 100))))
  const lumaTable = table((index) => LUMA[index]!)
  const chromaTable = table(chromaAt)
  const divisors = (quantizers: Uint8Array) =>
    Float32Array.from(quantizers, (value, index) => 1 / (value * AAN[index >> 3]! * AAN[index & 7]! * 8))
  const half = quality < 90
  const out = new BitWriter()

  out.marker(0xd8, null)
  out.marker(0xe0, [0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0])
  if (options.comment !== undefined)
    out.marker(
      0xfe,
      Array.from(options.comment, (character) => character.codePointAt(0)! & 127),
    )
  out.marker(0xdb, [0, ...Array.from(ZIGZAG, (index) => lumaTable[index]!), 1, ...Array.from(ZIGZAG, (index) => chromaTable[index]!)])
  const sampling = half ? 0x22 : 0x11
  out.marker(0xc0, [8, height >> 8, height & 255, width >> 8, width & 255, 3, 1, sampling, 0, 2, 0x11, 1, 3, 0x11, 1])
  const huffman = (id: number, { counts, values }: Huffman) => [id, ...counts, ...values]
  out.marker(0xc4, [...huffman(0, DC_LUMA), ...huffman(0x10, AC_LUMA), ...huffman(1, DC_CHROMA), ...huffman(0x11, AC_CHROMA)])
  out.marker(0xda, [3, 1, 0, 2, 0x11, 3, 0x11, 0, 63, 0])

  const edge = half ? 16 : 8
  const luma = new Float32Array(edge * edge)
  const blue = new Float32Array(edge * edge)
  const red = new Float32Array(edge * edge)
  const block = new Float32Array(64)
  const coefficients = new Int16Array(64)
  const lumaDivisors = divisors(lumaTable)
  const chromaDivisors = divisors(chromaTable)
  const last = [0, 0, 0]
  const write = (component: 0 | 1 | 2) => {
    transform(block)
    const by = component === 0 ? lumaDivisors : chromaDivisors
    for (let index = 0; index < 64; index++) {
      const value = block[ZIGZAG[index]!]! * by[ZIGZAG[index]!]!
      coefficients[index] = value < 0 ? value - 0.5 : value + 0.5
    }
    last[component] = out.block(coefficients, last[component]!, component === 0 ? dcLuma : dcChroma, component === 0 ? acLuma : acChroma)
  }
  for (let top = 0; top < height; top += edge) {
    for (let left = 0; left < width; left += edge) {
      for (let y = 0, to = 0; y < edge; y++) {
        const row = Math.min(top + y, height - 1) * width
        for (let x = 0; x < edge; x++, to++) {
          const from = (row + Math.min(left + x, width - 1)) * 4
          const alpha = data[from + 3]!
          let [r, g, b] = [data[from]!, data[from + 1]!, data[from + 2]!]
          if (alpha !== 255) {
            r = 255 + ((r - 255) * alpha) / 255
            g = 255 + ((g - 255) * alpha) / 255
            b = 255 + ((b - 255) * alpha) / 255
          }
          luma[to] = 0.299 * r + 0.587 * g + 0.114 * b - 128
          blue[to] = -0.168735892 * r - 0.331264108 * g + 0.5 * b
          red[to] = 0.5 * r - 0.418687589 * g - 0.081312411 * b
        }
      }
      if (half) {
        for (let part = 0; part < 4; part++) {
          const start = (part >> 1) * 128 + (part & 1) * 8
          for (let index = 0; index < 64; index++) block[index] = luma[start + (index >> 3) * 16 + (index & 7)]!
          write(0)
        }
        for (const [component, plane] of [[1, blue] as const, [2, red] as const]) {
          for (let index = 0; index < 64; index++) {
            const at = (index >> 3) * 32 + (index & 7) * 2
            block[index] = (plane[at]! + plane[at + 1]! + plane[at + 16]! + plane[at + 17]!) / 4
          }
          write(component)
        }
      } else {
        block.set(luma)
        write(0)
        block.set(blue)
        write(1)
        block.set(red)
        write(2)
      }
    }
    yield (width * edge) >> 2
  }
  return out.finish()
}

/** Runs `encodingJpeg` to its end without pauses. */
export function encodeJpeg(pixels: Pixels, options: JpegOptions = {}): Uint8Array<ArrayBuffer> {
  return atOnce(encodingJpeg(pixels, options))
}

/**
 * Computes the forward cosine transform of Arai, Agui and Nakajima in place. The results are not normalized: each coefficient is multiplied
 * by 8 and by the values of `AAN` for its row and its column.
 */
export function transform(block: Float32Array): void {
  for (let pass = 0; pass < 2; pass++) {
    const step = pass === 0 ? 1 : 8
    for (let line = 0; line < 8; line++) {
      const o = pass === 0 ? line * 8 : line
      const s0 = block[o]! + block[o + 7 * step]!
      const d0 = block[o]! - block[o + 7 * step]!
      const s1 = block[o + step]! + block[o + 6 * step]!
      const d1 = block[o + step]! - block[o + 6 * step]!
      const s2 = block[o + 2 * step]! + block[o + 5 * step]!
      const d2 = block[o + 2 * step]! - block[o + 5 * step]!
      const s3 = block[o + 3 * step]! + block[o + 4 * step]!
      const d3 = block[o + 3 * step]! - block[o + 4 * step]!
      const even0 = s0 + s3
      const even3 = s0 - s3
      const even1 = s1 + s2
      const even2 = s1 - s2
      block[o] = even0 + even1
      block[o + 4 * step] = even0 - even1
      const turned = (even2 + even3) * Math.SQRT1_2
      block[o + 2 * step] = even3 + turned
      block[o + 6 * step] = even3 - turned
      const odd0 = d3 + d2
      const odd1 = d2 + d1
      const odd2 = d1 + d0
      const z5 = (odd0 - odd2) * 0.382683433
      const z2 = 0.5411961 * odd0 + z5
      const z4 = 1.306562965 * odd2 + z5
      const z3 = odd1 * Math.SQRT1_2
      const z11 = d0 + z3
      const z13 = d0 - z3
      block[o + 5 * step] = z13 + z2
      block[o + 3 * step] = z13 - z2
      block[o + step] = z11 + z4
      block[o + 7 * step] = z11 - z4
    }
  }
}

export class BitWriter {
  #bytes = new Uint8Array(65_536)
  #length = 0
  #bits = 0
  #held = 0

  marker(code: number, body: number[] | null): void {
    this.#room((body?.length ?? 0) + 4)
    this.#bytes[this.#length++] = 0xff
    this.#bytes[this.#length++] = code
    if (body === null) return
    this.#bytes[this.#length++] = (body.length + 2) >> 8
    this.#bytes[this.#length++] = (body.length + 2) & 255
    this.#bytes.set(body, this.#length)
    this.#length += body.length
  }

  /**
   * Encodes one block. `before` is the first coefficient of the previous block: the first coefficient is stored as its difference from
   * `before`. Returns the first coefficient of this block, which the caller passes as `before` with the next block.
   */
  block(values: Int16Array, before: number, dc: Codes, ac: Codes): number {
    this.#room(512)
    const first = values[0]!
    const change = first - before
    const size = sizeOf(change)
    this.#put(dc.codes[size]!, dc.lengths[size]!)
    if (size > 0) this.#put(change < 0 ? change + (1 << size) - 1 : change, size)
    let zeros = 0
    for (let index = 1; index < 64; index++) {
      const value = values[index]!
      if (value === 0) {
        zeros++
        continue
      }
      for (; zeros > 15; zeros -= 16) this.#put(ac.codes[0xf0]!, ac.lengths[0xf0]!)
      const bits = sizeOf(value)
      const symbol = (zeros << 4) | bits
      this.#put(ac.codes[symbol]!, ac.lengths[symbol]!)
      this.#put(value < 0 ? value + (1 << bits) - 1 : value, bits)
      zeros = 0
    }
    if (zeros > 0) this.#put(ac.codes[0]!, ac.lengths[0]!)
    return first
  }

  finish(): Uint8Array<ArrayBuffer> {
    this.#room(16)
    this.#put(0x7f, 7)
    this.#bytes[this.#length++] = 0xff
    this.#bytes[this.#length++] = 0xd9
    return this.#bytes.slice(0, this.#length)
  }

  #put(value: number, count: number): void {
    this.#held = (this.#held << count) | value
    this.#bits += count
    while (this.#bits >= 8) {
      this.#bits -= 8
      const byte = (this.#held >> this.#bits) & 255
      this.#bytes[this.#length++] = byte
      if (byte === 255) this.#bytes[this.#length++] = 0
    }
    this.#held &= (1 << this.#bits) - 1
  }

  #room(count: number): void {
    if (this.#length + count <= this.#bytes.length) return
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + count))
    larger.set(this.#bytes)
    this.#bytes = larger
  }
}

function sizeOf(value: number): number {
  return 32 - Math.clz32(value < 0 ? -value : value)
}
