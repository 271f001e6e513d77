// Formats amounts, times, sizes and durations in the same way everywhere. For times:
// - in a list, `<Time at={iso} />` shows how long ago the time was, with the exact time as the tooltip. If times matter in the list, the
//   description of its page ends with `timesNote`, which names the time zone;
// - in details, `<Time at={iso} full />` shows the exact time in the browser's zone;
// - `utcTime(iso)` shows the periods that the API counts in UTC, and `day(date)` shows dates without a time.
import { money, moneyShort } from './money.ts'
import { useTicking } from './ticking.ts'

export function Money({ micros, short: isShort = false }: { micros: number; short?: boolean }) {
  return (
    <span className="tabular whitespace-nowrap" title={money(micros)}>
      {isShort ? moneyShort(micros) : money(micros)}
    </span>
  )
}

/** The browser's time zone, to be shown next to times, for example `Europe/Berlin`. */
export const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone
/** For the description of a page, for example `Times are in Europe/Berlin.` */
export const timesNote = `Times are in ${timeZone}.`
const full = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium', timeZone, hourCycle: 'h23' })
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' })
/**
 * The units, each with its length in seconds and the smallest count that is shown in this unit. Less than two days, months or years are
 * shown in the next smaller unit, because `tomorrow`, `next month` or `next year` could be wrong. For example, a time 35 hours from now is
 * `in 35 hr.`: if it is 14:00 now, that time is not tomorrow but on the day after tomorrow.
 */
const STEPS: [unit: Intl.RelativeTimeFormatUnit, length: number, from: number][] = [
  ['year', 31_536_000, 2],
  ['month', 2_592_000, 2],
  ['day', 86_400, 2],
  ['hour', 3_600, 1],
  ['minute', 60, 1],
]

/** For example `27 Nov 2026, 14:03:11 Europe/Berlin`. */
export const fullTime = (iso: string): string => `${full.format(new Date(iso))} ${timeZone}`

const dates = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' })
const minutes = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: 'UTC', hourCycle: 'h23' })

/** Shows a date without a time: `2026-11-27` as `27 Nov 2026`. */
export const day = (date: string | number): string => dates.format(new Date(date))
/** For example `27 Nov 2026, 14:00 UTC`. */
export const utcTime = (at: string | number): string => `${day(at)}, ${utcClock(at)}`
/** For example `14:00 UTC`. It does not show the day, so use it only if users know the day already. */
export const utcClock = (at: string | number): string => `${minutes.format(new Date(at))} UTC`
function ago(iso: string): string {
  const seconds = (Date.parse(iso) - Date.now()) / 1000
  const [unit, length] = STEPS.find(([, length, from]) => Math.abs(seconds) >= length * from) ?? ['second', 1]
  return Math.abs(seconds) < 10 ? 'just now' : relative.format(Math.round(seconds / length), unit)
}

/** Shows `5 min. ago` or, with `full`, date and time. The tooltip shows the exact time with its zone. */
export function Time({ at, full: isFull = false }: { at: string; full?: boolean }) {
  return (
    <time dateTime={at} title={fullTime(at)} className="whitespace-nowrap">
      {isFull ? fullTime(at) : <Ago at={at} />}
    </time>
  )
}

function Ago({ at }: { at: string }) {
  useTicking()
  return ago(at)
}

/** 1536 → `1.5 kB`; 1 kB is 1000 bytes. */
export function bytes(count: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  const power = count < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(count) / 3))
  return `${(count / 1000 ** power).toLocaleString('en-US', { maximumFractionDigits: power === 0 ? 0 : 1 })} ${units[power]}`
}

/** 4307.8 → `4.3 s`; 87 → `87 ms` */
export function duration(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`
  if (ms < 60_000) return `${(ms / 1_000).toLocaleString('en-US', { maximumFractionDigits: 1 })} s`
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1_000)} s`
}

/** 12500 → `12,500` */
export const count = (value: number): string => value.toLocaleString('en-US')

/** `1 request`, `2 requests` */
export const counted = (value: number, one: string, many = `${one}s`): string => `${count(value)} ${value === 1 ? one : many}`

/** `remove_background` → `Remove background` */
export const words = (id: string): string => (id.charAt(0).toUpperCase() + id.slice(1)).replaceAll('_', ' ')

/** Returns an object with the name of each thing under its id. Select fields take their options in this form. */
export const namesById = (things: { id: string; name: string }[]): Record<string, string> =>
  Object.fromEntries(things.map(({ id, name }) => [id, name]))
