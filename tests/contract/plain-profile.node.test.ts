// The plain profile of both contracts (scripts/emit/plain-profile.ts), compared with the full documents.
import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import configPlain from '../../generated/config/openapi-plain.json'
import configFull from '../../generated/config/openapi.json'
import generationPlain from '../../generated/generation/openapi-plain.json'
import generationFull from '../../generated/generation/openapi.json'
import { type Node, OpenApiDocument } from '../../scripts/emit/document.ts'
import { plainProfile } from '../../scripts/emit/plain-profile.ts'

/** Returns every node of a document with its path. */
function nodesOf(node: Node, path = ''): [path: string, node: Node][] {
  if (node === null || typeof node !== 'object') return []
  return [[path, node], ...Object.entries<Node>(node).flatMap(([name, each]) => nodesOf(each, `${path}/${name}`))]
}
/** Returns every node that these nodes contain or refer to. */
function reachedFrom(document: OpenApiDocument, from: Node[]): Set<Node> {
  const found = new Set<Node>()
  const visit = (node: Node) => {
    if (node === null || typeof node !== 'object' || found.has(node)) return
    found.add(node)
    if (typeof node.$ref === 'string') visit(document.resolve(node))
    for (const each of Object.values(node)) visit(each)
  }
  for (const node of from) visit(node)
  return found
}
const operationsOf = (root: Node) =>
  new OpenApiDocument(root).operations().map(({ id, method, path, node, parameters }) => ({
    call: `${method} ${path}`,
    id,
    statuses: Object.keys(node.responses),
    parameters: parameters.map(({ name }) => name),
    security: node.security,
    hasBody: node.requestBody !== undefined,
  }))

describe.each<[string, Node, Node]>([
  ['config', configFull, configPlain],
  ['generation', generationFull, generationPlain],
])('%s', (service, full, plain) => {
  const document = new OpenApiDocument(plain)
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  ajv.addSchema(plain, 'plain')

  it('has every operation of the full document except those for SDKs of OpenAI and for providers', () => {
    const native = new OpenApiDocument(full).operations().filter(({ node }) => !['openai', 'callbacks'].includes(node.tags[0]))
    const ids = native.map(({ id }) => id)
    expect(native.length).toBeGreaterThan(20)
    expect(operationsOf(plain)).toEqual(operationsOf(full).filter(({ id }) => ids.includes(id)))
  })

  it('holds no construct that weak generators misread', () => {
    expect(plain.webhooks).toBeUndefined()
    expect(JSON.stringify(Object.keys(plain.paths))).not.toContain('/images/')
    const constructs = nodesOf(plain).filter(
      ([path, node]) =>
        !path.endsWith('/properties') && ['allOf', 'anyOf', 'unevaluatedProperties', 'callbacks', 'default'].some((word) => word in node),
    )
    expect(constructs.map(([path]) => path).filter((path) => !path.includes('/responses/default'))).toEqual([])
    for (const { node, id } of document.operations()) {
      for (const each of [node.requestBody, ...Object.values<Node>(node.responses)].map((part) => document.resolve(part)))
        expect(Object.keys(each?.content ?? {}).length, id).toBeLessThan(2)
      for (const [type, { schema }] of Object.entries<Node>(document.resolve(node.requestBody)?.content ?? {}))
        if (type.includes('form')) expect(document.resolve(schema).additionalProperties, id).not.toBe(true)
    }
  })

  it('requires no `readOnly` field in a body, so the Go client can have it as a plain value', () => {
    const bodies = document.operations().flatMap(({ node }) => Object.values<Node>(document.resolve(node.requestBody)?.content ?? {}))
    for (const schema of reachedFrom(document, bodies))
      for (const name of schema.required ?? []) expect(schema.properties[name].readOnly, name).toBeUndefined()

    const code = readFileSync(`generated/clients/go/${service}/${service}.gen.go`, 'utf8')
    const structs = new Map([...code.matchAll(/^type (\w+) struct \{\n([\s\S]*?)^\}/gm)].map(([, name, text]) => [name!, text!]))
    const pointers = Object.entries<Node>(plain.components.schemas).flatMap(([name, { required = [] }]) =>
      required
        .filter((field: string) => new RegExp(`^\\t\\w+ +\\*.*json:"${field}[",]`, 'm').test(structs.get(name) ?? ''))
        .map((field: string) => `${name}.${field}`),
    )
    expect(structs.size).toBeGreaterThan(50)
    expect(pointers).toEqual([])
  })

  it('names every object', () => {
    const nameless = nodesOf(plain).filter(
      ([path, node]) => node.type === 'object' && node.properties && !/^\/components\/schemas\/\w+$/.test(path),
    )
    expect(nameless.map(([path]) => path)).toEqual([])
  })

  it('lets responses gain members and values', () => {
    const visited = new Set<Node>()
    const closed: string[] = []
    const visit = (node: Node, path: string) => {
      if (node === null || typeof node !== 'object' || visited.has(node)) return
      visited.add(node)
      if (Array.isArray(node.enum) || node.additionalProperties === false) closed.push(path)
      if (node.$ref) visit(document.resolve(node), node.$ref)
      for (const [name, each] of Object.entries<Node>(node)) visit(each, `${path}/${name}`)
    }
    for (const { node, id } of document.operations()) visit(node.responses, id)
    expect(visited.size).toBeGreaterThan(100)
    expect(closed).toEqual([])
  })

  it('has valid schemas, and all references lead somewhere', () => {
    for (const [, node] of nodesOf(plain)) if (typeof node.$ref === 'string') expect(document.resolve(node), node.$ref).toBeDefined()
    for (const name of Object.keys(plain.components.schemas))
      expect(ajv.compile({ $ref: `plain#/components/schemas/${name}` }), name).toBeTypeOf('function')
    for (const [kind, components] of Object.entries<Node>(plain.components))
      for (const name of Object.keys(components)) expect(new RegExp(`^[A-Za-z]\\w*$`).test(name) && name, `${kind}/${name}`).toBe(name)
  })

  it('accepts the examples of the full document', () => {
    const fullAjv = new Ajv2020({ strict: false, validateFormats: false })
    fullAjv.addSchema(full, 'full')
    let compared = 0
    for (const [name, schema] of Object.entries<Node>(full.components.schemas)) {
      if (!plain.components.schemas[name]) continue
      const validate = ajv.compile({ $ref: `plain#/components/schemas/${name}` })
      for (const example of schema.examples ?? []) {
        compared++
        expect(validate(example), `${name}: ${JSON.stringify(validate.errors)}`).toBe(true)
      }
    }
    expect(compared).toBeGreaterThan(3)
  })
})

