// Finds errors in the answers of a custom provider: by the rules of its definition, by its lists of codes, and by common codes and
// messages.
import type { Json } from '../../shared/json.ts'
import { kindOfCode, kindOfError, NAMED_KINDS } from '../error-words.ts'
import { type ErrorReading, type HttpCall, holdsError, messageIn, type ProviderHttp } from '../http.ts'
import { type FailureKind, ProviderFailure } from '../provider.ts'
import { type Answer, valuesAt, valuesIn, firstIn } from './pointer.ts'
import type { ErrorRule, ResponseDefinition } from './wire-parts.ts'
import type { ProviderDefinition } from './wire.ts'

type Errors = ProviderDefinition['error']
const MAX_SEARCHED = 2000

/** Returns the first rule that matches an answer; null if none does. */
export function ruleFor({ rules }: Errors, answer: Answer): ErrorRule | null {
  return rules.find((rule) => holds(rule, answer)) ?? null
}

function holds({ at, is, words, status }: ErrorRule, answer: Answer): boolean {
  if (status !== undefined && !status.includes(answer.status)) return false
  if (at === undefined) return true
  const found = at.flatMap((pointer) => valuesIn(answer, pointer)).filter((value) => value !== null)
  if (is === undefined && words === undefined) return found.some((value) => value !== false && value !== '' && value !== 0)
  return found.some((value) => {
    const text = textOf(value)
    return is?.includes(text) === true || words?.some((word) => text.slice(0, MAX_SEARCHED).toLowerCase().includes(word.toLowerCase()))
  })
}

export function errorIn({ error }: Pick<ProviderDefinition, 'error'>, answer: Answer): ErrorReading {
  const message = error.message === undefined ? null : firstIn(answer, error.message)
  const found = error.code === undefined ? null : firstIn(answer, error.code)
  const code = found !== null && typeof found !== 'object' ? String(found) : ''
  const rule = ruleFor(error, answer)
  const kind = rule?.kind ?? NAMED_KINDS.find((each) => error[each].includes(code)) ?? kindOfCode(code)
  const words = typeof message === 'string' && message !== '' ? message : code
  return {
    ...(kind === null ? {} : { kind }),
    ...(rule?.billed === undefined ? {} : { billed: rule.billed }),
    ...(words === '' ? {} : { message: words }),
  }
}

/** Returns the failure for an answer without pictures: the error that the answer reports, or `malformed` if it reports no error. */
export function failureWithout(
  definition: ProviderDefinition,
  answer: Answer,
  http: ProviderHttp,
  call: HttpCall,
  what: string,
): ProviderFailure {
  const { kind, message } = errorIn(definition, answer)
  const meant = kind ?? kindOfError(answer.body, message ?? messageIn(answer.body) ?? '')
  return meant !== null || holdsError(answer.body)
    ? http.failureIn(answer.body, call, answer.headers)
    : http.malformed(message === undefined ? what : `${what}; it says: ${message}`, call)
}

/**
 * The kinds of failure after which a job polls again. The failure of work that has ended must not have one of these kinds, because another
 * poll would find the same state. Such a failure gets the kind `lost` instead.
 */
const PASSING: ReadonlySet<FailureKind> = new Set(['rate_limited', 'unavailable', 'timeout', 'malformed'])

/** Returns the failure for polled work that has ended without pictures. */
export function failureOfWork(
  definition: ProviderDefinition,
  answer: Answer,
  http: ProviderHttp,
  state: string,
  id: string,
): ProviderFailure {
  const { kind, message, billed } = errorIn(definition, answer)
  const said = message ?? null
  const meant = kind ?? kindOfError(answer.body, said ?? '')
  return new ProviderFailure(
    meant === null || PASSING.has(meant) ? 'lost' : meant,
    http.scrub(`${definition.name}: ${said ?? `the work is ${state}`}`),
    { billed: billed ?? 'no', providerRequestId: id.slice(0, 200) },
  )
}

/**
 * Checks the fields beside a picture against the rules in `leave_out`. Returns null if the picture is kept. If a rule leaves the picture
 * out, returns the kind of failure that the rule names; `kind` is null if the rule names none.
 */
export function leftOut({ leave_out: rules }: ResponseDefinition, element: Json): { kind: FailureKind | null } | null {
  const rule = rules.find(({ at, is }) => valuesAt(element, at).some((value) => is.includes(textOf(value))))
  return rule === undefined ? null : { kind: rule.kind ?? null }
}

/**
 * Returns a copy of the failure. The copy states that the provider has billed `costMicros`. If this cost is null or 0, returns the failure
 * itself.
 */
export function chargedFor(failure: ProviderFailure, costMicros: number | null): ProviderFailure {
  if (costMicros === null || costMicros === 0) return failure
  const { status, retryAfterMs, providerRequestId, cause } = failure
  return new ProviderFailure(failure.kind, failure.message, { billed: 'yes', costMicros, status, retryAfterMs, providerRequestId, cause })
}

export function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
