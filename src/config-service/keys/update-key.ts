import type { Context } from 'hono'
import { sql } from 'drizzle-orm'
import { routes } from '../../../generated/config/routes.ts'
import { applyChange, versionGuard } from '../change/change.ts'
import { getKey, instancesOfKey, type KeyRow, updateKey } from '../db/keys.ts'
import { auditActor, etag, expectedVersion } from '../http/etag.ts'
import { requireAlive, requireFuture, requireScopes, requireSoundLimits, requireStanding } from './rules.ts'
import { showKey } from './show-key.ts'
import { Route } from '../http/route.ts'
import type { AppEnv } from '../services.ts'

export class UpdateKey extends Route(routes.updateKey) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const { params, headers, body } = this.input
    const key = requireStanding(actor, await getKey(services.db, params.key_id), 'manager')
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
    await applyChange(services, {
      organizationId: key.organizationId,
      actor: auditActor(c),
      guards: [versionGuard(sql`(SELECT version FROM keys WHERE id = ${key.id})`, version)],
      statements: [updateKey(services.db, key, changes)],
      audit: [
        {
          action: 'key.update',
          targetKind: 'key',
          targetId: key.id,
          instanceId: key.instanceId,
          before: showKey(key, now),
          after: showKey(after, now),
        },
      ],
      ...instancesOfKey(key),
      idempotency: c.var.idempotency,
      resultPath: `/config/v1/keys/${key.id}`,
    })
    return this.reply(200, showKey(after, now), { ETag: etag(after.version) })
  }
}
