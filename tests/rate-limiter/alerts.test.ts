// Tests the alerts that a limiter's object raises: exactly one for each crossed threshold, even if the object is stopped at any moment.
import { describe, expect, test } from 'vitest'
import { DEFAULT_ALERTS, type RaisedAlert } from '../../src/shared/alerts.ts'
import { MOST_IN_FLIGHT } from '../../src/rate-limiter/instance-limiter.ts'
import type { OrganizationBudgetPolicy } from '../../src/rate-limiter/policy.ts'
import type { Limit, SettleRequest } from '../../src/shared/config-rpc.ts'
import { inOrganization, inWorld, type World } from './support/object.ts'
import { admission, policyWith, settlement, START } from './support/world.ts'

const DAY_MS = 86_400_000
const daily: Limit = { scope: 'instance', target: null, metric: 'cost_micros', limit: 1000, windowSeconds: 'day' }
const monthlyPerProject: Limit = { scope: 'project', target: null, metric: 'cost_micros', limit: 1000, windowSeconds: 'month' }
const monthly: Limit = { ...monthlyPerProject, scope: 'instance', limit: 1500 }

async function admitted(world: World, reserveMicros = 10): Promise<string> {
  const request = admission({ reserveMicros })
  expect(await world.limiter.admit(request)).toMatchObject({ kind: 'admitted' })
  expect(await world.limiter.begin({ instanceId: 'inst_1', generationId: request.generationId })).toMatchObject({ kind: 'begun' })
  return request.generationId
}
async function spend(world: World, micros: number, changes: Partial<SettleRequest> = {}): Promise<void> {
  expect(await world.limiter.settle(settlement(await admitted(world, micros), 'settled', micros, changes))).toEqual({ kind: 'settled' })
}
const failed = (errorCode: SettleRequest['usage']['errorCode'], connection = 'main'): Partial<SettleRequest> => ({
  usage: { provider: 'sketch', model: 'sketch-1', operation: 'generate', succeeded: false, errorCode },
  connection,
})
/** Returns the alerts that reached the database. An alert that was delivered twice counts once. */
function raised(world: World): RaisedAlert[] {
  const alerts = world.store.alerts.filter((report) => report.act === 'raise')
  return [...new Map(alerts.map((alert) => [alert.once, alert])).values()]
}
const percents = (world: World) => raised(world).map(({ values }) => values.percent)

describe('alerts in the database that the limiter does not know', () => {
  const forgotten = { act: 'forget', organizationId: 'org_1', instanceId: 'inst_1' }

  test('are closed by a limiter that is new, once', () =>
    inWorld(policyWith([daily]), async (world) => {
      await spend(world, 10)
      await world.pass(2000)
      await world.evict()
      await spend(world, 10)
      await world.pass(2000)
      expect(world.store.forgotten).toMatchObject([{ ...forgotten, isNew: true }])
      expect(world.store.alerts).toEqual([])
    }))

  test('are closed once after a restore of the database, whatever fails, and raised again when their cause is seen again', () =>
    inWorld(policyWith([daily], { mark: 'before' }), async (world) => {
      const held = await admitted(world)
      await world.limiter.settle(settlement(held, 'held', 10, failed('outcome_indeterminate')))
      await spend(world, 600)
      await world.pass(2000)
      const before = raised(world).map(({ kind }) => kind)
      expect(before.toSorted()).toEqual(['budget', 'generations_indeterminate'])
      world.store.alerts.splice(0)
      world.store.forgotten.splice(0)
      world.store.policy = policyWith([daily], { mark: 'restored' })
      await world.evict()
      const surpass = world.store.surpass.bind(world.store)
      let faults = 3
      world.store.surpass = async (...args) => {
        if (faults-- > 0) throw new Error('D1_ERROR: the database is away')
        await surpass(...args)
      }
      for (let load = 0; load < 4; load++) await world.limiter.poke({ instanceId: 'inst_1', epoch: 1 })
      await world.pass(2000)
      expect(world.store.surpassed).toHaveLength(1)
      expect(world.store.forgotten).toMatchObject([{ ...forgotten, isNew: false }])
      expect(
        raised(world)
          .map(({ kind }) => kind)
          .toSorted(),
      ).toEqual(before.toSorted())
    }))

  test("are closed for an organization's budget, too", () => {
    const budget: OrganizationBudgetPolicy = {
      organizationId: 'org_1',
      version: 5,
      mark: null,
      budgets: [{ window: 'day', limitMicros: 1000 }],
    }
    return inOrganization(policyWith([], { organizationBudget: true }), budget, async (world, organization) => {
      await spend(world, 600)
      await world.pass(2000)
      world.now += 2000
      await organization.ring()
      expect(world.store.forgotten).toMatchObject([forgotten, { ...forgotten, instanceId: null }])
      expect(percents(world)).toEqual([50])
    })
  })
})

