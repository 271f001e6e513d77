// Tests the webhook requests that an endpoint receives, with all parts of the platform: a real generation runs, and the courier of its job
// host sends the event. The body must match the contract.
import { exports } from 'cloudflare:workers'
import { afterEach, expect, test, vi } from 'vitest'
import type { components } from '../../../generated/generation/types.ts'
import { WebhookEvent } from '../../../generated/generation/schemas.ts'
import { Webhook } from 'standardwebhooks'
import type { ConfigRpc } from '../../../src/shared/config-rpc.ts'
import { call, config } from '../../support/call.ts'
import { mintPlace, play, SMALL } from '../place.ts'

const URL = 'https://hooks.acme.com/images'
const ENDS = ['succeeded', 'failed', 'canceled', 'indeterminate'] as const

afterEach(() => void vi.restoreAllMocks())

test.each(ENDS)('of a generation that %s', async (status) => {
  const received: { headers: Record<string, string>; body: string }[] = []
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (url, init) => {
    const request = new Request(url as string, init)
    expect(request.url).toBe(URL)
    received.push({ headers: Object.fromEntries(request.headers), body: await request.text() })
    return new Response(null, { status: 204 })
  })
  const place = await mintPlace()
  const events = ENDS.map((end) => `generation.${end}`)
  const hook = await config(`POST /instances/${place.instanceId}/webhooks`, { key: place.adminKey, body: { url: URL, events } })
  expect(hook.status, hook.text).toBe(201)
  const played = {
    succeeded: {},
    failed: { refuse: true },
    canceled: { queued: true, polls: 50, fail: 'canceled', fail_at: 'poll' },
    indeterminate: { fail: 'unavailable', billed: 'unknown' },
  }[status]
  const body = { prompt: 'x', model: 'sketch-priced', quality: 'low', metadata: { order: '7' }, ...SMALL, ...play(played) }
  const { id } = (await place.generate(body, { prefer: 'respond-async' })).body
  if (status === 'canceled') await place.ask(`POST /generations/${id}/cancel`)
  await expect.poll(() => received.length).toBe(1)

  const [{ headers, body: text }] = received as [(typeof received)[0]]
  expect(new Webhook(hook.body.secret).verify(text, headers)).toBeTruthy()
  expect(headers['content-type']).toBe('application/json')
  const event: components['schemas']['WebhookEvent'] = WebhookEvent().parse(JSON.parse(text))
  expect(event.type).toBe(`generation.${status}`)
  // The event contains the generation as `GET /generations/{id}` returns it, with two differences. GET signs the links of the pictures
  // again. The job goes on after it has sent the event, so `stage` can be a later one in the response of GET.
  const shown = (await place.ask(`GET /generations/${id}`)).body
  const plain = ({ stage: _stage, images, ...rest }: components['schemas']['Generation']) => ({
    ...rest,
    images: images.map(({ url: _url, ...image }) => image),
  })
  expect(plain(event.data)).toEqual(plain(shown))
  expect(event.data.images.length).toBe(status === 'succeeded' ? 1 : 0)
})

test('410 disables the endpoint visibly for its owner, and enabling it resumes', async () => {
  let status = 410
  let received = 0
  vi.spyOn(globalThis, 'fetch').mockImplementation(async () => {
    received++
    return new Response(null, { status })
  })
  const place = await mintPlace()
  const other = await mintPlace()
  const admin = { key: place.adminKey }
  const hook = await config(`POST /instances/${place.instanceId}/webhooks`, {
    ...admin,
    body: { url: URL, events: ['generation.succeeded'] },
  })
  expect(hook.body).toMatchObject({ status: 'active', disabled_reason: null })
  const path = `/webhooks/${hook.body.id}`
  const shown = async () => (await config(`GET ${path}`, admin)).body
  const generate = async () => {
    const made = await call('POST /v1/generate', {
      key: place.key,
      body: { prompt: 'x', ...SMALL },
      headers: { 'x-request-id': 'of-the-caller' },
    })
    return (await place.ask(`GET /webhook-deliveries?generation_id=${made.body.id}`)).body.data
  }
  await generate()
  await expect.poll(shown).toMatchObject({ status: 'disabled', disabled_reason: 'gone', version: 2 })
  const { data } = (await config('GET /audit-log?action=webhook.disable', admin)).body
  expect(data).toMatchObject([
    {
      actor: { kind: 'system', id: null },
      target: { kind: 'webhook', id: hook.body.id },
      instance_id: place.instanceId,
      request_id: 'of-the-caller',
      before: { status: 'active' },
      after: { status: 'disabled', disabled_reason: 'gone' },
    },
  ])
  // After the endpoint is disabled, later events are not even scheduled for it.
  expect(await generate()).toEqual([])
  expect(received).toBe(1)

  status = 204
  const enabled = await config(`PATCH ${path}`, { ...admin, body: { status: 'active' } })
  expect(enabled.body).toMatchObject({ status: 'active', disabled_reason: null })
  await generate()
  await expect.poll(() => received).toBe(2)

  // A report that the URL is gone has no effect in two cases: it comes through the binding of another instance, or it names an earlier URL
  // of the endpoint.
  const bound = (instanceId: string | null) =>
    (exports as unknown as { ConfigService(options: { props: { instanceId: string | null } }): ConfigRpc }).ConfigService({
      props: { instanceId },
    })
  const gone = { instanceId: place.instanceId, webhookId: hook.body.id, url: URL, requestId: null }
  await bound(other.instanceId).webhookGone({ ...gone, instanceId: other.instanceId })
  await bound(place.instanceId).webhookGone({ ...gone, url: `${URL}/before` })
  expect(await shown()).toMatchObject({ status: 'active' })
  await bound(place.instanceId).webhookGone(gone)
  expect(await shown()).toMatchObject({ status: 'disabled', disabled_reason: 'gone' })
  // `disabled_reason` says why the platform has disabled an endpoint. Here a person disables the endpoint, so the reason is null.
  expect((await config(`PATCH ${path}`, { ...admin, body: { status: 'disabled' } })).body).toMatchObject({ disabled_reason: null })
})
