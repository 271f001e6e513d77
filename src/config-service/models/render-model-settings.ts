import type { components } from '../../../generated/config/types.ts'
import type { InstanceRow } from '../db/instances.ts'
import { timestamp } from '../http/timestamp.ts'

export function renderModelSettings(row: InstanceRow): components['schemas']['ModelSettings'] {
  return { ...row.modelSettings, providers: row.modelSettings.providers ?? [], updated_at: timestamp(row.modelSettingsUpdatedAt) }
}