describe('a budget', () => {
  test('of 50 at once, each threshold is reported once, also after evictions and repeats', () =>
    inWorld(policyWith([daily, monthlyPerProject]), async (world) => {
      const requests = Array.from({ length: 50 }, () => admission({ reserveMicros: 20 }))
      const results = await Promise.all(requests.map((request) => world.limiter.admit(request)))
      expect(results.every(({ kind }) => kind === 'admitted')).toBe(true)
      await world.pass(2000)
      // Most of the reserved money is usually given back, so a reservation raises no alert.
      expect(raised(world)).toEqual([])
      const settled = requests.map(({ generationId }) => settlement(generationId, 'settled', 20))
      await Promise.all(settled.map((each) => world.limiter.settle(each)))
      await world.evict()
      await Promise.all(settled.map((each) => world.limiter.settle(each)))
      await world.pass(5000)
      const seen = raised(world).map(({ kind, subject, projectId, values, endsAt }) => [
        kind,
        subject.id,
        projectId,
        values.window,
        values.percent,
        endsAt,
      ])
      const [day, month] = [Date.UTC(2026, 10, 25), Date.UTC(2026, 11, 1)]
      expect(seen.toSorted()).toEqual(
        [50, 80, 100]
          .flatMap((percent) => [
            ['budget', 'inst_1', null, 'day', percent, day],
            ['budget', 'proj_1', 'proj_1', 'month', percent, month],
          ])
          .toSorted(),
      )
      expect(raised(world).find(({ values }) => values.percent === 80)!.values).toMatchObject({ used_micros: 800, limit_micros: 1000 })
    }))

  test('is reported again in its next window, and only with what was spent in it', () =>
    inWorld(policyWith([daily]), async (world) => {
      await spend(world, 600)
      const late = await admitted(world, 400)
      world.now += DAY_MS
      // This amount counts in yesterday's budget. That day is over, so the amount must not raise an alert.
      await world.limiter.settle(settlement(late, 'settled', 400))
      await world.pass(2000)
      expect(percents(world)).toEqual([50])
      await spend(world, 500)
      await world.pass(2000)
      expect(percents(world)).toEqual([50, 50])
      expect(new Set(raised(world).map(({ once }) => once)).size).toBe(2)
    }))

  test('that was crossed while no policy was loaded is reported when one is', () =>
    inWorld(policyWith([daily]), async (world) => {
      const generationId = await admitted(world, 800)
      world.store.failing = true
      await world.evict()
      expect(await world.limiter.settle(settlement(generationId, 'settled', 800))).toEqual({ kind: 'settled' })
      await world.pass(3000)
      expect(raised(world)).toEqual([])
      world.store.failing = false
      await world.pass(120_000)
      expect(percents(world)).toEqual([50, 80])
    }))

  test('that is held counts, and is not reported twice if it is settled', () =>
    inWorld(policyWith([daily], { alerts: { ...DEFAULT_ALERTS, off: ['generations_indeterminate'] } }), async (world) => {
      const generationId = await admitted(world, 600)
      await world.limiter.settle(settlement(generationId, 'held', 600))
      await world.pass(2000)
      await world.limiter.settle(settlement(generationId, 'settled', 600))
      await world.pass(2000)
      expect(raised(world).filter(({ kind }) => kind === 'budget')).toHaveLength(1)
    }))

  test('has the thresholds of the instance, also new ones that are already passed, and none if they are off', () =>
    inWorld(policyWith([daily], { alerts: { ...DEFAULT_ALERTS, budgetPercents: [90] } }), async (world) => {
      await spend(world, 600)
      await world.pass(2000)
      expect(percents(world)).toEqual([])
      world.store.policy = policyWith([daily], { epoch: 2, alerts: { ...DEFAULT_ALERTS, budgetPercents: [20, 60] } })
      await world.limiter.poke({ instanceId: 'inst_1', epoch: 2 })
      await world.pass(2000)
      expect(percents(world)).toEqual([20, 60])
      world.store.policy = policyWith([daily], { epoch: 3, alerts: { ...DEFAULT_ALERTS, off: ['budget'] } })
      await world.limiter.poke({ instanceId: 'inst_1', epoch: 3 })
      await world.limiter.settle(settlement((await admittedAt(world, 3))!, 'settled', 400))
      await world.pass(2000)
      expect(percents(world)).toEqual([20, 60])
    }))

  test('that refuses requests is reported once in its window', () =>
    inWorld(policyWith([daily]), async (world) => {
      await admitted(world, 900)
      for (let count = 0; count < 5; count++) {
        expect(await world.limiter.admit(admission({ reserveMicros: 200 }))).toMatchObject({ kind: 'denied', code: 'budget_exceeded' })
        await world.evict()
      }
      await world.pass(2000)
      const exhausted = raised(world).filter(({ kind }) => kind === 'budget_exhausted')
      expect(exhausted).toMatchObject([{ subject: { kind: 'instance', id: 'inst_1' }, values: { used_micros: 900, limit_micros: 1000 } }])
    }))

  test('that was changed closes its alerts, and raises those of its new amount', () =>
    inWorld(policyWith([daily, monthly]), async (world) => {
      await spend(world, 900)
      expect(await world.limiter.admit(admission({ reserveMicros: 200 }))).toMatchObject({ code: 'budget_exceeded' })
      await world.pass(2000)
      const change = async (epoch: number, limits: Limit[]) => {
        world.store.alerts.splice(0)
        await world.evict()
        world.store.policy = policyWith(limits, { epoch })
        await world.limiter.poke({ instanceId: 'inst_1', epoch })
        await world.pass(2000)
        return world.store.alerts.map((alert) => [
          alert.act,
          alert.kind,
          alert.subject.kind,
          alert.act === 'end' ? alert.budget : alert.act === 'raise' ? [alert.values.limit_micros, alert.values.percent] : null,
        ])
      }
      const old = { window: 'day', limitMicros: 1000 }
      const ended = [
        ['end', 'budget', 'instance', old],
        ['end', 'budget', 'instance', old],
        ['end', 'budget_exhausted', 'instance', old],
      ]
      expect(await change(2, [daily, monthly])).toEqual([])
      expect((await change(3, [{ ...daily, limit: 10_000 }, monthly])).toSorted()).toEqual(ended)
      // The limit goes back to its first amount. This counts as a new budget, so the alerts are raised again.
      expect(await change(4, [daily, monthly])).toEqual([
        ['raise', 'budget', 'instance', [1000, 50]],
        ['raise', 'budget', 'instance', [1000, 80]],
      ])
      expect((await change(5, [monthly])).toSorted()).toEqual(ended.slice(0, 2))
    }))

  test('of the organization is reported once, whichever instance spends it', () => {
    const budget: OrganizationBudgetPolicy = { organizationId: 'org_1', version: 1, budgets: [{ limitMicros: 1000, window: 'month' }] }
    return inOrganization(policyWith([], { organizationBudget: true }), budget, async (world, organization) => {
      const ids: string[] = []
      for (let count = 0; count < 10; count++) ids.push(await admitted(world, 100))
      expect(await world.limiter.admit(admission({ reserveMicros: 1 }))).toMatchObject({ code: 'budget_exceeded' })
      await Promise.all(ids.slice(0, 8).map((id) => world.limiter.settle(settlement(id, 'settled', 100))))
      await organization.evict()
      await world.pass(2000)
      world.now += 2000
      await organization.ring()
      const about = raised(world).map(({ kind, instanceId, subject, values }) => [kind, instanceId, subject.kind, values.percent ?? null])
      expect(about).toEqual([
        ['budget_exhausted', null, 'organization', null],
        ['budget', null, 'organization', 50],
        ['budget', null, 'organization', 80],
      ])
    })
  })

  test('is not reported if the write of the outcome fails', () =>
    inWorld(policyWith([daily]), async (world) => {
      const generationId = await admitted(world, 600)
      world.storage.broken = true
      await expect(world.limiter.settle(settlement(generationId, 'settled', 600))).rejects.toThrow('SQLITE_FULL')
      world.storage.broken = false
      await world.limiter.settle(settlement(generationId, 'settled', 600))
      await world.pass(2000)
      expect(percents(world)).toEqual([50])
    }))
})

