// Tests the endpoint for agents through the Worker with plain JSON-RPC, as any client sends it. tests/e2e/mcp runs the official clients.
import { describe, expect, it } from 'vitest'
import { fetchApi } from '../../support/http.ts'
import { mintProjectKey, mustApi } from '../../support/tenant.ts'
import { mintPlace, type Place, play, SMALL } from '../place.ts'

interface Message {
  id?: number
  method?: string
  // The type is `any`, because the tests read messages of many shapes.
  // oxlint-disable-next-line typescript/no-explicit-any
  params?: any
  // oxlint-disable-next-line typescript/no-explicit-any
  result?: any
  error?: { code: number; message: string }
}

const EVERY_TOOL = [
  'generate_image',
  'edit_image',
  'describe_image',
  'get_generation',
  'cancel_generation',
  'quote_image',
  'list_models',
  'list_images',
]

const HEADERS = { 'content-type': 'application/json', accept: 'application/json, text/event-stream', 'mcp-protocol-version': '2025-11-25' }

function post(key: string | null, body: unknown, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers({ ...HEADERS, ...(key === null ? {} : { authorization: `Bearer ${key}` }), ...(init.headers as object) })
  return fetchApi('/mcp', { method: 'POST', ...init, headers, body: typeof body === 'string' ? body : JSON.stringify(body) })
}

/** Returns every message of the response: notifications first, the result last. */
async function messages(response: Response): Promise<Message[]> {
  const text = await response.text()
  if (!(response.headers.get('content-type') ?? '').startsWith('text/event-stream')) return [JSON.parse(text) as Message]
  return text
    .split('\n')
    .filter((line) => line.startsWith('data: ') && line.length > 6)
    .map((line) => JSON.parse(line.slice(6)) as Message)
}

async function rpc(key: string, method: string, params: object = {}): Promise<Message> {
  const response = await post(key, { jsonrpc: '2.0', id: 1, method, params })
  expect(response.status).toBe(200)
  return (await messages(response)).at(-1)!
}

// oxlint-disable-next-line typescript/no-explicit-any
async function tool(key: string, name: string, args: object = {}): Promise<any> {
  const { result, error } = await rpc(key, 'tools/call', { name, arguments: args })
  if (error) throw new Error(`${name}: ${error.message}`)
  return { ...result, text: result.content[0].text as string }
}

