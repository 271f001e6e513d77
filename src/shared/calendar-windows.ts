/** The calendar windows of budgets, in UTC. */
export type CalendarWindow = 'day' | 'month'
export const CALENDAR_WINDOWS = ['day', 'month'] as const satisfies CalendarWindow[]

const DAY_MS = 86_400_000
const DAY_SECONDS = DAY_MS / 1000

/** Returns the first millisecond of the calendar day or month that contains `atMs`. */
export function windowStart(window: CalendarWindow, atMs: number): number {
  if (window === 'day') return Math.floor(atMs / DAY_MS) * DAY_MS
  const date = new Date(atMs)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1)
}

/** Returns the first millisecond after the calendar day or month that contains `atMs`. */
export function windowEnd(window: CalendarWindow, atMs: number): number {
  if (window === 'day') return windowStart('day', atMs) + DAY_MS
  const date = new Date(atMs)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1)
}

/** Returns which of the two calendar windows has this length. Months differ in length, so every length except a day's means a month. */
export function windowOfLength(seconds: number): CalendarWindow {
  return seconds === DAY_SECONDS ? 'day' : 'month'
}

/** Returns the length in seconds of the calendar window (a day or a month) that contains `atMs`; months have different lengths. */
export function windowSeconds(window: CalendarWindow, atMs: number): number {
  return (windowEnd(window, atMs) - windowStart(window, atMs)) / 1000
}
