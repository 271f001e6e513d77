import type { Actor } from '../../auth/actor.ts'
import type { Sight } from '../db/tenants.ts'

/** Returns the part of the platform that an actor can see. */
export function sightOf({ role, organizationId, instanceId, projectId, grants }: Actor): Sight {
  if (role === 'superadmin') return { organizationId: null, instanceIds: null, projectId: null }
  if (role === 'admin') return { organizationId, instanceIds: null, projectId: null }
  if (role === null) return { organizationId, instanceIds: instanceId === null ? [] : [instanceId], projectId }
  return { organizationId, instanceIds: grants.map((grant) => grant.instanceId), projectId: null }
}
