// Stores pictures in the bucket. Each picture is created once and never overwritten, and is hashed and inspected while it streams. A large
// picture is never held in memory as a whole.
import type { ImageSource, SinkReference } from '../../providers/provider.ts'
import { decodeBase64, decodeBase64Stream, decodedLength } from '../../shared/base64.ts'
import { AppError } from '../../shared/errors.ts'
import { freeBytes } from '../../shared/bytes.ts'
import { abortAfter } from '../../shared/time-limit.ts'
import type { GuardedFetch } from '../../shared/guarded-fetch/fetch.ts'
import { FetchLimit } from '../../shared/guarded-fetch/limits.ts'
import { PictureRejected } from '../../pictures/inspect.ts'
import type { StoredPicture } from '../model/picture.ts'
import { assetIdOf, pictureKey } from './keys.ts'
import { PART_BYTES, putBytes, putKnownLength, putUnknownLength, withRepeats, StoreFailure, type Target } from './put-picture.ts'

export interface PictureStorage {
  images: R2Bucket
  fetch: GuardedFetch
}

export interface StoreRequest {
  instanceId: string
  generationId: string
  /**
   * The number of the provider call that made the picture, counted from 1. The picture's key in the bucket contains this number, so that
   * pictures of different calls never collide.
   */
  attempt: number
  /**
   * The picture's index in the answer of the provider call `attempt`, from 0. Pictures that are streamed through a sink (`createSink`) have
   * indexes from 1000.
   */
  index: number
  source: ImageSource
  /** The pictures that the adapter streamed into the bucket while it read the answer: a map with the ids of SinkReferences as keys. */
  sunk?: SunkPictures
  /**
   * Called before a large picture of unknown length is written. Receives the object's key in the bucket. This key has a random part, so it
   * cannot be computed again. The function should note the key, so that the object can be deleted later if it is not needed.
   */
  onKey?: Target['onKey']
  signal?: AbortSignal
  maxBytes?: number
}

/** The maximum size of a picture from a provider. */
const MAX_PICTURE_BYTES = 64 * 1024 * 1024
const TRANSFER_TIMEOUT_MS = 120_000
const AT_ONCE = 2
const NOT_YET: ReadonlySet<number> = new Set([403, 404, 408, 409, 423, 425, 429])

/**
 * Stores one picture of a generation. If a picture with this attempt and index is already stored, returns the stored picture and ignores
 * the source. So an interrupted job can simply call again. Throws StoreFailure, or AppError `url_not_allowed` for a URL that may not be
 * fetched.
 */
export async function storeImage(storage: PictureStorage, request: StoreRequest): Promise<StoredPicture> {
  const { source } = request
  if (source.kind === 'sunk') return sunkPicture(request, source)
  const timeout = new AbortController()
  const late = () => new DOMException('The picture did not come in time.', 'TimeoutError')
  const timer = abortAfter(TRANSFER_TIMEOUT_MS, timeout, late)
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
    timer.clear()
  }
}

/** A caller's file. It can be read more than once, so storing it can be repeated if the bucket fails. */
export interface FileSource {
  kind: 'file'
  file: Blob
}

/**
 * Stores a picture in the bucket under the key that `target` names. A large picture of unknown length is stored under a key of its own
 * instead, which `target.onKey` receives. Throws the same errors as storeImage.
 */
export async function storePicture(
  storage: PictureStorage,
  target: Target,
  source: Exclude<ImageSource, SinkReference> | FileSource,
): Promise<StoredPicture> {
  try {
    if (source.kind === 'bytes') return await putBytes(storage.images, target, source.bytes as Uint8Array<ArrayBuffer>)
    if (source.kind === 'base64' && source.data.length <= PART_BYTES) {
      const bytes = decoded(source.data)
      try {
        return await putBytes(storage.images, target, bytes)
      } finally {
        freeBytes(bytes)
      }
    }
    const passOn = async () => {
      const opened = await open(storage, source, target.maxBytes, target.signal)
      return opened.length === null
        ? putUnknownLength(storage.images, target, opened.body)
        : putKnownLength(storage.images, target, opened.body, opened.length)
    }
    // Only base64 and files are tried again here, because they can be read again. The job itself fetches a URL again later, and a stream
    // cannot be read twice.
    return await (source.kind === 'base64' || source.kind === 'file' ? withRepeats(target.signal, passOn) : passOn())
  } catch (error) {
    throw failure(error)
  }
}

