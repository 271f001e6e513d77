import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { change } from '../change/change.ts'
import { raceGuard } from '../change/guards.ts'
import { publishInstances } from '../change/publish.ts'
import { instancesOfKey, updateKey } from '../db/keys.ts'
import { keys } from '../db/schema.ts'
import { deleteSessionsOfKey } from '../db/sessions.ts'
import type { AppEnv } from '../http/app-env.ts'
import { Route } from '../http/route.ts'
import { renderKey } from './render-key.ts'
import { requireKey } from './require-key.ts'

export class RevokeKey extends Route(routes.revokeKey) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const key = await requireKey(services, actor, this.input.params.key_id, 'manager')
    if (key.revokedAt !== null) {
      // It may be that the first call could not reach every limiter: the 204 is a promise, so make sure now.
      await publishInstances(services, instancesOfKey(key))
      return this.reply(204)
    }
    const now = services.clock()
    const changes = { revokedAt: now, updatedAt: now }
    await change(c, {
      target: { ...key, kind: 'key' },
      guards: [raceGuard(keys.version, key.id, key.version)],
      statements: [updateKey(services.db, key, changes), deleteSessionsOfKey(services.db, key.id)],
      audit: {
        action: 'key.revoke',
        before: renderKey(key, now),
        after: renderKey({ ...key, ...changes }, now),
      },
      affects: instancesOfKey(key),
    })
    return this.reply(204)
  }
}
