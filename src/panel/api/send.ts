import { connectionLost } from './connection.ts'

const READS = new Set(['GET', 'HEAD'])
const WAITS_MS = [300, 1_000, 2_000, 4_000, 8_000]
/** Keys of writes whose answer never came, by what was written: the same write, sent again by hand, is still done once. */
const unanswered = new Map<string, string>()

/**
 * `fetch` for both services. A write carries an Idempotency-Key, so when its answer is lost it is sent again and is still done once; reads
 * are left to the query cache to repeat.
 */
export async function send(request: Request): Promise<Response> {
  if (READS.has(request.method)) return attempt(request)
  const write = await digestOf(request)
  const keyed = new Request(request)
  const key = keyed.headers.get('idempotency-key') ?? unanswered.get(write) ?? crypto.randomUUID()
  keyed.headers.set('idempotency-key', key)
  // Not while it is under way: two equal writes at the same time are two, such as two pictures of one prompt.
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
  for (const waitMs of WAITS_MS) {
    try {
      const answer = await attempt(request.clone())
      if (!isGone(answer)) return answer
    } catch (error) {
      if (request.signal.aborted) throw error
    }
    await new Promise((resolve) => setTimeout(resolve, waitMs))
  }
  return attempt(request)
}

/** Every answer of ours names its request; one without came from something before the Worker, while the Worker was not there. */
const isGone = ({ status, headers }: Response): boolean => status >= 500 && !headers.has('x-request-id')

/** Method, address and body of a write; a digest, so that no secret of a form is kept. */
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
