import type { Context } from 'hono'
import type { z, ZodError } from 'zod'
import { PROBLEMS } from '../../generated/problems.ts'
import type { components } from '../../generated/config/types.ts'
import '../shared/fault-words.ts'
import { AppError, ERRORS, type ErrorDetails, type FieldError } from '../shared/errors.ts'
import { faultSentence } from '../shared/fault-sentence.ts'
import { pointerStep } from '../shared/json.ts'
import { errorFields, log } from '../shared/log.ts'
import { isPassing } from '../shared/passing-failure.ts'
import { fieldsAt } from './fields-at.ts'

export type Problem = components['schemas']['Problem']

const PARTS: Record<string, string> = { params: 'path', headers: 'header' }

/** Makes a JSON Pointer into the request: the part (`body`, `query`, `path`, `header`), then the path to the value. */
export function pointer(part: string, path: readonly PropertyKey[]): string {
  return `/${[PARTS[part] ?? part, ...path].map(pointerStep).join('/')}`
}

/**
 * Converts zod's issues to field errors. For a union, reports the issues of the branch that fits best. If several branches fit equally
 * well, one field error lists the issues of all of these.
 * @param schema the schema that the value does not match. With it, the error of an unknown field names the fields that there are.
 */
export function fieldErrors(part: string, error: ZodError, schema?: z.ZodType): FieldError[] {
  return faults(error.issues, schema).map(({ path, message }) => {
    const at = pointer(part, path)
    return {
      pointer: at,
      message: message === REQUIRED && at === '/header/if-match' ? `${REQUIRED}: the ETag of what you have read` : message,
    }
  })
}

const REQUIRED = 'is required'

interface Fault {
  path: PropertyKey[]
  message: string
}

/** Returns the message about an unknown field of the object at `path`. */
function unknownField(path: readonly PropertyKey[], schema: z.ZodType | undefined): string {
  const fields = schema === undefined ? null : fieldsAt(schema, path)
  return fields === null ? 'There is no such field.' : `There is no such field. There are: ${fields.join(', ')}.`
}

function faults(issues: readonly z.core.$ZodIssue[], schema?: z.ZodType): Fault[] {
  const isFormat = (issue: z.core.$ZodIssue, format: string) => issue.code === 'invalid_format' && issue.format === format
  const noAddresses = new Set(issues.filter((issue) => isFormat(issue, 'email')).map(({ path }) => path.join('/')))
  return issues.flatMap((issue) => {
    // A text that is not an e-mail address also fails the pattern for addresses. That second fault tells people nothing new, so it is left
    // out.
    if (isFormat(issue, 'regex') && noAddresses.has(issue.path.join('/'))) return []
    switch (issue.code) {
      case 'unrecognized_keys': {
        // All unknown fields share one text, because a body may have hundreds of thousands of them.
        const message = unknownField(issue.path, schema)
        return issue.keys.map((key) => ({ path: [...issue.path, key], message }))
      }
      case 'invalid_type':
        return [{ path: issue.path, message: issue.message.endsWith('received undefined') ? REQUIRED : issue.message }]
      case 'invalid_union':
        return unionFaults(issue)
      default:
        return [{ path: issue.path, message: issue.message }]
    }
  })
}

function unionFaults({ path, message, errors }: z.core.$ZodIssueInvalidUnion): Fault[] {
  // Each schema of the union has a branch: the list of the faults that it finds in the value. A fault with an empty path means that the
  // schema is for another type, for example for a text, while the value is an object. The caller cannot have meant this schema, so its
  // branch is left out.
  const branches = errors
    .map((each) => faults(each))
    .filter((branch) => branch.length > 0 && branch.every((fault) => fault.path.length > 0))
  const fieldsOf = (branch: Fault[]) => new Set(branch.map((fault) => fault.path[0])).size
  const fewest = Math.min(...branches.map(fieldsOf))
  const nearest = branches.filter((branch) => fieldsOf(branch) === fewest)
  if (nearest.length === 0) return [{ path, message }]
  if (nearest.length === 1) return nearest[0]!.map((fault) => ({ path: [...path, ...fault.path], message: fault.message }))
  const forms = nearest.map((branch) => branch.map((fault) => `${fault.path.join('.')} ${fault.message}`).join(', '))
  return [{ path, message: `does not match any of the allowed forms: ${forms.join('; or ')}` }]
}

