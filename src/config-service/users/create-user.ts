import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { newId } from '../../shared/ids.ts'
import { change } from '../change/change.ts'
import { conflict, existsGuard } from '../change/guards.ts'
import { organizations, users } from '../db/schema.ts'
import { findUser } from '../db/users.ts'
import { requireOrganization, requireRank } from '../http/access.ts'
import type { AppEnv } from '../http/app-env.ts'
import { etag } from '../http/etag.ts'
import { Route } from '../http/route.ts'
import { renderUser } from './render-user.ts'

export class CreateUser extends Route(routes.createUser) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const { db, clock } = services
    const { organization_id: organizationId = actor.organizationId, name, email, role } = this.input.body
    await requireOrganization(services, actor, organizationId, 'admin')
    requireRank(actor, role)
    const id = newId('user', clock)
    const now = clock()
    await change(c, {
      target: { kind: 'user', id, organizationId },
      creates: true,
      guards: [existsGuard(organizations, organizationId)],
      statements: [db.insert(users).values({ id, organizationId, name, email, role, createdAt: now, updatedAt: now })],
      audit: { action: 'user.create', after: { name, email, role } },
      conflicts: {
        'users.organization_id, users.email': conflict('conflict', 'There is a user with this address already.', '/body/email'),
      },
    })
    const made = await findUser(db, id)
    return this.reply(201, renderUser(made!), { ETag: etag(made!.version), Location: `/config/v1/users/${id}` })
  }
}
