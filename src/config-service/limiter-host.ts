// The rate limiter's objects as the config service hosts them: with its database behind them.
import { createLimiterClient, type LimiterClient } from '../rate-limiter/client.ts'
import { OrganizationBudgetObject, RateLimiterObject } from '../rate-limiter/durable-object.ts'
import { type LimiterHost, type LimiterNamespaces, makeLimiterHost } from '../rate-limiter/host.ts'
import { limiterStore } from './db/limiter-store.ts'
import type { Environment } from './env.ts'
import { createServices } from './services.ts'

export function limiterNamespaces(environment: Pick<Environment, 'RATE_LIMITER' | 'ORGANIZATION_BUDGET'>): LimiterNamespaces {
  return { rateLimiter: environment.RATE_LIMITER, organizationBudget: environment.ORGANIZATION_BUDGET }
}

const clients = new WeakMap<object, LimiterClient>()

/** One client per isolate and environment: it counts what waits. */
export function limiterClient(environment: Environment): LimiterClient {
  const known = clients.get(environment)
  if (known) return known
  const made = createLimiterClient(limiterNamespaces(environment))
  clients.set(environment, made)
  return made
}

function hostOf(context: DurableObjectState, env: Cloudflare.Env): LimiterHost {
  const services = createServices(env, context)
  return makeLimiterHost({ store: limiterStore(services), namespaces: limiterNamespaces(services.environment), clock: services.clock })
}

export class RateLimiter extends RateLimiterObject {
  constructor(context: DurableObjectState, env: Cloudflare.Env) {
    super(context, env, hostOf(context, env))
  }
}

export class OrganizationBudget extends OrganizationBudgetObject {
  constructor(context: DurableObjectState, env: Cloudflare.Env) {
    super(context, env, hostOf(context, env))
  }
}
