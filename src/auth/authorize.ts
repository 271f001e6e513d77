import type { Scope } from '../shared/config-rpc.ts'
import { AppError } from '../shared/errors.ts'
import { type Actor, type Role, roleIncludes } from './actor.ts'

/** The access that the contract requires for an operation. If `requiredRole` is null, the scope alone suffices. */
export interface Access {
  requiredScope: Scope | null
  requiredRole: Role | null
}
export type Decision = 'allow' | 'insufficient_scope' | 'insufficient_role'

/**
 * Decides whether this actor may run the operation at all. The decision does not depend on the resource that the request names, so the
 * response is the same whether that resource exists or not. Access to the resource itself is decided by `roleIn…` after it is loaded.
 */
export function authorizeOperation(actor: Actor, access: Access): Decision {
  if (access.requiredScope !== null && !actor.scopes.includes(access.requiredScope)) return 'insufficient_scope'
  if (access.requiredRole === null) return 'allow'
  return roleIncludes(highestRole(actor), access.requiredRole) ? 'allow' : 'insufficient_role'
}

/** Like `authorizeOperation`, but throws AppError on refusal. */
export function requireOperation(actor: Actor, access: Access): void {
  const decision = authorizeOperation(actor, access)
  if (decision !== 'allow') throw new AppError(decision, { detail: detailOf(decision, actor, access) })
}

/** Returns the actor's role in an organization as a whole; null if the actor cannot see the organization. */
export function roleInOrganization(actor: Actor, organizationId: string): Role | null {
  if (actor.role === 'superadmin') return 'superadmin'
  return actor.organizationId === organizationId ? actor.role : null
}

/** Returns whether the actor has at least the role `needed` in an organization as a whole. */
export function mayInOrganization(actor: Actor, organizationId: string, needed: Role): boolean {
  const role = roleInOrganization(actor, organizationId)
  return role !== null && roleIncludes(role, needed)
}

/** Returns the actor's role in an instance; null if the actor cannot see the instance. */
export function roleInInstance(actor: Actor, tenant: { organizationId: string; instanceId: string }): Role | null {
  if (actor.role === 'superadmin') return 'superadmin'
  if (actor.organizationId !== tenant.organizationId) return null
  if (actor.role === 'admin') return 'admin'
  if (actor.role === null) return null
  return actor.grants.find((grant) => grant.instanceId === tenant.instanceId)?.role ?? null
}

/**
 * Checks that a role suffices. Throws `not_found` if `role` is null, because the actor must not learn whether the resource exists. Throws
 * `insufficient_role` if the actor can see the resource but has a lower role than `needed`.
 */
export function requireRole(role: Role | null, needed: Role): void {
  if (role === null) throw new AppError('not_found')
  if (!roleIncludes(role, needed))
    throw new AppError('insufficient_role', { detail: `This needs the role ${needed}; you have ${role} here.` })
}

/** Returns the text of the error for a key that lacks the scope `needed`. */
export function scopeLacks(needed: Scope, scopes: readonly Scope[]): string {
  return `The key needs the scope ${needed}; it has ${scopes.join(', ')}.`
}

function highestRole(actor: Actor): Role | null {
  if (actor.role === 'superadmin' || actor.role === 'admin' || actor.role === null) return actor.role
  // Returns the highest role of the actor in any instance. A viewer counts as a developer if one grant has the role developer.
  // `roleInInstance` later returns the role in the instance that the request is about.
  return actor.role === 'developer' || actor.grants.some((grant) => grant.role === 'developer') ? 'developer' : 'viewer'
}

function detailOf(decision: Exclude<Decision, 'allow'>, actor: Actor, { requiredScope, requiredRole }: Access): string {
  if (decision === 'insufficient_scope') return scopeLacks(requiredScope!, actor.scopes)
  const advice = actor.keyKind === 'project' ? ' A key of a project has no role. Use the key of a user.' : ''
  return `This needs the role ${requiredRole}.${advice}`
}
