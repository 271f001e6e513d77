// A limiter on the real storage of a Durable Object. The test controls everything else: clock, alarm, database, organization, job. An
// eviction is simulated by a new limiter on the same storage; in production, too, only the constructor runs again.
import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { vi } from 'vitest'
import { type LimiterHost, makeLimiterHost, type OrganizationBudgetRpc, type RateLimiterRpc } from '../../../src/rate-limiter/host.ts'
import { InstanceLimiter } from '../../../src/rate-limiter/instance-limiter.ts'
import { OrganizationLedger } from '../../../src/rate-limiter/organization-ledger.ts'
import {
  isRestored,
  type LimiterAuditEntry,
  type LimiterPolicy,
  type LimiterStore,
  type OrganizationBudgetPolicy,
  type UsageEvent,
  type Version,
} from '../../../src/rate-limiter/policy.ts'
import type { AlertReport, ForgottenAlerts } from '../../../src/shared/alerts.ts'
import type { ObjectStorage } from '../../../src/rate-limiter/tables.ts'
import { START } from './world.ts'

/** Stands for the part of CONFIG_DB that the limiter uses, and keeps its data in memory. */
export class MemoryStore implements LimiterStore {
  policy: LimiterPolicy | null
  organizationBudget: OrganizationBudgetPolicy | null = null
  failing = false
  loads = 0
  writes = 0
  readonly events = new Map<string, UsageEvent>()
  readonly audits = new Map<string, LimiterAuditEntry>()
  readonly alerts: Exclude<AlertReport, ForgottenAlerts>[] = []
  readonly forgotten: ForgottenAlerts[] = []
  readonly touched = new Map<string, number>()
  /**
   * Each time the limiter finds that the database was restored to an earlier time, the restored policy gets a new, higher version. The
   * version that it had before is added here.
   */
  readonly surpassed: Version[] = []
  /**
   * `loadPolicy` reads the policy, then calls this function and waits for it, and then returns the policy. So a test can delay the return.
   */
  beforeLoad: () => Promise<void> = async () => {}

  constructor(policy: LimiterPolicy | null) {
    this.policy = policy
  }

  async loadPolicy(): Promise<LimiterPolicy | null> {
    this.loads += 1
    const read = this.policy
    await this.beforeLoad()
    this.#fail()
    return structuredClone(read)
  }
  async loadOrganizationBudget(): Promise<OrganizationBudgetPolicy | null> {
    this.#fail()
    return structuredClone(this.organizationBudget)
  }
  async policyVersion(): Promise<Version | null> {
    this.#fail()
    return this.policy === null ? null : { number: this.policy.epoch, mark: this.policy.mark ?? null }
  }
  async surpass(_instanceId: string, seen: Version): Promise<void> {
    const current = await this.policyVersion()
    if (this.policy === null || current === null || !isRestored(current, seen)) return
    this.surpassed.push(current)
    this.policy = { ...this.policy, epoch: seen.number + 1, mark: `mark-${this.surpassed.length}` }
  }
  async surpassOrganizationBudget(_organizationId: string, seen: Version): Promise<void> {
    const budget = this.organizationBudget
    if (budget === null || !isRestored({ number: budget.version, mark: budget.mark ?? null }, seen)) return
    this.organizationBudget = { ...budget, version: seen.number + 1 }
  }
  async writeUsage(events: UsageEvent[]): Promise<void> {
    this.writes += 1
    this.#fail()
    for (const event of events) if (!this.events.has(event.eventId)) this.events.set(event.eventId, event)
  }
  async touchKeys(uses: { keyId: string; at: number }[]): Promise<void> {
    this.#fail()
    for (const { keyId, at } of uses) this.touched.set(keyId, at)
  }
  readonly growth = { cutoff: async () => null, trim: async () => ({ more: false, left: false }) }
  async audit(entry: LimiterAuditEntry): Promise<void> {
    this.#fail()
    this.audits.set(entry.entryId, entry)
  }
  async review(): Promise<void> {}
  async reportAlert(report: AlertReport): Promise<void> {
    this.#fail()
    if (report.act === 'forget') this.forgotten.push(report)
    else this.alerts.push(report)
  }
  total(field: 'costMicros' | 'heldMicros' | 'images' | 'requests'): number {
    return [...this.events.values()].reduce((sum, event) => sum + event[field], 0)
  }
  #fail(): void {
    if (this.failing) throw new Error('D1_ERROR: the database is away')
  }
}

export class FakeStorage implements ObjectStorage {
  readonly sql: ObjectStorage['sql']
  readonly #state: DurableObjectState
  readonly #cursors: SqlStorageCursor<Record<string, SqlStorageValue>>[] = []
  alarmAt: number | null = null
  alarmsSet = 0
  /** If true, all writes fail, as on a full disk. */
  broken = false

  /** @param prefix the prefix of the tables' names, so that a limiter and an organization's ledger can share the storage of one object. */
  constructor(state: DurableObjectState, prefix = '') {
    this.#state = state
    const sql = state.storage.sql
    const exec = (query: string, ...bindings: unknown[]) => {
      if (this.broken && !query.startsWith('SELECT')) throw new Error('SQLITE_FULL')
      const cursor = sql.exec(
        query.replace(/\b(FROM|INTO|UPDATE|EXISTS|ON) (live|finished|outcomes|points|spent|outbox|raised|meta)(?=\b|_)/g, `$1 ${prefix}$2`),
        ...bindings,
      )
      this.#cursors.push(cursor)
      return cursor
    }
    this.sql = { exec: exec as SqlStorage['exec'] }
  }
  /** Returns how many rows were written, as Cloudflare counts them: with the entries of indexes, and one row for each alarm. */
  rowsWritten(): number {
    return this.#cursors.reduce((sum, { rowsWritten }) => sum + rowsWritten, this.alarmsSet)
  }
  transactionSync<T>(work: () => T): T {
    return this.#state.storage.transactionSync(work)
  }
  async getAlarm(): Promise<number | null> {
    return this.alarmAt
  }
  async setAlarm(at: number): Promise<void> {
    if (!(at > 0)) throw new TypeError('setAlarm() cannot be called with an alarm time <= 0')
    this.alarmsSet += 1
    this.alarmAt = at
  }
}

