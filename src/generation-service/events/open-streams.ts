// Limits the open streams of each key and each instance in this isolate. A stream sends the events of a generation, or pictures while they
// are made. Its reader may disappear without notice, so the stream's slot is a lease: the stream renews the lease whenever it sends
// something, and a lease that is not renewed ends.
import type { Clock } from '../../shared/clock.ts'
import type { Principal } from '../../shared/config-rpc.ts'
import { AppError } from '../../shared/errors.ts'

export const MOST_STREAMS_PER_KEY = 100
export const MOST_STREAMS_PER_INSTANCE = 300
/**
 * A slot that is not renewed for this long is free again. Within this time, a living stream sends something, and so renews its slot, at
 * least four times.
 */
const LEASE_MS = 60_000
const RETRY_AFTER_MS = 5000

const streams = new Map<string, Map<symbol, number>>()

export interface StreamSlot {
  renew(): void
  leave(): void
}

/** Takes a slot for a stream. Throws AppError `concurrency_limited` if the key or the instance has its maximum of streams. */
export function takeStreamSlot({ keyId, instanceId }: Pick<Principal, 'keyId' | 'instanceId'>, clock: Clock): StreamSlot {
  const ofKey = takeSlot('key', keyId, MOST_STREAMS_PER_KEY, clock)
  try {
    const ofInstance = takeSlot('instance', instanceId, MOST_STREAMS_PER_INSTANCE, clock)
    return {
      renew() {
        ofKey.renew()
        ofInstance.renew()
      },
      leave() {
        ofKey.leave()
        ofInstance.leave()
      },
    }
  } catch (error) {
    ofKey.leave()
    throw error
  }
}

function takeSlot(scope: 'key' | 'instance', id: string, most: number, clock: Clock): StreamSlot {
  const open = streams.get(id) ?? new Map<symbol, number>()
  for (const [stream, at] of open) if (clock() - at > LEASE_MS) open.delete(stream)
  if (open.size >= most) {
    throw new AppError('concurrency_limited', {
      detail: `The ${scope} has ${most} streams open. Close one, or poll the generation instead.`,
      retryAfterMs: RETRY_AFTER_MS,
      limit: { scope, target: null, metric: 'concurrency', limit: most, window_seconds: null },
    })
  }
  const stream = Symbol('stream')
  let left = false
  open.set(stream, clock())
  streams.set(id, open)
  return {
    renew() {
      // The reader may leave while its stream waits for an event. The stream still calls `renew` after that wait. Then `renew` does
      // nothing, because `leave` has already given the slot back.
      if (!left) open.set(stream, clock())
    },
    leave() {
      left = true
      open.delete(stream)
      if (open.size === 0 && streams.get(id) === open) streams.delete(id)
    },
  }
}
