// Runs the Workers of the last release together with this version (row G8 in docs/development/field-tests.md). The release's Workers are in
// the repository, because `npm run release:workers` has stored them. First, the release runs on this version's schema. Second, this version
// takes over the release's data and a running job. Third, the release is a dedicated Worker that calls this version's config service.
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { releaseOf, migrationsOf } from '../../scripts/check-migrations.ts'
import { root } from '../../scripts/release/releases.ts'
import { buildWorker, readRelease, type Worker } from '../../scripts/release/workers.ts'
import { RELEASE, RELEASE_BEFORE } from '../../src/shared/release.ts'
import { type Runtime, serve, SETUP_TOKEN } from './runtime.ts'

/** The time limit of each test. An idle machine needs 10 to 20 seconds for a test, a very busy one far longer. */
const PATIENCE = 600_000
const release = readRelease()
let current: Worker
const folders: string[] = []
const running = new Set<Runtime>()
let outside: Server
let outsideUrl: string
/** The requests that the platform has sent to webhooks and providers. */
const received: { path: string; authorization: string | undefined; webhookId: string | undefined; body: string }[] = []

beforeAll(async () => {
  current = buildWorker(root, '')
  outside = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => (body += chunk))
    request.on('end', () => {
      const { authorization, 'webhook-id': webhookId } = request.headers
      received.push({ path: request.url!, authorization, webhookId: webhookId as string | undefined, body })
      response.setHeader('content-type', 'application/json').end('{"object":"list","data":[]}')
    })
  })
  await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve))
  outsideUrl = `http://127.0.0.1:${(outside.address() as AddressInfo).port}`
}, PATIENCE)
afterAll(async () => {
  for (const runtime of running) await runtime.stop()
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  outside.close()
})

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'upgrade-'))
  folders.push(folder)
  return folder
}
async function start(...how: Parameters<typeof serve>): Promise<Runtime> {
  const runtime = await serve(...how)
  running.add(runtime)
  return runtime
}
async function stop(runtime: Runtime): Promise<void> {
  running.delete(runtime)
  await runtime.stop()
}

/** Returns the SQL statements of a database's migrations: of those in the release, or of those that were added after it. */
function statementsOf(database: 'config' | 'data', which: 'of the release' | 'later'): string[] {
  const { last } = releaseOf(database)
  return migrationsOf(database)
    .filter((name) => name <= last === (which === 'of the release'))
    .flatMap((name) => readFileSync(join(root, 'migrations', database, `${name}.sql`), 'utf8').split('--> statement-breakpoint'))
}
async function migrate(runtime: Runtime, which: 'of the release' | 'later'): Promise<void> {
  await runtime.run('CONFIG_DB', statementsOf('config', which))
  await runtime.run('DATA_DB', statementsOf('data', which))
}

interface Answer {
  status: number
  headers: Headers
  // The tests read the responses of two versions, so no generated type fits both.
  body: any
}
interface Options {
  key?: string
  body?: unknown
  headers?: Record<string, string>
}
async function call(url: string, target: string, { key, body, headers = {} }: Options = {}): Promise<Answer> {
  const [method, path] = target.split(' ') as [string, string]
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) }
}
async function must(url: string, target: string, options?: Options): Promise<Answer> {
  const answer = await call(url, target, options)
  if (answer.status >= 300) throw new Error(`${target}: ${answer.status} ${JSON.stringify(answer.body)}`)
  return answer
}
async function replace(url: string, path: string, key: string, body: unknown): Promise<void> {
  const before = await must(url, `GET ${path}`, { key })
  await must(url, `PUT ${path}`, { key, body, headers: { 'if-match': before.headers.get('etag')! } })
}

