// Tests several connections of one provider: which connection serves a request, and where callers see the id of this connection. Also tests
// that the credential of a connection is returned for no other provider and no other instance.
import { env, exports } from 'cloudflare:workers'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { ConfigRpc } from '../../src/shared/config-rpc.ts'
import { inTurn } from '../../src/providers/connections.ts'
import { config } from '../support/call.ts'
import { FakeOpenai } from '../support/fake-openai.ts'
import { mintUser, replace } from '../support/tenant.ts'
import { mintPlace, type Place } from './place.ts'

const rpc = (exports as unknown as { ConfigService(options: { props: { instanceId: null } }): ConfigRpc }).ConfigService({
  props: { instanceId: null },
})
const MODEL = 'gpt-image-2.6-flare'

/**
 * Makes a tenant with the connections `ids`, for example `main` and `second`. They use the openai adapter, and each calls its own server.
 */
async function mintConnected(ids: string[]): Promise<{ place: Place; fakes: Record<string, FakeOpenai> }> {
  const place = await mintPlace()
  const fakes: Record<string, FakeOpenai> = {}
  for (const id of ids) {
    const fake = new FakeOpenai({ origin: `https://${id}.example-openai.com` })
    fakes[id] = fake
    const made = await connect(place, id, { provider: 'openai', base_url: `${fake.origin}/v1` })
    expect([made.status, made.body.connection, made.body.provider]).toEqual([201, id, 'openai'])
  }
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (url, init) => {
    const { host } = new URL(url instanceof Request ? url.url : String(url))
    const fake = fakes[host.replace('.example-openai.com', '')]
    if (fake === undefined) throw new TypeError(`nobody answers at ${host}`)
    return fake.fetch(url as string, init)
  })
  return { place, fakes }
}
const connect = (place: Place, id: string, body: Record<string, unknown>) =>
  config(`PUT /instances/${place.instanceId}/credentials/${id}`, {
    key: place.adminKey,
    body: { fields: { api_key: `sk-of-${id}-0123456789` }, ...body },
  })
const serve = (place: Place, settings: Record<string, unknown>) =>
  replace(`/instances/${place.instanceId}/models`, settings, place.adminKey)
const draw = (place: Place, more: object = {}) => place.generate({ prompt: 'a lake', model: MODEL, ...more })
const keysAt = (fake: FakeOpenai) => fake.requests.map(({ headers }) => headers.get('authorization'))

afterEach(() => void vi.restoreAllMocks())

describe('a further connection', () => {
  it('serves the models that name it, and the attempt tells it', async () => {
    const { place, fakes } = await mintConnected(['main', 'second'])
    expect((await draw(place)).body.code).toBe('credential_missing')
    await serve(place, { models: [{ model: MODEL, connections: [{ id: 'second' }] }] })
    const drawn = await draw(place)
    expect(drawn.body).toMatchObject({
      status: 'succeeded',
      provider: 'openai',
      attempts: [{ provider: 'openai', connection: 'second', status: 'succeeded' }],
    })
    expect([fakes['main']!.submits, keysAt(fakes['second']!)]).toEqual([0, ['Bearer sk-of-second-0123456789']])
    const model = await place.ask(`GET /models/${MODEL}`)
    expect(model.body.ready).toBe(true)
    expect(model.text).not.toContain('second')
  })

  it('serves all models of its provider if the provider names it; a model’s own list comes first', async () => {
    const { place, fakes } = await mintConnected(['main', 'second'])
    await serve(place, { providers: [{ provider: 'openai', connections: [{ id: 'second' }] }] })
    await draw(place)
    await serve(place, {
      models: [{ model: MODEL, connections: [{ id: 'main' }] }],
      providers: [{ provider: 'openai', connections: [{ id: 'second' }] }],
    })
    await draw(place)
    expect([fakes['main']!.submits, fakes['second']!.submits]).toEqual([1, 1])
  })

  it('leaves the credential with the provider’s own id as it was', async () => {
    const { place } = await mintConnected(['main'])
    await connect(place, 'openai', {})
    const fake = new FakeOpenai()
    vi.spyOn(globalThis, 'fetch').mockImplementation((url, init) => fake.fetch(url as string, init))
    expect((await draw(place)).body.attempts).toMatchObject([{ connection: 'openai', status: 'succeeded' }])
    expect(keysAt(fake)).toEqual(['Bearer sk-of-openai-0123456789'])
    // In this table, `provider` is the id of the connection, and `adapter` is the provider that it calls. The connection `openai` has the
    // id of its provider. So its `adapter` is null, as in rows that were stored before connections existed.
    const rows = env.CONFIG_DB.prepare('SELECT provider, adapter FROM credentials WHERE instance_id = ? ORDER BY provider')
    expect((await rows.bind(place.instanceId).all()).results).toEqual([
      { provider: 'main', adapter: 'openai' },
      { provider: 'openai', adapter: null },
    ])
  })

  it('is not replaced by another one once its credential is deleted', async () => {
    const { place } = await mintConnected(['main'])
    await connect(place, 'openai', {})
    await serve(place, { models: [{ model: MODEL, connections: [{ id: 'main' }] }] })
    const { body } = await config(`GET /instances/${place.instanceId}/credentials`, { key: place.adminKey })
    await config(`DELETE /credentials/${body.data[0].id}`, { key: place.adminKey })
    expect((await draw(place)).body.code).toBe('credential_missing')
  })
})

