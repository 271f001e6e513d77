// What an endpoint really gets, by the contract: from a generation through its job to the bytes of the request.
import { afterEach, expect, test, vi } from 'vitest'
import type { components } from '../../../generated/generation/types.ts'
import { WebhookEvent } from '../../../generated/generation/schemas.ts'
import { Webhook } from 'standardwebhooks'
import { config } from '../../support/call.ts'
import { mintPlace, play, SMALL } from '../place.ts'

const URL = 'https://hooks.acme.com/images'
const ENDS = ['succeeded', 'failed', 'canceled', 'indeterminate'] as const

afterEach(() => void vi.restoreAllMocks())

test.each(ENDS)('of one that %s', async (status) => {
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
  await expect.poll(() => received.length, { timeout: 10_000 }).toBe(1)

  const [{ headers, body: text }] = received as [(typeof received)[0]]
  expect(new Webhook(hook.body.secret).verify(text, headers)).toBeTruthy()
  expect(headers['content-type']).toBe('application/json')
  const event: components['schemas']['WebhookEvent'] = WebhookEvent.parse(JSON.parse(text))
  expect(event.type).toBe(`generation.${status}`)
  // The generation as callers read it; only its links are signed anew, and the stage goes on.
  const shown = (await place.ask(`GET /generations/${id}`)).body
  const plain = ({ stage: _stage, images, ...rest }: components['schemas']['Generation']) => ({
    ...rest,
    images: images.map(({ url: _url, ...image }) => image),
  })
  expect(plain(event.data)).toEqual(plain(shown))
  expect(event.data.images.length).toBe(status === 'succeeded' ? 1 : 0)
})
