// Decides what an actor may see and do with one organization, instance, project or user.
import { type Actor, type Role, roleIncludes } from '../../auth/actor.ts'
import { requireRole, roleInInstance, roleInOrganization } from '../../auth/authorize.ts'
import { AppError } from '../../shared/errors.ts'
import { readChainEnd } from '../db/audit.ts'
import { findInstance, type InstanceRow } from '../db/instances.ts'
import { findOrganization, type OrganizationRow } from '../db/organizations.ts'
import { findProject, type ProjectRow } from '../db/projects.ts'
import { findUser, type UserRow } from '../db/users.ts'
import type { Services } from '../services.ts'

/**
 * Returns the organization if the actor has at least the role `needed` in it; throws otherwise. The error is `not_found` both if the
 * organization does not exist and if the actor cannot see it.
 */
export async function requireOrganization(
  services: Services,
  actor: Actor,
  organizationId: string,
  needed: Role,
): Promise<OrganizationRow> {
  requireRole(roleInOrganization(actor, organizationId), needed)
  const row = await findOrganization(services.db, organizationId)
  if (row === null) throw new AppError('not_found')
  return row
}

/**
 * Checks that the actor may read the audit log of an organization, for which the role admin is needed. A superadmin can also read the log
 * of a deleted organization.
 */
export async function requireAuditedOrganization({ db }: Services, actor: Actor, organizationId: string): Promise<void> {
  requireRole(roleInOrganization(actor, organizationId), 'admin')
  if ((await findOrganization(db, organizationId)) === null && (await readChainEnd(db, organizationId)).seq === 0)
    throw new AppError('not_found')
}

/** Returns the instance if the actor has at least the role `needed` in it; throws otherwise. */
export async function requireInstance(services: Services, actor: Actor, instanceId: string, needed: Role): Promise<InstanceRow> {
  const row = await findInstance(services.db, instanceId)
  if (row === null) throw new AppError('not_found')
  requireRole(roleInInstance(actor, { organizationId: row.organizationId, instanceId }), needed)
  return row
}

/** Returns the project if the actor has at least the role `needed` in the project's instance; throws otherwise. */
export async function requireProject(services: Services, actor: Actor, projectId: string, needed: Role): Promise<ProjectRow> {
  const row = await findProject(services.db, projectId)
  if (row === null) throw new AppError('not_found')
  requireRole(roleInInstance(actor, row), needed)
  return row
}

/** Returns the user if the actor is an admin of the user's organization; throws otherwise. */
export async function requireUser(services: Services, actor: Actor, userId: string): Promise<UserRow> {
  const user = await findUser(services.db, userId)
  if (user === null) throw new AppError('not_found')
  requireRole(roleInOrganization(actor, user.organizationId), 'admin')
  return user
}

/** Throws if an actor creates or changes a user whose role is higher than the actor's own. */
export function requireRank(actor: Actor, role: Role): void {
  if (!roleIncludes(actor.role, role))
    throw new AppError('insufficient_role', {
      detail: `Only a user with the role ${role} may create or change a user with the role ${role}.`,
    })
}
