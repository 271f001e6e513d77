// Finds the principal of a key, and checks that the key is still valid. This module asks the config service for both. It caches principals,
// but never whether a key is valid.
import { isAccessToken, isDataKey, isWellFormedKey } from '../../auth/key-format.ts'
import { BoundedCache } from '../../shared/bounded-cache.ts'
import type { AuthenticateRequest, CheckRequest, KeyRefusal, Principal, Scope } from '../../shared/config-rpc.ts'
import { sha256Hex } from '../../shared/crypto.ts'
import { AppError, type FieldError } from '../../shared/errors.ts'
import type { Services } from '../services.ts'

/**
 * The principals of keys. A principal is found by the digest of its key, so that no key is held in memory. The scopes of a cached
 * principal may be outdated; nothing else in it can change. If the cached principal lacks the needed scope, the config service
 * is asked again. If a key has lost a scope that the cache still has, the limiter refuses the request.
 */
const principals = new BoundedCache<string, Principal>(5000)

/**
 * Returns the principal of a key. Throws AppError if the config service refuses the key. A cached principal is returned without a check,
 * so its key may have become invalid.
 */
export async function authenticate(
  services: Services,
  token: string,
  { projectId, instanceId, resource }: { projectId: string | null; instanceId: string | null; resource?: string | undefined },
  needed: Scope,
): Promise<Principal> {
  // A data key is the key of a person who is signed in to the panel. It ends with the session, and only the config service knows when the
  // session ends. So its principal is never cached.
  if (isDataKey(token)) return askWho(services, { token, projectId, instanceId })
  // The token of a connected app may end at any time, and only the config service knows when. So its principal is never cached.
  if (isAccessToken(token)) return askWho(services, { token, projectId, instanceId, ...(resource === undefined ? {} : { resource }) })
  const cacheKey = `${await sha256Hex(token)}|${projectId}|${instanceId}`
  const known = principals.get(cacheKey)
  if (known?.scopes.includes(needed)) return known
  if (!isWellFormedKey(token)) throw keyRefused({ code: 'invalid_key' })
  const principal = await askWho(services, { token, projectId, instanceId })
  principals.set(cacheKey, principal)
  return principal
}

async function askWho(services: Services, request: AuthenticateRequest): Promise<Principal> {
  const result = await askConfig(() => services.rpc.authenticate(request))
  if (!result.ok) throw keyRefused(result)
  return result.principal
}

/**
 * Asks the instance's limiter whether the key is valid and has the scope. Returns the epoch of the configuration in force. Throws AppError
 * if the key is refused, or if the instance has exceeded the platform's own rate for `work` (`rate_limited`).
 * @param work what counts against this rate: a number of requests that send pictures, or of URLs to fetch.
 */
export async function requireLiving(services: Services, principal: Principal, scope: Scope, work?: CheckRequest['work']): Promise<number> {
  const { instanceId, projectId, keyId } = principal
  const checked = await askConfig(() =>
    services.rpc.check({ instanceId, projectId, keyId, scope, requestId: services.requestId, ...(work === undefined ? {} : { work }) }),
  )
  if (!checked.ok && checked.code === 'rate_limited')
    throw new AppError('rate_limited', {
      detail: `The instance ${work?.kind === 'fetch' ? 'has pictures fetched by address' : 'uploads pictures'} faster than the platform allows; docs/api/limits.md has the numbers.`,
      retryAfterMs: checked.retryAfterMs,
    })
  if (!checked.ok) throw keyRefused(checked)
  return checked.epoch
}

/**
 * Calls the config service. If the config service does not respond, throws `unavailable`, because no request may pass unchecked. The error
 * tells the caller when to try again.
 */
export async function askConfig<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    throw error instanceof AppError ? error : new AppError('unavailable', { retryAfterMs: 1000, cause: error })
  }
}

export function keyRefused({ code, detail, errors }: { code: KeyRefusal; detail?: string; errors?: FieldError[] }): AppError {
  return new AppError(code, { ...(detail === undefined ? {} : { detail }), ...(errors === undefined ? {} : { errors }) })
}
