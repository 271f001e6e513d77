// Pictures into the bucket: created once, never overwritten, hashed and inspected as they pass, never held whole when they are large.
import type { ImageSource, SinkReference } from '../../providers/provider.ts'
import { decodeBase64, decodeBase64Stream, decodedLength } from '../../shared/base64.ts'
import { type ByteChunks, byteChunks } from '../../shared/byte-chunks.ts'
import { AppError } from '../../shared/errors.ts'
import { freeBytes } from '../../shared/bytes.ts'
import { FetchLimit, type GuardedFetch } from '../../shared/guarded-fetch.ts'
import { type PictureFacts, type PictureFormat, inspectPicture, PictureInspector, PictureRejected } from '../../shared/image-inspect.ts'
import { pictureMemory } from './byte-budget.ts'
import { assetIdOf, ownKey, pictureKey } from './keys.ts'

export interface PictureStorage {
  images: R2Bucket
  fetch: GuardedFetch
}

export interface StoredPicture {
  assetId: string
  /** The object in the bucket. */
  key: string
  width: number
  height: number
  format: PictureFormat
  sizeBytes: number
  /** Of the bytes, lower-case hex. */
  sha256: string
}

/** A picture that could not be stored; nothing of it is left in the bucket. */
export class StoreFailure extends Error {
  /** `rejected`: the bytes are none that we keep. `unreachable`, `timeout`: they did not come. `storage`: the bucket failed. */
  readonly kind: 'rejected' | 'unreachable' | 'timeout' | 'storage'
  /** Whether the same source may do better next time. */
  readonly retryable: boolean

  constructor(kind: 'rejected' | 'unreachable' | 'timeout' | 'storage', message: string, details: { retryable: boolean; cause?: unknown }) {
    super(message, { cause: details.cause })
    this.name = 'StoreFailure'
    this.kind = kind
    this.retryable = details.retryable
  }
}

export interface StoreRequest {
  instanceId: string
  generationId: string
  /** Which provider call made it, from 1: a later call's picture never meets an earlier one's. */
  attempt: number
  /** The picture's place in that call's answer, from 0. */
  index: number
  source: ImageSource
  /** Pictures that the adapter has streamed into the bucket itself, by SinkReference. */
  sunk?: ReadonlyMap<string, StoredPicture>
  /** Told the key before anything is written under one that can not be foretold. */
  onKey?: (key: string) => Promise<void> | void
  signal?: AbortSignal
  maxBytes?: number
}

/** The largest picture that a provider may give. */
const MAX_PICTURE_BYTES = 64 * 1024 * 1024
/** Up to here a picture of unknown length is held in memory and written at once; R2's parts are at least as large. */
const PART_BYTES = 5 * 1024 * 1024
const TRANSFER_TIMEOUT_MS = 120_000
const AT_ONCE = 2

/**
 * Stores one picture of a generation. Calling it again for the same place answers what is there, whatever the source says now; so a job
 * that was interrupted simply asks again. Throws StoreFailure, or AppError `url_not_allowed` for an address that may not be fetched.
 */
export async function storeImage(storage: PictureStorage, request: StoreRequest): Promise<StoredPicture> {
  const { source } = request
  if (source.kind === 'sunk') return sunkPicture(request, source)
  const timeout = new AbortController()
  // Not AbortSignal.timeout: it would live on long after the picture is stored.
  const timer = setTimeout(() => timeout.abort(new DOMException('The picture did not come in time.', 'TimeoutError')), TRANSFER_TIMEOUT_MS)
  try {
    return await storePicture(
      storage,
      {
        key: pictureKey(request),
        assetId: assetIdOf(request),
        maxBytes: request.maxBytes ?? MAX_PICTURE_BYTES,
        signal: request.signal === undefined ? timeout.signal : AbortSignal.any([request.signal, timeout.signal]),
        onKey: request.onKey,
      },
      source,
    )
  } finally {
    clearTimeout(timer)
  }
}

