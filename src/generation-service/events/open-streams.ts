// How many event streams each key has open in this isolate. A reader that vanishes may leave without a word, so a place is a lease: the stream
// renews it with each sign of life, and what was not renewed is free again.
import type { Clock } from '../../shared/clock.ts'
import { AppError } from '../../shared/errors.ts'

export const MOST_STREAMS_PER_KEY = 100
/** Four times as long as a stream is silent at most. */
const LEASE_MS = 60_000
const RETRY_AFTER_MS = 5000

const streams = new Map<string, Map<symbol, number>>()

export interface StreamPlace {
  renew(): void
  leave(): void
}

/** Throws AppError `concurrency_limited` where the key has as many as it may. */
export function takeStreamPlace(keyId: string, clock: Clock): StreamPlace {
  const open = streams.get(keyId) ?? new Map<symbol, number>()
  for (const [stream, at] of open) if (clock() - at > LEASE_MS) open.delete(stream)
  if (open.size >= MOST_STREAMS_PER_KEY) {
    throw new AppError('concurrency_limited', {
      detail: `The key has ${MOST_STREAMS_PER_KEY} event streams open. Close one, or ask for the generation itself.`,
      retryAfterMs: RETRY_AFTER_MS,
      limit: { scope: 'key', target: null, metric: 'concurrency', limit: MOST_STREAMS_PER_KEY, window_seconds: null },
    })
  }
  const stream = Symbol('stream')
  let left = false
  open.set(stream, clock())
  streams.set(keyId, open)
  return {
    renew() {
      // What the stream was waiting for when its reader left still comes.
      if (!left) open.set(stream, clock())
    },
    leave() {
      left = true
      open.delete(stream)
      if (open.size === 0 && streams.get(keyId) === open) streams.delete(keyId)
    },
  }
}
