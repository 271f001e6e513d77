// The metrics of one instance. They are computed from data that the database and the limiter store for other purposes; nothing is stored
// for the metrics alone. The number of series is bounded, because the constants below limit how many models, budgets and so on are shown.
import type { RunningCounts } from '../../rate-limiter/host.ts'
import { windowOfLength, windowStart } from '../../shared/calendar-windows.ts'
import { ALERT_KINDS } from '../../shared/alerts.ts'
import type { ConnectionRest, LimitState } from '../../shared/config-rpc.ts'
import { countAlerts, countRequests, type Latency, type ModelSums, readLatencies, readModelSums, type RequestCount } from '../db/metrics.ts'
import { limiterClient } from '../limiter-client.ts'
import type { Services } from '../services.ts'
import { type HistogramSample, OpenMetrics, type Sample } from './open-metrics.ts'

/** How far back the metrics about recent requests go. */
const RECENT_MS = 300_000
const RECENT = `the last ${RECENT_MS / 60_000} minutes`
/** The maximum number of models that are counted one by one: the most used. All other models are counted together, as `other`. */
const MOST_MODELS = 150
const MOST_REQUEST_KINDS = 300
const MOST_HISTOGRAMS = 20
const MOST_BUDGETS = 100
const MOST_CONNECTIONS = 50
const BOUNDS_MS = [50, 100, 250, 500, 1000, 2500, 5000, 10_000, 20_000, 40_000, 80_000, 160_000]
/** The error codes with which the limiter refuses a request. */
const REFUSALS = ['rate_limited', 'concurrency_limited', 'budget_exceeded', 'request_exceeds_limit', 'overloaded']
const DELIVERY_STATES = ['pending', 'delivered', 'failed', 'disabled']

export async function metricsOf({ db, clock, environment }: Services, instanceId: string): Promise<string> {
  const now = clock()
  const [dayStart, from] = [windowStart('day', now), now - RECENT_MS]
  const limiter = limiterClient(environment)
  const latencies = { instanceId, from, boundsMs: BOUNDS_MS, most: MOST_HISTOGRAMS }
  const [models, requests, byOperation, byProvider, alerts, running, limits, rests] = await Promise.all([
    readModelSums(db, instanceId, dayStart),
    countRequests(db, instanceId, from, MOST_REQUEST_KINDS),
    readLatencies(db, { ...latencies, of: 'operation' }),
    readLatencies(db, { ...latencies, of: 'provider' }),
    countAlerts(db, instanceId, now),
    limiter.counts(instanceId),
    limiter.limits({ instanceId, projectId: null, keyId: null }),
    limiter.rests(instanceId),
  ])
  const text = new OpenMetrics()
  addToday(text, models, dayStart / 1000)
  addRecent(text, { requests, byOperation, byProvider })
  addPresent(text, { alerts, running, limits, rests: rests.filter(({ until }) => until > now) })
  text.gauge('cma_day_start_seconds', 'When the counters of today began, in Unix seconds.', [{ value: dayStart / 1000 }])
  return text.text()
}

/** Adds the counters of the present day, in UTC. */
function addToday(text: OpenMetrics, models: ModelSums[], created: number): void {
  const sums = withOther(models)
  const byModel = (value: (row: ModelSums) => number): Sample[] =>
    sums.map((row) => ({ labels: { provider: row.provider, model: row.model }, value: value(row) }))
  text.counter(
    'cma_generations',
    'Generations that have ended since 00:00 UTC.',
    sums.flatMap(({ provider, model, succeeded, failed }) => [
      { labels: { provider, model, outcome: 'succeeded' }, value: succeeded },
      { labels: { provider, model, outcome: 'failed' }, value: failed },
    ]),
    created,
  )
  text.counter(
    'cma_images',
    'Pictures made since 00:00 UTC.',
    byModel((row) => row.images),
    created,
  )
  text.counter(
    'cma_cost_micros',
    'Cost in micro-USD since 00:00 UTC.',
    byModel((row) => row.costMicros),
    created,
  )
}

interface Recent {
  requests: RequestCount[]
  byOperation: Latency[]
  byProvider: Latency[]
}

