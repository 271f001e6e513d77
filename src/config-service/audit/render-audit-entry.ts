import type { components } from '../../../generated/config/types.ts'
import type { AuditRow } from '../db/audit.ts'
import { timestamp } from '../http/timestamp.ts'

export function renderAuditEntry(row: AuditRow): components['schemas']['AuditEntry'] {
  return {
    sequence: row.seq,
    organization_id: row.organizationId,
    instance_id: row.instanceId,
    action: row.action,
    actor: { kind: row.actorKind, id: row.actorId, key_id: row.actorKeyId },
    target: { kind: row.targetKind, id: row.targetId },
    before: parsed(row.before),
    after: parsed(row.after),
    request_id: row.requestId,
    created_at: timestamp(row.at),
    previous_hash: row.previousHash,
    hash: row.hash,
  }
}

function parsed(text: string | null): Record<string, unknown> | null {
  if (text === null) return null
  const value = JSON.parse(text) as unknown
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : { value }
}
