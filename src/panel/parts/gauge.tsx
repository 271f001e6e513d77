import type { components } from '../../../generated/config/types.ts'
import { cn } from '../ui.ts'
import { count, Time } from './format.tsx'
import { money, moneyShort } from './money.ts'

type LimitGauge = components['schemas']['LimitGauge']
/** A limit as the config service or the generation service returns it. */
export type Gauged = Omit<LimitGauge, 'target_name'> & { target_name?: string | null }

/** The names of the metrics, in the order in which the form of an instance's limits offers them. */
export const METRICS: Record<Gauged['metric'], string> = {
  cost_micros: 'Budget',
  requests: 'Requests',
  images: 'Pictures',
  tokens: 'Tokens',
  concurrency: 'At the same time',
}

/** 60 → `a minute`, 2592000 → `30 days` */
export function span(seconds: number): string {
  for (const [name, length] of [
    ['day', 86_400],
    ['hour', 3_600],
    ['minute', 60],
  ] as const)
    if (seconds % length === 0)
      return seconds === length ? `${name === 'hour' ? 'an' : 'a'} ${name}` : `${count(seconds / length)} ${name}s`
  return `${count(seconds)} s`
}

export const amount = (metric: Gauged['metric'], value: number, isShort = false): string =>
  metric === 'cost_micros' ? (isShort ? moneyShort : money)(value) : count(Math.ceil(value))

/** Returns the title of a limit, for example `Budget of the day`, `Requests in a minute`, `At the same time`. */
export function gaugeTitle({ metric, window_seconds: seconds }: Pick<Gauged, 'metric' | 'window_seconds'>): string {
  if (metric === 'cost_micros') return seconds === 86_400 ? 'Budget of the day' : 'Budget of the month'
  return seconds === null ? METRICS[metric] : `${METRICS[metric]} in ${span(seconds)}`
}

/** Says whose limit it is, for example `The whole instance`, `Key Web shop`. */
export function whose({ scope, target, target_name: name }: Gauged): string {
  if (scope === 'organization') return 'The whole organization'
  if (scope === 'instance') return 'The whole instance'
  return target === null ? `Each ${scope}; none has used it` : `${scope.charAt(0).toUpperCase()}${scope.slice(1)} ${name ?? target}`
}

/** Returns the share of a limit that is used, reserved or held, from 0 to 1. For a limit on a rate, it is the share of the burst. */
export function shareGone({ used, reserved, held, remaining }: Gauged): number {
  const whole = used + reserved + held + remaining
  return whole === 0 ? 1 : (used + reserved + held) / whole
}

/**
 * Shows one limit as a bar. The bar has a part for each of four amounts: what is used, what running work has reserved, what is held for
 * generations whose cost is unknown, and what is left.
 */
export function Gauge({ gauge }: { gauge: Gauged }) {
  const { metric, used, reserved, held, remaining, limit, resets_at: resetsAt } = gauge
  const whole = Math.max(used + reserved + held + remaining, 1)
  const gone = shareGone(gauge)
  const tone = gone >= 0.95 ? 'bg-bad' : gone >= 0.75 ? 'bg-warn' : 'bg-accent-solid'
  const part = (value: number) => ({ width: `${Math.min(100, (value / whole) * 100)}%` })
  const title = gaugeTitle(gauge)
  return (
    <div className="grid grid-cols-1 gap-1.5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <span className="min-w-0 [overflow-wrap:anywhere]">
          <span className="font-medium" dir="auto">
            {title}
          </span>{' '}
          <span className="text-small text-ink-muted" dir="auto">
            {whose(gauge)}
          </span>
        </span>
        <span className="tabular text-small text-ink-muted">
          <b className="font-semibold text-ink">{amount(metric, used)}</b> of {amount(metric, limit)}
        </span>
      </div>
      <div
        role="meter"
        aria-label={`${title}, ${whose(gauge)}`}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(gone * 100)}
        aria-valuetext={`${Math.round(gone * 100)} % gone`}
        className="flex h-2 overflow-hidden rounded-full bg-well ring-1 ring-edge ring-inset"
      >
        <span className={cn('h-full', tone)} style={part(used)} />
        <span className={cn('h-full opacity-60', tone)} style={part(reserved)} />
        <span className="h-full bg-warn" style={part(held)} />
      </div>
      <p className="flex flex-wrap gap-x-3 text-micro text-ink-muted">
        <span>{amount(metric, remaining)} left</span>
        {reserved > 0 && <span>{amount(metric, reserved)} reserved by what runs</span>}
        {held > 0 && <span className="text-warn">{amount(metric, held)} held until its outcome is settled</span>}
        {resetsAt !== null && gone > 0 && (
          <span>
            renews <Time at={resetsAt} />
          </span>
        )}
      </p>
    </div>
  )
}

export function Gauges({ label, gauges }: { label: string; gauges: Gauged[] }) {
  return (
    <ul aria-label={label} className="grid grid-cols-1 gap-5">
      {gauges.map((gauge) => (
        <li key={`${gauge.scope} ${gauge.target} ${gauge.metric} ${gauge.window_seconds} ${gauge.limit}`}>
          <Gauge gauge={gauge} />
        </li>
      ))}
    </ul>
  )
}
