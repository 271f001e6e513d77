/* oxlint-disable vitest/no-conditional-expect -- The expectation depends on the random history. */
// Tests the limiter's object on the storage of a real Durable Object: the rows F3 and F5 to F11 of docs/development/fault-tests.md, mostly
// with fewer requests than the full run.
import { describe, expect, test } from 'vitest'
import { createLimiterClient } from '../../src/rate-limiter/client.ts'
import { JOBS_PER_HOST } from '../../src/rate-limiter/core/job-hosts.ts'
import { MOST_IN_FLIGHT } from '../../src/rate-limiter/instance-limiter.ts'
import type { AdmitRequest, AdmitResult, Limit, LimitState, SettleRequest } from '../../src/shared/config-rpc.ts'
import { hostNumberOf, newGenerationId } from '../../src/shared/generation-id.ts'
import { inWorld, type World } from './support/object.ts'
import { admission, policyWith, settlement, START } from './support/world.ts'

const hourly: Limit = { scope: 'instance', target: null, metric: 'requests', limit: 100, windowSeconds: 3600 }
const monthly: Limit = { scope: 'instance', target: null, metric: 'cost_micros', limit: 1_000_000, windowSeconds: 'month' }
const concurrent: Limit = { scope: 'project', target: null, metric: 'concurrency', limit: 1000, windowSeconds: null }

async function budgetOf(world: World): Promise<Pick<LimitState, 'used' | 'reserved' | 'held' | 'remaining'>> {
  const states = await world.limiter.limits({ instanceId: 'inst_1', projectId: 'proj_1', keyId: 'key_1' })
  if (!Array.isArray(states)) throw new Error('unavailable')
  const { used, reserved, held, remaining } = states.find(({ metric }) => metric === 'cost_micros')!
  return { used, reserved, held, remaining }
}
async function admitted(world: World, changes: Parameters<typeof admission>[0] = {}): Promise<string> {
  const request = admission(changes)
  expect(await world.limiter.admit(request)).toMatchObject({ kind: 'admitted' })
  return request.generationId
}
function count(results: AdmitResult[], kind: AdmitResult['kind']): number {
  return results.filter((result) => result.kind === kind).length
}

/** Returns a small random generator. Its seed is printed, so that a failure can be reproduced. */
function seeded(): (below: number) => number {
  const seed = Math.floor(Math.random() * 2 ** 31)
  console.info(`seed ${seed}`)
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    return (state >>> 8) % below
  }
}

test('F4: repeats of a request without a key, and its first request after them, are one reservation, also through evictions', () =>
  inWorld(policyWith([monthly]), async (world) => {
    const sent = (repeat: boolean, receivedAt: number) =>
      admission({ reserveMicros: 1000, idempotency: { key: 'x', bodyHash: 'x', ttlSeconds: 1800, sending: { repeat, receivedAt } } })
    const repeats = await Promise.all(Array.from({ length: 20 }, () => world.limiter.admit(sent(true, 20))))
    expect([count(repeats, 'admitted'), count(repeats, 'joined')]).toEqual([1, 19])
    await world.evict()
    const first = sent(false, 10)
    expect((await world.limiter.admit(first)).kind).toBe('joined')
    await world.evict()
    expect((await world.limiter.admit(first)).kind).toBe('joined')
    expect(await budgetOf(world)).toMatchObject({ reserved: 1000 })
    expect((await world.limiter.admit(sent(false, 10))).kind).toBe('admitted')
    expect(await budgetOf(world)).toMatchObject({ reserved: 2000 })
  }))

test('F3: of 500 at once against a burst of 100, exactly 100 are admitted', () =>
  inWorld(policyWith([hourly]), async (world) => {
    const results = await Promise.all(Array.from({ length: 500 }, () => world.limiter.admit(admission())))
    expect(count(results, 'admitted')).toBe(100)
    expect(count(results, 'denied')).toBe(400)
    await world.evict()
    expect((await world.limiter.admit(admission())).kind).toBe('denied')
    const denied = results.find((result) => result.kind === 'denied')!
    world.now += denied.kind === 'denied' ? denied.retryAfterMs : 0
    expect((await world.limiter.admit(admission())).kind).toBe('admitted')
    expect((await world.limiter.admit(admission())).kind).toBe('denied')
  }))

