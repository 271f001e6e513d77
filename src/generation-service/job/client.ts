// Calls the jobs of generations. Reads a generation from its job while the job runs, and from DATA_DB once the generation has ended.
import { type Backoff, backoffMs } from '../../shared/backoff.ts'
import { detach } from '../../shared/detach.ts'
import { AppError } from '../../shared/errors.ts'
import { hostNameIn, hostNameOf } from '../../shared/generation-id.ts'
import { errorFields, log } from '../../shared/log.ts'
import { sleep } from '../../shared/time-limit.ts'
import { findGenerationIn } from '../db/generations.ts'
import type { Tenant } from '../db/tenant.ts'
import { FINISHED, type GenerationRecord } from '../model/generation.ts'
import type { Services } from '../services.ts'
import type { CallbackMessage, JobHostRpc } from './rpc.ts'

const ATTEMPTS = 4
const PAUSES: Backoff = { firstMs: 100, factor: 4 }

/** Calls the host of a generation's job. If the call fails, it is repeated. */
export async function callJob<T>(
  services: JobServices,
  { instanceId, generationId }: { instanceId: string; generationId: string },
  use: (host: JobHostRpc) => Promise<T>,
): Promise<T> {
  const name = hostNameOf(instanceId, generationId)
  return name === null
    ? callObject(services, services.earlierJobs, generationId, generationId, use)
    : callObject(services, services.jobs, name, generationId, use)
}

/**
 * Brings a provider's callback to a generation's job. There are two kinds of ids. An id that version 0.2 made names no host, because each
 * of those generations has an object of its own. A newer id names the host of its job. The two kinds can be distinguished only with the
 * instance's id, but a callback names no instance. So every id is first read as a newer one, and the host that it names is called. If that
 * host does not know the job, the generation's own object is called.
 */
export async function callBack(
  services: JobServices,
  generationId: string,
  message: CallbackMessage,
): Promise<'accepted' | 'refused' | 'unknown'> {
  const use = (host: JobHostRpc) => host.callback(generationId, message)
  const result = await callObject(services, services.jobs, hostNameIn(generationId), generationId, use)
  return result === 'unknown' ? callObject(services, services.earlierJobs, generationId, generationId, use) : result
}

type JobServices = Pick<Services, 'jobs' | 'earlierJobs' | 'requestId'>

/** Each try takes a fresh stub: the stub of a restarted object stays broken. */
async function callObject<T>(
  { requestId }: JobServices,
  objects: Services['jobs'],
  name: string,
  generationId: string,
  use: (host: JobHostRpc) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return detach(await use(objects.getByName(name)))
    } catch (error) {
      if (attempt >= ATTEMPTS) throw error
      const fields = { request_id: requestId ?? undefined, generation_id: generationId, attempt }
      log('warn', 'job_call_repeated', { ...fields, ...errorFields(error) })
      await sleep(backoffMs(attempt, PAUSES))
    }
  }
}

/** Returns the generation once it has ended, or its state when the time is up. Throws `not_found` if it was deleted meanwhile. */
export async function waitForGeneration(
  services: Services,
  tenant: Tenant,
  started: GenerationRecord,
  until: number,
): Promise<GenerationRecord> {
  let record = started
  for (let left = until - services.clock(); left > 0 && !FINISHED.has(record.status); left = until - services.clock()) {
    const waitMs = left
    const waited = await callJob(services, { instanceId: tenant.instanceId, generationId: started.id }, (host) =>
      host.wait(started.id, waitMs),
    )
    if (waited === null) return requireFinished(services, tenant, started.id)
    record = waited
  }
  return record
}

/** Returns an ended generation from DATA_DB. Throws `not_found` if it was deleted. */
export async function requireFinished(services: Services, tenant: Tenant, generationId: string): Promise<GenerationRecord> {
  const recorded = await findGenerationIn(services.db, tenant, generationId)
  if (recorded === null) throw new AppError('not_found', { detail: 'The generation of this request was deleted.' })
  return recorded
}

/**
 * Returns a generation of the project, whether it runs or has ended. Throws `not_found` if it does not exist or belongs to another
 * project.
 */
export async function requireGeneration(services: Services, tenant: Tenant, generationId: string): Promise<GenerationRecord> {
  const recorded = await findGenerationIn(services.db, tenant, generationId)
  if (recorded !== null && FINISHED.has(recorded.status)) return recorded
  const running = await callJob(services, { instanceId: tenant.instanceId, generationId }, (host) => host.view(generationId))
  if (running === null && recorded !== null) return (await findGenerationIn(services.db, tenant, generationId)) ?? recorded
  if (running === null || running.projectId !== tenant.projectId || running.instanceId !== tenant.instanceId)
    throw new AppError('not_found')
  return running
}
