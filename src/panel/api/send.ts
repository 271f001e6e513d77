import { connectionLost } from './connection.ts'

const READS = new Set(['GET', 'HEAD'])
const WAITS_MS = [300, 1_000, 2_000, 4_000, 8_000]
/**
 * If the API responds that an earlier try of the same write still runs, `send` sends the write again, for at most this time. An earlier try
 * that has broken off blocks the write for a minute, so this time is a little longer.
 */
const RUNNING_MS = 90_000
/**
 * The idempotency keys of writes that have ended without a response. Each is stored under a digest of its write. If the user sends the same
 * write again, the write gets the same idempotency key and is still done only once.
 */
const unanswered = new Map<string, string>()

/**
 * `fetch` for the config service and the generation service. A write gets an Idempotency-Key. If the response to a write is lost, `send`
 * sends the write again, and the write is still done only once. Reads are repeated by the query cache.
 */
export async function send(request: Request): Promise<Response> {
  if (READS.has(request.method)) return attempt(request)
  const write = await digestOf(request)
  const keyed = new Request(request)
  const key = keyed.headers.get('idempotency-key') ?? unanswered.get(write) ?? crypto.randomUUID()
  keyed.headers.set('idempotency-key', key)
  // `unanswered` holds only the keys of writes that have ended without a response. This write runs now, so its key is removed. If the user
  // sends an equal write in the meantime, that write gets an idempotency key of its own. Both writes are done, for example to make two
  // pictures from one prompt.
  unanswered.delete(write)
  try {
    const answer = await persist(keyed)
    if (isGone(answer)) unanswered.set(write, key)
    return answer
  } catch (error) {
    unanswered.set(write, key)
    throw error
  }
}

async function persist(request: Request): Promise<Response> {
  const until = Date.now() + RUNNING_MS
  for (let failures = 0; ; failures++) {
    const isLast = failures === WAITS_MS.length
    try {
      let answer = await attempt(request.clone())
      while (isStillRunning(answer) && Date.now() < until) {
        await pause(1_000)
        answer = await attempt(request.clone())
      }
      if (isLast || !isGone(answer)) return answer
    } catch (error) {
      if (isLast || request.signal.aborted) throw error
    }
    await pause(WAITS_MS[failures]!)
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/**
 * Whether this response says that an earlier try of the write still runs. The API says so for at most a minute after the earlier try has
 * broken off, for example because its Worker was killed. After this minute, the API carries out the repeat.
 */
const isStillRunning = ({ status, headers }: Response): boolean => status === 409 && headers.has('retry-after')

/** Whether the response comes from a proxy that could not reach the Worker: it lacks the request id that all our responses have. */
const isGone = ({ status, headers }: Response): boolean => status >= 500 && !headers.has('x-request-id')

/** Identifies a write by its method, its URL and a digest of its body. The body itself is not kept, because it may contain a secret. */
async function digestOf(request: Request): Promise<string> {
  const body = await request.clone().arrayBuffer()
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', body))
  return `${request.method} ${request.url} ${Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')}`
}

async function attempt(request: Request): Promise<Response> {
  try {
    return await fetch(request)
  } catch (error) {
    if (!request.signal.aborted) connectionLost()
    throw error
  }
}
