// A lossless WebP writer (VP8L): subtract-green and one spatial predictor, then Huffman codes. It uses no back references and no colour
// cache, so its files are somewhat larger than those of libwebp.
import { atOnce, type Steps } from '../../shared/slices.ts'
import { isOpaque, type Pixels, STEP_MASK, STEP_PIXELS } from './pixels.ts'

const MAX_CODE_LENGTH = 15
const CODE_LENGTH_ORDER = [17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]
const PREDICT_CLAMPED_GRADIENT = 12
/** The predictor's blocks have an edge of 2^9 pixels, the largest that the format allows. */
const BLOCK_BITS = 9
const GREEN_SYMBOLS = 256 + 24
const DISTANCE_SYMBOLS = 40

/** Encodes a WebP. Each edge may have at most 16,384 pixels. */
export function encodeWebp(pixels: Pixels): Uint8Array<ArrayBuffer> {
  return atOnce(encodingWebp(pixels))
}

/** Encodes like `encodeWebp`, but yields after each small step, so that other requests can run in between. */
export function* encodingWebp(pixels: Pixels): Steps<Uint8Array<ArrayBuffer>> {
  const { width, height } = pixels
  if (width > 16_384 || height > 16_384) throw new RangeError('WebP takes at most 16384 pixels an edge')
  const hasAlpha = !isOpaque(pixels)
  const bits = new BitWriter()
  bits.put(0x2f, 8)
  bits.put(width - 1, 14)
  bits.put(height - 1, 14)
  bits.put(hasAlpha ? 1 : 0, 1)
  bits.put(0, 3)

  bits.put(1, 1)
  bits.put(2, 2)
  bits.put(1, 1)
  bits.put(0, 2)
  bits.put(BLOCK_BITS - 2, 3)
  // Writes the image whose green channel selects the predictor of each block. All blocks use the same predictor.
  bits.put(0, 1)
  writeSingle(bits, PREDICT_CLAMPED_GRADIENT)
  writeSingle(bits, 0)
  writeSingle(bits, 0)
  writeSingle(bits, 255)
  writeSingle(bits, 0)
  bits.put(0, 1)

  const residuals = yield* predict(pixels)
  bits.put(0, 1)
  bits.put(0, 1)
  const count = width * height
  const histograms = [new Uint32Array(GREEN_SYMBOLS), new Uint32Array(256), new Uint32Array(256), new Uint32Array(256)] as const
  const [green, red, blue, alpha] = histograms
  for (let at = 0; at < count * 4; at += 4) {
    red[residuals[at]!] = red[residuals[at]!]! + 1
    green[residuals[at + 1]!] = green[residuals[at + 1]!]! + 1
    blue[residuals[at + 2]!] = blue[residuals[at + 2]!]! + 1
    alpha[residuals[at + 3]!] = alpha[residuals[at + 3]!]! + 1
    if ((at & STEP_MASK) === 0) yield STEP_PIXELS >> 4
  }
  const [greens, reds, blues, alphas] = histograms.map((histogram) => writeCode(bits, histogram)) as [Code, Code, Code, Code]
  writeCode(bits, new Uint32Array(DISTANCE_SYMBOLS))
  for (let at = 0; at < count * 4; at += 4) {
    bits.put(greens.codes[residuals[at + 1]!]!, greens.lengths[residuals[at + 1]!]!)
    bits.put(reds.codes[residuals[at]!]!, reds.lengths[residuals[at]!]!)
    bits.put(blues.codes[residuals[at + 2]!]!, blues.lengths[residuals[at + 2]!]!)
    bits.put(alphas.codes[residuals[at + 3]!]!, alphas.lengths[residuals[at + 3]!]!)
    if ((at & STEP_MASK) === 0) yield STEP_PIXELS >> 2
  }
  return container(bits.finish())
}