test('F5: evicted between admit and settle 100 times, the balance is exact', () =>
  inWorld(policyWith([{ ...hourly, limit: 1000 }, monthly, concurrent]), async (world) => {
    const random = seeded()
    let spent = 0
    let held = 0
    for (let round = 0; round < 100; round++) {
      const generationId = await admitted(world, { reserveMicros: 1000, images: 2 })
      await world.evict()
      expect(await budgetOf(world)).toEqual({ used: spent, reserved: 1000, held, remaining: 1_000_000 - spent - 1000 - held })
      expect(await world.limiter.begin({ instanceId: 'inst_1', generationId })).toMatchObject({ kind: 'begun' })
      if (random(2) === 0) await world.evict()
      const amount = random(1001)
      const outcome = (['settled', 'released', 'held'] as const)[random(3)]!
      expect(await world.limiter.settle(settlement(generationId, outcome, outcome === 'released' ? 0 : amount))).toEqual({
        kind: 'settled',
      })
      if (outcome === 'settled') spent += amount
      if (outcome === 'held') held += amount
      await world.evict()
      expect(await budgetOf(world)).toEqual({ used: spent, reserved: 0, held, remaining: 1_000_000 - spent - held })
    }
    const states = (await world.limiter.limits({ instanceId: 'inst_1', projectId: 'proj_1', keyId: 'key_1' })) as LimitState[]
    expect(states.find(({ metric }) => metric === 'requests')).toMatchObject({ used: 100, remaining: 900 })
    expect(states.find(({ metric }) => metric === 'concurrency')).toMatchObject({ used: 0, remaining: 1000 })
    await world.pass(10_000)
    expect(world.store.total('costMicros')).toBe(spent)
    expect(world.store.total('heldMicros')).toBe(held)
  }))

describe('the next model of a chain', () => {
  const ofQueued: Limit = { scope: 'model', target: 'queued', metric: 'requests', limit: 1, windowSeconds: 3600 }
  const next = { place: 1, provider: 'other', model: 'queued', images: 1, tokens: 0 }

  test('is counted once, through evictions and repeats, and its slot is released', () =>
    inWorld(policyWith([ofQueued, { ...concurrent, scope: 'model' }]), async (world) => {
      const of = async () => {
        const states = await world.limiter.limits({ instanceId: 'inst_1', projectId: 'proj_1', keyId: 'key_1' })
        if (!Array.isArray(states)) throw new Error('unavailable')
        return states.map(({ metric, target, used }) => [metric, target, used])
      }
      const generationId = await admitted(world)
      await world.limiter.begin({ instanceId: 'inst_1', generationId })
      expect(await of()).toEqual([
        ['requests', 'queued', 0],
        ['concurrency', 'sketch-1', 1],
      ])
      // A job repeats `begin` if the response was lost. Here, three equal calls of `begin` run in parallel. Then the object is evicted, and
      // the calls are repeated.
      for (let round = 0; round < 3; round++) {
        const asked = await Promise.all([1, 2, 3].map(() => world.limiter.begin({ instanceId: 'inst_1', generationId, next })))
        for (const answer of asked) expect(answer).toMatchObject({ kind: 'begun' })
        await world.evict()
      }
      expect(await of()).toEqual([
        ['requests', 'queued', 1],
        ['concurrency', 'queued', 1],
      ])
      const other = await admitted(world)
      expect(await world.limiter.begin({ instanceId: 'inst_1', generationId: other, next })).toMatchObject({
        kind: 'denied',
        code: 'rate_limited',
        retryAfterMs: 3_600_000,
      })
      await world.evict()
      for (const id of [generationId, other]) await world.limiter.settle(settlement(id, 'released', 0))
      await world.evict()
      expect(await of()).toEqual([
        ['requests', 'queued', 1],
        ['concurrency', 'queued', 0],
      ])
    }))

  test('of 40 jobs that fall back at once, exactly as many continue as there is room for', () =>
    inWorld(policyWith([{ ...ofQueued, limit: 7 }]), async (world) => {
      const ids = await Promise.all(Array.from({ length: 40 }, () => admitted(world)))
      const answers = await Promise.all(ids.map((generationId) => world.limiter.begin({ instanceId: 'inst_1', generationId, next })))
      expect(answers.filter((answer) => 'kind' in answer && answer.kind === 'begun')).toHaveLength(7)
    }))

  test('waits for a policy that cannot be loaded, unlike the first model', () =>
    inWorld(policyWith([ofQueued]), async (world) => {
      const generationId = await admitted(world)
      world.store.failing = true
      expect(await world.limiter.poke({ instanceId: 'inst_1', epoch: 2 })).toEqual({ inForce: false })
      expect(await world.limiter.begin({ instanceId: 'inst_1', generationId })).toMatchObject({ kind: 'begun' })
      expect(await world.limiter.begin({ instanceId: 'inst_1', generationId, next })).toEqual({ ok: false, code: 'unavailable' })
      const client = createLimiterClient({
        rateLimiter: { getByName: () => world.limiter },
        organizationBudget: { getByName: () => Promise.reject(new Error('not asked')) as never },
      })
      await expect(client.begin({ instanceId: 'inst_1', generationId, next })).rejects.toMatchObject({ code: 'unavailable' })
    }))
})

