// Writes one line per request to our log, and one entry to the instance's request log.
import type { MiddlewareHandler } from 'hono'
import { traceIdOf } from '../../contract/request-id.ts'
import type { Principal, RequestLogEntry, Scope } from '../../shared/config-rpc.ts'
import { AppError } from '../../shared/errors.ts'
import { errorFields, log } from '../../shared/log.ts'
import { requireLiving } from '../admission/principal.ts'
import type { AppEnv } from './app-env.ts'
import type { Services } from '../services.ts'
import { sleep } from '../../shared/time-limit.ts'

export function accessLog(): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const { services, receivedAt } = c.var
    await next()
    const { principal, operation, logged, requestId, errorCode } = c.var
    const durationMs = Math.max(0, services.clock() - receivedAt)
    log('info', 'request', {
      service: 'generation',
      request_id: requestId,
      trace_id: traceIdOf(c.req.header('traceparent')),
      operation_id: operation?.operationId,
      method: c.req.method,
      route: operation?.path,
      status: c.res.status,
      duration_ms: durationMs,
      ...(errorCode === undefined ? {} : { code: errorCode }),
      ...(principal === undefined
        ? {}
        : {
            organization_id: principal.organizationId,
            instance_id: principal.instanceId,
            project_id: principal.projectId,
            key_id: principal.keyId,
          }),
      generation_id: logged?.generationId,
      provider: logged?.provider,
      model: logged?.model,
      cost_micros: logged?.costMicros,
    })
    if (principal === undefined || operation === undefined || isRefused(c.var.keyIsValid, errorCode)) return
    // For some operations, only `admit` checks the key. A request that failed may have failed before `admit` was called, so its key counts
    // as unchecked. `flush` checks the unchecked keys before it sends the entries to the request log.
    const unchecked = c.var.keyIsValid === undefined && errorCode !== undefined ? { principal, scope: operation.requiredScope! } : null
    enqueue(services, unchecked, {
      requestId,
      organizationId: principal.organizationId,
      instanceId: principal.instanceId,
      projectId: principal.projectId,
      keyId: principal.keyId,
      operationId: operation.operationId,
      method: c.req.method,
      // The path template is logged, because real paths contain ids and queries contain the caller's values.
      path: operation.path,
      status: c.res.status,
      errorCode: errorCode ?? null,
      generationId: logged?.generationId ?? null,
      provider: logged?.provider ?? null,
      model: logged?.model ?? null,
      durationMs,
      // A repeated request gets the response of an earlier one, whose provider may have taken longer than this request. So the
      // provider's time is cut to the duration of this request.
      providerMs: logged?.providerMs === undefined ? null : Math.min(logged.providerMs, durationMs),
      costMicros: logged?.costMicros ?? null,
      at: receivedAt,
    })
  }
}

const KEY_REFUSALS = new Set(['missing_key', 'invalid_key', 'expired_key', 'revoked_key', 'insufficient_scope'])

/**
 * Whether the request's key was refused. Such a request is logged in our own log only: a person with an old key must not be able to fill
 * the instance's request log.
 */
function isRefused(keyIsValid: boolean | undefined, errorCode: string | undefined): boolean {
  return keyIsValid === undefined ? errorCode !== undefined && KEY_REFUSALS.has(errorCode) : !keyIsValid
}

const FLUSH_AFTER_MS = 1000
const MOST_AT_ONCE = 100

/**
 * A key that was not checked during the request. The principal of such a key came from the isolate's cache, so the key may have become
 * invalid since.
 */
interface UncheckedKey {
  principal: Principal
  scope: Scope
}
let waiting: { entry: RequestLogEntry; unchecked: UncheckedKey | null }[] = []

/** Collects entries for a second, then sends them in one call. Best effort: if the isolate ends, the entries that it holds are lost. */
function enqueue(services: Services, unchecked: UncheckedKey | null, entry: RequestLogEntry): void {
  waiting.push({ entry, unchecked })
  if (waiting.length >= MOST_AT_ONCE) services.waitUntil(flush(services))
  else if (waiting.length === 1) services.waitUntil(sleep(FLUSH_AFTER_MS).then(() => flush(services)))
}

async function flush(services: Services): Promise<void> {
  const collected = waiting
  waiting = []
  const isInvalid = await findInvalidKeys(
    services,
    collected.flatMap(({ unchecked }) => unchecked ?? []),
  )
  const entries = collected.flatMap(({ entry, unchecked }) => (unchecked !== null && isInvalid(unchecked) ? [] : [entry]))
  if (entries.length === 0) return
  try {
    await services.rpc.record(entries)
  } catch (error) {
    log('warn', 'request_log_failed', { count: entries.length, ...errorFields(error) })
  }
}

/**
 * Checks each of the keys once. Returns a function that tells whether a key is invalid. If a service is unavailable, a key cannot be
 * checked and counts as valid. `flush` leaves out only the entries of invalid keys. So the instance's request log also shows the requests
 * that failed while the service was unavailable.
 */
async function findInvalidKeys(services: Services, keys: UncheckedKey[]): Promise<(key: UncheckedKey) => boolean> {
  const nameOf = ({ principal: { instanceId, projectId, keyId }, scope }: UncheckedKey) => `${instanceId}|${projectId}|${keyId}|${scope}`
  const invalid = new Set<string>()
  await Promise.all(
    [...new Map(keys.map((key) => [nameOf(key), key]))].map(async ([name, { principal, scope }]) => {
      try {
        await requireLiving(services, principal, scope)
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'unavailable') invalid.add(name)
      }
    }),
  )
  return (key) => invalid.has(nameOf(key))
}
