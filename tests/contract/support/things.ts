// A small contract with every feature that the adapters of both frameworks must support. Both adapters serve it.
import { OpenAPIHono } from '@hono/zod-openapi'
import { Hono } from 'hono'
import { route, mount } from '../../../src/contract/chanfana.ts'
import type { Operation } from '../../../src/contract/operation.ts'
import { requestId } from '../../../src/contract/request-id.ts'
import { implement } from '../../../src/contract/zod-openapi.ts'
import { AppError } from '../../../src/shared/errors.ts'
import { type Document, routesOf } from './evaluate.ts'

const id = { name: 'id', in: 'path', required: true, description: 'Which.', schema: { type: 'string', pattern: '^[a-z]+$' } }
const thing = {
  type: 'object',
  required: ['name'],
  additionalProperties: false,
  properties: { name: { type: 'string', minLength: 1 }, size: { type: 'integer', minimum: 1 } },
}

const document: Document = {
  openapi: '3.1.0',
  info: { title: 'Things', version: '1' },
  security: [{ bearerAuth: [] }],
  paths: {
    '/things': {
      post: {
        operationId: 'createThing',
        'x-required-scope': 'manage',
        requestBody: {
          required: true,
          content: {
            'application/json': { schema: thing },
            'multipart/form-data': {
              schema: {
                type: 'object',
                required: ['name', 'file'],
                additionalProperties: false,
                properties: {
                  name: { type: 'string' },
                  size: { type: 'integer' },
                  loud: { type: 'boolean' },
                  tags: { type: 'array', items: { type: 'string' } },
                  'parts[]': { type: 'array', items: { type: 'string', format: 'binary' } },
                  labels: { type: 'object', additionalProperties: { type: 'string' } },
                  file: { type: 'string', format: 'binary' },
                },
              },
            },
          },
        },
        responses: {
          '201': {
            description: 'Made.',
            headers: { Location: { description: 'Where.', required: true, schema: { type: 'string' } } },
            content: { 'application/json': { schema: { type: 'object', additionalProperties: true } } },
          },
        },
      },
    },
    '/things/{id}': {
      parameters: [id],
      get: {
        operationId: 'getThing',
        security: [],
        parameters: [
          { name: 'ids', in: 'query', explode: false, schema: { type: 'array', items: { type: 'integer' }, maxItems: 3 } },
          { name: 'tag', in: 'query', schema: { type: 'array', items: { type: 'string' } } },
          { name: 'fields', in: 'query', style: 'pipeDelimited', explode: false, schema: { type: 'array', items: { type: 'string' } } },
          { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 100, default: 20 } },
          { name: 'deep', in: 'query', schema: { type: 'boolean' } },
          { name: 'X-Only', in: 'header', schema: { type: 'array', items: { type: 'integer' } } },
        ],
        responses: {
          '200': {
            description: 'It.',
            content: {
              'application/json': { schema: { type: 'object', additionalProperties: true } },
              'text/event-stream': { schema: { type: 'string' }, 'x-event-schema': thing },
            },
          },
        },
      },
      patch: {
        operationId: 'changeThing',
        'x-required-scope': 'manage',
        requestBody: { content: { 'application/merge-patch+json': { schema: { type: 'object', additionalProperties: true } } } },
        responses: { '200': { description: 'Changed.', content: { 'application/json': { schema: thing } } } },
      },
    },
    '/things/{id}/bytes': {
      parameters: [id],
      put: {
        operationId: 'putBytes',
        'x-required-scope': 'manage',
        'x-max-body-bytes': { 'image/png': 1000 },
        requestBody: { required: true, content: { 'application/octet-stream': {}, 'image/png': {} } },
        responses: {
          '200': {
            description: 'Stored.',
            content: {
              'application/json': { schema: { type: 'object', required: ['bytes'], properties: { bytes: { type: 'integer' } } } },
            },
          },
        },
      },
    },
  },
}

export const { routes, operations } = routesOf(document)

const env = (validate: boolean) => ({ validate })
type AppEnv = { Bindings: { validate: boolean }; Variables: { requestId: string } }
// The routes are made at run time, so no type is available here; tests/contract/contract.types.ts tests the types.
// oxlint-disable-next-line typescript/no-explicit-any
type Anything = any

/**
 * Handles the operations of the contract for chanfana and for @hono/zod-openapi. If the `name` in a request's body names a fault, such as
 * `crash`, the handler simulates this fault.
 */
async function act(
  operationId: string,
  request: { query?: Anything; headers?: Anything; body?: Anything },
  reply: Anything,
): Promise<Anything> {
  const { query, headers, body } = request
  switch (operationId) {
    case 'createThing': {
      if (body.name === 'undeclared status') return reply(202, {})
      if (body.name === 'no location') return reply(201, {})
      if (body.name === 'crash') throw new Error('the password is hunter2')
      if (body.name === 'conflict') throw new AppError('conflict', { detail: 'There is one.', retryAfterMs: 1500 })
      const described = Object.entries(body).map(([name, value]) => [name, describe(value)])
      return reply(201, Object.fromEntries(described), { Location: '/things/a' })
    }
    case 'getThing':
      return query.deep
        ? reply(200, 'data: {"name":"a"}\n\n', { 'Content-Type': 'text/event-stream' })
        : reply(200, { query, only: headers['x-only'] })
    case 'changeThing':
      return reply(200, { name: 'unchanged', ...body })
    default:
      return reply(200, { bytes: (await new Response(body as ReadableStream).arrayBuffer()).byteLength })
  }
}

function describe(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(describe)
  return value instanceof Blob ? `${value.size} bytes` : value
}

function authorize(c: { req: { header(name: string): string | undefined } }, operation: Operation): void {
  if (!operation.open && c.req.header('authorization') === undefined) throw new AppError('missing_key')
}

const options = {
  basePath: '/v1',
  authorize: authorize as Anything,
  ownerOf: () => 'tests',
  validateResponses: (c: Anything) => c.env.validate as boolean,
}

function functions(): (request: Request, validate: boolean) => Promise<Response> {
  const app = new OpenAPIHono<AppEnv>()
  app.use(requestId())
  const handlers = Object.fromEntries(
    Object.keys(routes).map((operationId) => [
      operationId,
      (c: Anything, reply: Anything) => {
        const body = c.req.valid(c.req.header('content-type')?.startsWith('multipart/') ? 'form' : 'json')
        return act(operationId, { query: c.req.valid('query'), headers: c.req.valid('header'), body }, reply)
      },
    ]),
  )
  implement(app, routes, operations, handlers as Anything, options)
  return async (request, validate) => app.fetch(request, env(validate))
}

function classes(): (request: Request, validate: boolean) => Promise<Response> {
  const app = new Hono<AppEnv>()
  app.use(requestId())
  const made = Object.fromEntries(
    Object.keys(routes).map((operationId) => [
      operationId,
      class extends route<AppEnv>()(routes[operationId]) {
        override handle(): Promise<Anything> {
          return act(operationId, this.input as Anything, this.reply)
        }
      },
    ]),
  )
  mount(app, routes, operations, made as Anything, options)
  return async (request, validate) => app.fetch(request, env(validate))
}

export const mounts = [
  ['functions on zod-openapi', functions()],
  ['classes on chanfana', classes()],
] as const
