// The policy that an instance's limiter applies. It is loaded at its first use, kept current, and compared with the database from time to
// time.
import { log } from '../shared/log.ts'
import { guarded } from './alarm-work.ts'
import { CompiledPolicy } from './core/limits.ts'
import type { LimiterHost } from './host.ts'
import type { LimiterPolicy, Seen } from './policy.ts'
import { PolicyGate } from './policy-gate.ts'

const LOOK_EVERY_MS = 60_000

interface Parts {
  host: LimiterHost
  now: () => number
  /** Returns the newest version of the policy that was ever in force in this object; null if none was. */
  seen: () => Seen | null
  /**
   * Called before a policy comes into force if this object is new or the database was restored (`PolicySource.estranged` in
   * policy-gate.ts).
   */
  estranged: (policy: LimiterPolicy, isNew: boolean) => void
  /** Called once for each policy that comes into force. */
  adopt: (policy: CompiledPolicy) => void
}

export class CurrentPolicy {
  readonly #parts: Parts
  #gate: PolicyGate<CompiledPolicy> | undefined
  #instanceId: string | null = null
  #lookAt = 0

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** The instance of the last request; null before the first request. */
  get instanceId(): string | null {
    return this.#instanceId
  }

  /** Returns the policy without waiting; undefined if the caller must wait for it with `obtain`. */
  ready(epoch = 0): CompiledPolicy | undefined {
    return this.#gate?.ready(epoch)
  }

  /** Returns the policy for a request that was planned with this epoch; loads it if necessary. */
  async obtain(instanceId: string, epoch: number): Promise<CompiledPolicy | 'absent' | 'unavailable'> {
    const gate = this.#gateOf(instanceId)
    const ready = gate.ready(epoch)
    if (ready !== undefined) {
      this.#checkForRestore(instanceId, ready.policy)
      return ready
    }
    const state = await gate.obtain(epoch)
    return state.kind === 'in_force' ? state.policy : state.kind
  }

  /** Announces that the configuration has this epoch. Returns false if its policy could not be loaded (`PolicyGate.announce`). */
  announce(instanceId: string, epoch: number, mark: string | null | undefined): Promise<boolean> {
    return this.#gateOf(instanceId).announce(epoch, mark)
  }

  #gateOf(instanceId: string): PolicyGate<CompiledPolicy> {
    this.#instanceId = instanceId
    const { store } = this.#parts.host
    return (this.#gate ??= new PolicyGate<CompiledPolicy>({
      load: async () => {
        const policy = await store.loadPolicy(instanceId)
        return policy === null ? null : new CompiledPolicy(policy)
      },
      versionOf: ({ policy }) => versionOf(policy),
      seen: this.#parts.seen,
      estranged: ({ policy }, isNew) => this.#parts.estranged(policy, isNew),
      // Called if the database was restored to an earlier time. Only the policy gets a new version. Spent amounts need no correction: they
      // are stored in the limiter's object, so the restore does not undo them.
      surpass: async (seen, { policy }) => {
        log('error', 'database_restored', { instance_id: instanceId, epoch: policy.epoch })
        await store.surpass(instanceId, seen)
      },
      adopt: this.#parts.adopt,
      clock: this.#parts.host.clock,
    }))
  }

  /**
   * Compares the policy with the database, because nothing tells this object that the database was restored to an earlier time. Does so at
   * most once a minute.
   */
  #checkForRestore(instanceId: string, held: LimiterPolicy): void {
    const now = this.#parts.now()
    if (now < this.#lookAt) return
    const isFirst = this.#lookAt === 0
    this.#lookAt = now + LOOK_EVERY_MS
    if (isFirst) return
    void guarded('look_again', async () => {
      const current = await this.#parts.host.store.policyVersion(instanceId)
      const { number, mark } = versionOf(held)
      if (current !== null && (current.number !== number || current.mark !== mark)) await this.#gateOf(instanceId).reload()
    })
  }
}

export function versionOf({ epoch, mark, history }: LimiterPolicy): Seen {
  return { number: epoch, mark: mark ?? null, history: history ?? null }
}
