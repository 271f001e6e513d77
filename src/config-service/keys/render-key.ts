import type { components } from '../../../generated/config/types.ts'
import { keyFault } from '../../auth/authenticate.ts'
import type { KeyRow } from '../db/keys.ts'
import { timestamp, timestampOrNull } from '../http/timestamp.ts'

/** Renders a key as the contract shows it, without any secret. */
export function renderKey(key: KeyRow, now: number): components['schemas']['Key'] {
  const fault = keyFault(key, now)
  return {
    id: key.id,
    kind: key.kind,
    name: key.name,
    organization_id: key.organizationId,
    instance_id: key.instanceId,
    project_id: key.projectId,
    user_id: key.userId,
    prefix: key.prefix,
    last_four: key.lastFour,
    scopes: key.scopes,
    status: fault === null ? 'active' : fault === 'revoked_key' ? 'revoked' : 'expired',
    limits: key.limits,
    created_at: timestamp(key.createdAt),
    created_by: key.createdBy,
    expires_at: timestampOrNull(key.expiresAt),
    last_used_at: timestampOrNull(key.lastUsedAt),
    revoked_at: timestampOrNull(key.revokedAt),
    replaced_by: key.replacedBy,
    connected_app: key.app === null ? null : { client_id: key.app.clientId, name: key.app.name, redirect_host: key.app.redirectHost },
    version: key.version,
  }
}
