import { ChartBarIcon, DownloadSimpleIcon } from '@phosphor-icons/react'
import { lazy, Suspense, useMemo, useState } from 'react'
import type { components } from '../../../generated/config/types.ts'
import { config } from '../api/config.ts'
import { me } from '../api/session-state.ts'
import { FilterSelect, Filters } from '../parts/filters.tsx'
import { count, duration, namesById, timeZone, utcTime } from '../parts/format.tsx'
import { money, moneyShort } from '../parts/money.ts'
import { EmptyState, Loading, QueryView } from '../parts/notes.tsx'
import { Card, Page } from '../parts/page.tsx'
import { PageLink } from '../parts/page-link.tsx'
import { shortId } from '../parts/known-id.tsx'
import { saveFile } from '../parts/save-file.ts'
import { COUNTS_NOTE, sayShare, Stat, Stats } from '../parts/stat.tsx'
import type { PlotSeries } from '../parts/stacked-plot.tsx'
import { useUrlState } from '../parts/url-state.ts'
import { useInstance } from '../places.tsx'
import { Button } from '../ui.ts'
import { useAllKeyNames } from './generations/key-names.ts'

const StackedPlot = lazy(() => import('../parts/stacked-plot.tsx'))

type InstanceUsage = components['schemas']['InstanceUsage']
type UsagePoint = components['schemas']['UsagePoint']
type Group = 'project' | 'key' | 'model' | 'provider' | 'connection'
type Metric = 'cost' | 'images' | 'requests' | 'failed' | 'latency'

interface MetricShown {
  title: string
  of: (point: UsagePoint) => number
  /** If set, the metric is a mean: the sum of the results of `of`, divided by the sum of the results of `over`. */
  over?: (point: UsagePoint) => number
  format: (value: number) => string
  /** How the axis of the plot shows a value; default: `format`. */
  axisFormat?: (value: number) => string
  /** The text that is shown if every value is zero. */
  nothing: string
}
const METRICS: Record<Metric, MetricShown> = {
  cost: {
    title: 'Cost',
    of: (point) => point.cost_micros,
    format: moneyShort,
    axisFormat: money,
    nothing: 'What was used in this time was free.',
  },
  images: { title: 'Pictures', of: (point) => point.images, format: count, nothing: 'No pictures in this time.' },
  requests: { title: 'Generations', of: (point) => point.requests, format: count, nothing: 'No generations in this time.' },
  failed: { title: 'Failed generations', of: (point) => point.failed, format: count, nothing: 'No failed generations in this time.' },
  latency: {
    title: 'Mean latency',
    of: (point) => tookMs(point),
    over: (point) => point.latency?.generations ?? 0,
    format: duration,
    nothing: 'No generation of this time has a known duration.',
  },
}
const tookMs = ({ latency }: Pick<UsagePoint, 'latency'>): number => (latency === null ? 0 : latency.mean_ms * latency.generations)

const GROUPS: Record<Group, { title: string; id: (point: UsagePoint) => string | null; filter: string | null }> = {
  model: { title: 'By model', id: (point) => point.model, filter: 'model' },
  provider: { title: 'By provider', id: (point) => point.provider, filter: 'provider' },
  // The rows of the other tables are links to the page of generations. That page has no filter by connection, so these rows are no links.
  connection: { title: 'By connection', id: (point) => point.connection, filter: null },
  project: { title: 'By project', id: (point) => point.project_id, filter: 'of' },
  key: { title: 'By key', id: (point) => point.key_id, filter: 'key_id' },
}
const HOUR = 3_600_000
const SPANS = { day: 24, week: 7 * 24, month: 30 * 24, quarter: 90 * 24, year: 365 * 24 }
const SPAN_TITLES = { day: '24 hours', week: '7 days', quarter: '90 days', year: '365 days' }
const MOST_SERIES = 6

const chosen = <Name extends string>(names: Record<Name, unknown>, value: string | undefined, other: NoInfer<Name>): Name =>
  value !== undefined && Object.hasOwn(names, value) ? (value as Name) : other

