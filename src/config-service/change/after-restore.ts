// Handles a CONFIG_DB that was restored to an earlier time. The restore makes keys valid again that ended after that time. This module ends
// these keys a second time, before any of them is accepted. docs/decisions/0019-restored-databases.md gives the reasons.
import { inArray, sql } from 'drizzle-orm'
import { BoundedCache } from '../../shared/bounded-cache.ts'
import { detach } from '../../shared/detach.ts'
import { AppError } from '../../shared/errors.ts'
import { log } from '../../shared/log.ts'
import { instancesOfOrganization } from '../db/instances.ts'
import type { KeyRow } from '../db/keys.ts'
import { keys } from '../db/schema.ts'
import { NEW_MARK } from '../db/snapshots.ts'
import { changedEntry } from '../keys/kinship.ts'
import type { Services } from '../services.ts'
import { auditOf } from './entry.ts'
import type { Restored } from './journal.ts'
import { publishChange } from './publish.ts'
import { storeChange } from './store.ts'

/**
 * How long an isolate relies on a comparison of an organization's audit log with the organization's journal. After this time, or if the
 * last entry of the audit log has changed, it compares them again.
 */
const TRUST_MS = 10_000
const MOST_ORGANIZATIONS = 1000
const compared = new BoundedCache<string, { end: string | null; until: number }>(MOST_ORGANIZATIONS)

/**
 * Returns whether the database was restored to an earlier time. `end` is the hash of the last entry of the organization's audit log, as the
 * request has read it. If the result is true, the calling function must read everything again.
 */
export async function noticeRestore(services: Services, organizationId: string, end: string | null): Promise<boolean> {
  const now = services.clock()
  const known = compared.get(organizationId)
  if (known !== undefined && known.end === end && known.until > now) return false
  const restored = await followChanges(services, organizationId)
  if (!restored) compared.set(organizationId, { end, until: now + TRUST_MS })
  return restored
}

/**
 * Brings the organization's journal up to date. If the database was restored to an earlier time, keys that had ended may be valid again in
 * the database. The journal lies outside of the database, so it still shows which keys had ended. This function then ends these keys a
 * second time, and returns true. Throws `unavailable` if the journal cannot be reached.
 *
 * `publishes` is false if a limiter calls this function while it loads its policy, because publishing would wait for that same limiter.
 * After this call, the limiter loads the policy again, now without the ended keys. The outbox publishes the change to the other limiters.
 */
export async function followChanges(services: Services, organizationId: string, { publishes = true } = {}): Promise<boolean> {
  // A comparison of the audit log with the journal notices a restore: the log then lacks entries that the journal has. `noticeRestore` does
  // not compare again while the log ends with the same entry as at the cached comparison. This call may copy further changes into the
  // journal. If a restore undoes them, the log ends with that entry again, and `noticeRestore` would miss the restore. So the cached
  // comparison is deleted.
  compared.delete(organizationId)
  const journal = services.environment.OUTBOX.getByName(organizationId)
  const restored = detach(await journal.follow(organizationId).catch(unreachable))
  if (restored === null) return false
  const { fork, lost } = restored
  log('error', 'database_restored', { organization_id: organizationId })
  await endAgain(services, organizationId, restored, publishes)
  await journal.accept(organizationId, fork, lost.hash)
  return true
}

/**
 * Throws the error for a journal that cannot be reached. No key is accepted in this case. After a restore, a key that had ended before may
 * be valid again in the database, and only the journal shows that it had ended.
 */
function unreachable(error: unknown): never {
  throw error instanceof AppError ? error : new AppError('unavailable', { retryAfterMs: 1000, cause: error })
}

/** The error if another request has already handled the same restore. */
const KNOWN = new AppError('conflict')

async function endAgain(services: Services, organizationId: string, restored: Restored, publishes: boolean): Promise<void> {
  const { clock } = services
  const { fork, lost, ended, undone } = restored
  const now = clock()
  const affected = await livingKeys(services, ended, now)
  const expiries = new Map(ended.expiring)
  const changesOf = (key: KeyRow) => {
    const expiresAt = expiries.get(key.id)
    return expiresAt === undefined ? { revokedAt: now, updatedAt: now } : { expiresAt, updatedAt: now }
  }
  const target = { kind: 'organization' as const, id: organizationId, organizationId }
  const stored = {
    organizationId,
    actor: { kind: 'system' as const, id: null, requestId: null },
    guards: [
      {
        holds: sql`NOT EXISTS (SELECT 1 FROM audit_log WHERE organization_id = ${organizationId} AND seq > ${fork}
          AND action = 'organization.database_restored' AND before->>'head_hash' = ${lost.hash})`,
        error: KNOWN,
      },
    ],
    statements: [
      // The restored database may lack alerts that limiters have raised. A limiter that finds out about the restore raises its alerts
      // again, if their causes last. To make every limiter of the organization find out, every instance gets a new epoch below, and the
      // organization's budget gets a new version.
      sql`UPDATE organizations SET history = ${NEW_MARK}, budget_version = budget_version + 1, budget_mark = ${NEW_MARK}
        WHERE id = ${organizationId}`,
      // All sessions are deleted and everybody must sign in again, because it is not known which sessions had ended before the restore.
      sql`DELETE FROM sessions WHERE organization_id = ${organizationId}`,
      ...affected.map((key) => {
        const { revokedAt = key.revokedAt, expiresAt = key.expiresAt } = changesOf(key) as Partial<KeyRow>
        return sql`UPDATE keys SET revoked_at = ${revokedAt}, expires_at = ${expiresAt}, updated_at = ${now}, version = version + 1 WHERE id = ${key.id}`
      }),
    ],
    audit: auditOf(target, [
      {
        action: 'organization.database_restored',
        before: { entries: lost.seq, head_hash: lost.hash },
        after: { entries: fork, undone_changes: lost.count, undone, keys_ended_again: affected.map(({ id }) => id) },
      },
      ...affected.map((key) => changedEntry(expiries.has(key.id) ? 'key.update' : 'key.revoke', key, changesOf(key), now)),
    ]),
    affects: instancesOfOrganization(organizationId),
    organizationBudget: true,
    conflicts: {},
    idempotency: null,
    result: null,
  }
  try {
    const changeId = await storeChange(services, stored)
    if (publishes && changeId !== null) await publishChange(services, changeId)
  } catch (error) {
    if (error !== KNOWN) throw error
  }
}

/**
 * Returns the keys that must be ended a second time. They are valid in the restored database, but before the restore they had ended or had
 * got an earlier expiry.
 */
async function livingKeys({ db }: Services, { revoked, expiring, usersDeleted }: Restored['ended'], now: number): Promise<KeyRow[]> {
  const found: KeyRow[] = []
  const expiries = new Map(expiring)
  for (const [column, ids] of [
    [keys.id, [...revoked, ...expiries.keys()]],
    [keys.userId, usersDeleted],
  ] as const)
    for (let from = 0; from < ids.length; from += 80)
      found.push(
        ...(await db
          .select()
          .from(keys)
          .where(inArray(column, ids.slice(from, from + 80)))),
      )
  return found.filter((key) => {
    const expiresAt = expiries.get(key.id)
    const isLater = expiresAt === undefined || key.expiresAt === null || key.expiresAt > expiresAt
    return key.revokedAt === null && (key.expiresAt === null || key.expiresAt > now) && isLater
  })
}
