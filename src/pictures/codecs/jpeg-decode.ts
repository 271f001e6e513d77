// A JPEG reader (ITU T.81): baseline, extended and progressive, Huffman coded, 8 bits; grey, YCbCr, RGB, CMYK and YCCK.
import { PictureRejected } from '../inspect.ts'
import { atOnce, type Steps } from '../../shared/slices.ts'
import { newPixels, type Pixels } from './pixels.ts'
import { ZIGZAG } from './jpeg-zigzag.ts'
import { WorkBudget } from './work-budget.ts'

export interface Component {
  id: number
  h: number
  v: number
  table: number
  /**
   * `blocksWide` and `blocksHigh` count the blocks that contain the picture. `stride` counts the stored blocks of a row, which fill whole
   * MCUs.
   */
  blocksWide: number
  blocksHigh: number
  stride: number
  coefficients: Int16Array
  prediction: number
  dc: Lookup | null
  ac: Lookup | null
}
export interface Frame {
  width: number
  height: number
  progressive: boolean
  components: Component[]
  maxH: number
  maxV: number
  mcusWide: number
  mcusHigh: number
}
/**
 * `fast` is indexed by the next 8 bits. Each entry is `length << 8 | value` of the code that these bits begin with, or 0 if that code is
 * longer than 8 bits. Longer codes are found by the canonical rule.
 */
interface Lookup {
  fast: Uint16Array
  maxCode: Int32Array
  offset: Int32Array
  values: Uint8Array
}

const corrupt = () => new PictureRejected('corrupt', 'it is damaged')

/** The maximum numbers of scans, tables and segments in one file. They are far above the numbers that encoders write. */
const MAX_SCANS = 100
const MAX_TABLES = 1000
const MAX_SEGMENTS = 10_000
/**
 * The maximum number of times that each coefficient may be visited, over all scans. Usual progressive files visit each coefficient 3
 * times.
 */
const MAX_VISITS = 8
/** The maximum number of blocks that the JPEG standard allows in one MCU of an interleaved scan. */
const MAX_BLOCKS_OF_MCU = 10

/**
 * Decodes a JPEG. Orientation and colour profiles are not applied. The size is checked before any decoding, and the work is bounded by the
 * size, whatever the scans say. Throws PictureRejected.
 * @param work counts the work, for tests. A unit is a visited coefficient or a segment that is read.
 */
export function decodeJpeg(file: Uint8Array, maxPixels: number, work = new WorkBudget()): Pixels {
  return atOnce(decodingJpeg(file, maxPixels, work))
}

/** Decodes like `decodeJpeg`, but yields after each small step, so that other requests can run in between. */
export function* decodingJpeg(file: Uint8Array, maxPixels: number, work = new WorkBudget()): Steps<Pixels> {
  return yield* paint(yield* readingJpeg(file, maxPixels, work))
}

/** The contents of a file, before its coefficients are converted to samples. */
export interface ReadJpeg {
  frame: Frame
  /** The quantization tables in natural order, by the id that components use. */
  tables: (Uint16Array | undefined)[]
  /** The colour transform that Adobe's marker states; 0 means no transform. Null if the file does not have the marker. */
  adobeTransform: number | null
}

