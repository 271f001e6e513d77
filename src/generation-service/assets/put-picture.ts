// Stores one picture in the bucket under its key. There are three ways: from bytes in memory, from a stream of known length, from a stream
// of unknown length.
import { type ByteChunks, byteChunks } from '../../shared/byte-chunks.ts'
import { type PictureFacts, inspectPicture, PictureInspector, PictureRejected } from '../../pictures/inspect.ts'
import type { StoredPicture } from '../model/picture.ts'
import { joinBytes } from '../../shared/bytes.ts'
import { sha256Hex } from '../../shared/crypto.ts'
import { pictureMemory } from './memory.ts'
import { instanceOfKey, ownKey } from './keys.ts'

/** The error for a picture that could not be stored. If only the bucket's response was lost, the picture may be in the bucket anyway. */
export class StoreFailure extends Error {
  /**
   * `rejected`: the bytes are not a supported picture, or are too many. `unreachable`, `timeout`: the bytes did not arrive. `storage`: our
   * bucket failed.
   */
  readonly kind: 'rejected' | 'unreachable' | 'timeout' | 'storage'
  /** Whether another try with the same source may succeed. */
  readonly retryable: boolean

  constructor(kind: 'rejected' | 'unreachable' | 'timeout' | 'storage', message: string, details: { retryable: boolean; cause?: unknown }) {
    super(message, { cause: details.cause })
    this.name = 'StoreFailure'
    this.kind = kind
    this.retryable = details.retryable
  }
}

/** The key in the bucket for one picture, and the conditions for writing the picture. */
export interface Target {
  /**
   * The key in the bucket under which the picture is stored. A large picture of unknown length is stored under a longer key, which begins
   * with this one.
   */
  key: string
  assetId: string
  maxBytes: number
  signal: AbortSignal
  /**
   * The minimum average speed of the source; a slower source is dropped. If absent, the source may be of any speed until the signal
   * aborts.
   */
  leastPace?: Pace
  /**
   * Called before a large picture of unknown length is written. Receives the object's key in the bucket. This key has a random part, so it
   * cannot be computed again. The function should note the key, so that the object can be deleted later if it is not needed.
   */
  onKey?: ((key: string) => Promise<void> | void) | undefined
}

/**
 * The minimum speed of a source, as an average over all of its bytes. To send some bytes, a source may take `graceMs` milliseconds plus
 * the time that these bytes need at `bytesPerSecond`.
 */
export interface Pace {
  bytesPerSecond: number
  graceMs: number
}

/** Memory for a large picture is reserved only after the source has sent this many bytes. */
const HEAD_BYTES = 64 * 1024

/**
 * A picture of unknown length that is no larger than this is held in memory and written at once. A larger one is written in parts of this
 * size, the smallest that R2 accepts.
 */
export const PART_BYTES = 5 * 1024 * 1024

/**
 * Pauses between tries while the bucket fails; the bytes stay in memory meanwhile. All pauses together last at most four seconds, so that
 * a job's alarm can end in time.
 */
const REPEAT_AFTER_MS = [100, 300, 900, 2700]

/**
 * Repeats `work` a few times while the bucket fails, until the signal aborts. Repeats do no harm: a picture is written only if its key is
 * free, and a part that is sent again replaces the part sent before. Throws the last error of `work`.
 */
export async function withRepeats<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  for (let failures = 0; ; failures++) {
    try {
      return await work()
    } catch (error) {
      const waitMs = REPEAT_AFTER_MS[failures]
      const worthIt = error instanceof StoreFailure && error.kind === 'storage' && error.retryable
      if (!worthIt || waitMs === undefined || signal.aborted) throw error
      await pause(waitMs / 2 + (Math.random() * waitMs) / 2, signal)
    }
  }
}

/**
 * Makes a call of the bucket, and repeats it with the same bytes while the bucket fails. Throws StoreFailure `storage` if the last repeat
 * fails, too.
 */
function bucket<T>(signal: AbortSignal, call: () => Promise<T>): Promise<T> {
  return withRepeats(signal, () => call().catch(bucketFailed))
}

function bucketFailed(cause: unknown): never {
  throw new StoreFailure('storage', 'our storage failed', { retryable: true, cause })
}

/** Waits for `durationMs`, or until the signal aborts; never throws. */
function pause(durationMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, durationMs)
    signal.addEventListener('abort', end, { once: true })
  })
}

const CREATE_ONLY = { onlyIf: new Headers({ 'if-none-match': '*' }) }

/** Stores a picture from memory. Throws PictureRejected if the bytes are not a supported picture, StoreFailure if the bucket fails. */
export async function putBytes(images: R2Bucket, target: Target, bytes: Uint8Array<ArrayBuffer>): Promise<StoredPicture> {
  if (bytes.byteLength > target.maxBytes) throw new PictureRejected('too_many_bytes', `it has more than ${target.maxBytes} bytes`)
  const facts = inspectPicture(bytes)
  const sha256 = await sha256Hex(bytes)
  const written = await bucket(target.signal, () => images.put(target.key, bytes, CREATE_ONLY))
  return written === null ? storedAlready(images, target) : picture(target, { ...facts, sizeBytes: bytes.byteLength, sha256 })
}

