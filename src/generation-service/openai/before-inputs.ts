// Checks an edit or a variation before its pictures are stored or fetched: the model must accept the number of pictures, and the limits
// and budgets of the instance, project and key must have room now.
import type { Context } from 'hono'
import type { InputRole } from '../../providers/provider.ts'
import { windowOfLength } from '../../shared/calendar-windows.ts'
import type { LimitState } from '../../shared/config-rpc.ts'
import { AppError } from '../../shared/errors.ts'
import { limitName } from '../../shared/limit-name.ts'
import { deniedError } from '../admission/denials.ts'
import { askConfig, requireLiving } from '../admission/principal.ts'
import type { AppEnv } from '../http/app-env.ts'
import type { GenerateRequest } from '../model/generation.ts'
import { catalogueOf } from '../plan/catalogue.ts'
import { checkBeforeInputs } from '../plan/plan.ts'
import { findSnapshot } from '../snapshots.ts'
import type { Given } from './inputs.ts'
import { openAiNames } from './request.ts'

/**
 * Checks a request before its pictures are stored or fetched. Throws AppError if the prompt, the model, the number of pictures or their
 * roles are wrong. If any picture is not stored yet, also throws if a limit of the instance, project or key has no room now, or if the
 * URLs exceed the instance's rate of fetches. `admit` checks the limits again and consumes from them.
 * @param given the pictures, including the mask.
 */
export async function checkBeforeStoring(
  c: Context<AppEnv>,
  request: Omit<GenerateRequest, 'inputs' | 'mask'>,
  roles: InputRole[],
  given: Given[],
): Promise<void> {
  const { services, principal } = c.var
  const snapshot = await findSnapshot(services, principal.instanceId, c.var.epoch ?? null)
  if (snapshot === null) throw new AppError('not_found')
  const today = new Date(services.clock()).toISOString().slice(0, 10)
  const names = openAiNames(c.var.sentPictures)
  checkBeforeInputs({ ...catalogueOf(snapshot, services), request: request as GenerateRequest, snapshot, today, names }, roles)

  if (given.every(({ picture }) => picture.kind === 'asset')) return
  const { instanceId, projectId, keyId } = principal
  const states = await askConfig(() => services.rpc.limits({ instanceId, projectId, keyId, requestId: services.requestId }))
  for (const state of states) requireRoomIn(state, request.n ?? 1, services.clock())
  const addresses = given.filter(({ picture }) => picture.kind === 'text' && !picture.url.startsWith('data:')).length
  if (addresses > 0) await requireLiving(services, principal, 'generate', { kind: 'fetch', count: addresses })
}

/**
 * Throws if the request would now exceed a limit of the key, the project or the instance. Limits on tokens, and the limits of providers
 * and models, are not checked here but by `admit`.
 */
function requireRoomIn(state: LimitState, images: number, now: number): void {
  if (state.scope === 'provider' || state.scope === 'model' || state.scope === 'organization') return
  const needed = state.metric === 'images' ? images : 1
  // If the request needs more than the limit ever allows (`needed > state.limit`), waiting does not help. Such a request is not refused
  // here but by `admit`, with an error that says so.
  if (state.metric === 'tokens' || state.remaining >= needed || needed > state.limit || state.used === 0) return
  const code = state.metric === 'cost_micros' ? 'budget_exceeded' : state.metric === 'concurrency' ? 'concurrency_limited' : 'rate_limited'
  const retryAfterMs = Math.max(1000, (state.resetsAt ?? now + 1000) - now)
  const name = limitName(state, state.metric === 'cost_micros' ? windowOfLength(state.windowSeconds!) : state.windowSeconds)
  const headers = {
    policy: state.windowSeconds === null ? [] : [{ name, quota: state.limit, windowSeconds: state.windowSeconds }],
    nearest: { name, remaining: state.remaining, resetSeconds: retryAfterMs / 1000 },
  }
  // The cost of the request is unknown. It depends on the pictures, which are not stored yet.
  throw deniedError({ kind: 'denied', code, limit: state, retryAfterMs, headers }, null, now)
}
