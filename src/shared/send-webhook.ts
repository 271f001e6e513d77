import type { Clock } from './clock.ts'
import { AppError } from './errors.ts'
import type { GuardedFetch } from './guarded-fetch/fetch.ts'
import { FetchLimit } from './guarded-fetch/limits.ts'
import { MOST_WEBHOOK_ANSWER_BYTES, WEBHOOK_TIMEOUT_MS } from './webhook-retries.ts'
import { signWebhook } from './webhook-signature.ts'

/** Sends one event, signed with each of these secrets. The body of the answer is not read. Throws if there is no answer. */
export async function sendWebhook(
  { fetch, clock }: { fetch: GuardedFetch; clock: Clock },
  url: string,
  secrets: string[],
  eventId: string,
  body: string,
): Promise<Response> {
  const timestamp = Math.floor(clock() / 1000)
  const headers = {
    'content-type': 'application/json',
    'webhook-id': eventId,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': await signWebhook(secrets, eventId, timestamp, body),
  }
  const response = await fetch(
    url,
    { method: 'POST', headers, body },
    { maxRedirects: 0, maxBytes: MOST_WEBHOOK_ANSWER_BYTES, headersTimeoutMs: WEBHOOK_TIMEOUT_MS, idleTimeoutMs: WEBHOOK_TIMEOUT_MS },
  )
  await response.body?.cancel()
  return response
}

/** Returns a sentence that explains an error of `sendWebhook`, for example that no answer came in time. */
export function whyNotSent(error: unknown): string {
  if (error instanceof AppError) return error.message
  if (error instanceof FetchLimit && error.kind !== 'too_large') return `No answer came within ${WEBHOOK_TIMEOUT_MS / 1000} seconds.`
  return 'The endpoint could not be reached.'
}
