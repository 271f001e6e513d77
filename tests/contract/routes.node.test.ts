// Tests what the generated routes file contains: operations with their parameters, bodies, responses and links, and webhooks. Other tests
// run the generated routes.
import { describe, expect, it } from 'vitest'
import { type Document, routesOf } from './support/evaluate.ts'

const ok = { '200': { description: 'Fine.' } }
const token = { name: 'token', in: 'query', schema: { type: 'string' } }
const operation = (node: object): Document => ({
  security: [],
  paths: { '/things/{id}': { get: { operationId: 'getThing', responses: ok, ...node } } },
})

describe('operations', () => {
  it('are listed with the access they require', () => {
    const { operations } = routesOf({
      security: [{ bearerAuth: [] }],
      paths: {
        '/a': { get: { operationId: 'a', 'x-required-scope': 'read', 'x-required-role': 'viewer', responses: ok } },
        '/b': { post: { operationId: 'b', security: [], 'x-max-body-bytes': 7, responses: ok } },
        '/c': { get: { operationId: 'c', 'x-required-scope': 'read', 'x-link-token': 'token', parameters: [token], responses: ok } },
        '/d': {
          post: {
            operationId: 'd',
            'x-required-scope': 'generate',
            'x-checks-key-on-admission': true,
            'x-stores-pictures': true,
            responses: ok,
          },
        },
      },
    })
    const unmarked = {
      requiredRole: null,
      open: false,
      maxBodyBytes: null,
      linkToken: null,
      checksKeyOnAdmission: false,
      storesPictures: false,
      ignoredFields: [],
    }
    expect(operations).toEqual({
      a: { ...unmarked, operationId: 'a', method: 'get', path: '/a', requiredScope: 'read', requiredRole: 'viewer' },
      b: { ...unmarked, operationId: 'b', method: 'post', path: '/b', requiredScope: null, open: true, maxBodyBytes: 7 },
      c: { ...unmarked, operationId: 'c', method: 'get', path: '/c', requiredScope: 'read', linkToken: 'token' },
      d: {
        ...unmarked,
        operationId: 'd',
        method: 'post',
        path: '/d',
        requiredScope: 'generate',
        checksKeyOnAdmission: true,
        storesPictures: true,
      },
    })
  })

  it('a signed link needs a query parameter of the operation', () => {
    expect(() => routesOf(operation({ 'x-link-token': 'token' }))).toThrow('there is no query parameter token')
  })

  it('an empty list is allowed', () => {
    expect(routesOf({ paths: {} })).toEqual({ routes: {}, operations: {} })
  })

  it('keep their statuses, media types and headers', () => {
    const headers = { 'X-Request-ID': { required: true, schema: { type: 'string' } }, ETag: { required: true, schema: { type: 'string' } } }
    const { routes } = routesOf(
      operation({ responses: { '200': { description: '', headers, content: { 'image/png': {} } }, '404': { description: '' } } }),
    )
    expect(Object.keys(routes.getThing.responses)).toEqual(['200', '404'])
    expect(Object.keys(routes.getThing.responses[200].content)).toEqual(['image/png'])
    // The middleware adds the request id, so handlers need not add it.
    expect(routes.getThing.responses[200].headers.safeParse({ ETag: '"1"' }).success).toBe(true)
    expect(routes.getThing.responses[200].headers.safeParse({}).success).toBe(false)
  })
})

describe('webhooks', () => {
  it('have the schema of their payload', () => {
    const schema = { type: 'object', required: ['type'], properties: { type: { const: 'done' } } }
    const { webhooks } = routesOf({
      paths: {},
      webhooks: {
        done: { post: { requestBody: { content: { 'application/json': { schema } } }, responses: { '2XX': { description: 'Taken.' } } } },
      },
    })
    expect(webhooks.done.safeParse({ type: 'done' }).success).toBe(true)
    expect(webhooks.done.safeParse({ type: 'other' }).success).toBe(false)
  })
})

describe('links', () => {
  const linked = (link: Document) =>
    operation({
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      responses: { '200': { description: '', links: { again: link } } },
    })

  it('may lead to existing operations and parameters', () => {
    expect(() => routesOf(linked({ operationId: 'getThing', parameters: { id: '$response.body#/id' } }))).not.toThrow()
  })

  it('and to nothing else', () => {
    expect(() => routesOf(linked({ operationId: 'getNothing' }))).toThrow(/no operation getNothing/)
    expect(() => routesOf(linked({ operationId: 'getThing', parameters: { nope: '1' } }))).toThrow(/no parameter nope/)
  })
})

describe('an unknown keyword is an error', () => {
  const parameter = (node: object) =>
    operation({ parameters: [{ name: 'q', in: 'query', schema: { type: 'array', items: { type: 'string' } }, ...node }] })
  it.each<[string, Document, RegExp]>([
    ['no operationId', { paths: { '/a': { get: { responses: ok } } } }, /operationId is missing/],
    ['no scope where a key is needed', { ...operation({}), security: [{ bearerAuth: [] }] }, /x-required-scope is missing/],
    ['a scope where none is needed', operation({ 'x-required-scope': 'read' }), /asks for no scope/],
    ['servers of an operation', operation({ servers: [] }), /servers/],
    ['callbacks', operation({ callbacks: {} }), /callbacks/],
    ['a default response', operation({ responses: { default: { description: '' } } }), /every status is declared by its number/],
    ['a range of statuses', operation({ responses: { '4XX': { description: '' } } }), /every status is declared by its number/],
    ['deepObject', parameter({ style: 'deepObject' }), /style deepObject/],
    ['an object in a query', parameter({ schema: { type: 'object' } }), /written as text|object as a parameter/],
    ['allowReserved', parameter({ allowReserved: true }), /allowReserved/],
    [
      'a parameter with content',
      {
        ...parameter({}),
        paths: { '/a': { get: { operationId: 'a', responses: ok, parameters: [{ name: 'q', in: 'query', content: {} }] } } },
      },
      /content/,
    ],
    [
      'encoding of a form',
      operation({ requestBody: { content: { 'multipart/form-data': { schema: { type: 'object' }, encoding: {} } } } }),
      /encoding/,
    ],
  ])('%s', (_, document, error) => {
    expect(() => routesOf(document)).toThrow(error)
  })
})
