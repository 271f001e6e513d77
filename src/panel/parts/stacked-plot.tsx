// The only file that imports uPlot. Import it with `const StackedPlot = lazy(() => import('../parts/stacked-plot.tsx'))`, so that uPlot is
// loaded only when a plot is shown.
import { useEffect, useRef, useState } from 'react'
import UPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { utcTime } from './format.tsx'
import { AXIS_SPACE, AXIS_STEPS } from './axis-steps.ts'

export interface PlotSeries {
  name: string
  /** One value for each of `times`; null if there is no value at that time. Only a plot with `asLines` can show such a gap. */
  values: (number | null)[]
}

interface StackedPlotProps {
  label: string
  /** When each bucket starts, in Unix seconds. The times are shown in UTC. */
  times: number[]
  /** The first series is at the bottom. There may be at most six. */
  series: PlotSeries[]
  format: (value: number) => string
  /** Formats the labels of the axis: without rounding, because a rounded label would belong to another height. */
  axisFormat: (value: number) => string
  /** Draws each series as a line of its own, for values whose sum means nothing. */
  asLines?: boolean
}

const HEIGHT = 280
const DAY_SECONDS = 86_400
const dark = window.matchMedia('(prefers-color-scheme: dark)')

export default function StackedPlot({ label, times, series, format, axisFormat, asLines = false }: StackedPlotProps) {
  const box = useRef<HTMLDivElement>(null)
  const [mode, setMode] = useState(dark.matches)
  const [at, setAt] = useState<number | null>(null)
  useEffect(() => {
    const onChange = () => setMode(dark.matches)
    dark.addEventListener('change', onChange)
    return () => dark.removeEventListener('change', onChange)
  }, [])
  useEffect(() => {
    const host = box.current
    if (host === null) return
    const colour = colourOf(host)
    // uPlot has no stacked plots, so each series is drawn as the sum of itself and those below it. The highest sum is drawn first, so that
    // the lower sums lie over it.
    const sums = asLines
      ? series.map(({ values }) => values)
      : series.map((_, index) =>
          times.map((_, time) => series.slice(0, index + 1).reduce((sum, { values }) => sum + (values[time] ?? 0), 0)),
        )
    const bucket = (times[1] ?? 0) - (times[0] ?? 0)
    const bars = UPlot.paths.bars!({ size: [0.75, 48], radius: 0.15 })
    const axis = {
      stroke: colour('--color-ink-muted'),
      grid: { stroke: colour('--color-edge'), width: 1 },
      ticks: { show: false },
      font: '12px Inter Variable, sans-serif',
    }
    const plot = new UPlot(
      {
        width: host.clientWidth,
        height: HEIGHT,
        tzDate: (seconds) => UPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC'),
        legend: { show: false },
        cursor: { y: false, points: { show: false }, drag: { x: false, y: false } },
        // The axis is half a bucket longer on each side, so that the first and the last bar are shown whole.
        scales: {
          x: { range: (_plot, first, last) => [first - bucket / 2, last + bucket / 2] },
          y: { range: (_plot, _low, high) => [0, high > 0 ? high * 1.1 : 1] },
        },
        axes: [
          { ...axis, grid: { show: false }, space: 60, values: (_plot, splits) => splits.map(axisLabel) },
          { ...axis, size: 72, incrs: AXIS_STEPS, space: AXIS_SPACE, values: (_plot, splits) => splits.map(axisFormat) },
        ],
        series: [
          {},
          ...sums
            .map((_, index) => ({ name: series[index]!.name, colour: colour(`--color-series-${index + 1}`) }))
            .map(({ name, colour }) =>
              asLines
                ? { label: name, stroke: colour, width: 2, points: { show: true, size: 5, fill: colour } }
                : { label: name, paths: bars, fill: colour, width: 0, points: { show: false } },
            )
            .toReversed(),
        ],
        hooks: { setCursor: [(plot) => setAt(plot.cursor.idx ?? null)] },
      },
      [times, ...sums.toReversed()],
      host,
    )
    const observer = new ResizeObserver(() => plot.setSize({ width: host.clientWidth, height: HEIGHT }))
    observer.observe(host)
    return () => {
      observer.disconnect()
      plot.destroy()
    }
  }, [times, series, axisFormat, asLines, mode])
  return (
    <figure className="m-0">
      <div ref={box} role="img" aria-label={label} className="w-full overflow-hidden" />
      <figcaption className="mt-2 flex min-h-5 flex-wrap gap-x-4 gap-y-1 text-small text-ink-muted">
        {series.map(({ name, values }, index) => (
          <span key={name} className="inline-flex min-w-0 items-center gap-1.5">
            <span aria-hidden className="size-2.5 shrink-0 rounded-sm" style={{ background: `var(--color-series-${index + 1})` }} />
            <span className="max-w-60 truncate" dir="auto">
              {name}
            </span>
            {at !== null && values[at] != null && <b className="tabular font-semibold text-ink">{format(values[at])}</b>}
          </span>
        ))}
        {at !== null && times[at] !== undefined && <span className="ms-auto tabular">{utcTime(times[at] * 1000)}</span>}
      </figcaption>
    </figure>
  )
}

const axisDay = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })

/**
 * Returns a label of the time axis. If the labels are a day or more apart, each shows the day. Otherwise each shows the hour, and the first
 * label and the label at midnight also show the day below the hour.
 */
function axisLabel(seconds: number, index: number, all: number[]): string {
  const day = axisDay.format(seconds * 1000)
  if ((all[1] ?? 0) - (all[0] ?? 0) >= DAY_SECONDS) return day
  const hour = new Date(seconds * 1000).toISOString().slice(11, 16)
  return index === 0 || hour === '00:00' ? `${hour}\n${day}` : hour
}

/**
 * Returns a function that returns the colour of a CSS variable, because a canvas does not support CSS variables. Each colour is read from
 * a new element. If one element were reused, a change of its colour could be a transition, and the previous colour would be read.
 */
function colourOf(host: HTMLElement): (name: string) => string {
  return (name) => {
    const probe = document.createElement('span')
    probe.style.color = `var(${name})`
    host.append(probe)
    const resolved = getComputedStyle(probe).color
    probe.remove()
    return resolved
  }
}
