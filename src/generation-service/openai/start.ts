// One job per request, also where OpenAI's SDKs repeat a request by themselves and send no Idempotency-Key.
import type { Context } from 'hono'
import { errorFields, log } from '../../shared/log.ts'
import { callerOf, noteForLog } from '../answer.ts'
import { requireLiving } from '../authorize.ts'
import { findSdkRequest, rememberSdkRequest } from '../db/sdk-requests.ts'
import type { GenerateRequest } from '../job/record.ts'
import { requireGeneration, startGeneration, type Started } from '../job/start.ts'
import type { AppEnv } from '../services.ts'

export interface ImageJob {
  operationId: 'createImage' | 'createImageEdit' | 'createImageVariation'
  request: GenerateRequest
  /** Of the whole request, pictures included. */
  bodyHash: string
}
export type ImageStarted = Pick<Started, 'record'> & { headers: Started['headers'] | null }

const JOINED_WITHIN_MS = 15 * 60_000

/** Begins the job, or joins the one that this very request, or the same `Idempotency-Key`, began before. */
export async function startImageJob(c: Context<AppEnv>, job: ImageJob): Promise<ImageStarted> {
  const { services, principal } = c.var
  const key = c.req.header('idempotency-key')
  const { operationId, request } = job
  // The operation is a part of what is repeated, and so is the project: a user's key works in several.
  const bodyHash = `${operationId}:${principal.projectId}:${job.bodyHash}`
  if (key === undefined && Number(c.req.header('x-stainless-retry-count') ?? 0) > 0) {
    const earlier = await findSdkRequest(services.db, principal.keyId, bodyHash, services.clock() - JOINED_WITHIN_MS)
    if (earlier !== null) {
      // No admission follows that would ask whether the key still lives.
      await requireLiving(services, principal, 'generate')
      return { record: await requireGeneration(services, principal, earlier), headers: null }
    }
  }
  const begin = async () => {
    const started = await startGeneration(callerOf(c), {
      operationId,
      request,
      idempotency: key === undefined ? null : { key, bodyHash: job.bodyHash },
    })
    if (key === undefined) {
      await rememberSdkRequest(services.db, principal.keyId, bodyHash, started.record.id, services.clock()).catch((error: unknown) => {
        log('warn', 'sdk_request_not_remembered', { generation_id: started.record.id, ...errorFields(error) })
      })
    }
    return started
  }
  // A client that leaves at this moment must not leave a job behind that its repeat can not find.
  const begun = begin()
  services.waitUntil(begun.catch(() => {}))
  const started = await begun
  noteForLog(c, started.record)
  return started
}
