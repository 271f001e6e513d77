import { eq, sql } from 'drizzle-orm'
import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { change } from '../change/change.ts'
import { conflict } from '../change/guards.ts'
import { countInOrganization } from '../db/organizations.ts'
import { organizations } from '../db/schema.ts'
import { requireOrganization } from '../http/access.ts'
import type { AppEnv } from '../http/app-env.ts'
import { Route } from '../http/route.ts'
import { renderOrganization } from './render-organization.ts'
import { counted } from '../../shared/counted.ts'

export class DeleteOrganization extends Route(routes.deleteOrganization) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const id = this.input.params.organization_id
    const row = await requireOrganization(services, actor, id, 'superadmin')
    const left = await countInOrganization(services.db, id)
    const inUse = conflict(
      'in_use',
      `It still has ${counted(left.instances, 'instance')} and ${counted(left.users, 'user')}. Delete these first.`,
    )
    await change(c, {
      target: { kind: 'organization', id, organizationId: id },
      guards: [
        { holds: sql`NOT EXISTS (SELECT 1 FROM instances WHERE organization_id = ${id})`, error: inUse },
        { holds: sql`NOT EXISTS (SELECT 1 FROM users WHERE organization_id = ${id})`, error: inUse },
      ],
      statements: [services.db.delete(organizations).where(eq(organizations.id, id))],
      audit: {
        action: 'organization.delete',
        before: renderOrganization(row),
      },
    })
    return this.reply(204)
  }
}
