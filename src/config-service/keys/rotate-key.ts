import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { AppError } from '../../shared/errors.ts'
import { change } from '../change/change.ts'
import { raceGuard } from '../change/guards.ts'
import { insertKey, instancesOfKey, updateKey } from '../db/keys.ts'
import { keys } from '../db/schema.ts'
import type { AppEnv } from '../http/app-env.ts'
import { etag } from '../http/etag.ts'
import { requireKeyRoom } from './room.ts'
import { Route } from '../http/route.ts'
import { familyOf, makerLives, poolOf, requireMaker, requireRotatable } from './kinship.ts'
import { newKey } from './new-key.ts'
import { renderKey } from './render-key.ts'
import { requireKey } from './require-key.ts'
import { requireAlive, requireScopes } from './rules.ts'

/**
 * Rotations may exceed the maximum number of valid keys by this many keys, because a rotated key remains valid during its grace period, in
 * addition to the key that replaces it.
 */
const ROTATIONS = 50

export class RotateKey extends Route(routes.rotateKey) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const { params, body } = this.input
    const key = await requireKey(services, actor, params.key_id, 'manager')
    const now = services.clock()
    requireAlive(key, now)
    if (key.app !== null)
      throw new AppError('conflict', {
        detail: 'The key of a connected app has no secret that anybody knows. Revoke it, and connect the app again.',
      })
    requireScopes(actor, key.scopes)
    if (key.replacedBy !== null)
      throw new AppError('conflict', { detail: `The key was already rotated, to ${key.replacedBy}. Rotate that key.` })

    const maker = await requireMaker(services.db, actor)
    requireRotatable(maker, key)
    await requireKeyRoom(services, key, ROTATIONS)

    const { kind, organizationId, instanceId, projectId, userId, name, scopes, limits, expiresAt } = key
    const order = {
      kind,
      organizationId,
      instanceId,
      projectId,
      userId,
      name,
      scopes,
      limits,
      expiresAt,
      createdBy: actor.userId ?? actor.keyId,
      // The new key is the old key with another secret: it shares the old key's counters, and the keys that were made with the old key
      // remain.
      family: familyOf(key),
      pool: poolOf(key),
      maker: familyOf(key) === maker.family ? key.maker : maker.family,
    }
    const { row, secret } = await newKey(services, order)
    // The grace period ends no later than the key's own expiry.
    const graceEnd = Math.min(now + body.grace_period_seconds * 1000, key.expiresAt ?? Number.POSITIVE_INFINITY)
    const changes = { expiresAt: graceEnd, replacedBy: row.id, updatedAt: now }
    const after = renderKey({ ...key, ...changes }, now)
    await change(c, {
      target: { ...key, kind: 'key' },
      guards: [makerLives(maker, now), raceGuard(keys.version, key.id, key.version)],
      statements: [insertKey(services.db, row), updateKey(services.db, key, changes)],
      audit: [
        { action: 'key.rotate', before: renderKey(key, now), after },
        { action: 'key.create', target: { ...row, kind: 'key' }, after: renderKey(row, now) },
      ],
      affects: instancesOfKey(key),
      // No GET returns the secret. So if the stored response is lost, a repeat of this request gets an error.
      resultPath: null,
    })
    return this.reply(201, { ...renderKey(row, now), secret }, { ETag: etag(row.version), Location: `/config/v1/keys/${row.id}` })
  }
}