/** Subtracts green from red and blue, then returns the prediction error of each channel. */
function* predict({ width, height, data }: Pixels): Steps<Uint8Array> {
  const plain = data.slice()
  for (let at = 0; at < plain.length; at += 4) {
    plain[at] = plain[at]! - plain[at + 1]!
    plain[at + 2] = plain[at + 2]! - plain[at + 1]!
    if ((at & STEP_MASK) === 0) yield STEP_PIXELS >> 4
  }
  const residuals = new Uint8Array(plain.length)
  const stride = width * 4
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 4) {
      for (let channel = at; channel < at + 4; channel++) {
        let expected: number
        if (y === 0) expected = x === 0 ? (channel === at + 3 ? 255 : 0) : plain[channel - 4]!
        else if (x === 0) expected = plain[channel - stride]!
        else {
          const value = plain[channel - 4]! + plain[channel - stride]! - plain[channel - stride - 4]!
          expected = value < 0 ? 0 : value > 255 ? 255 : value
        }
        residuals[channel] = plain[channel]! - expected
      }
    }
    yield width >> 3
  }
  return residuals
}

interface Code {
  /** The code of each symbol; the lowest bit of a code is written first. */
  codes: Uint16Array
  lengths: Uint8Array
}

/** Writes the description of a Huffman code that has a single symbol, which is below 256. In the data, this symbol then takes no bits. */
function writeSingle(bits: BitWriter, symbol: number): void {
  bits.put(1, 1)
  bits.put(0, 1)
  bits.put(symbol > 1 ? 1 : 0, 1)
  bits.put(symbol, symbol > 1 ? 8 : 1)
}

function writeCode(bits: BitWriter, histogram: Uint32Array): Code {
  const used = [...histogram.keys()].filter((symbol) => histogram[symbol]! > 0)
  if (used.length <= 1 && (used[0] ?? 0) < 256) {
    writeSingle(bits, used[0] ?? 0)
    return { codes: new Uint16Array(histogram.length), lengths: new Uint8Array(histogram.length) }
  }
  const lengths = lengthsOf(histogram, MAX_CODE_LENGTH)
  bits.put(0, 1)
  // The code lengths are themselves Huffman-coded. In this second code, symbols 17 and 18 stand for runs of zeros.
  const tokens: [symbol: number, extra: number, extraBits: number][] = []
  for (let at = 0; at < lengths.length;) {
    let run = 0
    while (at + run < lengths.length && lengths[at + run] === 0) run++
    if (run >= 3) {
      const taken = Math.min(run, 138)
      tokens.push(taken >= 11 ? [18, taken - 11, 7] : [17, taken - 3, 3])
      at += taken
    } else tokens.push([lengths[at++]!, 0, 0])
  }
  const tokenCounts = new Uint32Array(19)
  for (const [symbol] of tokens) tokenCounts[symbol] = tokenCounts[symbol]! + 1
  const tokenLengths = lengthsOf(tokenCounts, 7)
  const tokenCodes = codesOf(tokenLengths)
  let last = 18
  while (last > 3 && tokenLengths[CODE_LENGTH_ORDER[last]!] === 0) last--
  bits.put(last + 1 - 4, 4)
  for (let at = 0; at <= last; at++) bits.put(tokenLengths[CODE_LENGTH_ORDER[at]!]!, 3)
  bits.put(0, 1)
  const isOnly = tokenLengths.filter((length) => length > 0).length === 1
  for (const [symbol, extra, extraBits] of tokens) {
    if (!isOnly) bits.put(tokenCodes[symbol]!, tokenLengths[symbol]!)
    bits.put(extra, extraBits)
  }
  return { codes: codesOf(lengths), lengths }
}

/**
 * Computes Huffman code lengths of at most `limit` bits. If a length exceeds the limit, raises the smallest counts and computes the
 * lengths again.
 */
