import type { SettleRequest } from '../../shared/config-rpc.ts'
import type { UsageEvent } from '../policy.ts'
import type { Reservation } from './reservation.ts'

/**
 * Makes the usage event for a reported outcome. A repeat of the report gives an event with the same id. A generation whose amount was held
 * has a second event, made when the amount is settled. The second event subtracts the held amount and adds the final cost. It has the time
 * of the first event, so the sums over any period are right.
 */
export function usageOf(
  before: Reservation,
  after: Reservation,
  { outcome, amountMicros, images, tokens, usage, connection }: SettleRequest,
  nowMs: number,
): UsageEvent {
  const held = before.heldUsage
  return {
    eventId: `${before.generationId}.${held === null ? 1 : 2}`,
    organizationId: before.organizationId,
    instanceId: before.instanceId,
    projectId: before.projectId,
    keyId: before.keyId,
    generationId: before.generationId,
    provider: usage.provider,
    model: usage.model,
    // If a held amount is settled, the event of the settlement must name the same connection as the event of the held amount. Otherwise the
    // held amount would be subtracted from another connection.
    connection: (held === null ? connection : held.connection) ?? null,
    operation: usage.operation,
    outcome,
    succeeded: outcome === 'settled' && usage.succeeded,
    errorCode: usage.errorCode,
    requests: held === null ? 1 : 0,
    images: images - (held?.images ?? 0),
    tokens: tokens - (held?.tokens ?? 0),
    costMicros: after.state === 'settled' ? amountMicros : 0,
    heldMicros: (after.state === 'held' ? amountMicros : 0) - (before.state === 'held' ? (before.heldMicros ?? 0) : 0),
    // A held amount is settled only after the job has ended, so the time since the admission does not show how long the picture took.
    tookMs: held === null && outcome === 'settled' && usage.succeeded ? Math.max(0, nowMs - before.admittedAt) : null,
    at: held?.at ?? nowMs,
  }
}
