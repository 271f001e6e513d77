import { connectionLost } from './connection.ts'

const READS = new Set(['GET', 'HEAD'])
const WAITS_MS = [300, 1_000, 2_000, 4_000, 8_000]

/**
 * `fetch` for both services. A write carries an Idempotency-Key, so when its answer is lost it is sent again and is still done once; reads
 * are left to the query cache to repeat.
 */
export async function send(request: Request): Promise<Response> {
  if (READS.has(request.method)) return attempt(request)
  const keyed = new Request(request)
  if (!keyed.headers.has('idempotency-key')) keyed.headers.set('idempotency-key', crypto.randomUUID())
  for (const waitMs of WAITS_MS) {
    try {
      return await attempt(keyed.clone())
    } catch (error) {
      if (request.signal.aborted) throw error
      await new Promise((resolve) => setTimeout(resolve, waitMs))
    }
  }
  return attempt(keyed)
}

async function attempt(request: Request): Promise<Response> {
  try {
    return await fetch(request)
  } catch (error) {
    if (!request.signal.aborted) connectionLost()
    throw error
  }
}
