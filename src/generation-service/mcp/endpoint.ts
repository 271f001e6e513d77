// `/mcp`, the endpoint for agents: Model Context Protocol over streamable HTTP. It authenticates a request, limits the size of the
// request's body, and reads the body. Each tool calls an operation of the service in process, so the keys, limits, budgets and logs of the
// HTTP API apply to agents, too.
import type { Context, Hono } from 'hono'
import { authorizeInTurn } from '../../contract/authorize-in-turn.ts'
import { BodyMemory } from '../../contract/body-memory.ts'
import { readCapped } from '../../contract/body.ts'
import type { Scope } from '../../shared/config-rpc.ts'
import { utf8 } from '../../shared/crypto.ts'
import { AppError } from '../../shared/errors.ts'
import { within } from '../../shared/time-limit.ts'
import { askConfig, authenticate, requireLiving } from '../admission/principal.ts'
import type { AppEnv } from '../http/app-env.ts'
import { namedBy, ownerOf, requireToken } from '../http/authorize.ts'
import { requireOrigin } from '../http/cors.ts'
import { markToolCall, MCP_PATH } from '../http/tool-call.ts'
import type { McpSession } from './operation-call.ts'
import { type MakeServer, mcpHandler } from './server.ts'

/** RFC 9728: the path of the endpoint is appended to the well-known path. */
const METADATA_PATH = `/.well-known/oauth-protected-resource${MCP_PATH}`
export const MCP_PATHS: readonly string[] = [MCP_PATH, METADATA_PATH]

/** If a stream of events has nothing to send for this time, it sends a comment, which readers skip. */
const QUIET_MS = 2000
const NO_NEWS = Symbol('no news')
const COMMENT = utf8(':\n\n')

/** The maximum size of a body. It can be small, because an agent sends only the asset ids of pictures, not their bytes. */
const MOST_BODY_BYTES = 512 * 1024
/** The scopes that tools need. A key must have at least one of them. */
const SCOPES: readonly Scope[] = ['read', 'generate']

export function mountMcp(app: Hono<AppEnv>, dispatch: (request: Request, c: Context<AppEnv>) => Promise<Response>): void {
  app.get(METADATA_PATH, async (c) => {
    c.header('access-control-allow-origin', '*')
    const { issuer } = await askConfig(() => c.var.services.rpc.authorizationServer({ origin: new URL(c.req.url).origin }))
    return c.json({
      resource: new URL(MCP_PATH, c.req.url).href,
      resource_name: 'Image generation',
      resource_documentation: new URL('/docs', c.req.url).href,
      ...(issuer === null ? {} : { authorization_servers: [issuer] }),
      bearer_methods_supported: ['header'],
      scopes_supported: SCOPES,
    })
  })
  app.all(MCP_PATH, (c) =>
    authorizeInTurn(
      () => admit(c),
      () => ownerOf(c),
      (scopes) => serveMessage({ c, scopes, dispatch: (request) => dispatch(markToolCall(request), c) }),
    ),
  )
}

/** Serves a request whose key is valid. The protocol's conformance tests need other tools, so they pass `makeServer`. */
export async function serveMessage(session: Omit<McpSession, 'closed'>, makeServer?: MakeServer): Promise<Response> {
  const { c } = session
  const body = c.req.method === 'POST' ? await readMessage(c) : undefined
  const { method, id } = (body ?? {}) as { method?: unknown; id?: unknown }
  // The server announces no changes of its lists and resources, so a client has nothing to subscribe to. Therefore a subscription is
  // refused here. Otherwise the MCP package would open a stream on which nothing is ever sent.
  if (method === 'subscriptions/listen')
    return c.json({ jsonrpc: '2.0', id: id ?? null, error: { code: -32601, message: 'Method not found' } }, 404)
  const closing = new AbortController()
  const closed = AbortSignal.any([closing.signal, c.req.raw.signal])
  const fault = method === 'tools/call' ? takeArgumentsFault(body) : null
  const full: McpSession = { ...session, closed, ...(fault === null ? {} : { argumentsFault: fault }) }
  const handler = await mcpHandler(full, typeof method === 'string' ? method : null, makeServer)
  const response = await handler.fetch(c.req.raw, body === undefined ? {} : { parsedBody: body })
  return followed(c, response, () => closing.abort())
}

