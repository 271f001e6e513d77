// Tests the metrics: their text against the rules of OpenMetrics, their numbers, and who may read them. Also tests that the alert rules and
// the dashboard use only existing metrics, and that the page about monitoring describes every metric.
import { runDurableObjectAlarm } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import rules from '../../docs/deployment/monitoring/alert-rules.yml?raw'
import dashboard from '../../docs/deployment/monitoring/grafana-dashboard.json?raw'
import page from '../../docs/admin/monitoring.md?raw'
import { writeLogs } from '../../src/config-service/db/logs.ts'
import { writeUsage } from '../../src/config-service/db/usage.ts'
import { reportAlert } from '../../src/config-service/alerts/report.ts'
import { limiterClient } from '../../src/config-service/limiter-client.ts'
import { OpenMetrics } from '../../src/config-service/metrics/open-metrics.ts'
import type { NumberedUsage } from '../../src/rate-limiter/policy.ts'
import { admitRequest } from '../support/admission.ts'
import { config } from '../support/call.ts'
import { services } from '../support/config-services.ts'
import { mintTenant, mintUser, mustApi, type Tenant } from '../support/tenant.ts'

const MOST_SERIES = 2500
const HOSTILE = 'a "quoted" \\ model\nof two lines'

interface Family {
  type: string
  samples: { name: string; labels: Record<string, string>; value: number }[]
}
const SUFFIXES: Record<string, string[]> = { gauge: [''], counter: ['_total', '_created'], gaugehistogram: ['_bucket', '_gcount', '_gsum'] }