// oxlint-disable-next-line max-lines-per-function, complexity -- one case per marker of the format, each of a few lines
export function* readingJpeg(
  file: Uint8Array,
  maxPixels: number,
  work = new WorkBudget(),
  maxCoefficientBytes = Number.POSITIVE_INFINITY,
): Steps<ReadJpeg> {
  if (file[0] !== 0xff || file[1] !== 0xd8) throw new PictureRejected('not_a_picture', 'it is no JPEG')
  const tables: (Uint16Array | undefined)[] = []
  const dc: (Lookup | undefined)[] = []
  const ac: (Lookup | undefined)[] = []
  let frame: Frame | null = null
  let restartInterval = 0
  let adobeTransform: number | null = null
  let scans = 0
  let definedTables = 0
  let segments = 0
  let at = 2
  const defineTable = () => {
    if (++definedTables > MAX_TABLES) throw tooMuchWork()
  }
  const uint16 = (position: number) => {
    if (position + 1 >= file.length) throw new PictureRejected('truncated', 'it ends too early')
    return (file[position]! << 8) | file[position + 1]!
  }
  for (;;) {
    while (at < file.length && file[at] !== 0xff) at++
    while (file[at] === 0xff) at++
    if (at >= file.length) break
    const marker = file[at++]!
    if (marker === 0xd9) break
    if (marker === 0 || marker === 1 || (marker >= 0xd0 && marker <= 0xd8)) continue
    if (++segments > MAX_SEGMENTS) throw tooMuchWork()
    work.spend(1)
    const end = at + uint16(at)
    if (end < at + 2) throw corrupt()
    if (end > file.length) throw new PictureRejected('truncated', 'it ends too early')
    let from = at + 2
    if (marker === 0xdb) {
      while (from < end) {
        defineTable()
        const wide = file[from]! >> 4
        const table = new Uint16Array(64)
        const id = file[from++]! & 15
        for (const position of ZIGZAG) {
          table[position] = wide ? uint16(from) : file[from]!
          from += wide ? 2 : 1
        }
        tables[id] = table
      }
    } else if (marker === 0xc4) {
      while (from + 17 <= end) {
        defineTable()
        const kind = file[from]!
        const counts = file.subarray(from + 1, from + 17)
        const total = counts.reduce((sum, count) => sum + count, 0)
        if (total > 256 || from + 17 + total > end) throw corrupt()
        ;(kind >> 4 ? ac : dc)[kind & 15] = lookupOf(counts, file.subarray(from + 17, from + 17 + total))
        from += 17 + total
      }
    } else if (marker === 0xc0 || marker === 0xc1 || marker === 0xc2) {
      if (frame !== null) throw corrupt()
      frame = readFrame(file.subarray(from, end), marker === 0xc2, maxPixels, maxCoefficientBytes)
      work.limit(coefficientsOf(frame) * MAX_VISITS + MAX_SEGMENTS)
    } else if (marker >= 0xc3 && marker <= 0xcf && marker !== 0xc8 && marker !== 0xcc) {
      throw new PictureRejected('unsupported_format', 'lossless and arithmetic JPEG are not read')
    } else if (marker === 0xdd) {
      restartInterval = uint16(from)
    } else if (marker === 0xee && end - from >= 12 && file[from] === 0x41 && file[from + 1] === 0x64) {
      adobeTransform = file[from + 11]!
    } else if (marker === 0xda) {
      if (frame === null) throw corrupt()
      // The number of scans is limited, because a file of a few KB may contain thousands of scans, each over all pixels.
      if (++scans > MAX_SCANS) throw tooMuchWork()
      const count = file[from++]!
      if (count < 1 || count > frame.components.length || end - at !== 6 + 2 * count) throw corrupt()
      const chosen: Component[] = []
      for (let each = 0; each < count; each++) {
        const component = frame.components.find(({ id }) => id === file[from])
        if (component === undefined || chosen.includes(component)) throw corrupt()
        component.dc = dc[file[from + 1]! >> 4] ?? null
        component.ac = ac[file[from + 1]! & 15] ?? null
        chosen.push(component)
        from += 2
      }
      const [first, last, approximation] = [file[from]!, file[from + 1]!, file[from + 2]!]
      if (first > 63 || last > 63 || (frame.progressive && first > last)) throw corrupt()
      if (count > 1 && chosen.reduce((blocks, { h, v }) => blocks + h * v, 0) > MAX_BLOCKS_OF_MCU) throw corrupt()
      // The work budget is charged before the scan is read, with the maximum work that the scan can cause.
      work.spend(coefficientsOf({ ...frame, components: chosen }, count > 1) * (frame.progressive ? (last - first + 1) / 64 : 1))
      at = yield* readScan(file, end, frame, chosen, { first, last, high: approximation >> 4, low: approximation & 15, restartInterval })
      continue
    }
    at = end
  }
  if (frame === null) throw corrupt()
  if (scans === 0) throw new PictureRejected('truncated', 'it ends too early')
  return { frame, tables, adobeTransform }
}

const tooMuchWork = () => new PictureRejected('too_much_work', 'it has more tables, scans or segments than any picture needs')

