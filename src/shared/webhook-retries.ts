const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/**
 * The delays after the first, second, … try to deliver a webhook event. The last try is about three days after the first one. If the last
 * try fails, the delivery has failed.
 */
export const WEBHOOK_RETRY_AFTER_MS = [
  2 * SECOND,
  30 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
]

/**
 * Returns how long to wait after this many failed tries of a webhook delivery, in milliseconds, varied by 10 %. Returns null if the
 * delivery is not tried again.
 */
export function webhookRetryMs(attempts: number): number | null {
  const waitMs = WEBHOOK_RETRY_AFTER_MS[attempts - 1]
  return waitMs === undefined ? null : Math.round(waitMs * (0.9 + Math.random() * 0.2))
}

/** The maximum time that an endpoint may take to answer a delivery. */
export const WEBHOOK_TIMEOUT_MS = 15 * SECOND
export const MOST_WEBHOOK_ANSWER_BYTES = 64 * 1024
