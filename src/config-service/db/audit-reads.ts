import { and, asc, desc, eq, gt, gte, like, lt, or, sql } from 'drizzle-orm'
import type { AuditRow } from './audit.ts'
import type { Database } from './database.ts'
import { auditLog } from './schema.ts'

export interface AuditFilter {
  organizationId: string
  actorId: string | null
  /** The action of the entries. A text that ends with a dot selects all actions that begin with it. Null selects all actions. */
  action: string | null
  targetId: string | null
  from: number | null
  to: number | null
}

/** Lists entries, the newest first. `before` is the last sequence number of the previous page. */
export function listAuditEntries(db: Database, filter: AuditFilter, before: number | null, limit: number): Promise<AuditRow[]> {
  const { action } = filter
  return db
    .select()
    .from(auditLog)
    .where(
      and(
        eq(auditLog.organizationId, filter.organizationId),
        filter.actorId === null ? undefined : or(eq(auditLog.actorId, filter.actorId), eq(auditLog.actorKeyId, filter.actorId)),
        action === null
          ? undefined
          : action.endsWith('.')
            ? like(auditLog.action, `${action.replaceAll(/[%_]/g, '')}%`)
            : eq(auditLog.action, action),
        filter.targetId === null ? undefined : eq(auditLog.targetId, filter.targetId),
        filter.from === null ? undefined : gte(auditLog.at, filter.from),
        filter.to === null ? undefined : lt(auditLog.at, filter.to),
        before === null ? undefined : lt(auditLog.seq, before),
      ),
    )
    .orderBy(desc(auditLog.seq))
    .limit(limit)
}

/** The name of a superadmin for the organizations to which the superadmin does not belong. */
const SUPERADMIN = 'Superadmin of the platform'

/**
 * Returns the names of the organization's users and keys, by id. A user of another organization who has changed something here is a
 * superadmin of the platform; an organization may know that, but not who it is. Keys of other organizations are ignored.
 */
export async function readUserAndKeyNames(db: Database, organizationId: string, ids: string[]): Promise<Record<string, string>> {
  if (ids.length === 0) return {}
  const among = sql`(SELECT value FROM json_each(${JSON.stringify(ids)}))`
  const rows = await db.all<{ id: string; name: string }>(sql`
    SELECT id, CASE WHEN organization_id = ${organizationId} THEN name ELSE ${SUPERADMIN} END AS name FROM users WHERE id IN ${among}
    UNION ALL
    SELECT id, name FROM keys WHERE id IN ${among} AND organization_id = ${organizationId}`)
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]))
}

/** Lists the entries that follow a sequence number in the organization's chain, oldest first. */
export function listAuditEntriesAfter(db: Database, organizationId: string, sequence: number, limit: number): Promise<AuditRow[]> {
  return db
    .select()
    .from(auditLog)
    .where(and(eq(auditLog.organizationId, organizationId), gt(auditLog.seq, sequence)))
    .orderBy(asc(auditLog.seq))
    .limit(limit)
}