/**
 * Returns the number of coefficients that these components have together. If `padded`, counts all stored blocks: an interleaved scan
 * visits them all, because it has whole MCUs. Otherwise, counts only the blocks that contain the picture.
 */
function coefficientsOf({ components, mcusHigh }: Pick<Frame, 'components' | 'mcusHigh'>, padded = true): number {
  return components.reduce(
    (sum, { stride, v, blocksWide, blocksHigh }) => sum + (padded ? stride * mcusHigh * v : blocksWide * blocksHigh) * 64,
    0,
  )
}

function readFrame(body: Uint8Array, progressive: boolean, maxPixels: number, maxCoefficientBytes: number): Frame {
  const count = body[5] ?? 0
  if (body.length < 6 + count * 3 || count === 0 || count > 4) throw corrupt()
  if (body[0] !== 8) throw new PictureRejected('unsupported_format', 'only 8 bits per channel are read')
  const height = (body[1]! << 8) | body[2]!
  const width = (body[3]! << 8) | body[4]!
  if (width === 0 || height === 0) throw new PictureRejected('corrupt', 'it has no pixels')
  if (width * height > maxPixels) throw new PictureRejected('too_many_pixels', `it has ${width} × ${height} pixels, more than ${maxPixels}`)
  const raw = Array.from({ length: count }, (_, index) => ({
    id: body[6 + index * 3]!,
    h: body[7 + index * 3]! >> 4,
    v: body[7 + index * 3]! & 15,
    table: body[8 + index * 3]!,
  }))
  if (raw.some(({ h, v }) => h < 1 || h > 4 || v < 1 || v > 4)) throw corrupt()
  if (new Set(raw.map(({ id }) => id)).size !== count) throw corrupt()
  const maxH = Math.max(...raw.map(({ h }) => h))
  const maxV = Math.max(...raw.map(({ v }) => v))
  const mcusWide = Math.ceil(width / (8 * maxH))
  const mcusHigh = Math.ceil(height / (8 * maxV))
  const blocks = raw.reduce((sum, { h, v }) => sum + mcusWide * h * mcusHigh * v, 0)
  if (blocks * 64 * Int16Array.BYTES_PER_ELEMENT > maxCoefficientBytes)
    throw new PictureRejected('too_many_pixels', `it has ${width} × ${height} pixels with full colour resolution, which are too many here`)
  const components = raw.map(({ id, h, v, table }): Component => {
    const stride = mcusWide * h
    const coefficients = new Int16Array(stride * mcusHigh * v * 64)
    return {
      id,
      h,
      v,
      table,
      blocksWide: Math.ceil((width * h) / maxH / 8),
      blocksHigh: Math.ceil((height * v) / maxV / 8),
      stride,
      coefficients,
      prediction: 0,
      dc: null,
      ac: null,
    }
  })
  return { width, height, progressive, components, maxH, maxV, mcusWide, mcusHigh }
}

function lookupOf(counts: Uint8Array, values: Uint8Array): Lookup {
  const lookup: Lookup = { fast: new Uint16Array(256), maxCode: new Int32Array(18).fill(-1), offset: new Int32Array(17), values }
  let code = 0
  let at = 0
  for (let length = 1; length <= 16; length++) {
    lookup.offset[length] = at - code
    for (let each = 0; each < counts[length - 1]!; each++, code++, at++) {
      if (length <= 8) lookup.fast.fill((length << 8) | values[at]!, code << (8 - length), (code + 1) << (8 - length))
    }
    if (counts[length - 1]! > 0) lookup.maxCode[length] = code - 1
    code <<= 1
  }
  return lookup
}

interface Scan {
  first: number
  last: number
  high: number
  low: number
  restartInterval: number
}

/**
 * Reads a scan and returns the end of its data. If the data ends before the last block, throws PictureRejected. A scan with restart
 * intervals is the exception: it may lack blocks. The coefficients of a missing block keep their values from earlier scans, or stay 0.
 */
