// Tests which failures move a job to the next connection of a model, and which failures do not.
import { describe, expect, test } from 'vitest'
import { type FailureKind, ProviderFailure } from '../../../src/providers/provider.ts'
import type { BeginRequest, BeginResult, RestRequest } from '../../../src/shared/config-rpc.ts'
import { Bench, done } from './fake-job.ts'

const fail = (kind: FailureKind, billed: 'no' | 'yes' | 'unknown' = 'no', costMicros: number | null = null) =>
  Promise.reject(new ProviderFailure(kind, `it was ${kind}`, { billed, costMicros, retryAfterMs: kind === 'rate_limited' ? 40_000 : null }))
const credential = (id: string) => ({ ok: true as const, credentialId: id, version: 3, fields: { api_key: id }, baseUrl: null })

/**
 * Makes a job whose first model has the connections in `connections`. `begun` has one list for each call of `begin`: the connections from
 * which `begin` may choose. `opened` has one entry for each call of `openCredential`: the connection whose credential the job asks for.
 */
function connected(providers: ConstructorParameters<typeof Bench>[0], connections: string[], options = {}) {
  const bench = new Bench(providers, options)
  Object.assign(bench.plan.targets[0]!, { hasCredential: true, connections })
  const begun: string[][] = []
  const opened: string[] = []
  const rests: RestRequest[] = []
  const begin = async ({ provider, others = [] }: BeginRequest): Promise<BeginResult> => {
    if (provider === null) return { kind: 'begun', credential: null, connection: null }
    begun.push([provider, ...others])
    return { kind: 'begun', credential: credential(provider), connection: provider }
  }
  bench.begin = begin
  const equip = () => {
    bench.context.services.rpc.openCredential = async ({ subject }) => {
      if (subject.kind !== 'provider') throw new Error('no webhook is opened here')
      opened.push(subject.provider)
      return credential(subject.provider)
    }
    bench.context.services.rpc.rest = async (request) => {
      rests.push(request)
      return { kind: 'noted' }
    }
  }
  equip()
  return { bench, begun, opened, rests, equip }
}
const attemptsOf = (bench: Bench) => bench.state.attempts.map(({ connection, status }) => [connection, status])

describe('a failure that was certainly not billed', () => {
  test.each(['rate_limited', 'bad_credential', 'no_credit', 'unavailable', 'timeout'] as const)(
    '%s moves to the next connection',
    async (kind) => {
      const { bench, begun, rests } = connected({ first: { submit: (count) => (count < 3 ? fail(kind) : Promise.resolve(done(1))) } }, [
        'main',
        'second',
        'third',
      ])
      const startedAt = bench.now
      await bench.run()
      expect(attemptsOf(bench)).toEqual([
        ['main', 'failed'],
        ['second', 'failed'],
        ['third', 'succeeded'],
      ])
      // The job does not wait before it tries the next connection.
      expect(bench.state.finishedAt! - startedAt).toBeLessThan(1000)
      expect(begun).toEqual([
        ['main', 'second', 'third'],
        ['second', 'third'],
      ])
      expect(bench.settles).toMatchObject([{ outcome: 'settled', amountMicros: 1000, connection: 'third' }])
      const told = ['rate_limited', 'bad_credential', 'no_credit'].includes(kind)
        ? [
            { connection: 'main', version: 3, reason: kind, retryAfterMs: kind === 'rate_limited' ? 40_000 : null },
            { connection: 'second' },
          ]
        : []
      expect(rests).toMatchObject(told)
    },
  )

  test('of the last connection is retried, then goes to the next model', async () => {
    const { bench } = connected({ first: { submit: () => fail('unavailable') }, second: { submit: async () => done(1) } }, [
      'main',
      'other',
    ])
    await bench.run()
    expect(attemptsOf(bench)).toEqual([
      ['main', 'failed'],
      ['other', 'failed'],
      ['other', 'failed'],
      ['other', 'failed'],
      [null, 'succeeded'],
    ])
  })

  test('a rejected credential is used for no further model of the chain', async () => {
    const { bench } = connected(
      {
        first: { submit: () => fail('bad_credential') },
        second: { submit: () => fail('bad_credential') },
        third: { submit: async () => done(1) },
      },
      ['main'],
    )
    Object.assign(bench.plan.targets[1]!, { hasCredential: true, connections: ['main'] })
    Object.assign(bench.plan.targets[2]!, { hasCredential: true, connections: ['main', 'other'] })
    await bench.run()
    expect(bench.state.attempts.map(({ model, connection }) => [model, connection])).toEqual([
      ['first', 'main'],
      ['third', 'other'],
    ])
  })
})

