// The entries that a change of the configuration adds to the audit log.
import type { AuditEntry } from '../db/audit.ts'

/** The resource that a change is about. If the resource's row is spread into this object, only `kind` must be added. */
export interface Target {
  kind: 'alert' | 'organization' | 'user' | 'instance' | 'project' | 'key' | 'credential' | 'webhook' | 'session' | 'key_encryption_key'
  id: string
  organizationId: string
  /** The instance to which the resource belongs; absent or null if it belongs to none. */
  instanceId?: string | null
}

export interface Entry {
  action: string
  /** The resource that this entry is about. Default: the target of the whole change. */
  target?: Target
  /**
   * `before` and `after`: the resource before and after the change, without secrets. Default: null. `before` is null for a new resource,
   * `after` for a deleted one.
   */
  before?: unknown
  after?: unknown
}

/** Converts the entries of a change to the form in which the audit log stores them. `target` is the target of the whole change. */
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
