// The shells around the two objects. The config service makes its classes from them, so that they can read its database:
//
//   export class RateLimiter extends RateLimiterObject {
//     constructor(context: DurableObjectState, env: Cloudflare.Env) {
//       super(context, env, limiterHost(env))
//     }
//   }
import { DurableObject } from 'cloudflare:workers'
import { passOn } from '../shared/rpc-methods.ts'
import {
  type LimiterHost,
  ORGANIZATION_BUDGET_METHODS,
  type OrganizationBudgetRpc,
  RATE_LIMITER_METHODS,
  type RateLimiterRpc,
} from './host.ts'
import { InstanceLimiter } from './instance-limiter.ts'
import { OrganizationLedger } from './organization-ledger.ts'

/** One per instance, named by the instance's id: its keys, limits, budgets and idempotency keys. */
// oxlint-disable-next-line typescript/no-unsafe-declaration-merging -- the static block makes every method of the interface
export interface RateLimiterObject extends RateLimiterRpc {}
// oxlint-disable-next-line typescript/no-unsafe-declaration-merging
export class RateLimiterObject extends DurableObject {
  readonly #limiter: InstanceLimiter

  constructor(context: DurableObjectState, env: Cloudflare.Env, host: LimiterHost) {
    super(context, env)
    this.#limiter = new InstanceLimiter(context.storage, host)
    void context.blockConcurrencyWhile(() => this.#limiter.wake())
  }

  static {
    passOn<RateLimiterObject, RateLimiterRpc>(this.prototype, RATE_LIMITER_METHODS, (self) => self.#limiter)
  }
  override alarm() {
    return this.#limiter.alarm()
  }
}

/** One per organization, named by the organization's id: its budget over all instances. */
// oxlint-disable-next-line typescript/no-unsafe-declaration-merging -- the static block makes every method of the interface
export interface OrganizationBudgetObject extends OrganizationBudgetRpc {}
// oxlint-disable-next-line typescript/no-unsafe-declaration-merging
export class OrganizationBudgetObject extends DurableObject {
  readonly #ledger: OrganizationLedger

  constructor(context: DurableObjectState, env: Cloudflare.Env, host: LimiterHost) {
    super(context, env)
    this.#ledger = new OrganizationLedger(context.storage, host)
    void context.blockConcurrencyWhile(() => this.#ledger.wake())
  }

  static {
    passOn<OrganizationBudgetObject, OrganizationBudgetRpc>(this.prototype, ORGANIZATION_BUDGET_METHODS, (self) => self.#ledger)
  }
  override alarm() {
    return this.#ledger.alarm()
  }
}
