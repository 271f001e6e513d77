// Detects a picture's format and size from its own bytes, not from a file name or a Content-Type.
import { joinBytes } from '../shared/bytes.ts'
import { readPngHeader } from './codecs/png-chunks.ts'
import { isLying, type Orientation, orientationOf } from './orientation.ts'

export type PictureFormat = 'png' | 'jpeg' | 'webp'
export interface PictureFacts {
  format: PictureFormat
  contentType: 'image/png' | 'image/jpeg' | 'image/webp'
  /** The width as viewers show the picture, after rotation. */
  width: number
  height: number
  /** The EXIF orientation; 1 if no rotation is needed. */
  orientation: Orientation
}
export type RejectReason =
  | 'not_a_picture'
  | 'svg'
  | 'html'
  | 'gif'
  | 'avif'
  | 'unsupported_format'
  | 'corrupt'
  | 'truncated'
  | 'too_many_pixels'
  | 'wrong_size'
  | 'too_much_work'
  | 'too_many_bytes'
  | 'empty'

/** The error for a picture that is not accepted. `reason` says why. The message may be shown to callers. */
export class PictureRejected extends Error {
  readonly reason: RejectReason

  constructor(reason: RejectReason, message: string) {
    super(message)
    this.name = 'PictureRejected'
    this.reason = reason
  }
}

export const MAX_PIXELS = 40_000_000
const CONTENT_TYPES = { png: 'image/png', jpeg: 'image/jpeg', webp: 'image/webp' } as const
const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
/** The header is parsed in pieces of at most this many bytes. */
const WINDOW = 64
/** The maximum number of bytes of EXIF data that are read. The orientation is in the first directory, near the beginning. */
const MOST_EXIF_BYTES = 4096

/** EXIF data that is being read: its first bytes, and the number of bytes to skip after them. */
interface GatheredExif {
  bytes: Uint8Array<ArrayBuffer>
  filled: number
  passOver: number
}

/**
 * Inspects a picture while it streams: reads format and size from the header, wherever in the file the header is, and finds out whether
 * the file is complete. Holds at most 64 bytes, and up to 4 KiB of EXIF data. `push` and `end` throw PictureRejected.
 */
export class PictureInspector {
  readonly #maxPixels: number
  #facts: PictureFacts | null = null
  #format: PictureFormat | null = null
  /** The bytes of earlier chunks that are not parsed yet; at most `WINDOW` bytes. */
  #held = new Uint8Array(0)
  /** The number of bytes to skip before parsing continues. */
  #skip = 0
  #total = 0
  #complete = false
  /** True after the first start-of-scan marker of a JPEG. From then on, only the end marker is searched for. */
  #scanning = false
  #sawMarkerByte = false
  #webpEnd = 0
  /** True after the header of a WebP that may have EXIF data. From then on, the chunks are skipped, except the one with EXIF data. */
  #webpChunks = false
  #orientation: Orientation = 1
  /** Set while EXIF data is being read. */
  #exif: GatheredExif | null = null

  constructor(options: { maxPixels?: number } = {}) {
    this.#maxPixels = options.maxPixels ?? MAX_PIXELS
  }

