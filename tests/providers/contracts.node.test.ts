// The adapters' requests and the fakes' answers are compared with the providers' published contracts. These documents are not in this
// repository. They must be in the folder PROVIDER_CONTRACTS, by default ../shared/provider-contracts.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { blackForestLabs } from '../../src/providers/black-forest-labs/index.ts'
import { ideogram } from '../../src/providers/ideogram/index.ts'
import { openai } from '../../src/providers/openai/index.ts'
import type { PlannedRequest, ProviderAdapter, ProviderCall } from '../../src/providers/provider.ts'
import { replicate } from '../../src/providers/replicate/index.ts'
import '../support/node-base64.ts'
import { FakeBlackForestLabs } from '../support/fake-black-forest-labs.ts'
import { FakeIdeogram } from '../support/fake-ideogram.ts'
import { FakeOpenai } from '../support/fake-openai.ts'
import { fakePicture, type FakeProvider } from '../support/fake-provider.ts'
import { FakeReplicate } from '../support/fake-replicate.ts'
import { callFor, contextFor, fileInput, requestFor } from './harness.ts'

const folder = process.env['PROVIDER_CONTRACTS'] ?? '../shared/provider-contracts'
const files = {
  openai: 'openai-images.subset.openapi.yaml',
  ideogram: 'ideogram.openapi.json',
  bfl: 'bfl.openapi.json',
  replicate: 'replicate.openapi.json',
}
const present = existsSync(folder)
if (!present) console.log(`Skipped: there are no published provider contracts in ${folder} (PROVIDER_CONTRACTS).`)

type Node = Record<string, unknown>
const documents = new Map<string, Node>()
/** In a form every value is a text, so the validator of forms converts texts to numbers and booleans. The validator of JSON does not. */
const validators = { json: newAjv(false), form: newAjv('array') }

function newAjv(coerceTypes: false | 'array'): Ajv2020 {
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: true, coerceTypes })
  addFormats.default(ajv)
  ajv.addFormat('binary', true)
  ajv.addFormat('unixtime', true)
  return ajv
}

function documentOf(name: keyof typeof files): Node {
  const known = documents.get(name)
  if (known) return known
  const document = repaired(parse(readFileSync(join(folder, files[name]), 'utf8'))) as Node
  documents.set(name, document)
  for (const ajv of Object.values(validators)) ajv.addSchema(document, name)
  return document
}

/**
 * Replaces OpenAPI's `nullable: true` by JSON Schema's own form: adds `null` to the types in `type`, or adds a branch for `null` to
 * `anyOf`. Needed because Ajv supports `nullable` only in a schema that has a `type`.
 */
function repaired(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(repaired)
  if (node === null || typeof node !== 'object') return node
  const { nullable, ...rest } = Object.fromEntries(Object.entries(node).map(([name, inner]) => [name, repaired(inner)]))
  if (nullable !== true) return nullable === undefined || nullable === false ? rest : { ...rest, nullable }
  if (Array.isArray(rest['anyOf'])) return { ...rest, anyOf: [...rest['anyOf'], { type: 'null' }] }
  if (typeof rest['type'] === 'string')
    return { ...rest, type: [rest['type'], 'null'], ...(Array.isArray(rest['enum']) ? { enum: [...rest['enum'], null] } : {}) }
  return { anyOf: [rest, { type: 'null' }] }
}

const escaped = (part: string) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))
function validatorAt(
  document: keyof typeof files,
  media: 'json' | 'form',
  ...path: string[]
): { validate: ValidateFunction; schema: Node } {
  let node: unknown = documentOf(document)
  for (const part of path) node = (node as Node)[part]
  if (node === undefined) throw new Error(`${document} has no ${path.join(' ')}`)
  const schema = resolve(document, node as Node)
  return { validate: validators[media].compile({ $ref: `${document}#/${path.map(escaped).join('/')}` }), schema }
}
function resolve(document: keyof typeof files, node: Node): Node {
  const reference = node['$ref']
  if (typeof reference !== 'string') return node
  return resolve(
    document,
    reference
      .slice(2)
      .split('/')
      .reduce((inner, part) => inner[part] as Node, documentOf(document)),
  )
}

