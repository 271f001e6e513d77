import { eq } from 'drizzle-orm'
import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { change } from '../change/change.ts'
import { conflict, versionGuard } from '../change/guards.ts'
import { grants, users } from '../db/schema.ts'
import { joinSets, idsOf, listKeysMadeByOthers, noOtherKeysGuard, revokeAll } from '../db/keys.ts'
import { changedEntry, fallenWith, familyOf } from '../keys/kinship.ts'
import { roleIncludes } from '../../auth/actor.ts'
import { findUser, instancesOfUser, selectInstancesOfUser } from '../db/users.ts'
import { requireRank, requireUser } from '../http/access.ts'
import type { AppEnv } from '../http/app-env.ts'
import { etag, expectedVersion } from '../http/etag.ts'
import { Route } from '../http/route.ts'
import { lastSuperadminGuard } from './last-superadmin.ts'
import { renderUser } from './render-user.ts'

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
    // The role determines which instances the user has access to, so the change affects the instances of the old role and those of the new
    // role. If the role is raised, keys that others made for this user are revoked, because the people who made these keys know the
    // secrets.
    const isRaised = roleChanged && roleIncludes(role, user.role)
    const known = isRaised ? await listKeysMadeByOthers(db, user.id, values.updatedAt) : []
    const fallen = await fallenWith(db, known.map(familyOf), values.updatedAt)
    const revoked = [...known, ...fallen.keys]
    const { ids, selects } = instancesOfUser(user)
    const affects = roleChanged ? { ids, selects: [...selects, selectInstancesOfUser(user.id)] } : { ids: [] }
    await change(c, {
      target: { ...user, kind: 'user' },
      guards: [
        versionGuard(users.version, user.id, version),
        ...(user.role === 'superadmin' && roleChanged ? [lastSuperadminGuard(user.id)] : []),
        ...(isRaised ? [...fallen.guards, noOtherKeysGuard(user.id, known)] : []),
      ],
      statements: [
        db.update(users).set(values).where(eq(users.id, user.id)),
        ...(isGranted ? [] : [db.delete(grants).where(eq(grants.userId, user.id))]),
        ...(revoked.length > 0 ? revokeAll(idsOf(revoked), values.updatedAt) : []),
      ],
      audit: [
        {
          action: 'user.update',
          before: renderUser(user),
          after: renderUser({ ...user, ...values, grants: isGranted ? user.grants : [] }),
        },
        ...revoked.map((key) => changedEntry('key.revoke', key, { revokedAt: values.updatedAt }, values.updatedAt)),
      ],
      affects: joinSets(affects, fallen.affects),
      conflicts: {
        'users.organization_id, users.email': conflict('conflict', 'There is a user with this address already.', '/body/email'),
      },
    })
    const now = await findUser(db, user.id)
    return this.reply(200, renderUser(now!), { ETag: etag(now!.version) })
  }
}
