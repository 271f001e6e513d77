import { z } from 'zod'
import { binding, common, environmentReader, secretKey, versionedKeys } from '../shared/environment.ts'
import type { OrganizationBudget, RateLimiter } from './limiter-host.ts'
import type { Outbox } from './change/outbox.ts'

/** What is used of the generations' jobs. Only the platform Worker hosts them beside this service. */
interface JobNamespace {
  getByName(generationId: string): { wake(): Promise<boolean> }
}

const environment = z.object({
  ...common,
  SETUP_TOKEN: z.string().min(16).optional(),
  KEY_PEPPERS: versionedKeys,
  KEY_ENCRYPTION_KEYS: versionedKeys,
  SESSION_KEY: secretKey,
  CONFIG_DB: binding<D1Database>(),
  SNAPSHOTS: binding<KVNamespace>(),
  RATE_LIMITER: binding<DurableObjectNamespace<RateLimiter>>(),
  ORGANIZATION_BUDGET: binding<DurableObjectNamespace<OrganizationBudget>>(),
  OUTBOX: binding<DurableObjectNamespace<Outbox>>(),
  GENERATION_JOB: binding<JobNamespace>().optional(),
})
export type Environment = z.output<typeof environment>

export const readEnvironment = environmentReader('config service', environment)
