// The entries of the audit log, as a change describes them.
import type { AuditEntry } from '../db/audit.ts'

/** The subject of a change. Spreading a row fills in every field except `kind`. */
export interface Target {
  kind: 'alert' | 'organization' | 'user' | 'instance' | 'project' | 'key' | 'credential' | 'webhook' | 'session' | 'key_encryption_key'
  id: string
  organizationId: string
  /** The instance that the subject belongs to; absent or null if it belongs to none. */
  instanceId?: string | null
}

export interface Entry {
  action: string
  /** Default: the target of the whole change. */
  target?: Target
  /** The subject as the contract shows it, without secrets. Default: null, for a subject that is created or deleted. */
  before?: unknown
  after?: unknown
}

/** Returns entries as the audit log stores them. */
export function auditOf(target: Target, entries: Entry[]): AuditEntry[] {
  return entries.map(({ action, target: subject = target, before = null, after = null }) => ({
    action,
    targetKind: subject.kind,
    targetId: subject.id,
    instanceId: subject.instanceId ?? null,
    before,
    after,
  }))
}