/** Counts, inspects and hashes the bytes that pass through it. */
class Meter {
  readonly #inspector = new PictureInspector()
  readonly #digest = new crypto.DigestStream('SHA-256')
  readonly #writer = this.#digest.getWriter()
  readonly #maxBytes: number
  sizeBytes = 0

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
  }

  async pass(chunk: Uint8Array): Promise<void> {
    this.sizeBytes += chunk.byteLength
    if (this.sizeBytes > this.#maxBytes) throw new PictureRejected('too_many_bytes', `it has more than ${this.#maxBytes} bytes`)
    this.#inspector.push(chunk)
    await this.#writer.write(chunk)
  }

  async end(): Promise<PictureFacts & { sizeBytes: number; sha256: string }> {
    const facts = this.#inspector.end()
    await this.#writer.close()
    return { ...facts, sizeBytes: this.sizeBytes, sha256: new Uint8Array(await this.#digest.digest).toHex() }
  }

  async abandon(): Promise<void> {
    this.#digest.digest.catch(() => {})
    await this.#writer.abort().catch(() => {})
  }
}

/** Stores a stream of exactly `length` bytes; each try needs a new `body`. Throws the error of `body`, PictureRejected, or StoreFailure. */
export async function putKnownLength(
  images: R2Bucket,
  target: Target,
  body: ReadableStream<Uint8Array>,
  length: number,
): Promise<StoredPicture> {
  const meter = new Meter(target.maxBytes)
  const pipe = new FixedLengthStream(length)
  const writer = pipe.writable.getWriter()
  const source = chunks(body, target.signal, target.leastPace)
  const pump = async () => {
    // The last piece is held back until the whole picture is known to be valid, because R2 creates the object when the last byte arrives.
    let last: Uint8Array | null = null
    for (let chunk = await source.next(); chunk !== null; chunk = await source.next()) {
      await meter.pass(chunk)
      if (last !== null) await writer.write(last)
      last = chunk
    }
    if (meter.sizeBytes !== length) throw new StoreFailure('unreachable', 'the picture broke off', { retryable: true })
    const facts = await meter.end()
    if (last !== null) await writer.write(last)
    await writer.close()
    return facts
  }
  const pumping = { failed: false }
  const pumped = pump().then(
    (facts) => ({ ok: true as const, facts }),
    async (error: unknown) => {
      pumping.failed = true
      await Promise.all([writer.abort(error).catch(() => {}), source.cancel(error), meter.abandon()])
      return { ok: false as const, error }
    },
  )
  let written: R2Object | null
  try {
    written = await images.put(target.key, pipe.readable, CREATE_ONLY)
  } catch (error) {
    // A failed source makes the bucket's write fail, and a failed write makes the source fail. The error that came first is the cause, so
    // it is reported.
    const sourceFailed = pumping.failed
    await Promise.all([source.cancel(error), pipe.readable.cancel(error).catch(() => {})])
    const outcome = await pumped
    if (sourceFailed && !outcome.ok) throw outcome.error
    bucketFailed(error)
  }
  if (written === null) {
    await Promise.all([source.cancel('the picture is there already'), pipe.readable.cancel('the picture is there already').catch(() => {})])
    await pumped
    return storedAlready(images, target)
  }
  const outcome = await pumped
  if (!outcome.ok) throw outcome.error
  return picture(target, outcome.facts)
}

/** Buffers are reused: a new one for each picture would leave five megabytes of garbage, which the runtime is slow to collect. */
const spareParts: Uint8Array<ArrayBuffer>[] = []
const SPARE_PARTS = 4

/** Stores a small picture in one piece, a larger one in parts under a key of its own. Throws like putKnownLength. */
export async function putUnknownLength(images: R2Bucket, target: Target, body: ReadableStream<Uint8Array>): Promise<StoredPicture> {
  const meter = new Meter(target.maxBytes)
  const source = chunks(body, target.signal, target.leastPace)
  let giveBack = () => {}
  let upload = null as R2MultipartUpload | null
  let spare: Uint8Array<ArrayBuffer> | null = null
  try {
    const head = await headOf(source, meter)
    // Twice the size of a part: while a part is sent, the bucket's client holds a copy of it.
    giveBack = await pictureMemory.take(2 * PART_BYTES, instanceOfKey(target.key), target.signal)
    const part = (spare = spareParts.pop() ?? new Uint8Array(PART_BYTES))
    let filled = 0
    const parts: R2UploadedPart[] = []
    let key = target.key
    const append = async (chunk: Uint8Array) => {
      for (let rest = chunk; rest.byteLength > 0;) {
        if (filled === PART_BYTES) {
          // R2 cannot make a multipart upload depend on whether the key is free. So the upload gets a key that nothing else ever uses.
          if (upload === null) {
            key = ownKey(target.key)
            await target.onKey?.(key)
            upload = await bucket(target.signal, () => images.createMultipartUpload(key))
          }
          parts.push(await putPart(upload, target.signal, parts.length + 1, part))
          filled = 0
        }
        const taken = Math.min(PART_BYTES - filled, rest.byteLength)
        part.set(rest.subarray(0, taken), filled)
        filled += taken
        rest = rest.subarray(taken)
      }
    }
    await append(head)
    for (let chunk = await source.next(); chunk !== null; chunk = await source.next()) {
      await meter.pass(chunk)
      await append(chunk)
    }
    const facts = await meter.end()
    if (upload === null) {
      const written = await bucket(target.signal, () => images.put(key, part.subarray(0, filled), CREATE_ONLY))
      return written === null ? await storedAlready(images, target) : picture(target, facts)
    }
    if (filled > 0) parts.push(await putPart(upload, target.signal, parts.length + 1, part.subarray(0, filled)))
    await complete(images, upload, target.signal, parts)
    return picture({ ...target, key }, facts)
  } catch (error) {
    await Promise.all([source.cancel(error), meter.abandon(), upload?.abort().catch(() => {})])
    throw error
  } finally {
    if (spare !== null && spareParts.length < SPARE_PARTS) spareParts.push(spare)
    giveBack()
  }
}

/** Reads the beginning of a picture into a buffer of its own; a short picture is read whole. */
async function headOf(source: ByteChunks, meter: Meter): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  let length = 0
  while (length < HEAD_BYTES) {
    const chunk = await source.next()
    if (chunk === null) break
    await meter.pass(chunk)
    pieces.push(chunk.slice())
    length += chunk.byteLength
  }
  return joinBytes(pieces)
}

/** The part stays in memory until the bucket has it, so that even a streamed picture survives a short failure of the bucket. */
function putPart(upload: R2MultipartUpload, signal: AbortSignal, number: number, bytes: Uint8Array): Promise<R2UploadedPart> {
  return bucket(signal, () => upload.uploadPart(number, bytes))
}

function complete(images: R2Bucket, upload: R2MultipartUpload, signal: AbortSignal, parts: R2UploadedPart[]): Promise<void> {
  return bucket(signal, async () => {
    try {
      await upload.complete(parts)
    } catch (error) {
      // Perhaps the upload was completed and only the response was lost. Nobody else writes under this key, so an object under the key
      // proves that the upload was completed.
      if ((await images.head(upload.key)) === null) throw error
    }
  })
}

/**
 * Called if the bucket already has an object under the key. Either an earlier run of the job has stored this picture, or an earlier try of
 * this write has stored it and its response was lost. Returns the stored picture. Its bytes are read again, because their size and hash
 * were not saved.
 */
function storedAlready(images: R2Bucket, target: Target): Promise<StoredPicture> {
  return withRepeats(target.signal, async () => {
    const object = await images.get(target.key).catch(bucketFailed)
    if (object === null) throw new StoreFailure('storage', 'the picture was deleted while it was being stored', { retryable: false })
    const meter = new Meter(target.maxBytes)
    const source = chunks(object.body, target.signal)
    const next = () => source.next().catch((error: unknown) => (target.signal.aborted ? Promise.reject(error) : bucketFailed(error)))
    try {
      for (let chunk = await next(); chunk !== null; chunk = await next()) await meter.pass(chunk)
      return picture(target, await meter.end())
    } catch (error) {
      await Promise.all([source.cancel(error), meter.abandon()])
      throw error
    }
  })
}

function picture(target: { key: string; assetId: string }, facts: PictureFacts & { sizeBytes: number; sha256: string }): StoredPicture {
  const { width, height, orientation, format, sizeBytes, sha256 } = facts
  const turned = orientation === 1 ? {} : { orientation }
  return { assetId: target.assetId, key: target.key, width, height, ...turned, format, sizeBytes, sha256 }
}

/** Yields the pieces of the stream until the signal aborts. Throws StoreFailure `timeout` if the stream is slower than `pace`. */
function chunks(stream: ReadableStream<Uint8Array>, signal: AbortSignal, pace?: Pace): ByteChunks {
  const source = byteChunks(stream)
  const startedAt = Date.now()
  let bytes = 0
  /** Returns the latest time for the next bytes. If they arrive later, the average speed of the source is below the minimum. */
  const lateAt = ({ graceMs, bytesPerSecond }: Pace) => startedAt + graceMs + (bytes / bytesPerSecond) * 1000
  return {
    async next() {
      signal.throwIfAborted()
      const reading = untilAborted(source.next(), signal)
      const chunk = await (pace === undefined ? reading : inTime(reading, lateAt(pace) - Date.now(), pace))
      bytes += chunk?.byteLength ?? 0
      return chunk
    },
    cancel: (reason) => source.cancel(reason),
  }
}

function inTime<T>(reading: Promise<T>, leftMs: number, { bytesPerSecond }: Pace): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_resolve, reject) => {
    const message = `the picture comes too slowly: at least ${bytesPerSecond} bytes a second are expected`
    timer = setTimeout(() => reject(new StoreFailure('timeout', message, { retryable: true })), Math.max(0, leftMs))
  })
  reading.catch(() => {})
  return Promise.race([reading, late]).finally(() => clearTimeout(timer))
}

function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const onAbort = () => reject(signal.reason)
    signal.addEventListener('abort', onAbort, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}