describe('the profile of a small document', () => {
  const parent = {
    type: 'object',
    required: ['id'],
    properties: { id: { type: 'string' }, note: { type: ['string', 'null'] }, state: { type: 'string', enum: ['a', 'b'] } },
  }
  const small = (schemas: Node): Node => ({
    openapi: '3.1.0',
    info: { title: 'Small', version: '1' },
    tags: [{ name: 'things' }, { name: 'openai' }],
    paths: {
      '/things': {
        post: {
          operationId: 'makeThing',
          tags: ['things'],
          requestBody: {
            content: {
              'multipart/form-data': {
                schema: { type: 'object', properties: { n: { type: 'integer', default: 1, description: 'How many.' } } },
              },
              'application/json': { schema: { type: 'object' } },
            },
          },
          responses: { 200: { description: 'Made.', content: { 'application/json': { schema: { $ref: '#/components/schemas/Child' } } } } },
        },
      },
      '/images': { post: { operationId: 'facade', tags: ['openai'], responses: {} } },
    },
    components: { securitySchemes: {}, parameters: {}, headers: {}, responses: {}, schemas },
  })

  it('resolves allOf with null, opens enums, names objects, chooses the first body and says defaults in words', () => {
    const child = {
      type: 'object',
      unevaluatedProperties: false,
      required: ['size'],
      allOf: [{ $ref: '#/components/schemas/Parent' }],
      properties: { size: { type: ['object', 'null'], description: 'How large.', properties: { width: { type: 'integer' } } } },
    }
    const made = plainProfile(new OpenApiDocument(small({ Parent: parent, Child: child })))
    expect(Object.keys(made.paths)).toEqual(['/things'])
    expect(made.tags).toEqual([{ name: 'things' }])
    expect(made.components.schemas).toEqual({
      Child: {
        type: 'object',
        required: ['id', 'size'],
        properties: {
          id: { type: 'string' },
          note: { type: ['string', 'null'] },
          state: { type: 'string', 'x-extensible-enum': ['a', 'b'], description: 'Known values: `a`, `b`. More may be added.' },
          size: { description: 'How large.', oneOf: [{ $ref: '#/components/schemas/ChildSize' }, { type: 'null' }] },
        },
      },
      ChildSize: { type: 'object', properties: { width: { type: 'integer' } } },
      MakeThingBody: { type: 'object', properties: { n: { type: 'integer', description: 'How many. If omitted, it is `1`.' } } },
    })
    expect(made.paths['/things'].post.requestBody.content).toEqual({
      'multipart/form-data': { schema: { $ref: '#/components/schemas/MakeThingBody' } },
    })
  })

  it('refuses a component with the name of an inline object', () => {
    const child = { type: 'object', properties: { size: { type: 'object', properties: { width: { type: 'integer' } } } } }
    expect(() => plainProfile(new OpenApiDocument(small({ Child: child, ChildSize: { type: 'string' } })))).toThrow(/ChildSize.*rename it/)
  })
})
