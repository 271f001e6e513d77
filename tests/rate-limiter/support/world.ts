// Shared code of the limiter's tests: a policy, requests, and a disk that keeps its data in maps.
import type { Limiter } from '../../../src/rate-limiter/core/limiter.ts'
import type { Change, History, Reservation, SavedState } from '../../../src/rate-limiter/core/reservation.ts'
import { isLive } from '../../../src/rate-limiter/core/budget.ts'
import type { Point } from '../../../src/rate-limiter/core/gcra.ts'
import type { LimiterPolicy } from '../../../src/rate-limiter/policy.ts'
import { admitRequest } from '../../support/admission.ts'
import type { AdmitRequest, Limit, SettleRequest } from '../../../src/shared/config-rpc.ts'

/** A Tuesday at noon. */
export const START = Date.UTC(2026, 10, 24, 12)

export function policyWith(limits: Limit[], changes: Partial<LimiterPolicy> = {}): LimiterPolicy {
  return {
    organizationId: 'org_1',
    instanceId: 'inst_1',
    epoch: 1,
    status: 'active',
    keys: {
      key_1: { projectId: 'proj_1', scopes: ['read', 'generate'], expiresAt: null },
      key_2: { projectId: 'proj_2', scopes: ['read', 'generate'], expiresAt: null },
      key_user: { projectId: null, scopes: ['read', 'generate', 'manage'], expiresAt: null },
      key_read: { projectId: 'proj_1', scopes: ['read'], expiresAt: null },
      key_expiring: { projectId: 'proj_1', scopes: ['generate'], expiresAt: START + 1000 },
    },
    projects: ['proj_1', 'proj_2'],
    limits,
    organizationBudget: false,
    ...changes,
  }
}

let last = 0
export function newGeneration(): string {
  return `gen_${String(++last).padStart(8, '0')}`
}

export function admission(changes: Partial<AdmitRequest> = {}): AdmitRequest {
  return admitRequest({
    organizationId: 'org_1',
    instanceId: 'inst_1',
    projectId: 'proj_1',
    keyId: 'key_1',
    generationId: newGeneration(),
    epoch: 1,
    targets: [{ provider: 'sketch', model: 'sketch-1' }],
    deadlineAt: START + 600_000,
    ...changes,
  })
}

export function settlement(
  generationId: string,
  outcome: SettleRequest['outcome'],
  amountMicros: number,
  changes: Partial<SettleRequest> = {},
): SettleRequest {
  const usage = { provider: 'sketch', model: 'sketch-1', operation: 'generate', succeeded: outcome === 'settled', errorCode: null }
  return { instanceId: 'inst_1', generationId, outcome, amountMicros, images: outcome === 'settled' ? 1 : 0, tokens: 0, usage, ...changes }
}

/** Stores the changes of a limiter in maps, in place of the storage of a durable object. */
export class Disk implements History {
  readonly #live = new Map<string, Reservation>()
  readonly #finished = new Map<string, Reservation>()
  readonly #points = new Map<string, Point>()
  readonly #spent = new Map<string, number>()

  /** Writes a change to the disk and then commits it in the limiter, as the limiter's durable object does. */
  keep(limiter: Limiter, change: Change): void {
    switch (change.kind) {
      case 'admit':
        this.#live.set(change.reservation.generationId, change.reservation)
        for (const [counter, point] of change.points) this.#points.set(counter, point)
        break
      case 'claim': {
        const { reservation } = change
        ;(isLive(reservation.state) ? this.#live : this.#finished).set(reservation.generationId, reservation)
        break
      }
      case 'begin':
        this.#live.set(change.reservation.generationId, change.reservation)
        for (const [counter, point] of change.points) this.#points.set(counter, point)
        break
      case 'outcome':
        for (const [ledger, micros] of limiter.spentAfter(change)) this.#spent.set(ledger, micros)
        if (isLive(change.after.state)) this.#live.set(change.after.generationId, change.after)
        else {
          this.#live.delete(change.after.generationId)
          this.#finished.set(change.after.generationId, change.after)
        }
    }
    limiter.commit(change)
  }

  saved(lastMs: number): SavedState {
    return structuredClone({ live: [...this.#live.values()], points: [...this.#points], spent: [...this.#spent], lastMs })
  }

  find(generationId: string): Reservation | null {
    return this.#finished.get(generationId) ?? null
  }

  findByKeyScope(scope: string, nowMs: number): Reservation | null {
    const named = [...this.#finished.values()].filter(({ idempotency }) => idempotency?.scope === scope && idempotency.until > nowMs)
    return named.sort((a, b) => (a.generationId < b.generationId ? 1 : -1))[0] ?? null
  }
}
