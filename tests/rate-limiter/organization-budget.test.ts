import { describe, expect, test } from 'vitest'
import type { OrganizationBudgetPolicy } from '../../src/rate-limiter/policy.ts'
import { ASK_AFTER_MS } from '../../src/rate-limiter/organization-ledger.ts'
import { inOrganization, type World } from './support/object.ts'
import { admission, policyWith, settlement, START } from './support/world.ts'

const policy = policyWith([{ scope: 'instance', target: null, metric: 'requests', limit: 5, windowSeconds: 3600 }], {
  organizationBudget: true,
})
const budget = (limitMicros: number): OrganizationBudgetPolicy => ({
  organizationId: 'org_1',
  version: 1,
  budgets: [{ limitMicros, window: 'month' }],
})

async function admitted(world: World, reserveMicros: number): Promise<string> {
  const request = admission({ reserveMicros })
  expect(await world.limiter.admit(request)).toMatchObject({ kind: 'admitted' })
  return request.generationId
}

describe("an organization's budget", () => {
  test('is reserved before the instance admits, refuses amounts above it, and is settled at the actual cost', () =>
    inOrganization(policy, budget(100), async (world, organization) => {
      const generationId = await admitted(world, 80)
      expect(await organization.state()).toEqual({ used: 0, reserved: 80, held: 0, remaining: 20 })
      const before = await world.limiter.limits({ instanceId: 'inst_1', projectId: 'proj_1', keyId: 'key_1' })
      const denied = await world.limiter.admit(admission({ reserveMicros: 21 }))
      expect(denied).toMatchObject({
        kind: 'denied',
        code: 'budget_exceeded',
        limit: { scope: 'organization', metric: 'cost_micros', limit: 100, windowSeconds: 30 * 86_400 },
        retryAfterMs: Date.UTC(2026, 11, 1) - START,
        headers: { nearest: { name: 'organization-cost_micros-month', remaining: 20 } },
      })
      expect(await world.limiter.limits({ instanceId: 'inst_1', projectId: 'proj_1', keyId: 'key_1' })).toEqual(before)
      expect(await world.limiter.admit(admission({ reserveMicros: 101 }))).toMatchObject({
        kind: 'exceeds_limit',
        limit: { scope: 'organization' },
      })

      await world.limiter.begin({ instanceId: 'inst_1', generationId })
      await world.limiter.settle(settlement(generationId, 'settled', 30))
      await world.pass(2000)
      expect(await organization.state()).toEqual({ used: 30, reserved: 0, held: 0, remaining: 70 })
      await organization.evict()
      expect(await organization.state()).toEqual({ used: 30, reserved: 0, held: 0, remaining: 70 })
    }))

  test('is shown first among the limits', () =>
    inOrganization(policy, budget(100), async (world) => {
      await admitted(world, 40)
      expect(await world.limiter.limits({ instanceId: 'inst_1', projectId: 'proj_1', keyId: 'key_1' })).toMatchObject([
        { scope: 'organization', metric: 'cost_micros', reserved: 40, remaining: 60 },
        { scope: 'instance', metric: 'requests', used: 1 },
      ])
    }))

  test('follows generations that are held, resolved, or never began', () =>
    inOrganization(policy, budget(1000), async (world, organization) => {
      const held = await admitted(world, 100)
      const never = await admitted(world, 100)
      await world.limiter.begin({ instanceId: 'inst_1', generationId: held })
      await world.limiter.settle(settlement(held, 'held', 90))
      await world.pass(2000)
      expect(await organization.state()).toEqual({ used: 0, reserved: 100, held: 90, remaining: 810 })
      await world.pass(60_000)
      expect(await organization.state()).toEqual({ used: 0, reserved: 0, held: 90, remaining: 910 })
      expect(await world.limiter.begin({ instanceId: 'inst_1', generationId: never })).toEqual({ kind: 'refused', state: 'released' })
      await world.limiter.settle(settlement(held, 'settled', 20))
      await world.pass(2000)
      expect(await organization.state()).toEqual({ used: 20, reserved: 0, held: 0, remaining: 980 })
    }))

  test('gets back an amount that the instance then refuses, and the same generation may try again', () =>
    inOrganization(
      policyWith([{ scope: 'instance', target: null, metric: 'requests', limit: 1, windowSeconds: 60 }], { organizationBudget: true }),
      budget(1000),
      async (world, organization) => {
        // The instance's limiter decides twice: before and after it asks the organization's budget. Both requests pass the first decision.
        // At the second, the limit of the instance allows only one of them.
        const requests = [admission({ reserveMicros: 100 }), admission({ reserveMicros: 100 })]
        const results = await Promise.all(requests.map((request) => world.limiter.admit(request)))
        expect(results.map(({ kind }) => kind).sort()).toEqual(['admitted', 'denied'])
        await new Promise((resolve) => setTimeout(resolve, 5))
        expect(await organization.state()).toEqual({ used: 0, reserved: 100, held: 0, remaining: 900 })
        world.now += 60_000
        const again = requests[results.findIndex(({ kind }) => kind === 'denied')]!
        expect((await world.limiter.admit(again)).kind).toBe('admitted')
        expect((await organization.state()).reserved).toBe(200)
      },
    ))

  test('earlier spending counts, once it is settled', () =>
    inOrganization({ ...policy, organizationBudget: false }, null, async (world, organization) => {
      const generationId = await admitted(world, 60)
      await world.limiter.settle(settlement(generationId, 'settled', 60))
      // Usually the limiter's alarm reports this amount to the organization's budget. No time passes here, so the alarm does not run. The
      // limiter must report the amount when `poke` is called.
      world.store.organizationBudget = budget(100)
      world.store.policy = { ...policy, epoch: 2 }
      expect(await organization.ledger.poke({ organizationId: 'org_1', version: 1 })).toEqual({ inForce: true })
      expect(await world.limiter.poke({ instanceId: 'inst_1', epoch: 2 })).toEqual({ inForce: true })
      expect(await organization.state()).toEqual({ used: 60, reserved: 0, held: 0, remaining: 40 })
      expect((await world.limiter.admit(admission({ epoch: 2, reserveMicros: 41 }))).kind).toBe('denied')
    }))
})

