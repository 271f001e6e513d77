import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { Snapshot } from '../../shared/config-rpc.ts'
import { AppError } from '../../shared/errors.ts'
import { findInstance, type Reach, selectInstances } from '../db/instances.ts'
import { organizations, outbox } from '../db/schema.ts'
import { readSnapshot } from '../db/snapshots.ts'
import type { Environment } from '../env.ts'
import { limiterClient } from '../limiter-host.ts'
import type { Services } from '../services.ts'

/** Where the copy of a snapshot lies. The key names the epoch, so what is behind it never changes. */
export const snapshotKey = (instanceId: string, epoch: number) => `snapshot:${instanceId}:${epoch}`

/** A copy that is still in use is put back once it has gone. */
const COPY_SECONDS = 30 * 24 * 60 * 60

/** A missing copy costs a read of the database and nothing else, so its failure is no failure. */
export async function putCopy(environment: Environment, snapshot: Snapshot): Promise<void> {
  const key = snapshotKey(snapshot.instanceId, snapshot.epoch)
  await environment.SNAPSHOTS.put(key, JSON.stringify(snapshot), { expirationTtl: COPY_SECONDS }).catch(() => undefined)
}

/** Tells the objects that enforce a change, puts the snapshot's copy in place, and marks the outbox row done. Repeating it is harmless. */
export async function announce(
  services: Services,
  row: { id: string; kind: 'instance' | 'organization_budget'; subjectId: string },
): Promise<void> {
  const { db, environment, clock } = services
  if (row.kind === 'instance') {
    const instance = await findInstance(db, row.subjectId)
    const snapshot = instance === null ? null : await readSnapshot(db, row.subjectId, instance.epoch)
    // A deleted instance has no newest epoch: its limiter asks for its policy, finds none, and refuses from then on.
    require(await limiterClient(environment).poke(row.subjectId, instance?.epoch ?? Number.MAX_SAFE_INTEGER))
    if (snapshot !== null) services.waitUntil(putCopy(environment, snapshot))
  } else {
    const organization = await db
      .select({ version: organizations.budgetVersion })
      .from(organizations)
      .where(eq(organizations.id, row.subjectId))
      .get()
    require(await limiterClient(environment).pokeOrganization(row.subjectId, organization?.version ?? Number.MAX_SAFE_INTEGER))
  }
  await db.run(sql`UPDATE ${outbox} SET done_at = ${clock()} WHERE id = ${row.id}`)
}

/** Finishes the telling of one change. Throws `change_pending` where an object is out of reach. */
export function announceChange(services: Services, changeId: string): Promise<void> {
  return announceAll(services, eq(outbox.changeId, changeId))
}

/** The same for all that is open about these instances. */
export async function announceInstances(services: Services, reach: Reach): Promise<void> {
  const which = selectInstances(reach)
  if (which !== null) await announceAll(services, sql`${outbox.kind} = 'instance' AND ${outbox.subjectId} IN (${which})`)
}

async function announceAll(services: Services, where: SQL): Promise<void> {
  const open = await services.db
    .select()
    .from(outbox)
    .where(and(isNull(outbox.doneAt), where))
  try {
    await Promise.all(open.map((row) => announce(services, row)))
  } catch (error) {
    throw new AppError('change_pending', {
      detail: 'It is stored and will be in force soon. Repeat the request with the same Idempotency-Key to learn when.',
      retryAfterMs: 1_000,
      cause: error,
    })
  }
}

function require(inForce: boolean): void {
  if (!inForce) throw new Error('The limiter does not have the change yet')
}
