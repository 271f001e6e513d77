// Calls the service's own operations in process. Each call passes the same checks as a request from outside, and has its own log entry.
import type { Context } from 'hono'
import { operations } from '../../../generated/generation/routes.ts'
import { scopeLacks } from '../../auth/authorize.ts'
import type { Problem } from '../../contract/problem.ts'
import type { Scope } from '../../shared/config-rpc.ts'
import { AppError } from '../../shared/errors.ts'
import type { AppEnv } from '../http/app-env.ts'

export type OperationId = keyof typeof operations

/** One request to the MCP endpoint: the caller, the scopes of the caller's key, and a function that calls the service's operations. */
export interface McpSession {
  c: Context<AppEnv>
  scopes: readonly Scope[]
  /** Sends a request to the service, in this isolate. */
  dispatch(request: Request): Promise<Response>
  /** The error message if a tool's arguments are not an object; absent if they are an object. */
  argumentsFault?: string
  /** Aborted when the caller closes the stream. */
  closed: AbortSignal
}

export interface OperationInput {
  path?: Record<string, string>
  query?: Record<string, unknown>
  body?: unknown
  headers?: Record<string, string>
}

/** The error of an operation that was refused or failed. `problem` is the problem in its response. */
export class OperationRefused extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.detail ?? problem.title)
    this.problem = problem
  }
}

/**
 * The headers of the agent's request that are copied into each call of an operation. `Origin` is not copied, because it was checked when
 * the request arrived.
 */
const FORWARDED = ['authorization', 'api-key', 'x-project-id', 'x-instance-id', 'traceparent']

/**
 * Converts a value to text, the form that it has in a query. A query cannot hold an object. So an object is returned unchanged, and a check
 * of the result against the contract finds that it is wrong.
 */
export function queryValue(value: unknown): unknown {
  return typeof value === 'object' ? value : `${value as string | number | boolean}`
}

/** Calls an operation. Throws OperationRefused if the response is a problem. */
export async function callOperation(session: McpSession, id: OperationId, input: OperationInput = {}): Promise<Response> {
  const { c } = session
  const operation = operations[id]
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(input.path?.[name] ?? ''))
  const url = new URL(`/v1${path}`, c.req.url)
  for (const [name, value] of Object.entries(input.query ?? {}))
    if (value !== undefined) url.searchParams.set(name, String(queryValue(value)))
  const headers = new Headers({ 'x-request-id': c.var.requestId, ...input.headers })
  for (const name of FORWARDED) {
    const value = c.req.header(name)
    if (value !== undefined) headers.set(name, value)
  }
  const body = input.body === undefined ? null : JSON.stringify(input.body)
  if (body !== null) headers.set('content-type', 'application/json')
  const response = await session.dispatch(new Request(url, { method: operation.method.toUpperCase(), headers, body }))
  if (response.status >= 400) throw new OperationRefused(await response.json<Problem>())
  return response
}

/** Calls an operation and parses its JSON response. Throws like `callOperation`. */
export async function readOperation<T>(session: McpSession, id: OperationId, input?: OperationInput): Promise<T> {
  return (await callOperation(session, id, input)).json<T>()
}

/** Returns the scope that the operation needs. Throws `insufficient_scope` if the key lacks it, before the operation looks anything up. */
export function requireScope(session: McpSession, id: OperationId): Scope {
  const scope: Scope = operations[id].requiredScope ?? 'read'
  if (!session.scopes.includes(scope)) throw new AppError('insufficient_scope', { detail: scopeLacks(scope, session.scopes) })
  return scope
}
