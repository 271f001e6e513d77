import type { components } from '../../../generated/config/types.ts'
import type { InstanceRow } from '../db/instances.ts'
import { timestamp } from '../http/timestamp.ts'

export function renderLimits(row: InstanceRow): components['schemas']['LimitSet'] {
  return { limits: row.limits, updated_at: timestamp(row.limitsUpdatedAt) }
}
