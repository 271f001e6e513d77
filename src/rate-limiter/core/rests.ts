// Which connections of an instance rest, after their provider has refused calls for a reason that will hold for the next call, too. Pure.
import type { ConnectionRest, RestReason } from '../../shared/config-rpc.ts'

const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
/** The first rest, if the provider names no time, and the longest. It doubles for each rest in a row. */
const LENGTHS: Record<RestReason, { firstMs: number; longestMs: number }> = {
  rate_limited: { firstMs: 15 * SECOND_MS, longestMs: 10 * MINUTE_MS },
  bad_credential: { firstMs: 5 * MINUTE_MS, longestMs: 60 * MINUTE_MS },
  no_credit: { firstMs: 5 * MINUTE_MS, longestMs: 60 * MINUTE_MS },
}
/** A rest that ended this long ago says nothing about the connection any more. */
const FORGOTTEN_AFTER_MS = 24 * 60 * MINUTE_MS
const LONGEST_DETAIL = 300
/** More than the connections of an instance, so that deleted connections do not fill it. */
export const MOST_RESTS = 200

export interface RestNews {
  connection: string
  /** The version of the credential with which the call was made. */
  version: number
  reason: RestReason
  /** The time that the provider has named; null if it named none. */
  retryAfterMs: number | null
  detail: string
}

/** `begins`: the connection did not rest before, or for another reason. `forgotten`: connections whose rests were deleted. */
export type RestChange = { rest: ConnectionRest; begins: boolean; forgotten: string[] } | null

export class Rests {
  readonly #byConnection: Map<string, ConnectionRest>

  constructor(saved: readonly ConnectionRest[]) {
    this.#byConnection = new Map(saved.map((rest) => [rest.connection, rest]))
  }

  /** Returns the change to store; null if the connection already rests for this reason, and for as long. */
  note({ connection, version, reason, retryAfterMs, detail }: RestNews, now: number): RestChange {
    const before = this.#byConnection.get(connection)
    const known = before !== undefined && before.version === version && before.reason === reason ? before : null
    const isResting = known !== null && known.until > now
    const times = known === null || known.until + FORGOTTEN_AFTER_MS < now ? 1 : isResting ? known.times : known.times + 1
    const until = Math.max(known?.until ?? 0, now + lengthMs(reason, times, retryAfterMs))
    // Calls that were under way together report the same refusal.
    if (isResting && until - known.until < SECOND_MS) return null
    const rest = {
      connection,
      version,
      reason,
      detail: detail.slice(0, LONGEST_DETAIL),
      since: isResting ? known.since : now,
      until,
      times,
    }
    this.#byConnection.set(connection, rest)
    return { rest, begins: !isResting, forgotten: this.#forget(now) }
  }

  /** A call by this connection has succeeded. Returns whether its last rest is forgotten by that. */
  succeeded(connection: string, now: number): boolean {
    const rest = this.#byConnection.get(connection)
    // A call from before the rest may succeed during it.
    return rest !== undefined && rest.until <= now && this.#byConnection.delete(connection)
  }

  /** The last rest of each connection, also those that have ended. */
  all(): ConnectionRest[] {
    return [...this.#byConnection.values()]
  }

  /** Rests that have not ended, of these connections. */
  of(connections: readonly string[], now: number): ConnectionRest[] {
    return connections.flatMap((connection) => {
      const rest = this.#byConnection.get(connection)
      return rest !== undefined && rest.until > now ? [rest] : []
    })
  }

  #forget(now: number): string[] {
    const byAge = this.all().toSorted((one, other) => other.until - one.until)
    const old = byAge.filter((rest, index) => index >= MOST_RESTS || rest.until + FORGOTTEN_AFTER_MS < now)
    for (const { connection } of old) this.#byConnection.delete(connection)
    return old.map(({ connection }) => connection)
  }
}

function lengthMs(reason: RestReason, times: number, retryAfterMs: number | null): number {
  const { firstMs, longestMs } = LENGTHS[reason]
  const named = retryAfterMs !== null && Number.isFinite(retryAfterMs) && retryAfterMs >= 0 ? retryAfterMs : null
  const wanted = reason === 'rate_limited' && named !== null ? named : firstMs * 2 ** Math.min(times - 1, 20)
  return Math.min(Math.max(wanted, SECOND_MS), longestMs)
}