describe('what is refused', () => {
  let place: Place
  beforeAll(async () => {
    ;({ place } = await mintConnected(['main']))
    vi.restoreAllMocks()
  })
  const pointersOf = (answer: { body: { errors?: { pointer: string; message: string }[] } }) =>
    answer.body.errors?.map(({ pointer }) => pointer)

  it('an id without a provider, another provider’s id, and a change of the provider', async () => {
    const bare = await connect(place, 'studio', {})
    expect([bare.status, bare.body.detail]).toEqual([404, expect.stringContaining('name it as `provider`')])
    expect(pointersOf(await connect(place, 'studio', { provider: 'nobody' }))).toEqual(['/body/provider'])
    expect(pointersOf(await connect(place, 'ideogram', { provider: 'openai' }))).toEqual(['/body/provider'])
    expect(pointersOf(await connect(place, 'main', { provider: 'ideogram' }))).toEqual(['/body/provider'])
    // A later PUT of a connection need not name the provider: the connection keeps its provider.
    expect((await connect(place, 'main', { base_url: 'https://main.example-openai.com/v1' })).body).toMatchObject({
      provider: 'openai',
      version: 2,
    })
  })

  it('connections that do not exist, of another provider, repeated, or weighted in part', async () => {
    const current = await config(`GET /instances/${place.instanceId}/models`, { key: place.adminKey })
    const put = (settings: unknown) =>
      config(`PUT /instances/${place.instanceId}/models`, {
        key: place.adminKey,
        headers: { 'if-match': current.headers.get('etag')! },
        body: settings,
      })
    const of = (connections: unknown) => ({ models: [{ model: MODEL, connections }] })
    expect(pointersOf(await put(of([{ id: 'main' }, { id: 'mian' }])))).toEqual(['/body/models/0/connections/1/id'])
    expect(pointersOf(await put({ models: [{ model: 'ideogram-4.5', connections: [{ id: 'main' }] }] }))).toEqual([
      '/body/models/0/connections/0/id',
    ])
    expect(pointersOf(await put(of([{ id: 'main' }, { id: 'main' }])))).toEqual(['/body/models/0/connections/1/id'])
    expect(pointersOf(await put(of([{ id: 'main', weight: 1 }, { id: 'openai' }])))).toEqual(['/body/models/0/connections'])
    expect(pointersOf(await put({ providers: [{ provider: 'nobody', connections: [{ id: 'main' }] }] }))).toEqual([
      '/body/providers/0/provider',
    ])
    const { body: instance } = await config(`GET /instances/${place.instanceId}`, { key: place.adminKey })
    const admin = { organizationId: instance.organization_id, superadminKey: place.adminKey }
    const developer = await mintUser(admin, 'developer', { instanceIds: [place.instanceId] })
    const byDeveloper = await config(`PUT /instances/${place.instanceId}/models`, {
      key: developer.key,
      headers: { 'if-match': current.headers.get('etag')! },
      body: of([{ id: 'main' }]),
    })
    expect(byDeveloper.body.code).toBe('insufficient_role')
  })
})

