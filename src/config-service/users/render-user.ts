import type { components } from '../../../generated/config/types.ts'
import type { UserRow } from '../db/users.ts'
import { timestamp } from '../http/timestamp.ts'

export function renderUser(row: UserRow): components['schemas']['User'] {
  return {
    id: row.id,
    organization_id: row.organizationId,
    name: row.name,
    email: row.email,
    role: row.role,
    grants: row.grants.map((grant) => ({ instance_id: grant.instanceId, role: grant.role })),
    created_at: timestamp(row.createdAt),
    updated_at: timestamp(row.updatedAt),
  }
}