describe('F6: the database fails', () => {
  test('during 500 settles; afterwards its totals equal the object’s, without duplicates', () =>
    inWorld(policyWith([monthly]), async (world) => {
      const random = seeded()
      const generations: string[] = []
      for (let number = 0; number < 500; number++) generations.push(await admitted(world, { reserveMicros: 1000 }))
      world.store.failing = true
      let spent = 0
      for (const [number, generationId] of generations.entries()) {
        await world.limiter.begin({ instanceId: 'inst_1', generationId })
        const amount = random(1001)
        spent += amount
        expect(await world.limiter.settle(settlement(generationId, 'settled', amount))).toEqual({ kind: 'settled' })
        if (number % 100 === 50) await world.pass(2000)
        if (number % 100 === 99) await world.evict()
      }
      expect(world.store.events.size).toBe(0)
      await world.pass(30_000)
      expect(world.store.writes).toBeGreaterThan(3)
      world.store.failing = false
      await world.pass(120_000)
      expect(world.store.events.size).toBe(500)
      expect(world.store.total('costMicros')).toBe(spent)
      expect(world.store.total('images')).toBe(500)
      expect((await budgetOf(world)).used).toBe(spent)
    }))

  test('a response lost after the write causes no duplicate event', () =>
    inWorld(policyWith([monthly]), async (world) => {
      const generationId = await admitted(world, { reserveMicros: 10 })
      await world.limiter.settle(settlement(generationId, 'settled', 7))
      const write = world.store.writeUsage.bind(world.store)
      let lost = 0
      world.store.writeUsage = async (events) => {
        await write(events)
        if (lost++ < 3) throw new Error('Network connection lost.')
      }
      await world.pass(60_000)
      expect(lost).toBe(4)
      expect(world.store.total('costMicros')).toBe(7)
    }))

  test('it is called at growing intervals', () =>
    inWorld(policyWith([monthly]), async (world) => {
      const generationId = await admitted(world)
      await world.limiter.settle(settlement(generationId, 'released', 0))
      world.store.failing = true
      await world.pass(600_000)
      expect(world.store.writes).toBeLessThan(20)
    }))
})

describe('policies', () => {
  test('F7: after the publication that removes a key, none of its requests is admitted', () =>
    inWorld(policyWith([]), async (world) => {
      await admitted(world)
      const { key_1: _, ...keys } = policyWith([]).keys
      world.store.policy = policyWith([], { epoch: 2, keys })
      const before = Array.from({ length: 50 }, () => world.limiter.admit(admission()))
      expect(await world.limiter.poke({ instanceId: 'inst_1', epoch: 2 })).toEqual({ inForce: true })
      const after = await Promise.all(Array.from({ length: 200 }, () => world.limiter.admit(admission({ epoch: 2 }))))
      expect(new Set(after.map((result) => JSON.stringify(result)))).toEqual(
        new Set([JSON.stringify({ kind: 'key_refused', code: 'revoked_key' })]),
      )
      await Promise.all(before)
      expect(await world.limiter.check({ instanceId: 'inst_1', projectId: 'proj_1', keyId: 'key_1', scope: 'read' })).toEqual({
        ok: false,
        code: 'revoked_key',
      })
      // After an eviction, the object reads the policy again. The policy does not contain the key, so the key is still refused.
      await world.evict()
      expect(await world.limiter.admit(admission({ epoch: 2 }))).toEqual({ kind: 'key_refused', code: 'revoked_key' })
    }))

  test('control for F7: without the publication the key still works', () =>
    inWorld(policyWith([]), async (world) => {
      await admitted(world)
      world.store.policy = policyWith([], { epoch: 2, keys: {} })
      expect((await world.limiter.admit(admission())).kind).toBe('admitted')
    }))

  test('F8: publications in any order, and overtaking loads, never bring an old policy back', () =>
    inWorld(policyWith([], { epoch: 5 }), async (world) => {
      expect(await world.limiter.poke({ instanceId: 'inst_1', epoch: 5 })).toEqual({ inForce: true })
      for (const epoch of [3, 1, 4, 2]) expect(await world.limiter.poke({ instanceId: 'inst_1', epoch })).toEqual({ inForce: true })
      expect(world.store.loads).toBe(1)
      expect(await world.limiter.admit(admission({ epoch: 4 }))).toEqual({ kind: 'stale_epoch', epoch: 5 })
      await admitted(world, { epoch: 5 })

      // For the request `slow`, the limiter loads its policy, and reads epoch 5. Before this load ends, epoch 6 removes the request's key.
      // So the limiter must not admit the request.
      let release = () => {}
      world.store.beforeLoad = () => new Promise((resolve) => (release = resolve))
      await world.evict()
      const slow = world.limiter.admit(admission({ epoch: 5 }))
      await new Promise((resolve) => setTimeout(resolve, 1))
      world.store.policy = policyWith([], { epoch: 6, keys: {} })
      const poked = world.limiter.poke({ instanceId: 'inst_1', epoch: 6 })
      world.store.beforeLoad = async () => {}
      release()
      expect(await poked).toEqual({ inForce: true })
      expect((await slow).kind).not.toBe('admitted')
      expect(await world.limiter.admit(admission({ epoch: 6 }))).toEqual({ kind: 'key_refused', code: 'revoked_key' })
    }))

  test('between a publication and the load nothing is admitted, and the publication’s response says so', () =>
    inWorld(policyWith([]), async (world) => {
      await admitted(world)
      world.store.failing = true
      expect(await world.limiter.poke({ instanceId: 'inst_1', epoch: 2 })).toEqual({ inForce: false })
      expect((await world.limiter.admit(admission())).kind).toBe('overloaded')
      expect(await world.limiter.check({ instanceId: 'inst_1', projectId: 'proj_1', keyId: 'key_1', scope: 'read' })).toEqual({
        ok: false,
        code: 'unavailable',
      })
      // The database responds again, but still has epoch 1. The limiter knows from `poke` that epoch 2 exists, so it admits nothing yet.
      world.store.failing = false
      world.now += 1000
      expect((await world.limiter.admit(admission())).kind).toBe('overloaded')
      world.store.policy = policyWith([], { epoch: 2 })
      world.now += 1000
      expect((await world.limiter.admit(admission({ epoch: 2 }))).kind).toBe('admitted')
    }))

  test('a request planned with a newer epoch makes the limiter load its policy', () =>
    inWorld(policyWith([]), async (world) => {
      await admitted(world)
      world.store.policy = policyWith([{ ...hourly, limit: 1 }], { epoch: 2 })
      expect((await world.limiter.admit(admission({ epoch: 2 }))).kind).toBe('admitted')
      expect((await world.limiter.admit(admission({ epoch: 2 }))).kind).toBe('denied')
      // A request with an epoch that does not exist is not admitted, and does not affect other requests.
      expect((await world.limiter.admit(admission({ epoch: 99 }))).kind).toBe('overloaded')
      expect((await world.limiter.admit(admission({ epoch: 2 }))).kind).toBe('denied')
    }))

  test('a cold object without its database admits nothing; a missing instance has no keys', () =>
    inWorld(null, async (world) => {
      world.store.failing = true
      expect((await world.limiter.admit(admission())).kind).toBe('overloaded')
      world.store.failing = false
      world.now += 1000
      expect(await world.limiter.admit(admission())).toEqual({ kind: 'key_refused', code: 'not_found' })
      world.store.policy = policyWith([])
      expect(await world.limiter.poke({ instanceId: 'inst_1', epoch: 1 })).toEqual({ inForce: true })
      await admitted(world)
    }))
})

