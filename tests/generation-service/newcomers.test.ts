// Tests the cases in which new users found faults (row G14 in docs/development/field-tests.md).
import { expect, it } from 'vitest'
import limitsPage from '../../docs/admin/limits.md?raw'
import { call } from '../support/call.ts'
import { mintTenant, mustApi } from '../support/tenant.ts'

it('G14: the example in the page about limits works when it is pasted', async () => {
  const tenant = await mintTenant()
  const example = JSON.parse(/```json file=limits\.json\n([\s\S]*?)```/.exec(limitsPage)![1]!)
  const path = `/instances/${tenant.instanceId}/limits`
  const etag = (await mustApi('GET', path, undefined, tenant.adminKey)).headers.get('etag')!
  const put = await mustApi('PUT', path, example, tenant.adminKey, { 'if-match': etag })
  expect(put.body.limits).toEqual(example.limits)
})

it('G14: the numbers of a limit add up to its capacity', async () => {
  const tenant = await mintTenant({
    limits: [
      { scope: 'instance', target: null, metric: 'requests', window_seconds: 86_400, limit: 5, burst: 2 },
      { scope: 'project', target: null, metric: 'images', window_seconds: 86_400, limit: 50 },
      { scope: 'key', target: null, metric: 'concurrency', limit: 3 },
      { scope: 'project', target: null, metric: 'cost_micros', window: 'month', limit: 1_000_000 },
    ],
  })
  const body = { prompt: 'a hut', model: 'sketch', size: '64x64' }
  for (let index = 0; index < 2; index++) expect((await call('POST /v1/generate', { key: tenant.projectKey, body })).status).toBe(200)
  const { data } = (await call('GET /v1/limits', { key: tenant.projectKey })).body
  const states = (await mustApi('GET', `/instances/${tenant.instanceId}/limits/states`, undefined, tenant.adminKey)).body.data
  expect(data.map(({ metric, capacity }: Record<string, unknown>) => [metric, capacity])).toEqual([
    ['requests', 2],
    ['images', 50],
    ['concurrency', 3],
    ['cost_micros', 1_000_000],
  ])
  expect(data[0]).toMatchObject({ limit: 5, capacity: 2, used: 2, remaining: 0 })
  for (const { capacity, used, reserved, held, remaining } of [...data, ...states])
    expect(used + reserved + held + remaining).toBe(capacity)
})

it('G14: sketch-priced costs the amount in its price list, its quote and its model page', async () => {
  const tenant = await mintTenant({ models: { models: [{ model: 'sketch-priced', enabled: true }], aliases: [] } })
  const key = tenant.projectKey
  const { body: model } = await call('GET /v1/models/sketch-priced', { key })
  expect(model.price.kind).toBe('per_image')
  for (const [parameters, micros] of [
    [{ quality: 'low', size: '64x64' }, 10_000],
    [{ quality: 'low', size: '64x64', n: 2 }, 20_000],
    [{ quality: 'medium', size: '64x64' }, 40_000],
    [{ quality: 'high', size: '64x64' }, 80_000],
    // A request without `quality` is drawn at medium quality. It is charged the price of medium quality, not the highest price.
    [{ size: '64x64' }, 40_000],
  ] as const) {
    const body = { prompt: 'a hut', model: 'sketch-priced', ...parameters }
    const quoted = await call('POST /v1/quote', { key, body })
    expect([quoted.status, quoted.body.amount_micros, quoted.body.exact], JSON.stringify(parameters)).toEqual([200, micros, true])
    const made = await call('POST /v1/generate', { key, body })
    expect([made.status, made.body.cost.amount_micros], JSON.stringify(parameters)).toEqual([200, micros])
  }
})