/**
 * Converts a form to an object: a file becomes a text, several values with the same name become a list, and a value that begins with `{`
 * is parsed as JSON.
 */
function objectOf(form: FormData): Node {
  const object: Node = {}
  for (const name of new Set(form.keys())) {
    const values = form
      .getAll(name)
      .map((value) => (typeof value === 'string' ? (value.startsWith('{') ? (JSON.parse(value) as Node) : value) : 'bytes'))
    object[name.replace('[]', '')] = name.endsWith('[]') || values.length > 1 ? values : values[0]
  }
  return object
}

interface Case {
  title: string
  document: keyof typeof files
  path: string
  media: 'application/json' | 'multipart/form-data'
  adapter: ProviderAdapter
  fake: FakeProvider
  model: string
  request?: Partial<PlannedRequest>
  call?: Partial<ProviderCall>
  /** Functions that make a wrong request from a correct body. The contract must refuse each of these requests. */
  wrong: ((body: Node) => Node)[]
  answered: string
}

const without = (name: string) => (body: Node) => Object.fromEntries(Object.entries(body).filter(([each]) => each !== name))
const withValue = (name: string, value: unknown) => (body: Node) => ({ ...body, [name]: value })
const picture = () => fileInput(fakePicture(32, 32), 32, 32)
const mask = () => fileInput(fakePicture(32, 32, 9), 32, 32)
const v3 = (action: string) => `/v1/ideogram-v3/${action}`