test('F9: late, duplicate and conflicting settles in random order leave one outcome', () =>
  inWorld(policyWith([monthly]), async (world) => {
    const random = seeded()
    let total = 0
    for (let round = 0; round < 60; round++) {
      const generationId = await admitted(world, { reserveMicros: 500 })
      await world.limiter.begin({ instanceId: 'inst_1', generationId })
      const candidates: SettleRequest[] = [
        settlement(generationId, 'settled', 300),
        settlement(generationId, 'settled', 301),
        settlement(generationId, 'released', 0),
      ]
      const sent = Array.from({ length: 12 }, () => candidates[random(3)]!)
      const results = []
      for (const request of sent) {
        results.push(await world.limiter.settle(request))
        if (random(6) === 0) await world.evict()
      }
      const winner = sent[0]!
      expect(results[0]).toEqual({ kind: 'settled' })
      for (const [number, result] of results.entries()) {
        if (number === 0) continue
        const same = sent[number] === winner
        expect(result).toEqual(
          same ? { kind: 'repeated' } : { kind: 'conflict', outcome: winner.outcome, amountMicros: winner.amountMicros },
        )
      }
      total += winner.amountMicros
    }
    expect(await budgetOf(world)).toMatchObject({ used: total, reserved: 0, held: 0 })
    await world.pass(5000)
    expect(world.store.total('costMicros')).toBe(total)
    expect(world.store.events.size).toBe(60)
    // If several equal settles of a generation conflict with its outcome, the conflict is audited only once.
    for (const { action } of world.store.audits.values()) expect(action).toBe('settle_conflict')
    expect(world.store.audits.size).toBeGreaterThan(60)
    expect(world.store.audits.size).toBeLessThanOrEqual(120)
  }))