export class World {
  readonly storage: FakeStorage
  readonly store: MemoryStore
  readonly host: LimiterHost
  limiter: InstanceLimiter
  now = START
  organization: OrganizationBudgetRpc | undefined
  jobs: Record<string, 'alive' | 'unknown'> = {}
  /** The answer of a job's host when the limiter asks whether the host knows the job. */
  hasJob: (generationId: string) => Promise<boolean> = async () => true
  /** The ids of the jobs about which the limiter has asked a host. */
  readonly askedFor: string[] = []

  constructor(state: DurableObjectState, policy: LimiterPolicy | null) {
    this.storage = new FakeStorage(state)
    this.store = new MemoryStore(policy)
    this.host = makeLimiterHost({
      store: this.store,
      namespaces: {
        rateLimiter: { getByName: (): RateLimiterRpc => this.limiter },
        organizationBudget: {
          getByName: (): OrganizationBudgetRpc =>
            this.organization ?? {
              reserve: async () => ({ kind: 'reserved' }),
              report: async () => {},
              limits: async () => [],
              poke: async () => ({ inForce: true }),
            },
        },
      },
      clock: () => this.now,
      askJob: async (_, generationId) => this.jobs[generationId] ?? 'alive',
      hasJob: (_, generationId) => {
        this.askedFor.push(generationId)
        return this.hasJob(generationId)
      },
    })
    this.limiter = new InstanceLimiter(this.storage, this.host)
  }

  async evict(): Promise<void> {
    this.limiter = new InstanceLimiter(this.storage, this.host)
    await this.limiter.wake()
  }

  /** Moves the clock, and runs the alarm whenever it is due. */
  async pass(ms: number): Promise<void> {
    const end = this.now + ms
    for (let rings = 0; this.storage.alarmAt !== null && this.storage.alarmAt <= end; rings++) {
      if (rings > 10_000) throw new Error('The alarm does not come to rest')
      this.now = Math.max(this.now, this.storage.alarmAt)
      this.storage.alarmAt = null
      await this.limiter.alarm()
    }
    this.now = end
  }
}

/** Runs a test on the storage of a fresh object. */
export async function inWorld(policy: LimiterPolicy | null, test: (world: World) => Promise<void>): Promise<void> {
  await inStorage((state) => test(new World(state, policy)))
}

/** Runs a test with the limiter of an instance and the budget of its organization, each of which has its own tables in one storage. */
export async function inOrganization(
  policy: LimiterPolicy,
  budget: OrganizationBudgetPolicy | null,
  test: (world: World, ledger: OrganizationWorld) => Promise<void>,
): Promise<void> {
  await inStorage(async (state) => {
    const world = new World(state, policy)
    world.store.organizationBudget = budget
    const ledger = new OrganizationWorld(state, world)
    world.organization = ledger.rpc
    await test(world, ledger)
  })
}
export class OrganizationWorld {
  readonly storage: FakeStorage
  readonly #world: World
  ledger: OrganizationLedger
  /** If true, every call to the object throws, as if the object could not be reached. */
  away = false

  constructor(state: DurableObjectState, world: World) {
    this.storage = new FakeStorage(state, 'organization_')
    this.#world = world
    this.ledger = new OrganizationLedger(this.storage, world.host)
  }
  get rpc(): OrganizationBudgetRpc {
    const reach = () => {
      if (this.away) throw new Error('Network connection lost.')
      return this.ledger
    }
    return {
      reserve: async (request) => reach().reserve(request),
      report: async (outcomes) => reach().report(outcomes),
      limits: async (request) => reach().limits(request),
      poke: async (request) => reach().poke(request),
    }
  }
  async evict(): Promise<void> {
    this.ledger = new OrganizationLedger(this.storage, this.#world.host)
    await this.ledger.wake()
  }
  async ring(): Promise<void> {
    this.storage.alarmAt = null
    await this.ledger.alarm()
  }
  async state(): Promise<{ used: number; reserved: number; held: number; remaining: number }> {
    const states = await this.ledger.limits({ organizationId: 'org_1' })
    if (!Array.isArray(states)) throw new Error('unavailable')
    const { used, reserved, held, remaining } = states[0]!
    return { used, reserved, held, remaining }
  }
}

// Runs a test on the storage of a new Durable Object. The limiter's class is used only because it has SQLite storage. Its own code does not
// use the storage here.
async function inStorage(test: (state: DurableObjectState) => Promise<void>): Promise<void> {
  const stub = env.RATE_LIMITER.get(env.RATE_LIMITER.newUniqueId())
  // Tests cause faults on purpose, and the tested code logs them. These log lines are not shown.
  const silent = [vi.spyOn(console, 'error'), vi.spyOn(console, 'warn')].map((spy) => spy.mockImplementation(() => {}))
  try {
    await runInDurableObject(stub, async (_, state) => test(state))
  } finally {
    for (const spy of silent) spy.mockRestore()
  }
}
