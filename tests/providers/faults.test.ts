// Tests the table of provider faults: for every adapter to which a fault applies, the adapter must report the right failure to the job.
import { describe, expect, it } from 'vitest'
import type { FailureKind, ProviderFailure } from '../../src/providers/provider.ts'
import type { Fault } from '../support/fake-provider.ts'
import { callOf, contextFor, failureOf, runToEnd, SECRET, type Subject, SUBJECTS } from './harness.ts'

interface Row {
  title: string
  fault: Fault
  kind: FailureKind
  billed: ProviderFailure['billed']
  retryAfterMs?: number | null
  status?: number
  timeoutMs?: number
  /** The providers for which the fault has another meaning, or to which it does not apply. */
  except?: Record<string, Partial<Pick<Row, 'kind' | 'billed'>> | 'not applicable'>
}

const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toUTCString()

/** Faults of the submit, the call that may cost money. */
const AT_SUBMIT: Row[] = [
  { title: 'connection refused', fault: { name: 'connection_refused' }, kind: 'unavailable', billed: 'no' },
  { title: 'the connection breaks', fault: { name: 'connection_lost' }, kind: 'unavailable', billed: 'unknown' },
  { title: 'no answer in time', fault: { name: 'silent' }, kind: 'timeout', billed: 'unknown', timeoutMs: 60 },
  { title: 'headers, then silence', fault: { name: 'headers_then_silence' }, kind: 'timeout', billed: 'unknown', timeoutMs: 60 },
  {
    title: '429 without Retry-After',
    fault: { name: 'rate_limited' },
    kind: 'rate_limited',
    billed: 'no',
    retryAfterMs: null,
    status: 429,
  },
  {
    title: '429 with seconds',
    fault: { name: 'rate_limited', retryAfter: '7' },
    kind: 'rate_limited',
    billed: 'no',
    retryAfterMs: 7000,
    status: 429,
  },
  {
    title: '429 with an absurd wait',
    fault: { name: 'rate_limited', retryAfter: '99999999999' },
    kind: 'rate_limited',
    billed: 'no',
    retryAfterMs: 3_600_000,
  },
  {
    title: '429 with nonsense',
    fault: { name: 'rate_limited', retryAfter: 'soon' },
    kind: 'rate_limited',
    billed: 'no',
    retryAfterMs: null,
  },
  {
    title: '429 with a negative wait',
    fault: { name: 'rate_limited', retryAfter: '-5' },
    kind: 'rate_limited',
    billed: 'no',
    retryAfterMs: null,
  },
  {
    title: '429 with a past date',
    fault: { name: 'rate_limited', retryAfter: inMinutes(-9) },
    kind: 'rate_limited',
    billed: 'no',
    retryAfterMs: 0,
  },
  { title: '500', fault: { name: 'server_error' }, kind: 'unavailable', billed: 'no', status: 500 },
  { title: '500 as a web page', fault: { name: 'html_error' }, kind: 'unavailable', billed: 'no', status: 500 },
  { title: '502 of a gateway', fault: { name: 'gateway_error' }, kind: 'unavailable', billed: 'unknown', status: 502 },
  { title: '401', fault: { name: 'unauthorized' }, kind: 'bad_credential', billed: 'no', status: 401 },
  { title: '403', fault: { name: 'forbidden' }, kind: 'bad_credential', billed: 'no', status: 403 },
  { title: '402', fault: { name: 'no_credit' }, kind: 'no_credit', billed: 'no', status: 402 },
  { title: 'malformed JSON', fault: { name: 'malformed' }, kind: 'malformed', billed: 'unknown' },
  { title: 'an empty answer', fault: { name: 'empty' }, kind: 'malformed', billed: 'unknown' },
  { title: 'a web page', fault: { name: 'html' }, kind: 'malformed', billed: 'unknown' },
  { title: 'another shape', fault: { name: 'wrong_schema' }, kind: 'malformed', billed: 'unknown' },
  { title: '200 with an error inside', fault: { name: 'error_in_200' }, kind: 'malformed', billed: 'unknown' },
  { title: 'a redirect to 127.0.0.1', fault: { name: 'redirect' }, kind: 'malformed', billed: 'no', status: 307 },
  { title: 'an answer without end', fault: { name: 'endless' }, kind: 'malformed', billed: 'unknown' },
  { title: 'a byte at a time', fault: { name: 'drip' }, kind: 'timeout', billed: 'unknown', timeoutMs: 100 },
  { title: 'an answer that breaks off', fault: { name: 'truncated' }, kind: 'unavailable', billed: 'unknown' },
  { title: 'the secret in an error', fault: { name: 'secret_echo' }, kind: 'bad_request', billed: 'no', status: 400 },
]

