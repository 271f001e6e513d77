// Puts a stored change in force. A change has one outbox row for each limiter and each organization budget that must load it.
import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { AppError } from '../../shared/errors.ts'
import { findInstance, type InstanceSet, selectInstances } from '../db/instances.ts'
import { organizations, outbox } from '../db/schema.ts'
import { findSnapshot } from '../db/snapshots.ts'
import { limiterClient } from '../limiter-client.ts'
import type { Services } from '../services.ts'
import { putCopy } from './snapshot-copy.ts'

type OutboxRow = Pick<typeof outbox.$inferSelect, 'id' | 'kind' | 'subjectId'>

/**
 * Publishes one row of the outbox: tells the limiter or the organization budget to load the change, copies an instance's snapshot to KV,
 * and marks the row as done. The same row may be published twice without harm.
 */
export async function publish(services: Services, row: OutboxRow): Promise<void> {
  if (row.kind === 'instance') await publishInstance(services, row.subjectId)
  else await publishBudget(services, row.subjectId)
  await services.db.run(sql`UPDATE ${outbox} SET done_at = ${services.clock()} WHERE id = ${row.id}`)
}

async function publishInstance({ db, environment, waitUntil }: Services, instanceId: string): Promise<void> {
  const instance = await findInstance(db, instanceId)
  const snapshot = instance === null ? null : await findSnapshot(db, instanceId, instance.epoch)
  // A deleted instance has no newest epoch, so the highest possible one is announced to its limiter. The limiter then looks for its policy,
  // finds none, and refuses all requests from then on.
  requireInForce(await limiterClient(environment).poke(instanceId, instance?.epoch ?? Number.MAX_SAFE_INTEGER, instance?.epochMark))
  if (snapshot !== null) waitUntil(putCopy(environment, snapshot))
}

async function publishBudget({ db, environment }: Services, organizationId: string): Promise<void> {
  const organization = await db
    .select({ version: organizations.budgetVersion, mark: organizations.budgetMark })
    .from(organizations)
    .where(eq(organizations.id, organizationId))
    .get()
  const version = organization?.version ?? Number.MAX_SAFE_INTEGER
  requireInForce(await limiterClient(environment).pokeOrganization(organizationId, version, organization?.mark))
}

function requireInForce(inForce: boolean): void {
  if (!inForce) throw new Error('The limiter does not have the change yet')
}

/** Publishes one change: all of its outbox rows that are not published yet. Throws `change_pending` if one of them cannot be published. */
export function publishChange(services: Services, changeId: string): Promise<void> {
  return publishAll(services, eq(outbox.changeId, changeId))
}

/** Publishes all changes of these instances that are not published yet. Throws `change_pending` if one of them cannot be published. */
export async function publishInstances(services: Services, instances: InstanceSet): Promise<void> {
  const ids = selectInstances(instances)
  if (ids !== null) await publishAll(services, sql`${outbox.kind} = 'instance' AND ${outbox.subjectId} IN (${ids})`)
}

async function publishAll(services: Services, condition: SQL): Promise<void> {
  const open = await services.db
    .select()
    .from(outbox)
    .where(and(isNull(outbox.doneAt), condition))
  try {
    await Promise.all(open.map((row) => publish(services, row)))
  } catch (error) {
    throw changePending(error)
  }
}

export function changePending(cause: unknown): AppError {
  return new AppError('change_pending', {
    detail: 'The change is stored and will be in force soon. Repeat the request with the same Idempotency-Key to learn when.',
    retryAfterMs: 1_000,
    cause,
  })
}