const CASES: Case[] = [
  {
    title: 'OpenAI generate',
    document: 'openai',
    path: '/images/generations',
    media: 'application/json',
    adapter: openai,
    fake: new FakeOpenai(),
    model: 'gpt-image-2.6-flare',
    request: {
      n: 2,
      quality: 'high',
      background: 'opaque',
      format: 'jpeg',
      compression: 80,
      safety: { moderation: 'low' },
      width: 1536,
      height: 1024,
    },
    wrong: [
      without('prompt'),
      withValue('n', 11),
      withValue('quality', 'best'),
      withValue('output_format', 'gif'),
      withValue('stream', 'yes'),
    ],
    answered: '200',
  },
  {
    title: 'OpenAI generate, streamed',
    document: 'openai',
    path: '/images/generations',
    media: 'application/json',
    adapter: openai,
    fake: new FakeOpenai(),
    model: 'gpt-image-2.6-sunburst',
    request: { partialImages: 3 },
    wrong: [withValue('partial_images', 4), withValue('background', 'blue')],
    answered: '200',
  },
  {
    title: 'OpenAI edit with a mask',
    document: 'openai',
    path: '/images/edits',
    media: 'multipart/form-data',
    adapter: openai,
    fake: new FakeOpenai(),
    model: 'gpt-image-2.6-flare',
    request: { operation: 'inpaint', quality: 'low' },
    call: { inputs: [picture(), fileInput(fakePicture(16, 16), 16, 16, { role: 'reference' })], mask: mask() },
    wrong: [without('image'), without('prompt'), withValue('n', '0'), withValue('quality', 'best')],
    answered: '200',
  },
  {
    title: 'OpenAI edit as JSON',
    document: 'openai',
    path: '/images/edits',
    media: 'application/json',
    adapter: openai,
    fake: new FakeOpenai(),
    model: 'gpt-image-2.6-flare',
    request: { operation: 'inpaint', quality: 'low', safety: { moderation: 'low' } },
    call: { inputs: [picture()], mask: mask() },
    wrong: [without('images'), without('prompt'), withValue('images', []), withValue('moderation', 'none'), withValue('quality', 'best')],
    answered: '200',
  },
  {
    title: 'Ideogram 3.0 generate',
    document: 'ideogram',
    path: v3('generate'),
    media: 'multipart/form-data',
    adapter: ideogram,
    fake: new FakeIdeogram(),
    model: 'ideogram-v3',
    request: { n: 3, quality: 'turbo', style: 'design', negativePrompt: 'text', enhancePrompt: false },
    call: { inputs: [fileInput(fakePicture(8, 8), 8, 8, { role: 'style' }), fileInput(fakePicture(8, 8), 8, 8, { role: 'style' })] },
    wrong: [
      without('prompt'),
      withValue('resolution', '1000x1000'),
      withValue('num_images', '9'),
      withValue('rendering_speed', 'turbo'),
      withValue('magic_prompt', 'MAYBE'),
    ],
    answered: '200',
  },
  {
    title: 'Ideogram 3.0 remix',
    document: 'ideogram',
    path: v3('remix'),
    media: 'multipart/form-data',
    adapter: ideogram,
    fake: new FakeIdeogram(),
    model: 'ideogram-v3',
    request: { operation: 'remix', strength: 0.25 },
    call: { inputs: [picture()] },
    wrong: [without('image'), withValue('image_weight', '101'), withValue('seed', '-1')],
    answered: '200',
  },
  {
    title: 'Ideogram 3.0 edit with a mask',
    document: 'ideogram',
    path: v3('edit'),
    media: 'multipart/form-data',
    adapter: ideogram,
    fake: new FakeIdeogram(),
    model: 'ideogram-v3',
    request: { operation: 'inpaint', style: 'realistic' },
    call: { inputs: [picture()], mask: mask() },
    wrong: [without('mask'), without('image'), withValue('style_type', 'REAL')],
    answered: '200',
  },
  {
    title: 'Ideogram 3.0 reframe',
    document: 'ideogram',
    path: v3('reframe'),
    media: 'multipart/form-data',
    adapter: ideogram,
    fake: new FakeIdeogram(),
    model: 'ideogram-v3',
    request: { operation: 'reframe', width: 1536, height: 512 },
    call: { inputs: [picture()] },
    wrong: [without('resolution'), without('image'), withValue('resolution', '1x1')],
    answered: '200',
  },
  {
    title: 'Ideogram 3.0 replace the background',
    document: 'ideogram',
    path: v3('replace-background'),
    media: 'multipart/form-data',
    adapter: ideogram,
    fake: new FakeIdeogram(),
    model: 'ideogram-v3',
    request: { operation: 'replace_background', enhancePrompt: true },
    call: { inputs: [picture()] },
    wrong: [without('image'), without('prompt'), withValue('magic_prompt', 'on')],
    answered: '200',
  },
  {
    title: 'Ideogram upscale',
    document: 'ideogram',
    path: '/upscale',
    media: 'multipart/form-data',
    adapter: ideogram,
    fake: new FakeIdeogram(),
    model: 'ideogram-upscale',
    request: { operation: 'upscale', strength: 0.3, enhancePrompt: true, seed: 5 },
    call: { inputs: [picture()] },
    wrong: [
      without('image_file'),
      without('image_request'),
      withValue('image_request', { resemblance: 101 }),
      withValue('image_request', { magic_prompt_option: 'on' }),
      withValue('image_request', { num_images: 9 }),
    ],
    answered: '200',
  },
  {
    title: 'Ideogram describe',
    document: 'ideogram',
    path: '/describe',
    media: 'multipart/form-data',
    adapter: ideogram,
    fake: new FakeIdeogram(),
    model: 'ideogram-describe',
    request: { operation: 'describe', prompt: '' },
    call: { inputs: [picture()] },
    wrong: [without('image_file'), withValue('describe_model_version', 'V_9')],
    answered: '200',
  },
  {
    title: 'Replicate prediction',
    document: 'replicate',
    path: '/models/{model_owner}/{model_name}/predictions',
    media: 'application/json',
    adapter: replicate,
    fake: new FakeReplicate(),
    model: 'replicate.flux-schnell',
    request: { n: 2, compression: 90 },
    call: { callbackUrl: 'https://platform.example.com/v1/callbacks/replicate/token' },
    wrong: [without('input'), withValue('input', 'a lake'), withValue('webhook_events_filter', ['done']), withValue('version', 'x')],
    answered: '201',
  },
  ...(
    [
      ['version', '/predictions', 'stability-ai/sdxl:39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b'],
      ['deployment', '/deployments/{deployment_owner}/{deployment_name}/predictions', 'deployments/acme/pictures'],
    ] as const
  ).map(([what, path, providerModel]): Case => ({
    title: `Replicate ${what}`,
    document: 'replicate',
    path,
    media: 'application/json',
    adapter: replicate,
    fake: new FakeReplicate(),
    model: 'replicate.flux-dev',
    request: { model: { ...replicate.models.find(({ id }) => id === 'replicate.flux-dev')!, providerModel } },
    call: { callbackUrl: 'https://platform.example.com/v1/callbacks/replicate/token' },
    wrong: [without('input'), withValue('webhook_events_filter', ['done']), withValue('stop', 1)],
    answered: '201',
  })),
  ...(['flux-2-pro', 'flux-2-flex', 'flux-2-max', 'flux-2-klein-4b', 'flux-2-klein-9b'] as const).map((model): Case => ({
    title: `Black Forest Labs ${model}`,
    document: 'bfl',
    path: `/v1/${model}`,
    media: 'application/json',
    adapter: blackForestLabs,
    fake: new FakeBlackForestLabs(),
    model,
    request: {
      operation: 'edit',
      safety: { safety_tolerance: 3 },
      ...(model === 'flux-2-flex' ? { guidance: 4, steps: 30, enhancePrompt: false } : {}),
    },
    call: {
      inputs: [picture(), fileInput(fakePicture(8, 8), 8, 8, { role: 'reference' })],
      callbackUrl: 'https://platform.example.com/v1/callbacks/bfl/token',
    },
    wrong: [
      without('prompt'),
      withValue('width', 32),
      withValue('output_format', 'gif'),
      withValue('safety_tolerance', 9),
      withValue('webhook_url', 'no address'),
    ],
    answered: '200',
  })),
  {
    title: 'Black Forest Labs fill',
    document: 'bfl',
    path: '/v1/flux-pro-1.0-fill',
    media: 'application/json',
    adapter: blackForestLabs,
    fake: new FakeBlackForestLabs(),
    model: 'flux-fill',
    request: { operation: 'inpaint', steps: 30, guidance: 30 },
    call: { inputs: [picture()], mask: mask() },
    wrong: [without('image'), withValue('steps', 5), withValue('mask', 7)],
    answered: '200',
  },
]

