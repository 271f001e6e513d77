import type { Context } from 'hono'
import { sql } from 'drizzle-orm'
import { routes } from '../../../generated/config/routes.ts'
import { announceInstances } from '../change/announce.ts'
import { applyChange, raceGuard } from '../change/change.ts'
import { getKey, instancesOfKey, updateKey } from '../db/keys.ts'
import { deleteSessionsOfKey } from '../db/sessions.ts'
import { auditActor } from '../http/etag.ts'
import { requireStanding } from './rules.ts'
import { showKey } from './show-key.ts'
import { Route } from '../http/route.ts'
import type { AppEnv } from '../services.ts'

export class RevokeKey extends Route(routes.revokeKey) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const key = requireStanding(actor, await getKey(services.db, this.input.params.key_id), 'manager')
    if (key.revokedAt !== null) {
      // It may be that the first call could not reach every limiter: the 204 is a promise, so make sure now.
      await announceInstances(services, instancesOfKey(key))
      return this.reply(204)
    }
    const now = services.clock()
    const changes = { revokedAt: now, updatedAt: now }
    await applyChange(services, {
      organizationId: key.organizationId,
      actor: auditActor(c),
      guards: [raceGuard(sql`(SELECT version FROM keys WHERE id = ${key.id})`, key.version)],
      statements: [updateKey(services.db, key, changes), deleteSessionsOfKey(services.db, key.id)],
      audit: [
        {
          action: 'key.revoke',
          targetKind: 'key',
          targetId: key.id,
          instanceId: key.instanceId,
          before: showKey(key, now),
          after: showKey({ ...key, ...changes }, now),
        },
      ],
      ...instancesOfKey(key),
      idempotency: c.var.idempotency,
      resultPath: null,
    })
    return this.reply(204)
  }
}
