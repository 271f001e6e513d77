import type { components } from '../../../generated/config/types.ts'
import { type CredentialRow, providerOf } from '../db/credentials.ts'
import type { StoredVerification } from '../db/schema.ts'
import { timestamp } from '../http/timestamp.ts'

/** Renders a credential as the contract shows it: masked. */
export function renderCredential(row: CredentialRow): components['schemas']['Credential'] {
  return {
    id: row.id,
    organization_id: row.organizationId,
    instance_id: row.instanceId,
    connection: row.connection,
    provider: providerOf(row),
    fields: row.hints,
    base_url: row.baseUrl,
    version: row.version,
    created_at: timestamp(row.createdAt),
    updated_at: timestamp(row.updatedAt),
    verification: row.verification === null ? null : renderVerification(row.verification),
  }
}

export function renderVerification(verification: StoredVerification): components['schemas']['CredentialVerification'] {
  return {
    status: verification.status,
    detail: verification.detail,
    provider_status: verification.providerStatus,
    checked_at: timestamp(verification.checkedAt),
    duration_ms: verification.durationMs,
  }
}
