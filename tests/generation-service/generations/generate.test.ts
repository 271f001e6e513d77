import { beforeAll, describe, expect, test } from 'vitest'
import { fetchApi } from '../../support/http.ts'
import { mintPlace, type Place, play, SMALL } from '../place.ts'

let place: Place
beforeAll(async () => {
  place = await mintPlace({ content_policy: { blocked_terms: ['forbidden fruit'], provider_safety: {}, fallback_on_refusal: false } })
})

describe('a picture', () => {
  test('has a link, a cost, a timing and the request id of the call', async () => {
    const answer = await place.generate(
      { prompt: 'a lighthouse', n: 2, seed: 7, size: '128x64', metadata: { order: '4711' } },
      { 'x-request-id': 'my-request-1' },
    )
    expect(answer.status).toBe(200)
    expect(answer.headers.get('x-request-id')).toBe('my-request-1')
    expect(answer.headers.get('server-timing')).toMatch(/queued;dur=\d.*provider;dur=\d.*storage;dur=\d.*overhead;dur=\d.*total;dur=\d/)
    const { body } = answer
    expect(body).toMatchObject({
      status: 'succeeded',
      stage: 'notified',
      progress: 1,
      model: 'sketch',
      provider: 'sketch',
      metadata: { order: '4711' },
      request_id: 'my-request-1',
    })
    expect(body.images).toMatchObject([
      { index: 0, width: 128, height: 64 },
      { index: 1, width: 128, height: 64 },
    ])
    expect(body.cost).toMatchObject({ amount_micros: 0, held_micros: 0, currency: 'USD' })
    const picture = await fetchApi(body.images[0].url)
    expect(picture.status).toBe(200)
    const bytes = new Uint8Array(await picture.arrayBuffer())
    expect(bytes.byteLength).toBe(body.images[0].size_bytes)
    expect([...bytes.subarray(1, 4)]).toEqual([0x50, 0x4e, 0x47])
  })
  test('equals another one with the same seed', async () => {
    const ask = () => place.generate({ prompt: 'a lighthouse', seed: 7, ...SMALL })
    const [one, other] = [await ask(), await ask()]
    expect(one.body.images[0].sha256).toBe(other.body.images[0].sha256)
    expect(one.body.id).not.toBe(other.body.id)
  })
  test('from an alias, with a warning', async () => {
    const answer = await place.generate({ prompt: 'x', model: 'house-style', ...SMALL })
    expect(answer.body).toMatchObject({ model: 'sketch', requested_model: 'house-style', warnings: [{ code: 'model_aliased' }] })
  })
  test('adapted if allowed, with a warning for each change', async () => {
    const strange = { prompt: 'x', size: '70x70', steps: 3 }
    expect((await place.generate(strange)).body.code).toMatch(/^unsupported_/)
    const answer = await place.generate({ ...strange, on_unsupported: 'adapt' })
    expect(answer.status).toBe(200)
    expect(answer.body.warnings.map((warning: { pointer: string }) => warning.pointer).toSorted()).toEqual(['/body/size', '/body/steps'])
    expect(answer.body.images[0]).toMatchObject({ width: 72, height: 72 })
  })
})

describe('without waiting', () => {
  test('respond-async returns at once, and the job continues', async () => {
    const answer = await place.generate({ prompt: 'x', ...SMALL, ...play({ delay_ms: 300 }) }, { prefer: 'respond-async' })
    expect(answer.status).toBe(202)
    expect(answer.headers.get('location')).toBe(`/v1/generations/${answer.body.id}`)
    expect(answer.headers.get('preference-applied')).toBe('respond-async')
    expect(answer.body.images).toEqual([])
    await expect.poll(async () => (await place.ask(`GET /generations/${answer.body.id}`)).body.status).toBe('succeeded')
  })
  test('wait=1 returns 202 when the time is over', async () => {
    const answer = await place.generate({ prompt: 'x', ...SMALL, ...play({ delay_ms: 1600 }) }, { prefer: 'wait=1' })
    expect(answer.status).toBe(202)
    expect(answer.body.status).toBe('running')
    const listed = async () => (await place.ask('GET /generations')).body.data.map((each: { id: string }) => each.id)
    await expect.poll(listed).toContain(answer.body.id)
    await expect.poll(async () => (await place.ask(`GET /generations/${answer.body.id}`)).body.status).toBe('succeeded')
  })
  test('a queueing provider is waited for as well', async () => {
    const answer = await place.generate({ prompt: 'x', model: 'sketch-queued', ...SMALL, ...play({ polls: 2, poll_after_ms: 50 }) })
    expect(answer.body).toMatchObject({ status: 'succeeded', model: 'sketch-queued', attempts: [{ number: 1, status: 'succeeded' }] })
  })
})

