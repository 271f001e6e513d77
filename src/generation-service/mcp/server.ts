// The server of the Model Context Protocol, made with the protocol's official package. The package is loaded at the first request, so that
// a Worker that no agent uses starts faster.
import type { McpHttpHandler, McpServer, Server } from '@modelcontextprotocol/server'
import { encodeBase64 } from '../../shared/base64.ts'
import { errorFields, log } from '../../shared/log.ts'
import { readUpTo } from '../../shared/bytes.ts'
import { assetIdOf, RESOURCE_TEMPLATE, resourceUri } from './results.ts'
import { callOperation, type McpSession, OperationRefused, readOperation } from './operation-call.ts'
import { callTool, toolsFor } from './tools.ts'
import type { components } from '../../../generated/generation/types.ts'

/** The largest picture that is returned as a resource. It is read into memory, and base64 makes it a third larger. */
const MOST_RESOURCE_BYTES = 10 * 1024 * 1024
const LISTED_RESOURCES = 50
const KEEP_ALIVE_MS = 5000

const INSTRUCTIONS =
  'Makes, edits and describes pictures with any provider of the instance. Pictures cost money: quote_image says how much, and max_cost_micros bounds ' +
  'a call. A picture is named by its asset id. If a call returns before the work has ended, call get_generation with the id; do not ask for the same picture again.'

type Package = typeof import('@modelcontextprotocol/server')
/** Makes a server with its tools and resources, for one request. */
export type MakeServer = (session: McpSession, mcp: Package) => Server | McpServer

/**
 * Returns the handler for one request, which may use the newest revision of the protocol or an older one. The handler keeps no state, so
 * any isolate can serve the next request.
 */
export async function mcpHandler(
  session: McpSession,
  method: string | null,
  makeServer: MakeServer = imageServer,
): Promise<McpHttpHandler> {
  const mcp = await import('@modelcontextprotocol/server')
  return mcp.createMcpHandler(() => makeServer(session, mcp), {
    legacy: 'stateless',
    // The response to a tool's call is a stream, because only in a stream can the server notice that the reader has left.
    responseMode: method === 'tools/call' ? 'sse' : 'auto',
    keepAliveMs: KEEP_ALIVE_MS,
    onerror: (error) => log('info', 'mcp_request_refused', { request_id: session.c.var.requestId, ...errorFields(error) }),
  })
}

const imageServer: MakeServer = (session, { ProtocolError, ProtocolErrorCode, ResourceNotFoundError, Server }) => {
  const server = new Server(
    { name: 'cloudflare-multi-agent-system', title: 'Image generation', version: '1' },
    {
      capabilities: { tools: {}, resources: {} },
      instructions: INSTRUCTIONS,
      // The list depends on the key's scopes, so no cache may share it.
      cacheHints: { 'tools/list': { ttlMs: 60_000, cacheScope: 'private' } },
    },
  )
  server.setRequestHandler('tools/list', () => ({ tools: toolsFor(session) }))
  server.setRequestHandler('tools/call', async ({ params }, context) => {
    const result = await callTool(session, params.name, params.arguments ?? {}, context)
    if (result !== null) return result
    throw new ProtocolError(
      ProtocolErrorCode.InvalidParams,
      `There is no tool ${params.name.slice(0, 100)}. tools/list has those there are.`,
    )
  })
  server.setRequestHandler('resources/templates/list', () => ({
    resourceTemplates: [
      {
        uriTemplate: RESOURCE_TEMPLATE,
        name: 'picture',
        title: 'A stored picture',
        description: 'The bytes of a picture, by its asset id.',
      },
    ],
  }))
  server.setRequestHandler('resources/list', async ({ params }) => {
    const query = { limit: LISTED_RESOURCES, cursor: params?.cursor }
    const page = await orRefused(readOperation<components['schemas']['AssetList']>(session, 'listAssets', { query }))
    return {
      resources: page.data.map(({ id, format, size_bytes: size }) => ({
        uri: resourceUri(id),
        name: id,
        mimeType: `image/${format}`,
        size,
      })),
      ...(page.next_cursor === null ? {} : { nextCursor: page.next_cursor }),
    }
  })
  server.setRequestHandler('resources/read', async ({ params: { uri } }) => {
    const assetId = assetIdOf(uri)
    if (assetId === null) throw new ResourceNotFoundError(uri.slice(0, 200))
    const response = await orRefused(callOperation(session, 'getAssetContent', { path: { asset_id: assetId } }))
    const bytes = await readUpTo(response.body!, MOST_RESOURCE_BYTES)
    if (bytes === null)
      throw new ProtocolError(
        ProtocolErrorCode.InvalidParams,
        `The picture has more than ${MOST_RESOURCE_BYTES} bytes. Open its link instead: get_generation returns it.`,
      )
    return {
      contents: [{ uri, mimeType: response.headers.get('content-type') ?? 'application/octet-stream', blob: encodeBase64(bytes) }],
    }
  })
  return server

  /** Turns an operation's refusal into a protocol error: outside of a tool, the protocol has no other form for a refusal. */
  async function orRefused<T>(work: Promise<T>): Promise<T> {
    try {
      return await work
    } catch (error) {
      if (!(error instanceof OperationRefused)) throw error
      const { code, detail, title, request_id, retry_after_ms } = error.problem
      throw new ProtocolError(ProtocolErrorCode.InvalidParams, `${code}: ${detail ?? title}`, {
        code,
        request_id,
        ...(retry_after_ms === undefined ? {} : { retry_after_ms }),
      })
    }
  }
}