function lengthsOf(histogram: Uint32Array, limit: number): Uint8Array {
  const lengths = new Uint8Array(histogram.length)
  const symbols = [...histogram.keys()].filter((symbol) => histogram[symbol]! > 0)
  if (symbols.length === 1) lengths[symbols[0]!] = 1
  if (symbols.length < 2) return lengths
  for (let least = 1; ; least *= 2) {
    interface Node {
      weight: number
      symbol: number
      left: Node | null
      right: Node | null
    }
    const leaves = symbols
      .map((symbol): Node => ({ weight: Math.max(histogram[symbol]!, least), symbol, left: null, right: null }))
      .sort((one, other) => one.weight - other.weight || one.symbol - other.symbol)
    const joined: Node[] = []
    let [leafAt, joinedAt] = [0, 0]
    const take = () =>
      joinedAt >= joined.length || (leafAt < leaves.length && leaves[leafAt]!.weight <= joined[joinedAt]!.weight)
        ? leaves[leafAt++]!
        : joined[joinedAt++]!
    for (let merges = symbols.length - 1; merges > 0; merges--) {
      const [left, right] = [take(), take()]
      joined.push({ weight: left.weight + right.weight, symbol: -1, left, right })
    }
    let deepest = 0
    const walk = (node: Node, depth: number): void => {
      if (node.left === null || node.right === null) {
        lengths[node.symbol] = depth
        deepest = Math.max(deepest, depth)
        return
      }
      walk(node.left, depth + 1)
      walk(node.right, depth + 1)
    }
    walk(joined.at(-1)!, 0)
    if (deepest <= limit) return lengths
  }
}

function codesOf(lengths: Uint8Array): Uint16Array {
  const codes = new Uint16Array(lengths.length)
  const counts = new Uint16Array(MAX_CODE_LENGTH + 2)
  for (const length of lengths) if (length > 0) counts[length] = counts[length]! + 1
  const next = new Uint16Array(MAX_CODE_LENGTH + 2)
  for (let length = 1; length <= MAX_CODE_LENGTH; length++) next[length] = (next[length - 1]! + (length > 1 ? counts[length - 1]! : 0)) << 1
  for (let symbol = 0; symbol < lengths.length; symbol++) {
    const length = lengths[symbol]!
    if (length === 0) continue
    let code = next[length]!
    next[length] = code + 1
    let reversed = 0
    for (let bit = 0; bit < length; bit++) {
      reversed = (reversed << 1) | (code & 1)
      code >>= 1
    }
    codes[symbol] = reversed
  }
  return codes
}

function container(stream: Uint8Array): Uint8Array<ArrayBuffer> {
  const padded = stream.byteLength + (stream.byteLength & 1)
  const file = new Uint8Array(20 + padded)
  const view = new DataView(file.buffer)
  const name = (text: string, at: number) =>
    file.set(
      Array.from(text, (character) => character.charCodeAt(0)),
      at,
    )
  name('RIFF', 0)
  view.setUint32(4, 12 + padded, true)
  name('WEBPVP8L', 8)
  view.setUint32(16, stream.byteLength, true)
  file.set(stream, 20)
  return file
}

/** Writes bits, the lowest bit first. */
class BitWriter {
  #bytes = new Uint8Array(1 << 16)
  #length = 0
  #held = 0
  #count = 0

  /** Writes `value` in `count` bits; `count` is at most 16. */
  put(value: number, count: number): void {
    this.#held |= value << this.#count
    this.#count += count
    if (this.#count < 16) return
    if (this.#length + 4 > this.#bytes.length) {
      const larger = new Uint8Array(this.#bytes.length * 2)
      larger.set(this.#bytes)
      this.#bytes = larger
    }
    this.#bytes[this.#length++] = this.#held & 255
    this.#bytes[this.#length++] = (this.#held >>> 8) & 255
    this.#held >>>= 16
    this.#count -= 16
  }

  finish(): Uint8Array {
    while (this.#count > 0) this.put(0, 16 - this.#count)
    return this.#bytes.subarray(0, this.#length)
  }
}