// oxlint-disable-next-line max-lines-per-function, complexity -- these are the innermost loops of the decoder. For speed, the bit reader and the kinds of scan share their state as locals of one closure
function* readScan(
  file: Uint8Array,
  start: number,
  frame: Frame,
  chosen: Component[],
  { first, last, high, low, restartInterval }: Scan,
): Steps<number> {
  let at = start
  let bits = 0
  let held = 0
  let exhausted = false
  const bit = (): number => {
    if (bits === 0) {
      const byte = file[at]
      if (byte === undefined || (byte === 0xff && file[at + 1] !== 0)) {
        exhausted = true
        return 0
      }
      at += byte === 0xff ? 2 : 1
      held = byte
      bits = 8
    }
    return (held >> --bits) & 1
  }
  const read = (count: number): number => {
    let value = 0
    for (let left = count; left > 0;) {
      if (bits === 0) {
        value = (value << 1) | bit()
        left--
        continue
      }
      const piece = Math.min(left, bits)
      bits -= piece
      value = (value << piece) | ((held >> bits) & ((1 << piece) - 1))
      left -= piece
    }
    return value
  }
  const signed = (count: number): number => {
    if (count === 0) return 0
    const value = read(count)
    return value < 1 << (count - 1) ? value - (1 << count) + 1 : value
  }
  const symbol = (lookup: Lookup | null): number => {
    if (lookup === null) throw corrupt()
    // The fast way: looks up the next 8 bits at once. They consist of the rest of the current byte and the beginning of the next byte. If
    // the next byte is 0xFF, which begins an escape or a marker, the slow way below reads single bits.
    const next = file[at]
    if (next !== undefined && next !== 0xff) {
      const entry = lookup.fast[(((held << 8) | next) >> bits) & 255]!
      const length = entry >> 8
      if (length > 0) {
        if (length <= bits) bits -= length
        else {
          held = next
          at++
          bits += 8 - length
        }
        return entry & 255
      }
    }
    let code = 0
    for (let length = 1; length <= 16; length++) {
      code = (code << 1) | bit()
      if (code <= lookup.maxCode[length]!) return lookup.values[code + lookup.offset[length]!] ?? 0
      if (exhausted) return 0
    }
    throw corrupt()
  }

  let run = 0
  const baseline = (component: Component, o: number) => {
    const { coefficients } = component
    component.prediction += signed(symbol(component.dc))
    coefficients[o] = component.prediction
    for (let index = 1; index < 64; index++) {
      const code = symbol(component.ac)
      const size = code & 15
      if (size === 0) {
        if (code < 0xf0) return
        index += 15
        continue
      }
      index += code >> 4
      if (index > 63) return
      coefficients[o + ZIGZAG[index]!] = signed(size)
    }
  }
  const dcFirst = (component: Component, o: number) => {
    component.prediction += signed(symbol(component.dc))
    component.coefficients[o] = component.prediction << low
  }
  const dcRefine = (component: Component, o: number) => {
    if (bit()) component.coefficients[o] = component.coefficients[o]! | (1 << low)
  }
  const acFirst = (component: Component, o: number) => {
    if (run > 0) {
      run--
      return
    }
    for (let index = first; index <= last; index++) {
      const code = symbol(component.ac)
      const size = code & 15
      const zeros = code >> 4
      if (size === 0) {
        if (zeros < 15) {
          run = (1 << zeros) - 1 + (zeros > 0 ? read(zeros) : 0)
          return
        }
        index += 15
        continue
      }
      index += zeros
      if (index > 63) return
      component.coefficients[o + ZIGZAG[index]!] = signed(size) * (1 << low)
    }
  }
  const acRefine = (component: Component, o: number) => {
    const { coefficients } = component
    const one = 1 << low
    const refine = (position: number) => {
      const value = coefficients[position]!
      if (bit() && (value & one) === 0) coefficients[position] = value + (value > 0 ? one : -one)
    }
    let index = first
    if (run === 0) {
      for (; index <= last; index++) {
        const code = symbol(component.ac)
        let zeros = code >> 4
        let fresh = 0
        if ((code & 15) === 0) {
          if (zeros < 15) {
            run = (1 << zeros) + (zeros > 0 ? read(zeros) : 0)
            break
          }
        } else fresh = bit() ? one : -one
        for (; index <= last; index++) {
          const position = o + ZIGZAG[index]!
          if (coefficients[position] !== 0) refine(position)
          else if (zeros-- === 0) {
            if (fresh !== 0) coefficients[position] = fresh
            break
          }
        }
        if (exhausted) return
      }
    }
    if (run > 0) {
      for (; index <= last; index++) {
        const position = o + ZIGZAG[index]!
        if (coefficients[position] !== 0) refine(position)
      }
      run--
    }
  }
  const decode = frame.progressive ? (first === 0 ? (high === 0 ? dcFirst : dcRefine) : high === 0 ? acFirst : acRefine) : baseline

  const alone = chosen.length === 1
  const wide = alone ? chosen[0]!.blocksWide : frame.mcusWide
  const high_ = alone ? chosen[0]!.blocksHigh : frame.mcusHigh
  for (const component of chosen) component.prediction = 0
  const units = wide * high_
  /** How much work it is to decode one MCU, in the units that `Steps` counts: 4 for each block of the MCU. */
  const unitsOfMcu = 4 * (alone ? 1 : chosen.reduce((blocks, { h, v }) => blocks + h * v, 0))
  for (let unit = 0; unit < units; unit++) {
    if (restartInterval > 0 && unit > 0 && unit % restartInterval === 0) {
      bits = 0
      run = 0
      exhausted = false
      for (const component of chosen) component.prediction = 0
      while (at + 1 < file.length && !(file[at] === 0xff && file[at + 1]! >= 0xd0 && file[at + 1]! <= 0xd9)) at++
      if (file[at + 1] === 0xd9 || at + 1 >= file.length) break
      at += 2
    }
    const row = Math.floor(unit / wide)
    const column = unit % wide
    if (column === 0 && unit > 0) yield wide * unitsOfMcu
    if (alone) {
      const component = chosen[0]!
      decode(component, (row * component.stride + column) * 64)
    } else {
      for (const component of chosen) {
        for (let y = 0; y < component.v; y++) {
          for (let x = 0; x < component.h; x++)
            decode(component, ((row * component.v + y) * component.stride + column * component.h + x) * 64)
        }
      }
    }
    if (exhausted && restartInterval === 0) {
      if (unit < units - 1 && run === 0) throw new PictureRejected('truncated', 'it ends too early')
    }
  }
  return at
}