describe('never sent twice', () => {
  test.each(['unknown', 'yes'] as const)('a call that may have been billed (%s)', async (billed) => {
    for (const kind of ['rate_limited', 'bad_credential', 'no_credit', 'unavailable', 'timeout', 'malformed', 'lost'] as const) {
      const { bench } = connected({ first: { submit: () => fail(kind, billed, billed === 'yes' ? 10 : null) } }, ['main', 'second'])
      await bench.run({ until: (state) => state.outcome !== null && state.settled })
      expect([kind, bench.calls.submit, attemptsOf(bench).length]).toEqual([kind, 1, 1])
    }
  })
  test('a call that broke off with the process', async () => {
    const { bench, equip } = connected({ first: { submit: () => Promise.reject(new Error('not reached')) } }, ['main', 'second'])
    await bench.run({ until: (state) => state.stage === 'begun' })
    // Simulates a process that was killed during the call of the provider. The job stores its state before the call, so the test stores the
    // same state.
    bench.state.stage = 'submitting'
    bench.state.connection = 'main'
    bench.state.attempts.push({ ...attempt, connection: 'main' })
    bench.context.save()
    bench.restart()
    equip()
    await bench.run({ until: (state) => state.settled })
    expect([bench.calls.submit, bench.state.outcome!.status]).toEqual([0, 'indeterminate'])
  })
  test('work that the provider has accepted', async () => {
    const { bench } = connected(
      {
        first: {
          submit: async () => ({ kind: 'accepted', handle: 'h', pollAfterMs: 100, providerRequestId: null }),
          poll: () => fail('bad_credential'),
        },
      },
      ['main', 'second'],
    )
    await bench.run({ until: (state) => state.outcome !== null && state.settled })
    expect([bench.calls.submit, attemptsOf(bench)]).toEqual([1, [['main', 'failed']]])
  })
})

test('after a kill, accepted work is polled by the connection that accepted it', async () => {
  const { bench, opened, equip } = connected(
    {
      first: {
        submit: (count) =>
          count === 1
            ? fail('rate_limited')
            : Promise.resolve({ kind: 'accepted', handle: 'h', pollAfterMs: 100, providerRequestId: null }),
        poll: (count) => Promise.resolve(count < 3 ? { kind: 'pending', progress: null, pollAfterMs: 100 } : done(1)),
      },
    },
    ['main', 'second'],
  )
  await bench.run({ until: (state) => state.stage === 'submitted' })
  bench.restart()
  equip()
  await bench.run()
  expect(bench.state.outcome).toMatchObject({ status: 'succeeded' })
  expect(attemptsOf(bench)).toEqual([
    ['main', 'failed'],
    ['second', 'succeeded'],
  ])
  // `opened` has no entry for `main`, because `begin` returned the credential of `main`. After `main` failed, only `second` was left. There
  // was nothing to choose, so the job did not call `begin` again. It called `openCredential`: once for the submission (the first entry),
  // and once for each of the three polls.
  expect(opened).toEqual(['second', 'second', 'second', 'second'])
})

test('a job from before there were several connections goes on by its provider', async () => {
  const { bench, begun } = connected({ first: { submit: async () => done(1) } }, [])
  delete bench.plan.targets[0]!.connections
  await bench.run()
  expect([begun, attemptsOf(bench)]).toEqual([[['first']], [['first', 'succeeded']]])
})

const attempt = {
  number: 1,
  provider: 'first',
  model: 'first',
  status: 'running' as const,
  startedAt: 0,
  durationMs: null,
  providerRequestId: null,
  errorCode: null,
  errorMessage: null,
  billed: null,
  costMicros: null,
}
