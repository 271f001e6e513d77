import type { Context } from 'hono'
import { OPEN } from '../../contract/authorize-in-turn.ts'
import { scopeLacks } from '../../auth/authorize.ts'
import type { Operation } from '../../contract/operation.ts'
import type { Principal } from '../../shared/config-rpc.ts'
import { AppError } from '../../shared/errors.ts'
import { authenticate, requireLiving } from '../admission/principal.ts'
import { requireOrigin } from './cors.ts'
import { isToolCall, MCP_PATH } from './tool-call.ts'
import type { AppEnv } from './app-env.ts'

/**
 * Runs before an operation reads its input. Throws AppError if the key or the `Origin` is refused. If the request needs a key, sets
 * `principal`. Also sets `epoch`, unless the limiter checks the key only later, on admission.
 */
export async function authorize(c: Context<AppEnv>, operation: Operation): Promise<void> {
  c.set('operation', operation)
  if (operation.requiredScope === null) return
  // A signed link needs no key; the operation checks the link.
  if (operation.linkToken !== null && c.req.query(operation.linkToken) !== undefined) return
  const { services } = c.var
  const token = requireToken(c)
  const named = namedBy(c)
  const principal = await authenticate(services, token, named, operation.requiredScope)
  if (!principal.scopes.includes(operation.requiredScope)) {
    throw new AppError('insufficient_scope', { detail: scopeLacks(operation.requiredScope, principal.scopes) })
  }
  c.set('principal', principal)
  c.set('keyIsValid', false)
  // If a browser sends an `Origin`, it is checked against the current configuration. That needs the epoch, which the limiter returns when
  // it checks the key. So the key is checked now and not only on admission.
  const asksLater = operation.checksKeyOnAdmission && c.req.header('origin') === undefined
  const work = operation.storesPictures ? ({ kind: 'upload', count: 1 } as const) : undefined
  c.set('epoch', asksLater ? undefined : await requireLiving(services, principal, operation.requiredScope, work))
  c.set('keyIsValid', asksLater ? undefined : true)
  await requireOrigin(c)
}

/**
 * Returns the owner of a request: the id of the instance to which its key belongs, or OPEN for a request without a key, such as a
 * provider's callback. The request uses its owner's share of the isolate's thread and of the memory for bodies.
 */
export function ownerOf(c: Context<AppEnv>): string {
  return (c.var.principal as Principal | undefined)?.instanceId ?? OPEN
}

/**
 * Returns the project and the instance that the request names in its headers. If the request goes to the MCP endpoint, `resource` is the
 * address of that endpoint, because the token of a connected app is valid only there. An operation that a tool calls counts as a request
 * to the endpoint.
 */
export function namedBy(c: Context<AppEnv>): { projectId: string | null; instanceId: string | null; resource: string | undefined } {
  return {
    projectId: c.req.header('x-project-id') ?? null,
    instanceId: c.req.header('x-instance-id') ?? null,
    resource: c.req.path === MCP_PATH || isToolCall(c.req.raw) ? new URL(MCP_PATH, c.req.url).href : undefined,
  }
}

/** Returns the key of the request. Throws `missing_key` if there is none. */
export function requireToken(c: Context<AppEnv>): string {
  // Azure's clients send the key in the header `api-key`.
  const token = bearerToken(c.req.header('authorization')) ?? c.req.header('api-key')?.trim() ?? null
  if (token === null) throw new AppError('missing_key', { detail: 'Send your API key as Authorization: Bearer cma_live_….' })
  return token
}

/**
 * Returns the token of an Authorization header; null if there is no header. Throws `missing_key` if the header does not have the form
 * `Bearer …`.
 */
function bearerToken(header: string | undefined): string | null {
  if (header === undefined) return null
  const match = /^Bearer +(\S+) *$/i.exec(header)
  if (match === null) throw new AppError('missing_key', { detail: 'The Authorization header is not of the form Bearer cma_live_….' })
  return match[1]!
}
