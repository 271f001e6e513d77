// Tests alerts, from their cause to their delivery to an endpoint, and the lists that show them.
import { runDurableObjectAlarm } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { Webhook } from 'standardwebhooks'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { AlertEvent } from '../../generated/config/schemas.ts'
import { noteStorage } from '../../src/config-service/alerts/note-storage.ts'
import { reportAlert } from '../../src/config-service/alerts/report.ts'
import xai from '../../docs/admin/providers/xai.json'
import { reviewPrices } from '../../src/config-service/alerts/review-prices.ts'
import { ALERTS_KEPT_MS, MOST_ALERTS } from '../../src/config-service/db/alerts.ts'
import { WEBHOOK_RETRY_AFTER_MS } from '../../src/shared/webhook-retries.ts'
import type { RaisedAlert } from '../../src/shared/alerts.ts'
import { limiterClient } from '../../src/config-service/limiter-client.ts'
import { admitRequest } from '../support/admission.ts'
import { config } from '../support/call.ts'
import { services } from '../support/config-services.ts'
import { mintInstance, mintProject, mintTenant, mintUser, mustApi, replace, type Tenant } from '../support/tenant.ts'
import { settlement } from '../rate-limiter/support/world.ts'

const NOWHERE = 'https://hooks.acme.com/alerts'
const limiter = limiterClient(services.environment)

let tenant: Tenant
beforeAll(async () => {
  tenant = await mintTenant({
    limits: [{ scope: 'project', target: null, metric: 'cost_micros', window: 'month', limit: 10_000 }],
    budget: { monthly_micros: 100_000 },
  })
})
afterEach(() => void vi.restoreAllMocks())

interface Received {
  url: string
  headers: Record<string, string>
  body: string
}
function endpoint(answer: () => Response = () => new Response(null, { status: 204 })): Received[] {
  const received: Received[] = []
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (url, init) => {
    received.push({ url: String(url), headers: Object.fromEntries(new Headers(init?.headers)), body: String(init?.body) })
    return answer()
  })
  return received
}
async function webhookOf({ instanceId, adminKey }: Tenant, events: string[], changes: object = {}) {
  return (await mustApi('POST', `/instances/${instanceId}/webhooks`, { url: NOWHERE, events, ...changes }, adminKey)).body
}
async function alertsOf({ instanceId, adminKey }: Tenant, query = '') {
  return (await mustApi('GET', `/instances/${instanceId}/alerts${query}`, undefined, adminKey)).body
}
async function send({ organizationId }: Tenant): Promise<void> {
  await runDurableObjectAlarm(env.ALERT_SENDER.getByName(organizationId))
}
async function spend({ organizationId, instanceId, projectId, projectKeyId: keyId }: Tenant, micros: number): Promise<void> {
  const checked = await limiter.check({ instanceId, projectId, keyId, scope: 'read' })
  const request = admitRequest({
    organizationId,
    instanceId,
    projectId,
    keyId,
    epoch: checked.ok ? checked.epoch : 0,
    reserveMicros: micros,
  })
  expect(await limiter.admit(request)).toMatchObject({ kind: 'admitted' })
  expect(await limiter.begin({ instanceId, generationId: request.generationId })).toMatchObject({ kind: 'begun' })
  expect(await limiter.settle({ ...settlement(request.generationId, 'settled', micros), instanceId })).toEqual({ kind: 'settled' })
}
const raised = ({ organizationId, instanceId }: Tenant, changes: Partial<RaisedAlert> = {}): RaisedAlert => ({
  act: 'raise',
  organizationId,
  instanceId,
  projectId: null,
  kind: 'limiter_overloaded',
  subject: { kind: 'instance', id: instanceId },
  once: 'one',
  values: {},
  at: Date.now(),
  endsAt: null,
  ...changes,
})

