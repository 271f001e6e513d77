import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { requireOrganization } from '../http/access.ts'
import { listInstances } from '../db/instances.ts'
import { pageOf, readPosition } from '../db/page.ts'
import { Route } from '../http/route.ts'
import type { AppEnv } from '../services.ts'
import { showInstance } from '../show.ts'

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
    return this.reply(200, { data: page.map(showInstance), next_cursor: nextCursor })
  }
}
