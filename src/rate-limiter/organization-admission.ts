// The organization's part of an admission. Before an instance admits a request, the request's amount is reserved in the organization's
// budget. If the instance then refuses the request, this reservation is released.
import type { AdmitRequest, AdmitResult, LimitState } from '../shared/config-rpc.ts'
import { errorFields, log } from '../shared/log.ts'
import type { LimiterHost, OrganizationOutcome, Unavailable } from './host.ts'
import type { LimiterPolicy } from './policy.ts'

export const OVERLOADED: AdmitResult & { kind: 'overloaded' } = { kind: 'overloaded', retryAfterMs: 1000 }

/**
 * Reserves the request's amount in the organization's budget. Returns null if the amount is reserved. Otherwise the request is not
 * admitted, and the function returns the result of the admission.
 */
export async function reserveAtOrganization(host: LimiterHost, request: AdmitRequest): Promise<AdmitResult | null> {
  const { organizationId, instanceId, generationId, requestId = null, reserveMicros: amountMicros } = request
  const budget = host.organization(organizationId)
  const reserved = await budget.reserve({ organizationId, instanceId, generationId, amountMicros }).catch((error: unknown) => {
    log('error', 'organization_budget_unreachable', {
      request_id: requestId ?? undefined,
      organization_id: organizationId,
      instance_id: instanceId,
      generation_id: generationId,
      ...errorFields(error),
    })
    return { kind: 'unavailable' as const }
  })
  switch (reserved.kind) {
    case 'unavailable':
      return OVERLOADED
    case 'exceeds_limit':
      return reserved
    case 'denied': {
      const { name, limit, remaining, retryAfterMs } = reserved
      const headers = {
        policy: [{ name, quota: limit.limit, windowSeconds: limit.windowSeconds ?? 0 }],
        nearest: { name, remaining, resetSeconds: Math.ceil(retryAfterMs / 1000) },
      }
      return { kind: 'denied', code: 'budget_exceeded', limit, retryAfterMs, headers }
    }
    case 'reserved':
      return null
  }
}

/**
 * Tells the organization's budget to release the reservation. Nobody waits until this report has arrived: if it is lost,
 * OrganizationBudget asks the instance later.
 */
export function releaseAtOrganization(host: LimiterHost, request: AdmitRequest, now: number): void {
  const { organizationId, instanceId, generationId, requestId = null } = request
  const released: OrganizationOutcome = {
    organizationId,
    instanceId,
    generationId,
    outcome: 'released',
    amountMicros: 0,
    admittedAt: now,
  }
  void host
    .organization(organizationId)
    .report([released])
    .catch((error: unknown) =>
      log('warn', 'organization_release_failed', {
        request_id: requestId ?? undefined,
        organization_id: organizationId,
        generation_id: generationId,
        ...errorFields(error),
      }),
    )
}

/** Returns the states of the organization's budgets; none if it has no budget. */
export async function limitsOfOrganization(
  host: LimiterHost,
  { organizationId, organizationBudget, instanceId }: LimiterPolicy,
  requestId: string | null | undefined,
): Promise<LimitState[] | Unavailable> {
  if (!organizationBudget) return []
  try {
    return await host.organization(organizationId).limits({ organizationId })
  } catch (error) {
    log('error', 'organization_budget_unreachable', {
      request_id: requestId ?? undefined,
      organization_id: organizationId,
      instance_id: instanceId,
      ...errorFields(error),
    })
    return { ok: false, code: 'unavailable' }
  }
}