function* paint({ frame, tables, adobeTransform }: ReadJpeg): Steps<Pixels> {
  const { width, height, components, maxH, maxV } = frame
  const pixels = newPixels(width, height)
  const planes: Plane[] = []
  for (const component of components) {
    const table = tables[component.table]
    if (table === undefined) throw corrupt()
    const plane = yield* samplesOf(component, table)
    // From here on only the samples are needed, so the memory of the coefficients is given back.
    component.coefficients = new Int16Array(0)
    planes.push({
      plane,
      stride: component.stride * 8,
      scaleX: component.h / maxH,
      scaleY: component.v / maxV,
      lines: plane.length / (component.stride * 8),
    })
  }
  const out = pixels.data
  const turned =
    adobeTransform === null ? components.length === 3 && !(components[0]!.id === 0x52 && components[1]!.id === 0x47) : adobeTransform !== 0
  const rows = planes.map(() => new Uint8Array(width))
  for (let y = 0, to = 0; y < height; y++) {
    for (const [index, plane] of planes.entries()) sampleRow(plane, y, rows[index]!)
    const [one, two, three, four] = rows
    for (let x = 0; x < width; x++, to += 4) {
      let [red, green, blue] = [one![x]!, one![x]!, one![x]!]
      if (two !== undefined && three !== undefined) {
        green = two[x]!
        blue = three[x]!
        if (turned) {
          const [luma, cb, cr] = [red, green - 128, blue - 128]
          red = clamp(luma + 1.402 * cr)
          green = clamp(luma - 0.344136 * cb - 0.714136 * cr)
          blue = clamp(luma + 1.772 * cb)
        }
        if (four !== undefined) {
          // A file with Adobe's marker stores 255 minus each CMYK value. Values of other files are first converted to this form.
          const black = adobeTransform === null ? 255 - four[x]! : four[x]!
          if (adobeTransform === null) [red, green, blue] = [255 - red, 255 - green, 255 - blue]
          red = (red * black) / 255
          green = (green * black) / 255
          blue = (blue * black) / 255
        }
      }
      out[to] = red
      out[to + 1] = green
      out[to + 2] = blue
      out[to + 3] = 255
    }
    yield width >> 3
  }
  return pixels
}