const PRICE = 10_000
const BUDGET = 6 * PRICE
interface Place {
  organizationId: string
  instanceId: string
  projectId: string
  adminKey: string
  key: string
  keyId: string
}
/** Sets up a platform through its API: an instance with two models, and a project with a key and a budget for six pictures. */
async function setUp(url: string): Promise<Place> {
  const first = await must(url, 'POST /config/v1/setup', {
    body: { setup_token: SETUP_TOKEN, organization: { name: 'Acme', slug: 'acme' }, admin: { name: 'Ada', email: 'ada@example.com' } },
  })
  const adminKey: string = first.body.secret
  const organizationId: string = first.body.organization.id
  const instance = await must(url, 'POST /config/v1/instances', {
    key: adminKey,
    body: { organization_id: organizationId, name: 'Shop', slug: 'shop', default_model: 'sketch-priced' },
  })
  const instanceId: string = instance.body.id
  await replace(url, `/config/v1/instances/${instanceId}/models`, adminKey, {
    models: ['sketch-priced', 'sketch-queued'].map((model) => ({ model, enabled: true })),
    aliases: [],
  })
  const limits = [{ scope: 'project', target: null, metric: 'cost_micros', window: 'month', limit: BUDGET }]
  await replace(url, `/config/v1/instances/${instanceId}/limits`, adminKey, { limits })
  const project = await must(url, `POST /config/v1/instances/${instanceId}/projects`, { key: adminKey, body: { name: 'App', slug: 'app' } })
  const projectId: string = project.body.id
  const key = await must(url, 'POST /config/v1/keys', {
    key: adminKey,
    body: { kind: 'project', project_id: projectId, name: 'App', scopes: ['read', 'generate', 'manage'] },
  })
  return { organizationId, instanceId, projectId, adminKey, key: key.body.secret, keyId: key.body.key?.id ?? key.body.id }
}

const generation = (prompt: string) => ({ prompt, model: 'sketch-priced', quality: 'low', size: '64x64' })
async function generate(url: string, key: string, prompt: string): Promise<any> {
  const { body } = await must(url, 'POST /v1/generate', {
    key,
    body: generation(prompt),
    headers: { 'idempotency-key': prompt.replaceAll(' ', '-') },
  })
  expect([prompt, body.status, body.cost.amount_micros]).toEqual([prompt, 'succeeded', PRICE])
  return body
}
const listed = async (url: string, key: string): Promise<any[]> => (await must(url, 'GET /v1/generations?limit=100', { key })).body.data
async function budgetOf(url: string, key: string): Promise<{ used: number; reserved: number; limit: number }> {
  const { body } = await must(url, 'GET /v1/limits', { key })
  return body.data.find((each: { metric: string }) => each.metric === 'cost_micros')
}
async function digestAt(address: string, key?: string): Promise<string> {
  const response = await fetch(address, key === undefined ? {} : { headers: { authorization: `Bearer ${key}` } })
  if (!response.ok) throw new Error(`${address}: ${response.status}`)
  return createHash('sha256')
    .update(Buffer.from(await response.arrayBuffer()))
    .digest('hex')
}
/**
 * Signs in to the panel with the admin's key. Then gets a data key (the session's short-lived key for the generation service), and makes a
 * picture with it. Returns the session's cookie.
 */
async function signIn(url: string, { adminKey, projectId }: Place, prompt: string): Promise<string> {
  const session = await must(url, 'POST /config/v1/sessions', { body: { key: adminKey } })
  const cookie = session.headers.get('set-cookie')!.split(';')[0]!
  await generate(url, await dataKey(url, cookie, session.body.csrf_token, projectId), prompt)
  return cookie
}
async function dataKey(url: string, cookie: string, csrf: string, projectId: string): Promise<string> {
  const made = await must(url, 'POST /config/v1/sessions/current/data-keys', {
    body: { project_id: projectId },
    headers: { cookie, 'x-csrf-token': csrf, origin: url },
  })
  return made.body.secret
}
const usageOf = async (url: string, { instanceId, adminKey }: Place) =>
  (await must(url, `GET /config/v1/instances/${instanceId}/usage`, { key: adminKey })).body.totals

it('the kept code is that of the release before this version, or of this version itself', () => {
  expect([RELEASE, RELEASE_BEFORE]).toContain(release.release)
})