/** Reads OpenMetrics text. Throws if a rule of the specification is broken. */
function read(text: string): Map<string, Family> {
  const families = new Map<string, Family>()
  const seen = new Set<string>()
  const lines = text.split('\n')
  if (lines.at(-1) !== '' || lines.at(-2) !== '# EOF') throw new Error('does not end with # EOF and a line break')
  let current: [string, Family] | null = null
  for (const line of lines.slice(0, -2)) {
    const meta = /^# (HELP|TYPE) ([a-z_:][a-z0-9_:]*) (.+)$/.exec(line)
    if (meta !== null) {
      const [, word, name, rest] = meta as unknown as [string, string, string, string]
      if (word === 'TYPE') {
        if (families.get(name)?.type) throw new Error(`${name} occurs twice`)
        const family = { type: rest, samples: [] }
        if (SUFFIXES[rest] === undefined) throw new Error(`${name}: unknown type ${rest}`)
        families.set(name, family)
        current = [name, family]
      }
      continue
    }
    const sample = /^([a-z_:][a-z0-9_:]*)(?:\{(.*)\})? (-?[0-9.]+(?:e[+-]?[0-9]+)?)$/.exec(line)
    if (sample === null || current === null) throw new Error(`not a line of OpenMetrics: ${line}`)
    const [, name, inside = '', value] = sample as unknown as [string, string, string | undefined, string]
    const [family, { type, samples }] = current
    if (!SUFFIXES[type]!.some((suffix) => name === family + suffix)) throw new Error(`${name} is not of ${family}`)
    const labels: Record<string, string> = {}
    const rest = inside.replaceAll(/([a-z_][a-z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"(,|$)/g, (_, label: string, quoted: string) => {
      if (label in labels) throw new Error(`${line}: ${label} occurs twice`)
      labels[label] = quoted.replaceAll(/\\(.)/g, (__, character: string) => (character === 'n' ? '\n' : character))
      return ''
    })
    if (rest !== '') throw new Error(`labels of ${line}`)
    const series = `${name}${JSON.stringify(Object.entries(labels).toSorted())}`
    if (seen.has(series)) throw new Error(`${series} occurs twice`)
    seen.add(series)
    samples.push({ name, labels, value: Number(value) })
  }
  for (const [name, { type, samples }] of families) {
    if (type === 'counter' && samples.some(({ value }) => value < 0)) throw new Error(`${name} is negative`)
    if (type !== 'gaugehistogram') continue
    const buckets = samples.filter((sample) => sample.name === `${name}_bucket`)
    for (const { labels, value } of samples.filter((sample) => sample.name === `${name}_gcount`)) {
      const own = buckets.filter((bucket) => Object.entries(labels).every(([label, text]) => bucket.labels[label] === text))
      const bounds = own.map((bucket) => Number(bucket.labels['le']!.replace('+Inf', 'Infinity')))
      const rising = (numbers: number[]) => numbers.every((number, index) => index === 0 || number >= numbers[index - 1]!)
      if (!rising(bounds) || !rising(own.map((bucket) => bucket.value))) throw new Error(`${name}: its buckets do not rise`)
      if (bounds.at(-1) !== Infinity || own.at(-1)!.value !== value) throw new Error(`${name}: its last bucket is not all`)
    }
  }
  return families
}

let tenant: Tenant
let key: string
let families: Map<string, Family>
let text: string
beforeAll(async () => {
  tenant = await mintTenant({ limits: [{ scope: 'project', target: null, metric: 'cost_micros', window: 'month', limit: 1_000_000 }] })
  const reader = await mintUser(tenant, 'viewer', { instanceIds: [tenant.instanceId] })
  key = (
    await mustApi('POST', '/keys', { kind: 'user', user_id: reader.userId, name: 'Prometheus', scopes: ['metrics:read'] }, tenant.adminKey)
  ).body.secret
  const { organizationId, instanceId, projectId, projectKeyId: keyId } = tenant
  const ids = { organizationId, instanceId, projectId, keyId }
  const at = Date.now()
  const event = (number: number, changes: Partial<NumberedUsage>): NumberedUsage => ({
    ...ids,
    eventId: `event-${number}`,
    number: number + 1,
    generationId: `gen_${number}`,
    provider: 'sketch',
    model: 'sketch-priced',
    operation: 'generate',
    outcome: 'settled',
    succeeded: true,
    errorCode: null,
    requests: 1,
    images: 2,
    tokens: 0,
    costMicros: 500,
    heldMicros: 0,
    at,
    ...changes,
  })
  await writeUsage(services.db, [
    event(1, {}),
    event(2, {}),
    event(3, { succeeded: false, images: 0, costMicros: 0 }),
    event(4, { model: HOSTILE }),
    // Adds one event for each of 200 more models. The metrics show only the most used models, and the sum of the others. Also adds an event
    // of two days ago, which must not count for today.
    ...Array.from({ length: 200 }, (_, number) => event(100 + number, { model: `model-${number}` })),
    event(5, { at: at - 2 * 86_400_000, costMicros: 1_000_000 }),
  ])
  const entry = {
    ...ids,
    method: 'POST',
    path: '/v1/generate',
    operationId: 'generate',
    generationId: null,
    requestId: 'req_x',
    model: null,
    costMicros: null,
  }
  const request = (status: number, errorCode: string | null, durationMs: number, provider: string | null = null, when = at) => ({
    ...entry,
    status,
    errorCode,
    durationMs,
    provider,
    providerMs: provider === null ? null : durationMs - 10,
    at: when,
  })
  await writeLogs(services.db, [
    request(200, null, 90, 'sketch'),
    request(200, null, 900, 'sketch'),
    request(429, 'rate_limited', 3),
    request(429, 'budget_exceeded', 3),
    request(503, 'overloaded', 3),
    request(503, 'provider_unavailable', 60, 'sketch'),
    request(504, 'provider_timeout', 60, 'sketch'),
    request(200, null, 500_000, 'sketch'),
    request(200, null, 5, null, at - 600_000),
  ] as Parameters<typeof writeLogs>[1])
  const subject = { kind: 'instance' as const, id: instanceId }
  await reportAlert(services, {
    act: 'raise',
    organizationId,
    instanceId,
    projectId: null,
    kind: 'storage_filling',
    subject,
    once: 'x',
    values: {},
    at,
    endsAt: null,
  })
  const known = { act: 'raise' as const, organizationId, instanceId, projectId: null, subject, values: {}, at, endsAt: null }
  await reportAlert(services, { ...known, kind: 'prices_stale', once: 'acknowledged' })
  const { data } = (await config(`GET /instances/${instanceId}/alerts`, { key: tenant.adminKey })).body
  const { id } = data.find(({ kind }: { kind: string }) => kind === 'prices_stale')
  expect((await config(`POST /alerts/${id}/acknowledge`, { key: tenant.adminKey })).status).toBe(200)
  await runDurableObjectAlarm(env.ALERT_SENDER.getByName(organizationId))
  // Starts a generation and reports that its provider has refused the credential. The connection then rests: jobs prefer other connections
  // for a while.
  const limiter = limiterClient(services.environment)
  const checked = await limiter.check({ ...ids, scope: 'read' })
  const running = admitRequest({ ...ids, epoch: checked.ok ? checked.epoch : 0, reserveMicros: 100 })
  expect(await limiter.admit(running)).toMatchObject({ kind: 'admitted' })
  const rest = { connection: 'main', version: 1, reason: 'bad_credential' as const, retryAfterMs: null, detail: 'Wrong key' }
  await limiter.rest({ instanceId, generationId: running.generationId, ...rest })
  const answer = await config(`GET /instances/${instanceId}/metrics`, { key })
  expect(answer.status, answer.text).toBe(200)
  expect(answer.headers.get('content-type')).toContain('application/openmetrics-text')
  text = answer.text
  families = read(text)
}, 120_000)

const value = (name: string, labels: Record<string, string> = {}) =>
  families
    .get(name.replace(/_(total|created|bucket|gcount|gsum)$/, ''))!
    .samples.find((sample) => sample.name === name && Object.entries(labels).every(([label, text]) => sample.labels[label] === text))?.value

describe('the metrics of an instance', () => {
  it('count what was since midnight, by model and outcome', () => {
    const model = 'sketch-priced'
    expect(value('cma_generations_total', { model, outcome: 'succeeded' })).toBe(2)
    expect(value('cma_generations_total', { model, outcome: 'failed' })).toBe(1)
    expect(value('cma_images_total', { model })).toBe(4)
    expect(value('cma_cost_micros_total', { model })).toBe(1000)
    const midnight = Math.floor(Date.now() / 86_400_000) * 86_400
    expect(value('cma_cost_micros_created', { model })).toBe(midnight)
    const shown = families.get('cma_cost_micros')!.samples.filter(({ name }) => name === 'cma_cost_micros_total')
    expect(shown).toHaveLength(151)
    expect(shown.reduce((sum, sample) => sum + sample.value, 0)).toBe(500 * 203)
    expect(value('cma_cost_micros_total', { model: 'other' })).toBeGreaterThan(0)
  })

  it('describe the requests of the last five minutes', () => {
    expect(value('cma_requests_recent', { operation: 'generate', status: '200' })).toBe(3)
    expect(value('cma_requests_recent', { operation: 'generate', status: '429' })).toBe(2)
    expect(value('cma_requests_recent', { operation: 'generate', status: '503', cause: 'provider' })).toBe(1)
    expect(value('cma_requests_recent', { operation: 'generate', status: '504', cause: 'provider' })).toBe(1)
    const ofPlatform = families.get('cma_requests_recent')!.samples.filter(({ labels }) => labels.status === '503' && !('cause' in labels))
    expect(ofPlatform).toMatchObject([{ value: 1 }])
    expect(value('cma_limiter_refusals_recent', { code: 'budget_exceeded' })).toBe(1)
    expect(value('cma_limiter_refusals_recent', { code: 'overloaded' })).toBe(1)
    expect(value('cma_limiter_refusals_recent', { code: 'concurrency_limited' })).toBe(0)
    expect(value('cma_request_duration_seconds_bucket', { operation: 'generate', le: '0.1' })).toBe(6)
    expect(value('cma_request_duration_seconds_bucket', { operation: 'generate', le: '1.0' })).toBe(7)
    expect(value('cma_request_duration_seconds_gcount', { operation: 'generate' })).toBe(8)
    expect(value('cma_provider_duration_seconds_gcount', { provider: 'sketch' })).toBe(5)
  })

  it('show what the limiter and the alerts hold', () => {
    expect(value('cma_jobs_active')).toBe(1)
    expect(value('cma_connection_resting', { connection: 'main', reason: 'bad_credential' })).toBe(1)
    expect(value('cma_jobs_indeterminate')).toBe(0)
    expect(value('cma_budget_limit_micros', { scope: 'project' })).toBe(1_000_000)
    expect(value('cma_alerts_open', { kind: 'storage_filling' })).toBe(1)
    expect(value('cma_alerts_open', { kind: 'budget' })).toBe(0)
    expect(value('cma_alerts_open', { kind: 'prices_stale' }), 'it is acknowledged').toBe(0)
    expect(value('cma_alert_deliveries', { status: 'pending' })).toBe(0)
  })

  it('are bounded, and hold no secret and no name of a person', () => {
    expect([...families.values()].reduce((sum, { samples }) => sum + samples.length, 0)).toBeLessThan(MOST_SERIES)
    for (const secret of [key, tenant.adminKey, tenant.projectKey, 'cma_live_', '@example.com']) expect(text).not.toContain(secret)
  })

  it('are read with the scope metrics:read alone, which allows nothing else', async () => {
    expect((await config(`GET /instances/${tenant.instanceId}/metrics`, { key: tenant.adminKey })).body.code).toBe('insufficient_scope')
    expect((await config(`GET /instances/${tenant.instanceId}`, { key })).body.code).toBe('insufficient_scope')
    const elsewhere = await mintTenant()
    expect((await config(`GET /instances/${elsewhere.instanceId}/metrics`, { key })).status).toBe(404)
  })
})

it('any label is written so that it is read again', () => {
  const metrics = new OpenMetrics()
  metrics.gauge('cma_x', 'Help with "quotes" \\ and\ntwo lines.', [{ labels: { model: HOSTILE }, value: 1.5e-7 }])
  expect(read(metrics.text()).get('cma_x')!.samples).toEqual([{ name: 'cma_x', labels: { model: HOSTILE }, value: 1.5e-7 }])
})

describe('the files for Grafana and Prometheus', () => {
  const expressions = [
    ...(JSON.parse(dashboard) as { panels: { targets: { expr: string }[] }[] }).panels.flatMap(({ targets }) =>
      targets.map(({ expr }) => expr),
    ),
    ...[...rules.matchAll(/^ +expr: (.+)$/gm)].map(([, expr]) => expr!),
  ]

  it('use only metrics and labels that exist', () => {
    expect(expressions.length).toBeGreaterThan(20)
    const names = new Set([...families.entries()].flatMap(([name, { type }]) => SUFFIXES[type]!.map((suffix) => name + suffix)))
    const labels = new Set([...families.values()].flatMap(({ samples }) => samples.flatMap((sample) => Object.keys(sample.labels))))
    for (const expression of expressions) {
      for (const [name] of expression.matchAll(/\bcma_[a-z_]+(?=\{)/g)) expect(names, `${name} in ${expression}`).toContain(name)
      for (const [, by] of expression.matchAll(/\bby \(([^)]*)\)/g))
        for (const label of by!.split(/, */)) if (label !== 'cma_instance') expect(labels, `${label} in ${expression}`).toContain(label)
    }
  })

  it('and every metric is described on the page about monitoring', () => {
    for (const [name, { type }] of families) expect(page).toContain(`\`${name}${type === 'counter' ? '_total' : ''}`)
  })
})
