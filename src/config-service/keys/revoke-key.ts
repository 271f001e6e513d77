import type { Context } from 'hono'
import { sql } from 'drizzle-orm'
import { routes } from '../../../generated/config/routes.ts'
import { change } from '../change/change.ts'
import { raceGuard } from '../change/guards.ts'
import { publishInstances } from '../change/publish.ts'
import { joinSets, instancesOfKey, instancesOfKeys, revokeAll, selectMadeBy, updateKey } from '../db/keys.ts'
import { keys } from '../db/schema.ts'
import { deleteSessionsOfKey } from '../db/sessions.ts'
import type { AppEnv } from '../http/app-env.ts'
import { Route } from '../http/route.ts'
import { changedEntry, fallenWith, familiesEndedWith, familyOf } from './kinship.ts'
import { renderKey } from './render-key.ts'
import { requireKey } from './require-key.ts'

export class RevokeKey extends Route(routes.revokeKey) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const key = await requireKey(services, actor, this.input.params.key_id, 'manager')
    if (key.revokedAt !== null) {
      // The key is already revoked, but perhaps this was not published to all limiters. The response 204 promises that every limiter
      // refuses the key, so the change is published again.
      const affected = instancesOfKeys(sql`SELECT ${key.id} UNION SELECT id FROM (${selectMadeBy([familyOf(key)])})`)
      await publishInstances(services, affected)
      return this.reply(204)
    }
    const now = services.clock()
    const changes = { revokedAt: now, updatedAt: now }
    const families = familiesEndedWith(key)
    const fallen = await fallenWith(services.db, families, now)
    await change(c, {
      target: { ...key, kind: 'key' },
      guards: [raceGuard(keys.version, key.id, key.version), ...fallen.guards],
      statements: [
        updateKey(services.db, key, changes),
        deleteSessionsOfKey(services.db, key.id),
        ...revokeAll(selectMadeBy(families), now),
      ],
      audit: [
        {
          action: 'key.revoke',
          before: renderKey(key, now),
          after: renderKey({ ...key, ...changes }, now),
        },
        ...fallen.keys.map((each) => changedEntry('key.revoke', each, changes, now)),
      ],
      affects: joinSets(instancesOfKey(key), fallen.affects),
    })
    return this.reply(204)
  }
}