describe('bad input', () => {
  test.each([
    [{}, 400, 'invalid_request', '/body/prompt'],
    [{ prompt: '' }, 400, 'invalid_request', '/body/prompt'],
    [{ prompt: 'x', promt: 'y' }, 400, 'invalid_request', '/body/promt'],
    [{ prompt: 'x', n: 0 }, 400, 'invalid_request', '/body/n'],
    [{ prompt: 'x', model: 'no-such-model' }, 404, 'model_not_found', '/body/model'],
    [{ prompt: 'x', size: '4000x4000' }, 400, 'unsupported_size', '/body/size'],
    [{ prompt: 'x', steps: 5 }, 400, 'unsupported_parameter', '/body/steps'],
    [{ prompt: 'x', operation: 'edit' }, 400, 'invalid_request', '/body/inputs'],
    [
      { prompt: 'x', operation: 'edit', inputs: [{ asset_id: 'asset_01K9ZQ4X1V7M3T8B5N2D6F0GHJ' }] },
      400,
      'input_invalid',
      '/body/inputs/0/asset_id',
    ],
    [{ prompt: 'a Forbidden  Fruit' }, 400, 'content_policy', '/body/prompt'],
    [{ prompt: 'x', model: 'sketch-priced', max_cost_micros: 1 }, 400, 'max_cost_exceeded', '/body/max_cost_micros'],
  ])('%j', async (body, status, code, pointer) => {
    const answer = await place.generate(body)
    expect(answer.status).toBe(status)
    expect(answer.body.code).toBe(code)
    expect(answer.body.errors[0].pointer).toBe(pointer)
    expect(answer.body).not.toHaveProperty('generation_id')
  })
  test('broken JSON, no JSON, too much JSON', async () => {
    expect((await place.generate('{"prompt":')).body.code).toBe('malformed_json')
    expect((await place.generate('x', { 'content-type': 'text/plain' })).status).toBe(415)
    expect((await place.generate(JSON.stringify({ prompt: 'x', provider_options: { x: 'y'.repeat(5_000_000) } }))).status).toBe(413)
  })
  test('no key, a wrong one, one without the scope', async () => {
    const { call } = await import('../../support/call.ts')
    expect((await call('POST /v1/generate', { body: { prompt: 'x' } })).body.code).toBe('missing_key')
    expect((await call('POST /v1/generate', { key: 'cma_live_nonsense', body: { prompt: 'x' } })).body.code).toBe('invalid_key')
    const reader = await place.project(['read'])
    expect((await call('POST /v1/generate', { key: reader.key, body: { prompt: 'x' } })).body.code).toBe('insufficient_scope')
  })
})