export interface Target {
  /** Where it belongs. What has no length beforehand and is large goes to a name of its own, which begins with this one. */
  key: string
  assetId: string
  maxBytes: number
  signal: AbortSignal
  onKey?: StoreRequest['onKey']
}

/** A caller's file, which is in memory or can be read again. */
export interface FileSource {
  kind: 'file'
  file: Blob
}

/** Stores any picture under a key. Throws as storeImage does. */
export async function storePicture(
  storage: PictureStorage,
  target: Target,
  source: Exclude<ImageSource, SinkReference> | FileSource,
): Promise<StoredPicture> {
  try {
    if (source.kind === 'bytes') return await storeBytes(storage, target, source.bytes as Uint8Array<ArrayBuffer>)
    if (source.kind === 'base64' && source.data.length <= PART_BYTES) {
      const bytes = decoded(source.data)
      try {
        return await storeBytes(storage, target, bytes)
      } finally {
        freeBytes(bytes)
      }
    }
    const opened = await open(storage, source, target.maxBytes, target.signal)
    return opened.length === null
      ? await storeUnknownLength(storage, target, opened.body)
      : await storeKnownLength(storage, target, opened.body, opened.length)
  } catch (error) {
    throw failure(error)
  }
}

export type StoreOutcome = { ok: true; picture: StoredPicture } | { ok: false; error: StoreFailure | AppError }

