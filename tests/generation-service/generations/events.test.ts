import { beforeAll, describe, expect, test } from 'vitest'
import { GenerationEvent } from '../../../generated/generation/schemas.ts'
import { MOST_STREAMS_PER_KEY, takeStreamSlot } from '../../../src/generation-service/events/open-streams.ts'
import { call, config } from '../../support/call.ts'
import { fetchApi } from '../../support/http.ts'
import { mintPlace, type Place, play, SMALL } from '../place.ts'

let place: Place
beforeAll(async () => {
  place = await mintPlace()
})

interface Event {
  id: number
  event: string
  // oxlint-disable-next-line typescript/no-explicit-any
  data: any
}
function parse(text: string): Event[] {
  return text
    .split('\n\n')
    .filter((block) => block.startsWith('id: '))
    .map((block) => {
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)![1]!
      return { id: Number(field('id')), event: field('event'), data: JSON.parse(field('data')) }
    })
}
async function follow(id: string, lastEventId?: number): Promise<Event[]> {
  const answer = await place.ask(
    `GET /generations/${id}/events`,
    lastEventId === undefined ? {} : { headers: { 'last-event-id': String(lastEventId) } },
  )
  expect(answer.headers.get('content-type')).toBe('text/event-stream')
  return parse(answer.text)
}

describe('the events of a generation', () => {
  test('are sent while it runs, and end with its outcome', async () => {
    const { id } = (await place.generate({ prompt: 'x', ...SMALL, ...play({ delay_ms: 400 }) }, { prefer: 'respond-async' })).body
    const events = await follow(id)
    for (const { event, data } of events) {
      expect(GenerationEvent().parse(data)).toBeTruthy()
      expect(event).toBe(data.type)
    }
    expect(events.map(({ id: number }) => number)).toEqual(events.map((_, place) => place + 1))
    const stages = events.filter(({ event }) => event === 'state').map(({ data }) => data.stage)
    expect(stages[0]).toBe('submitting')
    expect(events.at(-1)).toMatchObject({ event: 'finished', data: { generation: { id, status: 'succeeded', images: [{ index: 0 }] } } })
  })
  test('resume after the last received one, without gap or repeat', async () => {
    const { id } = (await place.generate({ prompt: 'x', model: 'sketch-queued', ...SMALL, ...play({ polls: 3, poll_after_ms: 50 }) })).body
    const all = await follow(id)
    for (const { id: last } of all) expect(await follow(id, last)).toEqual(all.filter((event) => event.id > last))
  })
  test('nothing follows the outcome, also if the webhooks are done later', async () => {
    const own = await mintPlace()
    const read = async (id: string, last?: number) =>
      parse((await own.ask(`GET /generations/${id}/events`, last === undefined ? {} : { headers: { 'last-event-id': String(last) } })).text)
    const hook = await config(`POST /instances/${own.instanceId}/webhooks`, {
      key: own.adminKey,
      // Nothing listens on port 1, so the delivery waits for its next try until the endpoint is deleted.
      body: { url: 'http://127.0.0.1:1/hook', events: ['generation.succeeded'] },
    })
    const { id } = (await own.generate({ prompt: 'x', ...SMALL })).body
    const all = await read(id)
    expect(all.at(-1)!.event).toBe('finished')
    await config(`DELETE /webhooks/${hook.body.id}`, { key: own.adminKey, headers: { 'if-match': hook.headers.get('etag') ?? '' } })
    await expect.poll(async () => (await own.ask(`GET /generations/${id}`)).body.stage).toBe('notified')
    expect(await read(id, all.at(-1)!.id)).toEqual([])
    expect((await read(id)).map(({ id: number, event }) => [number, event])).toEqual(all.map(({ id: number, event }) => [number, event]))
  })
  test('previews are sent as pictures', async () => {
    const { id } = (await place.generate({ prompt: 'x', partial_images: 2, ...SMALL, ...play({ delay_ms: 300 }) })).body
    const partial = (await follow(id)).filter(({ event }) => event === 'partial_image')
    expect(partial.length).toBeGreaterThan(0)
    expect([...Uint8Array.fromBase64(partial[0]!.data.b64_json).subarray(1, 4)]).toEqual([0x50, 0x4e, 0x47])
  })
  test('of a failed generation', async () => {
    const { generation_id: id } = (await place.generate({ prompt: 'x', ...SMALL, ...play({ refuse: true }) })).body
    expect((await follow(id)).at(-1)).toMatchObject({ data: { generation: { status: 'failed', error: { code: 'safety_refused' } } } })
  })
  test('a key may have 100 streams; one that ends or is closed makes room', async () => {
    const { key, generate } = await mintPlace()
    const body = { prompt: 'x', ...SMALL, ...play({ delay_ms: 60_000 }) }
    const { id } = (await generate(body, { prefer: 'respond-async' })).body
    const open = () => fetchApi(`/v1/generations/${id}/events`, { headers: { authorization: `Bearer ${key}` } })
    const streams = []
    for (let count = 0; count < MOST_STREAMS_PER_KEY; count++) streams.push(await open())
    for (const { status } of streams) expect(status).toBe(200)
    const refused = await open()
    expect(refused.status).toBe(429)
    expect(refused.headers.get('retry-after')).toBe('5')
    expect(await refused.json()).toMatchObject({ code: 'concurrency_limited', limit: { scope: 'key', metric: 'concurrency', limit: 100 } })
    // The limit counts streams per key, so another key can still open one.
    expect((await place.ask(`GET /generations/${(await place.generate({ prompt: 'x', ...SMALL })).body.id}/events`)).status).toBe(200)

    await streams.pop()!.body!.cancel()
    streams.push(await open())
    expect(streams.at(-1)!.status).toBe(200)
    expect((await open()).status).toBe(429)
    await call(`POST /v1/generations/${id}/cancel`, { key })
    for (const stream of streams) await stream.text()
    const after = await open()
    expect(after.status).toBe(200)
    await after.text()
  }, 30_000)
  test('a slot whose reader vanished is free again after a minute', () => {
    let now = 0
    const clock = () => now
    const places = Array.from({ length: MOST_STREAMS_PER_KEY }, () =>
      takeStreamSlot({ keyId: 'key_vanishing', instanceId: 'of-key_vanishing' }, clock),
    )
    now = 50_000
    places[0]!.renew()
    expect(() => takeStreamSlot({ keyId: 'key_vanishing', instanceId: 'of-key_vanishing' }, clock)).toThrow('streams open')
    now = 60_001
    for (let count = 1; count < MOST_STREAMS_PER_KEY; count++)
      takeStreamSlot({ keyId: 'key_vanishing', instanceId: 'of-key_vanishing' }, clock)
    expect(() => takeStreamSlot({ keyId: 'key_vanishing', instanceId: 'of-key_vanishing' }, clock)).toThrow('streams open')
  })
  test('a released slot is not taken again by a late heartbeat', () => {
    const clock = () => 0
    const places = Array.from({ length: MOST_STREAMS_PER_KEY }, () =>
      takeStreamSlot({ keyId: 'key_leaving', instanceId: 'of-key_leaving' }, clock),
    )
    for (const place of places.slice(1)) place.leave()
    for (const place of places) place.renew()
    expect(() => takeStreamSlot({ keyId: 'key_leaving', instanceId: 'of-key_leaving' }, clock)).not.toThrow()
  })
  test('an invalid id is refused', async () => {
    const { id } = (await place.generate({ prompt: 'x', ...SMALL })).body
    expect((await place.ask(`GET /generations/${id}/events`, { headers: { 'last-event-id': 'x' } })).status).toBe(400)
  })
})
