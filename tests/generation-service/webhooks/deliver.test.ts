import { env } from 'cloudflare:workers'
import { drizzle } from 'drizzle-orm/d1'
import { Webhook } from 'standardwebhooks'
import { describe, expect, test, vi } from 'vitest'
import { findDelivery, insertDeliveries } from '../../../src/generation-service/db/generations.ts'
import * as schema from '../../../src/generation-service/db/schema.ts'
import type { Delivery } from '../../../src/generation-service/job/state.ts'
import type { Services } from '../../../src/generation-service/services.ts'
import { deliver } from '../../../src/generation-service/webhooks/deliver.ts'
import type {
  ConfigRpc,
  OpenCredentialRequest,
  OpenCredentialResult,
  Snapshot,
  WebhookGoneRequest,
} from '../../../src/shared/config-rpc.ts'
import { newId } from '../../../src/shared/ids.ts'
import { WEBHOOK_RETRY_AFTER_MS } from '../../../src/shared/webhook-retries.ts'
import { snapshotOf } from '../../support/snapshot.ts'

const CURRENT = `whsec_${btoa('current-secret-current-s')}`
const PREVIOUS = `whsec_${btoa('previous-secret-previous')}`
const URL = 'https://hooks.example.com/in'
const GONE: OpenCredentialResult = { ok: false, code: 'credential_missing' }
const PAYLOAD = JSON.stringify({ type: 'generation.succeeded', data: { id: 'gen_1' } })

interface Received {
  at: number
  url: string
  headers: Record<string, string>
  body: string
}

async function endpoint(answers: (number | Error | Response)[], fields: Record<string, string> | null = { current: CURRENT }) {
  let now = Date.now()
  const db = drizzle(env.DATA_DB, { schema })
  const received: Received[] = []
  /**
   * The state of the fake config service: its responses about the endpoint, which a test may change between two tries of a delivery, and
   * the calls that it has received.
   */
  const present: {
    opened: OpenCredentialResult
    asked: OpenCredentialRequest[]
    gone: WebhookGoneRequest[]
    deaf: boolean
    snapshot: Snapshot | null
    ownHosts: string[]
  } = {
    ownHosts: [],
    snapshot: null,
    gone: [],
    deaf: false,
    opened: fields === null ? GONE : { ok: true, credentialId: 'c', version: 1, fields, baseUrl: URL },
    asked: [],
  }
  const services = {
    db,
    clock: () => now,
    requestUrl: null,
    environment: { VERSION: 'test' },
    rpc: {
      snapshot: async () => present.snapshot,
      openCredential: async (request) => {
        present.asked.push(request)
        return present.opened
      },
      webhookGone: async (request) => {
        present.gone.push(request)
        if (present.deaf) throw new Error('out of reach')
        present.opened = GONE
      },
    } as Partial<ConfigRpc> as ConfigRpc,
    fetch: async (url: string, init: RequestInit, options: { maxRedirects: number; ownHosts: string[] }) => {
      present.ownHosts = options.ownHosts
      expect(options.maxRedirects).toBe(0)
      received.push({ at: now, url, headers: init.headers as Record<string, string>, body: init.body as string })
      const answer = answers[Math.min(received.length, answers.length) - 1]!
      if (answer instanceof Error) throw answer
      return typeof answer === 'number' ? new Response(null, { status: answer }) : answer.clone()
    },
  } as unknown as Services
  const delivery: Delivery = {
    id: newId('dlv', () => now),
    instanceId: 'inst_1',
    requestId: 'req_1',
    generationId: 'gen_1',
    eventId: newId('evt', () => now),
    eventType: 'generation.succeeded',
    webhookId: newId('hook', () => now),
    url: URL,
    attempts: 0,
    nextAt: now,
  }
  await insertDeliveries(
    db,
    [
      {
        ...delivery,
        projectId: 'proj_1',
        generationId: 'gen_1',
        payload: PAYLOAD,
        status: 'pending',
        lastStatusCode: null,
        lastError: null,
        nextAttemptAt: now,
        createdAt: now,
        deliveredAt: null,
      },
    ].map(({ nextAt: _nextAt, requestId: _requestId, ...row }) => row),
  )
  const deliveries = [delivery]
  let saves = 0
  async function sendDue() {
    for (const due of deliveries.filter(({ nextAt }) => nextAt <= now))
      await deliver(services, due, (isOver) => {
        saves++
        if (isOver) deliveries.splice(deliveries.indexOf(due), 1)
      })
  }
  return {
    sendDue,
    received,
    present,
    delivery,
    deliveries,
    saves: () => saves,
    row: () => findDelivery(db, 'inst_1', delivery.id),
    async until(end: number) {
      for (let round = 0; round < end && deliveries.length > 0; round++) {
        now = Math.max(now, deliveries[0]!.nextAt)
        await sendDue()
      }
    },
    move: (ms: number) => (now += ms),
    services,
  }
}

