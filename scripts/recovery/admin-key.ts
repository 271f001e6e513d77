// Makes a new key for a superadmin who has lost the old one: the key's row for the database, and the statements that add the key's entry to
// the audit log. The row has only a hash of the key, made with the deployment's pepper.
import { createHmac } from 'node:crypto'
import { makeKey, shownParts } from '../../src/auth/key-format.ts'
import { appendStatements } from '../../src/config-service/db/audit.ts'
import type { keys, users } from '../../src/config-service/db/schema.ts'
import { newId } from '../../src/shared/ids.ts'

// oxlint-disable-next-line no-extend-native -- a standard method that the Workers runtime has and Node 24 has not; the audit log's hashes need it
Uint8Array.prototype.toHex ??= function (this: Uint8Array) {
  return Buffer.from(this).toString('hex')
}

type Admin = Pick<typeof users.$inferSelect, 'id' | 'organizationId'>

/** @param peppers the value of the secret KEY_PEPPERS. */
export function newAdminKey(admin: Admin, peppers: string, name: string): { secret: string; row: typeof keys.$inferSelect } {
  const [pepperVersion, pepper] = newestPepper(peppers)
  const secret = makeKey()
  const now = Date.now()
  return {
    secret,
    row: {
      id: newId('key', () => now),
      kind: 'user',
      name,
      organizationId: admin.organizationId,
      instanceId: null,
      projectId: null,
      userId: admin.id,
      hash: createHmac('sha256', Buffer.from(pepper, 'base64')).update(secret).digest('base64url'),
      pepperVersion,
      ...shownParts(secret),
      scopes: ['read', 'generate', 'manage'],
      limits: [],
      expiresAt: null,
      revokedAt: null,
      lastUsedAt: null,
      createdBy: admin.id,
      replacedBy: null,
      family: null,
      pool: null,
      maker: null,
      app: null,
      version: 1,
      createdAt: now,
      updatedAt: now,
    },
  }
}

/**
 * Returns the newest pepper and its version. Throws an error with a fixed text if `peppers` is not valid. An error of JSON.parse is not
 * passed on, because it may contain the secret.
 */
function newestPepper(peppers: string): [version: number, pepper: string] {
  let byVersion: Record<string, unknown> = {}
  try {
    byVersion = { ...(JSON.parse(peppers) as Record<string, unknown>) }
  } catch {
    // If KEY_PEPPERS is not JSON, `byVersion` stays empty, so the check below throws.
  }
  const version = Math.max(...Object.keys(byVersion).map(Number))
  const pepper = byVersion[version]
  if (typeof pepper !== 'string' || Buffer.from(pepper, 'base64').length < 16)
    throw new Error('KEY_PEPPERS is not JSON of the form {"1":"…"}, with base64 of at least 16 bytes. Copy it as the deployment has it.')
  return [version, pepper]
}

type End = { seq: number; hash: string }

/**
 * Returns the statements that append an entry about the creation of the key to the audit log. `end` has the number and the hash of the
 * log's last entry.
 */
export function auditOfAdminKey(row: typeof keys.$inferSelect, madeBy: string, end: End) {
  return auditOf('key.create', row, { before: null, after: shown(row, madeBy) }, end)
}

/**
 * Like `auditOfAdminKey`, but the entry says that the new key was revoked. If the hash of a new key was made with another pepper than that
 * of the deployment, the platform refuses the key. The command that has made the key then revokes it.
 */
export function auditOfDeadKey(row: typeof keys.$inferSelect, madeBy: string, end: End) {
  return auditOf('key.revoke', row, { before: shown(row, madeBy), after: { reason: 'made with another pepper' } }, end)
}

const shown = (row: typeof keys.$inferSelect, madeBy: string) => ({
  kind: 'user',
  user_id: row.userId,
  name: row.name,
  scopes: row.scopes,
  made_by: madeBy,
})

function auditOf(
  action: string,
  row: typeof keys.$inferSelect,
  states: { before: Record<string, unknown> | null; after: Record<string, unknown> | null },
  end: End,
) {
  const entry = { action, targetKind: 'key', targetId: row.id, instanceId: null, ...states }
  return appendStatements(row.organizationId, [entry], { kind: 'system', id: null, requestId: null }, end, row.createdAt)
}
