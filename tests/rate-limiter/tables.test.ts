// Tests the tables of a limiter: the limiter writes few rows for each generation, it loses nothing when it restarts, and it converts the
// tables of earlier versions.
import { describe, expect, test } from 'vitest'
import { isLive } from '../../src/rate-limiter/core/budget.ts'
import type { Reservation } from '../../src/rate-limiter/core/reservation.ts'
import { Tables } from '../../src/rate-limiter/tables.ts'
import type { Limit } from '../../src/shared/config-rpc.ts'
import { inOrganization, inWorld, type World } from './support/object.ts'
import { admission, newGeneration, policyWith, settlement, START } from './support/world.ts'

const hourly: Limit = { scope: 'instance', target: null, metric: 'requests', limit: 1000, windowSeconds: 3600 }
const ofKey: Limit = { ...hourly, scope: 'key' }
const monthly: Limit = { scope: 'instance', target: null, metric: 'cost_micros', limit: 10_000_000, windowSeconds: 'month' }
const limits = [hourly, ofKey, monthly]

async function generate(world: World, amountMicros: number, key = 'key_1'): Promise<string> {
  const request = admission({
    generationId: newGeneration(),
    keyId: key,
    projectId: key === 'key_2' ? 'proj_2' : 'proj_1',
    reserveMicros: 1000,
    idempotency: { key: String(Math.random()), bodyHash: 'x', ttlSeconds: 86_400 },
  })
  expect(await world.limiter.admit(request)).toMatchObject({ kind: 'admitted' })
  const { generationId } = request
  expect(await world.limiter.begin({ instanceId: 'inst_1', generationId })).toMatchObject({ kind: 'begun' })
  expect(await world.limiter.settle(settlement(generationId, 'settled', amountMicros))).toEqual({ kind: 'settled' })
  return generationId
}
async function usedOf(world: World): Promise<Record<string, number>> {
  const states = await world.limiter.limits({ instanceId: 'inst_1', projectId: null, keyId: null })
  if (!Array.isArray(states)) throw new Error('unavailable')
  return Object.fromEntries(states.map(({ scope, target, metric, used }) => [`${scope} ${target ?? ''} ${metric}`, used]))
}
const rowsOf = (world: World, table: string) => world.storage.sql.exec<{ n: number }>(`SELECT count(*) AS n FROM ${table}`).one().n

describe('rows', () => {
  test('a generation writes at most 10 rows, also with limits, and an organization at most 4', () =>
    inOrganization(policyWith(limits), null, async (world, organization) => {
      await generate(world, 1)
      await world.pass(1000)
      const [before, reported] = [world.storage.rowsWritten(), organization.storage.rowsWritten()]
      for (let second = 0; second < 100; second++) {
        for (let each = 0; each < 2; each++) await generate(world, 10)
        await world.pass(1000)
      }
      expect((world.storage.rowsWritten() - before) / 200).toBeLessThanOrEqual(10)
      expect((organization.storage.rowsWritten() - reported) / 200).toBeLessThanOrEqual(4)
    }))

  test('of a generation are deleted 26 hours after its end, also if it ended late; outcomes already when they are delivered and summed', () =>
    inWorld(policyWith(limits), async (world) => {
      for (let number = 0; number < 100; number++) await generate(world, 10)
      const held = await generate(world, 0)
      const late = admission({ reserveMicros: 5 })
      await world.limiter.admit(late)
      await world.limiter.begin({ instanceId: 'inst_1', generationId: late.generationId })
      await world.limiter.settle(settlement(late.generationId, 'held', 5))
      expect(rowsOf(world, 'outcomes')).toBe(102)
      await world.pass(2000)
      expect(rowsOf(world, 'outcomes')).toBe(0)
      await world.pass(20 * 3_600_000)
      await world.limiter.settle(settlement(late.generationId, 'settled', 5))
      await world.pass(8 * 3_600_000)
      await expect(world.limiter.outcomes([held, late.generationId])).resolves.toMatchObject([{ state: 'unknown' }, { state: 'settled' }])
      expect([rowsOf(world, 'live'), rowsOf(world, 'finished')]).toEqual([0, 1])
      await world.pass(30 * 3_600_000)
      expect(['live', 'finished', 'outcomes', 'outbox'].map((table) => rowsOf(world, table))).toEqual([0, 0, 0, 0])
      expect(await usedOf(world)).toMatchObject({ 'instance  cost_micros': 1005 })
    }))
})