describe('crashes between the two', () => {
  test('reserved, then the instance died before it admitted: it is released once no instance knows it', () =>
    inOrganization(policy, budget(100), async (world, organization) => {
      await organization.ledger.reserve({ organizationId: 'org_1', instanceId: 'inst_1', generationId: 'gen_lost', amountMicros: 100 })
      await organization.evict()
      world.now += ASK_AFTER_MS - 1
      await organization.ring()
      expect((await organization.state()).reserved).toBe(100)
      world.now += 1
      await organization.ring()
      expect((await organization.state()).reserved).toBe(0)
    }))

  test('a running reservation is not released, however long it takes', () =>
    inOrganization(policy, budget(100), async (world, organization) => {
      const generationId = await admitted(world, 100)
      await world.limiter.begin({ instanceId: 'inst_1', generationId })
      for (let number = 0; number < 5; number++) {
        world.now += 2 * 3_600_000
        await organization.ring()
      }
      expect((await organization.state()).reserved).toBe(100)
    }))

  test('reports wait for the organization, also over an eviction', () =>
    inOrganization(policy, budget(100), async (world, organization) => {
      const generationId = await admitted(world, 100)
      organization.away = true
      await world.limiter.settle(settlement(generationId, 'settled', 10))
      await world.pass(10_000)
      await world.evict()
      // Usage events are stored even while the object that keeps the organization's budget cannot be reached.
      expect(world.store.total('costMicros')).toBe(10)
      expect((await organization.state()).reserved).toBe(100)
      expect((await world.limiter.admit(admission({ reserveMicros: 1 }))).kind).toBe('overloaded')
      organization.away = false
      await world.pass(61_000)
      expect(await organization.state()).toEqual({ used: 10, reserved: 0, held: 0, remaining: 90 })
    }))

  test('the organization asks for a report that was lost with its instance', () =>
    inOrganization(policy, budget(100), async (world, organization) => {
      const generationId = await admitted(world, 100)
      organization.away = true
      await world.limiter.settle(settlement(generationId, 'settled', 10))
      organization.away = false
      world.now += ASK_AFTER_MS
      await organization.ring()
      expect((await organization.state()).used).toBe(10)
      // The organization's budget has already asked the limiter for the outcome of this generation. When the limiter later reports the same
      // outcome by itself, it is not counted again.
      await world.pass(61_000)
      expect((await organization.state()).used).toBe(10)
    }))

  test('an admission that heard from the organization too late is given up', () =>
    inOrganization(policy, budget(100), async (world, organization) => {
      const rpc = organization.rpc
      world.organization = {
        ...rpc,
        async reserve(request) {
          const result = await rpc.reserve(request)
          world.now += 31_000
          return result
        },
      }
      const request = admission({ reserveMicros: 10 })
      expect((await world.limiter.admit(request)).kind).toBe('overloaded')
      await new Promise((resolve) => setTimeout(resolve, 5))
      expect((await organization.state()).reserved).toBe(0)
      expect(await world.limiter.begin({ instanceId: 'inst_1', generationId: request.generationId })).toEqual({
        kind: 'refused',
        state: 'unknown',
      })
    }))

  test('a changed budget applies from its publication on', () =>
    inOrganization(policy, budget(100), async (world, organization) => {
      await admitted(world, 10)
      world.store.organizationBudget = { ...budget(15), version: 2 }
      expect(await organization.ledger.poke({ organizationId: 'org_1', version: 2 })).toEqual({ inForce: true })
      expect((await world.limiter.admit(admission({ reserveMicros: 6 }))).kind).toBe('denied')
      world.store.failing = true
      expect(await organization.ledger.poke({ organizationId: 'org_1', version: 3 })).toEqual({ inForce: false })
      expect((await world.limiter.admit(admission({ reserveMicros: 1 }))).kind).toBe('overloaded')
    }))
})
