// Helpers for the two test suites that cause every documented status (statuses-config.test.ts and statuses-generation.test.ts). The helpers
// list each operation with its statuses, and build requests and databases that cause errors.
import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import type { Operation } from '../../../src/contract/operation.ts'
import { checkAnswer } from '../../support/contract-recorder.ts'

interface Documented extends Operation {
  statuses: string[]
  /** The content types that the operation accepts; empty if it takes no body. */
  media: string[]
}
interface Contract {
  paths: Record<string, Record<string, unknown>>
}
interface ContractOperation {
  operationId: string
  responses: Record<string, unknown>
  requestBody?: { content: Record<string, unknown> }
}

/** Returns every operation of a contract with its documented statuses. */
export function documented(contract: Contract, operations: Record<string, Operation>): Documented[] {
  return Object.values(operations).map((operation) => {
    const { responses, requestBody } = contract.paths[operation.path]![operation.method] as ContractOperation
    return { ...operation, statuses: Object.keys(responses), media: Object.keys(requestBody?.content ?? {}) }
  })
}

const NOBODY = '01K9ZQ4X1V7M3T8B5N2D6F0GHJ'
const PREFIXES: Record<string, string> = {
  organization_id: 'org',
  user_id: 'user',
  instance_id: 'inst',
  project_id: 'proj',
  key_id: 'key',
  credential_id: 'cred',
  webhook_id: 'hook',
  generation_id: 'gen',
  asset_id: 'asset',
}
/** Returns a well-formed id that no resource has. */
export const unknownId = (name: string) => `${PREFIXES[name] ?? name}_${NOBODY}`

/** Returns the path with values for its parameters. A parameter without a value gets an id or a name that no resource has. */
export function pathOf(template: string, values: Record<string, string> = {}): string {
  return template.replaceAll(
    /\{(\w+)\}/g,
    (_, name: string) => values[name] ?? (name.endsWith('_id') ? unknownId(name) : UNKNOWN_NAMES[name]!),
  )
}
const UNKNOWN_NAMES: Record<string, string> = { provider: 'nobody', model: 'no-such-model', token: 'no-such-token' }

export interface Sent {
  path: string
  method: string
  key?: string
  body?: BodyInit
  headers?: Record<string, string>
}
/** Returns a body that is sent one megabyte at a time and does not declare its length. */
export function longBody(bytes: number): ReadableStream<Uint8Array> {
  const piece = new Uint8Array(1024 * 1024).fill(0x20)
  let left = bytes
  return new ReadableStream({
    pull(sink) {
      sink.enqueue(piece)
      left -= piece.byteLength
      if (left <= 0) sink.close()
    },
  })
}
export function requestOf({ path, method, key, body, headers = {} }: Sent): Request {
  const sent = new Headers(headers)
  if (key !== undefined && !sent.has('authorization')) sent.set('authorization', `Bearer ${key}`)
  return new Request(`http://platform.test${path}`, {
    method: method.toUpperCase(),
    headers: sent,
    ...(body === undefined ? {} : { body }),
  })
}

interface App {
  fetch(request: Request, env: object, context: ExecutionContext): Response | Promise<Response>
}
/** Calls the app with these bindings, some of which may fail. The response is checked against the contract. */
export async function among(app: App, env: object, sent: Sent): Promise<{ status: number; body: Record<string, unknown> }> {
  const request = requestOf(sent)
  const asked = new Request(request.url, { method: request.method, headers: request.headers })
  const context = createExecutionContext()
  const response = await checkAnswer(asked, await app.fetch(request, env, context))
  await waitOnExecutionContext(context)
  const text = await response.text()
  return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) }
}

/** Returns a database that refuses every query, as if its queue were full. */
export const overloadedDatabase = (real: D1Database) => failing(real, 'D1_ERROR: D1 DB is overloaded. Requests queued for too long.')

/** Returns a database whose connection breaks with every query. */
export const lostDatabase = (real: D1Database) => failing(real, 'D1_ERROR: Network connection lost.')

function failing(real: D1Database, message: string): D1Database {
  const refuse = () => {
    throw new Error(message)
  }
  return new Proxy(real, { get: (target, name) => (name === 'prepare' || name === 'batch' ? refuse : Reflect.get(target, name)) })
}