test('counters and sums are the same after each of 300 restarts, between and after checkpoints', () =>
  inWorld(policyWith(limits), async (world) => {
    for (let round = 1; round <= 300; round++) {
      await generate(world, round, round % 3 === 0 ? 'key_2' : 'key_1')
      if (round % 7 === 0) await world.pass(1100)
      const before = await usedOf(world)
      await world.evict()
      expect(await usedOf(world)).toEqual(before)
      expect(before).toMatchObject({ 'instance  cost_micros': (round * (round + 1)) / 2 })
    }
    expect(rowsOf(world, 'outcomes')).toBeLessThan(80)
    await world.pass(5000)
    expect([world.store.events.size, world.store.total('costMicros')]).toEqual([300, (300 * 301) / 2])
  }))

test('while the database is away, outcomes wait, and the sums are kept', () =>
  inWorld(policyWith(limits), async (world) => {
    world.store.failing = true
    await world.limiter.poke({ instanceId: 'inst_1', epoch: 1 })
    world.store.failing = false
    for (let number = 0; number < 10; number++) await generate(world, 10)
    world.store.failing = true
    for (let number = 0; number < 200; number++) {
      await generate(world, 10)
      if (number % 50 === 0) await world.pass(2000)
    }
    await world.pass(120_000)
    expect(rowsOf(world, 'outcomes')).toBeGreaterThanOrEqual(200)
    world.store.failing = false
    await world.evict()
    expect(await usedOf(world)).toMatchObject({ 'instance  cost_micros': 2100 })
    await world.pass(120_000)
    expect(world.store.total('costMicros')).toBe(2100)
    await world.pass(28 * 3_600_000)
    expect(rowsOf(world, 'outcomes')).toBe(0)
  }))

test('an event is not delivered again after a restart', () =>
  inWorld(policyWith(limits), async (world) => {
    await generate(world, 10)
    await world.pass(2000)
    const { writes } = world.store
    await world.evict()
    await world.pass(10_000)
    expect(world.store.writes).toBe(writes)
  }))

test('the tables of version 0.2.0 are taken over: sums, counters, running generations, and reports that wait', () =>
  inWorld(policyWith(limits), async (world) => {
    // The limiter writes into its present tables. Then the test gives these tables the form that they had in version 0.2.0.
    const spent = await generate(world, 700)
    const running = admission({ reserveMicros: 300 })
    await world.limiter.admit(running)
    await world.limiter.begin({ instanceId: 'inst_1', generationId: running.generationId })
    const { sql } = world.storage
    const [outcome] = sql.exec<{ usage: string; organization: string; spent: string }>('SELECT * FROM outcomes').toArray()
    sql.exec('DROP TABLE outcomes')
    sql.exec('CREATE INDEX finished_by_keep_until ON finished (keep_until)')
    for (const kind of ['usage', 'organization'] as const) sql.exec('INSERT INTO outbox (kind, body) VALUES (?, ?)', kind, outcome![kind])
    for (const [ledger, micros] of JSON.parse(outcome!.spent) as [string, number][])
      sql.exec('INSERT INTO spent (ledger, micros) VALUES (?, ?)', ledger, micros)
    sql.exec('UPDATE live SET sequence = 2')
    sql.exec(`INSERT INTO meta (name, value) VALUES ('sequence', 1), ('last_ms', ?)`, START)

    await world.evict()
    expect(await usedOf(world)).toMatchObject({ 'instance  cost_micros': 700, 'instance  requests': 2 })
    await world.limiter.settle(settlement(running.generationId, 'settled', 250))
    await world.evict()
    expect(await usedOf(world)).toMatchObject({ 'instance  cost_micros': 950, 'instance  requests': 2 })
    await world.pass(3000)
    expect([...world.store.events.values()].map(({ generationId, costMicros }) => [generationId, costMicros])).toEqual([
      [spent, 700],
      [running.generationId, 250],
    ])
    expect(rowsOf(world, 'outbox')).toBe(0)
    expect(await world.limiter.settle(settlement(spent, 'settled', 700))).toEqual({ kind: 'repeated' })
  }))

