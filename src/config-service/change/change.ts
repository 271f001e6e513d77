// The one way in which configuration changes. One D1 batch holds the change, the next epoch and its snapshot, the audit entries, the outbox row
// and the idempotency row; then the objects that enforce it are told; only then the caller gets its answer.
import { type SQL, sql } from 'drizzle-orm'
import { AppError, type ErrorCode } from '../../shared/errors.ts'
import { newId } from '../../shared/ids.ts'
import { errorFields, log } from '../../shared/log.ts'
import { appendStatements, type AuditActor, type AuditEntry, chainEnd } from '../db/audit.ts'
import { runBatch, type Statement } from '../../shared/d1.ts'
import { type Reach, selectInstances } from '../db/instances.ts'
import { publishStatements } from '../db/snapshots.ts'
import { announceChange } from './announce.ts'
import type { IdempotencyMark } from './idempotency-mark.ts'
import type { Services } from '../services.ts'

/** A condition that must hold inside the transaction; otherwise nothing is written and the caller gets `error`. */
export interface Guard {
  /** An SQL expression that is true when it holds, e.g. ``sql`(SELECT version FROM users WHERE id = ${id}) = ${version}` ``. */
  holds: SQL
  error: AppError
}

/** `instanceIds` and `alsoInstances`: whose configuration in force is another afterwards. Each gets its next epoch; the selects see the statements done. */
export interface Change extends Reach {
  organizationId: string
  actor: AuditActor
  guards: Guard[]
  /** What is written, as SQL or as drizzle's own statements. */
  statements: Statement[]
  audit: AuditEntry[]
  /** Whether the organization's budget is another afterwards. */
  organizationBudget?: boolean
  /** By the columns of a UNIQUE constraint as SQLite names them (`projects.instance_id, projects.slug`): what to answer. */
  conflicts?: Record<string, AppError>
  /** The row to write with the change, and where its result can be read again. */
  idempotency: IdempotencyMark | null
  resultPath: string | null
}

// Each loser of the race for the next place in the audit chain tries again; so many writers of one organization at once are plenty.
const MAX_TRIES = 12
/** How long an Idempotency-Key is remembered. */
export const IDEMPOTENCY_MS = 24 * 60 * 60 * 1000

/**
 * Makes the change and waits until it is in force. Throws what a guard or conflict says, or `change_pending` when it is stored and not yet
 * in force; with an Idempotency-Key that is thrown later, by `once`, when the answer is there to be kept.
 */
export async function applyChange(services: Services, change: Change): Promise<void> {
  const { db, environment, clock } = services
  const which = selectInstances(change)
  // Armed before the batch: whoever dies between the batch and the telling has somebody to do the telling.
  if (which || change.organizationBudget) await environment.OUTBOX.getByName('outbox').arm()
  const changeId = newId('chg', clock)
  for (let tries = 1; ; tries++) {
    const now = clock()
    const audit = change.audit.length
      ? await appendStatements(change.organizationId, change.audit, change.actor, await chainEnd(db, change.organizationId), now)
      : []
    const statements: Statement[] = [
      // First: of two calls with one key at once, the later shall hear of the other, not that the thing has changed.
      ...(change.idempotency
        ? [
            sql`DELETE FROM idempotency WHERE created_at < ${now - IDEMPOTENCY_MS}`,
            sql`INSERT INTO idempotency (scope, body_hash, change_id, result_path, created_at)
              VALUES (${change.idempotency.scope}, ${change.idempotency.bodyHash}, ${changeId}, ${change.resultPath}, ${now})`,
          ]
        : []),
      ...change.guards.map(({ holds }) => sql`INSERT INTO guards (holds) SELECT 0 WHERE (${holds}) IS NOT TRUE`),
      ...change.statements,
      ...(which ? [...publishStatements(which, now), outboxStatement(changeId, 'instance', which, now)] : []),
      ...(change.organizationBudget
        ? [outboxStatement(changeId, 'organization_budget', sql`SELECT ${change.organizationId} AS id`, now)]
        : []),
      ...audit,
    ]
    try {
      await runBatch(db, statements)
      break
    } catch (error) {
      const again = await explain(services, change, error)
      if (again && tries < MAX_TRIES) {
        await new Promise((done) => setTimeout(done, Math.random() * 20 * tries))
        continue
      }
      throw again
        ? new AppError('unavailable', { detail: 'Too many changes at once; nothing was changed.', retryAfterMs: 1_000, cause: error })
        : error
    }
  }
  if (!which && !change.organizationBudget) return
  try {
    await announceChange(services, changeId)
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'change_pending') throw error
    log('warn', 'change_pending', { organization_id: change.organizationId, ...errorFields(error.cause) })
    if (change.idempotency === null) throw error
    change.idempotency.pending = error
  }
}

function outboxStatement(changeId: string, kind: 'instance' | 'organization_budget', subjects: SQL, now: number): SQL {
  return sql`INSERT INTO outbox (id, change_id, kind, subject_id, created_at)
    SELECT ${changeId} || ':' || id, ${changeId}, ${kind}, id, ${now} FROM (${subjects})`
}

/** What a failed batch means: throws the answer for the caller, or says whether trying again makes sense. Nothing was written. */
async function explain(services: Services, change: Change, error: unknown): Promise<boolean> {
  const message = [error, (error as { cause?: unknown }).cause].map((each) => (each instanceof Error ? each.message : '')).join(' ')
  if (/CHECK constraint failed: guard_failed/.test(message)) {
    for (const { holds, error: answer } of change.guards) {
      const row = await services.db.get<{ holds: number }>(sql`SELECT (${holds}) IS TRUE AS holds`)
      if (!row?.holds) throw answer
    }
    // It failed then and holds now: somebody else's change was in between.
    return true
  }
  const columns = /UNIQUE constraint failed: ([\w., ]+?)(?=:| *$|\s*SQLITE)/.exec(message)?.[1]?.trim()
  if (columns === undefined) return false
  const answer = change.conflicts?.[columns]
  if (answer) throw answer
  if (columns.startsWith('idempotency.'))
    throw new AppError('conflict', { detail: 'A request with this Idempotency-Key is being worked on. Repeat it in a moment.' })
  return columns.startsWith('audit_log.')
}

/** The guard of an update: the version that the caller has read is still there. */
export function versionGuard(current: SQL, expected: number): Guard {
  return { holds: sql`${current} = ${expected}`, error: stale() }
}

/** The same for what the caller put no condition on: somebody else's change came between reading and writing. */
export function raceGuard(current: SQL, expected: number): Guard {
  return { holds: sql`${current} = ${expected}`, error: raced() }
}

export function raced(): AppError {
  return new AppError('conflict', {
    detail: 'It was changed by another request at this moment. Read it again and decide anew; nothing was changed.',
  })
}

export function stale(): AppError {
  return new AppError('precondition_failed', {
    detail: 'It has changed since you read it. Read it again and decide anew; nothing was changed.',
  })
}

export function conflict(code: Extract<ErrorCode, 'conflict' | 'in_use'>, detail: string, pointer?: string): AppError {
  return new AppError(code, { detail, ...(pointer ? { errors: [{ pointer, message: 'is taken' }] } : {}) })
}