export default function UsagePage() {
  const instance = useInstance()
  const [url] = useUrlState()
  const [openedAt] = useState(Date.now)
  const metric = chosen(METRICS, url['metric'], 'cost')
  const group = chosen(GROUPS, url['by'], 'model')
  const span = chosen(SPANS, url['span'], 'month')
  // A span of 24 hours is split by hour, and a span of more than 30 days by day. For 7 and 30 days the user can choose.
  const hasChoice = span === 'week' || span === 'month'
  const bucket = span === 'day' || (url['bucket'] === 'hour' && hasChoice) ? 'hour' : 'day'
  // The period ends at the end of the hour or day in which the page was opened, so that each rendering uses the same query.
  const width = bucket === 'hour' ? HOUR : 24 * HOUR
  const to = Math.ceil(openedAt / width) * width
  const query = config.useQuery('get', '/instances/{instance_id}/usage', {
    params: {
      path: { instance_id: instance.id },
      query: {
        bucket,
        group_by: [group],
        from: new Date(to - SPANS[span] * HOUR).toISOString(),
        to: new Date(to).toISOString(),
        ...(url['of'] === undefined ? {} : { project_id: url['of'] }),
      },
    },
  })
  return (
    <Page title="Usage" description="What this instance has made and spent. Hours and days begin in UTC, as budgets do.">
      <Filters names={['metric', 'by', 'span', 'bucket', 'of']}>
        <FilterSelect
          name="metric"
          label="Show"
          all="Cost"
          options={{ images: 'Pictures', requests: 'Generations', failed: 'Failed generations', latency: 'Latency' }}
        />
        <FilterSelect
          name="by"
          label="Split"
          all="By model"
          options={{ provider: 'By provider', connection: 'By connection', project: 'By project', key: 'By key' }}
        />
        <FilterSelect name="span" label="Span" all="Last 30 days" options={mapped(SPAN_TITLES, (title) => `Last ${title}`)} />
        {hasChoice && <FilterSelect name="bucket" label="Steps" all="By day" options={{ hour: 'By hour' }} />}
        <FilterSelect name="of" label="Project" options={namesById(instance.projects)} />
      </Filters>
      <QueryView query={query} loading={<Loading className="h-96" />}>
        {(usage) => {
          const Shown = group === 'key' ? ReportByKey : Report
          return <Shown usage={usage} metric={metric} group={group} span={span} />
        }}
      </QueryView>
    </Page>
  )
}

const mapped = <Name extends string>(values: Record<Name, string>, change: (value: string) => string) =>
  Object.fromEntries(Object.entries<string>(values).map(([name, value]) => [name, change(value)]))

interface Sums {
  id: string
  name: string
  cost_micros: number
  held_micros: number
  images: number
  requests: number
  failed: number
  timed: number
  took_ms: number
  longest_ms: number
}

interface ReportProps {
  usage: InstanceUsage
  metric: Metric
  group: Group
  span: string
}

/**
 * Like `Report`, with the names of people's keys. The usage has only the names of projects' keys, because not everybody may know people:
 * the panel adds the names that its user may see, and says of the other keys that they are people's or deleted.
 */
function ReportByKey({ usage, ...props }: ReportProps) {
  const mayKnow = useAllKeyNames()
  const { key_id: own } = me()
  const names = Object.fromEntries(
    usage.data.flatMap(({ key_id: id }) =>
      id === null
        ? []
        : [[id, id === own ? 'You' : (usage.names[id] ?? mayKnow[id] ?? `A key of a person, or deleted: ${shortId(id)}`)] as const],
    ),
  )
  return <Report usage={{ ...usage, names }} {...props} />
}

