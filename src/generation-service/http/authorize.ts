import type { Context } from 'hono'
import { isWellFormedKey } from '../../auth/key-format.ts'
import type { Operation } from '../../contract/operation.ts'
import type { KeyRefusal, Principal, Scope } from '../../shared/config-rpc.ts'
import { sha256Hex } from '../../shared/crypto.ts'
import { AppError } from '../../shared/errors.ts'
import { requireOrigin } from './cors.ts'
import type { AppEnv, Services } from '../services.ts'

/** These ask whether the key lives inside of `admit`; asking before would be the same question twice. */
const ADMITTING = new Set(['generate', 'createImage'])

/** Runs before an operation's input is even looked at. Throws AppError; else `principal` and `epoch` are known. */
export async function authorize(c: Context<AppEnv>, operation: Operation): Promise<void> {
  c.set('operation', operation)
  if (operation.requiredScope === null) return
  // A signed link is its own permission; the operation checks it.
  if (operation.operationId === 'getAssetContent' && c.req.query('token') !== undefined) return
  const { services } = c.var
  const token = bearerToken(c.req.header('authorization'))
  const place = { projectId: c.req.header('x-project-id') ?? null, instanceId: c.req.header('x-instance-id') ?? null }
  const principal = await authenticate(services, token, place, operation.requiredScope)
  if (!principal.scopes.includes(operation.requiredScope)) {
    throw new AppError('insufficient_scope', {
      detail: `The key needs the scope ${operation.requiredScope}; it has ${principal.scopes.join(', ')}.`,
    })
  }
  c.set('principal', principal)
  const asksLater = ADMITTING.has(operation.operationId) && c.req.header('origin') === undefined
  c.set('epoch', asksLater ? undefined : await requireLiving(services, principal, operation.requiredScope))
  await requireOrigin(c)
}

/** Whether the key lives and has the scope, asked of the instance's limiter; answers the epoch in force. */
export async function requireLiving(services: Services, principal: Principal, scope: Scope): Promise<number> {
  const { instanceId, projectId, keyId } = principal
  const checked = await reached(() => services.rpc.check({ instanceId, projectId, keyId, scope, requestId: services.requestId }))
  if (!checked.ok) throw keyRefused(checked.code)
  return checked.epoch
}

/** A config service that does not answer, or whose limiter is away, is no fault of ours: nobody is let in meanwhile, and asking again helps. */
export async function reached<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    throw error instanceof AppError ? error : new AppError('unavailable', { retryAfterMs: 1000, cause: error })
  }
}

export function keyRefused(code: KeyRefusal, detail?: string): AppError {
  return new AppError(code, detail === undefined ? {} : { detail })
}

function bearerToken(header: string | undefined): string {
  const missing = (detail: string) => new AppError('missing_key', { detail })
  if (header === undefined) throw missing('Send your API key as Authorization: Bearer cma_live_….')
  const match = /^Bearer +(\S+) *$/i.exec(header)
  if (match === null) throw missing('The Authorization header is not of the form Bearer cma_live_….')
  return match[1]!
}

/**
 * Who a key is never changes, so what was found is kept while the isolate lives; by digest, so that no key lies about. Its scopes may grow,
 * so one that lacks the scope is asked for again; that they may shrink is the limiter's to know.
 */
const principals = new Map<string, Principal>()
const PRINCIPALS_KEPT = 5000

async function authenticate(
  services: Services,
  token: string,
  { projectId, instanceId }: { projectId: string | null; instanceId: string | null },
  needed: Scope,
): Promise<Principal> {
  const cacheKey = `${await sha256Hex(token)}|${projectId}|${instanceId}`
  const known = principals.get(cacheKey)
  if (known?.scopes.includes(needed)) return known
  if (!isWellFormedKey(token)) throw keyRefused('invalid_key')
  const result = await reached(() => services.rpc.authenticate({ token, projectId, instanceId }))
  if (!result.ok) throw keyRefused(result.code, result.detail)
  principals.set(cacheKey, result.principal)
  if (principals.size > PRINCIPALS_KEPT) principals.delete(principals.keys().next().value!)
  return result.principal
}