/** Sets the principal and returns the current scopes of its key. Throws AppError if the key may not call the endpoint. */
async function admit(c: Context<AppEnv>): Promise<Scope[]> {
  try {
    const token = requireToken(c)
    const { services } = c.var
    const named = namedBy(c)
    const scopes: Scope[] = []
    let refusal: AppError | null = null
    for (const scope of SCOPES) {
      const principal = await authenticate(services, token, named, scope)
      c.set('principal', principal)
      if (!principal.scopes.includes(scope)) continue
      try {
        c.set('epoch', await requireLiving(services, principal, scope))
        scopes.push(scope)
      } catch (error) {
        // A key that lacks this scope may have the next one of `SCOPES`, so the loop goes on.
        if (!(error instanceof AppError) || error.code !== 'insufficient_scope') throw error
        refusal = error
      }
    }
    if (scopes.length === 0)
      throw refusal ?? new AppError('insufficient_scope', { detail: `The tools need one of the scopes ${SCOPES.join(', ')}.` })
    await requireOrigin(c)
    return scopes
  } catch (error) {
    if (!(error instanceof AppError) || error.status !== 401) throw error
    // Tells a client that knows only the address how to authenticate (RFC 9728).
    const metadata = new URL(METADATA_PATH, c.req.url).href
    const fault = error.code === 'missing_key' ? '' : 'error="invalid_token", '
    const challenge = `Bearer ${fault}resource_metadata="${metadata}", scope="${SCOPES.join(' ')}"`
    throw new AppError(error.code, { ...error.details, headers: { 'www-authenticate': challenge } })
  }
}

/**
 * If the arguments of a tool are not an object, replaces them in the message by an empty object, and returns an error message for the
 * agent. Otherwise returns null. Without the replacement, the MCP package would refuse the message before the tool is called, and
 * the agent would get no example of valid arguments.
 */
function takeArgumentsFault(message: unknown): string | null {
  const { params } = message as { params?: { arguments?: unknown } | null }
  if (params === null || typeof params !== 'object' || params.arguments === undefined) return null
  const { arguments: args } = params
  if (args !== null && typeof args === 'object' && !Array.isArray(args)) return null
  params.arguments = {}
  const kind = args === null ? 'null' : Array.isArray(args) ? 'a list' : typeof args === 'string' ? 'text' : `a ${typeof args}`
  return `The arguments must be a JSON object; they are ${kind}.`
}

/**
 * Reads the message from the request's body. Throws `invalid_request` if the body is missing or is a batch. Also throws
 * `unsupported_media_type`, `body_too_large`, `malformed_json`, and the errors of `BodyMemory.read`.
 */
async function readMessage(c: Context<AppEnv>): Promise<unknown> {
  if (!/^application\/json\s*(;|$)/i.test(c.req.header('content-type') ?? ''))
    throw new AppError('unsupported_media_type', { detail: 'Send application/json.' })
  if (c.req.raw.body === null) throw new AppError('invalid_request', { detail: 'The body is missing.' })
  const message = await readJson(c.req.raw, new BodyMemory(ownerOf(c)))
  // Accepts one message per request, as the protocol has required since 2025-06-18. A batch would count as one request but cause the work
  // of many.
  if (Array.isArray(message)) throw new AppError('invalid_request', { detail: 'Send one message per request; batches are not accepted.' })
  return message
}

/**
 * Reads and parses the body of the agent's request. Then gives back the body's memory, because only the parsed message is still needed. A
 * tool may later call an operation of the service, which takes memory for another body. At that time, the memory of the agent's body was
 * already given back, so one request never takes memory for both.
 */
async function readJson(request: Request, memory: BodyMemory): Promise<unknown> {
  try {
    return JSON.parse(new TextDecoder().decode(await readCapped(request, MOST_BODY_BYTES, memory)))
  } catch (error) {
    throw error instanceof SyntaxError ? new AppError('malformed_json') : error
  } finally {
    memory.giveBack()
  }
}

/**
 * Returns a copy of the response. If the reader of the copy leaves, `onClosed` is called, so that the tool can end its work. The runtime
 * notices that a reader has left only when something is written. So a stream of events sends comments while it has no events to send.
 */
function followed(c: Context<AppEnv>, response: Response, onClosed: () => void): Response {
  if (response.body === null) return response
  const isEvents = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false
  const reader = response.body.getReader()
  const ended = Promise.withResolvers<void>()
  c.var.services.waitUntil(ended.promise)
  let next: ReturnType<typeof reader.read> | null = null
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        next ??= reader.read()
        const { done, value } = await (isEvents ? within(QUIET_MS, next, () => NO_NEWS) : next)
        next = null
        if (!done) return controller.enqueue(value)
        controller.close()
      } catch (error) {
        if (error === NO_NEWS) return controller.enqueue(COMMENT)
        controller.error(error)
      }
      ended.resolve()
    },
    cancel() {
      onClosed()
      // The caller has left. The tool's stream is not canceled, but read to its end. So the tool has time to stop its work and to end the
      // stream itself.
      void drain(reader).finally(ended.resolve)
    },
  })
  return new Response(body, response)
}

async function drain(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  try {
    while (!(await reader.read()).done);
  } catch {
    // The reader has left, so nobody can receive the error.
  }
}