export type StoreOutcome = { ok: true; picture: StoredPicture } | { ok: false; error: StoreFailure | AppError }
export type SunkPictures = ReadonlyMap<string, StoreOutcome>

/** Stores every picture of a provider's answer, at most two at a time; a failure of one does not stop the others. */
export async function storeImages(storage: PictureStorage, requests: StoreRequest[]): Promise<StoreOutcome[]> {
  const outcomes: StoreOutcome[] = []
  const waiting = requests.entries()
  const work = async () => {
    for (const [position, request] of waiting) {
      outcomes[position] = await outcomeOf(storage, request)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return outcomes
}

async function outcomeOf(storage: PictureStorage, request: StoreRequest): Promise<StoreOutcome> {
  try {
    return { ok: true, picture: await storeImage(storage, request) }
  } catch (error) {
    if (!(error instanceof StoreFailure || error instanceof AppError)) throw error
    return { ok: false, error }
  }
}

/**
 * Creates the sink to which an adapter streams the pictures inside an answer. Pass the returned `pictures` to `storeImages` as `sunk`. If
 * a picture cannot be stored, the answer is still read to its end, because the answer reports the charge; `storeImages` then reports the
 * failure.
 */
export function createSink(
  storage: PictureStorage,
  target: { instanceId: string; generationId: string; attempt: number; signal: AbortSignal; onKey?: StoreRequest['onKey'] },
) {
  const pictures = new Map<string, StoreOutcome>()
  let count = 0
  return {
    pictures,
    async sink(bytes: ReadableStream<Uint8Array>): Promise<SinkReference> {
      const number = count++
      const id = `sunk-${number}`
      const outcome = await outcomeOf(storage, { ...target, index: 1000 + number, source: { kind: 'stream', stream: bytes } })
      pictures.set(id, outcome)
      // A stream that has not been read yet must be cancelled here, or its writer would wait for ever.
      if (!outcome.ok) await bytes.cancel(outcome.error).catch(() => {})
      return { kind: 'sunk', id }
    },
  }
}

function sunkPicture(request: StoreRequest, source: SinkReference): StoredPicture {
  const outcome = request.sunk?.get(source.id)
  if (outcome === undefined)
    throw new StoreFailure('unreachable', 'the picture was lost when the job was interrupted', { retryable: false })
  if (!outcome.ok) throw outcome.error
  return outcome.picture
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
      const response = await storage
        .fetch(
          source.url,
          { headers: { accept: 'image/png, image/jpeg, image/webp' } },
          { maxRedirects: 3, maxBytes, headersTimeoutMs: 30_000, idleTimeoutMs: 15_000, signal },
        )
        .catch((error: unknown) => {
          throw signal.aborted || isExpected(error) ? error : unreachable(source.url, error)
        })
      if (!response.ok || response.body === null) {
        await response.body?.cancel()
        // A provider may return the URL of a picture before the picture exists. Until then the URL responds with 404 or 403.
        const retryable = response.status >= 500 || NOT_YET.has(response.status)
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

function isExpected(error: unknown): boolean {
  return error instanceof AppError || error instanceof FetchLimit || error instanceof DOMException
}

/** Returns the failure for a host that did not respond at all: it does not exist, refuses the connection, or has no valid certificate. */
function unreachable(url: string, cause: unknown): StoreFailure {
  const { host } = new URL(url)
  return new StoreFailure('unreachable', `no connection to ${host} could be made`, { retryable: true, cause })
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