describe('a budget that reaches a threshold', () => {
  it('is sent once, signed, to the endpoints that asked for it, and is listed until it is acknowledged', async () => {
    const wanted = await webhookOf(tenant, ['alert.budget'])
    await webhookOf(tenant, ['alert.budget_exhausted', 'generation.failed'])
    await webhookOf(tenant, ['alert.budget'], { project_id: await mintProject(tenant), url: `${NOWHERE}/of-another-project` })
    const received = endpoint()
    await spend(tenant, 6000)
    await runDurableObjectAlarm(env.RATE_LIMITER.getByName(tenant.instanceId))
    await send(tenant)
    await send(tenant)
    expect(received).toHaveLength(1)
    const [{ url, headers, body }] = received as [Received]
    expect(url).toBe(NOWHERE)
    const event = AlertEvent().parse(new Webhook(wanted.secret).verify(body, headers))
    const { name } = (await mustApi('GET', `/projects/${tenant.projectId}`, undefined, tenant.adminKey)).body
    const summary = `The budget of the project "${name}" for this month has reached 50 %. 0.006 of 0.01 USD are used.`
    expect(event.data).toMatchObject({ subject: { name }, summary })
    const listed = await alertsOf(tenant)
    expect(listed).toMatchObject({
      open: 1,
      data: [
        {
          kind: 'budget',
          status: 'open',
          project_id: tenant.projectId,
          subject: { kind: 'project', id: tenant.projectId, name },
          summary,
          values: { percent: 50, limit_micros: 10_000, used_micros: 6000, window: 'month' },
          occurrences: 1,
          acknowledged_at: null,
          deliveries: { pending: 0, delivered: 1, failed: 0, disabled: 0, last_error: null },
        },
      ],
    })
    const { deliveries: _, ...shown } = listed.data[0]
    expect(event).toMatchObject({ type: 'alert.budget', timestamp: shown.since, data: shown })
    expect(headers['webhook-id']).toBe(shown.id.replace('alert_', 'evt_'))
    expect(body).not.toContain('whsec')

    // The alert of the higher threshold closes the alert of the lower one.
    await spend(tenant, 3000)
    await runDurableObjectAlarm(env.RATE_LIMITER.getByName(tenant.instanceId))
    await send(tenant)
    expect(received).toHaveLength(2)
    const open = await alertsOf(tenant, '?status=open')
    expect(open.data.map(({ values }: { values: { percent: number } }) => values.percent)).toEqual([80])
    expect((await alertsOf(tenant, '?status=closed')).data).toMatchObject([{ id: shown.id, status: 'closed' }])

    const acknowledged = await config(`POST /alerts/${open.data[0].id}/acknowledge`, { key: tenant.adminKey })
    expect(acknowledged.body).toMatchObject({ status: 'open', acknowledged_by: tenant.adminId })
    expect((await config(`POST /alerts/${open.data[0].id}/acknowledge`, { key: tenant.adminKey })).body).toEqual(acknowledged.body)
    expect(await alertsOf(tenant)).toMatchObject({ open: 0 })
    const log = await mustApi('GET', `/audit-log?target=${open.data[0].id}`, undefined, tenant.adminKey)
    expect(log.body.data).toMatchObject([{ action: 'alert.acknowledge' }])
  })

  it('closes its alerts when the budget is raised, and only those', async () => {
    const limit = (window: 'day' | 'month', amount: number) => ({
      scope: 'instance',
      target: null,
      metric: 'cost_micros',
      window,
      limit: amount,
    })
    const mine = await mintTenant({ limits: [limit('day', 1000), limit('month', 1500)] })
    await spend(mine, 900)
    await runDurableObjectAlarm(env.RATE_LIMITER.getByName(mine.instanceId))
    const open = async () => {
      const { data } = await alertsOf(mine, '?status=open')
      return data.map(({ values }: RaisedAlert) => [values.window, values.percent]).toSorted()
    }
    expect(await open()).toEqual([
      ['day', 80],
      ['month', 50],
    ])
    const path = `/instances/${mine.instanceId}/limits`
    await replace(path, { limits: [limit('day', 10_000), limit('month', 1500)] }, mine.adminKey)
    await runDurableObjectAlarm(env.RATE_LIMITER.getByName(mine.instanceId))
    expect(await open()).toEqual([['month', 50]])
  })

  it("is of the organization's budget, too, and goes to its instances that want it", async () => {
    const mine = await mintTenant({ budget: { monthly_micros: 1000 } })
    await mintInstance(mine)
    await webhookOf(mine, ['alert.budget'])
    await webhookOf(mine, ['alert.budget'], { project_id: mine.projectId })
    const received = endpoint()
    await spend(mine, 550)
    await runDurableObjectAlarm(env.RATE_LIMITER.getByName(mine.instanceId))
    await runDurableObjectAlarm(env.ORGANIZATION_BUDGET.getByName(mine.organizationId))
    await send(mine)
    expect(received).toHaveLength(1)
    const list = await mustApi('GET', `/organizations/${mine.organizationId}/alerts`, undefined, mine.adminKey)
    expect(list.body).toMatchObject({
      open: 1,
      data: [{ kind: 'budget', instance_id: null, subject: { kind: 'organization' }, values: { percent: 50 } }],
    })
    // The organization's budget also limits the spending of each instance. So an admin finds the budget's alert in the list of an instance,
    // too. Users who are no admins do not see this alert.
    expect(await alertsOf(mine)).toMatchObject({ open: 1, data: [{ id: list.body.data[0].id, instance_id: null }] })
    const openIn = async (key: string) => {
      const { organizations } = (await mustApi('GET', '/me/places', undefined, key)).body
      return organizations[0].instances.map(({ open_alerts: open }: { open_alerts: number }) => open)
    }
    expect(await openIn(mine.adminKey)).toEqual([1, 1])
    const developer = await mintUser(mine, 'developer', { instanceIds: [mine.instanceId] })
    expect(await alertsOf({ ...mine, adminKey: developer.key })).toMatchObject({ open: 0, data: [] })
    expect(await openIn(developer.key)).toEqual([0])
    expect((await config(`POST /alerts/${list.body.data[0].id}/acknowledge`, { key: developer.key })).status).toBe(403)
    expect((await config(`POST /alerts/${list.body.data[0].id}/acknowledge`, { key: mine.adminKey })).status).toBe(200)
    expect(await openIn(mine.adminKey)).toEqual([0, 0])
  })
})

