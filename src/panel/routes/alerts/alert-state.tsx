import type { components } from '../../../../generated/config/types.ts'
import { Status } from '../../parts/status.tsx'

/** Shows the state of an alert: open, closed, or acknowledged, which is an open alert that somebody knows of. */
export function AlertState({
  of: { status, acknowledged_at: at },
}: {
  of: Pick<components['schemas']['Alert'], 'status' | 'acknowledged_at'>
}) {
  return status === 'open' && at !== null ? <Status value="acknowledged" tone="quiet" /> : <Status value={status} />
}
