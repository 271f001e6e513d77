// The methods of the RateLimiter and OrganizationBudget objects, and `LimiterHost`: what these objects need from their Worker. The config
// service creates the `LimiterHost`.
import { type Clock, systemClock } from '../shared/clock.ts'
import type {
  AdmitRequest,
  AdmitResult,
  ConfigRpc,
  ConnectionRest,
  LimitRef,
  LimitState,
  NextTarget,
  Traced,
} from '../shared/config-rpc.ts'
import type { ObjectNamespace } from '../shared/object-namespace.ts'
import { methodsOf } from '../shared/rpc-methods.ts'
import type { Outcome, ReservationState } from './core/budget.ts'
import type { BeginDecision } from './core/reservation.ts'
import type { LimiterStore } from './policy.ts'

/** The policy cannot be loaded now, so nothing was decided. The limiter's client (client.ts) turns this result into a 503. */
export interface Unavailable {
  ok: false
  code: 'unavailable'
}
/**
 * The result of `poke`, which announces a new configuration. `inForce` is true if this configuration was loaded. If it could not be loaded,
 * `inForce` is false. The limiter then admits nothing until a later load succeeds, and the caller who made the change gets
 * `change_pending`.
 */
export interface PokeResult {
  inForce: boolean
}
export interface GenerationOutcome {
  generationId: string
  state: ReservationState | 'unknown'
  amountMicros: number
}

/** How many generations in a limiter's memory have each state. `heldMicros` is the sum of the held amounts, in micro-USD. */
export interface RunningCounts {
  reserved: number
  begun: number
  held: number
  heldMicros: number
}

export interface BeginRequest extends Traced {
  instanceId: string
  generationId: string
  next?: NextTarget
  /** The connections that the job may use. `rests` in the result names those that rest now; the config service prefers the others. */
  connections?: string[]
}
/** `epoch` is the epoch of the configuration in force; null if no configuration is loaded, or if a newer one is being loaded. */
export type BeginResult = { kind: 'begun'; epoch: number | null; rests: ConnectionRest[] } | Exclude<BeginDecision, { kind: 'begun' }>

/**
 * The methods of an instance's limiter that the generation service calls through the config service. The config service (rpc.ts) and the
 * limiter's client (client.ts) make their functions from this list, and each function only passes the call on. To add such a method, add
 * its name here and implement it in instance-limiter.ts.
 */
export const FORWARDED = ['check', 'recall', 'settle', 'rest', 'limits'] as const
export type Forwarded = Pick<ConfigRpc, (typeof FORWARDED)[number]>

/** The methods of `Rpc`, each with the additional result `Unavailable` for a policy that cannot be loaded. */
type OrUnavailable<Rpc> = {
  [Name in keyof Rpc]: Rpc[Name] extends (request: infer Request) => Promise<infer Result>
    ? (request: Request) => Promise<Result | Unavailable>
    : never
}

/** The methods of the RateLimiter object: one object per instance, named by the instance's id. It is safe to repeat any call. */
export interface RateLimiterRpc extends OrUnavailable<Forwarded> {
  admit(request: AdmitRequest): Promise<AdmitResult>
  begin(request: BeginRequest): Promise<BeginResult | Unavailable>
  poke(request: { instanceId: string; epoch: number; mark?: string | null }): Promise<PokeResult>
  /** Returns the most recent rest of each connection. A rest is the time for which jobs prefer other connections. */
  rests(): Promise<ConnectionRest[]>
  /** Returns how many generations run, and how many have an unknown cost. */
  counts(): Promise<RunningCounts>
  /** Returns the outcomes of these reservations; called by OrganizationBudget. */
  outcomes(generationIds: string[]): Promise<GenerationOutcome[]>
}
export const RATE_LIMITER_METHODS = methodsOf<RateLimiterRpc>({
  admit: true,
  check: true,
  recall: true,
  begin: true,
  settle: true,
  rest: true,
  limits: true,
  poke: true,
  rests: true,
  counts: true,
  outcomes: true,
})

export interface OrganizationReserveRequest {
  organizationId: string
  instanceId: string
  generationId: string
  amountMicros: number
}
export type OrganizationReserveResult =
  | { kind: 'reserved' }
  | { kind: 'denied'; name: string; limit: LimitRef; remaining: number; retryAfterMs: number }
  | { kind: 'exceeds_limit'; limit: LimitRef }
  | { kind: 'unavailable' }
export interface OrganizationOutcome {
  organizationId: string
  instanceId: string
  generationId: string
  outcome: Outcome
  amountMicros: number
  /** The time of admission. The budget counts the amount in the day or month of this time. */
  admittedAt: number
}
/**
 * The methods of the OrganizationBudget object: one object per organization, named by the organization's id. It is safe to repeat any call.
 */
export interface OrganizationBudgetRpc {
  reserve(request: OrganizationReserveRequest): Promise<OrganizationReserveResult>
  report(outcomes: OrganizationOutcome[]): Promise<void>
  limits(request: { organizationId: string }): Promise<LimitState[] | Unavailable>
  poke(request: { organizationId: string; version: number; mark?: string | null }): Promise<PokeResult>
}
export const ORGANIZATION_BUDGET_METHODS = methodsOf<OrganizationBudgetRpc>({ reserve: true, report: true, limits: true, poke: true })

export interface LimiterNamespaces {
  rateLimiter: ObjectNamespace<RateLimiterRpc>
  organizationBudget: ObjectNamespace<OrganizationBudgetRpc>
}

export interface LimiterHost {
  store: LimiterStore
  clock: Clock
  organization(organizationId: string): OrganizationBudgetRpc
  instance(instanceId: string): RateLimiterRpc
  /**
   * Wakes the job of a generation that is long past its deadline; the job then settles by itself. Returns `unknown` only if there is
   * certainly no such job, and `alive` also if the job cannot be reached.
   */
  askJob(instanceId: string, generationId: string): Promise<'alive' | 'unknown'>
  /**
   * Asks the host of a job that starts at once (`AdmitRequest.startsAtOnce`) whether it knows the job. If the result is false, the host
   * will not start this job without a call of `begin`, even if it receives the job later. Throws if the host cannot be reached.
   */
  hasJob(instanceId: string, generationId: string): Promise<boolean>
}

export function makeLimiterHost(parts: {
  store: LimiterStore
  namespaces: LimiterNamespaces
  askJob?: LimiterHost['askJob']
  hasJob?: LimiterHost['hasJob']
  clock?: Clock
}): LimiterHost {
  return {
    store: parts.store,
    clock: parts.clock ?? systemClock,
    organization: (organizationId) => parts.namespaces.organizationBudget.getByName(organizationId),
    instance: (instanceId) => parts.namespaces.rateLimiter.getByName(instanceId),
    askJob: parts.askJob ?? (async () => 'alive'),
    hasJob: parts.hasJob ?? (async () => true),
  }
}
