// Every response of both contracts has examples, and its schema accepts each of them. `npm run examples:record` writes the examples of
// successful responses.
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import configPlain from '../../generated/config/openapi-plain.json'
import config from '../../generated/config/openapi.json'
import generationPlain from '../../generated/generation/openapi-plain.json'
import generation from '../../generated/generation/openapi.json'
import { type Node, OpenApiDocument } from '../../scripts/emit/document.ts'
import { cleaner } from '../../scripts/examples/clean.ts'
import { ERRORS } from '../../src/shared/errors.ts'

const folder = resolve(import.meta.dirname, '../../openapi/examples')
/** These errors are returned for paths and methods that are in no contract. */
const OF_NO_OPERATION = ['route_not_found', 'method_not_allowed']

function ajvOf(document: Node, name: string) {
  const ajv = new Ajv2020({ strict: false })
  ;(addFormats as unknown as (ajv: Ajv2020) => void)(ajv)
  ajv.addSchema(document, name)
  return ajv
}
const escape = (part: string) => part.replaceAll('~', '~0').replaceAll('/', '~1')

interface Shown {
  at: string
  status: string
  type: string
  /** The JSON pointer to the schema of the response's body, which the examples of the response must match. */
  pointer: string
  eventSchema?: Node
  values: unknown[]
}
/** Returns every response that has a body. */
function responsesOf(root: Node): Shown[] {
  const document = new OpenApiDocument(root)
  return document.operations().flatMap(({ id, method, path, node }) =>
    Object.entries<Node>(node.responses).flatMap(([status, given]) => {
      const response = document.resolve(given)
      const base = given.$ref ?? `#/paths/${escape(path)}/${method}/responses/${status}`
      return Object.entries<Node>(response.content ?? {}).map(([type, media]) => ({
        at: `${id} ${status} ${type}`,
        status,
        type,
        pointer: `${base}/content/${escape(type)}/schema`,
        eventSchema: media['x-event-schema'],
        values: Object.values<Node>(media.examples ?? {}).map((example) => document.resolve(example).value),
      }))
    }),
  )
}

describe.each<[string, Node, Node]>([
  ['config', config, configPlain],
  ['generation', generation, generationPlain],
])('%s', (service, root, plain) => {
  const responses = responsesOf(root)
  const full = ajvOf(root, 'full')

  it('has an example for every response but files', () => {
    expect(responses.length).toBeGreaterThan(150)
    const without = responses.filter(({ type, values }) => !type.startsWith('image/') && values.length === 0)
    expect(without.map(({ at }) => at)).toEqual([])
  })

  it('accepts every example', () => {
    const faults: string[] = []
    const validators = new Map<string, ReturnType<typeof full.compile>>()
    const check = (at: string, schema: Node, value: unknown) => {
      const key = JSON.stringify(schema)
      const validate = validators.get(key) ?? full.compile(schema)
      validators.set(key, validate)
      if (!validate(value)) faults.push(`${at}: ${full.errorsText(validate.errors)}`)
    }
    for (const { at, status, pointer, eventSchema, values } of responses)
      for (const value of values) {
        check(at, { $ref: `full${pointer}` }, value)
        if (typeof value === 'object' && value !== null && 'request_id' in value && 'code' in value)
          expect(`${(value as Node).status}`, at).toBe(status)
        if (eventSchema) {
          const events = [...String(value).matchAll(/^data: (.*)$/gm)]
          expect(events.length, at).toBeGreaterThan(0)
          for (const [, data] of events) check(at, { $ref: `full${eventSchema.$ref}` }, JSON.parse(data!))
        }
      }
    expect(faults).toEqual([])
  })

  it('accepts the examples by the plain profile too', () => {
    const weak = ajvOf(plain, 'plain')
    const document = new OpenApiDocument(plain)
    const faults: string[] = []
    const known = new Map(responses.map(({ at, values }) => [at, values]))
    let compared = 0
    for (const { id, node, method, path } of document.operations())
      for (const [status, given] of Object.entries<Node>(node.responses))
        for (const type of Object.keys(document.resolve(given).content ?? {})) {
          if (!type.endsWith('json')) continue
          const base = given.$ref ?? `#/paths/${escape(path)}/${method}/responses/${status}`
          const validate = weak.compile({ $ref: `plain${base}/content/${escape(type)}/schema` })
          for (const value of known.get(`${id} ${status} ${type}`) ?? []) {
            compared++
            if (!validate(value)) faults.push(`${id} ${status}: ${weak.errorsText(validate.errors)}`)
          }
        }
    expect(faults).toEqual([])
    expect(compared).toBeGreaterThan(100)
  })

  it('shows no secret and no address of the recording', () => {
    const text = readFileSync(join(folder, `${service}.yaml`), 'utf8')
    expect(text.match(/cma_(?:live|once|panel)_(?!example\b)[\w-]{8,}|127\.0\.0\.1|localhost/g)).toBeNull()
  })
})

/**
 * Returns, for each operation, the examples in JSON that the API reference shows: the request's body and the bodies of the successful
 * responses.
 */
function shownPairs(root: Node): { id: string; sent: Node; returned: Node[] }[] {
  const document = new OpenApiDocument(root)
  const json = (media: Record<string, Node> = {}) => Object.entries<Node>(media).filter(([type]) => type.endsWith('json'))
  const exampleOf = (media: Node, at: number) => document.resolve(Object.values<Node>(media.examples ?? {}).at(at) ?? {}).value as Node
  return document.operations().flatMap(({ id, node }) => {
    const [sent] = json(document.resolve(node.requestBody ?? {}).content).map(([, media]) => exampleOf(media, -1))
    const returned = Object.entries<Node>(node.responses)
      .filter(([status]) => status.startsWith('2'))
      .flatMap(([, response]) => json(document.resolve(response).content).map(([, media]) => exampleOf(media, 0)))
    return sent === undefined || returned.length === 0 ? [] : [{ id, sent, returned }]
  })
}

