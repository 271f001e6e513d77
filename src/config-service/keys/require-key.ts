import { type Actor, roleIncludes } from '../../auth/actor.ts'
import { roleInInstance } from '../../auth/authorize.ts'
import { AppError } from '../../shared/errors.ts'
import { findKey, type KeyWithOwner } from '../db/keys.ts'
import type { Services } from '../services.ts'

/**
 * Returns the actor's rights to a key. A `manager` may change the key, a `reader` may only see it; null means that the actor must not learn
 * that the key exists. The managers of a user's key are that user, and every admin whose role is at least as high as the user's. An admin
 * with a lower role is only a reader, because a manager can rotate the key and then act as the user.
 */
function standing(actor: Actor, key: KeyWithOwner): 'manager' | 'reader' | null {
  if (actor.keyKind === 'project') return null
  if (key.kind === 'project') {
    const role = roleInInstance(actor, { organizationId: key.organizationId, instanceId: key.instanceId! })
    if (role === null) return null
    return roleIncludes(role, 'developer') ? 'manager' : 'reader'
  }
  if (key.userId === actor.userId) return 'manager'
  const isAdminHere = actor.role === 'superadmin' || (actor.role === 'admin' && actor.organizationId === key.organizationId)
  if (!isAdminHere) return null
  return key.ownerRole === null || roleIncludes(actor.role, key.ownerRole) ? 'manager' : 'reader'
}

/**
 * Returns the key if the actor has at least the rights `needed`. Throws `not_found` both if the key does not exist and if the actor cannot
 * see the key.
 */
export async function requireKey({ db }: Services, actor: Actor, keyId: string, needed: 'manager' | 'reader'): Promise<KeyWithOwner> {
  const key = await findKey(db, keyId)
  const found = key === null ? null : standing(actor, key)
  if (key === null || found === null) throw new AppError('not_found')
  if (needed === 'manager' && found !== 'manager')
    throw new AppError('insufficient_role', { detail: `You may see this key, but not change it. ${managersOf(key)}` })
  return key
}

/** Says who may change this key. */
function managersOf(key: KeyWithOwner): string {
  return key.kind === 'project'
    ? "That needs the role developer in the instance of the key's project."
    : "Its user may, and admins whose role is not below the user's."
}
