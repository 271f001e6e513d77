import type { Context } from 'hono'
import { sql } from 'drizzle-orm'
import { routes } from '../../../generated/config/routes.ts'
import { AppError } from '../../shared/errors.ts'
import { requireOrganization, requireRank } from '../http/access.ts'
import { newId } from '../../shared/ids.ts'
import { applyChange, conflict } from '../change/change.ts'
import { users } from '../db/schema.ts'
import { getUser } from '../db/users.ts'
import { auditActor, etag } from '../http/etag.ts'
import { Route } from '../http/route.ts'
import type { AppEnv } from '../services.ts'
import { showUser } from '../show.ts'

export class CreateUser extends Route(routes.createUser) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const { db, clock } = services
    const { organization_id: organizationId = actor.organizationId, name, email, role } = this.input.body
    await requireOrganization(services, actor, organizationId, 'admin')
    requireRank(actor, role)
    const id = newId('user', clock)
    const now = clock()
    await applyChange(services, {
      organizationId,
      actor: auditActor(c),
      // It may have gone since it was looked at.
      guards: [{ holds: sql`EXISTS (SELECT 1 FROM organizations WHERE id = ${organizationId})`, error: new AppError('not_found') }],
      statements: [db.insert(users).values({ id, organizationId, name, email, role, createdAt: now, updatedAt: now })],
      audit: [{ action: 'user.create', targetKind: 'user', targetId: id, instanceId: null, before: null, after: { name, email, role } }],
      instanceIds: [],
      conflicts: {
        'users.organization_id, users.email': conflict('conflict', 'There is a user with this address already.', '/body/email'),
      },
      idempotency: c.var.idempotency,
      resultPath: `/config/v1/users/${id}`,
    })
    const made = await getUser(db, id)
    return this.reply(201, showUser(made!), { ETag: etag(made!.version), Location: `/config/v1/users/${id}` })
  }
}