function Report({ usage, metric, group, span }: ReportProps) {
  const { totals } = usage
  const rows = useMemo(() => sumsOf(usage, group), [usage, group])
  const plot = useMemo(() => plotOf(usage, group, metric), [usage, group, metric])
  if (totals.requests === 0) {
    return (
      <EmptyState icon={ChartBarIcon} title="Nothing was used in this time" action={<PageLink page="playground">Make a picture</PageLink>}>
        Every generation is counted here some seconds after it has ended.
      </EmptyState>
    )
  }
  const since = { day: 'day', week: 'week', month: 'month' }[span]
  const log = (search: Record<string, string>) => ({ tab: 'requests', of: 'all', ...(since === undefined ? {} : { since }), ...search })
  return (
    <div className="grid grid-cols-1 gap-5">
      <Stats>
        <Stat
          label="Cost"
          value={moneyShort(totals.cost_micros)}
          note={totals.held_micros > 0 ? `${moneyShort(totals.held_micros)} held until it is settled` : 'US dollars'}
        />
        <Stat label="Pictures" value={count(totals.images)} />
        <Stat label="Generations" value={count(totals.requests)} />
        <Stat label="Failed generations" value={count(totals.failed)} note={sayShare(totals.failed, totals.requests)} />
        <Stat
          label="Mean latency"
          value={usage.latency === null ? '–' : duration(usage.latency.mean_ms)}
          note={usage.latency === null ? 'No known durations' : `${duration(usage.latency.longest_ms)} at most`}
        />
      </Stats>
      <Card title={`${METRICS[metric].title} ${usage.bucket === 'hour' ? 'by hour' : 'by day'}, UTC`} actions={<Csv usage={usage} />}>
        {metric === 'latency' && (
          <p className="mb-3 text-small text-ink-muted">
            From a request to its stored pictures, for generations that succeeded. The time includes waiting for the provider.
          </p>
        )}
        {plot.series.every(({ values }) => values.every((value) => value === 0 || value === null)) ? (
          <p className="text-ink-muted">
            {metric === 'latency' && group === 'connection' ? 'Durations are not counted by connection.' : METRICS[metric].nothing}
          </p>
        ) : (
          <Suspense fallback={<Loading className="h-72" />}>
            <StackedPlot
              label={`${METRICS[metric].title} over time; the table below has the same sums`}
              times={plot.times}
              series={plot.series}
              format={METRICS[metric].format}
              axisFormat={METRICS[metric].axisFormat ?? METRICS[metric].format}
              asLines={METRICS[metric].over !== undefined}
            />
          </Suspense>
        )}
      </Card>
      <SumsTable rows={rows} group={group} log={log} />
      <p className="text-small text-ink-muted">
        {COUNTS_NOTE}{' '}
        <PageLink page="generations" search={log({ outcome: 'failed' })} className="text-accent-link underline">
          Show the failed requests
        </PageLink>
        .
      </p>
      <p className="text-small text-ink-muted">
        From {utcTime(usage.from)} to {utcTime(usage.to)}.{timeZone === 'UTC' ? '' : ` Your own zone is ${timeZone}.`}
      </p>
    </div>
  )
}