describe('a reservation that has ended', () => {
  const id = (kind: string) => `${kind}_01M8QPY36Q3CDRX75NRZBTA1GP`
  const hash = 'a5'.repeat(32)
  const scope = `sent:${id('key')}|${id('proj')}|createImageVariation|${hash}`
  const row: Reservation = {
    generationId: id('gen'),
    organizationId: id('org'),
    instanceId: id('inst'),
    projectId: id('proj'),
    keyId: id('key'),
    provider: 'black-forest-labs',
    model: 'stable-diffusion-3.5-large-turbo',
    operation: 'createImageVariation',
    admittedAt: START,
    deadlineAt: START + 600_000,
    visits: [{ place: 0, provider: 'black-forest-labs', model: 'stable-diffusion-3.5-large-turbo', requests: 1, images: 1, tokens: 1000 }],
    organizationReserved: false,
    hosted: true,
    startsAtOnce: true,
    idempotency: { scope, bodyHash: hash, until: START + 1_800_000 },
    state: 'settled',
    reservedMicros: 211_155,
    heldMicros: null,
    settledMicros: 31_740,
    heldUsage: null,
  }
  const ended = { ...row, visits: [] }

  test('is found by its id and by its idempotency key, and has a row of at most 1,002 bytes, so that it needs no second page', () =>
    inWorld(policyWith(limits), async ({ storage }) => {
      const tables = new Tables(storage.sql)
      tables.change(row, START + 1)
      expect(tables.find(row.generationId)).toEqual(ended)
      expect(tables.findByKeyScope(scope, START)).toEqual(ended)
      const sum = 'length(generation_id) + length(body) + length(idempotency) + 6 * 2 + 8'
      expect(storage.sql.exec<{ bytes: number }>(`SELECT ${sum} AS bytes FROM finished`).one().bytes).toBeLessThan(1002)
      tables.change({ ...row, generationId: id('without'), idempotency: null }, START + 1)
      expect(tables.find(id('without'))).toEqual({ ...ended, generationId: id('without'), idempotency: null })
    }))

  test('keeps its scope in the text while the original request may still join it, because version 0.2 reads it only there', () =>
    inWorld(policyWith(limits), async ({ storage }) => {
      const tables = new Tables(storage.sql)
      const scopeIn = () => JSON.parse(storage.sql.exec<{ body: string }>('SELECT body FROM finished').one().body).idempotency.scope
      for (const as of [null, id('gen')]) {
        const waiting = { ...row, idempotency: { ...row.idempotency!, ahead: { before: START, as } } }
        tables.change(waiting, START + 1)
        expect(tables.find(row.generationId)).toEqual({ ...waiting, visits: [] })
        expect(scopeIn()).toBe(as === null ? scope : undefined)
      }
    }))

  test('is read as an earlier version has stored it', () =>
    inWorld(policyWith(limits), async ({ storage }) => {
      const tables = new Tables(storage.sql)
      const values = [row.generationId, JSON.stringify(row), scope, row.idempotency!.until, START + 1]
      storage.sql.exec(
        'INSERT INTO finished (generation_id, body, idempotency, idempotency_until, keep_until) VALUES (?, ?, ?, ?, ?)',
        ...values,
      )
      expect(tables.find(row.generationId)).toEqual(row)
    }))
})

test('what has expired is deleted although the object is evicted between all its alarms', () =>
  inWorld(policyWith(limits), async (world) => {
    await generate(world, 10)
    let alarms = 0
    while (world.storage.alarmAt !== null && alarms++ < 100) {
      world.now = world.storage.alarmAt
      world.storage.alarmAt = null
      await world.evict()
      await world.limiter.alarm()
    }
    expect([rowsOf(world, 'finished'), rowsOf(world, 'outcomes')]).toEqual([0, 0])
    expect(alarms).toBeLessThan(10)
  }))

test('time does not go back after a restart between two checkpoints', () =>
  inWorld(policyWith(limits), async (world) => {
    world.now += 3_600_000
    await generate(world, 10)
    const { live, lastMs } = new Tables(world.storage.sql).load()
    expect(live.filter(({ state }) => isLive(state))).toEqual([])
    expect(lastMs).toBe(START + 3_600_000)
  }))
