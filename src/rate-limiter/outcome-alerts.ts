// The alerts that the outcome of a generation raises or ends, except the alerts about budgets.
import type { SettleRequest } from '../shared/config-rpc.ts'
import type { AlertNews } from './alert-book.ts'
import { aboutFailing, aboutIndeterminate, aboutRests, failingAlert, indeterminateAlert, isProviderFault } from './alerts-of.ts'
import type { OutcomeChange } from './core/reservation.ts'
import type { Rests } from './core/rests.ts'

interface Parts {
  rests: Pick<Rests, 'isOver' | 'all'>
  /** Returns the number of reservations for which an amount is held at present, because their cost is not known. */
  heldCount: () => number
  /** Returns the number of failures in a row after which a provider is reported as failing. */
  failuresInARow: () => number
}

export class OutcomeAlerts {
  readonly #parts: Parts
  /**
   * The number of generations that failed in a row, by provider. The numbers are lost with the memory, so counting starts again after an
   * eviction.
   */
  readonly #failures = new Map<string, number>()

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** Returns the alerts that an outcome raises or ends. Also counts the provider's failures. Called before the outcome is committed. */
  note({ before, after }: OutcomeChange, { usage, connection }: SettleRequest, now: number): AlertNews {
    const { rests, heldCount, failuresInARow } = this.#parts
    const { provider, succeeded, errorCode } = usage
    const news: AlertNews = { raise: [], end: [] }
    if (after.state === 'held' || errorCode === 'outcome_indeterminate') news.raise.push(indeterminateAlert(after, now))
    if (before.state === 'held' && after.state !== 'held' && heldCount() === 1) news.end.push(aboutIndeterminate(after))
    if (succeeded) {
      this.#failures.delete(provider)
      news.end.push(aboutFailing(after, provider))
      if (connection !== undefined && rests.isOver(connection, after.admittedAt, now))
        for (const { version } of rests.all().filter((rest) => rest.connection === connection))
          news.end.push(...aboutRests(after, connection, version))
    } else if (isProviderFault(errorCode)) {
      const failures = (this.#failures.get(provider) ?? 0) + 1
      this.#failures.set(provider, failures)
      if (failures >= failuresInARow()) news.raise.push(failingAlert(after, { provider, failures, reason: errorCode }, now))
    }
    return news
  }
}