function SumsTable({ rows, group, log }: { rows: Sums[]; group: Group; log: (search: Record<string, string>) => Record<string, string> }) {
  const { filter } = GROUPS[group]
  return (
    <div className="overflow-x-auto rounded-card border border-edge bg-surface shadow-card" tabIndex={0} role="region" aria-label="Sums">
      <table aria-label={`Usage ${GROUPS[group].title.toLowerCase()}`} className="w-full border-collapse text-left">
        <thead>
          <tr className="border-b border-edge bg-well/60 text-small text-ink-muted">
            {[GROUPS[group].title.slice(3), 'Cost', 'Pictures', 'Generations', 'Failed', 'Mean latency', 'Longest'].map((title, index) => (
              <th
                key={title}
                scope="col"
                className={index === 0 ? 'px-4 py-2 font-medium capitalize' : 'px-4 py-2 text-right font-medium whitespace-nowrap'}
              >
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} className="border-b border-edge last:border-0 hover:bg-hover/60">
              <th scope="row" className="max-w-64 min-w-32 px-4 py-2.5 font-medium">
                {filter === null ? (
                  <span dir="auto" className="block truncate">
                    {row.name}
                  </span>
                ) : (
                  <PageLink page="generations" search={log({ [filter]: row.id })} className="text-accent-link block truncate">
                    <span dir="auto">{row.name}</span>
                  </PageLink>
                )}
              </th>
              <td className="tabular px-4 py-2.5 text-right">{moneyShort(row.cost_micros)}</td>
              <td className="tabular px-4 py-2.5 text-right">{count(row.images)}</td>
              <td className="tabular px-4 py-2.5 text-right">{count(row.requests)}</td>
              <td className="tabular px-4 py-2.5 text-right">{count(row.failed)}</td>
              <td className="tabular px-4 py-2.5 text-right whitespace-nowrap">
                {row.timed === 0 ? '–' : duration(row.took_ms / row.timed)}
              </td>
              <td className="tabular px-4 py-2.5 text-right whitespace-nowrap">{row.timed === 0 ? '–' : duration(row.longest_ms)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const NOTHING = { cost_micros: 0, held_micros: 0, images: 0, requests: 0, failed: 0, timed: 0, took_ms: 0, longest_ms: 0 }

function sumsOf({ data, names }: InstanceUsage, group: Group): Sums[] {
  const rows = new Map<string, Sums>()
  for (const point of data) {
    const id = GROUPS[group].id(point) ?? ''
    const row = rows.get(id) ?? { ...NOTHING, id, name: names[id] ?? id }
    row.timed += point.latency?.generations ?? 0
    row.took_ms += tookMs(point)
    row.longest_ms = Math.max(row.longest_ms, point.latency?.longest_ms ?? 0)
    for (const name of ['cost_micros', 'held_micros', 'images', 'requests', 'failed'] as const) row[name] += point[name]
    rows.set(id, row)
  }
  return [...rows.values()].sort((one, other) => other.cost_micros - one.cost_micros || other.requests - one.requests)
}

/** Returns the start of each hour or day, and at most `MOST_SERIES` series: the largest ones, and one for all others together. */
function plotOf({ data, names, from, to, bucket }: InstanceUsage, group: Group, metric: Metric): { times: number[]; series: PlotSeries[] } {
  const width = bucket === 'hour' ? HOUR : 24 * HOUR
  const start = Date.parse(from)
  const length = Math.round((Date.parse(to) - start) / width)
  const { of, over } = METRICS[metric]
  const byId = new Map<string, { sums: number[]; counts: number[] }>()
  const zeros = () => Array.from({ length }, () => 0)
  for (const point of data) {
    const id = GROUPS[group].id(point) ?? ''
    const entry = byId.get(id) ?? { sums: zeros(), counts: zeros() }
    const index = Math.floor((Date.parse(point.bucket_start) - start) / width)
    if (index >= 0 && index < length) {
      entry.sums[index]! += of(point)
      entry.counts[index]! += over?.(point) ?? 1
    }
    byId.set(id, entry)
  }
  const total = (values: number[]) => values.reduce((sum, value) => sum + value, 0)
  const all = [...byId].sort(([, one], [, other]) => total(other.sums) - total(one.sums))
  const shown = all.length > MOST_SERIES ? all.slice(0, MOST_SERIES - 1) : all
  const rest = all.slice(shown.length).map(([, entry]) => entry)
  const valuesOf = (entries: { sums: number[]; counts: number[] }[]) =>
    Array.from({ length }, (_, index) => {
      const sum = total(entries.map(({ sums }) => sums[index]!))
      const counted = total(entries.map(({ counts }) => counts[index]!))
      return over === undefined ? sum : counted === 0 ? null : sum / counted
    })
  const series = shown.map(([id, entry]) => ({ name: names[id] ?? id, values: valuesOf([entry]) }))
  if (rest.length > 0) series.push({ name: `${rest.length} others`, values: valuesOf(rest) })
  return { times: Array.from({ length }, (_, index) => (start + index * width) / 1000), series }
}

function Csv({ usage }: { usage: InstanceUsage }) {
  const save = () => {
    const columns = [
      'bucket_start',
      'project_id',
      'key_id',
      'model',
      'provider',
      'connection',
      'requests',
      'succeeded',
      'failed',
      'images',
      'tokens',
      'cost_micros',
      'held_micros',
    ] as const
    const lines = usage.data.map((point) =>
      [
        ...columns.map((name) => point[name]),
        point.latency?.generations ?? null,
        point.latency?.mean_ms ?? null,
        point.latency?.longest_ms ?? null,
        names(point),
      ]
        .map(quoted)
        .join(','),
    )
    saveFile(
      `usage-${usage.from.slice(0, 10)}-${usage.to.slice(0, 10)}.csv`,
      'text/csv',
      [[...columns, 'timed_generations', 'mean_ms', 'longest_ms', 'name'].join(','), ...lines].join('\r\n'),
    )
  }
  const names = (point: UsagePoint) => usage.names[point.project_id ?? point.key_id ?? ''] ?? ''
  return (
    <Button size="sm" icon={DownloadSimpleIcon} onClick={save}>
      CSV
    </Button>
  )
}

/** Returns a value as CSV. A text that begins like a formula gets a `'` before it, so that a spreadsheet does not run it. */
function quoted(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