describe('the tools', () => {
  it('take an agent from the models to a picture, an edit, a description and the list', async () => {
    const { key, ask } = await mintPlace()
    const models = await tool(key, 'list_models')
    expect(models.structuredContent.models).toContain('sketch')
    expect((await tool(key, 'list_models', { model: 'sketch' })).structuredContent.id).toBe('sketch')

    const priced = { prompt: 'a fox', model: 'sketch-priced', n: 2, ...SMALL }
    const quote = await tool(key, 'quote_image', priced)
    const { amount_micros, max_micros, exact } = (await ask('POST /quote', { body: priced })).body
    expect(quote.structuredContent).toEqual({ amount_micros, max_micros, exact, model: 'sketch-priced' })

    const made = await tool(key, 'generate_image', { prompt: 'a fox', ...SMALL })
    expect(made.isError, made.text).toBeFalsy()
    expect(made.text).toContain('succeeded')
    const { id, images } = made.structuredContent
    expect(images).toHaveLength(1)
    const assetId: string = images[0].asset_id
    expect(made.content.map(({ type }: { type: string }) => type)).toEqual(['text', 'image', 'resource_link'])
    expect(made.content[1].data.length).toBeLessThanOrEqual(Math.ceil((64 * 1024 * 4) / 3))
    expect(made.content[2]).toMatchObject({ uri: `asset:///${assetId}`, mimeType: 'image/png' })
    const link = /https?:\S+/.exec(made.text)![0]
    expect((await fetchApi(link)).status).toBe(200)

    const read = await rpc(key, 'resources/read', { uri: `asset:///${assetId}` })
    expect(atobLength(read.result.contents[0].blob)).toBe(made.content[2].size)

    const again = await tool(key, 'get_generation', { generation_id: id })
    expect(again.structuredContent).toMatchObject({ id, status: 'succeeded' })

    const edited = await tool(key, 'edit_image', { prompt: 'make it night', inputs: [{ asset_id: assetId }] })
    expect(edited.isError, edited.text).toBeFalsy()
    const described = await tool(key, 'describe_image', { inputs: [{ asset_id: assetId }] })
    expect(described.structuredContent.texts.length).toBeGreaterThan(0)

    const listed = await tool(key, 'list_images')
    expect(listed.structuredContent.images).toEqual([edited.structuredContent.images[0].asset_id, assetId])
    const resources = await rpc(key, 'resources/list')
    expect(resources.result.resources.map(({ name }: { name: string }) => name)).toContain(assetId)
  })

  it('cancel a running generation, and return one that was canceled', async () => {
    const { key, generate } = await mintPlace()
    const started = await generate(
      { prompt: 'slow', model: 'sketch-queued', ...SMALL, ...play({ polls: 100, poll_after_ms: 60_000 }) },
      { prefer: 'respond-async' },
    )
    const canceled = await tool(key, 'cancel_generation', { generation_id: started.body.id })
    expect(canceled.isError, canceled.text).toBeFalsy()
    expect(canceled.structuredContent.id).toBe(started.body.id)
    const ended = await tool(key, 'get_generation', { generation_id: started.body.id })
    expect(ended.structuredContent.status).toBe('canceled')
    expect((await tool(key, 'cancel_generation', { generation_id: 'gen_00000000000000000000000000' })).text).toMatch(/^not_found/)
  })

  it('are defined by the contract, each with annotations', async () => {
    const { key } = await mintPlace()
    const { result } = await rpc(key, 'tools/list')
    expect(result.tools.map(({ name }: { name: string }) => name)).toEqual(EVERY_TOOL)
    for (const { inputSchema, annotations } of result.tools) {
      expect(inputSchema).toMatchObject({ type: 'object', additionalProperties: false })
      expect(JSON.stringify(inputSchema)).not.toContain('$ref')
      expect(typeof annotations.readOnlyHint).toBe('boolean')
    }
    expect(result.tools[0].inputSchema.required).toEqual(['prompt'])
    expect(result.tools[0].inputSchema.properties.n).toMatchObject({ type: 'integer', minimum: 1, maximum: 10 })
    expect(result.tools[1].inputSchema.properties.operation.enum).not.toContain('describe')
  })

  it('report progress while they wait', async () => {
    const { key } = await mintPlace()
    const params = {
      name: 'generate_image',
      arguments: { prompt: 'slow', model: 'sketch-queued', ...SMALL },
      _meta: { progressToken: 'p1' },
    }
    const all = await messages(await post(key, { jsonrpc: '2.0', id: 1, method: 'tools/call', params }))
    const progress = all.filter(({ method }) => method === 'notifications/progress')
    expect(progress.length).toBeGreaterThan(0)
    expect(progress[0]!.params).toMatchObject({ progressToken: 'p1', progress: 1 })
    expect(all.at(-1)!.result.structuredContent.status).toBe('succeeded')
  })

  it('get comments while there is no news, so that a reader who has left is noticed', async () => {
    const { key, ask } = await mintPlace()
    const slow = { model: 'sketch-queued', ...SMALL, ...play({ polls: 100, poll_after_ms: 1000 }) }
    const params = { name: 'generate_image', arguments: { prompt: 'quiet', ...slow } }
    const response = await post(key, { jsonrpc: '2.0', id: 1, method: 'tools/call', params })
    const reader = response.body!.getReader()
    for (const _ of [1, 2]) expect(new TextDecoder().decode((await reader.read()).value)).toBe(':\n\n')
    await reader.cancel()
    await expect.poll(async () => (await ask('GET /generations')).body.data[0].status).toBe('canceled')
  })

  it('stop a generation for which nobody waits any more, unless an idempotency key names it', async () => {
    const { key, ask } = await mintPlace()
    const slow = { model: 'sketch-queued', ...SMALL, ...play({ polls: 100, poll_after_ms: 1000 }) }
    for (const [prompt, more, expected] of [
      ['left', {}, 'canceled'],
      ['named', { idempotency_key: 'call-1' }, 'running'],
    ] as const) {
      const params = { name: 'generate_image', arguments: { prompt, ...slow, ...more }, _meta: { progressToken: 1 } }
      const response = await post(key, { jsonrpc: '2.0', id: 1, method: 'tools/call', params })
      const reader = response.body!.getReader()
      const first = new TextDecoder().decode((await reader.read()).value)
      expect(first).toContain('gen_')
      const id = /gen_[0-9A-Z]{26}/.exec(first)![0]
      await reader.cancel()
      if (expected === 'canceled') await expect.poll(async () => (await ask(`GET /generations/${id}`)).body.status).toBe('canceled')
      else {
        await new Promise((resolve) => setTimeout(resolve, 6000))
        expect((await ask(`GET /generations/${id}`)).body.status).not.toBe('canceled')
        await ask(`POST /generations/${id}/cancel`)
      }
    }
  })
})