describe('provider failures', () => {
  test.each([
    [{ refuse: true }, 400, 'safety_refused', 1],
    [{ fail: 'bad_request' }, 400, 'provider_bad_request', 1],
    [{ fail: 'bad_credential' }, 424, 'provider_credential_rejected', 1],
    [{ fail: 'no_credit' }, 424, 'provider_error', 1],
    [{ fail: 'malformed' }, 424, 'provider_bad_answer', 2],
    [{ fail: 'rate_limited', retry_after_ms: 86_400_000 }, 503, 'provider_rate_limited', 1],
    [{ fail: 'timeout', billed: 'unknown' }, 424, 'outcome_indeterminate', 1],
    [{ fail: 'malformed', billed: 'yes', cost_micros: 123 }, 424, 'provider_bad_answer', 1],
  ])('%j', async (played, status, code, attempts) => {
    const answer = await place.generate({ prompt: 'x', model: 'sketch-priced', quality: 'low', ...SMALL, ...play(played) })
    expect(answer.status).toBe(status)
    expect(answer.body.code).toBe(code)
    expect(answer.headers.get('x-should-retry')).toBe('false')
    const record = await place.ask(`GET /generations/${answer.body.generation_id}`)
    expect(record.status).toBe(200)
    expect(record.body).toMatchObject({ status: code === 'outcome_indeterminate' ? 'indeterminate' : 'failed', error: { code } })
    expect(record.body.attempts).toHaveLength(attempts)
    expect(record.body.cost.amount_micros).toBe('cost_micros' in played ? 123 : 0)
    expect(record.body.cost.held_micros).toBe(code === 'outcome_indeterminate' ? 10_000 : 0)
  })
  test('once, then success', async () => {
    const answer = await place.generate({ prompt: 'x', ...SMALL, ...play({ fail: 'unavailable', fail_times: 1 }) })
    expect(answer.status).toBe(200)
    expect(answer.body.attempts).toMatchObject([
      { status: 'failed', error_code: 'provider_unavailable', billed: 'no' },
      { status: 'succeeded' },
    ])
  })
  test('the next model takes over', async () => {
    const answer = await place.generate({
      prompt: 'x',
      model: 'sketch-queued',
      fallbacks: ['sketch'],
      ...SMALL,
      ...play({ fail: 'canceled', fail_times: 1 }),
    })
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({
      model: 'sketch',
      requested_model: 'sketch-queued',
      attempts: [
        { model: 'sketch-queued', status: 'canceled' },
        { model: 'sketch', status: 'succeeded' },
      ],
    })
  })
  test('another model of the same provider is not tried without credit', async () => {
    const answer = await place.generate({
      prompt: 'x',
      model: 'sketch-queued',
      fallbacks: ['sketch'],
      ...SMALL,
      ...play({ fail: 'no_credit', fail_times: 1 }),
    })
    expect(answer).toMatchObject({ status: 424, body: { code: 'provider_error' } })
  })
  test('the deadline', async () => {
    const answer = await place.generate({ prompt: 'x', deadline_ms: 1000, ...SMALL, ...play({ delay_ms: 10_000 }) })
    expect(answer.status).toBe(424)
    expect(answer.body.code).toBe('deadline_exceeded')
  })
})

describe('Idempotency-Key', () => {
  test('concurrent calls make one generation', async () => {
    const body = { prompt: 'x', ...SMALL, ...play({ delay_ms: 200 }) }
    const answers = await Promise.all(Array.from({ length: 10 }, () => place.generate(body, { 'idempotency-key': 'at-once' })))
    expect(answers.map((answer) => answer.status)).toEqual(Array.from({ length: 10 }, () => 200))
    expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1)
  })
  test('a repeat returns the ended generation, and another body is refused', async () => {
    const first = await place.generate({ prompt: 'x', ...SMALL }, { 'idempotency-key': 'again' })
    const second = await place.generate({ prompt: 'x', ...SMALL }, { 'idempotency-key': 'again' })
    expect(second.body.id).toBe(first.body.id)
    const other = await place.generate({ prompt: 'y', ...SMALL }, { 'idempotency-key': 'again' })
    expect([other.status, other.body.code]).toEqual([422, 'idempotency_key_reused'])
  })
  test('of a deleted generation is a 404, from both surfaces', async () => {
    const native = { prompt: 'x', ...SMALL }
    const { body } = await place.generate(native, { 'idempotency-key': 'deleted' })
    expect((await place.ask(`DELETE /generations/${body.id}`)).status).toBe(204)
    const again = await place.generate(native, { 'idempotency-key': 'deleted' })
    expect([again.status, again.body.code]).toEqual([404, 'not_found'])

    const openai = { body: { prompt: 'x', model: 'sketch', ...SMALL }, headers: { 'idempotency-key': 'deleted-openai' } }
    const first = await place.ask('POST /images/generations', openai)
    expect((await place.ask(`DELETE /generations/${first.body.generation_id}`)).status).toBe(204)
    const second = await place.ask('POST /images/generations', openai)
    expect([second.status, second.body.code]).toEqual([404, 'not_found'])
  })
  test('a repeat returns a failure, too', async () => {
    const ask = () => place.generate({ prompt: 'x', ...SMALL, ...play({ refuse: true }) }, { 'idempotency-key': 'refused' })
    const [first, second] = [await ask(), await ask()]
    expect(second.body.code).toBe('safety_refused')
    expect(second.body.generation_id).toBe(first.body.generation_id)
  })
  test('belongs to its project', async () => {
    const { call } = await import('../../support/call.ts')
    const other = await place.project()
    const mine = await place.generate({ prompt: 'x', ...SMALL }, { 'idempotency-key': 'shared' })
    const theirs = await call('POST /v1/generate', {
      key: other.key,
      body: { prompt: 'x', ...SMALL },
      headers: { 'idempotency-key': 'shared' },
    })
    expect(theirs.status).toBe(200)
    expect(theirs.body.id).not.toBe(mine.body.id)
  })
})