describe('secrets', () => {
  it('of one provider are never opened for another, nor for another instance', async () => {
    const { place } = await mintConnected(['main'])
    const other = await mintPlace()
    const open = (instanceId: string, subject: { provider: string; calls?: string }) =>
      rpc.openCredential({ instanceId, subject: { kind: 'provider', ...subject } })
    expect(await open(place.instanceId, { provider: 'main', calls: 'openai' })).toMatchObject({
      ok: true,
      fields: { api_key: 'sk-of-main-0123456789' },
    })
    const missing = { ok: false, code: 'credential_missing' }
    expect(await open(place.instanceId, { provider: 'main', calls: 'ideogram' })).toEqual(missing)
    expect(await open(place.instanceId, { provider: 'main' })).toEqual(missing)
    expect(await open(other.instanceId, { provider: 'main', calls: 'openai' })).toEqual(missing)
    const named = await config(`PUT /instances/${other.instanceId}/models`, {
      key: other.adminKey,
      headers: { 'if-match': '"2"' },
      body: { models: [{ model: MODEL, connections: [{ id: 'main' }] }] },
    })
    expect(named.body.errors).toMatchObject([
      { pointer: '/body/models/0/connections/0/id', message: 'is not a connection of this instance' },
    ])
  })
})

describe('a set of connections', () => {
  const both = { models: [{ model: MODEL, connections: [{ id: 'main' }, { id: 'second' }] }] }
  /** Returns the connections that rest (jobs prefer other connections for a while). Each has its health as an admin sees it. */
  const restsOf = async (place: Place) => {
    const { body } = await config(`GET /instances/${place.instanceId}/credentials`, { key: place.adminKey })
    return (body.data as { connection: string; health: { state: string; reason: string | null } }[])
      .filter(({ health }) => health.state === 'resting')
      .map(({ connection, health }) => ({ connection, ...health }))
  }
  const auditOf = async (place: Place) =>
    (await config('GET /audit-log?action=limiter.connection_rests', { key: place.adminKey })).body.data as Record<string, unknown>[]

  it('moves on if the first is rate limited, and lets it rest', async () => {
    const { place, fakes } = await mintConnected(['main', 'second'])
    await serve(place, both)
    fakes['main']!.fault = { name: 'rate_limited', retryAfter: '120' }
    const moved = await draw(place)
    expect(moved.body).toMatchObject({
      status: 'succeeded',
      attempts: [
        { connection: 'main', status: 'failed', error_code: 'provider_rate_limited', billed: 'no' },
        { connection: 'second', status: 'succeeded' },
      ],
    })
    await expect
      .poll(() => restsOf(place))
      .toEqual([
        {
          connection: 'main',
          state: 'resting',
          reason: 'rate_limited',
          detail: expect.stringContaining('Slow down'),
          since: expect.any(String),
          until: expect.any(String),
        },
      ])
    // While the connection `main` rests, its server is not called again.
    expect((await draw(place)).body.attempts).toMatchObject([{ connection: 'second', status: 'succeeded' }])
    expect([fakes['main']!.submits, fakes['second']!.submits]).toEqual([1, 2])
    expect(await auditOf(place)).toEqual([])
  })

  it('rests a connection whose key is refused, tells it, and calls it again once the key is replaced', async () => {
    const { place, fakes } = await mintConnected(['main', 'second'])
    await serve(place, both)
    fakes['main']!.fault = { name: 'unauthorized' }
    expect((await draw(place)).body.attempts).toMatchObject([
      { connection: 'main', error_code: 'provider_credential_rejected' },
      { connection: 'second', status: 'succeeded' },
    ])
    await expect.poll(async () => (await auditOf(place)).length).toBe(1)
    expect((await auditOf(place))[0]).toMatchObject({ after: { connection: 'main', reason: 'bad_credential' } })
    expect((await draw(place)).body.attempts).toMatchObject([{ connection: 'second' }])
    fakes['main']!.fault = null
    await connect(place, 'main', { base_url: `${fakes['main']!.origin}/v1` })
    expect(await restsOf(place)).toEqual([])
    expect((await draw(place)).body.attempts).toMatchObject([{ connection: 'main', status: 'succeeded' }])
    expect([fakes['main']!.submits, fakes['second']!.submits]).toEqual([2, 2])
  })

  it.each(['malformed', 'connection_lost', 'truncated'] as const)('never sends again what may have been billed: %s', async (name) => {
    const { place, fakes } = await mintConnected(['main', 'second'])
    await serve(place, both)
    fakes['main']!.fault = { name }
    const { body } = await draw(place)
    expect(body.code).toBe('outcome_indeterminate')
    expect([fakes['main']!.submits, fakes['second']!.submits]).toEqual([1, 0])
  })

  it('whose connections all rest is called all the same', async () => {
    const { place, fakes } = await mintConnected(['main', 'second'])
    await serve(place, both)
    for (const fake of Object.values(fakes)) fake.fault = { name: 'no_credit' }
    expect((await draw(place)).body).toMatchObject({ code: 'provider_error' })
    await expect.poll(async () => (await restsOf(place)).length).toBe(2)
    for (const fake of Object.values(fakes)) fake.fault = null
    expect((await draw(place)).body).toMatchObject({ status: 'succeeded' })
  })
})