describe('the key', () => {
  it('is required, and the response says where to get one (RFC 9728)', async () => {
    const refused = await post(null, { jsonrpc: '2.0', id: 1, method: 'tools/list' })
    expect(refused.status).toBe(401)
    const address = /resource_metadata="([^"]+)"/.exec(refused.headers.get('www-authenticate')!)![1]!
    const metadata = await (await fetchApi(address)).json<Record<string, unknown>>()
    expect(metadata).toMatchObject({ resource: 'http://platform.test/mcp', bearer_methods_supported: ['header'] })
    expect((await post('cma_live_nonsense', {})).status).toBe(401)
  })

  it('describes only operations that a tool offers, and quotes each of them', async () => {
    const { key, ask } = await mintPlace()
    const tools: any[] = (await rpc(key, 'tools/list')).result.tools
    const operations: Record<string, any> = Object.fromEntries(
      tools.flatMap(({ name, inputSchema }) => (inputSchema.properties.operation ? [[name, inputSchema.properties.operation]] : [])),
    )
    for (const { description, enum: offered } of Object.values(operations)) {
      const described = [...(description ?? '').matchAll(/- (`[^:]+):/g)].flatMap(([, names]: string[]) => names!.match(/[a-z_]+/g))
      expect(offered).toEqual(expect.arrayContaining(described))
    }
    expect(operations['edit_image'].description).toMatch(/^The operation; `edit` by default\. - `edit`: /)
    const made = await tool(key, 'generate_image', { prompt: 'a fox', ...SMALL })
    const picture = { asset_id: made.structuredContent.images[0].asset_id }
    const edited = await tool(key, 'edit_image', { prompt: 'night', inputs: [picture], ...SMALL })
    const { id } = edited.structuredContent
    expect((await ask(`GET /generations/${id}`)).body.operation).toBe('edit')
    for (const operation of operations['quote_image'].enum as string[]) {
      const args = {
        operation,
        model: 'sketch',
        ...(operation === 'generate' ? {} : { inputs: [picture] }),
        ...(operation === 'inpaint' ? { mask: picture } : {}),
        ...(['generate', 'edit', 'inpaint', 'remix', 'replace_background'].includes(operation) ? { prompt: 'night' } : {}),
        ...(operation === 'reframe' ? { aspect_ratio: '2:1' } : {}),
      }
      const quote = await tool(key, 'quote_image', args)
      expect(quote.isError, `${operation}: ${quote.text}`).toBeFalsy()
    }
  })

  it('shows only the tools of its scopes, and can call no others', async () => {
    const { project } = await mintPlace()
    const names = async (key: string) => (await rpc(key, 'tools/list')).result.tools.map(({ name }: { name: string }) => name)
    const reader = (await project(['read'])).key
    expect(await names(reader)).toEqual(['get_generation', 'list_models', 'list_images'])
    expect((await tool(reader, 'generate_image', { prompt: 'a fox' })).text).toMatch(/^insufficient_scope/)
    const maker = (await project(['generate'])).key
    expect(await names(maker)).toEqual(['generate_image', 'edit_image', 'describe_image', 'cancel_generation', 'quote_image'])
    expect((await tool(maker, 'generate_image', { prompt: 'a fox', ...SMALL })).isError).toBeFalsy()
    const manager = (await project(['manage'])).key
    expect((await post(manager, { jsonrpc: '2.0', id: 1, method: 'tools/list' })).status).toBe(403)
  })

  it('reaches nothing of another project or tenant', async () => {
    const [mine, theirs] = [await mintPlace(), await mintPlace()]
    const made = await tool(mine.key, 'generate_image', { prompt: 'a fox', ...SMALL })
    const { id, images } = made.structuredContent
    for (const key of [theirs.key, (await mine.project()).key]) {
      expect((await tool(key, 'get_generation', { generation_id: id })).text).toMatch(/^not_found/)
      expect((await tool(key, 'cancel_generation', { generation_id: id })).text).toMatch(/^not_found/)
      const edit = await tool(key, 'edit_image', { prompt: 'night', inputs: [{ asset_id: images[0].asset_id }] })
      expect(edit.isError).toBe(true)
      expect((await rpc(key, 'resources/read', { uri: `asset:///${images[0].asset_id}` })).error?.message).toMatch(/^not_found/)
      expect((await tool(key, 'list_images')).structuredContent.images).toEqual([])
    }
  })

  it('is refused as soon as it is revoked', async () => {
    const place = await mintPlace()
    const { id, key } = await mintProjectKey(place)
    expect((await rpc(key, 'tools/list')).result.tools).toHaveLength(8)
    await mustApi('DELETE', `/keys/${id}`, undefined, place.adminKey)
    expect((await post(key, { jsonrpc: '2.0', id: 1, method: 'tools/list' })).status).toBe(401)
  })
})

describe('limits, budgets and repeats', () => {
  const requests = { scope: 'instance', target: null, metric: 'requests', limit: 1, window_seconds: 3600, burst: 1 }

  it('apply, and say when to try again', async () => {
    const place = await mintPlace()
    await place.setLimits([requests])
    expect((await tool(place.key, 'generate_image', { prompt: 'one', ...SMALL })).isError).toBeFalsy()
    const denied = await tool(place.key, 'generate_image', { prompt: 'two', ...SMALL })
    expect(denied.isError).toBe(true)
    expect(denied.text).toMatch(/^rate_limited[\s\S]*retry_after_ms: \d+[\s\S]*request_id: \S+/)
  })

  it('respect a budget and max_cost_micros', async () => {
    const { key } = await mintPlace({}, { budget: { daily_micros: 15_000 } })
    const picture = { prompt: 'a fox', model: 'sketch-priced', quality: 'low', ...SMALL }
    expect((await tool(key, 'generate_image', { ...picture, max_cost_micros: 9999 })).text).toMatch(/^max_cost_exceeded/)
    expect((await tool(key, 'generate_image', picture)).structuredContent.cost_micros).toBe(10_000)
    expect((await tool(key, 'generate_image', picture)).text).toMatch(/^budget_exceeded/)
  })

  it('buy once for one idempotency key', async () => {
    const { key } = await mintPlace()
    const args = { prompt: 'a fox', model: 'sketch-priced', ...SMALL, idempotency_key: 'agent-1' }
    const first = await tool(key, 'generate_image', args)
    const second = await tool(key, 'generate_image', args)
    expect(second.structuredContent.id).toBe(first.structuredContent.id)
    expect((await tool(key, 'generate_image', { ...args, prompt: 'a hare' })).text).toMatch(/^idempotency_key_reused/)
  })

  it('report a generation that failed', async () => {
    const { key } = await mintPlace()
    const failed = await tool(key, 'generate_image', { prompt: 'a fox', model: 'sketch', ...SMALL, ...play({ fail: 'refused' }) })
    expect(failed.isError).toBe(true)
    expect(failed.text).toMatch(/generation_id: gen_/)
  })
})

describe('malformed messages', () => {
  const PICTURE = 'asset_00000000000000000000000000'
  let place: Promise<Place> | null = null
  const key = async () => (await (place ??= mintPlace())).key

  it.each([
    ['generate_image', {}, 'prompt: is required'],
    ['generate_image', { prompt: 'a fox', n: 99 }, '- n: '],
    ['generate_image', { prompt: 'a fox', color: 'red' }, 'color: There is no such field'],
    ['generate_image', { prompt: 'a fox', deadline_ms: 5000 }, 'deadline_ms: There is no such field'],
    ['generate_image', { prompt: 'a fox', idempotency_key: 'ä\n' }, 'idempotency_key'],
    ['edit_image', { prompt: 'night' }, 'inputs: is required'],
    ['edit_image', { prompt: 'night', inputs: [{ asset_id: 'nonsense' }] }, 'inputs.0.asset_id'],
    ['edit_image', { prompt: 'night', inputs: [{ asset_id: PICTURE }] }, 'inputs'],
    ['edit_image', { operation: 'describe', inputs: [{ asset_id: PICTURE }] }, 'operation: must be one of edit, '],
    ['describe_image', { inputs: 'all' }, 'inputs'],
    ['get_generation', { generation_id: '../../keys' }, 'generation_id'],
    ['get_generation', { generation_id: 7 }, 'generation_id'],
    ['cancel_generation', {}, 'generation_id: is required'],
    ['quote_image', { prompt: 7 }, 'prompt'],
    ['list_models', { model: 7 }, 'model'],
    ['list_images', { limit: 'many' }, 'limit'],
  ])('%s %j says what is wrong, with an example', async (name, args, named) => {
    const refused = await tool(await key(), name, args)
    expect(refused.isError).toBe(true)
    expect(refused.text).toContain(named)
    expect(refused.text).toMatch(/Example of arguments: \{"/)
  })

  it.each<[name: string, args: object, named: string[]]>([
    ['generate_image', { colour: 'red', n: 99, seed: 'x' }, ['prompt: is required', 'n: must be', 'seed: must be', 'colour: There is no']],
    ['generate_image', { prompt: 'a fox', n: 99, idempotency_key: 'ä' }, ['n: must be', 'idempotency_key: must']],
    ['edit_image', { colour: 'red', inputs: [{ asset_id: 7 }] }, ['inputs.0.asset_id: must be a string', 'colour: There is no']],
    ['get_generation', { colour: 'red', generation_id: 7 }, ['generation_id: must be a string', 'colour: There is no']],
    ['list_models', { colour: 'red', operation: 'paint', model: 7 }, ['operation: must be one of', 'model: must', 'colour: There is no']],
    ['list_images', { colour: 'red', limit: 'many', source: {} }, ['limit: must be', 'source: must be', 'colour: There is no']],
    ['quote_image', { 'a/b': 1, 'a~b': 1, output: { format: 'bmp' } }, ['output.format: must be one of', 'a/b: There is', 'a~b: There is']],
  ])('%s %j names every fault in one answer, wrong values before unknown arguments', async (name, args, named) => {
    const { isError, text } = await tool(await key(), name, args)
    const faults = (text as string).split('\n').filter((line) => line.startsWith('- '))
    expect([isError, faults], text).toEqual([true, named.map((each) => expect.stringContaining(`- ${each}`))])
  })

  it('name a bounded number of faults', async () => {
    const unknown = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`x${index}`, 1]))
    const inputs = Array.from({ length: 500 }, () => ({ asset_id: 7 }))
    const { text } = await tool(await key(), 'edit_image', { ...unknown, inputs })
    expect(text).toContain('- inputs')
    expect(text).toContain('- x0: There is no such field')
    expect(text.split('\n').length).toBeLessThan(50)
  })

  const FIELDS: [tool: string, required: Record<string, unknown>][] = [
    ['generate_image', { prompt: 'a fox' }],
    ['edit_image', { inputs: [{ asset_id: PICTURE }] }],
    ['describe_image', { inputs: [{ asset_id: PICTURE }] }],
    ['get_generation', { generation_id: 'gen_00000000000000000000000000' }],
    ['cancel_generation', { generation_id: 'gen_00000000000000000000000000' }],
    ['quote_image', {}],
    ['list_models', {}],
    ['list_images', {}],
  ]

  it('the table has every tool', () => {
    expect(FIELDS.map(([name]) => name)).toEqual(EVERY_TOOL)
  })

  it.each(FIELDS)(
    '%s names each argument that is missing, unknown or of another type, with an example that fits',
    async (name, required) => {
      const bearer = await key()
      const { inputSchema } = (await rpc(bearer, 'tools/list')).result.tools.find((each: { name: string }) => each.name === name)
      expect(inputSchema.required).toEqual(Object.keys(required))
      const refused = async (args: unknown, named: string) => {
        const { isError, text } = await tool(bearer, name, args as object)
        expect([isError, text], JSON.stringify(args)).toEqual([true, expect.stringContaining(named)])
        const example = JSON.parse(/^Example of arguments: (\{.+\})$/m.exec(text)?.[1] ?? 'null') as object | null
        expect(Object.keys(inputSchema.properties), `${JSON.stringify(args)}: ${text}`).toEqual(
          expect.arrayContaining(Object.keys(example ?? { 'no example': 1 })),
        )
      }
      for (const field of inputSchema.required as string[]) await refused({ ...required, [field]: undefined }, `${field}: is required`)
      await refused({ ...required, colour: 'red' }, 'colour: There is no such field')
      for (const args of ['{"prompt":"a fox"}', ['a fox'], null, 7]) await refused(args, 'must be a JSON object')
      for (const [field, { type }] of Object.entries<{ type?: string | string[] }>(inputSchema.properties))
        await refused(
          { ...required, [field]: [type].flat().includes('string') || type === undefined ? { wrong: 1 } : 'wrong' },
          `- ${field}`,
        )
    },
  )

  it('are refused before they cost anything: no tool, no picture, batches, large bodies, other methods', async () => {
    const bearer = await key()
    expect((await rpc(bearer, 'tools/call', { name: 'drop_table', arguments: {} })).error?.message).toContain('no tool')
    expect((await rpc(bearer, 'resources/read', { uri: 'file:///etc/passwd' })).error).toBeDefined()
    const subscribed = await post(bearer, { jsonrpc: '2.0', id: 7, method: 'subscriptions/listen', params: { notifications: {} } })
    expect([subscribed.status, await subscribed.json()]).toMatchObject([404, { id: 7, error: { code: -32601 } }])
    expect((await post(bearer, [{ jsonrpc: '2.0', id: 1, method: 'tools/list' }])).status).toBe(400)
    expect((await post(bearer, '{')).status).toBe(400)
    expect((await post(bearer, JSON.stringify({ pad: 'x'.repeat(600_000) }))).status).toBe(413)
    expect((await post(bearer, '{}', { headers: { 'content-type': 'text/plain' } })).status).toBe(415)
    expect((await fetchApi('/mcp', { headers: { authorization: `Bearer ${bearer}` } })).status).toBe(405)
  })

  it('are refused from a page whose origin the instance does not allow', async () => {
    const from = { headers: { origin: 'https://elsewhere.example' } }
    expect((await post(await key(), { jsonrpc: '2.0', id: 1, method: 'tools/list' }, from)).status).toBe(403)
    const preflight = await fetchApi('/mcp', {
      method: 'OPTIONS',
      headers: { origin: 'https://elsewhere.example', 'access-control-request-method': 'POST' },
    })
    expect(preflight.status).toBe(204)
  })
})

/** Returns the number of bytes in a base64 text. */
function atobLength(text: string): number {
  return (text.length * 3) / 4 - (text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0)
}
