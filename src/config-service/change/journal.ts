// The journal of an organization lists the changes of its configuration. A durable object keeps the journal in its own storage, outside of
// the database. Each entry of the journal holds the sequence number and the hash of an entry of the audit log. If the audit log lacks the
// entry that belongs to the newest entry of the journal, the database was restored to an earlier time. The journal then shows which keys
// were ended by the changes that the database has lost.
import { and, asc, desc, eq, gt, inArray } from 'drizzle-orm'
import { type AuditRow, readChainEnd } from '../db/audit.ts'
import type { Database } from '../db/database.ts'
import { auditLog, organizations } from '../db/schema.ts'

const READ_AT_ONCE = 500
const COMPARED_AT_ONCE = 80
/** The maximum number of changes that `undone` lists. `lost.count` is the number of all undone changes. */
const NAMED = 100

/** The keys that were ended by changes that the database has lost. */
export interface EndedKeys {
  revoked: string[]
  /** Keys whose expiry was set by a rotation or a change: the key's id and its expiry in Unix milliseconds. */
  expiring: [keyId: string, expiresAt: number][]
  /** Users that were deleted; all of their keys have ended. */
  usersDeleted: string[]
}
/** The changes that were lost when the database was restored to an earlier time. */
export interface Restored {
  /** The sequence number of the newest entry of the audit log that both the database and the journal have; 0 if there is none. */
  fork: number
  /**
   * `seq` and `hash`: the sequence number and the hash that the newest entry of the journal holds. They belong to an entry of the audit log
   * that the database has lost. `count`: the number of lost changes; entries about earlier restores are not counted.
   */
  lost: { seq: number; hash: string; count: number }
  ended: EndedKeys
  /** The changes that were lost, oldest first; if there are more than 100, only the first 100. */
  undone: { action: string; target: string }[]
}

type Sql = Pick<SqlStorage, 'exec'>

export class Journal {
  readonly #sql: Sql
  readonly #db: Database

  constructor(sql: Sql, db: Database) {
    this.#sql = sql
    this.#db = db
    sql.exec(
      'CREATE TABLE IF NOT EXISTS journal (seq INTEGER PRIMARY KEY, hash TEXT NOT NULL, action TEXT NOT NULL, target TEXT NOT NULL, ends_at INTEGER)',
    )
  }

