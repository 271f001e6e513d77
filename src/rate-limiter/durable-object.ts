// The shells around the two objects. The config service makes its classes from them, so that they can read its database:
//
//   export class RateLimiter extends RateLimiterObject {
//     constructor(context: DurableObjectState, env: Cloudflare.Env) {
//       super(context, env, limiterHost(env))
//     }
//   }
import { DurableObject } from 'cloudflare:workers'
import type { AdmitRequest, CheckRequest, RecallRequest, SettleRequest } from '../shared/config-rpc.ts'
import type {
  BeginRequest,
  LimiterHost,
  OrganizationBudgetRpc,
  OrganizationOutcome,
  OrganizationReserveRequest,
  RateLimiterRpc,
} from './host.ts'
import { InstanceLimiter } from './instance-limiter.ts'
import { OrganizationLedger } from './organization-ledger.ts'

/** One per instance, named by the instance's id: its keys, limits, budgets and idempotency keys. */
export class RateLimiterObject extends DurableObject implements RateLimiterRpc {
  readonly #limiter: InstanceLimiter

  constructor(context: DurableObjectState, env: Cloudflare.Env, host: LimiterHost) {
    super(context, env)
    this.#limiter = new InstanceLimiter(context.storage, host)
    void context.blockConcurrencyWhile(() => this.#limiter.wake())
  }

  admit(request: AdmitRequest) {
    return this.#limiter.admit(request)
  }
  check(request: CheckRequest) {
    return this.#limiter.check(request)
  }
  recall(request: RecallRequest) {
    return this.#limiter.recall(request)
  }
  begin(request: BeginRequest) {
    return this.#limiter.begin(request)
  }
  settle(request: SettleRequest) {
    return this.#limiter.settle(request)
  }
  limits(request: { instanceId: string; projectId: string; keyId: string }) {
    return this.#limiter.limits(request)
  }
  poke(request: { instanceId: string; epoch: number }) {
    return this.#limiter.poke(request)
  }
  outcomes(generationIds: string[]) {
    return this.#limiter.outcomes(generationIds)
  }
  override alarm() {
    return this.#limiter.alarm()
  }
}

/** One per organization, named by the organization's id: its budget over all instances. */
export class OrganizationBudgetObject extends DurableObject implements OrganizationBudgetRpc {
  readonly #ledger: OrganizationLedger

  constructor(context: DurableObjectState, env: Cloudflare.Env, host: LimiterHost) {
    super(context, env)
    this.#ledger = new OrganizationLedger(context.storage, host)
    void context.blockConcurrencyWhile(() => this.#ledger.wake())
  }

  reserve(request: OrganizationReserveRequest) {
    return this.#ledger.reserve(request)
  }
  report(outcomes: OrganizationOutcome[]) {
    return this.#ledger.report(outcomes)
  }
  limits(request: { organizationId: string }) {
    return this.#ledger.limits(request)
  }
  poke(request: { organizationId: string; version: number }) {
    return this.#ledger.poke(request)
  }
  override alarm() {
    return this.#ledger.alarm()
  }
}
