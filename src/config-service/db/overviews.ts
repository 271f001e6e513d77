import { type SQL, sql } from 'drizzle-orm'
import type { UsageRow } from '../../shared/config-rpc.ts'
import type { Database } from './database.ts'
import { selectLog } from './logs.ts'

type Sums = Omit<UsageRow, 'bucketStart' | 'projectId' | 'keyId' | 'model' | 'provider'>
const NO_SUMS: Sums = { requests: 0, succeeded: 0, failed: 0, images: 0, tokens: 0, costMicros: 0, heldMicros: 0 }
const COLUMNS =
  sql.raw(`COALESCE(SUM(requests), 0) AS requests, COALESCE(SUM(succeeded), 0) AS succeeded, MAX(COALESCE(SUM(failed), 0), 0) AS failed,
  COALESCE(SUM(images), 0) AS images, COALESCE(SUM(tokens), 0) AS tokens, COALESCE(SUM(cost_micros), 0) AS costMicros,
  COALESCE(SUM(held_micros), 0) AS heldMicros`)

/** Returns the usage since `from`, by instance id. An instance without usage has zeros. The query finds the rows by the primary key. */
export async function readSumsSince(db: Database, instanceIds: string[], from: number): Promise<Map<string, Sums>> {
  const rows = await db.all<Sums & { instanceId: string }>(sql`
    SELECT instance_id AS instanceId, ${COLUMNS} FROM usage_hourly
    WHERE instance_id IN (SELECT value FROM json_each(${JSON.stringify(instanceIds)})) AND hour >= ${from}
    GROUP BY instance_id`)
  const found = new Map(rows.map(({ instanceId, ...sums }) => [instanceId, sums]))
  return new Map(instanceIds.map((id) => [id, found.get(id) ?? NO_SUMS]))
}

/**
 * Returns the names, by id, of those projects of the instance, and of those keys of its projects, whose ids are in `ids`. Ignores all other
 * ids, for example those of projects of another instance.
 */
export async function readNames(db: Database, instanceId: string, ids: Iterable<string>): Promise<Record<string, string>> {
  const wanted = JSON.stringify([...new Set(ids)])
  if (wanted === '[]') return {}
  const among = sql`(SELECT value FROM json_each(${wanted}))`
  const rows = await db.all<{ id: string; name: string }>(sql`
    SELECT id, name FROM projects WHERE id IN ${among} AND instance_id = ${instanceId}
    UNION ALL
    SELECT keys.id, keys.name FROM keys JOIN projects ON projects.id = keys.project_id
    WHERE keys.id IN ${among} AND projects.instance_id = ${instanceId}
    UNION ALL
    SELECT keys.id, 'Superadmin of the platform' FROM keys JOIN instances ON instances.id = ${instanceId}
    WHERE keys.id IN ${among} AND keys.user_id IS NOT NULL AND keys.organization_id <> instances.organization_id`)
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]))
}

/** Counts the failed requests by error code, the most frequent first. */
export function countErrors(db: Database, instanceId: string, from: number, limit: number) {
  return db.all<{ errorCode: string; requests: number; lastAt: number }>(sql`
    SELECT error_code AS errorCode, COUNT(*) AS requests, MAX(at) AS lastAt
    FROM (${selectLog('error_code, at', sql`instance_id = ${instanceId} AND at >= ${from} AND status >= 400 AND error_code IS NOT NULL`, 'failed')})
    GROUP BY error_code ORDER BY requests DESC, error_code LIMIT ${limit}`)
}

export interface SetUpCounts {
  projects: number
  projectKeys: number
  credentials: number
  webhooks: number
  grants: number
}

export async function countSetUp(db: Database, instanceId: string, now: number): Promise<SetUpCounts> {
  const count = (table: SQL) => sql`(SELECT COUNT(*) FROM ${table} WHERE instance_id = ${instanceId})`
  const [counts] = await db.all<SetUpCounts>(sql`
    SELECT ${count(sql`projects`)} AS projects, ${count(sql`credentials`)} AS credentials, ${count(sql`webhooks`)} AS webhooks,
      ${count(sql`grants`)} AS grants,
      (SELECT COUNT(*) FROM keys JOIN projects ON projects.id = keys.project_id
        WHERE projects.instance_id = ${instanceId} AND keys.revoked_at IS NULL AND (keys.expires_at IS NULL OR keys.expires_at > ${now})) AS projectKeys`)
  return counts!
}
