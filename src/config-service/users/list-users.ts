import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { pageOf, readPosition } from '../db/page.ts'
import { listUsers } from '../db/users.ts'
import { requireOrganization } from '../http/access.ts'
import type { AppEnv } from '../http/app-env.ts'
import { Route } from '../http/route.ts'
import { renderUser } from './render-user.ts'

export class ListUsers extends Route(routes.listUsers) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const { organization_id: organizationId = actor.organizationId, role, email, limit, cursor } = this.input.query
    await requireOrganization(services, actor, organizationId, 'admin')
    const { page, nextCursor } = pageOf(
      await listUsers(services.db, { organizationId, role: role ?? null, email: email ?? null }, readPosition(cursor), limit + 1),
      limit,
    )
    return this.reply(200, { data: page.map(renderUser), next_cursor: nextCursor })
  }
}
