// The Durable Object classes of the limiter. They have no access to a database. The config service extends each class and passes a
// `LimiterHost` to the constructor. The `LimiterHost` has access to the config service's database (src/config-service/limiter-host.ts).
import { DurableObject } from 'cloudflare:workers'
import { passingOn, TARGET } from '../shared/rpc-methods.ts'
import {
  type LimiterHost,
  ORGANIZATION_BUDGET_METHODS,
  type OrganizationBudgetRpc,
  RATE_LIMITER_METHODS,
  type RateLimiterRpc,
} from './host.ts'
import { InstanceLimiter } from './instance-limiter.ts'
import { OrganizationLedger } from './organization-ledger.ts'

/** One object per instance, named by the instance's id. It keeps the instance's keys, limits, budgets and idempotency keys. */
export class RateLimiterObject extends passingOn<typeof DurableObject<Cloudflare.Env>, RateLimiterRpc>(
  DurableObject,
  RATE_LIMITER_METHODS,
) {
  readonly #limiter: InstanceLimiter

  constructor(context: DurableObjectState, env: Cloudflare.Env, host: LimiterHost) {
    super(context, env)
    this.#limiter = new InstanceLimiter(context.storage, host)
    void context.blockConcurrencyWhile(() => this.#limiter.wake())
  }

  override [TARGET]() {
    return this.#limiter
  }
  override alarm() {
    return this.#limiter.alarm()
  }
}

/** One object per organization, named by the organization's id. It keeps the organization's budget over all instances. */
export class OrganizationBudgetObject extends passingOn<typeof DurableObject<Cloudflare.Env>, OrganizationBudgetRpc>(
  DurableObject,
  ORGANIZATION_BUDGET_METHODS,
) {
  readonly #ledger: OrganizationLedger

  constructor(context: DurableObjectState, env: Cloudflare.Env, host: LimiterHost) {
    super(context, env)
    this.#ledger = new OrganizationLedger(context.storage, host)
    void context.blockConcurrencyWhile(() => this.#ledger.wake())
  }

  override [TARGET]() {
    return this.#ledger
  }
  override alarm() {
    return this.#ledger.alarm()
  }
}
