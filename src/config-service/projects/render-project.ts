import type { components } from '../../../generated/config/types.ts'
import type { ProjectRow } from '../db/projects.ts'
import { timestamp } from '../http/timestamp.ts'

export function renderProject(row: ProjectRow): components['schemas']['Project'] {
  return {
    id: row.id,
    instance_id: row.instanceId,
    organization_id: row.organizationId,
    name: row.name,
    slug: row.slug,
    status: row.status,
    retention_days: row.retentionDays,
    created_at: timestamp(row.createdAt),
    updated_at: timestamp(row.updatedAt),
  }
}
