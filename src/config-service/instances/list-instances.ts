import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { listInstances } from '../db/instances.ts'
import { pageOf, readPosition } from '../db/page.ts'
import { requireOrganization } from '../http/access.ts'
import type { AppEnv } from '../http/app-env.ts'
import { Route } from '../http/route.ts'
import { renderInstance } from './render-instance.ts'

export class ListInstances extends Route(routes.listInstances) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const { organization_id: organizationId = actor.organizationId, slug, status, limit, cursor } = this.input.query
    await requireOrganization(services, actor, organizationId, 'viewer')
    const onlyIds = actor.role === 'superadmin' || actor.role === 'admin' ? null : actor.grants.map((grant) => grant.instanceId)
    const rows = await listInstances(
      services.db,
      { organizationId, onlyIds, slug: slug ?? null, status: status ?? null },
      readPosition(cursor),
      limit + 1,
    )
    const { page, nextCursor } = pageOf(rows, limit)
    return this.reply(200, { data: page.map(renderInstance), next_cursor: nextCursor })
  }
}
