import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { roleInInstance } from '../../auth/authorize.ts'
import { countOpenAlertsOf } from '../db/alerts.ts'
import { readTenants } from '../db/tenants.ts'
import { Route } from '../http/route.ts'
import type { AppEnv } from '../http/app-env.ts'
import { sightOf } from './sight.ts'

export class ListPlaces extends Route(routes.listPlaces) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const found = await readTenants(services.db, sightOf(actor))
    const openAlerts =
      actor.keyKind === 'project' ? new Map<string, number>() : await countOpenAlertsOf(services.db, found.instances, services.clock())
    const projectsOf = Map.groupBy(found.projects, (project) => project.instanceId)
    const instancesOf = Map.groupBy(found.instances, (instance) => instance.organizationId)
    return this.reply(200, {
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
    })
  }
}
