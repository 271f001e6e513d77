// Tests jobs in situations in which users of image platforms reported faults. The name of each test begins with the row in
// docs/development/field-tests.md.
import { env } from 'cloudflare:workers'
import { describe, expect, test } from 'vitest'
import { readEnvironment } from '../../../src/generation-service/env.ts'
import { catalogueOf } from '../../../src/generation-service/plan/catalogue.ts'
import { ImpossibleState } from '../../../src/generation-service/job/impossible-state.ts'
import { toRecord } from '../../../src/generation-service/job/state.ts'
import { step } from '../../../src/generation-service/job/steps.ts'
import type { Snapshot } from '../../../src/shared/config-rpc.ts'
import { ProviderFailure } from '../../../src/providers/provider.ts'
import { StoreFailure } from '../../../src/generation-service/assets/put-picture.ts'
import { storeImage } from '../../../src/generation-service/assets/store-image.ts'
import { accepted, Bench, done, pending } from './fake-job.ts'

const fail = (kind: 'lost' | 'canceled', billed: 'no' | 'unknown' = 'unknown') =>
  Promise.reject(new ProviderFailure(kind, `played: ${kind}`, { billed }))

describe('no job runs for ever', () => {
  test('A3: invalid numbers never reach the limiter', async () => {
    const wild = { textInTokens: 0.5, imageInTokens: -1, textOutTokens: Number.NaN, imageOutTokens: 1056.25 }
    const bench = new Bench({ first: { submit: async () => done(1, { usage: wild, costMicros: 12.5 }) } })
    await bench.run()
    expect(bench.settles).toMatchObject([{ outcome: 'settled', amountMicros: 13, tokens: 0 }])
    expect(bench.state.outcome).toMatchObject({ status: 'succeeded' })
  })
  test('A3: if a fault of the platform prevents that an outcome is booked, it ends as indeterminate, held and resolvable', async () => {
    const bench = new Bench({ first: { submit: async () => done(1) } })
    bench.beforeSettle = ({ outcome }) => {
      if (outcome === 'settled') throw new RangeError('not an amount')
    }
    await bench.run()
    expect(bench.state.outcome).toMatchObject({ status: 'indeterminate', error: { code: 'outcome_indeterminate' } })
    expect(bench.settles).toMatchObject([{ outcome: 'held', amountMicros: 1000 }])
    expect([bench.state.settled, bench.state.recorded]).toEqual([true, true])
  })
  test('A3: a fault before any provider was called costs nothing', async () => {
    const bench = new Bench({ first: { submit: async () => done(1) } })
    bench.begin = () => Promise.reject(new TypeError('undefined is no function'))
    await bench.run()
    expect(bench.state.outcome).toMatchObject({ status: 'failed', error: { code: 'internal_error' } })
    expect(bench.settles).toMatchObject([{ outcome: 'released', amountMicros: 0 }])
  })
  test('A3: an answer of the limiter that cannot be right ends the job, which has spent nothing', async () => {
    const bench = new Bench({ first: { submit: async () => done(1) } })
    bench.begin = async () => ({ kind: 'denied', limit: { metric: 'requests' } }) as never
    await bench.run()
    expect(bench.state.outcome).toMatchObject({ status: 'failed', error: { code: 'internal_error' } })
    expect(bench.settles).toMatchObject([{ outcome: 'released', amountMicros: 0 }])
  })
  test('A3: a job in a state that cannot be ends, and has spent nothing', async () => {
    const bench = new Bench({ first: { submit: async () => done(1) } })
    bench.state.stage = 'stored'
    await expect(step(bench.context)).rejects.toThrow(ImpossibleState)
    await bench.run()
    expect(bench.state.outcome).toMatchObject({ status: 'failed', error: { code: 'internal_error' } })
    expect(bench.settles).toMatchObject([{ outcome: 'released', amountMicros: 0 }])
  })
  test('A3: even a limiter that fails at everything does not keep a job running for ever', async () => {
    const bench = new Bench({ first: { submit: async () => done(1) } })
    bench.beforeSettle = () => {
      throw new RangeError('not an amount')
    }
    await bench.run()
    expect(bench.state.recorded).toBe(true)
    expect(bench.state.outcome).toMatchObject({ status: 'indeterminate' })
  })
  test('A3: a part of the platform that does not answer is waited for without end', async () => {
    const bench = new Bench({ first: { submit: async () => done(1) } })
    bench.settleFailures = 50
    await bench.run()
    expect(bench.settles).toMatchObject([{ outcome: 'settled', amountMicros: 1000 }])
  })
})