describe('the settings', () => {
  it('have defaults, are replaced as a whole, and reach the limiter at once', async () => {
    const mine = await mintTenant({ limits: [{ scope: 'instance', target: null, metric: 'cost_micros', window: 'day', limit: 1000 }] })
    const path = `/instances/${mine.instanceId}/alert-settings`
    const before = await config(`GET ${path}`, { key: mine.adminKey })
    expect(before.body).toEqual({ off: [], budget_percents: [50, 80, 100], failures_in_a_row: 5, storage_percent: 80, price_age_days: 90 })
    await spend(mine, 300)
    const put = (body: object, etag = before.headers.get('etag')!) =>
      config(`PUT ${path}`, { key: mine.adminKey, headers: { 'if-match': etag }, body })
    const changed = await put({ budget_percents: [90, 25], off: ['limiter_overloaded'] })
    expect(changed.body).toMatchObject({ budget_percents: [25, 90], off: ['limiter_overloaded'], price_age_days: 90 })
    expect((await put({})).status).toBe(412)
    expect((await put({ budget_percents: [0] }, changed.headers.get('etag')!)).status).toBe(400)
    expect((await config(`GET ${path}`, { key: mine.adminKey })).body).toEqual(changed.body)
    await runDurableObjectAlarm(env.RATE_LIMITER.getByName(mine.instanceId))
    await reportAlert(services, raised(mine))
    expect((await alertsOf(mine)).data).toMatchObject([{ kind: 'budget', values: { percent: 25 } }])
  })
})

describe('an alert whose cause is over', () => {
  it('is raised again under the same name if the cause returns', async () => {
    const mine = await mintTenant()
    const budget = { window: 'day', limitMicros: 1000 } as const
    const alert = raised(mine, { kind: 'budget', values: { percent: 80, window: 'day', limit_micros: 1000 } })
    await reportAlert(services, alert)
    const { organizationId, instanceId, kind, subject } = alert
    await reportAlert(services, { act: 'end', organizationId, instanceId, kind, subject, budget, at: alert.at + 1 })
    await reportAlert(services, { ...alert, at: alert.at + 2 })
    expect((await alertsOf(mine)).data.map(({ status }: { status: string }) => status)).toEqual(['open', 'closed'])
  })

  it('keeps the time at which it ended by itself if the limiter forgets its alerts', async () => {
    const mine = await mintTenant()
    const alert = raised(mine, { endsAt: Date.now() + 1 })
    await reportAlert(services, alert)
    const { organizationId, instanceId } = alert
    await reportAlert(services, { act: 'forget', organizationId, instanceId, at: alert.at + 60_000 })
    expect((await alertsOf(mine)).data).toMatchObject([{ status: 'closed', closed_at: new Date(alert.endsAt!).toISOString() }])
  })
})