describe.skipIf(!present)('published contracts', () => {
  for (const each of CASES) {
    it(`${each.title}: what is sent`, async () => {
      const { form, json } = await sent(each)
      const media = each.media === 'application/json' ? 'json' : 'form'
      const body = form === null ? (json as Node) : objectOf(form)
      const { validate, schema } = validatorAt(
        each.document,
        media,
        'paths',
        each.path,
        'post',
        'requestBody',
        'content',
        each.media,
        'schema',
      )
      expect(validate(structuredClone(body)), JSON.stringify(validate.errors)).toBe(true)
      // The published schemas allow unknown fields, so a misspelled field would pass without this check.
      const unknown = Object.keys(body).filter((name) => !Object.hasOwn(schema['properties'] as Node, name))
      expect(unknown).toEqual([])
      for (const [place, wrong] of each.wrong.entries())
        expect(validate(structuredClone(wrong(body))), `wrong request ${place} passed`).toBe(false)
    })

    it(`${each.title}: what the fake answers`, async () => {
      const { answer, events } = await sent(each)
      if (events !== null) {
        const { validate } = validatorAt(
          each.document,
          'json',
          'paths',
          each.path,
          'post',
          'responses',
          '200',
          'content',
          'text/event-stream',
          'schema',
        )
        for (const event of events) expect(validate(event), JSON.stringify(validate.errors)).toBe(true)
        expect(validate({ ...events[0]!, type: 'something.else' })).toBe(false)
        return
      }
      const { validate } = validatorAt(
        each.document,
        'json',
        'paths',
        each.path,
        'post',
        'responses',
        each.answered,
        'content',
        'application/json',
        'schema',
      )
      expect(validate(answer), JSON.stringify(validate.errors)).toBe(true)
      expect(validate({ data: 7, descriptions: 7 })).toBe(false)
    })
  }

  it.each([
    ['replicate', new FakeReplicate(), 'replicate.flux-schnell', replicate, '/predictions/{prediction_id}'],
    ['bfl', new FakeBlackForestLabs(), 'flux-2-pro', blackForestLabs, '/v1/get_result'],
  ] as const)('%s: the fake’s answer to a poll', async (document, fake, model, adapter, path) => {
    const answers: unknown[] = []
    const { context } = contextFor({ fetch: watched(fake, answers) })
    const call = callFor(requestFor(adapter, model))
    const accepted = await adapter.submit(call, context)
    if (accepted.kind !== 'accepted') throw new Error('not accepted')
    answers.length = 0
    await adapter.poll!(accepted.handle, call, context)
    await adapter.poll!(accepted.handle, call, context)
    const { validate } = validatorAt(document, 'json', 'paths', path, 'get', 'responses', '200', 'content', 'application/json', 'schema')
    expect(answers).toHaveLength(2)
    for (const answer of answers) expect(validate(answer), JSON.stringify(validate.errors)).toBe(true)
    expect(validate({ ...(answers[0] as Node), status: 'whatever' })).toBe(false)
  })

  it.each([
    ['ideogram', '/models', new FakeIdeogram(), ideogram],
    ['bfl', '/v1/credits', new FakeBlackForestLabs(), blackForestLabs],
    ['replicate', '/account', new FakeReplicate(), replicate],
  ] as const)('%s: the call that verifies a credential', async (document, path, fake, adapter) => {
    const answers: unknown[] = []
    const { context } = contextFor({ fetch: watched(fake, answers) })
    await adapter.verifyCredential!(context)
    expect(fake.requests[0]!.url.pathname.endsWith(path)).toBe(true)
    const { validate } = validatorAt(document, 'json', 'paths', path, 'get', 'responses', '200', 'content', 'application/json', 'schema')
    expect(validate(answers[0]), JSON.stringify(validate.errors)).toBe(true)
    expect(validate('no')).toBe(false)
  })
})

