import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { Snapshot } from '../../shared/config-rpc.ts'
import type { Database } from './database.ts'
import { instances, snapshots } from './schema.ts'

/**
 * How many snapshots of an instance are kept. Readers need only the newest snapshot, or one whose epoch the limiter named a moment ago. No
 * instance is changed so often in this short time that such a snapshot would already be deleted.
 */
export const SNAPSHOTS_KEPT = 100

/**
 * An SQL expression for a random text. It is stored as the mark of a new epoch or of a new version of a budget. The letter at its
 * beginning prevents SQLite from treating the text as a number.
 */
export const NEW_MARK = sql.raw(`'m' || lower(hex(randomblob(8)))`)

export const newMark = () => `m${crypto.getRandomValues(new Uint8Array(8)).toHex()}`

/**
 * Returns the statements that raise the epoch of instances and write their snapshots. `which` selects the ids of the instances. The
 * snapshots are built in SQL, from the rows as they are in the transaction. If they were built from rows that were read before, a
 * concurrent change could be missing. Old snapshots are deleted.
 */
export function nextEpochStatements(which: SQL, now: number): SQL[] {
  return [
    sql`UPDATE instances SET epoch = epoch + 1, epoch_mark = ${NEW_MARK} WHERE id IN (${which})`,
    sql`
      INSERT INTO snapshots (instance_id, epoch, body, created_at)
      SELECT i.id, i.epoch, json_object(
        'format', 1,
        'organizationId', i.organization_id,
        'instanceId', i.id,
        'epoch', i.epoch,
        'publishedAt', strftime('%Y-%m-%dT%H:%M:%fZ', ${now} / 1000.0, 'unixepoch'),
        'instance', json_object(
          'name', i.name, 'slug', i.slug, 'status', i.status, 'defaultModel', i.default_model, 'fallbackChain', json(i.fallback_chain),
          'deliveryBaseUrl', i.delivery_base_url, 'retentionDays', i.retention_days, 'recordRows', i.retention->>'recordRows', 'corsOrigins', json(i.cors_origins),
          'contentPolicy', json(i.content_policy), 'workerUrl', i.worker_url),
        'projects', (SELECT json_group_object(p.id, json_object('name', p.name, 'status', p.status, 'retentionDays', p.retention_days))
          FROM projects p WHERE p.instance_id = i.id),
        'models', (SELECT json_group_object(value->>'model', json_object('enabled', json(coalesce(value->'enabled', 'null')), 'price', json(coalesce(value->'price', 'null')), 'connections', json(coalesce(value->'connections', 'null'))))
          FROM json_each(i.model_settings, '$.models')),
        'aliases', (SELECT json_group_object(value->>'alias', value->>'model') FROM json_each(i.model_settings, '$.aliases')),
        'customProviders', (SELECT json_group_object(value->>'id', json(value)) FROM json_each(i.model_settings, '$.custom_providers')),
        'customModels', (SELECT json_group_object(value->>'id', json(value)) FROM json_each(i.model_settings, '$.custom_models')),
        'providerConnections', (SELECT json_group_object(value->>'provider', json(value->'connections')) FROM json_each(i.model_settings, '$.providers')),
        'credentials', (SELECT json_group_object(c.provider, json_object('credentialId', c.id, 'version', c.version, 'baseUrl', c.base_url, 'provider', coalesce(c.adapter, c.provider)))
          FROM credentials c WHERE c.instance_id = i.id),
        'webhooks', (SELECT json_group_array(json_object('webhookId', w.id, 'url', w.url, 'events', json(w.events), 'projectId', w.project_id, 'status', w.status))
          FROM webhooks w WHERE w.instance_id = i.id)
      ), ${now}
      FROM instances i WHERE i.id IN (${which})`,
    // `i.epoch` is already the new epoch here, so the newest SNAPSHOTS_KEPT snapshots remain, including the new one.
    sql`
      DELETE FROM snapshots WHERE instance_id IN (${which})
        AND epoch <= (SELECT i.epoch FROM instances i WHERE i.id = snapshots.instance_id) - ${SNAPSHOTS_KEPT}`,
  ]
}

/**
 * Returns the snapshot of an epoch; if `epoch` is null, the newest snapshot. Returns null if the instance was deleted or never had that
 * epoch, or if the epoch is so old that its snapshot was deleted.
 */
export async function findSnapshot(db: Database, instanceId: string, epoch: number | null): Promise<Snapshot | null> {
  const row = await db
    .select({ body: snapshots.body })
    .from(snapshots)
    .innerJoin(instances, eq(instances.id, snapshots.instanceId))
    .where(and(eq(snapshots.instanceId, instanceId), eq(snapshots.epoch, epoch ?? instances.epoch)))
    .get()
  return row === undefined ? null : (JSON.parse(row.body) as Snapshot)
}

/**
 * Returns whether the instance existed and was deleted. Snapshots are kept longer than their instance, so a snapshot without an instance
 * shows that the instance was deleted.
 */
export async function wasDeleted(db: Database, instanceId: string): Promise<boolean> {
  const row = await db.get<{ deleted: number }>(sql`
    SELECT EXISTS (SELECT 1 FROM snapshots WHERE instance_id = ${instanceId})
      AND NOT EXISTS (SELECT 1 FROM instances WHERE id = ${instanceId}) AS deleted`)
  return row?.deleted === 1
}
