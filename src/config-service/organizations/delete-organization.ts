import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { eq, sql } from 'drizzle-orm'
import { requireOrganization } from '../http/access.ts'
import { applyChange, conflict } from '../change/change.ts'
import { countInOrganization } from '../db/organizations.ts'
import { organizations } from '../db/schema.ts'
import { auditActor } from '../http/etag.ts'
import { Route } from '../http/route.ts'
import type { AppEnv } from '../services.ts'
import { showOrganization } from '../show.ts'

export class DeleteOrganization extends Route(routes.deleteOrganization) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const id = this.input.params.organization_id
    const row = await requireOrganization(services, actor, id, 'superadmin')
    const left = await countInOrganization(services.db, id)
    const inUse = conflict('in_use', `It still has ${left.instances} instances and ${left.users} users. Delete them first.`)
    await applyChange(services, {
      organizationId: id,
      actor: auditActor(c),
      guards: [
        { holds: sql`NOT EXISTS (SELECT 1 FROM instances WHERE organization_id = ${id})`, error: inUse },
        { holds: sql`NOT EXISTS (SELECT 1 FROM users WHERE organization_id = ${id})`, error: inUse },
      ],
      statements: [services.db.delete(organizations).where(eq(organizations.id, id))],
      audit: [
        {
          action: 'organization.delete',
          targetKind: 'organization',
          targetId: id,
          instanceId: null,
          before: showOrganization(row),
          after: null,
        },
      ],
      instanceIds: [],
      idempotency: c.var.idempotency,
      resultPath: null,
    })
    return this.reply(204)
  }
}