/** Every picture of a provider's answer, at most two at a time; one that fails does not keep the others back. */
export async function storeImages(storage: PictureStorage, requests: StoreRequest[]): Promise<StoreOutcome[]> {
  const outcomes: StoreOutcome[] = []
  const waiting = requests.entries()
  const work = async () => {
    for (const [place, request] of waiting) {
      try {
        outcomes[place] = { ok: true, picture: await storeImage(storage, request) }
      } catch (error) {
        if (!(error instanceof StoreFailure || error instanceof AppError)) throw error
        outcomes[place] = { ok: false, error }
      }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return outcomes
}

/** Where an adapter streams pictures that it meets inside of its answer. `pictures` is what `storeImages` takes as `sunk`. */
export function createSink(
  storage: PictureStorage,
  place: { instanceId: string; generationId: string; attempt: number; signal: AbortSignal; onKey?: StoreRequest['onKey'] },
) {
  const pictures = new Map<string, StoredPicture>()
  return {
    pictures,
    async sink(bytes: ReadableStream<Uint8Array>): Promise<SinkReference> {
      const id = `sunk-${pictures.size}`
      const index = 1000 + pictures.size
      // Taken now, so that two at once do not share it.
      pictures.set(id, undefined as never)
      pictures.set(id, await storeImage(storage, { ...place, index, source: { kind: 'stream', stream: bytes } }))
      return { kind: 'sunk', id }
    },
  }
}

function sunkPicture(request: StoreRequest, source: SinkReference): StoredPicture {
  const picture = request.sunk?.get(source.id)
  if (picture === undefined)
    throw new StoreFailure('unreachable', 'the picture was lost when the job was interrupted', { retryable: false })
  return picture
}

async function open(
  storage: PictureStorage,
  source: Extract<ImageSource, { kind: 'base64' | 'stream' | 'url' }> | FileSource,
  maxBytes: number,
  signal: AbortSignal,
): Promise<{ body: ReadableStream<Uint8Array>; length: number | null }> {
  switch (source.kind) {
    case 'base64':
      return { body: decodeBase64Stream(source.data), length: decodedLength(source.data) }
    case 'file':
      return { body: source.file.stream(), length: source.file.size }
    case 'stream':
      return { body: source.stream, length: null }
    case 'url': {
      const response = await storage.fetch(
        source.url,
        { headers: { accept: 'image/png, image/jpeg, image/webp' } },
        { maxRedirects: 3, maxBytes, headersTimeoutMs: 30_000, idleTimeoutMs: 15_000, signal },
      )
      if (!response.ok || response.body === null) {
        await response.body?.cancel()
        const retryable = response.status >= 500 || response.status === 429 || response.status === 408
        throw new StoreFailure('unreachable', `the picture's address answered ${response.status}`, { retryable })
      }
      const length = response.headers.get('content-length')
      return { body: response.body, length: length !== null && /^[0-9]+$/.test(length) ? Number(length) : null }
    }
  }
}

function decoded(text: string): Uint8Array<ArrayBuffer> {
  const bytes = decodeBase64(text)
  if (bytes === null) throw new TypeError('not base64')
  return bytes
}

async function storeBytes(storage: PictureStorage, target: Target, bytes: Uint8Array<ArrayBuffer>): Promise<StoredPicture> {
  if (bytes.byteLength > target.maxBytes) throw new PictureRejected('too_many_bytes', `it has more than ${target.maxBytes} bytes`)
  const facts = inspectPicture(bytes)
  const sha256 = hex(await crypto.subtle.digest('SHA-256', bytes))
  const written = await storage.images.put(target.key, bytes, { onlyIf: new Headers({ 'if-none-match': '*' }) })
  return written === null ? storedAlready(storage, target) : picture(target, { ...facts, sizeBytes: bytes.byteLength, sha256 })
}

function hex(digest: ArrayBuffer): string {
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Passes bytes on, counted, inspected and hashed. */
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
    return { ...facts, sizeBytes: this.sizeBytes, sha256: hex(await this.#digest.digest) }
  }

  async abandon(): Promise<void> {
    this.#digest.digest.catch(() => {})
    await this.#writer.abort().catch(() => {})
  }
}

async function storeKnownLength(
  storage: PictureStorage,
  target: Target,
  body: ReadableStream<Uint8Array>,
  length: number,
): Promise<StoredPicture> {
  const meter = new Meter(target.maxBytes)
  const pipe = new FixedLengthStream(length)
  const writer = pipe.writable.getWriter()
  const source = chunks(body, target.signal)
  const pump = async () => {
    // The last piece waits until the whole is known to be good: with the last byte of a known length the object would be there.
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
  const pumped = pump().then(
    (facts) => ({ ok: true as const, facts }),
    async (error: unknown) => {
      await Promise.all([writer.abort(error).catch(() => {}), source.cancel(error), meter.abandon()])
      return { ok: false as const, error }
    },
  )
  let written: R2Object | null
  try {
    written = await storage.images.put(target.key, pipe.readable, { onlyIf: new Headers({ 'if-none-match': '*' }) })
  } catch (error) {
    // A reader that is gone fails the pump; the pump's own failure is the cause worth telling.
    await Promise.all([source.cancel(error), pipe.readable.cancel(error).catch(() => {})])
    const outcome = await pumped
    throw outcome.ok || outcome.error === error
      ? new StoreFailure('storage', 'the picture could not be stored', { retryable: true, cause: error })
      : outcome.error
  }
  if (written === null) {
    await Promise.all([source.cancel('the picture is there already'), pipe.readable.cancel('the picture is there already').catch(() => {})])
    await pumped
    return storedAlready(storage, target)
  }
  const outcome = await pumped
  if (!outcome.ok) throw outcome.error
  return picture(target, outcome.facts)
}

/** Buffers that are used again: a new one for each picture would be five megabytes of garbage each, which the runtime is slow to collect. */
const spareParts: Uint8Array<ArrayBuffer>[] = []
const SPARE_PARTS = 4

async function storeUnknownLength(storage: PictureStorage, target: Target, body: ReadableStream<Uint8Array>): Promise<StoredPicture> {
  // Twice: the bucket's client copies a part while it goes out.
  const giveBack = await pictureMemory.take(2 * PART_BYTES, target.signal)
  const meter = new Meter(target.maxBytes)
  const source = chunks(body, target.signal)
  let upload: R2MultipartUpload | null = null
  let spare: Uint8Array<ArrayBuffer> | null = null
  try {
    const part = (spare = spareParts.pop() ?? new Uint8Array(PART_BYTES))
    let filled = 0
    const parts: R2UploadedPart[] = []
    let key = target.key
    for (let chunk = await source.next(); chunk !== null; chunk = await source.next()) {
      await meter.pass(chunk)
      for (let rest = chunk; rest.byteLength > 0;) {
        if (filled === PART_BYTES) {
          // A multipart upload can not be conditional, so it goes where nothing else ever does.
          if (upload === null) {
            key = ownKey(target.key)
            await target.onKey?.(key)
            upload = await storage.images.createMultipartUpload(key)
          }
          parts.push(await upload.uploadPart(parts.length + 1, part))
          filled = 0
        }
        const taken = Math.min(PART_BYTES - filled, rest.byteLength)
        part.set(rest.subarray(0, taken), filled)
        filled += taken
        rest = rest.subarray(taken)
      }
    }
    const facts = await meter.end()
    if (upload === null) {
      const written = await storage.images.put(key, part.subarray(0, filled), { onlyIf: new Headers({ 'if-none-match': '*' }) })
      return written === null ? await storedAlready(storage, target) : picture(target, facts)
    }
    if (filled > 0) parts.push(await upload.uploadPart(parts.length + 1, part.subarray(0, filled)))
    await upload.complete(parts)
    return picture({ ...target, key }, facts)
  } catch (error) {
    await Promise.all([source.cancel(error), meter.abandon(), upload?.abort().catch(() => {})])
    throw error
  } finally {
    if (spare !== null && spareParts.length < SPARE_PARTS) spareParts.push(spare)
    giveBack()
  }
}

/** What an earlier run of the job has stored; read again, since nobody noted its facts. */
async function storedAlready(storage: PictureStorage, target: Target): Promise<StoredPicture> {
  const object = await storage.images.get(target.key)
  if (object === null) throw new StoreFailure('storage', 'the picture was deleted while it was being stored', { retryable: false })
  const meter = new Meter(target.maxBytes)
  const source = chunks(object.body, target.signal)
  for (let chunk = await source.next(); chunk !== null; chunk = await source.next()) await meter.pass(chunk)
  return picture(target, await meter.end())
}

function picture(target: { key: string; assetId: string }, facts: PictureFacts & { sizeBytes: number; sha256: string }): StoredPicture {
  const { width, height, format, sizeBytes, sha256 } = facts
  return { assetId: target.assetId, key: target.key, width, height, format, sizeBytes, sha256 }
}

/** The source's pieces; stops at the signal. */
function chunks(stream: ReadableStream<Uint8Array>, signal: AbortSignal): ByteChunks {
  const source = byteChunks(stream)
  return {
    async next() {
      signal.throwIfAborted()
      return untilAborted(source.next(), signal)
    },
    cancel: (reason) => source.cancel(reason),
  }
}

function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const onAbort = () => reject(signal.reason)
    signal.addEventListener('abort', onAbort, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}

function failure(error: unknown): StoreFailure | AppError {
  if (error instanceof StoreFailure || error instanceof AppError) return error
  if (error instanceof PictureRejected)
    return new StoreFailure('rejected', `the picture is refused: ${error.message}`, {
      retryable: error.reason === 'truncated',
      cause: error,
    })
  if (error instanceof FetchLimit && error.kind === 'too_large')
    return new StoreFailure('rejected', 'the picture is refused: it has too many bytes', { retryable: false, cause: error })
  if (error instanceof FetchLimit)
    return new StoreFailure('timeout', `the picture did not come: ${error.message}`, { retryable: true, cause: error })
  if (error instanceof DOMException && (error.name === 'TimeoutError' || error.name === 'AbortError')) {
    return new StoreFailure('timeout', 'the picture did not come in time', { retryable: error.name === 'TimeoutError', cause: error })
  }
  if (error instanceof TypeError && error.message === 'not base64')
    return new StoreFailure('rejected', 'the picture is refused: it is not base64', { retryable: false, cause: error })
  return new StoreFailure('unreachable', 'the picture broke off', { retryable: true, cause: error })
}
