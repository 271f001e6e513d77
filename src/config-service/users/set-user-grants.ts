import { eq, sql } from 'drizzle-orm'
import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { AppError } from '../../shared/errors.ts'
import { change } from '../change/change.ts'
import { versionGuard } from '../change/guards.ts'
import { grants, instances, users } from '../db/schema.ts'
import { findUser } from '../db/users.ts'
import { requireRank, requireUser } from '../http/access.ts'
import type { AppEnv } from '../http/app-env.ts'
import { etag, expectedVersion } from '../http/etag.ts'
import { Route } from '../http/route.ts'
import { renderUser } from './render-user.ts'

export class SetUserGrants extends Route(routes.setUserGrants) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const { db, clock } = services
    const { params, headers, body } = this.input
    const user = await requireUser(services, actor, params.user_id)
    requireRank(actor, user.role)
    const version = expectedVersion(headers['if-match'], user.version)
    if (user.role === 'admin' || user.role === 'superadmin')
      throw new AppError('conflict', {
        detail: `A user with the role ${user.role} has access to every instance, so grants are not possible.`,
      })
    const wanted = body.grants.map((grant) => grant.instance_id)
    const known =
      wanted.length === 0
        ? []
        : await db
            .select({ id: instances.id, organizationId: instances.organizationId })
            .from(instances)
            .where(sql`${instances.id} IN (SELECT value FROM json_each(${JSON.stringify(wanted)}))`)
    const errors = wanted.flatMap((id, index) => {
      if (wanted.indexOf(id) !== index) return [{ pointer: `/body/grants/${index}/instance_id`, message: 'occurs twice' }]
      return known.some((each) => each.id === id && each.organizationId === user.organizationId)
        ? []
        : [{ pointer: `/body/grants/${index}/instance_id`, message: "is not an instance of the user's organization" }]
    })
    if (errors.length) throw new AppError('invalid_request', { errors })
    await change(c, {
      target: { ...user, kind: 'user' },
      guards: [versionGuard(users.version, user.id, version)],
      statements: [
        db.delete(grants).where(eq(grants.userId, user.id)),
        sql`INSERT INTO grants (user_id, instance_id, role)
          SELECT ${user.id}, value->>'instance_id', value->>'role' FROM json_each(${JSON.stringify(body.grants)})`,
        db
          .update(users)
          .set({ version: version + 1, updatedAt: clock() })
          .where(eq(users.id, user.id)),
      ],
      audit: {
        action: 'user.set_grants',
        before: renderUser(user).grants,
        after: body.grants,
      },
      affects: { ids: [...new Set([...user.grants.map((grant) => grant.instanceId), ...wanted])] },
    })
    const now = await findUser(db, user.id)
    return this.reply(200, renderUser(now!), { ETag: etag(now!.version) })
  }
}
