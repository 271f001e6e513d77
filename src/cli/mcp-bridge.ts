// A bridge for hosts (the apps in which agents run) that start local programs. It reads messages of the Model Context Protocol from
// standard input, one per line, and sends them to `/mcp` of the platform. It writes the responses to standard output. The endpoint keeps no
// sessions, so each message is one request.
import { createInterface } from 'node:readline'
import { eventsIn } from '../../generated/clients/typescript/event-stream.ts'
import { bounded } from './connect.ts'
import type { Login } from './logins.ts'

interface Message {
  jsonrpc: '2.0'
  id?: string | number | null
  method?: string
  params?: { requestId?: string | number; protocolVersion?: string; _meta?: Record<string, unknown>; [name: string]: unknown }
  result?: { protocolVersion?: unknown }
}

const VERSION_OF_MESSAGE = 'io.modelcontextprotocol/protocolVersion'
/** Maps a method to the field of `params` whose value is also sent in the header `Mcp-Name`. */
const NAMES: Record<string, string> = {
  'tools/call': 'name',
  'prompts/get': 'name',
  'resources/read': 'uri',
  'tasks/get': 'taskId',
  'tasks/update': 'taskId',
  'tasks/cancel': 'taskId',
}
const INTERNAL_ERROR = -32603
const PARSE_ERROR = -32700

/** Runs until standard input ends. Requests that have no response by then are canceled. */
export async function bridge({ url, key, project }: Login, version: string, signal: AbortSignal): Promise<void> {
  const open = new Map<string | number, AbortController>()
  /** The protocol revision that `initialize` agreed on. It is sent with each message that does not name its own revision. */
  let agreed: string | null = null

  const send = (message: unknown) => process.stdout.write(`${JSON.stringify(message)}\n`)

  function headersOf({ id, method, params }: Message): Record<string, string> {
    const headers: Record<string, string> = {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'user-agent': `cma/${version}`,
      ...(project === null ? {} : { 'x-project-id': project }),
    }
    const own = params?._meta?.[VERSION_OF_MESSAGE]
    if (typeof own !== 'string') return agreed === null ? headers : { ...headers, 'mcp-protocol-version': headerText(agreed) }
    headers['mcp-protocol-version'] = headerText(own)
    if (id === undefined || method === undefined) return headers
    const name = params?.[NAMES[method] ?? '']
    return { ...headers, 'mcp-method': headerText(method), ...(typeof name === 'string' ? { 'mcp-name': headerText(name) } : {}) }
  }

  async function pass(message: Message): Promise<void> {
    const { id, method, params } = message
    const isRequest = id !== undefined && id !== null && method !== undefined
    if (method === 'notifications/cancelled' && params?.requestId !== undefined) {
      // This message cancels an earlier request. The endpoint keeps no sessions, so it could not find that request. Instead, the bridge
      // closes the connection of that request, which cancels it.
      open.get(params.requestId)?.abort()
      return
    }
    const closing = new AbortController()
    if (isRequest) open.set(id, closing)
    try {
      const request = {
        method: 'POST',
        headers: headersOf(message),
        body: JSON.stringify(message),
        signal: AbortSignal.any([closing.signal, signal]),
      }
      const response = bounded(await fetch(`${url}/mcp`, request))
      const answers = await messagesOf(response)
      let answered = false
      for await (const answer of answers) {
        if (method === 'initialize' && typeof answer.result?.protocolVersion === 'string') agreed = answer.result.protocolVersion
        answered ||= answer.id === id && answer.method === undefined
        send(answer)
      }
      if (isRequest && !answered && !closing.signal.aborted)
        send(failure(id, `The platform did not respond to ${method} (HTTP ${response.status}).`))
    } catch (error) {
      if (!isRequest || closing.signal.aborted || signal.aborted) return
      send(
        error instanceof Refusal
          ? failure(id, error.message, error.problem)
          : failure(id, `The platform cannot be reached: ${(error as Error).message}`),
      )
    } finally {
      if (isRequest) open.delete(id)
    }
  }

  const running = new Set<Promise<void>>()
  const lines = createInterface({ input: process.stdin, terminal: false })
  signal.addEventListener('abort', () => lines.close(), { once: true })
  for await (const line of lines) {
    if (line.trim() === '') continue
    const message = parsed(line)
    if (message === null) {
      send({ jsonrpc: '2.0', id: null, error: { code: PARSE_ERROR, message: 'This line is not a JSON-RPC message.' } })
      continue
    }
    const passing = pass(message)
    // The response to `initialize` contains the protocol revision, which the next messages may need in a header. So the bridge waits for
    // this response before it reads the next message.
    if (message.method === 'initialize') await passing
    running.add(passing)
    void passing.finally(() => running.delete(passing))
  }
  for (const closing of open.values()) closing.abort()
  await Promise.allSettled(running)
}

class Refusal extends Error {
  readonly problem: unknown

  constructor(problem: { title?: unknown; code?: unknown; detail?: unknown }, status: number) {
    super([problem.title ?? `HTTP ${status}`, problem.code, problem.detail].filter((part) => typeof part === 'string').join(': '))
    this.problem = problem
  }
}

/**
 * Returns the JSON-RPC messages in a response. The response may contain one message as JSON, a stream of events, or nothing. Throws Refusal
 * if the response is an error without a JSON-RPC message.
 */
async function messagesOf(response: Response): Promise<AsyncIterable<Message> | Message[]> {
  const type = response.headers.get('content-type') ?? ''
  if (type.startsWith('text/event-stream')) return streamed(response)
  const text = await response.text()
  const body = parsed(text) as (Message & { title?: string }) | null
  if (body?.jsonrpc === '2.0') return [body]
  if (response.ok) return []
  throw new Refusal(body ?? {}, response.status)
}

async function* streamed(response: Response): AsyncGenerator<Message> {
  for await (const { data } of eventsIn(response.body)) {
    const message = parsed(data)
    if (message !== null) yield message
  }
}

function parsed(text: string): Message | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Message) : null
  } catch {
    return null
  }
}

const failure = (id: string | number, message: string, problem?: unknown) => ({
  jsonrpc: '2.0',
  id,
  error: { code: INTERNAL_ERROR, message, ...(problem === undefined ? {} : { data: problem }) },
})

/** Encodes a value for a header, as MCP specifies: a value that a header cannot contain unchanged becomes base64. */
function headerText(value: string): string {
  const plain = /^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/.test(value) && !/^=\?base64\?.*\?=$/i.test(value)
  return plain ? value : `=?base64?${Buffer.from(value, 'utf8').toString('base64')}?=`
}
