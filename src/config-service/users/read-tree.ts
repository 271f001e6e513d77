import type { components } from '../../../generated/config/types.ts'
import type { Actor } from '../../auth/actor.ts'
import { mayInOrganization, roleInInstance } from '../../auth/authorize.ts'
import { countOpenAlertsOf, countOpenAlertsOfBudgets } from '../db/alerts.ts'
import { readTenants } from '../db/tenants.ts'
import type { Services } from '../services.ts'
import { sightOf } from './sight.ts'

/** Returns the tree of the organizations, instances and projects that an actor sees, with the actor's role in each instance. */
export async function readTree({ db, clock }: Services, actor: Actor): Promise<components['schemas']['Places']> {
  const found = await readTenants(db, sightOf(actor))
  const counted = found.organizations.map(({ id }) => id).filter((id) => mayInOrganization(actor, id, 'admin'))
  const none = new Map<string, number>()
  const [openAlerts, openOfBudgets] = await Promise.all([
    actor.keyKind === 'project' ? none : countOpenAlertsOf(db, found.instances, clock()),
    counted.length === 0 ? none : countOpenAlertsOfBudgets(db, counted, clock()),
  ])
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
        open_alerts: (openAlerts.get(instance.id) ?? 0) + (openOfBudgets.get(id) ?? 0),
        projects: (projectsOf.get(instance.id) ?? []).map(({ id, name, slug, status }) => ({ id, name, slug, status })),
      })),
    })),
    truncated: found.truncated,
  }
}
