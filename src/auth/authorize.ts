import type { Scope } from '../shared/config-rpc.ts'
import { AppError } from '../shared/errors.ts'
import { type Actor, type Role, roleReaches } from './actor.ts'

/** What the contract says that an operation needs. Null role: any key with the scope. */
export interface Access {
  requiredScope: Scope | null
  requiredRole: Role | null
}
export type Decision = 'allow' | 'insufficient_scope' | 'insufficient_role'

/**
 * Whether this actor may run the operation anywhere at all: it says nothing about the thing that the request names, so the answer is
 * the same whether that exists or not. What the thing itself asks is decided by `roleIn…` after it was loaded.
 */
export function authorizeOperation(actor: Actor, access: Access): Decision {
  if (access.requiredScope !== null && !actor.scopes.includes(access.requiredScope)) return 'insufficient_scope'
  if (access.requiredRole === null) return 'allow'
  return roleReaches(highestRole(actor), access.requiredRole) ? 'allow' : 'insufficient_role'
}

/** The same as a throw. */
export function requireOperation(actor: Actor, access: Access): void {
  const decision = authorizeOperation(actor, access)
  if (decision !== 'allow') throw new AppError(decision, { detail: detailOf(decision, access) })
}

/** The role that the actor has in an organization as a whole; null = it can't see it. */
export function roleInOrganization(actor: Actor, organizationId: string): Role | null {
  if (actor.role === 'superadmin') return 'superadmin'
  return actor.organizationId === organizationId ? actor.role : null
}

/** The role that the actor has in an instance; null = it can't see it. */
export function roleInInstance(actor: Actor, place: { organizationId: string; instanceId: string }): Role | null {
  if (actor.role === 'superadmin') return 'superadmin'
  if (actor.organizationId !== place.organizationId) return null
  if (actor.role === 'admin') return 'admin'
  if (actor.role === null) return null
  return actor.grants.find((grant) => grant.instanceId === place.instanceId)?.role ?? null
}

/** Lets pass who has the role; `not_found` for who may not know of the thing, `insufficient_role` for who sees it and may not do this. */
export function requireRole(role: Role | null, needed: Role): void {
  if (role === null) throw new AppError('not_found')
  if (!roleReaches(role, needed))
    throw new AppError('insufficient_role', { detail: `This needs the role ${needed}; you have ${role} here.` })
}

function highestRole(actor: Actor): Role | null {
  if (actor.role === 'superadmin' || actor.role === 'admin' || actor.role === null) return actor.role
  // A developer by grant alone counts where the grant is; a plain developer without grants reaches no instance anyhow.
  return actor.role === 'developer' || actor.grants.some((grant) => grant.role === 'developer') ? 'developer' : 'viewer'
}

function detailOf(decision: Exclude<Decision, 'allow'>, access: Access): string {
  return decision === 'insufficient_scope'
    ? `The key needs the scope ${access.requiredScope}.`
    : `This needs the role ${access.requiredRole}.`
}
