// Turns the record of a generation into responses, in the same way for every operation.
import type { Context } from 'hono'
import type { components } from '../../../generated/generation/types.ts'
import { AppError } from '../../shared/errors.ts'
import { linkBase, signLink } from '../delivery/links.ts'
import type { GenerationRecord } from '../model/generation.ts'
import type { Caller } from '../admission/request.ts'
import { renderGeneration } from '../model/render-generation.ts'
import type { AppEnv } from './app-env.ts'
import { findSnapshot } from '../snapshots.ts'

export function callerOf(c: Context<AppEnv>): Caller {
  return { services: c.var.services, principal: c.var.principal, requestId: c.var.requestId, requestUrl: c.req.url }
}

/** Renders a generation with links that are signed now, under the instance's own address. */
export async function showGeneration(c: Context<AppEnv>, record: GenerationRecord): Promise<components['schemas']['Generation']> {
  note(c, record, c.var.logged?.costMicros !== undefined)
  return showListed(c, record)
}

/** Renders a generation of a list. A request for a list is not about one generation, so its log entry names none. */
export async function showListed(c: Context<AppEnv>, record: GenerationRecord): Promise<components['schemas']['Generation']> {
  const { services } = c.var
  if (record.images.length === 0) return renderGeneration(record, () => Promise.reject(new Error('There is no picture')))
  const baseUrl = await linkBaseOf(c)
  return renderGeneration(record, (picture) => signLink(services, baseUrl, picture))
}

export async function linkBaseOf(c: Context<AppEnv>): Promise<string> {
  const { services, principal, epoch } = c.var
  const snapshot = await findSnapshot(services, principal.instanceId, epoch ?? null)
  return linkBase(snapshot?.instance ?? { deliveryBaseUrl: null }, services.environment, c.req.url)
}

/**
 * Returns the error for a caller who waits for the generation's result, if the generation ended without a result. Returns null if the
 * generation has a result or still runs. `headers` are added to the response.
 */
export function failureOf(record: GenerationRecord, now: number, headers: Record<string, string> = {}): AppError | null {
  if (record.status === 'succeeded' || record.status === 'queued' || record.status === 'running') return null
  const code = record.status === 'canceled' ? 'generation_canceled' : (record.error?.code ?? 'internal_error')
  // OpenAI's SDKs would send the request again by themselves. The job has run, so this second request would buy another generation; the
  // header `x-should-retry` prevents it.
  const retryAt = record.error?.retryAt
  return new AppError(code, {
    detail: record.error?.message,
    generationId: record.id,
    ...(retryAt === undefined ? {} : { retryAfterMs: Math.max(0, retryAt - now) }),
    headers: { ...headers, 'x-should-retry': 'false' },
  })
}

/** Adds to the request's log entry which generation the request has started or joined, and what the generation cost. */
export function noteForLog(c: Context<AppEnv>, record: GenerationRecord): void {
  note(c, record, true)
}

/**
 * Adds the generation's id to the request's log entry. If the request has started or joined the generation (`asks`), also adds the
 * provider, the model, the cost and the provider's time. A request that only reads a generation calls no provider. Its log entry has no
 * cost; otherwise the log would contain the cost again for each reading.
 */
function note(c: Context<AppEnv>, { id, provider, model, cost, timingMs }: GenerationRecord, asks: boolean): void {
  c.set('logged', {
    generationId: id,
    ...(asks ? { provider, model, costMicros: cost.amountMicros, providerMs: timingMs.provider } : {}),
  })
}
