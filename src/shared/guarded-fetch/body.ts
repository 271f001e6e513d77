// Limits the size and the time of a response's body. A small body is read into memory as a whole.
import { streamOf } from '../bytes.ts'
import { within } from '../time-limit.ts'
import { FetchLimit, type GuardedFetchOptions } from './limits.ts'

/** The body of each response that was read as a whole and has more than 64 KiB, so that `bytesOf` returns it without a copy. */
const held = new WeakMap<Response, Uint8Array<ArrayBuffer>>()

/** Returns the whole body, without a copy if the guarded fetch already has it in memory. Throws if the body cannot be read. */
export async function bytesOf(response: Response): Promise<Uint8Array<ArrayBuffer>> {
  return held.get(response) ?? new Uint8Array(await response.arrayBuffer())
}

const CHUNK_BYTES = 64 * 1024
const HELD_UP_TO = 64 * 1024

/** The limits within which a body is read, and the functions to call when the body has ended or cannot be read further. */
interface Limits {
  options: GuardedFetchOptions
  signal: AbortSignal
  tooLarge: () => FetchLimit
  /** Called at the end of the body: stops listening to the caller's signals. */
  release: () => void
  /** Called if the body cannot be read further: aborts the request and returns the error. */
  fail: (error: unknown) => unknown
}

/** Returns `response` with limits on the size and the time of its body. */
export async function limitBody(
  response: Response,
  options: GuardedFetchOptions,
  controller: AbortController,
  release: () => void,
): Promise<Response> {
  const headers = new Headers(response.headers)
  // With `transfer-encoding`, `content-length` has no meaning: the body may have another length. So the header is removed.
  if (headers.has('transfer-encoding')) headers.delete('content-length')
  const encoded = headers.has('content-encoding')
  const declared = Number(headers.get('content-length') ?? 0)
  const tooLarge = () => new FetchLimit('too_large', `the body has more than ${options.maxBytes} bytes`)
  if (declared > options.maxBytes) {
    await response.body?.cancel()
    throw tooLarge()
  }
  // The body is already decoded, so these headers are no longer true.
  if (encoded) for (const name of ['content-encoding', 'content-length']) headers.delete(name)
  const shape = { status: response.status, statusText: response.statusText, headers }
  if (response.body === null) {
    release()
    return new Response(null, shape)
  }
  const fail = (error: unknown) => {
    release()
    controller.abort(error)
    return error
  }
  const limits: Limits = { options, signal: controller.signal, tooLarge, release, fail }
  const hold = !encoded && headers.has('content-length') && declared <= (options.holdUpTo ?? HELD_UP_TO)
  return hold ? heldAnswer(response, shape, declared, limits) : new Response(limitedStream(response.body, limits), shape)
}

/** Reads the whole body into memory, then returns the response. */
async function heldAnswer(response: Response, shape: ResponseInit, declared: number, limits: Limits): Promise<Response> {
  const { options, signal, tooLarge, release, fail } = limits
  const late = () => new FetchLimit('idle_timeout', `the body did not come within ${options.idleTimeoutMs} ms`)
  try {
    if (declared > HELD_UP_TO) await options.beforeHold?.(declared)
    const bytes = await within(options.idleTimeoutMs, response.arrayBuffer(), late, signal)
    if (bytes.byteLength > options.maxBytes) throw tooLarge()
    release()
    if (declared <= HELD_UP_TO) return new Response(bytes, shape)
    // The response is made from a stream of the bytes. A Response that is made from the buffer itself would occupy the memory even after
    // `freeBytes` was called.
    const body = new Uint8Array(bytes)
    const whole = new Response(streamOf(body), shape)
    held.set(whole, body)
    return whole
  } catch (error) {
    throw fail(signal.aborted ? signal.reason : error)
  }
}

/** Streams the body. If it is too long, or silent for too long, the stream fails. */
function limitedStream(stream: ReadableStream<Uint8Array>, { options, signal, tooLarge, release, fail }: Limits): ReadableStream {
  const source = readerOf(stream)
  let count = 0
  const silent = () => new FetchLimit('idle_timeout', `nothing came for ${options.idleTimeoutMs} ms`)
  return new ReadableStream({
    type: 'bytes',
    async pull(sink) {
      try {
        // If the consumer of the stream has supplied a buffer, reads directly into this buffer: nothing is copied, and a large body leaves
        // no garbage.
        const request = source.filling === null ? null : sink.byobRequest
        const reading: Promise<{ done: boolean; value?: Uint8Array | undefined }> =
          source.filling === null
            ? source.plain.read()
            : source.filling.read((request?.view as Uint8Array | null) ?? new Uint8Array(CHUNK_BYTES))
        const { done, value } = await within(options.idleTimeoutMs, reading, silent, signal)
        if (done || value === undefined) {
          release()
          sink.close()
          if (request === null || value === undefined) sink.byobRequest?.respond(0)
          else request.respondWithNewView(value)
          return
        }
        count += value.byteLength
        if (count > options.maxBytes) throw tooLarge()
        if (request === null) sink.enqueue(value)
        else request.respondWithNewView(value)
      } catch (error) {
        sink.error(fail(signal.aborted ? signal.reason : error))
      }
    },
    cancel(reason) {
      fail(reason ?? new DOMException('The body was not wanted.', 'AbortError'))
    },
  })
}

type SourceReader = { filling: ReadableStreamBYOBReader; plain: null } | { filling: null; plain: ReadableStreamDefaultReader<Uint8Array> }

/** Returns a reader that fills our own buffers (BYOB) if the stream is a byte stream, otherwise a default reader. */
function readerOf(stream: ReadableStream<Uint8Array>): SourceReader {
  try {
    return { filling: stream.getReader({ mode: 'byob' }), plain: null }
  } catch {
    return { filling: null, plain: stream.getReader() }
  }
}