/** Adds the metrics of the last 5 minutes, which are computed from the request log. */
function addRecent(text: OpenMetrics, { requests, byOperation, byProvider }: Recent): void {
  const perKind = new Map<string, Sample>()
  for (const { operation, status, code, count } of requests) {
    // A provider that fails is no fault of the platform. By the label `cause`, the alert rule `CmaErrors` (docs/deployment/monitoring)
    // leaves out requests that failed because of a provider.
    const labels = { operation, status: String(status), ...(code?.startsWith('provider_') ? { cause: 'provider' } : {}) }
    const known = perKind.get(JSON.stringify(labels))
    perKind.set(JSON.stringify(labels), { labels, value: (known?.value ?? 0) + count })
  }
  text.gauge('cma_requests_recent', `Requests of ${RECENT}.`, [...perKind.values()])
  text.gauge(
    'cma_limiter_refusals_recent',
    `Requests of ${RECENT} that a limit, a budget or the limiter itself refused.`,
    REFUSALS.map((code) => ({ labels: { code }, value: sum(requests.filter((row) => row.code === code).map(({ count }) => count)) })),
  )
  const bounds = BOUNDS_MS.map((ms) => ms / 1000)
  text.gaugeHistogram(
    'cma_request_duration_seconds',
    `How long the requests of ${RECENT} took.`,
    bounds,
    byOperation.map((row) => histogramOf('operation', row)),
  )
  text.gaugeHistogram(
    'cma_provider_duration_seconds',
    `How long the calls of providers took in the requests of ${RECENT}.`,
    bounds,
    byProvider.map((row) => histogramOf('provider', row)),
  )
}

interface Present {
  alerts: { open: Map<string, number>; deliveries: Map<string, number> }
  running: RunningCounts
  limits: LimitState[]
  rests: ConnectionRest[]
}

/** Adds the present state of the alerts and the limiter. */
function addPresent(text: OpenMetrics, { alerts, running, limits, rests }: Present): void {
  text.gauge('cma_jobs_active', 'Generations that are admitted or run.', [{ value: running.reserved + running.begun }])
  text.gauge('cma_jobs_indeterminate', 'Generations whose cost is unknown until somebody resolves them.', [{ value: running.held }])
  text.gauge('cma_held_micros', 'What these may have cost, in micro-USD.', [{ value: running.heldMicros }])

  const budgets = fullestBudgets(limits)
  const ofBudgets = (value: (budget: LimitState) => number): Sample[] =>
    budgets.map((budget) => ({
      labels: { scope: budget.scope, target: budget.target ?? '', window: windowOfLength(budget.windowSeconds!) },
      value: value(budget),
    }))
  text.gauge(
    'cma_budget_limit_micros',
    'Budgets in micro-USD.',
    ofBudgets(({ limit }) => limit),
  )
  text.gauge(
    'cma_budget_used_micros',
    'What is spent and held of each budget, in micro-USD.',
    ofBudgets(({ used, held }) => used + held),
  )

  text.gauge(
    'cma_connection_resting',
    'Connections that are not used for a while because the provider refused a call.',
    rests.slice(0, MOST_CONNECTIONS).map(({ connection, reason }) => ({ labels: { connection, reason }, value: 1 })),
  )
  text.gauge(
    'cma_alerts_open',
    'Open alerts that nobody has acknowledged.',
    ALERT_KINDS.map((kind) => ({ labels: { kind }, value: alerts.open.get(kind) ?? 0 })),
  )
  text.gauge(
    'cma_alert_deliveries',
    'Deliveries of alerts to webhooks, of the alerts that are kept.',
    DELIVERY_STATES.map((status) => ({ labels: { status }, value: alerts.deliveries.get(status) ?? 0 })),
  )
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

/** Returns the most used models, and one row with the sum of all other models. */
function withOther(models: ModelSums[]): ModelSums[] {
  const rest = models.slice(MOST_MODELS)
  if (rest.length === 0) return models
  const total = (value: (row: ModelSums) => number) => sum(rest.map(value))
  const other: ModelSums = {
    provider: 'other',
    model: 'other',
    succeeded: total((row) => row.succeeded),
    failed: total((row) => row.failed),
    images: total((row) => row.images),
    costMicros: total((row) => row.costMicros),
  }
  return [...models.slice(0, MOST_MODELS), other]
}

function histogramOf(label: 'operation' | 'provider', { name, counts, count, sumMs }: Latency): HistogramSample {
  return { labels: { [label]: name }, counts, count, sum: sumMs / 1000 }
}

/**
 * Returns the fullest budgets, the fullest first: those with the largest used share. A target can have two budgets for the same period: its
 * own, and one that applies to each target of a scope. Then only the fuller one is returned.
 */
export function fullestBudgets(limits: readonly LimitState[]): LimitState[] {
  const share = ({ used, held, limit }: LimitState) => (used + held) / Math.max(1, limit)
  const fullestFirst = limits.filter(({ metric }) => metric === 'cost_micros').toSorted((one, other) => share(other) - share(one))
  const byThing = new Map<string, LimitState>()
  for (const budget of fullestFirst) {
    const thing = `${budget.scope}|${budget.target}|${windowOfLength(budget.windowSeconds!)}`
    if (!byThing.has(thing)) byThing.set(thing, budget)
  }
  return [...byThing.values()].slice(0, MOST_BUDGETS)
}
