import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { findUser } from '../db/users.ts'
import type { AppEnv } from '../http/app-env.ts'
import { Route } from '../http/route.ts'
import { renderUser } from './render-user.ts'

export class GetMe extends Route(routes.getMe) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const user = actor.userId === null ? null : await findUser(services.db, actor.userId)
    return this.reply(200, {
      key_id: actor.keyId,
      kind: actor.keyKind,
      organization_id: actor.organizationId,
      user: user === null ? null : renderUser(user),
      project_id: actor.projectId,
      instance_id: actor.instanceId,
      role: actor.role,
      grants: actor.grants.map((grant) => ({ instance_id: grant.instanceId, role: grant.role })),
      scopes: actor.scopes,
    })
  }
}
