import { beforeAll, describe, expect, test } from 'vitest'
import { call, config } from '../../support/call.ts'
import { mintPlace, type Place, play, SMALL } from '../place.ts'

// Every delivery to this URL fails, because nothing listens on port 1. These tests are about the log and the redelivery;
// webhooks/deliver.test.ts tests the deliveries themselves.
const NOWHERE = 'http://127.0.0.1:1/hook'
let place: Place
let webhookId: string
beforeAll(async () => {
  place = await mintPlace()
  const made = await config(`POST /instances/${place.instanceId}/webhooks`, {
    key: place.adminKey,
    body: { url: NOWHERE, events: ['generation.succeeded', 'generation.failed'] },
  })
  expect(made.status, made.text).toBe(201)
  webhookId = made.body.id
})

const deliveries = async (query = '') => (await place.ask(`GET /webhook-deliveries${query}`)).body.data

describe('webhook deliveries', () => {
  test('are logged with their outcome', async () => {
    const { id } = (await place.generate({ prompt: 'x', ...SMALL })).body
    await expect.poll(async () => (await deliveries(`?generation_id=${id}`))[0]?.attempts).toBeGreaterThan(0)
    expect(await deliveries(`?generation_id=${id}`)).toMatchObject([
      {
        webhook_id: webhookId,
        generation_id: id,
        event_type: 'generation.succeeded',
        status: 'pending',
        last_status_code: null,
        delivered_at: null,
      },
    ])
  })
  test('report failures, and only the requested events', async () => {
    const { generation_id: failed } = (await place.generate({ prompt: 'x', ...SMALL, ...play({ refuse: true }) })).body
    expect(await deliveries(`?generation_id=${failed}`)).toMatchObject([{ event_type: 'generation.failed' }])
    const { id: canceled } = (await place.generate({ prompt: 'x', ...SMALL, ...play({ delay_ms: 5000 }) }, { prefer: 'respond-async' }))
      .body
    await place.ask(`POST /generations/${canceled}/cancel`)
    expect(await deliveries(`?generation_id=${canceled}`)).toEqual([])
  })
  test('can be sent again, under the same event id', async () => {
    const { id } = (await place.generate({ prompt: 'x', ...SMALL })).body
    const [first] = await deliveries(`?generation_id=${id}`)
    const again = await place.ask(`POST /webhook-deliveries/${first.id}/redeliver`)
    expect(again.status).toBe(202)
    expect(again.body).toMatchObject({ id: first.id, event_id: first.event_id, status: 'pending', attempts: 0 })
  })
  test('belong to their project only', async () => {
    const other = await place.project()
    const [first] = await deliveries()
    expect((await call('GET /v1/webhook-deliveries', { key: other.key })).body.data).toEqual([])
    expect((await call(`POST /v1/webhook-deliveries/${first.id}/redeliver`, { key: other.key })).status).toBe(404)
  })
  test('filter and page', async () => {
    const all = await deliveries()
    const page = await place.ask('GET /webhook-deliveries?limit=1')
    expect(page.body.data).toMatchObject([{ id: all[0].id }])
    expect((await place.ask(`GET /webhook-deliveries?limit=1&cursor=${page.body.next_cursor}`)).body.data).toMatchObject([
      { id: all[1].id },
    ])
    expect(await deliveries('?status=delivered')).toEqual([])
    expect((await deliveries(`?webhook_id=${webhookId}`)).length).toBe(all.length)
  })
  test('end with the endpoint', async () => {
    const own = await mintPlace()
    const hook = await config(`POST /instances/${own.instanceId}/webhooks`, {
      key: own.adminKey,
      body: { url: NOWHERE, events: ['generation.succeeded'] },
    })
    const { id } = (await own.generate({ prompt: 'x', ...SMALL })).body
    const [first] = (await own.ask(`GET /webhook-deliveries?generation_id=${id}`)).body.data
    const deleted = await config(`DELETE /webhooks/${hook.body.id}`, {
      key: own.adminKey,
      headers: { 'if-match': hook.headers.get('etag') ?? '' },
    })
    expect(deleted.status, deleted.text).toBe(204)
    expect((await own.ask(`POST /webhook-deliveries/${first.id}/redeliver`)).body.code).toBe('conflict')
  })
})