async function admittedAt(world: World, epoch: number): Promise<string | null> {
  const request = admission({ reserveMicros: 400, epoch })
  return (await world.limiter.admit(request)).kind === 'admitted' ? request.generationId : null
}

describe('a provider', () => {
  test('that fails five times in a row is reported once, and again after a success', () =>
    inWorld(policyWith([]), async (world) => {
      const fail = async (count: number) => {
        for (let each = 0; each < count; each++)
          await world.limiter.settle(settlement(await admitted(world), 'released', 0, failed('provider_unavailable')))
      }
      await fail(4)
      await spend(world, 1)
      await fail(4)
      // A refused prompt must not count as a failure of the provider.
      await world.limiter.settle(settlement(await admitted(world), 'released', 0, failed('safety_refused')))
      await world.pass(2000)
      expect(raised(world)).toEqual([])
      await fail(10)
      await world.pass(2000)
      const subject = { kind: 'provider', id: 'sketch' }
      expect(raised(world)).toMatchObject([{ kind: 'provider_failing', subject, values: { failures: 5, reason: 'provider_unavailable' } }])
      await spend(world, 1)
      await world.pass(2000)
      expect(world.store.alerts.at(-1)).toMatchObject({ act: 'end', kind: 'provider_failing', subject })
      await fail(5)
      await world.pass(2000)
      expect(raised(world)).toHaveLength(2)
    }))

  test('that refuses a credential is reported once a day, until a call with it succeeds', () =>
    inWorld(policyWith([]), async (world) => {
      const generationId = await admitted(world)
      const refuse = () =>
        world.limiter.rest({
          instanceId: 'inst_1',
          generationId,
          connection: 'main',
          version: 1,
          reason: 'bad_credential',
          retryAfterMs: null,
          detail: 'Wrong key',
        })
      await refuse()
      await world.evict()
      await refuse()
      world.now += 600_000
      await refuse()
      await world.pass(2000)
      const subject = { kind: 'connection', id: 'main' }
      expect(raised(world)).toMatchObject([
        { kind: 'credential_refused', subject, values: { reason: 'bad_credential', detail: 'Wrong key' } },
      ])
      expect(world.store.alerts.filter(({ act }) => act === 'seen')).toHaveLength(1)
      world.now += 3_600_000
      await spend(world, 1, { connection: 'main' })
      await world.pass(2000)
      expect(world.store.alerts.at(-1)).toMatchObject({ act: 'end', kind: 'credential_refused', subject })
      expect(world.store.alerts.filter(({ kind }) => kind === 'provider_failing')).toEqual([])
    }))
})

