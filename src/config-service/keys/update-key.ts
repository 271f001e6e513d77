import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { change } from '../change/change.ts'
import { versionGuard } from '../change/guards.ts'
import { joinSets, instancesOfKey, type KeyRow, setLimitsOfPool, updateKey } from '../db/keys.ts'
import { keys } from '../db/schema.ts'
import type { AppEnv } from '../http/app-env.ts'
import { etag, expectedVersion } from '../http/etag.ts'
import { Route } from '../http/route.ts'
import { changedEntry, fallenWith, familyOf, isLater, poolOf, requireMaker, requireNotWidened } from './kinship.ts'
import { renderKey } from './render-key.ts'
import { requireKey } from './require-key.ts'
import { requireAlive, requireFuture, requireScopes, requireSoundLimits } from './rules.ts'

export class UpdateKey extends Route(routes.updateKey) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const { params, headers, body } = this.input
    const key = await requireKey(services, actor, params.key_id, 'manager')
    const version = expectedVersion(headers['if-match'], key.version)
    const now = services.clock()
    requireAlive(key, now)
    if (body.scopes !== undefined) requireScopes(actor, body.scopes)
    if (body.limits !== undefined) requireSoundLimits(body.limits)
    const changes: Partial<KeyRow> = { updatedAt: now }
    if (body.name !== undefined) changes.name = body.name
    if (body.scopes !== undefined) changes.scopes = body.scopes
    if (body.limits !== undefined) changes.limits = body.limits
    if (body.expires_at !== undefined) changes.expiresAt = body.expires_at === null ? null : Date.parse(body.expires_at)
    requireFuture(changes.expiresAt ?? null, now)

    const after = { ...key, ...changes, version: key.version + 1 }
    requireNotWidened(await requireMaker(services.db, actor), key, after)
    // A key must not outlive the key with which it was made. So if this key now ends earlier, the keys that were made with it end earlier,
    // too. If the request sets limits, all keys that share their counters with this key get these limits.
    const isShortened = isLater(key.expiresAt, after.expiresAt)
    const fallen = await fallenWith(services.db, isShortened && key.replacedBy === null ? [familyOf(key)] : [], now)
    const shortened = fallen.keys.filter((each) => isLater(each.expiresAt, after.expiresAt))
    await change(c, {
      target: { ...key, kind: 'key' },
      guards: [versionGuard(keys.version, key.id, version), ...fallen.guards],
      statements: [
        updateKey(services.db, key, changes),
        ...shortened.map((each) => updateKey(services.db, each, { expiresAt: after.expiresAt, updatedAt: now })),
        ...(body.limits === undefined ? [] : [setLimitsOfPool(poolOf(key), body.limits, now)]),
      ],
      audit: [
        {
          action: 'key.update',
          before: renderKey(key, now),
          after: renderKey(after, now),
        },
        ...shortened.map((each) => changedEntry('key.update', each, { expiresAt: after.expiresAt }, now)),
      ],
      affects: joinSets(instancesOfKey(key), fallen.affects),
    })
    return this.reply(200, renderKey(after, now), { ETag: etag(after.version) })
  }
}
