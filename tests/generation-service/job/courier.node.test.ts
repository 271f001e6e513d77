// Tests that the courier sends few webhooks at a time. `deliver` is a fake that sends nothing: each delivery ends when the test ends it.
import { beforeEach, expect, test, vi } from 'vitest'
import { Courier } from '../../../src/generation-service/job/courier.ts'
import { JobRows, type RowStorage } from '../../../src/generation-service/job/rows.ts'
import type { Delivery } from '../../../src/generation-service/job/state.ts'
import type { Services } from '../../../src/generation-service/services.ts'
import { deliver, giveUp } from '../../../src/generation-service/webhooks/deliver.ts'

vi.mock('../../../src/generation-service/webhooks/deliver.ts', () => ({
  deliver: vi.fn<typeof deliver>(),
  giveUp: vi.fn<() => Promise<void>>(),
}))

const rows = () => {
  const stored = new Map<string, unknown>()
  const kv = {
    get: (key: string) => stored.get(key),
    put: (key: string, value: unknown) => void stored.set(key, value),
    delete: (key: string) => stored.delete(key),
    list: ({ prefix }: { prefix: string }) => [...stored].filter(([key]) => key.startsWith(prefix)),
  }
  return new JobRows(kv as unknown as RowStorage, undefined)
}
const webhook = (id: string, webhookId: string, nextAt: number): Delivery => ({
  id,
  instanceId: 'inst_1',
  eventId: `evt_${id}`,
  eventType: 'generation.succeeded',
  webhookId,
  url: 'https://example.com',
  attempts: 0,
  nextAt,
})

/** The deliveries under way, each with the function that ends it. */
const underWay = new Map<string, (isOver: boolean) => void>()
beforeEach(() => {
  underWay.clear()
  vi.mocked(giveUp).mockClear()
  vi.mocked(deliver).mockImplementation(async (_, delivery, note) => {
    const isOver = await new Promise<boolean>((resolve) => underWay.set(delivery.id, resolve))
    underWay.delete(delivery.id)
    if (!isOver) delivery.nextAt += 1000
    note(isOver)
  })
})
const end = async (id: string, isOver: boolean) => {
  underWay.get(id)!(isOver)
  await expect.poll(() => underWay.has(id)).toBe(false)
}

test('two webhooks are sent at a time; one that comes meanwhile need not wait for all that wait for a failing endpoint', async () => {
  const told: string[] = []
  const courier = new Courier({ clock: () => 100 } as Services, rows(), new Map(), (id) => told.push(id))
  for (const number of [1, 2, 3, 4]) courier.take(`gen_${number}`, [webhook(`bad-${number}`, 'bad', number)])
  const run = courier.run()
  await expect.poll(() => [...underWay.keys()]).toEqual(['bad-1', 'bad-2'])
  await end('bad-1', false)
  // The endpoint has failed, so it gets one webhook at a time.
  expect([...underWay.keys()]).toEqual(['bad-2'])
  courier.take('gen_5', [webhook('good-5', 'good', 50)])
  await end('bad-2', false)
  await expect.poll(() => [...underWay.keys()]).toEqual(['bad-3', 'good-5'])
  await end('good-5', true)
  await end('bad-3', false)
  await expect.poll(() => [...underWay.keys()]).toEqual(['bad-4'])
  await end('bad-4', false)
  await run
  expect(told).toEqual(['gen_5'])
  expect(courier.due()).toBe(1001)
})

test('an endpoint that accepts slowly does not delay the webhooks of another one behind all of its own', async () => {
  const courier = new Courier({ clock: () => 100 } as Services, rows(), new Map(), () => {})
  for (const number of [1, 2, 3, 4]) courier.take(`gen_${number}`, [webhook(`slow-${number}`, 'slow', number)])
  const run = courier.run()
  await expect.poll(() => [...underWay.keys()]).toEqual(['slow-1', 'slow-2'])
  courier.take('gen_5', [webhook('other-5', 'other', 50)])
  await end('slow-1', true)
  await expect.poll(() => [...underWay.keys()]).toEqual(['slow-2', 'other-5'])
  await end('slow-2', true)
  await expect.poll(() => [...underWay.keys()]).toEqual(['other-5', 'slow-3'])
  for (const id of ['other-5', 'slow-3', 'slow-4']) {
    await expect.poll(() => underWay.has(id)).toBe(true)
    await end(id, true)
  }
  await run
  expect(courier.isEmpty).toBe(true)
})

test('if too many webhooks wait, those of the endpoint with the most are given up, and no other’s', () => {
  const courier = new Courier({ clock: () => 0 } as Services, rows(), new Map(), () => {})
  courier.take('gen_other', [webhook('other', 'other', 1)])
  courier.take('gen_both', [webhook('both-flood', 'flood', 1), webhook('both-other', 'other', 1)])
  for (let number = 0; number < 10_000; number++) courier.take(`gen_${number}`, [webhook(`flood-${number}`, 'flood', 1)])
  const givenUp = vi.mocked(giveUp).mock.calls.map(([, { id }]) => id)
  expect(givenUp).toEqual(['both-flood', 'flood-0', 'flood-1'])
})