test('an alert about a refused credential closes at the first success with the new one, although the old one still rests', () =>
  inWorld(policyWith([]), async (world) => {
    const refused = { instanceId: 'inst_1', connection: 'main', version: 1, reason: 'bad_credential' as const }
    const before = await admitted(world)
    await world.limiter.rest({ ...refused, generationId: before, retryAfterMs: null, detail: 'Wrong key' })
    world.now += 1000
    // This generation was admitted before the provider refused the credential, so its call may have been accepted before that, too. Its
    // success does not show that the credential works again.
    await world.limiter.settle(settlement(before, 'settled', 1, { connection: 'main' }))
    await world.pass(2000)
    expect(world.store.alerts.map(({ act }) => act)).toEqual(['raise'])
    await spend(world, 1, { connection: 'main' })
    await world.pass(2000)
    expect(world.store.alerts.at(-1)).toMatchObject({ act: 'end', kind: 'credential_refused', subject: { id: 'main' } })
    expect(await world.limiter.rests()).toEqual([])
  }))

test('generations of unknown outcome are reported once, until no amount is held any more', () =>
  inWorld(policyWith([]), async (world) => {
    const held = [await admitted(world), await admitted(world)]
    for (const id of held) await world.limiter.settle(settlement(id, 'held', 10, failed('outcome_indeterminate')))
    await world.evict()
    await world.limiter.settle(settlement(held[0]!, 'settled', 3))
    await world.pass(2000)
    expect(raised(world)).toMatchObject([{ kind: 'generations_indeterminate', endsAt: null, values: { generation_id: held[0] } }])
    expect(world.store.alerts.map(({ act }) => act)).not.toContain('end')
    await world.limiter.settle(settlement(held[1]!, 'released', 0))
    await world.pass(2000)
    expect(world.store.alerts.at(-1)).toMatchObject({ act: 'end', kind: 'generations_indeterminate' })
  }))

test('an overload is reported once an hour', () =>
  inWorld(policyWith([]), async (world) => {
    const overload = async () => {
      await world.evict()
      let release = () => {}
      const gate = new Promise<void>((done) => (release = done))
      world.store.beforeLoad = () => gate
      const waiting = Array.from({ length: MOST_IN_FLIGHT }, () => world.limiter.admit(admission()))
      const refused = await Promise.all(Array.from({ length: 20 }, () => world.limiter.admit(admission())))
      release()
      await Promise.all(waiting)
      expect(refused.every(({ kind }) => kind === 'overloaded')).toBe(true)
    }
    await overload()
    await overload()
    await world.pass(2000)
    expect(raised(world)).toMatchObject([{ kind: 'limiter_overloaded', subject: { kind: 'instance', id: 'inst_1' } }])
    world.now = START + 3_600_000
    await overload()
    await world.pass(2000)
    expect(raised(world)).toHaveLength(2)
  }))