test('F10: the clock one hour forward and back, over an eviction and the end of a month', () =>
  inWorld(policyWith([hourly, monthly]), async (world) => {
    for (let number = 0; number < 100; number++) await admitted(world)
    world.now += 3_600_000
    for (let number = 0; number < 100; number++) await admitted(world)
    world.now -= 3_600_000
    await world.evict()
    expect(await world.limiter.admit(admission())).toMatchObject({ kind: 'denied', retryAfterMs: 36_000 })
    const generationId = admission().generationId
    world.now = Date.UTC(2026, 11, 1) - 1
    expect((await world.limiter.admit(admission({ generationId, reserveMicros: 1_000_000 }))).kind).toBe('admitted')
    expect((await budgetOf(world)).reserved).toBe(1_000_000)
    world.now += 1
    expect(await budgetOf(world)).toMatchObject({ used: 0, reserved: 0, remaining: 1_000_000 })
    await admitted(world, { reserveMicros: 1_000_000 })
    await world.limiter.begin({ instanceId: 'inst_1', generationId })
    await world.limiter.settle(settlement(generationId, 'settled', 900_000))
    expect(await budgetOf(world)).toMatchObject({ used: 0, reserved: 1_000_000 })
    world.now -= 3_600_000
    await world.evict()
    expect(await budgetOf(world)).toMatchObject({ used: 0, reserved: 1_000_000, remaining: 0 })
  }))

describe('F11: overload', () => {
  test('of 2,000 admits at once behind a slow database, each is admitted, denied or asked to come back', () =>
    inWorld(policyWith([hourly]), async (world) => {
      let release = () => {}
      world.store.beforeLoad = () => new Promise((resolve) => (release = resolve))
      const all = Array.from({ length: 2000 }, () => world.limiter.admit(admission()))
      await new Promise((resolve) => setTimeout(resolve, 1))
      release()
      const results = await Promise.all(all)
      expect(count(results, 'admitted')).toBe(100)
      expect(count(results, 'overloaded')).toBe(2000 - MOST_IN_FLIGHT)
      expect(count(results, 'denied')).toBe(MOST_IN_FLIGHT - 100)
      expect(world.store.loads).toBe(1)
    }))

  test('the client of one isolate does the same, but passes on calls that end a job', () =>
    inWorld(policyWith([hourly]), async (world) => {
      const client = createLimiterClient({
        rateLimiter: { getByName: () => world.limiter },
        organizationBudget: { getByName: () => world.host.organization('org_1') },
      })
      const results = await Promise.all([
        ...Array.from({ length: 2000 }, () => client.admit(admission())),
        client.settle(settlement('gen_unknown', 'released', 0)),
      ])
      expect(results.pop()).toEqual({ kind: 'unknown' })
      const admits = results as AdmitResult[]
      expect(count(admits, 'admitted') + count(admits, 'denied') + count(admits, 'overloaded')).toBe(2000)
      expect(count(admits, 'admitted')).toBe(100)
      expect(count(admits, 'overloaded')).toBeGreaterThan(0)
      expect((await client.admit(admission())).kind).toBe('denied')
    }))

  test('the client uses a fresh stub if one breaks, and gives up in the end', () =>
    inWorld(policyWith([]), async (world) => {
      let broken = 2
      const client = createLimiterClient({
        rateLimiter: {
          getByName() {
            if (broken-- > 0)
              return {
                ...world.limiter,
                admit: () => Promise.reject(Object.assign(new Error('Network connection lost.'), { retryable: true })),
              } as unknown as World['limiter']
            return world.limiter
          },
        },
        organizationBudget: { getByName: () => world.host.organization('org_1') },
      })
      expect((await client.admit(admission())).kind).toBe('admitted')
      broken = 3
      expect((await client.admit(admission())).kind).toBe('overloaded')
    }))
})