describe('alerts that a limiter forgets', () => {
  /** Raises the alert about 50 % of a budget, then that about 80 %, which closes the first. Returns both. */
  async function twoThresholds() {
    const mine = await mintTenant()
    // The list is sorted by time, so each alert has a time of its own.
    const now = Date.now()
    const reached = (percent: number, at: number) =>
      raised(mine, { kind: 'budget', once: `budget|day|${percent}`, values: { percent, window: 'day', limit_micros: 1000 }, at })
    const [half, most] = [reached(50, now), reached(80, now + 1)]
    await reportAlert(services, half)
    await reportAlert(services, most)
    const { organizationId, instanceId } = half
    return { mine, half, most, forgotten: { act: 'forget' as const, organizationId, instanceId, at: most.at + 10 } }
  }
  const percentsOf = async (mine: Tenant) =>
    (await alertsOf(mine)).data.map(({ status, values }: { status: string; values: { percent: number } }) => `${values.percent} ${status}`)

  it('are raised again by a new limiter, whose budgets count from zero, also at thresholds below the highest', async () => {
    const { mine, half, most, forgotten } = await twoThresholds()
    expect(await percentsOf(mine)).toEqual(['80 open', '50 closed'])
    // A repeat of the report changes nothing.
    for (let times = 0; times < 2; times++) await reportAlert(services, { ...forgotten, isNew: true })
    await reportAlert(services, { ...half, at: forgotten.at + 1 })
    expect(await percentsOf(mine)).toEqual(['50 open', '80 closed', '50 closed'])
    await reportAlert(services, { ...most, at: forgotten.at + 2 })
    expect(await percentsOf(mine)).toEqual(['80 open', '50 closed', '80 closed', '50 closed'])
  })

  it('are raised again at the highest threshold only, if the limiter has kept what was spent', async () => {
    const { mine, half, most, forgotten } = await twoThresholds()
    await reportAlert(services, { ...forgotten, isNew: false })
    await reportAlert(services, { ...half, at: forgotten.at + 1 })
    await reportAlert(services, { ...most, at: forgotten.at + 1 })
    expect(await percentsOf(mine)).toEqual(['80 open', '80 closed', '50 closed'])
  })
})

describe('a delivery', () => {
  it('is attempted again under the same id, and given up after the last attempt', async () => {
    const mine = await mintTenant()
    await webhookOf(mine, ['alert.limiter_overloaded'])
    const received = endpoint(() => new Response('no', { status: 500 }))
    await reportAlert(services, raised(mine))
    await reportAlert(services, raised(mine))
    const attempts = WEBHOOK_RETRY_AFTER_MS.length + 1
    for (let attempt = 0; attempt < attempts + 2; attempt++) {
      await env.CONFIG_DB.prepare('UPDATE alert_deliveries SET next_at = 0 WHERE organization_id = ?').bind(mine.organizationId).run()
      await send(mine)
    }
    expect(received).toHaveLength(attempts)
    expect(new Set(received.map(({ headers, body }) => `${headers['webhook-id']} ${body}`)).size).toBe(1)
    const { deliveries } = (await alertsOf(mine)).data[0]
    expect(deliveries).toEqual({ pending: 0, delivered: 0, failed: 1, disabled: 0, last_error: 'The endpoint answered 500.' })
  })

  it('B12: waits as long as a busy endpoint asks, within an hour', async () => {
    for (const [retryAfter, least, most] of [
      ['600', 600_000, 600_000],
      ['999999', 3_600_000, 3_600_000],
      ['nonsense', 1800, 2200],
    ] as const) {
      const mine = await mintTenant()
      await webhookOf(mine, ['alert.limiter_overloaded'])
      endpoint(() => new Response(null, { status: 429, headers: { 'retry-after': retryAfter } }))
      const from = Date.now()
      await reportAlert(services, raised(mine))
      await send(mine)
      const query = 'SELECT next_at FROM alert_deliveries WHERE organization_id = ? AND attempts = 1'
      const { next_at: at } = (await env.CONFIG_DB.prepare(query).bind(mine.organizationId).first<{ next_at: number }>())!
      expect(at - from, retryAfter).toBeGreaterThanOrEqual(least - 1)
      expect(at - from, retryAfter).toBeLessThanOrEqual(most + Date.now() - from)
    }
  })

  it('that is answered with 410 disables the endpoint, which is an alert of its own', async () => {
    const mine = await mintTenant()
    const gone = await webhookOf(mine, ['alert.limiter_overloaded'])
    const other = await webhookOf(mine, ['alert.webhook_disabled'], { url: `${NOWHERE}/other` })
    const received = endpoint(() => new Response(null, { status: received.length === 1 ? 410 : 204 }))
    await reportAlert(services, raised(mine))
    await send(mine)
    await send(mine)
    expect(received.map(({ url }) => url)).toEqual([NOWHERE, `${NOWHERE}/other`])
    expect(new Webhook(other.secret).verify(received[1]!.body, received[1]!.headers)).toMatchObject({ type: 'alert.webhook_disabled' })
    const disabled = async () => (await alertsOf(mine, '?kind=webhook_disabled')).data
    expect(await disabled()).toMatchObject([
      { status: 'open', subject: { kind: 'webhook', id: gone.id, name: null }, link: `/config/v1/webhooks/${gone.id}` },
    ])
    await mustApi('PATCH', `/webhooks/${gone.id}`, { status: 'active' }, mine.adminKey)
    expect(await disabled()).toMatchObject([{ status: 'closed' }])
  })
})

