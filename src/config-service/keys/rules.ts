import { type Actor, roleReaches } from '../../auth/actor.ts'
import { keyFault } from '../../auth/authenticate.ts'
import { roleInInstance } from '../../auth/authorize.ts'
import type { Limit, Scope } from '../../shared/config-rpc.ts'
import { AppError, type FieldError } from '../../shared/errors.ts'
import type { KeyWithOwner } from '../db/keys.ts'
import { type KeyLimit, shapeFault } from '../limits/rules.ts'

/**
 * What an actor is to a key: `manager` may change it, `reader` may see it, null must not learn that it exists. A user's key is its user's,
 * and an admin's whose rank is not below that user's, since who can rotate a key can act as its user.
 */
function standing(actor: Actor, key: KeyWithOwner): 'manager' | 'reader' | null {
  if (actor.keyKind === 'project') return null
  if (key.kind === 'project') {
    const role = roleInInstance(actor, { organizationId: key.organizationId, instanceId: key.instanceId! })
    if (role === null) return null
    return roleReaches(role, 'developer') ? 'manager' : 'reader'
  }
  if (key.userId === actor.userId) return 'manager'
  const isAdminHere = actor.role === 'superadmin' || (actor.role === 'admin' && actor.organizationId === key.organizationId)
  if (!isAdminHere) return null
  return key.ownerRole === null || roleReaches(actor.role, key.ownerRole) ? 'manager' : 'reader'
}

/** The key, where the actor may do this with it. */
export function requireStanding(actor: Actor, key: KeyWithOwner | null, needed: 'manager' | 'reader'): KeyWithOwner {
  const found = key === null ? null : standing(actor, key)
  if (key === null || found === null) throw new AppError('not_found')
  if (needed === 'manager' && found !== 'manager')
    throw new AppError('insufficient_role', { detail: 'You may see this key, not change it.' })
  return key
}

/** No key gets a scope that its maker's key lacks. */
export function requireScopes(actor: Actor, scopes: readonly Scope[]): void {
  const missing = scopes.filter((scope) => !actor.scopes.includes(scope))
  if (missing.length > 0)
    throw new AppError('insufficient_scope', { detail: `Your key lacks ${missing.join(' and ')}, so it can not hand that on.` })
}

/** A key that is over is not changed any more. */
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

/** Which window goes with which metric, and no two limits of the same kind. */
export function requireSoundLimits(limits: readonly KeyLimit[]): void {
  const errors: FieldError[] = limits.flatMap((limit, index) => {
    const fault = shapeFault(limit)
    return fault === null ? [] : [{ pointer: `/body/limits/${index}`, message: fault }]
  })
  const seen = new Set<string>()
  for (const [index, limit] of limits.entries()) {
    const name = `${limit.metric} ${limit.window_seconds ?? limit.window}`
    if (seen.has(name)) errors.push({ pointer: `/body/limits/${index}`, message: 'is there twice: one limit for each metric and window' })
    seen.add(name)
  }
  if (errors.length > 0) throw new AppError('invalid_request', { detail: 'The limits of the key can not be used.', errors })
}

/** A key's own limits among those of its instance. */
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