describe('a configuration file', () => {
  it('carries the connections of models to another instance, which then lists the missing credentials', async () => {
    const { place } = await mintConnected(['main', 'second'])
    const settings = {
      models: [{ model: MODEL, connections: [{ id: 'second' }, { id: 'main' }] }],
      providers: [
        {
          provider: 'openai',
          connections: [
            { id: 'main', weight: 2 },
            { id: 'second', weight: 1 },
          ],
        },
      ],
    }
    await serve(place, settings)
    const file = (await config(`GET /instances/${place.instanceId}/export`, { key: place.adminKey })).body
    expect(file).toMatchObject({
      ...settings,
      credentials: ['main', 'second'],
      connections: [
        { id: 'main', provider: 'openai', base_url: 'https://main.example-openai.com/v1' },
        { id: 'second', provider: 'openai', base_url: 'https://second.example-openai.com/v1' },
      ],
    })
    expect(JSON.stringify(file)).not.toContain('sk-of')

    const other = await mintPlace()
    const imported = () =>
      config(`POST /instances/${other.instanceId}/import`, { key: other.adminKey, body: { ...file, projects: [], limits: [] } })
    expect((await imported()).body.missing_connections).toEqual(['main', 'second'])
    const settingsOf = async () => (await config(`GET /instances/${other.instanceId}/models`, { key: other.adminKey })).body
    expect(await settingsOf()).toMatchObject(settings)
    // An exported file contains no credentials, so the two connections do not exist in the other instance yet. The imported model settings
    // name them nevertheless. Settings that name missing connections can be changed and saved.
    await serve(other, { ...settings, aliases: [] })
    expect((await draw(other)).body.code).toBe('credential_missing')
    await connect(other, 'main', { provider: 'openai', base_url: 'https://main.example-openai.com/v1' })
    expect((await imported()).body.missing_connections).toEqual(['second'])
    expect((await draw(other)).body.attempts).toMatchObject([{ connection: 'main', status: 'succeeded' }])
    // A file that was written before connections existed has no `providers`, so its import leaves the instance's providers unchanged.
    const { providers: _, connections: __, credentials: ___, ...older } = file
    await config(`POST /instances/${other.instanceId}/import`, { key: other.adminKey, body: { ...older, projects: [], limits: [] } })
    expect((await settingsOf()).providers).toEqual(settings.providers)
  })
})

describe('the order', () => {
  it('is that of the list without weights', () => {
    expect(inTurn([{ id: 'b' }, { id: 'a' }, { id: 'c' }], 'gen_1')).toEqual(['b', 'a', 'c'])
  })
  it('is drawn by weight, always the same for one generation', () => {
    const shares = [
      { id: 'main', weight: 6 },
      { id: 'second', weight: 3 },
      { id: 'third', weight: 1 },
    ]
    const firsts: Record<string, number> = { main: 0, second: 0, third: 0 }
    const seeds = Array.from({ length: 10_000 }, (_, index) => `gen_01K9ZQ4X1V7M3T8B5N2D6F${String(index).padStart(4, '0')}`)
    for (const seed of seeds) {
      const order = inTurn(shares, seed)
      expect(order.toSorted()).toEqual(['main', 'second', 'third'])
      firsts[order[0]!]!++
    }
    expect(firsts['main']! / 10_000).toBeCloseTo(0.6, 1)
    expect(firsts['second']! / 10_000).toBeCloseTo(0.3, 1)
    expect(firsts['third']! / 10_000).toBeCloseTo(0.1, 1)
    expect(inTurn(shares, seeds[0]!)).toEqual(inTurn(shares, seeds[0]!))
  })
})
