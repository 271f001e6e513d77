// Makes the client with which the config service calls the rate limiter's objects.
import { createLimiterClient, type LimiterClient } from '../rate-limiter/client.ts'
import type { LimiterNamespaces } from '../rate-limiter/host.ts'
import type { Environment } from './env.ts'

export function limiterNamespaces(environment: Pick<Environment, 'RATE_LIMITER' | 'ORGANIZATION_BUDGET'>): LimiterNamespaces {
  return { rateLimiter: environment.RATE_LIMITER, organizationBudget: environment.ORGANIZATION_BUDGET }
}

const clients = new WeakMap<object, LimiterClient>()

/**
 * Returns the limiter client. There is one client per environment in each isolate, because a client counts the calls that wait for each
 * limiter.
 */
export function limiterClient(environment: Environment): LimiterClient {
  const known = clients.get(environment)
  if (known) return known
  const made = createLimiterClient(limiterNamespaces(environment))
  clients.set(environment, made)
  return made
}
