import { FIRST_TIME, LAST_TIME } from '../../shared/calendar.ts'
import { AppError } from '../../shared/errors.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const WIDTH_MS = { hour: HOUR_MS, day: DAY_MS }
/** The default duration and the maximum duration of a series, by the size of its buckets. */
const DEFAULT_MS = { hour: DAY_MS, day: 30 * DAY_MS }
const LONGEST_MS = { hour: 31 * DAY_MS, day: 366 * DAY_MS }

/**
 * Returns the period of a series in whole buckets: `from` inclusive, `to` exclusive. The last bucket of the year 9999 is left out, because
 * it ends in the year 10000, which the contract cannot express. Throws `invalid_request` if the period is empty or too long.
 */
export function usageRange(
  query: { from?: string | undefined; to?: string | undefined; bucket: 'hour' | 'day' },
  now: number,
): { from: number; to: number } {
  const width = WIDTH_MS[query.bucket]
  const end = query.to === undefined ? now : Date.parse(query.to)
  const to = Math.min(Math.ceil(end / width), Math.floor(LAST_TIME / width)) * width
  const start = query.from === undefined ? Math.max(end - DEFAULT_MS[query.bucket], FIRST_TIME) : Date.parse(query.from)
  const from = Math.floor(start / width) * width
  if (from >= to) throw wrong('/query/from', 'must be before `to`')
  if (to - from > LONGEST_MS[query.bucket] + width)
    throw wrong('/query/from', `at most ${LONGEST_MS[query.bucket] / DAY_MS} days by the ${query.bucket}`)
  return { from, to }
}

function wrong(pointer: string, message: string): AppError {
  return new AppError('invalid_request', { errors: [{ pointer, message }] })
}