describe('the alarm', () => {
  test('releases admissions that have not begun within 60 s, and sleeps without work', () =>
    inWorld(policyWith([monthly, concurrent]), async (world) => {
      const waits = await admitted(world, { reserveMicros: 100 })
      const runs = await admitted(world, { reserveMicros: 100 })
      await world.limiter.begin({ instanceId: 'inst_1', generationId: runs })
      await world.pass(59_999)
      expect((await budgetOf(world)).reserved).toBe(200)
      await world.pass(1)
      expect((await budgetOf(world)).reserved).toBe(100)
      expect(await world.limiter.begin({ instanceId: 'inst_1', generationId: waits })).toEqual({ kind: 'refused', state: 'released' })
      await world.limiter.settle(settlement(runs, 'settled', 100))
      // Ended reservations are kept for 26 hours and then deleted: after 25 hours the reservation is known, after 28 hours it is not. Then
      // no alarm is left.
      await world.pass(25 * 3_600_000)
      expect(await world.limiter.settle(settlement(runs, 'settled', 100))).toEqual({ kind: 'repeated' })
      await world.pass(3 * 3_600_000)
      expect(await world.limiter.settle(settlement(runs, 'settled', 100))).toEqual({ kind: 'unknown' })
      expect(world.storage.alarmAt).toBe(null)
      expect((await budgetOf(world)).used).toBe(100)
      expect(world.store.touched.get('key_1')).toBe(START)
    }))

  test('writes when a key was last used before an idle object leaves the memory, and once a minute at most', () =>
    inWorld(policyWith([]), async (world) => {
      const use = () => world.limiter.check({ instanceId: 'inst_1', projectId: 'proj_1', keyId: 'key_1', scope: 'read' })
      const written = () => world.store.touched.get('key_1')
      // A Durable Object may leave the memory ten seconds after the last request.
      const idle = async () => {
        await world.pass(10_000)
        await world.evict()
      }
      await use()
      await idle()
      expect(written()).toBe(START)
      const again = world.now
      for (let seconds = 0; seconds < 64; seconds++) {
        await use()
        await world.pass(1000)
      }
      // The loop's first use waited five seconds for its write. Each later use replaced the one before, so the last use before the write
      // was written: the one at four seconds. All uses in the minute after that use are dropped.
      expect(written()).toBe(again + 4000)
      await use()
      await idle()
      expect(written()).toBe(again + 64_000)
      expect(world.storage.alarmAt).toBe(null)
    }))

  test('may be late: an admission that never began still releases its room and its idempotency key', () =>
    inWorld(policyWith([monthly, { ...concurrent, limit: 1 }]), async (world) => {
      const idempotency = { key: 'a', bodyHash: 'x', ttlSeconds: 86_400 }
      await admitted(world, { reserveMicros: 1_000_000, idempotency })
      world.now += 59_999
      expect(await world.limiter.admit(admission({ idempotency }))).toMatchObject({ kind: 'joined' })
      expect(await world.limiter.admit(admission())).toMatchObject({ kind: 'denied', code: 'concurrency_limited' })
      world.now += 1
      await admitted(world, { reserveMicros: 1_000_000, idempotency })
    }))

  test('is set with few writes', () =>
    inWorld(policyWith([]), async (world) => {
      for (let number = 0; number < 300; number++) {
        world.now += 10
        await admitted(world)
      }
      expect(world.storage.alarmsSet).toBe(1)
    }))

  test('delivers the contents of the outbox that an eviction left', () =>
    inWorld(policyWith([]), async (world) => {
      const generationId = await admitted(world)
      await world.limiter.settle(settlement(generationId, 'settled', 5))
      world.storage.alarmAt = null
      await world.evict()
      await world.pass(0)
      expect(world.store.total('costMicros')).toBe(5)
    }))

  test('a lost alarm is set again at the start, an existing one is left alone', () =>
    inWorld(policyWith([]), async (world) => {
      await admitted(world)
      // This limiter is new, so it has a report to deliver, and its first alarm is set for the report. `pass` lets this alarm fire, which
      // delivers the report. Then the alarm is set for the reservation.
      await world.pass(2000)
      const due = world.storage.alarmAt
      world.storage.alarmAt = null
      await world.evict()
      expect(world.storage.alarmAt).toBe(due)
      const set = world.storage.alarmsSet
      await world.evict()
      expect(world.storage.alarmsSet).toBe(set)
    }))

  test('asks about jobs long past their deadline: a live one is left, a missing one leaves its money held', () =>
    inWorld(policyWith([monthly, concurrent]), async (world) => {
      const alive = await admitted(world, { reserveMicros: 100, deadlineAt: START + 60_000 })
      const gone = await admitted(world, { reserveMicros: 100, deadlineAt: START + 60_000 })
      for (const generationId of [alive, gone]) await world.limiter.begin({ instanceId: 'inst_1', generationId })
      world.jobs = { [gone]: 'unknown' }
      await world.pass(30 * 60_000)
      expect(await budgetOf(world)).toMatchObject({ reserved: 100, held: 100 })
      await world.pass(5000)
      expect([...world.store.audits.values()]).toMatchObject([
        { action: 'reservation_orphaned', targetId: gone, detail: { amount_micros: 100 } },
      ])
      expect(await world.limiter.settle(settlement(gone, 'settled', 30))).toEqual({ kind: 'settled' })
      await world.pass(5000)
      expect(world.store.total('heldMicros')).toBe(0)
      expect(world.store.total('costMicros')).toBe(30)
    }))

  test('an overrun is audited', () =>
    inWorld(policyWith([monthly]), async (world) => {
      const generationId = await admitted(world, { reserveMicros: 100 })
      await world.limiter.settle(settlement(generationId, 'settled', 140))
      await world.limiter.settle(settlement(generationId, 'settled', 140))
      await world.pass(5000)
      expect([...world.store.audits.values()]).toMatchObject([
        { action: 'budget_overrun', detail: { reserved_micros: 100, amount_micros: 140 } },
      ])
    }))
})

describe('a failing disk', () => {
  test('a change that could not be written has no effect', () =>
    inWorld(policyWith([hourly, monthly]), async (world) => {
      const generationId = await admitted(world, { reserveMicros: 100 })
      world.storage.broken = true
      await expect(world.limiter.admit(admission({ reserveMicros: 100 }))).rejects.toThrow('SQLITE_FULL')
      await expect(world.limiter.settle(settlement(generationId, 'settled', 50))).rejects.toThrow('SQLITE_FULL')
      await world.limiter.begin({ instanceId: 'inst_1', generationId }).catch(() => {})
      world.storage.broken = false
      const before = await budgetOf(world)
      expect(before).toEqual({ used: 0, reserved: 100, held: 0, remaining: 999_900 })
      await world.evict()
      expect(await budgetOf(world)).toEqual(before)
      expect(await world.limiter.settle(settlement(generationId, 'settled', 50))).toEqual({ kind: 'settled' })
      await world.pass(5000)
      expect(world.store.total('costMicros')).toBe(50)
    }))
})