describe('storage and prices', () => {
  it('raise one alert while they are near their bound, and end it afterwards', async () => {
    const mine = await mintTenant()
    const { instanceId } = mine
    const note = (bytes: number, count = 0) =>
      noteStorage(services, { instanceId, bytes, limitBytes: 100, rows: count === 0 ? null : { count, most: 1000 } })
    await note(79)
    expect((await alertsOf(mine)).data).toEqual([])
    for (let hour = 0; hour < 3; hour++) await note(80 + hour)
    expect((await alertsOf(mine)).data).toMatchObject([
      { kind: 'storage_filling', status: 'open', values: { bytes: 80, limit_bytes: 100 } },
    ])
    await note(10)
    expect((await alertsOf(mine)).data).toMatchObject([{ status: 'closed' }])
    await note(10, 900)
    expect((await alertsOf(mine)).data).toMatchObject([{ status: 'open', values: { rows: 900, limit_rows: 1000 } }, { status: 'closed' }])
  })

  it('prices that were verified long ago are reported for connected providers alone', async () => {
    const mine = await mintTenant()
    const inDays = (days: number) => ({ ...services, clock: () => Date.now() + days * 86_400_000 })
    await reviewPrices(inDays(4000), mine.instanceId)
    expect((await alertsOf(mine)).data).toEqual([])
    await mustApi('PUT', `/instances/${mine.instanceId}/credentials/openai`, { fields: { api_key: 'sk-x' } }, mine.adminKey)
    await reviewPrices(inDays(4000), mine.instanceId)
    await reviewPrices(inDays(4001), mine.instanceId)
    const { data } = await alertsOf(mine)
    expect(data).toMatchObject([{ kind: 'prices_stale', status: 'open' }])
    expect(data[0].values.models).toBeGreaterThan(0)
    expect(data[0].values.oldest_price).toMatch(/^\d{4}-\d\d-\d\d$/)
  })

  it('the price of a custom model is reported only by the date of its own source', async () => {
    const mine = await mintTenant()
    const review = () => reviewPrices(services, mine.instanceId)
    const save = async (source: object) => {
      const provider = { ...xai, models: xai.models.map((model) => ({ ...model, ...source })) }
      await replace(`/instances/${mine.instanceId}/models`, { custom_providers: [provider] }, mine.adminKey)
      await review()
      return (await alertsOf(mine, '?status=open')).data
    }
    await save({})
    await mustApi('PUT', `/instances/${mine.instanceId}/credentials/${xai.id}`, { fields: { api_key: 'key-of-this-test' } }, mine.adminKey)
    expect(await save({})).toEqual([])
    expect(await save({ source: { url: 'https://example.com/prices', date: '2020-02-29' } })).toMatchObject([
      { kind: 'prices_stale', values: { oldest_price: '2020-02-29' } },
    ])
  })
})

it('the alerts of an instance are bounded in number and age', async () => {
  const mine = await mintTenant()
  const at = Date.now()
  const rows = Array.from({ length: MOST_ALERTS + 20 }, (_, number) => ({ id: `alert_${number}`, at: at - number }))
  await env.CONFIG_DB.prepare(
    `INSERT INTO alerts (id, organization_id, instance_id, kind, subject_kind, subject_id, once, details, created_at, last_seen_at)
     SELECT value->>'id', ?, ?, 'limiter_overloaded', 'instance', 'x', value->>'id', '{}', value->>'at', value->>'at' FROM json_each(?)`,
  )
    .bind(mine.organizationId, mine.instanceId, JSON.stringify([...rows, { id: 'alert_old', at: at - ALERTS_KEPT_MS - 1 }]))
    .run()
  await reportAlert(services, raised(mine, { at: at + 1 }))
  const left = await env.CONFIG_DB.prepare('SELECT count(*) AS count, min(created_at) AS oldest FROM alerts WHERE instance_id = ?')
    .bind(mine.instanceId)
    .first()
  expect(left).toEqual({ count: MOST_ALERTS, oldest: at - MOST_ALERTS + 2 })
})
