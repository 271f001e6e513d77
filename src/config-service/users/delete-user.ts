import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { eq, sql } from 'drizzle-orm'
import { requireRank, requireUser } from '../http/access.ts'
import { applyChange, raceGuard } from '../change/change.ts'
import { grants, keys, sessions, users } from '../db/schema.ts'
import { reachOf } from '../db/users.ts'
import { auditActor } from '../http/etag.ts'
import { Route } from '../http/route.ts'
import type { AppEnv } from '../services.ts'
import { showUser } from '../show.ts'
import { lastSuperadminGuard } from './last-superadmin.ts'

export class DeleteUser extends Route(routes.deleteUser) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const { db } = services
    const user = await requireUser(services, actor, this.input.params.user_id)
    requireRank(actor, user.role)
    await applyChange(services, {
      organizationId: user.organizationId,
      actor: auditActor(c),
      guards: [
        raceGuard(sql`(SELECT version FROM users WHERE id = ${user.id})`, user.version),
        ...(user.role === 'superadmin' ? [lastSuperadminGuard(user.id)] : []),
      ],
      statements: [
        db.delete(sessions).where(eq(sessions.userId, user.id)),
        db.delete(keys).where(eq(keys.userId, user.id)),
        db.delete(grants).where(eq(grants.userId, user.id)),
        db.delete(users).where(eq(users.id, user.id)),
      ],
      audit: [{ action: 'user.delete', targetKind: 'user', targetId: user.id, instanceId: null, before: showUser(user), after: null }],
      ...reachOf(user),
      idempotency: c.var.idempotency,
      resultPath: null,
    })
    return this.reply(204)
  }
}