describe('a webhook', () => {
  test('is signed so that the standard’s own library accepts it', async () => {
    const hook = await endpoint([204])
    await hook.until(1)
    const [{ headers, body, url }] = hook.received as [Received]
    expect(url).toBe(URL)
    expect(headers['webhook-id']).toBe(hook.delivery.eventId)
    expect(new Webhook(CURRENT).verify(body, headers)).toMatchObject({ type: 'generation.succeeded' })
    expect(() => new Webhook(PREVIOUS).verify(body, headers)).toThrow()
    expect(await hook.row()).toMatchObject({ status: 'delivered', attempts: 1, lastStatusCode: 204, nextAttemptAt: null })
  })
  test('carries both signatures while its secret is rotated', async () => {
    const hook = await endpoint([200], { current: CURRENT, previous: PREVIOUS })
    await hook.until(1)
    const [{ headers, body }] = hook.received as [Received]
    expect(new Webhook(CURRENT).verify(body, headers)).toBeTruthy()
    expect(new Webhook(PREVIOUS).verify(body, headers)).toBeTruthy()
  })
  test('is repeated under the same id with growing delays until it is accepted', async () => {
    const hook = await endpoint([500, new Error('refused'), 302, 200])
    await hook.until(20)
    expect(hook.received).toHaveLength(4)
    expect(new Set(hook.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    expect(await hook.row()).toMatchObject({ status: 'delivered', attempts: 4 })
    expect(hook.deliveries).toEqual([])
    expect(hook.saves()).toBe(4)
  })
  test('B12: a busy endpoint is called again at the time that it requests, within an hour', async () => {
    const busy = (retryAfter: string) => new Response(null, { status: 429, headers: { 'retry-after': retryAfter } })
    const hook = await endpoint([busy('7'), busy('999999'), busy('nonsense'), 200])
    await hook.until(20)
    const waits = hook.received.slice(1).map(({ at }, place) => at - hook.received[place]!.at)
    expect(waits[0]).toBe(7000)
    expect(waits[1]).toBe(3_600_000)
    expect(waits[2]).toBeLessThan(WEBHOOK_RETRY_AFTER_MS[2]! * 1.1 + 1)
  })
  test('follows its schedule to within a tenth, and is given up after days', async () => {
    const hook = await endpoint([503])
    await hook.until(100)
    expect(hook.received).toHaveLength(WEBHOOK_RETRY_AFTER_MS.length + 1)
    const waits = hook.received.slice(1).map(({ at }, place) => at - hook.received[place]!.at)
    for (const [place, wait] of WEBHOOK_RETRY_AFTER_MS.entries()) {
      expect(waits[place]).toBeGreaterThanOrEqual(wait * 0.9 - 1)
      expect(waits[place]).toBeLessThanOrEqual(wait * 1.1 + 1)
    }
    expect(await hook.row()).toMatchObject({ status: 'failed', lastStatusCode: 503, attempts: 11 })
    expect(WEBHOOK_RETRY_AFTER_MS.reduce((sum, wait) => sum + wait, 0)).toBeGreaterThan(3 * 86_400_000)
  })
  test('is not sent before it is due', async () => {
    const hook = await endpoint([500, 200])
    await hook.until(1)
    hook.move(1700)
    await hook.sendDue()
    expect(hook.received).toHaveLength(1)
    hook.move(600)
    await hook.sendDue()
    expect(hook.received).toHaveLength(2)
  })
  test('goes to the endpoint’s current URL, signed with its current secret', async () => {
    const hook = await endpoint([500, 500, 200])
    await hook.until(1)
    hook.present.opened = {
      ok: true,
      credentialId: 'c',
      version: 2,
      fields: { current: PREVIOUS },
      baseUrl: 'https://hooks.example.com/moved',
    }
    await hook.until(1)
    const { url, headers, body } = hook.received[1]!
    expect(url).toBe('https://hooks.example.com/moved')
    expect(new Webhook(PREVIOUS).verify(body, headers)).toBeTruthy()
    expect(() => new Webhook(CURRENT).verify(body, headers)).toThrow()
    expect(await hook.row()).toMatchObject({ status: 'pending', url: 'https://hooks.example.com/moved' })
    // Each try to deliver the event sends the id of the event's project to the config service, because the endpoint may have been moved to
    // another project in the meantime.
    expect(hook.present.asked.map(({ subject }) => subject)).toEqual(
      Array.from({ length: 2 }, () => ({ kind: 'webhook', webhookId: hook.delivery.webhookId, projectId: 'proj_1' })),
    )
  })
  test('ends if its endpoint is disabled, deleted or moved between two attempts', async () => {
    const hook = await endpoint([500])
    await hook.until(1)
    hook.present.opened = GONE
    await hook.until(5)
    expect(hook.received).toHaveLength(1)
    // Nothing was sent after the first attempt, so the delivery keeps that attempt's number and status.
    expect(await hook.row()).toMatchObject({ status: 'disabled', nextAttemptAt: null, attempts: 1, lastStatusCode: 500 })
  })
  test("does not go to the instance's own addresses", async () => {
    const hook = await endpoint([200])
    const instance = { deliveryBaseUrl: 'https://hooks.example.com', workerUrl: 'https://own.workers.dev' }
    hook.present.snapshot = snapshotOf({ instanceId: hook.delivery.instanceId, instance })
    await hook.until(1)
    expect(hook.present.ownHosts).toEqual(['hooks.example.com', 'own.workers.dev'])
  })
  test('410 ends it and disables the endpoint', async () => {
    const hook = await endpoint([410])
    await hook.until(5)
    expect(hook.received).toHaveLength(1)
    expect(await hook.row()).toMatchObject({ status: 'disabled', lastStatusCode: 410 })
    expect(hook.present.gone).toEqual([{ instanceId: 'inst_1', webhookId: hook.delivery.webhookId, url: URL, requestId: 'req_1' }])
    hook.deliveries.push({ ...hook.delivery, attempts: 0 })
    await hook.until(5)
    expect(hook.received).toHaveLength(1)
  })
  test('a 410 that did not reach the config service is reported again', async () => {
    const hook = await endpoint([410])
    hook.present.deaf = true
    await hook.until(2)
    expect(await hook.row()).toMatchObject({ status: 'pending', attempts: 2, lastStatusCode: 410 })
    hook.present.deaf = false
    await hook.until(5)
    expect(hook.present.gone).toHaveLength(3)
    expect(await hook.row()).toMatchObject({ status: 'disabled', attempts: 3, lastStatusCode: 410 })
  })
  test('is logged with its request and its generation', async () => {
    const lines: string[] = []
    vi.spyOn(console, 'info').mockImplementation((line: string) => void lines.push(line))
    vi.spyOn(console, 'warn').mockImplementation((line: string) => void lines.push(line))
    const hook = await endpoint([new Error('refused'), 204])
    await hook.until(2)
    vi.restoreAllMocks()
    const named = { request_id: 'req_1', generation_id: 'gen_1', webhook_id: hook.delivery.webhookId }
    expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
      { event: 'webhook_failed', ...named, attempt: 1 },
      { event: 'webhook_sent', ...named, attempt: 2, status: 204 },
    ])
  })
  test('a deleted endpoint gets nothing', async () => {
    const hook = await endpoint([200], null)
    await hook.until(5)
    expect(hook.received).toEqual([])
    expect(await hook.row()).toMatchObject({ status: 'disabled', attempts: 0 })
  })
})
