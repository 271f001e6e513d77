import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { listOrganizations } from '../db/organizations.ts'
import { pageOf, readPosition } from '../db/page.ts'
import type { AppEnv } from '../http/app-env.ts'
import { Route } from '../http/route.ts'
import { renderOrganization } from './render-organization.ts'

export class ListOrganizations extends Route(routes.listOrganizations) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const { slug, limit, cursor } = this.input.query
    const filter = { onlyId: actor.role === 'superadmin' ? null : actor.organizationId, slug: slug ?? null }
    const { page, nextCursor } = pageOf(await listOrganizations(services.db, filter, readPosition(cursor), limit + 1), limit)
    return this.reply(200, { data: page.map(renderOrganization), next_cursor: nextCursor })
  }
}
