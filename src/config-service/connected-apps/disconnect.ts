import { sql } from 'drizzle-orm'
import type { Context } from 'hono'
import { change } from '../change/change.ts'
import type { GrantRow } from '../db/connected-apps.ts'
import { findKey, instancesOfKey, revokeAll } from '../db/keys.ts'
import type { AppEnv } from '../http/app-env.ts'
import { changedEntry } from '../keys/kinship.ts'

export type DisconnectReason = 'revoked_by_app' | 'code_reused' | 'code_misused' | 'refresh_token_reused'

/** Ends an app's access by revoking its key, without which none of its tokens works. Does nothing if the key is already revoked. */
export async function disconnect(c: Context<AppEnv>, grant: GrantRow, reason: DisconnectReason): Promise<void> {
  const { services, requestId } = c.var
  const key = await findKey(services.db, grant.keyId)
  if (key === null || key.revokedAt !== null) return
  const now = services.clock()
  const changes = { revokedAt: now, updatedAt: now }
  await change(c, {
    target: { ...key, kind: 'key' },
    actor: { kind: 'key', id: key.id, keyId: key.id, requestId },
    statements: revokeAll(sql`SELECT ${key.id}`, now),
    audit: [{ action: 'app.disconnect', after: { client_id: grant.clientId, reason } }, changedEntry('key.revoke', key, changes, now)],
    affects: instancesOfKey(key),
    idempotency: null,
  })
}
