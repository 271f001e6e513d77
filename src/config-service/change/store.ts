// Every change of configuration is stored here. One D1 batch holds the change, the next epoch and its snapshot, the audit entries, the
// outbox rows and the idempotency row.
import { type SQL, sql } from 'drizzle-orm'
import { d1MessageOf, failedUnique, runBatch, type Statement } from '../../shared/d1.ts'
import { AppError } from '../../shared/errors.ts'
import { IDEMPOTENCY_WINDOW_MS } from '../../shared/idempotency.ts'
import { newId } from '../../shared/ids.ts'
import {
  APPEND_TRIES,
  appendStatements,
  type AuditActor,
  type AuditEntry,
  isChainCollision,
  pauseAfterCollision,
  readChainEnd,
} from '../db/audit.ts'
import { type InstanceSet, selectInstances } from '../db/instances.ts'
import { nextEpochStatements } from '../db/snapshots.ts'
import type { Services } from '../services.ts'
import type { Guard } from './guards.ts'
import type { KeyedChange } from './keyed-change.ts'

export interface Change {
  organizationId: string
  actor: AuditActor
  guards: Guard[]
  /** The statements of the change, as SQL or as drizzle's own statements. */
  statements: Statement[]
  audit: AuditEntry[]
  /**
   * The instances whose configuration the change modifies. Each of them gets a new epoch. The queries in `affects.selects` run after
   * `statements`.
   */
  affects: InstanceSet
  /** Whether the change modifies the organization's budget. */
  organizationBudget: boolean
  /**
   * The errors for the caller if a UNIQUE constraint fails. The name of each property lists the columns of a constraint, as SQLite names
   * them in its error message (`projects.instance_id, projects.slug`).
   */
  conflicts: Record<string, AppError>
  /** The idempotency row to write together with the change; null if there is none. */
  idempotency: KeyedChange | null
  /** If the stored response is lost, a repeat reads the result at this path and has this status. Null if no GET returns the result. */
  result: { path: string; status: 200 | 201 } | null
}

/**
 * Stores the change without publishing it. Returns the id with which `publishChange` publishes the change; null if there is nothing to
 * publish.
 */
export async function storeChange(services: Services, change: Change): Promise<string | null> {
  const affected = selectInstances(change.affects)
  const mustPublish = affected !== null || change.organizationBudget
  // The outbox's alarm is set before the batch. If this request breaks off between the batch and publishing, the outbox publishes the
  // change.
  if (mustPublish) await services.environment.OUTBOX.getByName('outbox').arm()
  const changeId = newId('chg', services.clock)
  await commit(services, change, changeId, affected)
  return mustPublish ? changeId : null
}

/** Runs the batch. If the batch failed only because of a concurrent change, runs it again. */
async function commit(services: Services, change: Change, changeId: string, affected: SQL | null): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await runBatch(services.db, await batchOf(services, change, changeId, affected))
      return
    } catch (error) {
      if (!(await isWorthRepeating(services, change, error))) throw error
      if (tries >= APPEND_TRIES) {
        const detail = 'Too many changes at once; nothing was changed.'
        throw new AppError('unavailable', { detail, retryAfterMs: 1_000, cause: error })
      }
      await pauseAfterCollision(tries)
    }
  }
}

async function batchOf({ db, clock }: Services, change: Change, changeId: string, affected: SQL | null): Promise<Statement[]> {
  const { organizationId, audit, idempotency } = change
  const now = clock()
  return [
    // These statements come first in the batch. If two requests with the same idempotency key arrive simultaneously, the later one must get
    // the error about the key, not an error about a changed row.
    ...(idempotency === null ? [] : idempotencyStatements(idempotency, changeId, change.result, now)),
    ...change.guards.map(({ holds }) => sql`INSERT INTO guards (holds) SELECT 0 WHERE (${holds}) IS NOT TRUE`),
    ...change.statements,
    ...(affected === null ? [] : [...nextEpochStatements(affected, now), outboxStatement(changeId, 'instance', affected, now)]),
    ...(change.organizationBudget ? [outboxStatement(changeId, 'organization_budget', sql`SELECT ${organizationId} AS id`, now)] : []),
    ...(audit.length === 0 ? [] : await appendStatements(organizationId, audit, change.actor, await readChainEnd(db, organizationId), now)),
  ]
}

function idempotencyStatements({ keyScope, bodyHash }: KeyedChange, changeId: string, result: Change['result'], now: number): SQL[] {
  return [
    sql`DELETE FROM idempotency WHERE created_at < ${now - IDEMPOTENCY_WINDOW_MS}`,
    sql`INSERT INTO idempotency (scope, body_hash, change_id, result_path, status, created_at)
      VALUES (${keyScope}, ${bodyHash}, ${changeId}, ${result?.path ?? null}, ${result?.status ?? null}, ${now})`,
  ]
}

function outboxStatement(changeId: string, kind: 'instance' | 'organization_budget', subjects: SQL, now: number): SQL {
  return sql`INSERT INTO outbox (id, change_id, kind, subject_id, created_at)
    SELECT ${changeId} || ':' || id, ${changeId}, ${kind}, id, ${now} FROM (${subjects})`
}

/**
 * Finds the reason why a batch has failed; a failed batch writes nothing. If a guard does not hold, or if the change conflicts with a
 * stored row, throws the error for the caller. Otherwise returns whether another try makes sense.
 */
async function isWorthRepeating(services: Services, change: Change, error: unknown): Promise<boolean> {
  if (/CHECK constraint failed: guard_failed/.test(d1MessageOf(error))) {
    for (const { holds, error: answer } of change.guards) {
      const row = await services.db.get<{ holds: number }>(sql`SELECT (${holds}) IS TRUE AS holds`)
      if (!row?.holds) throw answer
    }
    // A guard failed in the batch, but all guards hold now: another change was stored after the batch. So another try may succeed.
    return true
  }
  const columns = failedUnique(error)
  if (columns === undefined) return false
  const answer = change.conflicts[columns]
  if (answer) throw answer
  if (columns.startsWith('idempotency.'))
    throw new AppError('conflict', {
      detail: 'Another request with this Idempotency-Key is still running. Repeat your request in a moment to get its response.',
    })
  return isChainCollision(error)
}
