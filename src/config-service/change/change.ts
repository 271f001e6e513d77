// Operations change the configuration through the function `change`. An operation passes what is specific to its change. The function
// derives the rest, for example the organization and the actor, from the request and the target.
import type { Context } from 'hono'
import type { Statement } from '../../shared/d1.ts'
import type { AppError } from '../../shared/errors.ts'
import type { AuditActor } from '../db/audit.ts'
import type { InstanceSet } from '../db/instances.ts'
import type { AppEnv } from '../http/app-env.ts'
import { applyChange } from './apply.ts'
import { auditOf, type Entry, type Target } from './entry.ts'
import type { Guard } from './guards.ts'

export interface RequestedChange {
  target: Target
  guards?: Guard[]
  statements: Statement[]
  /** The entries that the change adds to the audit log. */
  audit: Entry | Entry[]
  /** The instances whose configuration the change modifies. Default: the target's instance. */
  affects?: InstanceSet
  /** Whether the change modifies the organization's budget. Default: false. */
  organizationBudget?: boolean
  /**
   * The errors for the caller if a value is already used. The name of each property lists the columns of a UNIQUE constraint, as SQLite
   * names them in its error message (`projects.instance_id, projects.slug`).
   */
  conflicts?: Record<string, AppError>
  /**
   * If the stored response is lost, a repeat with the same Idempotency-Key reads the result at this path. Null if the result cannot be
   * read again, for example because it contains a secret that is shown once. Default: the path of the target; null for a DELETE.
   */
  resultPath?: string | null
  /**
   * Whether the change creates the target. A repeat that reads the result at `resultPath` then has the status 201 and a Location, as the
   * first response; otherwise it has 200. Without a `resultPath`, this has no effect. Default: false.
   */
  creates?: boolean
  /** The author of the change in the audit log. Default: the caller. */
  actor?: AuditActor
  /** If null, no idempotency row is written. If absent, the row for the request's Idempotency-Key is written. */
  idempotency?: null
}

/** Makes the change and waits until it is in force. Throws the same errors as `applyChange`. */
export function change(c: Context<AppEnv>, requested: RequestedChange): Promise<void> {
  const { services, operation } = c.var
  const { target, audit, guards = [], organizationBudget = false, conflicts = {} } = requested
  const instanceId = target.instanceId ?? null
  const defaultPath = operation?.method === 'delete' ? null : pathOf(target)
  const path = requested.resultPath === undefined ? defaultPath : requested.resultPath
  return applyChange(services, {
    organizationId: target.organizationId,
    actor: requested.actor ?? callerOf(c),
    guards,
    statements: requested.statements,
    audit: auditOf(target, [audit].flat()),
    affects: requested.affects ?? { ids: instanceId === null ? [] : [instanceId] },
    organizationBudget,
    conflicts,
    idempotency: requested.idempotency === null ? null : c.var.idempotency,
    result: path === null ? null : { path, status: requested.creates === true ? 201 : 200 },
  })
}

/** Returns the path of a resource, for example `/config/v1/projects/proj_…`. */
function pathOf({ kind, id }: Target): string {
  return `/config/v1/${kind}s/${id}`
}

/** Returns the person or key that the audit log names as the author of this request's changes. */
function callerOf(c: Context<AppEnv>): AuditActor {
  const { actor, requestId } = c.var
  const { keyId } = actor
  if (actor.sessionId !== null) return { kind: 'session', id: actor.userId, keyId, requestId }
  return actor.userId === null ? { kind: 'key', id: keyId, keyId, requestId } : { kind: 'user', id: actor.userId, keyId, requestId }
}