test('an exceeded limit is 429 with the headers of the draft, and nothing is begun', async () => {
  const limited = await mintPlace()
  await limited.setLimits([{ scope: 'project', target: null, metric: 'requests', window_seconds: 3600, limit: 3, burst: 3 }])
  const answers = await Promise.all(Array.from({ length: 8 }, () => limited.generate({ prompt: 'x', ...SMALL })))
  expect(answers.filter((answer) => answer.status === 200)).toHaveLength(3)
  const denied = answers.find((answer) => answer.status === 429)!
  expect(denied.body).toMatchObject({ code: 'rate_limited', limit: { scope: 'project', metric: 'requests' } })
  expect(Number(denied.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(denied.headers.get('ratelimit')).toMatch(/;r=0;t=\d+/)
  expect(denied.headers.get('x-ratelimit-remaining')).toBe('0')
  expect((await limited.ask('GET /generations')).body.data).toHaveLength(3)
})

describe('a refusal by a budget', () => {
  const picture = { prompt: 'x', model: 'sketch-priced', quality: 'low', ...SMALL }
  const MICROS = 15_000
  const budgetOf = (scope: string, window: string) => ({ scope, target: null, metric: 'cost_micros', window, limit: MICROS })

  test.each([
    ['instance', 'day'],
    ['project', 'month'],
    ['key', 'day'],
    ['organization', 'month'],
  ])('names the budget of the %s, what is left of it, and when it starts anew', async (scope, window) => {
    const organization = scope === 'organization' ? { budget: { monthly_micros: MICROS } } : {}
    const limited = await mintPlace({}, organization)
    if (scope !== 'organization') await limited.setLimits([budgetOf(scope, window)])
    expect((await limited.generate(picture)).body.cost.amount_micros).toBe(10_000)
    const { status, body } = await limited.generate(picture)
    expect(status).toBe(429)
    const end = new Date()
    if (window === 'day') end.setUTCDate(end.getUTCDate() + 1)
    else end.setUTCMonth(end.getUTCMonth() + 1, 1)
    const day = end.toISOString().slice(0, 10)
    expect(body).toMatchObject({
      code: 'budget_exceeded',
      detail:
        `The budget of this ${scope} is $0.015 a ${window}. $0.005 of it is left, and this request can cost $0.01. ` +
        `The budget starts anew on ${day} at 00:00 UTC. ${scope === 'organization' ? 'An admin of the organization' : 'An admin or a developer of the instance'} can raise it before that.`,
      limit: { scope, target: null, metric: 'cost_micros', limit: MICROS, remaining: 5_000, requested: 10_000 },
    })
    expect(body.limit.available_at).toBe(`${day}T00:00:00.000Z`)
  })

  test('that is exceeded says why it refuses even a request that costs nothing', async () => {
    const limited = await mintPlace()
    await limited.setLimits([budgetOf('project', 'month')])
    expect((await limited.generate(picture)).status).toBe(200)
    await limited.setLimits([{ ...budgetOf('project', 'month'), limit: 10_000 }])
    const free = { prompt: 'x', model: 'sketch', ...SMALL }
    // A budget that is exactly used up has room for a request that costs nothing.
    expect((await limited.generate(free)).status).toBe(200)
    await limited.setLimits([{ ...budgetOf('project', 'month'), limit: 9_999 }])
    const { status, body } = await limited.generate(free)
    expect([status, body.code, body.limit.requested]).toEqual([429, 'budget_exceeded', 0])
    expect(body.detail).toMatch(
      /^The budget of this project is \$0\.009999 a month\. More than that is already spent or set aside, so every request is refused, even one that costs nothing\. The budget starts anew on \d{4}-\d\d-01 at 00:00 UTC\. An admin or a developer of the instance can raise it before that\.$/,
    )
  })

  test('that is smaller than the request says so', async () => {
    const limited = await mintPlace()
    await limited.setLimits([{ ...budgetOf('project', 'day'), limit: 9_999 }])
    const { status, body } = await limited.generate(picture)
    expect([status, body.code, body.limit.requested]).toEqual([400, 'request_exceeds_limit', 10_000])
    expect(body.detail).toBe('This request can cost $0.01, more than the budget of this project, $0.009999 a day. Waiting does not help.')
  })
})

test('a new limit applies to the next request', async () => {
  const place = await mintPlace()
  expect((await place.generate({ prompt: 'x', ...SMALL })).status).toBe(200)
  await place.setLimits([{ scope: 'project', target: null, metric: 'images', window_seconds: 60, limit: 1, burst: 1 }])
  expect((await place.generate({ prompt: 'x', n: 2, ...SMALL })).body.code).toBe('request_exceeds_limit')
  await place.setLimits([])
  expect((await place.generate({ prompt: 'x', n: 2, ...SMALL })).status).toBe(200)
})

describe('quote', () => {
  test('and generate refuse alike what the provider would refuse, before any limit is used', async () => {
    const other = await mintPlace()
    await other.setLimits([{ scope: 'instance', target: null, metric: 'requests', window_seconds: 3600, limit: 1 }])
    const body = { prompt: 'x', ...SMALL, provider_options: { sketch: { fial: 'timeout' } } }
    for (const answer of [await other.ask('POST /quote', { body }), await other.generate(body)])
      expect([answer.status, answer.body.code, answer.body.errors[0].pointer]).toEqual([
        400,
        'unsupported_parameter',
        '/body/provider_options/sketch',
      ])
    expect((await other.generate({ prompt: 'x', ...SMALL })).status).toBe(200)
  })
  test('A10: no option sets a charge above the reservation, and an instance may forbid the options', async () => {
    const body = { prompt: 'x', model: 'sketch-priced', quality: 'low', ...SMALL }
    const dear = await place.generate({ ...body, ...play({ cost_micros: 10_001 }) })
    expect([dear.status, dear.body.errors[0].pointer]).toEqual([400, '/body/provider_options/sketch/cost_micros'])
    const exact = await place.generate({ ...body, max_cost_micros: 10_000, ...play({ cost_micros: 10_000 }) })
    expect([exact.body.cost.amount_micros, exact.body.warnings]).toEqual([10_000, []])
    const policy = { blocked_terms: [], provider_safety: { sketch: { test_options: false } }, fallback_on_refusal: false }
    const strict = await mintPlace({ content_policy: policy })
    const refused = await strict.generate({ ...body, ...play({ cost_micros: 0 }) })
    expect([refused.status, refused.body.errors[0].pointer]).toEqual([400, '/body/provider_options/sketch'])
    expect((await strict.generate(body)).status).toBe(200)
  })
  test('states the exact cost', async () => {
    const body = { prompt: 'x', model: 'sketch-priced', n: 3, quality: 'low', fallbacks: ['sketch'], ...SMALL }
    const quoted = await place.ask('POST /quote', { body })
    expect(quoted.body).toMatchObject({
      amount_micros: 30_000,
      max_micros: 30_000,
      exact: true,
      currency: 'USD',
      targets: [{ model: 'sketch-priced', width: 64 }, { model: 'sketch' }],
    })
    const made = await place.generate(body)
    expect(made.body.cost).toMatchObject({
      amount_micros: quoted.body.amount_micros,
      source: 'computed',
      breakdown: [{ quantity: 3, unit: 'image', unit_micros: 10_000, amount_micros: 30_000 }],
    })
  })
  test('refuses what generate would refuse', async () => {
    expect((await place.ask('POST /quote', { body: { prompt: 'x', model: 'no-such-model' } })).status).toBe(404)
  })
})