  /**
   * Copies new changes from the audit log into the journal and returns null. If the database was restored to an earlier time, copies
   * nothing and returns the lost changes. If the restored database does not have the organization at all, no key of the organization can be
   * valid, so nothing is copied and null is returned.
   */
  async follow(organizationId: string): Promise<Restored | null> {
    const head = this.#head()
    if (head === null) {
      // The journal is still empty, so it begins at the current end of the audit log.
      const end = await readChainEnd(this.#db, organizationId)
      this.#write(end.seq, end.hash, '', '', null)
      return null
    }
    if (head.seq > 0 && !(await this.#hashes(organizationId, [head.seq])).has(head.hash)) {
      const organization = await this.#db
        .select({ id: organizations.id })
        .from(organizations)
        .where(eq(organizations.id, organizationId))
        .get()
      return organization === undefined ? null : this.#lost(organizationId, head)
    }
    await this.#copy(organizationId, head.seq)
    return null
  }

  /**
   * Removes the lost changes from the journal and continues the journal from the restored database. The caller must first deal with
   * everything that `follow` returned.
   */
  async accept(organizationId: string, fork: number, head: string): Promise<void> {
    // If `head` is no longer the newest entry of the journal, another request has already dealt with the same restore.
    if (this.#head()?.hash !== head) return
    this.#sql.exec('DELETE FROM journal WHERE seq > ?', fork)
    if (this.#head() === null) {
      // The database was restored to a time before the journal began. So the journal begins anew, at the current end of the audit log.
      const end = await readChainEnd(this.#db, organizationId)
      this.#write(end.seq, end.hash, '', '', null)
    } else await this.#copy(organizationId, fork)
  }

  async #copy(organizationId: string, from: number): Promise<void> {
    for (let after = from; ;) {
      const rows = await this.#db
        .select()
        .from(auditLog)
        .where(and(eq(auditLog.organizationId, organizationId), gt(auditLog.seq, after)))
        .orderBy(asc(auditLog.seq))
        .limit(READ_AT_ONCE)
      for (const row of rows) this.#write(row.seq, row.hash, row.action, row.targetId, endOf(row))
      if (rows.length < READ_AT_ONCE) return
      after = rows.at(-1)!.seq
    }
  }

  async #lost(organizationId: string, head: { seq: number; hash: string }): Promise<Restored> {
    let fork = 0
    for (let below = head.seq + 1; fork === 0;) {
      const entries = this.#rows('SELECT * FROM journal WHERE seq < ? AND seq > 0 ORDER BY seq DESC LIMIT ?', below, COMPARED_AT_ONCE)
      if (entries.length === 0) break
      const known = await this.#hashes(
        organizationId,
        entries.map(({ seq }) => seq),
      )
      fork = entries.find(({ hash }) => known.has(hash))?.seq ?? 0
      below = entries.at(-1)!.seq
    }
    const lost = this.#rows("SELECT * FROM journal WHERE seq > ? AND action <> '' ORDER BY seq", fork)
    // Entries that report an earlier restore are left out. The platform wrote them by itself, so they are no changes that a person could
    // repeat.
    const undone = lost.filter(({ action }) => !action.endsWith('.database_restored'))
    return {
      fork,
      lost: { ...head, count: undone.length },
      ended: endedIn(lost),
      undone: undone.slice(0, NAMED).map(({ action, target }) => ({ action, target })),
    }
  }

  /** Returns the hashes of those entries of the audit log that have one of these sequence numbers. The database may lack some. */
  async #hashes(organizationId: string, sequences: number[]): Promise<Set<string>> {
    const rows = await this.#db
      .select({ hash: auditLog.hash })
      .from(auditLog)
      .where(and(eq(auditLog.organizationId, organizationId), inArray(auditLog.seq, sequences)))
      .orderBy(desc(auditLog.seq))
    return new Set(rows.map(({ hash }) => hash))
  }

  #head(): { seq: number; hash: string } | null {
    const [row] = this.#rows('SELECT * FROM journal ORDER BY seq DESC LIMIT 1')
    return row === undefined ? null : { seq: row.seq, hash: row.hash }
  }

  #rows(query: string, ...values: number[]): Entry[] {
    return this.#sql.exec<Entry>(query, ...values).toArray()
  }

  #write(seq: number, hash: string, action: string, target: string, endsAt: number | null): void {
    this.#sql.exec(
      'INSERT OR REPLACE INTO journal (seq, hash, action, target, ends_at) VALUES (?, ?, ?, ?, ?)',
      seq,
      hash,
      action,
      target,
      endsAt,
    )
  }
}

interface Entry extends Record<string, SqlStorageValue> {
  seq: number
  hash: string
  action: string
  target: string
  ends_at: number | null
}

/**
 * If this entry of the audit log is about a rotation or an update of a key, returns the key's expiry after that change. Returns null if the
 * key has no expiry then, and for every other entry.
 */
function endOf({ action, after }: AuditRow): number | null {
  if ((action !== 'key.rotate' && action !== 'key.update') || after === null) return null
  const { expires_at: expiresAt } = JSON.parse(after) as { expires_at?: string | null }
  return expiresAt === undefined || expiresAt === null ? null : Date.parse(expiresAt)
}

/** Returns the keys that these entries of the journal ended. Exported for its tests. */
export function endedIn(entries: Pick<Entry, 'action' | 'target' | 'ends_at'>[]): EndedKeys {
  const revoked = new Set<string>()
  const expiring = new Map<string, number>()
  const usersDeleted: string[] = []
  for (const { action, target, ends_at: endsAt } of entries) {
    if (action === 'key.revoke') revoked.add(target)
    else if (action === 'user.delete') usersDeleted.push(target)
    else if (action === 'key.rotate' || action === 'key.update') {
      // Only the last entry about a key counts, because a later change may have removed the expiry.
      if (endsAt === null) expiring.delete(target)
      else expiring.set(target, endsAt)
    }
  }
  return { revoked: [...revoked], expiring: [...expiring].filter(([id]) => !revoked.has(id)), usersDeleted }
}
