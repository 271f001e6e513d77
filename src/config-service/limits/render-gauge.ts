import type { components } from '../../../generated/config/types.ts'
import type { LimitState } from '../../shared/config-rpc.ts'
import { timestampOrNull } from '../http/timestamp.ts'

/** @param nameOf returns the name of a limit's target; null if the target does not exist any more. */
export function renderGauge(
  state: LimitState,
  nameOf: (scope: LimitState['scope'], target: string) => string | null = () => null,
): components['schemas']['LimitGauge'] {
  return {
    scope: state.scope,
    target: state.target,
    target_name: state.target === null ? null : nameOf(state.scope, state.target),
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
