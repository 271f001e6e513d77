// The messages for limits and budgets that refuse a request: which limit it is, and what a caller can do.
import { windowOfLength } from '../../shared/calendar-windows.ts'
import type { LimitRef } from '../../shared/config-rpc.ts'
import { exactDollars } from '../../shared/exact-dollars.ts'

type Metric = LimitRef['metric']

const PERIODS: Record<number, string> = { 1: 'a second', 60: 'a minute', 3_600: 'an hour', 86_400: 'a day' }
const NOUNS: Record<Exclude<Metric, 'cost_micros'>, [one: string, many: string]> = {
  requests: ['request', 'requests'],
  images: ['image', 'images'],
  tokens: ['token', 'tokens'],
  concurrency: ['generation at the same time', 'generations at the same time'],
}

function amountWords(metric: Metric, amount: number): string {
  if (metric === 'cost_micros') return `$${exactDollars(amount)}`
  const [one, many] = NOUNS[metric]
  return `${amount.toLocaleString('en-US')} ${amount === 1 ? one : many}`
}

function periodWords({ metric, windowSeconds }: LimitRef): string {
  if (windowSeconds === null) return ''
  if (metric === 'cost_micros') return ` a ${windowOfLength(windowSeconds)}`
  return ` ${PERIODS[windowSeconds] ?? `in ${windowSeconds} seconds`}`
}

/** For example `the budget of this project` or `the limit of the model sketch`. */
function nameOf({ scope, target, metric }: LimitRef): string {
  const kind = metric === 'cost_micros' ? 'budget' : 'limit'
  return (scope === 'provider' || scope === 'model') && target !== null
    ? `the ${kind} of the ${scope} ${target}`
    : `the ${kind} of this ${scope}`
}

const sizeOf = (limit: LimitRef): string => amountWords(limit.metric, limit.limit) + periodWords(limit)
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** For example `The limit of this key, 60 requests a minute, is used up.` */
export function usedUpWords(limit: LimitRef): string {
  return `${capital(nameOf(limit))}, ${sizeOf(limit)}, is used up.`
}

/** @param requestedMicros the maximum cost of the request; null if it is not known yet. */
export function budgetWords(budget: LimitRef, remainingMicros: number, requestedMicros: number | null, availableAt: number): string {
  const at = new Date(availableAt).toISOString()
  return (
    `${capital(nameOf(budget))} is ${sizeOf(budget)}. ${reasonWords(remainingMicros, requestedMicros)} ` +
    `The budget starts anew on ${at.slice(0, 10)} at ${at.slice(11, 16)} UTC. ${raisers(budget)} can raise it before that.`
  )
}

/** Who may raise the limit: only an admin may change the budget of an organization. */
const raisers = ({ scope }: LimitRef): string =>
  scope === 'organization' ? 'An admin of the organization' : 'An admin or a developer of the instance'

function reasonWords(remainingMicros: number, requestedMicros: number | null): string {
  // A request that costs nothing is refused only if more than the budget is used. This happens if the budget was lowered, or if a provider
  // billed more than was reserved. A budget that is exactly used up still admits such a request.
  if (requestedMicros === 0)
    return 'More than that is already spent or set aside, so every request is refused, even one that costs nothing.'
  const left = `${amountWords('cost_micros', remainingMicros)} of it is left`
  return requestedMicros === null ? `${left}.` : `${left}, and this request can cost ${amountWords('cost_micros', requestedMicros)}.`
}

/** @param requested the amount that the request would take; null if it is not known. */
export function tooLargeWords(limit: LimitRef, requested: number | null = null): string {
  const { metric } = limit
  const verb = metric === 'cost_micros' ? 'can cost' : 'takes'
  const size = requested === null ? 'is larger than' : `${verb} ${amountWords(metric, requested)}, more than`
  return `This request ${size} ${nameOf(limit)}, ${sizeOf(limit)}. Waiting does not help.`
}
