// Defines the Durable Object classes of the rate limiter for the Worker of the config service. They use the config service's database.
import { OrganizationBudgetObject, RateLimiterObject } from '../rate-limiter/durable-object.ts'
import { type LimiterHost, makeLimiterHost } from '../rate-limiter/host.ts'
import { hostNameOf } from '../shared/generation-id.ts'
import { timeOfId } from '../shared/ids.ts'
import { errorFields, log } from '../shared/log.ts'
import { within } from '../shared/time-limit.ts'
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
    hasJob: (instanceId, generationId) => hasJob(services, instanceId, generationId),
    clock: services.clock,
  })
}

/**
 * If this Worker cannot call a job, the job counts as gone (`unknown`) as soon as its generation is this old. By then the job must have
 * ended, because a generation's deadline is at most an hour. Its outcome was never reported, but the provider may have billed. So the
 * limiter keeps the amount as held until the actual cost is known. A late report of the outcome still settles the held amount.
 */
const UNREACHABLE_FOR_MS = 48 * 3_600_000

/**
 * Wakes a generation's job. If the call fails, returns `alive`, because a failed call does not show that the job is gone. The job cannot
 * be called if this Worker hosts no jobs, or if the instance has a dedicated Worker. Then the generation's age decides: the job counts as
 * `alive` for UNREACHABLE_FOR_MS, and as `unknown` after that.
 */
export async function askJob(
  { db, environment, clock }: Pick<Services, 'db' | 'environment' | 'clock'>,
  instanceId: string,
  generationId: string,
): Promise<'alive' | 'unknown'> {
  const name = hostNameOf(instanceId, generationId)
  const jobs = name === null ? environment.GENERATION_JOB : environment.JOB_HOST
  const byAge = () => (clock() - (timeOfId(generationId) ?? clock()) < UNREACHABLE_FOR_MS ? 'alive' : 'unknown')
  if (jobs === undefined) return byAge()
  try {
    const instance = await findInstance(db, instanceId)
    if (instance !== null && instance.workerUrl !== null) return byAge()
    return (await jobs.getByName(name ?? generationId).wake(generationId)) ? 'alive' : 'unknown'
  } catch (error) {
    log('warn', 'job_not_reached', { instance_id: instanceId, generation_id: generationId, ...errorFields(error) })
    return 'alive'
  }
}

/** The maximum time for which the limiter waits for a job host that it asks about a job. */
const HOST_PATIENCE_MS = 10_000

/**
 * See `LimiterHost.hasJob`. The limiter asks only about jobs that were admitted to start without a call of `begin`. Jobs are admitted in
 * this way only while the job hosts are objects of this Worker. If a later deployment has moved the job hosts to another Worker, this
 * Worker cannot ask them about the earlier jobs. Then this function returns true, as if the host knew the job, so the job's amount stays
 * reserved. After the job's deadline, the limiter calls `askJob`, which decides by the generation's age.
 */
export async function hasJob(
  { environment: { JOB_HOST } }: Pick<Services, 'environment'>,
  instanceId: string,
  generationId: string,
): Promise<boolean> {
  const name = hostNameOf(instanceId, generationId)
  if (JOB_HOST === undefined || name === null) return true
  const late = () => new Error(`The host of the job ${generationId} does not answer`)
  return within(HOST_PATIENCE_MS, JOB_HOST.getByName(name).wake(generationId), late)
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