test('counters changed by a new limit survive an eviction', () =>
  inWorld(policyWith([{ ...hourly, limit: 10 }]), async (world) => {
    for (let number = 0; number < 10; number++) await admitted(world)
    world.store.policy = policyWith([{ ...hourly, limit: 30 }], { epoch: 2 })
    await world.limiter.poke({ instanceId: 'inst_1', epoch: 2 })
    for (let number = 0; number < 5; number++) await admitted(world, { epoch: 2 })
    await world.evict()
    const states = await world.limiter.limits({ instanceId: 'inst_1', projectId: 'proj_1', keyId: 'key_1' })
    expect(states).toMatchObject([{ metric: 'requests', limit: 30, used: 15, remaining: 15 }])
  }))

describe('job hosts', () => {
  const proposed = () => newGenerationId('inst_01K9ZQ4X1V7M3T8B5N2D6F0GHJ', () => START)
  const hosted = (changes: Partial<AdmitRequest> = {}) => admission({ generationId: proposed(), hosted: true, ...changes })
  const admittedId = (result: AdmitResult) => (result.kind === 'admitted' ? result.generationId! : expect.fail(JSON.stringify(result)))

  test('are filled one after the other, and have room again after an end', () =>
    inWorld(policyWith([]), async ({ limiter }) => {
      const ids: string[] = []
      for (let count = 0; count < JOBS_PER_HOST + 1; count++) ids.push(admittedId(await limiter.admit(hosted())))
      expect(ids.map(hostNumberOf)).toEqual([...Array<number>(JOBS_PER_HOST).fill(0), 1])
      await limiter.begin({ instanceId: 'inst_1', generationId: ids[2]! })
      await limiter.settle(settlement(ids[2]!, 'released', 0))
      expect(hostNumberOf(admittedId(await limiter.admit(hosted())))).toBe(0)
      expect(hostNumberOf(admittedId(await limiter.admit(hosted())))).toBe(1)
    }))

  test('are still known to be full after an eviction', () =>
    inWorld(policyWith([]), async (world) => {
      for (let count = 0; count < JOBS_PER_HOST; count++) await world.limiter.admit(hosted())
      await world.evict()
      expect(hostNumberOf(admittedId(await world.limiter.admit(hosted())))).toBe(1)
    }))

  test('a call that is sent again keeps its host', () =>
    inWorld(policyWith([]), async ({ limiter }) => {
      for (let count = 0; count < JOBS_PER_HOST; count++) await limiter.admit(hosted())
      const request = hosted()
      const first = admittedId(await limiter.admit(request))
      expect(admittedId(await limiter.admit(request))).toBe(first)
      expect(await limiter.outcomes([first, request.generationId])).toMatchObject([{ state: 'reserved' }, { state: 'unknown' }])
    }))

  test('count requests that wait for the organization’s budget', () =>
    inWorld(policyWith([], { organizationBudget: true }), async (world) => {
      const ids = (await Promise.all(Array.from({ length: 2 * JOBS_PER_HOST }, () => world.limiter.admit(hosted())))).map(admittedId)
      expect(ids.map(hostNumberOf).sort()).toEqual([...Array<number>(JOBS_PER_HOST).fill(0), ...Array<number>(JOBS_PER_HOST).fill(1)])
    }))

  test('an earlier version’s id stays as it is', () =>
    inWorld(policyWith([]), async ({ limiter }) => {
      const request = admission({ generationId: proposed() })
      expect(admittedId(await limiter.admit(request))).toBe(request.generationId)
    }))
})

test('a repeat at another Worker does not join a running job, because that Worker would begin a second one', () =>
  inWorld(policyWith([monthly]), async (world) => {
    const idempotency = { key: 'k', bodyHash: 'h', ttlSeconds: 86_400 }
    const id = await admitted(world, { idempotency })
    const moved = () => world.limiter.admit(admission({ idempotency, dedicated: true }))
    expect(await moved()).toMatchObject({ kind: 'overloaded' })
    await world.evict()
    expect(await moved()).toMatchObject({ kind: 'overloaded' })
    expect(await world.limiter.admit(admission({ idempotency }))).toMatchObject({ kind: 'joined', generationId: id })
    await world.limiter.settle(settlement(id, 'settled', 1))
    expect(await moved()).toMatchObject({ kind: 'joined', generationId: id })
  }))

