// One RateLimiter object with six limits on every request, and a Worker that calls this object as the config service does.
import { DurableObject } from 'cloudflare:workers'
import { createLimiterClient } from '../../src/rate-limiter/client.ts'
import { OrganizationBudgetObject, RateLimiterObject } from '../../src/rate-limiter/durable-object.ts'
import { type LimiterHost, type LimiterNamespaces, makeLimiterHost } from '../../src/rate-limiter/host.ts'
import type { LimiterPolicy, LimiterStore } from '../../src/rate-limiter/policy.ts'
import type { AdmitRequest, Limit } from '../../src/shared/config-rpc.ts'

interface Env {
  RATE_LIMITER: LimiterNamespaces['rateLimiter']
  ORGANIZATION_BUDGET: LimiterNamespaces['organizationBudget']
  FLOOR: { getByName(name: string): { write(id: string, text: string): Promise<void> } }
}

const plenty = 1_000_000_000
const limits: Limit[] = [
  { scope: 'instance', target: null, metric: 'requests', limit: plenty, windowSeconds: 60 },
  { scope: 'project', target: null, metric: 'images', limit: plenty, windowSeconds: 3600 },
  { scope: 'key', target: null, metric: 'requests', limit: plenty, windowSeconds: 60 },
  { scope: 'model', target: null, metric: 'tokens', limit: plenty, windowSeconds: 86_400 },
  { scope: 'project', target: null, metric: 'concurrency', limit: plenty, windowSeconds: null },
  { scope: 'instance', target: null, metric: 'cost_micros', limit: plenty * 1000, windowSeconds: 'month' },
]
const policyOf = (instanceId: string): LimiterPolicy => ({
  organizationId: 'org_bench',
  instanceId,
  epoch: 1,
  status: 'active',
  keys: Object.fromEntries(
    Array.from({ length: 100 }, (_, number) => [
      `key_${number}`,
      { projectId: `proj_${number % 10}`, scopes: ['generate'], expiresAt: null },
    ]),
  ),
  projects: Array.from({ length: 10 }, (_, number) => `proj_${number}`),
  limits,
  organizationBudget: false,
})
const store: LimiterStore = {
  loadPolicy: async (instanceId) => policyOf(instanceId),
  loadOrganizationBudget: async () => null,
  policyVersion: async () => null,
  surpass: async () => {},
  surpassOrganizationBudget: async () => {},
  writeUsage: async () => {},
  touchKeys: async () => {},
  audit: async () => {},
}
const hostOf = (env: object): LimiterHost => {
  const { RATE_LIMITER, ORGANIZATION_BUDGET } = env as Env
  return makeLimiterHost({ store, namespaces: { rateLimiter: RATE_LIMITER, organizationBudget: ORGANIZATION_BUDGET } })
}
export class RateLimiter extends RateLimiterObject {
  constructor(context: DurableObjectState, env: Cloudflare.Env) {
    super(context, env, hostOf(env))
  }
}
export class OrganizationBudget extends OrganizationBudgetObject {
  constructor(context: DurableObjectState, env: Cloudflare.Env) {
    super(context, env, hostOf(env))
  }
}
/** An object that only writes one row per call: the least work that an admission can cause. */
export class Floor extends DurableObject {
  constructor(context: DurableObjectState, env: Cloudflare.Env) {
    super(context, env)
    context.storage.sql.exec('CREATE TABLE IF NOT EXISTS floor (id TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID')
  }
  async write(id: string, text: string): Promise<void> {
    this.ctx.storage.sql.exec('INSERT INTO floor (id, body) VALUES (?, ?)', id, text)
  }
}

let serial = 0
function request(instanceId: string, withKey: boolean): AdmitRequest {
  const number = serial++
  const key = number % 100
  return {
    organizationId: 'org_bench',
    instanceId,
    projectId: `proj_${key % 10}`,
    keyId: `key_${key}`,
    generationId: `gen_${String(number).padStart(26, '0')}`,
    operation: 'generate',
    epoch: 1,
    idempotency: withKey ? { key: `key-${number}`, bodyHash: 'hash', ttlSeconds: 86_400 } : null,
    requests: 1,
    images: 1,
    tokens: 1000,
    reserveMicros: 40_000,
    targets: [{ provider: 'sketch', model: `sketch-${number % 4}` }],
    deadlineAt: Date.now() + 600_000,
  }
}

export default {
  /**
   * `?op=nop|floor|check|admit|admit-key|cycle&n=&at-once=&instance=`: runs the operation `op` `n` times, `at-once` of them at the same
   * time. The client measures the time, because a Worker's clock does not advance while its code runs.
   */
  async fetch(incoming: Request, env: Env): Promise<Response> {
    const query = new URL(incoming.url).searchParams
    const op = query.get('op')
    const instanceId = query.get('instance') ?? 'inst_bench'
    const client = createLimiterClient({ rateLimiter: env.RATE_LIMITER, organizationBudget: env.ORGANIZATION_BUDGET })
    let left = Number(query.get('n'))
    const one = async (): Promise<void> => {
      if (op === 'nop') return
      if (op === 'floor') return env.FLOOR.getByName(instanceId).write(`gen_${String(serial++).padStart(26, '0')}`, 'x'.repeat(600))
      if (op === 'check') {
        const result = await client.check({ instanceId, projectId: 'proj_1', keyId: 'key_1', scope: 'generate' })
        if (!result.ok) throw new Error(result.code)
        return
      }
      const admission = request(instanceId, op === 'admit-key')
      const { kind } = await client.admit(admission)
      if (kind !== 'admitted') throw new Error(kind)
      if (op !== 'cycle') return
      const { generationId } = admission
      await client.begin({ instanceId, generationId })
      const usage = { provider: 'sketch', model: 'sketch-1', operation: 'generate', succeeded: true, errorCode: null }
      await client.settle({ instanceId, generationId, outcome: 'settled', amountMicros: 39_000, images: 1, tokens: 900, usage })
    }
    const lane = async (): Promise<void> => {
      while (left-- > 0) await one()
    }
    await Promise.all(Array.from({ length: Number(query.get('at-once') ?? 16) }, lane))
    return new Response('ok')
  },
}
