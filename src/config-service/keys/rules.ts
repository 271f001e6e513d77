import type { Actor } from '../../auth/actor.ts'
import { keyFault } from '../../auth/authenticate.ts'
import type { Limit, Scope } from '../../shared/config-rpc.ts'
import { AppError, type FieldError } from '../../shared/errors.ts'
import { repeatedLimits } from '../limits/repeated.ts'
import { counterOf, type KeyLimit, shapeFault } from '../limits/shape.ts'

/**
 * Throws if `scopes`, the scopes that the actor gives to a key, contain one that the actor's own key lacks. Without this check, the actor
 * could gain rights by using the key that gets these scopes. The scope `read` includes `metrics:read`.
 */
export function requireScopes(actor: Actor, scopes: readonly Scope[]): void {
  const missing = scopes.filter((scope) => !actor.scopes.includes(scope) && !(scope === 'metrics:read' && actor.scopes.includes('read')))
  if (missing.length > 0)
    throw new AppError('insufficient_scope', {
      detail: `Your key lacks the scope ${missing.join(' and ')}, so it cannot give it to another key.`,
    })
}

/** Throws if the key is revoked or expired, because such a key cannot be changed. */
export function requireAlive(key: { revokedAt: number | null; expiresAt: number | null }, now: number): void {
  const fault = keyFault(key, now)
  if (fault !== null)
    throw new AppError('conflict', { detail: `The key ${fault === 'revoked_key' ? 'was revoked' : 'has expired'}. Make a new one.` })
}

export function requireFuture(expiresAt: number | null, now: number): void {
  if (expiresAt !== null && expiresAt <= now) {
    throw new AppError('invalid_request', {
      detail: 'The expiry has passed already.',
      errors: [{ pointer: '/body/expires_at', message: 'must be in the future' }],
    })
  }
}

/** Checks that the time window of each limit fits the limit's metric, and that no two limits have the same metric and time window. */
export function requireSoundLimits(limits: readonly KeyLimit[]): void {
  const errors: FieldError[] = limits.flatMap((limit, index) => {
    const fault = shapeFault(limit)
    return fault === null ? [] : [{ pointer: `/body/limits/${index}`, message: fault }]
  })
  for (const [index, first] of repeatedLimits(limits, counterOf))
    errors.push({ pointer: `/body/limits/${index}`, message: `has the metric and window of /body/limits/${first}; keep one of the two` })
  if (errors.length > 0) throw new AppError('invalid_request', { errors })
}

/** Converts a key's own limits to the form of the limits in the instance's list. */
export function limitsOfKey(keyId: string, limits: readonly KeyLimit[]): Limit[] {
  return limits.map(({ metric, window_seconds: seconds, window, limit, burst }) => ({
    scope: 'key',
    target: keyId,
    metric,
    limit,
    windowSeconds: window ?? seconds ?? null,
    ...(burst === undefined ? {} : { burst }),
  }))
}
