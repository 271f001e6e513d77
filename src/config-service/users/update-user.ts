import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { eq, sql } from 'drizzle-orm'
import { requireRank, requireUser } from '../http/access.ts'
import { applyChange, conflict, versionGuard } from '../change/change.ts'
import { grants, users } from '../db/schema.ts'
import { getUser, reachedBy, reachOf } from '../db/users.ts'
import { auditActor, etag, expectedVersion } from '../http/etag.ts'
import { Route } from '../http/route.ts'
import type { AppEnv } from '../services.ts'
import { showUser } from '../show.ts'
import { lastSuperadminGuard } from './last-superadmin.ts'

export class UpdateUser extends Route(routes.updateUser) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const { db, clock } = services
    const { params, headers, body } = this.input
    const user = await requireUser(services, actor, params.user_id)
    requireRank(actor, user.role)
    const role = body.role ?? user.role
    requireRank(actor, role)
    const version = expectedVersion(headers['if-match'], user.version)
    const roleChanged = role !== user.role
    const isGranted = role === 'developer' || role === 'viewer'
    const values = { name: body.name ?? user.name, email: body.email ?? user.email, role, version: version + 1, updatedAt: clock() }
    // Another role reaches other instances: those that it reached and those that it will.
    const before = reachOf(user)
    const reach = roleChanged ? { ...before, alsoInstances: [...before.alsoInstances, reachedBy(user.id)] } : { instanceIds: [] }
    await applyChange(services, {
      organizationId: user.organizationId,
      actor: auditActor(c),
      guards: [
        versionGuard(sql`(SELECT version FROM users WHERE id = ${user.id})`, version),
        ...(user.role === 'superadmin' && roleChanged ? [lastSuperadminGuard(user.id)] : []),
      ],
      statements: [
        db.update(users).set(values).where(eq(users.id, user.id)),
        ...(isGranted ? [] : [db.delete(grants).where(eq(grants.userId, user.id))]),
      ],
      audit: [
        {
          action: 'user.update',
          targetKind: 'user',
          targetId: user.id,
          instanceId: null,
          before: showUser(user),
          after: showUser({ ...user, ...values, grants: isGranted ? user.grants : [] }),
        },
      ],
      ...reach,
      conflicts: {
        'users.organization_id, users.email': conflict('conflict', 'There is a user with this address already.', '/body/email'),
      },
      idempotency: c.var.idempotency,
      resultPath: `/config/v1/users/${user.id}`,
    })
    const now = await getUser(db, user.id)
    return this.reply(200, showUser(now!), { ETag: etag(now!.version) })
  }
}
