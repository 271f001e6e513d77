// Reads a request as its route declares. Used by the routes on chanfana and by those on @hono/zod-openapi. Every part is validated, and all
// faults are reported together.
import type { RouteConfig } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { z } from 'zod'
import { AppError, type FieldError } from '../shared/errors.ts'
import { type ParsedBody, readBody } from './body.ts'
import { BodyMemory } from './body-memory.ts'
import type { Operation } from './operation.ts'
import { fieldErrors } from './problem.ts'

export interface ReadRequest {
  params: unknown
  query: unknown
  headers: unknown
  body: unknown
  /** The content type of the body; null without a body. */
  media: string | null
}
type Schemas = {
  params?: z.ZodType
  query?: z.ZodType
  headers?: z.ZodType
  body?: { required?: boolean; content: Record<string, { schema?: unknown }> }
}

/**
 * Adjusts a body before validation. Clients may send field names and value formats that the contract does not declare. The function
 * replaces them by those of the contract. May throw an AppError.
 */
export type AdjustBody = (body: ParsedBody) => ParsedBody

/** The maximum number of faults that one response reports. */
const MOST_ERRORS = 50

/** Validates only path, query and headers. Used for a repeat, because its body equals a body that was already accepted. */
export async function checkHead(c: Context, route: RouteConfig, operation: Operation): Promise<void> {
  const { body: _, ...head } = (route.request ?? {}) as Schemas
  await readRequest(c, { ...route, request: head } as RouteConfig, operation, new BodyMemory(''))
}

/** @param memory counts the memory of the body. The caller of `readRequest` must call `memory.giveBack()` after the response. */
export async function readRequest(
  c: Context,
  route: RouteConfig,
  operation: Operation,
  memory: BodyMemory,
  adjust?: AdjustBody,
): Promise<ReadRequest> {
  const schemas = (route.request ?? {}) as Schemas
  const read: ReadRequest = { params: undefined, query: undefined, headers: undefined, body: undefined, media: null }
  const errors: FieldError[] = []
  const check = (part: 'params' | 'query' | 'headers' | 'body', schema: z.ZodType, value: unknown) => {
    const result = schema.safeParse(value)
    if (result.success) read[part] = result.data
    // The list is shortened before it is spread into arguments, because a call can take only a limited number of arguments.
    else errors.push(...fieldErrors(part, result.error, schema).slice(0, MOST_ERRORS))
  }
  if (schemas.params) check('params', schemas.params, c.req.param())
  if (schemas.query) check('query', schemas.query, query(c))
  if (schemas.headers) check('headers', schemas.headers, c.req.header())
  if (schemas.body) {
    const { content, required } = schemas.body
    const came = await readBody(c.req.raw, Object.keys(content), required ?? false, operation.maxBodyBytes, memory)
    const body = withoutIgnored(adjust === undefined ? came : adjust(came), operation.ignoredFields)
    if (body.kind === 'stream') read.body = body.value
    else if (body.kind !== 'none') check('body', content[body.media]!.schema as z.ZodType, body.value)
    // An absent optional body counts as an empty object, so that its defaults apply.
    else check('body', Object.values(content)[0]!.schema as z.ZodType, {})
    read.media = body.kind === 'none' ? null : body.media
  }
  if (errors.length) throw new AppError('invalid_request', { errors: errors.slice(0, MOST_ERRORS) })
  return read
}

/** Returns the body without the fields that only the server sets, so that PUT accepts a body that GET has returned. */
function withoutIgnored(body: ParsedBody, ignored: readonly string[]): ParsedBody {
  if (ignored.length === 0 || body.kind !== 'json' || typeof body.value !== 'object' || body.value === null) return body
  if (Array.isArray(body.value)) return body
  return { ...body, value: Object.fromEntries(Object.entries(body.value).filter(([name]) => !ignored.includes(name))) }
}

/** Returns the query. The value of a name that occurs once is a text; the value of a name that occurs several times is a list. */
function query(c: Context): Record<string, string | string[]> {
  return Object.fromEntries(Object.entries(c.req.queries()).map(([name, values]) => [name, values.length === 1 ? values[0]! : values]))
}
