// A Worker for the referee, MCP's own conformance suite. The Worker has the tools and resources that the referee asks for. The platform's
// own code reads the messages and writes the streams. See ../referee.mjs.
import type { CallToolResult, ReadResourceResult, ServerContext } from '@modelcontextprotocol/server'
import { Hono } from 'hono'
import type { AppEnv } from '../../../../src/generation-service/http/app-env.ts'
import { serveMessage } from '../../../../src/generation-service/mcp/endpoint.ts'
import type { MakeServer } from '../../../../src/generation-service/mcp/server.ts'
import type { Services } from '../../../../src/generation-service/services.ts'
import { AppError } from '../../../../src/shared/errors.ts'

/** One red pixel. */
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg=='
/** A WAVE file without samples. */
const WAV = 'UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQAAAAA='
const text = (words: string) => ({ type: 'text' as const, text: words })
const image = { type: 'image' as const, data: PNG, mimeType: 'image/png' }

interface Tool {
  description: string
  schema?: Record<string, unknown>
  run(context: ServerContext): CallToolResult | Promise<CallToolResult>
}

const TOOLS: Record<string, Tool> = {
  test_simple_text: { description: 'A text', run: () => ({ content: [text('This is a simple text response for testing.')] }) },
  test_image_content: { description: 'A picture', run: () => ({ content: [image] }) },
  test_audio_content: { description: 'A sound', run: () => ({ content: [{ type: 'audio', data: WAV, mimeType: 'audio/wav' }] }) },
  test_embedded_resource: {
    description: 'A resource',
    run: () => ({
      content: [
        {
          type: 'resource',
          resource: { uri: 'test://embedded-resource', mimeType: 'text/plain', text: 'This is an embedded resource content.' },
        },
      ],
    }),
  },
  test_multiple_content_types: {
    description: 'Several contents',
    run: () => ({
      content: [
        text('Multiple content types test:'),
        image,
        {
          type: 'resource',
          resource: { uri: 'test://mixed-content-resource', mimeType: 'application/json', text: '{"test":"data","value":123}' },
        },
      ],
    }),
  },
  test_error_handling: {
    description: 'A failure',
    run: () => ({ isError: true, content: [text('This tool intentionally returns an error for testing')] }),
  },
  test_tool_with_progress: {
    description: 'Progress',
    async run({ mcpReq }) {
      const progressToken = mcpReq._meta?.progressToken
      for (const progress of [0, 50, 100]) {
        if (progressToken !== undefined)
          await mcpReq.notify({ method: 'notifications/progress', params: { progressToken, progress, total: 100 } })
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
      return { content: [text('done')] }
    },
  },
  json_schema_2020_12_tool: {
    description: 'Tool with JSON Schema 2020-12 features',
    schema: {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      $defs: {
        address: { $anchor: 'addressDef', type: 'object', properties: { street: { type: 'string' }, city: { type: 'string' } } },
      },
      properties: {
        name: { type: 'string' },
        address: { $ref: '#/$defs/address' },
        contactMethod: { type: 'string', enum: ['phone', 'email'] },
        phone: { type: 'string' },
        email: { type: 'string' },
      },
      allOf: [{ anyOf: [{ required: ['phone'] }, { required: ['email'] }] }],
      if: { properties: { contactMethod: { const: 'phone' } }, required: ['contactMethod'] },
      // oxlint-disable-next-line unicorn/no-thenable
      then: { required: ['phone'] },
      else: { required: ['email'] },
      additionalProperties: false,
    },
    run: () => ({ content: [text('read')] }),
  },
}

function contentsOf(uri: string): ReadResourceResult['contents'][number] | null {
  if (uri === 'test://static-text') return { uri, mimeType: 'text/plain', text: 'This is the content of the static text resource.' }
  if (uri === 'test://static-binary') return { uri, mimeType: 'image/png', blob: PNG }
  const id = /^test:\/\/template\/(\w+)\/data$/.exec(uri)?.[1]
  if (id === undefined) return null
  return { uri, mimeType: 'application/json', text: JSON.stringify({ id, templateTest: true, data: `Data for ID: ${id}` }) }
}

const fixtures: MakeServer = (_, { ProtocolError, ProtocolErrorCode, ResourceNotFoundError, Server }) => {
  const server = new Server({ name: 'fixtures', version: '1' }, { capabilities: { tools: {}, resources: {} } })
  server.setRequestHandler('tools/list', () => ({
    tools: Object.entries(TOOLS).map(([name, { description, schema }]) => ({
      name,
      description,
      inputSchema: { type: 'object' as const, properties: {}, ...schema },
    })),
  }))
  server.setRequestHandler('tools/call', ({ params: { name } }, context) => {
    const tool = TOOLS[name]
    if (tool === undefined) throw new ProtocolError(ProtocolErrorCode.InvalidParams, `There is no tool ${name}.`)
    return tool.run(context)
  })
  server.setRequestHandler('resources/list', () => ({
    resources: ['test://static-text', 'test://static-binary'].map((uri) => ({ uri, name: uri.slice(7) })),
  }))
  server.setRequestHandler('resources/templates/list', () => ({
    resourceTemplates: [{ uriTemplate: 'test://template/{id}/data', name: 'template' }],
  }))
  server.setRequestHandler('resources/read', ({ params: { uri } }) => {
    const contents = contentsOf(uri)
    if (contents === null) throw new ResourceNotFoundError(uri)
    return { contents: [contents] }
  })
  return server
}

const app = new Hono<AppEnv>()
app.all('/mcp', (c) => {
  c.set('requestId', crypto.randomUUID())
  c.set('services', { waitUntil: (work: Promise<unknown>) => c.executionCtx.waitUntil(work) } as unknown as Services)
  return serveMessage({ c, scopes: [], dispatch: () => Promise.resolve(new Response(null, { status: 404 })) }, fixtures)
})
app.onError((error, c) =>
  error instanceof AppError ? c.json({ code: error.code }, error.status as 400) : c.json({ code: 'internal_error' }, 500),
)
export default app