  /** Format and size, as soon as they are known. */
  get facts(): PictureFacts | null {
    if (this.#facts === null) return null
    const { width, height } = this.#facts
    const shown = isLying(this.#orientation) ? { width: height, height: width } : { width, height }
    return { ...this.#facts, ...shown, orientation: this.#orientation }
  }

  push(chunk: Uint8Array): void {
    this.#total += chunk.byteLength
    let rest = chunk
    while (rest.byteLength > 0 && !this.#complete) {
      if (this.#exif !== null) rest = this.#gatherExif(this.#exif, rest)
      else if (this.#skip > 0) {
        if (this.#held.byteLength > 0) {
          const passed = Math.min(this.#skip, this.#held.byteLength)
          this.#skip -= passed
          this.#held = this.#held.slice(passed)
          continue
        }
        const passed = Math.min(this.#skip, rest.byteLength)
        this.#skip -= passed
        rest = rest.subarray(passed)
      } else if (this.#scanning) {
        this.#findEndOfJpeg(rest)
        return
      } else {
        const taken = Math.min(WINDOW - this.#held.byteLength, rest.byteLength)
        const joined = joinBytes([this.#held, rest.subarray(0, taken)])
        const before = this.#held.byteLength
        const used = this.#understand(joined)
        if (used === 0) {
          this.#held = joined
          rest = rest.subarray(taken)
          if (joined.byteLength === WINDOW) throw new PictureRejected('corrupt', 'its header cannot be read')
        } else if (used >= before) {
          // `#understand` has parsed all held bytes, and perhaps the first bytes of `rest`, too. The loop goes on with the other bytes of
          // `rest`.
          const passed = Math.min(used - before, rest.byteLength)
          this.#held = new Uint8Array(0)
          rest = rest.subarray(passed)
          this.#skip += used - before - passed
        } else {
          this.#held = joined.slice(used, before)
        }
      }
    }
  }

  /** Checks that the picture is complete, and returns its facts. Must be called after the last byte. */
  end(): PictureFacts {
    if (this.#total === 0) throw new PictureRejected('empty', 'it is empty')
    if (this.#format === null) throw notAPicture()
    if (this.#format === 'webp' && this.#total >= this.#webpEnd) this.#complete = true
    if (this.#facts === null || !this.#complete) throw new PictureRejected('truncated', 'it ends too early')
    return this.facts!
  }

  /** Copies EXIF data from `#held` or, if `#held` is empty, from `rest`. Returns the part of `rest` that was not copied. */
  #gatherExif(exif: GatheredExif, rest: Uint8Array): Uint8Array {
    const fromHeld = this.#held.byteLength > 0
    const source = fromHeld ? this.#held : rest
    const taken = Math.min(source.byteLength, exif.bytes.byteLength - exif.filled)
    exif.bytes.set(source.subarray(0, taken), exif.filled)
    exif.filled += taken
    if (exif.filled === exif.bytes.byteLength) {
      if (this.#orientation === 1) this.#orientation = orientationOf(exif.bytes)
      this.#exif = null
      this.#skip += exif.passOver
    }
    if (!fromHeld) return rest.subarray(taken)
    this.#held = this.#held.slice(taken)
    return rest
  }

  /**
   * Starts to read EXIF data of this length.
   * @param after the number of bytes to skip after the EXIF data.
   */
  #expectExif(length: number, after: number): void {
    const gathered = Math.min(length, MOST_EXIF_BYTES)
    this.#exif = { bytes: new Uint8Array(gathered), filled: 0, passOver: length - gathered + after }
  }

  /**
   * Parses the next part of the header from the start of `bytes`, for example one segment of a JPEG. Returns how many bytes this part
   * takes, which may be more than `bytes` has. Returns 0 if more bytes are needed to parse it.
   */
  #understand(bytes: Uint8Array): number {
    if (this.#format === null) return this.#sniff(bytes)
    if (this.#format === 'png') return this.#pngChunk(bytes)
    if (this.#format === 'jpeg') return this.#jpegSegment(bytes)
    return this.#webpHeader(bytes)
  }

  #sniff(bytes: Uint8Array): number {
    if (bytes.byteLength < 12) return 0
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    if (PNG_SIGNATURE.every((byte, position) => bytes[position] === byte)) {
      this.#format = 'png'
      return 8
    }
    if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) {
      this.#format = 'jpeg'
      return 2
    }
    if (text(bytes, 0, 4) === 'RIFF' && text(bytes, 8, 4) === 'WEBP') {
      this.#format = 'webp'
      this.#webpEnd = view.getUint32(4, true) + 8
      return 12
    }
    throw refusal(bytes)
  }

  #pngChunk(bytes: Uint8Array): number {
    if (bytes.byteLength < 8) return 0
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const length = view.getUint32(0)
    const type = text(bytes, 4, 4)
    if (this.#facts === null) {
      if (type !== 'IHDR' || length !== 13) throw new PictureRejected('corrupt', 'its header cannot be read')
      if (bytes.byteLength < 21) return 0
      const header = readPngHeader(bytes.subarray(8, 21))
      if (header === null) throw new PictureRejected('corrupt', 'its header cannot be read')
      this.#settle('png', header.width, header.height)
    } else if (type === 'IHDR') {
      // Some readers would use the second header, which could state a larger size than the first one. Only the first size was checked,
      // so the file is refused.
      throw new PictureRejected('corrupt', 'it has two headers')
    }
    if (length > 0x7fffffff || !/^[A-Za-z]{4}$/.test(type)) throw new PictureRejected('corrupt', 'it is damaged')
    if (type === 'eXIf' && length > 0) {
      this.#expectExif(length, 4)
      return 8
    }
    if (type === 'IEND') {
      if (bytes.byteLength < 12) return 0
      this.#complete = true
    }
    return length + 12
  }

  #jpegSegment(bytes: Uint8Array): number {
    if (bytes.byteLength < 2) return 0
    if (bytes[0] !== 0xff) throw new PictureRejected('corrupt', 'it is damaged')
    const marker = bytes[1]!
    // If the byte after 0xFF is 0xFF, too, the first one is only a fill byte. Only this byte is skipped, because the marker may begin at
    // the second one.
    if (marker === 0xff) return 1
    // These markers have no length field, so they are two bytes long.
    if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) return 2
    if (bytes.byteLength < 4) return 0
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const length = view.getUint16(2)
    if (length < 2) throw new PictureRejected('corrupt', 'it is damaged')
    if (marker === 0xda) {
      if (this.#facts === null) throw new PictureRejected('corrupt', 'its header cannot be read')
      this.#scanning = true
      return length + 2
    }
    if (marker === 0xe1 && length > 2) {
      this.#expectExif(length - 2, 0)
      return 4
    }
    const startsFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
    if (startsFrame && this.#facts === null) {
      if (bytes.byteLength < 9) return 0
      this.#settle('jpeg', view.getUint16(7), view.getUint16(5))
    }
    return length + 2
  }

  /** Searches for the end marker. It cannot occur inside coded data, where every 0xFF is followed by 0 or a restart marker. */
  #findEndOfJpeg(bytes: Uint8Array): void {
    if (this.#sawMarkerByte && bytes[0] === 0xd9) {
      this.#complete = true
      return
    }
    let position = bytes.indexOf(0xff)
    while (position !== -1 && position + 1 < bytes.byteLength) {
      if (bytes[position + 1] === 0xd9) {
        this.#complete = true
        return
      }
      position = bytes.indexOf(0xff, position + 1)
    }
    this.#sawMarkerByte = bytes.at(-1) === 0xff
  }

  #webpHeader(bytes: Uint8Array): number {
    if (this.#webpChunks) return this.#webpChunk(bytes)
    if (bytes.byteLength < 18) return 0
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const type = text(bytes, 0, 4)
    if (type === 'VP8X') {
      const uint24 = (at: number) => view.getUint8(at) | (view.getUint8(at + 1) << 8) | (view.getUint8(at + 2) << 16)
      this.#settle('webp', uint24(12) + 1, uint24(15) + 1)
      // Of the kinds of WebP, only VP8X may have EXIF data. The EXIF data is in a chunk of its own, usually the last chunk of the file.
      this.#webpChunks = true
      return 8 + view.getUint32(4, true) + (view.getUint32(4, true) & 1)
    } else if (type === 'VP8L') {
      if (bytes[8] !== 0x2f) throw new PictureRejected('corrupt', 'its header cannot be read')
      const bits = view.getUint32(9, true)
      this.#settle('webp', (bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1)
    } else if (type === 'VP8 ') {
      if (bytes[11] !== 0x9d || bytes[12] !== 0x01 || bytes[13] !== 0x2a) throw new PictureRejected('corrupt', 'its header cannot be read')
      this.#settle('webp', view.getUint16(14, true) & 0x3fff, view.getUint16(16, true) & 0x3fff)
    } else {
      throw new PictureRejected('corrupt', 'its header cannot be read')
    }
    // The container declares its length, so the rest of the file is not parsed; `end` only checks that all of it has arrived.
    this.#skip = Number.MAX_SAFE_INTEGER
    return bytes.byteLength
  }

  #webpChunk(bytes: Uint8Array): number {
    if (bytes.byteLength < 8) return 0
    const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(4, true)
    const padding = length & 1
    if (text(bytes, 0, 4) !== 'EXIF' || length === 0) return 8 + length + padding
    this.#expectExif(length, padding)
    return 8
  }

  #settle(format: PictureFormat, width: number, height: number): void {
    if (width === 0 || height === 0) throw new PictureRejected('corrupt', 'it has no pixels')
    if (width * height > this.#maxPixels) {
      throw new PictureRejected('too_many_pixels', `it has ${width} × ${height} pixels, more than ${this.#maxPixels / 1_000_000} million`)
    }
    this.#facts = { format, contentType: CONTENT_TYPES[format], width, height, orientation: 1 }
  }
}

/** Inspects a whole picture in memory. Throws PictureRejected. */
export function inspectPicture(bytes: Uint8Array, options: { maxPixels?: number } = {}): PictureFacts {
  const inspector = new PictureInspector(options)
  inspector.push(bytes)
  return inspector.end()
}

function refusal(bytes: Uint8Array): PictureRejected {
  const start = text(bytes, 0, Math.min(bytes.byteLength, WINDOW))
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart()
    .toLowerCase()
  if (start.startsWith('gif8')) return new PictureRejected('gif', 'GIF is not taken; send PNG, JPEG or WebP')
  if (text(bytes, 4, 4) === 'ftyp') return new PictureRejected('avif', 'AVIF and HEIF are not taken; send PNG, JPEG or WebP')
  if (start.startsWith('<svg') || start.startsWith('<?xml')) return new PictureRejected('svg', 'SVG is not taken; send PNG, JPEG or WebP')
  if (start.startsWith('<')) return new PictureRejected('html', 'it is a web page, not a picture; send PNG, JPEG or WebP')
  if (start.startsWith('bm') || start.startsWith('ii*') || start.startsWith('mm\0*'))
    return new PictureRejected('unsupported_format', 'this format is not taken; send PNG, JPEG or WebP')
  return notAPicture()
}

function notAPicture(): PictureRejected {
  return new PictureRejected('not_a_picture', 'it is no picture that can be read; send PNG, JPEG or WebP')
}

function text(bytes: Uint8Array, start: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(start, start + length))
}
