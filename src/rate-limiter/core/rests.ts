// The rests of an instance's connections. A rest is the time for which jobs prefer other connections. It begins after the provider has
// refused a call for a reason that also applies to the next calls, for example a rate limit. Pure.
import { backoffMs } from '../../shared/backoff.ts'
import type { ConnectionRest, RestReason } from '../../shared/config-rpc.ts'

const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
/**
 * For each reason: the length of the first rest, and the maximum length. Each further rest in a row is twice as long as the one before.
 * If the provider has refused a call because of a rate limit and has stated a delay, this delay is used instead, up to the maximum.
 */
const LENGTHS: Record<RestReason, { firstMs: number; longestMs: number }> = {
  rate_limited: { firstMs: 15 * SECOND_MS, longestMs: 10 * MINUTE_MS },
  bad_credential: { firstMs: 5 * MINUTE_MS, longestMs: 60 * MINUTE_MS },
  no_credit: { firstMs: 5 * MINUTE_MS, longestMs: 60 * MINUTE_MS },
}
/** A rest that ended longer ago than this does not lengthen the next rest. */
const FORGOTTEN_AFTER_MS = 24 * 60 * MINUTE_MS
const LONGEST_DETAIL = 300
/**
 * The maximum number of rests that are kept. It is larger than the number of connections that an instance may have, because rests of
 * deleted connections are also kept for a while.
 */
export const MOST_RESTS = 200

export interface RestNews {
  connection: string
  /** The version of the credential that the call used. */
  version: number
  reason: RestReason
  /** The delay in milliseconds that the provider stated; null if the provider stated none. */
  retryAfterMs: number | null
  detail: string
}

/** `begins`: true for a new rest, false if the present rest only becomes longer. `forgotten`: connections whose rests were deleted. */
export type RestChange = { rest: ConnectionRest; begins: boolean; forgotten: string[] } | null

export class Rests {
  readonly #byConnection: Map<string, ConnectionRest>

  constructor(saved: readonly ConnectionRest[]) {
    this.#byConnection = new Map(saved.map((rest) => [rest.connection, rest]))
  }

  /**
   * Records a refusal. Returns the change to store; null if the connection already rests for this reason and the refusal would not make the
   * rest longer.
   */
  note({ connection, version, reason, retryAfterMs, detail }: RestNews, now: number): RestChange {
    const before = this.#byConnection.get(connection)
    const known = before !== undefined && before.version === version && before.reason === reason ? before : null
    const isResting = known !== null && known.until > now
    const times = known === null || known.until + FORGOTTEN_AFTER_MS < now ? 1 : isResting ? known.times : known.times + 1
    const until = Math.max(known?.until ?? 0, now + lengthMs(reason, times, retryAfterMs))
    // Several calls that were made at the same time report the same refusal, which counts once.
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

  /**
   * Returns whether a successful call through this connection ends the connection's series of rests. `admittedAt` is the time at which the
   * call's generation was admitted. A success after the rest always ends the series. A success during the rest ends it only if the
   * generation was admitted during the rest, for example after the credential was rotated. A call that was made before the rest does not
   * show that the connection works again. A success during a rest for a rate limit never ends the series, because the provider has asked
   * for a pause.
   */
  isOver(connection: string, admittedAt: number, now: number): boolean {
    const rest = this.#byConnection.get(connection)
    if (rest === undefined) return false
    return rest.until <= now || (rest.reason !== 'rate_limited' && admittedAt > rest.since)
  }

  /** Records a success. Returns whether it ends the connection's series of rests; the next rest then starts a new series. */
  succeeded(connection: string, admittedAt: number, now: number): boolean {
    return this.isOver(connection, admittedAt, now) && this.#byConnection.delete(connection)
  }

  /** Returns the most recent rest of each connection, even if the rest has ended. */
  all(): ConnectionRest[] {
    return [...this.#byConnection.values()]
  }

  /**
   * Returns the present rests of these connections. A connection without a present rest has no entry in the result.
   */
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
  const named = retryAfterMs !== null && Number.isFinite(retryAfterMs) && retryAfterMs >= 0 ? retryAfterMs : null
  const wanted = reason === 'rate_limited' && named !== null ? named : backoffMs(times, LENGTHS[reason])
  return Math.min(Math.max(wanted, SECOND_MS), LENGTHS[reason].longestMs)
}
