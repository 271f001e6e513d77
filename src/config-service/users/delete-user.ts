import { eq } from 'drizzle-orm'
import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { change } from '../change/change.ts'
import { raceGuard, sameRowsGuard } from '../change/guards.ts'
import { selectKeysOfApps } from '../db/connected-apps.ts'
import { instancesOfKeys, joinSets, listLivingKeysOf, revokeAll, selectLivingKeysOf } from '../db/keys.ts'
import { grants, keys, sessions, users } from '../db/schema.ts'
import { instancesOfUser } from '../db/users.ts'
import { requireRank, requireUser } from '../http/access.ts'
import type { AppEnv } from '../http/app-env.ts'
import { Route } from '../http/route.ts'
import { changedEntry } from '../keys/kinship.ts'
import { lastSuperadminGuard } from './last-superadmin.ts'
import { renderUser } from './render-user.ts'

export class DeleteUser extends Route(routes.deleteUser) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const { db } = services
    const user = await requireUser(services, actor, this.input.params.user_id)
    requireRank(actor, user.role)
    // The keys of the user's connected apps belong to projects, so they would remain valid without the user. They act for the user and are
    // therefore revoked.
    const now = services.clock()
    const apps = await listLivingKeysOf(db, selectKeysOfApps(user.id), now)
    await change(c, {
      target: { ...user, kind: 'user' },
      guards: [
        raceGuard(users.version, user.id, user.version),
        sameRowsGuard(selectLivingKeysOf(selectKeysOfApps(user.id), now), apps),
        ...(user.role === 'superadmin' ? [lastSuperadminGuard(user.id)] : []),
      ],
      statements: [
        ...revokeAll(selectKeysOfApps(user.id), now),
        db.delete(sessions).where(eq(sessions.userId, user.id)),
        db.delete(keys).where(eq(keys.userId, user.id)),
        db.delete(grants).where(eq(grants.userId, user.id)),
        db.delete(users).where(eq(users.id, user.id)),
      ],
      audit: [
        { action: 'user.delete', before: renderUser(user) },
        ...apps.map((key) => changedEntry('key.revoke', key, { revokedAt: now, updatedAt: now }, now)),
      ],
      affects: joinSets(instancesOfUser(user), instancesOfKeys(selectKeysOfApps(user.id))),
    })
    return this.reply(204)
  }
}
