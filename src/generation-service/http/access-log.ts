// Writes one line per request to our log, and one entry to the instance's request log.
import type { MiddlewareHandler } from 'hono'
import { traceIdOf } from '../../contract/request-id.ts'
import type { RequestLogEntry } from '../../shared/config-rpc.ts'
import { errorFields, log } from '../../shared/log.ts'
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
    enqueue(services, {
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
      providerMs: logged?.providerMs ?? null,
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
  if (keyIsValid === true) return false
  // If `admit` checks the key, only the error code tells whether the key was refused. `not_found` means a disabled project or instance.
  return keyIsValid === false || (errorCode !== undefined && (KEY_REFUSALS.has(errorCode) || errorCode === 'not_found'))
}

const FLUSH_AFTER_MS = 1000
const MOST_AT_ONCE = 100
let waiting: RequestLogEntry[] = []

/** Collects entries for a second, then sends them in one call. Best effort: if the isolate ends, the entries that it holds are lost. */
function enqueue(services: Services, entry: RequestLogEntry): void {
  waiting.push(entry)
  if (waiting.length >= MOST_AT_ONCE) services.waitUntil(flush(services))
  else if (waiting.length === 1) services.waitUntil(sleep(FLUSH_AFTER_MS).then(() => flush(services)))
}

async function flush(services: Services): Promise<void> {
  const entries = waiting
  waiting = []
  if (entries.length === 0) return
  try {
    await services.rpc.record(entries)
  } catch (error) {
    log('warn', 'request_log_failed', { count: entries.length, ...errorFields(error) })
  }
}
