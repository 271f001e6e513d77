import type { components } from '../../../generated/config/types.ts'
import type { UsageRow } from '../../shared/config-rpc.ts'

type Sums = components['schemas']['UsageTotals']
export type UsageSums = Omit<UsageRow, 'bucketStart' | 'projectId' | 'keyId' | 'model' | 'provider' | 'connection'>

export function renderSums(row: UsageSums): Sums {
  const { requests, succeeded, failed, images, tokens, costMicros, heldMicros } = row
  return { requests, succeeded, failed, images, tokens, cost_micros: costMicros, held_micros: heldMicros }
}

export function totalsOf(rows: Iterable<UsageSums>): Sums {
  const totals = { requests: 0, succeeded: 0, failed: 0, images: 0, tokens: 0, costMicros: 0, heldMicros: 0 }
  for (const row of rows) for (const name of Object.keys(totals) as (keyof typeof totals)[]) totals[name] += row[name]
  return renderSums(totals)
}