function watched(fake: FakeProvider, answers: unknown[]): FakeProvider['fetch'] {
  return async (url, init) => {
    const response = await fake.fetch(url, init)
    if (response.headers.get('content-type')?.includes('json')) answers.push(await response.clone().json())
    return response
  }
}

async function sent({ adapter, fake, model, request, call, path }: Case) {
  let answer: unknown = null
  let events: Node[] | null = null
  const { context } = contextFor({
    fetch: async (url, init) => {
      const response = await fake.fetch(url, init)
      const text = await response.clone().text()
      if (response.headers.get('content-type')?.includes('event-stream'))
        events = text.split('\n').flatMap((line) => (line.startsWith('data: ') ? [JSON.parse(line.slice('data: '.length)) as Node] : []))
      else answer = JSON.parse(text)
      return response
    },
  })
  await adapter.submit(callFor(requestFor(adapter, model, request), call), context)
  const recorded = fake.requests.at(-1)!
  const { providerModel } = request?.model ?? adapter.models.find((each) => each.id === model)!
  const expected = path
    .replace('{model_owner}/{model_name}', providerModel)
    .replace('deployments/{deployment_owner}/{deployment_name}', providerModel)
  expect(recorded.url.pathname.endsWith(expected)).toBe(true)
  return { form: recorded.form, json: recorded.json, answer, events: events as Node[] | null }
}
