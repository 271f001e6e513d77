import { z } from 'zod'
import { binding, flag, secretKey, versionedKeys } from '../shared/environment.ts'
import type { OrganizationBudget, RateLimiter } from './limiter-host.ts'
import type { Outbox } from './outbox.ts'

/** What is used of the generations' jobs. Only the platform Worker hosts them beside this service. */
interface JobNamespace {
  getByName(generationId: string): { wake(): Promise<boolean> }
}

const environment = z
  .object({
    ENVIRONMENT: z.enum(['development', 'test', 'production']),
    PUBLIC_URL: z.url().optional(),
    VALIDATE_RESPONSES: flag,
    ALLOW_PRIVATE_ADDRESSES: flag,
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
  .refine((parsed) => parsed.ENVIRONMENT !== 'production' || !parsed.ALLOW_PRIVATE_ADDRESSES, {
    path: ['ALLOW_PRIVATE_ADDRESSES'],
    message: 'is for local development alone',
  })
export type Environment = z.output<typeof environment>

const known = new WeakMap<object, Environment>()

/** The environment, checked once per isolate. Throws with the names of what is missing, never with values. */
export function readEnvironment(env: object): Environment {
  const read = known.get(env)
  if (read) return read
  const result = environment.safeParse(env)
  if (!result.success) {
    const faults = result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`)
    throw new Error(`The config service's environment is not complete: ${faults.join('; ')}`)
  }
  known.set(env, result.data)
  return result.data
}
