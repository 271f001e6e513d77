import type { components } from '../../../generated/config/types.ts'
import type { LimitState } from '../../shared/config-rpc.ts'
import { timestampOrNull } from '../http/timestamp.ts'

/** @param names the names of projects and keys, by id. */
export function renderGauge(state: LimitState, names: Record<string, string> = {}): components['schemas']['LimitGauge'] {
  return {
    scope: state.scope,
    target: state.target,
    target_name: state.target === null ? null : (names[state.target] ?? null),
    metric: state.metric,
    limit: state.limit,
    capacity: state.capacity,
    window_seconds: state.windowSeconds,
    used: state.used,
    reserved: state.reserved,
    held: state.held,
    remaining: state.remaining,
    resets_at: timestampOrNull(state.resetsAt),
  }
}
