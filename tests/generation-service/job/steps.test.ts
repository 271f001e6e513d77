import { env } from 'cloudflare:workers'
import * as fc from 'fast-check'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { findGenerationIn } from '../../../src/generation-service/db/generations.ts'
import { canCancel } from '../../../src/generation-service/job/steps.ts'
import { type Done, type FailureKind, ProviderFailure } from '../../../src/providers/provider.ts'
import { shakyBucket } from '../../support/shaky-bucket.ts'
import { png } from '../../support/pictures.ts'
import { accepted, Bench, done, pending } from './fake-job.ts'

const fail = (kind: FailureKind, billed: 'no' | 'yes' | 'unknown' = 'no', costMicros: number | null = null) =>
  Promise.reject(new ProviderFailure(kind, `it was ${kind}`, { billed, costMicros }))

const limited = (retryAfterMs: number) => ({
  kind: 'denied' as const,
  code: 'rate_limited' as const,
  limit: { scope: 'model' as const, target: 'second', metric: 'requests' as const, limit: 1, windowSeconds: 3600 },
  retryAfterMs,
})

// Hundreds of failures are expected. They are not printed, because they would hide the results of the tests.
beforeAll(() => {
  for (const level of ['debug', 'info', 'warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => {})
})

describe('a job that succeeds', () => {
  test('is settled once at its cost, recorded, and its picture is stored', async () => {
    const bench = new Bench({ first: { submit: async () => done(2) } }, { n: 2 })
    await bench.run()
    expect(bench.state).toMatchObject({ stage: 'notified', outcome: { status: 'succeeded' }, recorded: true })
    expect(bench.settles).toMatchObject([{ outcome: 'settled', amountMicros: 2000, images: 2 }])
    const record = await findGenerationIn(bench.context.services.db, bench.plan, bench.plan.generationId)
    expect(record).toMatchObject({
      status: 'succeeded',
      images: [{ index: 0, width: 1 }, { index: 1 }],
      cost: { amountMicros: 2000, source: 'computed' },
    })
    expect(await bench.context.services.images.head(record!.images[0]!.key)).not.toBeNull()
  })
  test('A5: if an answer has too many pictures, only the requested number is kept and charged, with a warning', async () => {
    const bench = new Bench({ first: { submit: async () => done(300) } }, { n: 2 })
    await bench.run()
    expect(bench.settles).toMatchObject([{ outcome: 'settled', images: 2, amountMicros: 2000 }])
    expect(bench.state.images).toHaveLength(2)
    expect(bench.state.warnings).toMatchObject([
      { code: 'provider_note', message: expect.stringContaining('300 pictures; 2 were requested') },
    ])
  })
  test('fewer pictures cost less, with a warning', async () => {
    const bench = new Bench({ first: { submit: async () => done(1) } }, { n: 3 })
    await bench.run()
    expect(bench.settles).toMatchObject([{ outcome: 'settled', amountMicros: 1000, images: 1 }])
    expect(bench.state.warnings).toMatchObject([{ code: 'fewer_images' }])
  })
  test('the provider’s own cost wins', async () => {
    const bench = new Bench({ first: { submit: async () => done(1, { costMicros: 777.2 }) } })
    await bench.run()
    expect(bench.settles).toMatchObject([{ amountMicros: 778 }])
    expect(bench.state.cost).toMatchObject({ source: 'provider', amountMicros: 778 })
  })
  test('a queue is polled until it is done', async () => {
    const bench = new Bench({ first: { submit: async () => accepted, poll: async (call) => (call < 5 ? pending : done(1)) } })
    await bench.run()
    expect(bench.calls).toMatchObject({ submit: 1, poll: 5 })
    expect(bench.settles).toMatchObject([{ amountMicros: 1000 }])
  })
  test('G14: progress never goes back', async () => {
    const told = [0.2, 0.7, 0.5, 0, 0.9, 7]
    const shown: (number | null)[] = []
    const poll = async (call: number) => {
      shown.push(bench.state.progress)
      return call > told.length ? done(1) : { ...pending, progress: told[call - 1]! }
    }
    const bench: Bench = new Bench({ first: { submit: async () => accepted, poll } })
    await bench.run()
    expect(shown).toEqual([null, 0.2, 0.7, 0.7, 0.7, 0.9, 1])
  })
})

describe('failures', () => {
  test('retries, then tries the next model, then reports the reason', async () => {
    const bench = new Bench({ first: { submit: () => fail('unavailable') }, second: { submit: () => fail('rate_limited') } })
    await bench.run()
    expect(bench.state.attempts.map((attempt) => attempt.provider)).toEqual([
      'first',
      'first',
      'first',
      'second',
      'second',
      'second',
      'second',
    ])
    expect(bench.state.outcome).toMatchObject({ status: 'failed', error: { code: 'provider_rate_limited' } })
    expect(bench.settles).toMatchObject([{ outcome: 'released', amountMicros: 0 }])
  })
  test('a credential opened for a removed provider goes to no other provider', async () => {
    const bench = new Bench({ first: { submit: async () => done(1) }, second: { submit: async () => done(1) } })
    for (const target of bench.plan.targets) target.hasCredential = true
    bench.plan.targets[0]!.request.model.provider = 'gone'
    const credential = (credentialId: string) => ({
      ok: true as const,
      credentialId,
      version: 1,
      fields: { api_key: credentialId },
      baseUrl: null,
    })
    bench.begin = async ({ next }) => ({ kind: 'begun', credential: next === undefined ? credential('of_gone') : null })
    const asked: unknown[] = []
    bench.context.services.rpc.openCredential = async ({ subject }) => {
      asked.push(subject)
      return credential('of_second')
    }
    await bench.run()
    expect(bench.state.attempts.map(({ provider, status }) => [provider, status])).toEqual([
      ['gone', 'failed'],
      ['second', 'succeeded'],
    ])
    expect(asked).toEqual([{ kind: 'provider', provider: 'second', calls: 'second' }])
  })
  test('each model after the first is begun before it is called, with its own credential', async () => {
    const bench = new Bench({
      first: { submit: () => fail('no_credit') },
      second: { submit: () => fail('no_credit') },
      third: { submit: async () => done(1) },
    })
    const begun: unknown[] = []
    bench.begin = async ({ next }) => {
      begun.push([bench.calls.submit, next])
      return { kind: 'begun', credential: null }
    }
    await bench.run()
    expect(bench.state.outcome).toMatchObject({ status: 'succeeded' })
    expect(begun).toEqual([
      [0, undefined],
      [1, { place: 1, provider: 'second', model: 'second', images: 1, tokens: 0 }],
      [2, { place: 2, provider: 'third', model: 'third', images: 1, tokens: 0 }],
    ])
  })
  test('a model closed by a limit is skipped, and the record says so', async () => {
    const bench = new Bench({
      first: { submit: () => fail('no_credit') },
      second: { submit: () => Promise.reject(new Error('it must not be called')) },
      third: { submit: async () => done(1) },
    })
    bench.begin = async ({ next }) => (next?.place === 1 ? limited(60_000) : { kind: 'begun', credential: null })
    await bench.run()
    expect(bench.calls.submit).toBe(2)
    expect(bench.state.outcome).toMatchObject({ status: 'succeeded' })
    expect(bench.state.attempts).toMatchObject([
      { number: 1, provider: 'first', status: 'failed' },
      { number: 2, provider: 'second', status: 'failed', errorCode: 'rate_limited', billed: 'no', costMicros: 0 },
      { number: 3, provider: 'third', status: 'succeeded' },
    ])
    expect(bench.settles).toMatchObject([{ outcome: 'settled', amountMicros: 1000 }])
  })
  test('a chain that ends at a limit names the limit, and when there is room again', async () => {
    const bench = new Bench({ first: { submit: () => fail('no_credit') }, second: { submit: async () => done(1) } })
    bench.begin = async ({ next }) => (next === undefined ? { kind: 'begun', credential: null } : limited(60_000))
    await bench.run()
    expect(bench.calls.submit).toBe(1)
    expect(bench.state.outcome).toEqual({
      status: 'failed',
      error: {
        code: 'rate_limited',
        message: 'The limit of the model second, 1 request an hour, is used up.',
        retryAt: bench.state.finishedAt! + 60_000,
      },
    })
    expect(bench.settles).toMatchObject([{ outcome: 'released', amountMicros: 0 }])
  })
  test('killed between two models, the first is not called again', async () => {
    const called: string[] = []
    const bench = new Bench(
      {
        first: { submit: () => (called.push('first'), fail('no_credit')) },
        second: { submit: async () => (called.push('second'), done(1)) },
      },
      { priceMicros: 0 },
    )
    const places: unknown[] = []
    bench.begin = async ({ next }) => {
      places.push(next?.place)
      // The limiter has counted the second `begin`, but the response is lost.
      if (places.length === 2) {
        bench.restart()
        throw new Error('the process is gone')
      }
      return { kind: 'begun', credential: null }
    }
    await bench.run()
    expect(called).toEqual(['first', 'second'])
    expect(places).toEqual([undefined, 1, 1])
  })
  test('a reservation settled by hand meanwhile ends it before the next model', async () => {
    const bench = new Bench({ first: { submit: () => fail('no_credit') }, second: { submit: async () => done(1) } })
    bench.begin = async ({ next }) => (next === undefined ? { kind: 'begun', credential: null } : { kind: 'refused', state: 'held' })
    await bench.run()
    expect(bench.calls.submit).toBe(1)
    expect(bench.settles).toMatchObject([{ outcome: 'released' }])
    expect(bench.state.outcome).toMatchObject({ status: 'failed', error: { code: 'unavailable' } })
  })
  test('a refusal ends it', async () => {
    const bench = new Bench({ first: { submit: () => fail('refused') }, second: { submit: async () => done(1) } })
    await bench.run()
    expect(bench.state.outcome).toMatchObject({ status: 'failed', error: { code: 'safety_refused' } })
    expect(bench.calls.submit).toBe(1)
  })
  test('a refusal continues if the policy allows it', async () => {
    const bench = new Bench(
      { first: { submit: () => fail('refused') }, second: { submit: async () => done(1) } },
      { fallbackOnRefusal: true },
    )
    await bench.run()
    expect(bench.state.outcome).toMatchObject({ status: 'succeeded' })
    expect(bench.state.attempts.map((attempt) => attempt.status)).toEqual(['failed', 'succeeded'])
  })
  test.each(['refused', 'bad_credential', 'no_credit'] as const)('%s: the same provider is not called again', async (kind) => {
    const asked: string[] = []
    const says = (name: string, answer: () => Promise<Done>) => ({
      submit: () => {
        asked.push(name)
        return answer()
      },
    })
    const bench = new Bench(
      {
        first: says('first', () => fail(kind)),
        sibling: says('sibling', async () => done(1)),
        second: says('second', () => fail('unavailable')),
        cousin: says('cousin', async () => done(1)),
        third: says('third', async () => done(1)),
      },
      { fallbackOnRefusal: true },
    )
    // In a `Bench`, each target has a provider of its own. Here, `sibling` and `cousin` get the provider of `first`. After a failure of
    // this `kind`, the job calls no other model of the same provider. So neither `sibling` nor `cousin` may be called, although `second`,
    // which has another provider, is between them in the chain.
    for (const place of [1, 3]) bench.plan.targets[place]!.request.model.provider = 'first'
    await bench.run()
    expect(asked).toEqual(['first', 'second', 'second', 'second', 'third'])
    expect(bench.state.outcome?.status).toBe('succeeded')
    expect(bench.state.targetIndex).toBe(4)
  })
  test('a chain of one provider ends with its refusal', async () => {
    const bench = new Bench(
      { first: { submit: () => fail('refused') }, sibling: { submit: async () => done(1) } },
      { fallbackOnRefusal: true },
    )
    bench.plan.targets[1]!.request.model.provider = 'first'
    await bench.run()
    expect(bench.calls.submit).toBe(1)
    expect(bench.state.outcome).toMatchObject({ status: 'failed', error: { code: 'safety_refused' } })
    expect(bench.settles).toMatchObject([{ outcome: 'released' }])
  })
  test('billed and failed: charged, never repeated', async () => {
    const bench = new Bench({ first: { submit: () => fail('malformed', 'yes', 400) }, second: { submit: async () => done(1) } })
    await bench.run()
    expect(bench.calls.submit).toBe(1)
    expect(bench.settles).toMatchObject([{ outcome: 'settled', amountMicros: 400 }])
  })
  test('perhaps billed: held, never repeated', async () => {
    const bench = new Bench({ first: { submit: () => fail('timeout', 'unknown') }, second: { submit: async () => done(1) } })
    await bench.run()
    expect(bench.calls.submit).toBe(1)
    expect(bench.state.outcome?.status).toBe('indeterminate')
    expect(bench.settles).toMatchObject([{ outcome: 'held', amountMicros: 1000 }])
    expect(bench.state.cost).toMatchObject({ amountMicros: 0, heldMicros: 1000 })
  })
  test('an answer without pictures is malformed', async () => {
    const bench = new Bench({ first: { submit: async () => done(0) } })
    await bench.run()
    expect(bench.state.outcome).toMatchObject({ status: 'failed', error: { code: 'provider_bad_answer' } })
    expect(bench.settles).toMatchObject([{ amountMicros: 0 }])
  })
  test('bytes that are not a picture are not kept', async () => {
    const bench = new Bench({
      first: {
        submit: async () =>
          done(1, {
            images: [{ source: { kind: 'bytes', bytes: new TextEncoder().encode('<html>sorry</html>') }, seed: null, revisedPrompt: null }],
          }),
      },
    })
    await bench.run()
    expect(bench.state.outcome).toMatchObject({ status: 'failed', error: { code: 'provider_bad_answer' } })
    expect(bench.state.images).toEqual([])
  })
  test('nothing runs without a reservation', async () => {
    const bench = new Bench({ first: { submit: async () => done(1) } })
    bench.begin = async () => ({ kind: 'refused', state: 'released' })
    await bench.run()
    expect(bench.calls.submit).toBe(0)
    expect(bench.settles).toEqual([])
    expect(bench.state.outcome).toMatchObject({ status: 'failed', error: { code: 'unavailable' } })
  })
  test('a job that ran before leaves no second record', async () => {
    const bench = new Bench({ first: { submit: async () => done(1) } })
    bench.begin = async () => ({ kind: 'refused', state: 'settled' })
    await bench.run()
    expect(bench.forgotten).toBe(true)
    expect(bench.calls.submit).toBe(0)
  })
  test('a limiter that does not respond is called until it does', async () => {
    const bench = new Bench({ first: { submit: async () => done(1) } })
    bench.settleFailures = 20
    await bench.run()
    expect(bench.settles).toHaveLength(1)
    expect(bench.state.recorded).toBe(true)
  })
  test('a failed poll is not a failed job', async () => {
    const bench = new Bench({
      first: { submit: async () => accepted, poll: (call) => (call < 4 ? fail('unavailable', 'unknown') : Promise.resolve(done(1))) },
    })
    await bench.run()
    expect(bench.state.outcome?.status).toBe('succeeded')
    expect(bench.calls.submit).toBe(1)
  })
})

describe('a failing bucket', () => {
  const FOR_EVER = Number.POSITIVE_INFINITY
  const lasts = 30_000

  test.each([1, 3])('%i times: a picture in memory is still kept', async (failures) => {
    const shaky = shakyBucket(env.IMAGES, failures)
    const bench = new Bench({ first: { submit: async () => done(1) } }, { images: shaky.bucket })
    await bench.run()
    expect(bench.state.outcome).toEqual({ status: 'succeeded', error: null })
    expect(bench.state.warnings).toEqual([])
    expect(bench.calls.submit).toBe(1)
    expect(shaky.calls).toHaveLength(failures + 1)
    expect(bench.settles).toMatchObject([{ outcome: 'settled', amountMicros: 1000, images: 1 }])
    expect(await env.IMAGES.head(bench.state.images[0]!.key)).not.toBeNull()
  })
  test(
    'for ever, with a provider that answers once: charged, and reported as a failure of the platform',
    async () => {
      const shaky = shakyBucket(env.IMAGES, FOR_EVER)
      const answer = done(2)
      const bench = new Bench(
        { first: { submit: async () => answer }, second: { submit: async () => done(1) } },
        { n: 2, images: shaky.bucket },
      )
      await bench.run()
      expect(bench.state.outcome).toEqual({
        status: 'failed',
        error: {
          code: 'result_unavailable',
          message: 'No picture could be kept: our storage failed. The provider has made it, so it is charged.',
        },
      })
      expect(bench.state.attempts).toMatchObject([{ status: 'succeeded', errorCode: null, billed: 'yes', costMicros: 2000 }])
      expect(bench.state.warnings.map(({ message }) => message)).toEqual(Array(2).fill('A picture is missing: our storage failed.'))
      expect(bench.calls.submit).toBe(1)
      expect(bench.settles).toMatchObject([{ outcome: 'settled', amountMicros: 2000, images: 0 }])
      expect(shaky.calls.length).toBeLessThanOrEqual(10)
      // The job no longer holds the bytes of the pictures in memory.
      expect(answer.images.map(({ source }) => (source as { bytes: Uint8Array }).bytes.byteLength)).toEqual([0, 0])
      expect(bench.context.memory.answer).toBeNull()
    },
    lasts,
  )
  test(
    'for long, with a provider that can be polled again: it is polled until the bucket works again',
    async () => {
      const shaky = shakyBucket(env.IMAGES, 6)
      const bench = new Bench(
        { first: { submit: async () => accepted, poll: async () => done(1), cancel: async () => {} } },
        { images: shaky.bucket },
      )
      await bench.run({ until: (state) => state.fetchable?.kept != null })
      expect(bench.state).toMatchObject({ stage: 'polling', outcome: null })
      expect(canCancel(bench.context)).toBe(false)
      // After a crash, the job continues from the stored state.
      bench.restart()
      await bench.run()
      expect(bench.state).toMatchObject({ outcome: { status: 'succeeded' }, fetchable: null, warnings: [] })
      expect(bench.calls).toEqual({ submit: 1, poll: 2, cancel: 0 })
      expect(bench.settles).toMatchObject([{ outcome: 'settled', amountMicros: 1000, images: 1 }])
    },
    lasts,
  )
  test(
    'until the deadline, with a provider that can be polled again: charged once, and not stopped',
    async () => {
      const bench = new Bench(
        { first: { submit: async () => accepted, poll: async () => done(1), cancel: async () => {} } },
        { images: shakyBucket(env.IMAGES, FOR_EVER).bucket, deadlineMs: 1300 },
      )
      await bench.run()
      expect(bench.state.outcome).toMatchObject({ status: 'failed', error: { code: 'result_unavailable' } })
      expect(bench.calls).toMatchObject({ submit: 1, cancel: 0 })
      expect(bench.settles).toMatchObject([{ outcome: 'settled', amountMicros: 1000, images: 0 }])
    },
    lasts,
  )
  test(
    'and then the provider has forgotten the work: charged, never bought again; a warning names the pictures that were kept',
    async () => {
      const shaky = shakyBucket(env.IMAGES, FOR_EVER, { only: '/1-2' })
      const bench = new Bench(
        {
          first: { submit: async () => accepted, poll: (call) => (call === 1 ? Promise.resolve(done(3)) : fail('lost')) },
          second: { submit: async () => done(1) },
        },
        { n: 3, images: shaky.bucket },
      )
      await bench.run()
      expect(bench.state.outcome).toEqual({ status: 'succeeded', error: null })
      expect(bench.state.images.map(({ index }) => index)).toEqual([0, 1])
      expect(bench.state.warnings).toMatchObject([{ code: 'fewer_images', message: 'A picture is missing: our storage failed.' }])
      expect(bench.calls).toMatchObject({ submit: 1, poll: 2 })
      expect(bench.settles).toMatchObject([{ outcome: 'settled', amountMicros: 3000, images: 2 }])
    },
    lasts,
  )
  test(
    'pictures with URLs are fetched again until the deadline',
    async () => {
      const shaky = shakyBucket(env.IMAGES, 26)
      const images = [{ source: { kind: 'url' as const, url: 'https://example.com/1.png' }, seed: null, revisedPrompt: null }]
      const bench = new Bench({ first: { submit: async () => done(1, { images }) } }, { images: shaky.bucket })
      let fetches = 0
      bench.context.services.fetch = async () => {
        fetches++
        return new Response(png(3, 3), { headers: { 'content-length': String(png(3, 3).byteLength) } })
      }
      await bench.run()
      expect(bench.state).toMatchObject({ outcome: { status: 'succeeded' }, warnings: [] })
      expect(fetches).toBe(27)
      expect(bench.settles).toMatchObject([{ outcome: 'settled', amountMicros: 1000, images: 1 }])
    },
    lasts,
  )
  test('an address that does not answer is asked six times, and it is the provider’s failure', async () => {
    const images = [{ source: { kind: 'url' as const, url: 'https://example.com/1.png' }, seed: null, revisedPrompt: null }]
    const bench = new Bench({ first: { submit: async () => done(1, { images }) } })
    let fetches = 0
    bench.context.services.fetch = async () => {
      fetches++
      return new Response('', { status: 503 })
    }
    await bench.run()
    expect(fetches).toBe(6)
    expect(bench.state.outcome).toMatchObject({ status: 'failed', error: { code: 'provider_bad_answer' } })
  })
})

describe('deadline', () => {
  test('while waiting for a retry', async () => {
    const bench = new Bench({ first: { submit: () => fail('unavailable') } }, { deadlineMs: 300 })
    await bench.run()
    expect(bench.state.outcome?.status).toBe('failed')
    expect(bench.settles).toMatchObject([{ outcome: 'released' }])
  })
  test('while a queued provider works: stopped, and its answer counts', async () => {
    const bench = new Bench(
      {
        first: {
          submit: async () => accepted,
          poll: (call) => (call < 5 ? Promise.resolve(pending) : fail('canceled', 'no')),
          cancel: async () => {},
        },
      },
      { deadlineMs: 3500 },
    )
    await bench.run()
    expect(bench.calls.cancel).toBe(1)
    expect(bench.state.outcome).toMatchObject({ status: 'failed', error: { code: 'deadline_exceeded' } })
    expect(bench.settles).toMatchObject([{ outcome: 'released' }])
  })
  test('a queued provider that does not report the outcome: held; its late answer settles it', async () => {
    let late = false
    const bench = new Bench({ first: { submit: async () => accepted, poll: async () => (late ? done(1) : pending) } }, { deadlineMs: 5000 })
    await bench.run({ until: (state) => state.recorded })
    expect(bench.state.outcome?.status).toBe('indeterminate')
    expect(bench.settles).toMatchObject([{ outcome: 'held', amountMicros: 1000 }])
    late = true
    await bench.run()
    expect(bench.state.outcome?.status).toBe('succeeded')
    expect(bench.settles).toMatchObject([{ outcome: 'held' }, { outcome: 'settled', amountMicros: 1000 }])
    expect(await findGenerationIn(bench.context.services.db, bench.plan, bench.plan.generationId)).toMatchObject({
      status: 'succeeded',
      cost: { heldMicros: 0, amountMicros: 1000 },
    })
  })
  test.each(['an answer', 'a failure'])('a resolution by hand during the poll for a late answer wins over %s', async (result) => {
    const resolveByHand = () => {
      bench.state.outcome = { status: 'failed', error: { code: 'provider_error', message: 'resolved' } }
      bench.state.late = null
    }
    let late = false
    const bench: Bench = new Bench(
      {
        first: {
          submit: async () => accepted,
          poll: async () => {
            if (!late) return pending
            resolveByHand()
            return result === 'an answer' ? done(1) : fail('bad_request', 'no')
          },
        },
      },
      { deadlineMs: 5000 },
    )
    await bench.run({ until: (state) => state.recorded })
    late = true
    await bench.run()
    expect(bench.state).toMatchObject({ late: null, outcome: { status: 'failed', error: { message: 'resolved' } } })
    expect(bench.settles).toMatchObject([{ outcome: 'held' }])
  })
  test('polling for a late answer ends', async () => {
    const bench = new Bench({ first: { submit: async () => accepted, poll: async () => pending } }, { deadlineMs: 5000 })
    await bench.run()
    expect(bench.state).toMatchObject({ late: null, outcome: { status: 'indeterminate' } })
  })
})

describe('cancel in each stage', () => {
  const cancel = (bench: Bench) => {
    expect(canCancel(bench.context)).toBe(true)
    bench.state.cancelRequestedAt = bench.now
    bench.state.nextAt = bench.now
  }
  test('admitted', async () => {
    const bench = new Bench({ first: { submit: async () => done(1) } })
    cancel(bench)
    await bench.run()
    expect(bench.state.outcome?.status).toBe('canceled')
    expect(bench.calls.submit).toBe(0)
    expect(bench.settles).toMatchObject([{ outcome: 'released' }])
  })
  test('between two tries', async () => {
    const bench = new Bench({ first: { submit: () => fail('unavailable') } })
    await bench.run({ until: (state) => state.tries === 1 })
    cancel(bench)
    await bench.run()
    expect(bench.state.outcome?.status).toBe('canceled')
    expect(bench.calls.submit).toBe(1)
  })
  test('while a priced model is called: a result is kept and charged', async () => {
    const bench: Bench = new Bench({
      first: {
        submit: async () => {
          cancel(bench)
          bench.context.memory.calling?.cancel()
          return done(1)
        },
      },
    })
    await bench.run()
    expect(bench.state.outcome?.status).toBe('succeeded')
    expect(bench.settles).toMatchObject([{ amountMicros: 1000 }])
  })
  test('while a priced model is called, and it fails unbilled', async () => {
    const bench: Bench = new Bench({
      first: {
        submit: () => {
          cancel(bench)
          return fail('unavailable')
        },
      },
    })
    await bench.run()
    expect(bench.state.outcome?.status).toBe('canceled')
    expect(bench.settles).toMatchObject([{ outcome: 'released' }])
  })
  test('while a free model is called: aborted', async () => {
    const bench: Bench = new Bench(
      {
        first: {
          submit: () => {
            cancel(bench)
            setTimeout(() => bench.context.memory.calling?.cancel(), 5)
            return new Promise(() => {})
          },
        },
      },
      { priceMicros: 0 },
    )
    await bench.run()
    expect(bench.state.outcome?.status).toBe('canceled')
  })
  test.each([
    ['no', 'canceled', { outcome: 'released', amountMicros: 0 }],
    ['yes', 'canceled', { outcome: 'settled', amountMicros: 300 }],
    ['unknown', 'indeterminate', { outcome: 'held', amountMicros: 1000 }],
  ] as const)('polling, the provider stops, billed %s', async (billed, status, settle) => {
    const bench = new Bench({
      first: {
        submit: async () => accepted,
        poll: (call) => (call < 3 ? Promise.resolve(pending) : fail('canceled', billed, 300)),
        cancel: async () => {},
      },
    })
    await bench.run({ until: (state) => state.stage === 'polling' })
    cancel(bench)
    await bench.run({ until: (state) => state.recorded })
    expect(bench.calls.cancel).toBe(1)
    expect(bench.state.outcome?.status).toBe(status)
    expect(bench.settles).toMatchObject([settle])
  })
  test('polling, the provider has just finished: kept and charged', async () => {
    const bench = new Bench({
      first: { submit: async () => accepted, poll: async (call) => (call < 2 ? pending : done(1)), cancel: async () => {} },
    })
    await bench.run({ until: (state) => state.stage === 'polling' })
    cancel(bench)
    await bench.run()
    expect(bench.state.outcome?.status).toBe('succeeded')
  })
  test('polling, the provider cannot stop: it continues', async () => {
    const bench = new Bench({ first: { submit: async () => accepted, poll: async (call) => (call < 4 ? pending : done(1)) } })
    await bench.run({ until: (state) => state.stage === 'polling' })
    expect(canCancel(bench.context)).toBe(false)
    await bench.run()
    expect(bench.state.outcome?.status).toBe('succeeded')
    expect(canCancel(bench.context)).toBe(false)
  })
})

describe('killed at any write', () => {
  test('while a priced model was being called: held', async () => {
    const bench: Bench = new Bench({
      first: {
        submit: async () => {
          bench.killAtWrite = 0
          return done(1)
        },
      },
    })
    await bench.run()
    expect(bench.state.outcome?.status).toBe('indeterminate')
    expect(bench.settles).toMatchObject([{ outcome: 'held', amountMicros: 1000 }])
    expect(bench.calls.submit).toBe(1)
  })
  test('while a free model was being called: called again', async () => {
    const bench: Bench = new Bench(
      {
        first: {
          submit: async (call) => {
            if (call === 1) bench.killAtWrite = 0
            return done(1)
          },
        },
      },
      { priceMicros: 0 },
    )
    await bench.run()
    expect(bench.state.outcome?.status).toBe('succeeded')
  })
})

test('whatever happens, the ledger gets the true outcome once', async () => {
  const kinds: FailureKind[] = [
    'refused',
    'bad_request',
    'bad_credential',
    'no_credit',
    'rate_limited',
    'unavailable',
    'timeout',
    'malformed',
    'canceled',
    'lost',
  ]
  const ending = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('done' as const),
        count: fc.integer({ min: 0, max: 3 }),
        cost: fc.option(fc.integer({ min: 0, max: 3000 })),
      }),
    },
    {
      weight: 5,
      arbitrary: fc.record({
        kind: fc.constant('fail' as const),
        failure: fc.constantFrom(...kinds),
        billed: fc.constantFrom('no' as const, 'no' as const, 'no' as const, 'yes' as const, 'unknown' as const),
        really: fc.integer({ min: 0, max: 3000 }),
      }),
    },
  )
  const submission = fc.record({ queue: fc.boolean(), polls: fc.integer({ min: 0, max: 4 }), ending })
  const scenario = fc.record({
    submissions: fc.array(submission, { minLength: 20, maxLength: 20 }),
    targets: fc.integer({ min: 1, max: 3 }),
    n: fc.integer({ min: 1, max: 3 }),
    kills: fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 4 }),
    cancelAt: fc.option(fc.integer({ min: 0, max: 8 })),
    fallbackOnRefusal: fc.boolean(),
    settleFailures: fc.integer({ min: 0, max: 2 }),
  })
  await fc.assert(
    fc.asyncProperty(scenario, async ({ submissions, targets, n, kills, cancelAt, fallbackOnRefusal, settleFailures }) => {
      // The amounts that the provider billed, one for each call. The cost of the job is compared with them.
      const bills: number[] = []
      const ended = new Set<number>()
      let current = -1
      const end = (number: number, step: (typeof submissions)[number]) => {
        const { ending: how } = step
        const first = !ended.has(number)
        ended.add(number)
        if (how.kind === 'done') {
          if (first) bills.push(how.cost ?? Math.min(how.count, n) * 1000)
          return Promise.resolve(done(how.count, { costMicros: how.cost }))
        }
        if (first && how.billed === 'yes') bills.push(how.really)
        if (first && how.billed === 'unknown') bills.push(how.really % (1000 * n + 1))
        return fail(how.failure, how.billed, how.billed === 'yes' ? how.really : null)
      }
      const provider = {
        submit: async () => {
          const step = submissions[++current % submissions.length]!
          return step.queue ? accepted : end(current, step)
        },
        poll: async (call: number) => {
          const step = submissions[current % submissions.length]!
          return call % 5 < step.polls ? pending : end(current, step)
        },
        cancel: async () => {},
      }
      const bench = new Bench(Object.fromEntries(Array.from({ length: targets }, (_, place) => [`p${place}`, provider])), {
        n,
        fallbackOnRefusal,
      })
      bench.settleFailures = settleFailures
      let steps = 0
      const waiting = [...kills]
      await bench.run({
        until: (state) => {
          if (cancelAt !== null && steps === cancelAt && canCancel(bench.context)) state.cancelRequestedAt = bench.now
          if (steps % 3 === 0 && waiting.length > 0 && bench.killAtWrite === null) bench.killAtWrite = waiting.shift()!
          steps++
          return false
        },
      })
      const { outcome, cost, recorded } = bench.state
      expect(recorded).toBe(true)
      // All settle calls have the same outcome and amount, with one exception: if the provider answers late, an amount is first held and
      // later settled.
      const told = bench.settles.map(({ outcome: kind, amountMicros }) => `${kind} ${amountMicros}`)
      const distinct = [...new Set(told)]
      expect(
        distinct.length === 1 || (distinct.length === 2 && distinct[0]!.startsWith('held') && distinct[1]!.startsWith('settled')),
      ).toBe(true)
      const last = bench.settles.at(-1)!
      expect(last.amountMicros).toBe(last.outcome === 'held' ? cost!.heldMicros : cost!.amountMicros)
      const billed = bills.reduce((sum, bill) => sum + bill, 0)
      expect(bills.length, 'what was or may have been billed is sent once').toBeLessThanOrEqual(1)
      if (last.outcome === 'held') {
        expect(outcome!.status).toBe('indeterminate')
      } else if (submissions.every((step) => step.ending.kind === 'done' || step.ending.billed !== 'unknown')) {
        expect(last.amountMicros).toBe(billed)
      }
      const record = await findGenerationIn(bench.context.services.db, bench.plan, bench.plan.generationId)
      expect(record).toMatchObject({ status: outcome!.status, cost: { amountMicros: cost!.amountMicros, heldMicros: cost!.heldMicros } })
    }),
    { numRuns: 400 },
  )
}, 120_000)