/**
 * Returns where a response contradicts the request: a member with the same name and another value. A response may have more members, and
 * may leave members out.
 */
function contradictions(sent: unknown, returned: unknown, at: string): string[] {
  if (typeof sent !== 'object' || sent === null || typeof returned !== 'object' || returned === null)
    return sent === returned ? [] : [`${at}: ${JSON.stringify(sent)} was sent, ${JSON.stringify(returned)} is returned`]
  if (Array.isArray(sent) && Array.isArray(returned) && sent.length !== returned.length)
    return [`${at}: ${sent.length} were sent, ${returned.length} are returned`]
  return Object.entries(sent).flatMap(([name, value]) =>
    Object.hasOwn(returned, name) ? contradictions(value, (returned as Node)[name], `${at}.${name}`) : [],
  )
}

/**
 * Members that have the same name in request and response, but may have different values. The response shows only the end of an
 * `api_key`. The `url` of an upload is the picture's source in the request, but a link to the stored picture in the response.
 */
const OTHER_THINGS = /^putCredential\.fields\.api_key:|^rotateCredential\.fields\.api_key:|^uploadAsset\.url:/

it.each([
  ['config', config],
  ['generation', generation],
] as const)('the responses that the reference shows belong to the requests that it shows: %s', (_, root) => {
  const pairs = shownPairs(root)
  expect(pairs.length).toBeGreaterThan(5)
  const wrong = pairs.flatMap(({ id, sent, returned }) =>
    returned.flatMap((one) => [...contradictions(sent, one, id), ...contradictions(sent, one['request'] ?? {}, `${id}.request`)]),
  )
  expect(wrong.filter((each) => !OTHER_THINGS.test(each))).toEqual([])
})

it('a response that contradicts its request is found', () => {
  expect(contradictions({ kind: 'user', more: 1 }, { kind: 'project' }, 'createKey')).toHaveLength(1)
  expect(contradictions({ events: ['a', 'b'] }, { events: ['a'] }, 'createWebhook')).toHaveLength(1)
  expect(contradictions({ models: [{ model: 'a' }] }, { models: [{ model: 'a', price: null }] }, 'setModelSettings')).toEqual([])
})

it('every error code has an example with the title and status of the table, and belongs to an operation', () => {
  const problems: Record<string, Node> = parse(readFileSync(join(folder, 'problems.yaml'), 'utf8'))
  const shown = Object.entries(problems).map(([code, { value }]) => [code, value.code, value.status, value.title, value.type])
  expect(shown).toEqual(Object.entries(ERRORS).map(([code, [status, title]]) => [code, code, status, title, `/problems/${code}`]))
  const used = new Set(
    [config, generation].flatMap((root) => responsesOf(root).flatMap(({ values }) => values.map((value) => (value as Node)?.code))),
  )
  expect(Object.keys(ERRORS).filter((code) => !used.has(code) && !OF_NO_OPERATION.includes(code))).toEqual([])
})

it('what is recorded is cleaned', () => {
  const at = Date.parse('2030-01-01T12:00:00Z')
  const clean = cleaner(at, { 'http://127.0.0.1:9300': 'https://images.example.com' })
  const id = (last: string) => `gen_01M8HM1D1EHSC1PV9DK0SJ3XZ${last}`
  expect(
    clean({
      id: id('5'),
      other: id('6'),
      same: id('5'),
      secret: 'cma_live_AbCdEfGh0123456789.x-y',
      url: 'http://127.0.0.1:9300/v1/assets?token=WyJ4Il0.abc',
      at: '2030-01-01T12:00:41.123Z',
      deadline_at: '2030-01-01T12:10:41.123Z',
      version: '0.3.0+4e70eca76a.changed',
      names: { [id('5')]: 'a lake' },
      b64_json: 'A'.repeat(200),
      items: [{ n: 1 }, { n: 2 }, { n: 3 }],
      words: ['a', 'b', 'c'],
      duration_ms: 33,
    }),
  ).toEqual({
    id: 'gen_01K9ZQ4X1V7M3T8B5N2D6F0GHJ',
    other: 'gen_01K9ZQ4X1V7M3T8B5N2D6F0G01',
    same: 'gen_01K9ZQ4X1V7M3T8B5N2D6F0GHJ',
    secret: 'cma_live_example',
    url: 'https://images.example.com/v1/assets?token=example',
    at: '2026-11-24T09:30:00.000Z',
    deadline_at: '2026-11-24T09:40:00.000Z',
    version: '0.3.0',
    names: { gen_01K9ZQ4X1V7M3T8B5N2D6F0GHJ: 'a lake' },
    b64_json: 'iVBORw0KGgo=',
    items: [{ n: 1 }, { n: 2 }],
    words: ['a', 'b', 'c'],
    duration_ms: 12,
  })
  const events = String(clean(`: begun\n\nevent: finished\ndata: {"id":"${id('5')}","created_at":1}\n\n`))
  expect(events).toBe(': begun\n\nevent: finished\ndata: {"id":"gen_01K9ZQ4X1V7M3T8B5N2D6F0GHJ","created_at":1795512600}\n\n')
})