describe('a job that starts at once', () => {
  const MINUTE = 60_000
  const startsAtOnce = true as const
  const stateOf = async (world: World, id: string) => (await world.limiter.outcomes([id]))[0]!.state

  test('needs no begin: it is settled from `reserved`, and nobody asks about it', () =>
    inWorld(policyWith([monthly, concurrent]), async (world) => {
      const request = admission({ startsAtOnce, reserveMicros: 100 })
      expect(await world.limiter.admit(request)).toMatchObject({ kind: 'admitted', startsAtOnce: true })
      expect(await world.limiter.admit(request), 'the same call again').toMatchObject({ kind: 'admitted', startsAtOnce: true })
      expect(await world.limiter.settle(settlement(request.generationId, 'settled', 70))).toEqual({ kind: 'settled' })
      await world.pass(10 * MINUTE)
      expect(world.askedFor).toEqual([])
      expect(world.store.total('costMicros')).toBe(70)
    }))

  test('runs longer than a minute: its host is asked once and knows it, also after an eviction', () =>
    inWorld(policyWith([monthly, concurrent]), async (world) => {
      const ids = [await admitted(world, { startsAtOnce, reserveMicros: 100 }), await admitted(world, { startsAtOnce, reserveMicros: 100 })]
      await world.evict()
      await world.pass(MINUTE - 1)
      expect(world.askedFor).toEqual([])
      await world.pass(1)
      expect(world.askedFor).toEqual(ids)
      expect(await stateOf(world, ids[0]!)).toBe('begun')
      await world.evict()
      await world.pass(5 * MINUTE)
      expect(world.askedFor).toEqual(ids)
      expect(await budgetOf(world)).toMatchObject({ reserved: 200 })
      expect(await world.limiter.settle(settlement(ids[0]!, 'settled', 30))).toEqual({ kind: 'settled' })
    }))

  test('was never started: its reservation is released after its host has said so, and not before', () =>
    inWorld(policyWith([monthly, concurrent]), async (world) => {
      const idempotency = { key: 'k', bodyHash: 'h', ttlSeconds: 86_400 }
      const id = await admitted(world, { startsAtOnce, reserveMicros: 100, idempotency })
      const answer = Promise.withResolvers<boolean>()
      world.hasJob = () => answer.promise
      const passing = world.pass(MINUTE)
      await Promise.resolve()
      expect(await world.limiter.admit(admission({ idempotency })), 'the reservation still stands').toMatchObject({ kind: 'joined' })
      expect(await stateOf(world, id)).toBe('reserved')
      answer.resolve(false)
      await passing
      expect(await stateOf(world, id)).toBe('released')
      expect(await budgetOf(world)).toMatchObject({ reserved: 0 })
      expect(await world.limiter.begin({ instanceId: 'inst_1', generationId: id })).toEqual({ kind: 'refused', state: 'released' })
      expect(await world.limiter.admit(admission({ idempotency, reserveMicros: 1 }))).toMatchObject({ kind: 'admitted' })
    }))

  test('begins or ends while its host is asked: the answer changes nothing', () =>
    inWorld(policyWith([monthly]), async (world) => {
      const [begun, ended] = [
        await admitted(world, { startsAtOnce, reserveMicros: 100 }),
        await admitted(world, { startsAtOnce, reserveMicros: 100 }),
      ]
      world.hasJob = async (id) => {
        if (id === begun) await world.limiter.begin({ instanceId: 'inst_1', generationId: begun })
        else await world.limiter.settle(settlement(ended, 'held', 100))
        return false
      }
      await world.pass(MINUTE)
      expect([await stateOf(world, begun), await stateOf(world, ended)]).toEqual(['begun', 'held'])
    }))

  test('its host cannot be reached: it stays reserved and is asked for again, at growing intervals, and others are asked for meanwhile', () =>
    inWorld(policyWith([monthly]), async (world) => {
      const id = await admitted(world, { startsAtOnce, reserveMicros: 100 })
      world.hasJob = async (asked) => {
        if (asked === id) throw new Error('Network connection lost.')
        return true
      }
      await world.pass(MINUTE)
      const other = await admitted(world, { startsAtOnce, reserveMicros: 1 })
      await world.pass(10 * MINUTE)
      expect(await stateOf(world, id)).toBe('reserved')
      expect(await stateOf(world, other)).toBe('begun')
      expect(world.askedFor.length).toBeLessThan(25)
      world.hasJob = async () => false
      await world.pass(2 * MINUTE)
      expect(await stateOf(world, id)).toBe('released')
    }))

  test('may begin late, if its request was joined and its host was asked in vain', () =>
    inWorld(policyWith([monthly]), async (world) => {
      const id = await admitted(world, { startsAtOnce, reserveMicros: 100 })
      world.now += 5 * MINUTE
      expect(await world.limiter.begin({ instanceId: 'inst_1', generationId: id })).toMatchObject({ kind: 'begun' })
    }))
})