const clamp = (value: number) => (value < 0 ? 0 : value > 255 ? 255 : value + 0.5)

interface Plane {
  plane: Uint8Array
  stride: number
  scaleX: number
  scaleY: number
  lines: number
}

/** Writes one row at full width into `row`. Subsampled planes are interpolated between the centres of their samples. */
function sampleRow({ plane, stride, scaleX, scaleY, lines }: Plane, y: number, row: Uint8Array): void {
  if (scaleX === 1 && scaleY === 1) {
    row.set(plane.subarray(y * stride, y * stride + row.length))
    return
  }
  const v = Math.min(Math.max((y + 0.5) * scaleY - 0.5, 0), lines - 1)
  const top = Math.floor(v)
  const down = v - top
  const first = top * stride
  const second = Math.min(top + 1, lines - 1) * stride
  const lastColumn = Math.min(stride - 1, Math.ceil(row.length * scaleX) - 1)
  for (let x = 0; x < row.length; x++) {
    const u = Math.min(Math.max((x + 0.5) * scaleX - 0.5, 0), lastColumn)
    const left = Math.floor(u)
    const right = Math.min(left + 1, lastColumn)
    const part = u - left
    const above = plane[first + left]! * (1 - part) + plane[first + right]! * part
    const below = plane[second + left]! * (1 - part) + plane[second + right]! * part
    row[x] = above + (below - above) * down + 0.5
  }
}

/** `COSINES[x * 8 + u]` is the weight of coefficient `u` in sample `x` of the inverse cosine transform. */
const COSINES = Float32Array.from({ length: 64 }, (_, index) => {
  const x = index >> 3
  const u = index & 7
  return Math.cos(((2 * x + 1) * u * Math.PI) / 16) * (u === 0 ? Math.SQRT1_2 : 1) * 0.5
})

function* samplesOf({ coefficients, stride }: Component, table: Uint16Array): Steps<Uint8Array> {
  const blocks = coefficients.length / 64
  const samples = new Uint8Array(blocks * 64)
  const line = stride * 8
  const half = new Float32Array(64)
  for (let block = 0; block < blocks; block++) {
    if (block > 0 && block % stride === 0) yield stride * 8
    samplesOfBlock(coefficients, block * 64, table, samples, Math.floor(block / stride) * 8 * line + (block % stride) * 8, line, half)
  }
  return samples
}

/**
 * Computes the 64 samples of the block at `o`. Writes them from `to` on, in rows that are `line` apart. `half` is a scratch buffer of 64
 * numbers.
 */
export function samplesOfBlock(
  coefficients: Int16Array,
  o: number,
  table: Uint16Array,
  samples: Uint8Array,
  to: number,
  line: number,
  half: Float32Array,
): void {
  let lastRow = -1
  for (let v = 0; v < 8; v++) {
    const from = o + v * 8
    let lastColumn = -1
    for (let u = 0; u < 8; u++) if (coefficients[from + u] !== 0) lastColumn = u
    if (lastColumn < 0) {
      half.fill(0, v * 8, v * 8 + 8)
      continue
    }
    lastRow = v
    for (let x = 0; x < 8; x++) {
      let sum = 0
      for (let u = 0; u <= lastColumn; u++) sum += coefficients[from + u]! * table[v * 8 + u]! * COSINES[x * 8 + u]!
      half[v * 8 + x] = sum
    }
  }
  for (let x = 0; x < 8; x++) {
    for (let y = 0; y < 8; y++) {
      let sum = 128.5
      for (let v = 0; v <= lastRow; v++) sum += half[v * 8 + x]! * COSINES[y * 8 + v]!
      samples[to + y * line + x] = sum < 0 ? 0 : sum > 255 ? 255 : sum
    }
  }
}
