import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import type { Actor } from '../../auth/actor.ts'
import { countDependentKeys, type KeySight, listKeys } from '../db/keys.ts'
import { pageOf, readPosition } from '../db/page.ts'
import { requireOrganization } from '../http/access.ts'
import type { AppEnv } from '../http/app-env.ts'
import { Route } from '../http/route.ts'
import { familiesEndedWith } from './kinship.ts'
import { renderKey } from './render-key.ts'
import { requireKey } from './require-key.ts'

export class ListKeys extends Route(routes.listKeys) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const { query } = this.input
    const organizationId = query.organization_id ?? actor.organizationId
    await requireOrganization(services, actor, organizationId, 'viewer')
    const depended = query.depends_on === undefined ? null : await requireKey(services, actor, query.depends_on, 'manager')
    const dependsOn = depended === null ? null : { keyId: depended.id, families: familiesEndedWith(depended) }
    const isAnywhere = dependsOn !== null && query.organization_id === undefined && actor.role === 'superadmin'
    const filter = {
      // `depends_on` names a key, and asks for the keys that would end with it. With the key of a superadmin, keys may have been made in
      // any organization, and a superadmin may name such a key. So a superadmin who names no organization gets the depending keys of all
      // organizations.
      organizationId: isAnywhere ? null : organizationId,
      sight: sightOf(actor),
      kind: query.kind ?? null,
      status: query.status ?? null,
      instanceId: query.instance_id ?? null,
      projectId: query.project_id ?? null,
      userId: query.user_id ?? null,
      dependsOn,
    }
    const now = services.clock()
    const [rows, dependentKeys] = await Promise.all([
      listKeys(services.db, filter, readPosition(query.cursor), query.limit + 1, now),
      dependsOn === null ? null : countDependentKeys(services.db, dependsOn, now),
    ])
    const { page, nextCursor } = pageOf(rows, query.limit)
    return this.reply(200, {
      data: page.map((row) => renderKey(row, now)),
      next_cursor: nextCursor,
      ...(dependentKeys === null ? {} : { dependent_keys: dependentKeys }),
    })
  }
}

function sightOf(actor: Actor): KeySight {
  if (actor.role === 'superadmin' || actor.role === 'admin') return { kind: 'organization' }
  return { kind: 'own', userId: actor.userId!, instanceIds: actor.grants.map((grant) => grant.instanceId) }
}
