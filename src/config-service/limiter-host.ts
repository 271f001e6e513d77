// Defines the rate limiter's objects as classes of the config service, which work with its database.
import { OrganizationBudgetObject, RateLimiterObject } from '../rate-limiter/durable-object.ts'
import { type LimiterHost, makeLimiterHost } from '../rate-limiter/host.ts'
import { errorFields, log } from '../shared/log.ts'
import { findInstance } from './db/instances.ts'
import { limiterStore } from './db/limiter-store.ts'
import { limiterNamespaces } from './limiter-client.ts'
import { createServices, type Services } from './services.ts'

function hostOf(context: DurableObjectState, env: Cloudflare.Env): LimiterHost {
  const services = createServices(env, context)
  return makeLimiterHost({
    store: limiterStore(services),
    namespaces: limiterNamespaces(services.environment),
    askJob: (instanceId, generationId) => askJob(services, instanceId, generationId),
    clock: services.clock,
  })
}

/**
 * Wakes a generation's job. The job counts as alive if it does not respond, or if it cannot be in this Worker: the Worker hosts no jobs,
 * or the instance has a dedicated Worker.
 */
export async function askJob(
  { db, environment }: Pick<Services, 'db' | 'environment'>,
  instanceId: string,
  generationId: string,
): Promise<'alive' | 'unknown'> {
  const jobs = environment.GENERATION_JOB
  if (jobs === undefined) return 'alive'
  try {
    const instance = await findInstance(db, instanceId)
    if (instance !== null && instance.workerUrl !== null) return 'alive'
    return (await jobs.getByName(generationId).wake()) ? 'alive' : 'unknown'
  } catch (error) {
    log('warn', 'job_not_reached', { instance_id: instanceId, generation_id: generationId, ...errorFields(error) })
    return 'alive'
  }
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