describe('what is charged', () => {
  test('A5: the platform’s own computation never exceeds the reservation; a charge that the provider reports may', async () => {
    for (const [costMicros, amountMicros] of [
      [null, 1000],
      [9000, 9000],
    ] as const) {
      const bench = new Bench({ first: { submit: async () => done(1, { costMicros }) } })
      const target = bench.plan.targets[0]!
      target.request.model.price = { kind: 'per_image', rules: [{ micros: 4000 }] }
      await bench.run()
      expect(bench.settles).toMatchObject([{ outcome: 'settled', amountMicros }])
    }
  })
  test('A5: nor does its computation for a refusal whose tokens are billed', async () => {
    for (const [imageOutTokens, amountMicros] of [
      [20, 200],
      [1_000_000, 1000],
    ] as const) {
      const usage = { textInTokens: 0, imageInTokens: 0, textOutTokens: 0, imageOutTokens }
      const refused = () => Promise.reject(new ProviderFailure('refused', 'played', { billed: 'yes', usage }))
      const bench = new Bench({ first: { submit: refused } })
      const target = bench.plan.targets[0]!
      const price = { textInMicros: 0, imageInMicros: 0, imageOutMicros: 10_000_000, textOutMicros: 0, estimate: [], most: [] }
      target.request.model.price = { kind: 'per_token', maxOutputTokens: 100, ...price }
      await bench.run()
      expect(bench.settles).toMatchObject([{ outcome: 'settled', amountMicros }])
    }
  })
  test('A5: a reported cost above the caller’s maximum is booked in full, with a warning', async () => {
    const bench = new Bench({ first: { submit: async () => done(1, { costMicros: 9000 }) } })
    bench.plan.maxCostMicros = 1000
    await bench.run()
    expect(toRecord(bench.plan, bench.state)).toMatchObject({
      cost: { amountMicros: 9000, source: 'provider' },
      warnings: [{ code: 'provider_note', pointer: '/body/max_cost_micros' }],
    })
  })
  test('A10: in production no request simulates prices or faults', () => {
    const { request } = new Bench({ sketch: { submit: async () => done(1) } }).plan.targets[0]!
    const snapshot = { instance: { contentPolicy: { providerSafety: {} } }, customProviders: {}, credentials: {} } as unknown as Snapshot
    const asked = { ...request, providerOptions: { sketch: { fail: 'timeout' } } }
    for (const [ENVIRONMENT, refuses] of [
      ['production', true],
      ['development', false],
    ] as const) {
      const environment = { ...readEnvironment(env), ENVIRONMENT }
      const check = () => catalogueOf(snapshot, { ai: null, environment }).check(asked, null, [], null)
      if (refuses) expect(check).toThrow('production deployment')
      else expect(check).not.toThrow()
    }
  })
  test('B9: if the provider’s answer to a cancel says that the work has ended, nothing is held', async () => {
    const bench = new Bench({
      first: { submit: async () => accepted, poll: async () => pending, cancel: async () => 'canceled' },
    })
    await bench.run({ until: (state) => state.stage === 'polling' })
    bench.state.cancelRequestedAt = bench.now
    bench.state.nextAt = bench.now
    await bench.run()
    expect(bench.state.outcome).toMatchObject({ status: 'canceled' })
    expect(bench.settles).toMatchObject([{ outcome: 'released' }])
    expect(bench.calls).toMatchObject({ cancel: 1 })
  })
})

describe('work that is not visible yet', () => {
  test('B10: is polled again, and its picture is kept', async () => {
    const bench = new Bench({
      first: { submit: async () => accepted, poll: (call) => (call < 4 ? fail('lost') : Promise.resolve(done(1))) },
    })
    await bench.run()
    expect(bench.state.outcome).toMatchObject({ status: 'succeeded' })
  })
  test('B10: is lost if it was visible before, or after a while', async () => {
    const seen = new Bench({
      first: { submit: async () => accepted, poll: (call) => (call === 1 ? Promise.resolve(pending) : fail('lost')) },
    })
    await seen.run()
    expect([seen.state.outcome?.status, seen.calls.poll]).toEqual(['indeterminate', 2])
    const never = new Bench({ first: { submit: async () => accepted, poll: () => fail('lost') } })
    const begun = never.now
    await never.run({ until: (state) => state.outcome !== null })
    expect(never.state.outcome?.status).toBe('indeterminate')
    expect(never.now - begun).toBeGreaterThanOrEqual(30_000)
    expect(never.now - begun).toBeLessThan(120_000)
  })
})

test.each([404, 403, 425])('B3: a picture whose address answers %i is fetched again', async (status) => {
  const bench = new Bench({ first: { submit: async () => done(1) } })
  const stored = storeImage(
    { images: bench.context.services.images, fetch: async () => new Response('not yet', { status }) },
    {
      instanceId: 'inst_bench',
      generationId: bench.plan.generationId,
      attempt: 1,
      index: 0,
      source: { kind: 'url', url: 'https://cdn.example-pictures.com/a.png' },
    },
  )
  const failure = await stored.catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(StoreFailure)
  expect((failure as StoreFailure).retryable).toBe(true)
})
