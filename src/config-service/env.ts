import { z } from 'zod'
import { lazily } from '../shared/lazily.ts'
import { binding, common, environmentReader, secretKey, versionedKeys } from '../shared/environment.ts'
import type { OrganizationBudgetRpc, RateLimiterRpc } from '../rate-limiter/host.ts'
import type { Restored } from './change/journal.ts'
import type { ObjectNamespace } from '../shared/object-namespace.ts'

/** The methods of the outbox object. */
export interface OutboxRpc {
  /** Called before every change: ensures that the change is published even if its request breaks off. */
  arm(): Promise<void>
  /**
   * Copies new changes into the organization's journal. If the database was restored to an earlier time, returns what the database has
   * lost, otherwise null. Must be called on the object whose name is the organization's id.
   */
  follow(organizationId: string): Promise<Restored | null>
  /**
   * Continues the journal from the restored database. `fork`: the number of the newest entry that both the journal and the database have.
   * `head`: the hash of the newest entry that the database has lost.
   */
  accept(organizationId: string, fork: number, head: string): Promise<void>
}
/** The methods of the object that sends an organization's alerts. */
export interface AlertSenderRpc {
  /** Called before alerts are stored. Ensures that the stored alerts are sent, even if the request that stores them breaks off. */
  arm(organizationId: string): Promise<void>
}
/**
 * The methods of a generation's job that the config service calls. Only the platform Worker contains both the jobs and the config service,
 * so the bindings of the jobs are optional.
 */
interface JobRpc {
  wake(generationId: string): Promise<boolean>
}

const environment = lazily(() =>
  z.object({
    ...common(),
    SETUP_TOKEN: z.string().min(16).optional(),
    KEY_PEPPERS: versionedKeys(),
    KEY_ENCRYPTION_KEYS: versionedKeys(),
    SESSION_KEY: secretKey(),
    CONFIG_DB: binding<D1Database>(),
    SNAPSHOTS: binding<KVNamespace>(),
    RATE_LIMITER: binding<ObjectNamespace<RateLimiterRpc>>(),
    ORGANIZATION_BUDGET: binding<ObjectNamespace<OrganizationBudgetRpc>>(),
    OUTBOX: binding<ObjectNamespace<OutboxRpc>>(),
    ALERT_SENDER: binding<ObjectNamespace<AlertSenderRpc>>(),
    JOB_HOST: binding<ObjectNamespace<JobRpc>>().optional(),
    /** The jobs that version 0.2 of the platform has begun: one object for each generation. */
    GENERATION_JOB: binding<ObjectNamespace<JobRpc>>().optional(),
  }),
)
export type Environment = z.output<ReturnType<typeof environment>>

export const readEnvironment = environmentReader('config service', environment)
