// Finds the first call of a repeated request. This is needed if no plan can be made for the repeat, for example because a picture was
// deleted in the meantime. The repeat then gets the result of the first call.
import { AppError } from '../../shared/errors.ts'
import { newId } from '../../shared/ids.ts'
import { findGenerationIn } from '../db/generations.ts'
import { callJob, requireFinished } from '../job/client.ts'
import { FINISHED } from '../model/generation.ts'
import { keyReused } from '../../shared/idempotency.ts'
import { withWindow } from './idempotency.ts'
import { askConfig, keyRefused, requireLiving } from './principal.ts'
import type { Caller, Started, StartRequest } from './request.ts'

/**
 * `repeat`: an earlier call sent the same request, and `started` is the result of that call. `first`: no earlier call is known, and `epoch`
 * is the epoch of the configuration in force.
 */
type Recalled = { kind: 'repeat'; started: Started } | { kind: 'first'; epoch: number }

/**
 * Finds the result of an earlier request with the same idempotency key. Throws AppError if the caller's key is refused, or if the
 * idempotency key was used with another body.
 */
export async function recall(
  { services, principal, requestId }: Caller,
  { operationId, idempotency }: Pick<StartRequest, 'operationId' | 'idempotency'>,
  generationId: string,
): Promise<Recalled> {
  if (idempotency === null) return { kind: 'first', epoch: await requireLiving(services, principal, 'generate') }
  const { instanceId, projectId, keyId } = principal
  const recalled = await askConfig(() =>
    services.rpc.recall({
      instanceId,
      projectId,
      keyId,
      generationId,
      operation: operationId,
      idempotency: withWindow(idempotency),
      requestId,
    }),
  )
  switch (recalled.kind) {
    case 'unknown':
      return { kind: 'first', epoch: recalled.epoch }
    case 'key_refused':
      throw keyRefused(recalled)
    case 'idempotency_mismatch':
      throw keyReused()
    case 'joined': {
      const ended = await findGenerationIn(services.db, principal, recalled.generationId)
      if (ended !== null && FINISHED.has(ended.status))
        return { kind: 'repeat', started: { record: ended, headers: recalled.headers, own: false } }
      const running = await callJob(services, { instanceId, generationId: recalled.generationId }, (host) =>
        host.view(recalled.generationId),
      )
      // The limiter has admitted the first call, but the job has not started, and may never start. The repeat cannot start it: a job needs
      // a plan, and `recall` is called only if no plan can be made for the repeat.
      if (running === null && !recalled.begun)
        throw new AppError('unavailable', {
          detail: 'The first call of this request has not begun its job yet. Repeat the request in a second.',
          retryAfterMs: 1000,
        })
      const record = running ?? (await requireFinished(services, principal, recalled.generationId))
      return { kind: 'repeat', started: { record, headers: recalled.headers, own: false } }
    }
  }
}

/**
 * Returns the result of an earlier request with the same idempotency key; null if there was none. Used if a repeat can no longer be turned
 * into a StartRequest, for example because its picture was deleted.
 */
export async function findStarted(caller: Caller, start: Pick<StartRequest, 'operationId' | 'idempotency'>): Promise<Started | null> {
  const recalled = await recall(caller, start, newId('gen', caller.services.clock))
  return recalled.kind === 'repeat' ? recalled.started : null
}
