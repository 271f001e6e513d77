import type { components } from '../../../generated/config/types.ts'
import type { Actor } from '../../auth/actor.ts'
import { roleInInstance } from '../../auth/authorize.ts'
import { countOpenAlertsOf } from '../db/alerts.ts'
import { readTenants } from '../db/tenants.ts'
import type { Services } from '../services.ts'
import { sightOf } from './sight.ts'

/** Returns the tree of the organizations, instances and projects that an actor sees, with the actor's role in each instance. */
export async function readTree({ db, clock }: Services, actor: Actor): Promise<components['schemas']['Places']> {
  const found = await readTenants(db, sightOf(actor))
  const openAlerts = actor.keyKind === 'project' ? new Map<string, number>() : await countOpenAlertsOf(db, found.instances, clock())
  const projectsOf = Map.groupBy(found.projects, (project) => project.instanceId)
  const instancesOf = Map.groupBy(found.instances, (instance) => instance.organizationId)
  return {
    organizations: found.organizations.map(({ id, name, slug }) => ({
      id,
      name,
      slug,
      instances: (instancesOf.get(id) ?? []).map((instance) => ({
        id: instance.id,
        name: instance.name,
        slug: instance.slug,
        status: instance.status,
        role: roleInInstance(actor, { organizationId: id, instanceId: instance.id }),
        default_model: instance.defaultModel,
        open_alerts: openAlerts.get(instance.id) ?? 0,
        projects: (projectsOf.get(instance.id) ?? []).map(({ id, name, slug, status }) => ({ id, name, slug, status })),
      })),
    })),
    truncated: found.truncated,
  }
}