describe(`release ${release.release}`, () => {
  it(
    'sets up, signs in, generates, lists and counts on an empty database with the schema of this version',
    async () => {
      const runtime = await start(newFolder(), release.platform)
      const { url } = runtime
      await migrate(runtime, 'of the release')
      await migrate(runtime, 'later')
      const place = await setUp(url)
      await generate(url, place.key, 'a lake')
      await signIn(url, place, 'a hill')
      expect((await listed(url, place.key)).map(({ prompt, status }) => [prompt, status])).toEqual([
        ['a hill', 'succeeded'],
        ['a lake', 'succeeded'],
      ])
      expect(await budgetOf(url, place.key)).toMatchObject({ used: 2 * PRICE, reserved: 0, limit: BUDGET })
      await expect.poll(async () => (await usageOf(url, place)).requests).toBe(2)
      expect(
        (await must(url, `GET /config/v1/audit-log/verify?organization_id=${place.organizationId}`, { key: place.adminKey })).body.intact,
      ).toBe(true)
      await stop(runtime)
    },
    PATIENCE,
  )

  it(
    'goes on over its own data while the schema is migrated, and this version takes over',
    async () => {
      const folder = newFolder()
      const before = await start(folder, release.platform)
      await migrate(before, 'of the release')
      const place = await setUp(before.url)
      const { instanceId, projectId, adminKey, key } = place
      const first = await generate(before.url, key, 'before the migrations')
      await must(before.url, `POST /config/v1/instances/${instanceId}/webhooks`, {
        key: adminKey,
        body: { url: `${outsideUrl}/hook`, events: ['generation.succeeded'] },
      })
      const credential = await must(before.url, `PUT /config/v1/instances/${instanceId}/credentials/openai`, {
        key: adminKey,
        body: { fields: { api_key: 'sk-upgrade-0123456789' }, base_url: `${outsideUrl}/v1` },
      })
      const scopes = ['read']
      const toRevoke = await must(before.url, 'POST /config/v1/keys', {
        key: adminKey,
        body: { kind: 'project', project_id: projectId, name: 'Old', scopes },
      })
      const revokedKey: string = toRevoke.body.secret
      const revokedId = (await must(before.url, `GET /config/v1/keys?limit=100&project_id=${projectId}`, { key: adminKey })).body.data.find(
        ({ name }: { name: string }) => name === 'Old',
      ).id

      // As docs/deployment/updates.md prescribes, the migrations run first, while the Workers of the last release still serve.
      await migrate(before, 'later')
      const second = await generate(before.url, key, 'after the migrations')
      const cookie = await signIn(before.url, place, 'from the panel')
      await must(before.url, `DELETE /config/v1/keys/${revokedId}`, { key: adminKey })
      await must(before.url, `PATCH /config/v1/projects/${projectId}`, {
        key: adminKey,
        body: { name: 'App 2' },
        headers: { 'content-type': 'application/merge-patch+json' },
      })
      const ended = await listed(before.url, key)
      const links = ended.map(({ images }) => images[0].url.replace(before.url, ''))
      const digests = await Promise.all(links.map((link) => digestAt(`${before.url}${link}`)))
      const spent = await budgetOf(before.url, key)
      expect(spent.used).toBe(3 * PRICE)
      const job = await must(before.url, 'POST /v1/generate', {
        key,
        body: { ...generation('through the upgrade'), model: 'sketch-queued', provider_options: { sketch: { delay_ms: 8000, polls: 2 } } },
        headers: { prefer: 'respond-async' },
      })
      // Waits until the job has begun, so that the last release is stopped in the middle of the job.
      await expect.poll(async () => (await must(before.url, `GET /v1/generations/${job.body.id}`, { key })).body.status).not.toBe('queued')
      // The limiter writes usage to the database about a second later. So some usage may still be only in the limiter when the last release
      // is stopped, and this version must write it.
      await stop(before)

      const after = await start(folder, current)
      const { url } = after
      await expect
        .poll(async () => (await must(url, `GET /v1/generations/${job.body.id}`, { key })).body.status, { timeout: 60_000 })
        .toBe('succeeded')
      const told = () => received.filter(({ path, body }) => path === '/hook' && JSON.parse(body).data.id === job.body.id)
      await expect.poll(() => told().length).toBe(1)

      const now = await listed(url, key)
      expect(now.map(({ id }) => id)).toEqual([job.body.id, ...ended.map(({ id }) => id)])
      for (const record of ended) {
        const { id, status, prompt, cost, created_at, images } = record
        const read = (await must(url, `GET /v1/generations/${id}`, { key })).body
        expect(read).toMatchObject({ id, status, prompt, cost, created_at })
        expect(read.images.map(({ asset_id }: { asset_id: string }) => asset_id)).toEqual(
          images.map(({ asset_id }: { asset_id: string }) => asset_id),
        )
      }
      expect(await Promise.all(links.map((link) => digestAt(`${url}${link}`)))).toEqual(digests)
      expect(await Promise.all(ended.map(({ images }) => digestAt(`${url}/v1/assets/${images[0].asset_id}/content`, key)))).toEqual(digests)

      // The last release has answered a request with this Idempotency-Key. Now this version gets the same request. It must return the
      // generation that the last release has made, and must not charge a second one.
      const repeated = await must(url, 'POST /v1/generate', {
        key,
        body: generation('after the migrations'),
        headers: { 'idempotency-key': 'after-the-migrations' },
      })
      expect(repeated.body.id).toBe(second.id)
      expect((await call(url, 'GET /v1/generations', { key: revokedKey })).status).toBe(401)
      const session = await must(url, 'GET /config/v1/sessions/current', { headers: { cookie } })
      await generate(url, await dataKey(url, cookie, session.body.csrf_token, projectId), 'by the old session')
      expect((await must(url, `GET /config/v1/projects/${projectId}`, { key: adminKey })).body.name).toBe('App 2')

      const verified = await must(url, `POST /config/v1/credentials/${credential.body.id}/verify`, { key: adminKey })
      expect([verified.status, received.some(({ authorization }) => authorization === 'Bearer sk-upgrade-0123456789')]).toEqual([200, true])

      // The budget pays for six pictures. The last release has made three that cost money, and this version has made one. So two more are allowed.
      const fifth = await generate(url, key, 'five')
      await generate(url, key, 'six')
      const refused = await call(url, 'POST /v1/generate', { key, body: generation('seven') })
      expect([refused.status, refused.body.code]).toEqual([429, 'budget_exceeded'])
      expect(await budgetOf(url, key)).toMatchObject({ used: BUDGET, reserved: 0 })
      await expect
        .poll(async () => {
          const { requests, cost_micros } = await usageOf(url, place)
          return [requests, cost_micros]
        })
        .toEqual([7, BUDGET])
      await must(url, `DELETE /v1/generations/${first.id}`, { key })
      expect((await call(url, `GET /v1/generations/${first.id}`, { key })).status).toBe(404)
      const audit = await must(url, `GET /config/v1/audit-log/verify?organization_id=${place.organizationId}`, { key: adminKey })
      expect(audit.body.intact).toBe(true)
      await stop(after)

      // After a rollback, the last release reads what this version has stored. It must know the generations of this version by their keys.
      const back = await start(folder, release.platform)
      const again = await must(back.url, 'POST /v1/generate', {
        key,
        body: generation('five'),
        headers: { 'idempotency-key': 'five' },
      })
      expect([again.body.id, again.body.status]).toEqual([fifth.id, 'succeeded'])
      await stop(back)
    },
    PATIENCE,
  )

  it(
    'serves an instance of its own with the config service of this version',
    async () => {
      const folder = newFolder()
      const alone = await start(folder, current)
      await migrate(alone, 'of the release')
      await migrate(alone, 'later')
      const place = await setUp(alone.url)
      await stop(alone)

      const runtime = await start(folder, current, { worker: release.generation, instanceId: place.instanceId })
      await runtime.run('OWN_DATA_DB', [...statementsOf('data', 'of the release'), ...statementsOf('data', 'later')])
      const url = runtime.dedicatedUrl!
      for (const prompt of ['a lake', 'a hill']) await generate(url, place.key, prompt)
      const queued = await must(url, 'POST /v1/generate', {
        key: place.key,
        body: { ...generation('later'), model: 'sketch-queued', provider_options: { sketch: { delay_ms: 500, polls: 2 } } },
        headers: { prefer: 'respond-async' },
      })
      await expect
        .poll(async () => (await must(url, `GET /v1/generations/${queued.body.id}`, { key: place.key })).body.status)
        .toBe('succeeded')
      expect((await listed(url, place.key)).map(({ prompt }) => prompt)).toEqual(['later', 'a hill', 'a lake'])
      expect(await budgetOf(url, place.key)).toMatchObject({ used: 2 * PRICE, reserved: 0, limit: BUDGET })
      for (let pictures = 2; pictures < 6; pictures++) await generate(url, place.key, `picture ${pictures}`)
      expect((await call(url, 'POST /v1/generate', { key: place.key, body: generation('too much') })).status).toBe(429)
      await expect.poll(async () => (await usageOf(runtime.url, place)).requests).toBe(7)
      await must(runtime.url, `DELETE /config/v1/keys/${place.keyId}`, { key: place.adminKey })
      expect((await call(url, 'GET /v1/generations', { key: place.key })).status).toBe(401)
      await stop(runtime)
    },
    PATIENCE,
  )
})