/**
 * Returns the cause of an error and how to fix it. This is the error's own `detail` or, if it has none, a sentence about its field errors.
 * An error with neither gets the general text for its code.
 */
export function detailOf({ code, details }: AppError): string {
  const { why, action } = PROBLEMS[code]
  return details.detail ?? faultSentence(details.errors ?? []) ?? `${why} ${action}`
}

export function problemOf(error: AppError, requestId: string): Problem {
  const [status, title] = ERRORS[error.code]
  const { errors, generationId, retryAfterMs, limit } = error.details
  const detail = detailOf(error)
  const first = errors?.[0]
  return {
    type: `/problems/${error.code}`,
    title,
    status,
    code: error.code,
    detail,
    request_id: requestId,
    ...(errors === undefined ? {} : { errors }),
    ...(generationId === undefined ? {} : { generation_id: generationId }),
    ...(retryAfterMs === undefined ? {} : { retry_after_ms: Math.max(0, Math.ceil(retryAfterMs)) }),
    ...(limit === undefined ? {} : { limit }),
    error: {
      message: first === undefined || detail.includes(first.message) ? detail : `${detail} (${first.pointer}: ${first.message})`,
      type: openAiType(status),
      param: first?.pointer.split('/').slice(2).join('.') || null,
      code: error.code,
    },
  }
}

function openAiType(status: number): string {
  if (status === 401) return 'authentication_error'
  if (status === 403) return 'permission_error'
  if (status === 429) return 'rate_limit_error'
  return status < 500 && status !== 424 ? 'invalid_request_error' : 'server_error'
}

/** Returns the headers that an AppError adds to its response. */
export function problemHeaders(code: AppError['code'], details: ErrorDetails): Record<string, string> {
  return {
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
    ...(ERRORS[code][0] === 401 ? { 'www-authenticate': 'Bearer' } : {}),
    ...(details.generationId === undefined ? {} : { 'x-generation-id': details.generationId }),
    ...(details.retryAfterMs === undefined ? {} : { 'retry-after': String(Math.max(0, Math.ceil(details.retryAfterMs / 1000))) }),
    ...details.headers,
  }
}

/**
 * Turns any thrown value into an application/problem+json response. If a part of the platform did not respond, the response is a 503 with a
 * time after which to try again. For an unexpected error, the response says nothing about the cause and contains only a request id.
 */
export function onError(thrown: Error, c: Context): Response {
  const requestId: string = c.get('requestId') ?? ''
  const known = thrown instanceof AppError ? thrown : isOverload(thrown) ? overloaded(thrown) : isPassing(thrown) ? away(thrown, c) : null
  const error = known ?? new AppError('internal_error')
  c.set('errorCode', error.code)
  if (known === null) log('error', 'unexpected_error', { request_id: requestId, ...errorFields(thrown) })
  else if (error.status >= 500 || error.status === 424)
    log('warn', 'request_failed', {
      request_id: requestId,
      code: error.code,
      ...(error.cause === undefined ? {} : errorFields(error.cause)),
    })
  return new Response(JSON.stringify(problemOf(error, requestId)), {
    status: error.status,
    headers: problemHeaders(error.code, error.details),
  })
}

/**
 * Returns whether the database or a Durable Object rejected a call because it had too many calls. The rejected call did not run, so it may
 * be repeated. After any other failure of the database or the object, the call may have run.
 */
function isOverload(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false
  return (
    ('overloaded' in thrown && thrown.overloaded === true) || /\bD1 DB is overloaded\b/.test(thrown.message) || isOverload(thrown.cause)
  )
}

function overloaded(cause: unknown): AppError {
  return new AppError('overloaded', { retryAfterMs: 1000, cause })
}

/**
 * Returns the error for a part of the platform that did not respond. If the request was not GET or HEAD, the error says that the request
 * may have been done nevertheless.
 */
function away(cause: unknown, c: Context): AppError {
  const reads = c.req.method === 'GET' || c.req.method === 'HEAD'
  return new AppError('unavailable', { retryAfterMs: 1000, cause, ...(reads ? {} : { detail: MAY_BE_DONE }) })
}

const MAY_BE_DONE =
  'A part of the platform did not respond. The request may have been done: look before you repeat it, or repeat it with the same `Idempotency-Key`.'
