import { and, count, eq, isNotNull, or, type SQL, sql } from 'drizzle-orm'
import type { Database } from './database.ts'
import { after, type Position } from './page.ts'
import { instances, projects, type StoredWorker } from './schema.ts'

export type InstanceRow = typeof instances.$inferSelect

/**
 * A set of instances: the ids in `ids`, and those that the statements in `selects` return. When a change is stored, the selects run in the
 * same transaction, because instances may be created or deleted until then.
 */
export interface InstanceSet {
  ids: string[]
  selects?: SQL[]
}

/** Returns one select of all ids in the set; null if the set is empty. */
export function selectInstances({ ids, selects = [] }: InstanceSet): SQL | null {
  const all = [...(ids.length ? [sql`SELECT value AS id FROM json_each(${JSON.stringify(ids)})`] : []), ...selects]
  return all.length ? sql.join(all, sql` UNION `) : null
}

/** Returns the set of all instances of an organization. */
export function instancesOfOrganization(organizationId: string): Required<InstanceSet> {
  return { ids: [], selects: [sql`SELECT id FROM instances WHERE organization_id = ${organizationId}`] }
}

/** Finds an instance by id alone; access.ts decides whether the caller may see it. */
export async function findInstance(db: Database, id: string): Promise<InstanceRow | null> {
  return (await db.select().from(instances).where(eq(instances.id, id)).get()) ?? null
}

export function listInstances(
  db: Database,
  filter: { organizationId: string; onlyIds: string[] | null; slug: string | null; status: InstanceRow['status'] | null },
  position: Position | null,
  limit: number,
): Promise<InstanceRow[]> {
  const page = after(instances.createdAt, instances.id, position)
  return db
    .select()
    .from(instances)
    .where(
      and(
        eq(instances.organizationId, filter.organizationId),
        filter.onlyIds === null ? undefined : sql`${instances.id} IN (SELECT value FROM json_each(${JSON.stringify(filter.onlyIds)}))`,
        filter.slug === null ? undefined : eq(instances.slug, filter.slug),
        filter.status === null ? undefined : eq(instances.status, filter.status),
        page.where,
      ),
    )
    .orderBy(...page.order)
    .limit(limit)
}

/**
 * Lists up to 200 instances that have their own Worker, or their own base URL for pictures. If `organizationId` is null, lists those of
 * all organizations.
 */
export function listOwnOrigins(
  db: Database,
  { organizationId, onlyIds }: { organizationId: string | null; onlyIds: string[] | null },
): Promise<Pick<InstanceRow, 'id' | 'workerUrl' | 'deliveryBaseUrl'>[]> {
  return db
    .select({ id: instances.id, workerUrl: instances.workerUrl, deliveryBaseUrl: instances.deliveryBaseUrl })
    .from(instances)
    .where(
      and(
        or(isNotNull(instances.workerUrl), isNotNull(instances.deliveryBaseUrl)),
        organizationId === null ? undefined : eq(instances.organizationId, organizationId),
        onlyIds === null ? undefined : sql`${instances.id} IN (SELECT value FROM json_each(${JSON.stringify(onlyIds)}))`,
      ),
    )
    .limit(200)
}

/**
 * Stores the software version that the Worker of an instance reported. Writes nothing if the same version was already stored at or after
 * `sinceMs`. The column `instances.version`, from which the ETag is made, stays the same, because nobody changed the instance.
 */
export async function writeWorker(db: Database, id: string, worker: StoredWorker, sinceMs: number): Promise<void> {
  await db
    .update(instances)
    .set({ worker })
    .where(
      and(
        eq(instances.id, id),
        sql`(${instances.worker} IS NULL OR ${instances.worker} ->> 'version' <> ${worker.version} OR ${instances.worker} ->> 'seenAt' < ${sinceMs})`,
      ),
    )
}

export async function countProjects(db: Database, instanceId: string): Promise<number> {
  return (await db.select({ count: count() }).from(projects).where(eq(projects.instanceId, instanceId)).get())!.count
}