function run(subject: Subject, fault: Fault, timeoutMs?: number) {
  const fake = subject.fake()
  fake.fault = fault
  const signal = timeoutMs === undefined ? new AbortController().signal : AbortSignal.timeout(timeoutMs)
  const { context } = contextFor(fake, { signal })
  const call = callOf(subject)
  return { fake, context, call }
}

for (const subject of SUBJECTS) {
  describe(subject.name, () => {
    for (const row of AT_SUBMIT) {
      const exception = row.except?.[subject.name]
      if (exception === 'not applicable') continue
      it(`submit: ${row.title}`, async () => {
        const { fake, context, call } = run(subject, { ...row.fault, at: 'submit' }, row.timeoutMs)
        const failure = await failureOf(subject.adapter.submit(call, context))
        expect({ kind: failure.kind, billed: failure.billed }).toEqual({
          kind: exception?.kind ?? row.kind,
          billed: exception?.billed ?? row.billed,
        })
        if (row.retryAfterMs !== undefined) expect(failure.retryAfterMs).toBe(row.retryAfterMs)
        if (row.status !== undefined) expect(failure.status).toBe(row.status)
        expectClean(failure)
        expect(fake.submits).toBe(1)
        expect(fake.requests.filter((request) => request.url.hostname === '127.0.0.1')).toEqual([])
      })
    }

    it('submit: 429 with a date', async () => {
      const { context, call } = run(subject, { name: 'rate_limited', retryAfter: inMinutes(2), at: 'submit' })
      const failure = await failureOf(subject.adapter.submit(call, context))
      expect(failure.retryAfterMs).toBeGreaterThan(110_000)
      expect(failure.retryAfterMs).toBeLessThanOrEqual(120_000)
    })

    it('submit: 500 once, then success', async () => {
      const { fake, context, call } = run(subject, { name: 'server_error', once: true, at: 'submit' })
      const failure = await failureOf(runToEnd(subject.adapter, call, context))
      expect([failure.kind, failure.billed]).toEqual(['unavailable', 'no'])
      const done = await runToEnd(subject.adapter, call, context)
      expect(done.images.length + done.texts.length).toBe(1)
      expect(fake.submits).toBe(2)
    })

    it('canceled while it waits', async () => {
      const fake = subject.fake()
      fake.fault = { name: 'silent', at: 'submit' }
      const abort = new AbortController()
      setTimeout(() => abort.abort(new DOMException('The generation was canceled.', 'AbortError')), 30)
      const { context } = contextFor(fake, { signal: abort.signal })
      const failure = await failureOf(subject.adapter.submit(callOf(subject), context))
      expect([failure.kind, failure.billed]).toEqual(['canceled', 'unknown'])
    })

    it('a safety refusal', async () => {
      const fake = subject.fake()
      fake.refuses = true
      const { context } = contextFor(fake)
      const failure = await failureOf(runToEnd(subject.adapter, callOf(subject), context))
      expect([failure.kind, failure.billed]).toEqual(['refused', 'no'])
      expectClean(failure)
    })

    if (subject.most > 1) {
      it('fewer pictures than asked for', async () => {
        const fake = subject.fake()
        fake.gives = Math.min(2, subject.most - 1)
        const { context } = contextFor(fake)
        const done = await runToEnd(subject.adapter, callOf(subject, { n: subject.most }), context)
        expect(done.images).toHaveLength(fake.gives)
      })
    }

    it.skipIf(subject.most === 1)('no pictures at all', async () => {
      const fake = subject.fake()
      fake.gives = 0
      const { context } = contextFor(fake)
      const failure = await failureOf(runToEnd(subject.adapter, callOf(subject), context))
      expect([failure.kind, failure.billed]).toEqual(['malformed', 'unknown'])
    })

    // The adapter must return even this file as a picture. The job then finds that the file is not a picture, and charges the call. If the
    // adapter dropped the file, the answer would seem to have no picture, and the job would hold the amount. The file is short, so that an
    // adapter fails if it recognizes base64 only by its length.
    it.each(['svg', 'html'] as const)('a picture that is only a short %s file still reaches the job', async (pictureFault) => {
      const fake = subject.fake()
      fake.pictureFault = pictureFault
      const { context } = contextFor(fake)
      const done = await runToEnd(subject.adapter, callOf(subject), context)
      expect(done.images.length + done.texts.length).toBe(1)
    })

    it('a URL that may not be called', async () => {
      const fake = subject.fake()
      const { context } = contextFor(fake)
      const { fields } = context.credential
      const failure = await failureOf(
        subject.adapter.submit(callOf(subject), {
          ...context,
          credential: { fields, baseUrl: 'http://169.254.169.254/v1' },
        }),
      )
      expect([failure.kind, failure.billed]).toEqual(['bad_request', 'no'])
      expect(fake.requests.filter(({ call }) => call !== 'token')).toEqual([])
    })

    if (subject.shape === 'async') {
      const AT_POLL: Row[] = [
        { title: 'connection refused', fault: { name: 'connection_refused' }, kind: 'unavailable', billed: 'no' },
        { title: 'no answer in time', fault: { name: 'silent' }, kind: 'timeout', billed: 'unknown', timeoutMs: 60 },
        { title: '429', fault: { name: 'rate_limited', retryAfter: '3' }, kind: 'rate_limited', billed: 'no', retryAfterMs: 3000 },
        { title: '500', fault: { name: 'server_error' }, kind: 'unavailable', billed: 'no' },
        { title: 'a web page', fault: { name: 'html' }, kind: 'malformed', billed: 'unknown' },
        { title: 'malformed JSON', fault: { name: 'malformed' }, kind: 'malformed', billed: 'unknown' },
        { title: 'a redirect to 127.0.0.1', fault: { name: 'redirect' }, kind: 'malformed', billed: 'no' },
      ]
      for (const row of AT_POLL) {
        it(`poll: ${row.title}; asked again, the work is there, and was paid for once`, async () => {
          const fake = subject.fake()
          const { context } = contextFor(fake)
          const call = callOf(subject)
          const accepted = await subject.adapter.submit(call, context)
          if (accepted.kind !== 'accepted') throw new Error('not accepted')
          fake.fault = { ...row.fault, at: 'poll', once: true }
          const signal = row.timeoutMs === undefined ? context.signal : AbortSignal.timeout(row.timeoutMs)
          const failure = await failureOf(subject.adapter.poll!(accepted.handle, call, { ...context, signal }))
          // After these failures the job polls again.
          expect(['unavailable', 'rate_limited', 'timeout', 'malformed']).toContain(failure.kind)
          expect(failure.kind).toBe(row.kind)
          if (row.retryAfterMs !== undefined) expect(failure.retryAfterMs).toBe(row.retryAfterMs)
          expectClean(failure)
          let state = await subject.adapter.poll!(accepted.handle, call, context)
          while (state.kind === 'pending') state = await subject.adapter.poll!(accepted.handle, call, context)
          expect(state.images).toHaveLength(1)
          expect(fake.submits).toBe(1)
        })
      }

      it('poll: work that the provider has forgotten', async () => {
        const { context } = contextFor(subject.fake())
        const call = callOf(subject)
        const accepted = await subject.adapter.submit(call, context)
        if (accepted.kind !== 'accepted') throw new Error('not accepted')
        // A second fake, which has never received this work, answers the poll.
        const failure = await failureOf(subject.adapter.poll!(accepted.handle, call, contextFor(subject.fake()).context))
        expect([failure.kind, failure.billed]).toEqual(['lost', 'unknown'])
      })
    }
  })
}

it('the fault really repeats the secret', async () => {
  const subject = SUBJECTS[0]!
  const { fake } = run(subject, { name: 'secret_echo' })
  const response = await fake.fetch('https://api.openai.com/v1/images/generations', {
    method: 'POST',
    headers: { authorization: `Bearer ${SECRET}` },
  })
  expect(await response.text()).toContain(SECRET)
})

function expectClean(failure: ProviderFailure): void {
  expect(failure.message.length).toBeGreaterThan(0)
  expect(failure.message.length).toBeLessThanOrEqual(500)
  for (const spelling of [SECRET, btoa(SECRET), encodeURIComponent(SECRET), SECRET.slice(0, 14), btoa(`user:${SECRET}`).slice(8, 30)]) {
    expect(failure.message).not.toContain(spelling)
  }
}
