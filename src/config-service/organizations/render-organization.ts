import type { components } from '../../../generated/config/types.ts'
import type { OrganizationRow } from '../db/organizations.ts'
import { timestamp } from '../http/timestamp.ts'

export function renderOrganization(row: OrganizationRow): components['schemas']['Organization'] {
  return {
    id: row.id,
    name: row.name,
    slug: row.slug,
    budget: { daily_micros: row.dailyBudgetMicros, monthly_micros: row.monthlyBudgetMicros },
    created_at: timestamp(row.createdAt),
    updated_at: timestamp(row.updatedAt),
  }
}
