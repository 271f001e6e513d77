import type { Context } from 'hono'
import { sql } from 'drizzle-orm'
import { routes } from '../../../generated/config/routes.ts'
import { AppError } from '../../shared/errors.ts'
import { applyChange, raceGuard } from '../change/change.ts'
import { getKey, insertKey, instancesOfKey, updateKey } from '../db/keys.ts'
import { auditActor, etag } from '../http/etag.ts'
import { newKey } from './new-key.ts'
import { requireAlive, requireScopes, requireStanding } from './rules.ts'
import { showKey } from './show-key.ts'
import { Route } from '../http/route.ts'
import type { AppEnv } from '../services.ts'

export class RotateKey extends Route(routes.rotateKey) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const { params, body } = this.input
    const key = requireStanding(actor, await getKey(services.db, params.key_id), 'manager')
    const now = services.clock()
    requireAlive(key, now)
    requireScopes(actor, key.scopes)
    if (key.replacedBy !== null)
      throw new AppError('conflict', { detail: `It was rotated already, to ${key.replacedBy}; rotate that one.` })

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
    }
    const { row, secret } = await newKey(services, order)
    // Never longer than it would have lived anyhow.
    const graceEnd = Math.min(now + body.grace_period_seconds * 1000, key.expiresAt ?? Number.POSITIVE_INFINITY)
    const changes = { expiresAt: graceEnd, replacedBy: row.id, updatedAt: now }
    const after = showKey({ ...key, ...changes }, now)
    await applyChange(services, {
      organizationId,
      actor: auditActor(c),
      guards: [raceGuard(sql`(SELECT version FROM keys WHERE id = ${key.id})`, key.version)],
      statements: [insertKey(services.db, row), updateKey(services.db, key, changes)],
      audit: [
        { action: 'key.rotate', targetKind: 'key', targetId: key.id, instanceId, before: showKey(key, now), after },
        { action: 'key.create', targetKind: 'key', targetId: row.id, instanceId, before: null, after: showKey(row, now) },
      ],
      ...instancesOfKey(key),
      idempotency: c.var.idempotency,
      // The secret can't be read again.
      resultPath: null,
    })
    return this.reply(201, { ...showKey(row, now), secret }, { ETag: etag(row.version), Location: `/config/v1/keys/${row.id}` })
  }
}
