// Records examples of successful responses: `npm run examples:record`. Starts an empty platform on this machine, calls its operations, and
// writes the responses to openapi/examples/<service>.yaml, with fixed ids, times and durations. Run it after a response has changed, then
// run `npm run generate`. With operation ids as arguments, writes only the examples of these operations.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parse, stringify } from 'yaml'
import { png } from '../tests/support/pictures.ts'
import { type Node, OpenApiDocument } from './emit/document.ts'
import { cleaner } from './examples/clean.ts'

const root = resolve(import.meta.dirname, '..')
const state = mkdtempSync(join(tmpdir(), 'examples-'))
process.env.STATE_DIR = join(state, 'state')
process.env.CREDENTIALS_FILE = join(state, 'credentials.json')
const { isFree, migrate, serve } = await import('./local/server.mjs')
const { createSecrets, readSecret } = await import('./local/install.mjs')

type Service = 'config' | 'generation'
const BASE = { config: '/config/v1', generation: '/v1' }
const contracts = {
  config: new OpenApiDocument(JSON.parse(readFileSync(join(root, 'generated/config/openapi.json'), 'utf8'))),
  generation: new OpenApiDocument(JSON.parse(readFileSync(join(root, 'generated/generation/openapi.json'), 'utf8'))),
}
const recorded: Record<Service, Record<string, unknown>> = { config: {}, generation: {} }

const faults: string[] = []

interface Sent {
  key?: string
  path?: Record<string, string>
  query?: Record<string, string>
  headers?: Record<string, string>
  body?: unknown
  form?: FormData
  /** The members of a URL-encoded form. */
  fields?: Record<string, string>
}

/** Sends one request, and keeps the first successful response for each operation and status. */
async function play(
  baseUrl: string,
  service: Service,
  id: string,
  { key, path = {}, query, headers = {}, body, form, fields }: Sent = {},
): Promise<Node> {
  const operation = contracts[service].operations().find((each) => each.id === id)
  if (operation === undefined) throw new Error(`${service} has no operation ${id}`)
  const url = new URL(baseUrl + BASE[service] + operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => path[name] ?? `{${name}}`))
  for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value)
  const types = Object.keys(contracts[service].resolve(operation.node.requestBody)?.content ?? {})
  const sent = new Headers(headers)
  if (key !== undefined) sent.set('authorization', `Bearer ${key}`)
  if (body !== undefined)
    sent.set(
      'content-type',
      types.find((type) => type.endsWith('json'))!,
    )
  if (operation.parameters.some(({ name, required }) => name === 'If-Match' && required)) {
    const etag = await etagOf(url, sent)
    if (etag !== null) sent.set('if-match', etag)
  }
  const response = await fetch(url, {
    method: operation.method.toUpperCase(),
    headers: sent,
    ...bodyOf({ body, form, fields }),
  })
  const type = response.headers.get('content-type') ?? ''
  const isBinary = type.startsWith('image/')
  const text = isBinary ? '' : await response.text()
  if (isBinary) await response.arrayBuffer()
  const value = type.endsWith('json') && text !== '' ? JSON.parse(text) : text
  if (!response.ok) {
    faults.push(`${service} ${id} answered ${response.status}: ${text}`)
    return {}
  }
  const streamed = type.startsWith('text/event-stream') ? 'Stream' : ''
  const name = `${id}${response.status}${streamed}`
  if (text !== '' && recorded[service][name] === undefined) recorded[service][name] = value
  console.log(`${service} ${id} ${response.status}`)
  const cookie = response.headers.get('set-cookie')
  return typeof value !== 'object' ? { text: value } : cookie === null ? value : { ...value, cookie }
}

function bodyOf({ body, form, fields }: Pick<Sent, 'body' | 'form' | 'fields'>): Pick<RequestInit, 'body'> {
  if (form !== undefined) return { body: form }
  if (fields !== undefined) return { body: new URLSearchParams(fields) }
  return body === undefined ? {} : { body: JSON.stringify(body) }
}

const pause = (milliseconds: number) => new Promise<void>((done) => setTimeout(done, milliseconds))

/**
 * Returns the ETag of the resource that a request changes; null if none is found. First tries a GET of the request's path. If that
 * response has no ETag, tries a GET of the path without its last segment.
 */
async function etagOf(url: URL, headers: Headers): Promise<string | null> {
  for (const address of [url, new URL(url.href.replace(/\/[^/]+$/, ''))]) {
    const response = await fetch(address, { headers })
    await response.arrayBuffer()
    if (response.headers.has('etag')) return response.headers.get('etag')
  }
  return null
}

async function playConfig(baseUrl: string, hook: string) {
  const config = (id: string, sent?: Sent) => play(baseUrl, 'config', id, sent)
  const setup = await config('setUp', {
    body: {
      setup_token: readSecret('SETUP_TOKEN'),
      organization: { name: 'Acme', slug: 'acme' },
      admin: { name: 'Ada Lovelace', email: 'ada@example.com' },
    },
  })
  const key = setup.secret
  const organization_id = setup.organization.id
  const instance = await config('createInstance', { key, body: { name: 'Production', slug: 'production', default_model: 'sketch' } })
  const instance_id = instance.id
  const project = await config('createProject', { key, path: { instance_id }, body: { name: 'Web shop', slug: 'web-shop' } })
  const project_id = project.id
  const limits = [
    { scope: 'instance', target: null, metric: 'requests', window_seconds: 60, limit: 500, burst: 50 },
    { scope: 'project', target: null, metric: 'cost_micros', window: 'month', limit: 100_000_000 },
  ]
  const path = { instance_id, project_id, organization_id }
  await config('getLimits', { key, path })
  await config('setLimits', { key, path, body: { limits } })
  const settings = {
    models: [
      { model: 'sketch', enabled: true },
      { model: 'sketch-priced', enabled: true },
    ],
    aliases: [{ alias: 'house-style', model: 'sketch' }],
  }
  await config('setModelSettings', { key, path, body: settings })
  const user = await config('createUser', { key, body: { name: 'Grace Hopper', email: 'grace@example.com', role: 'developer' } })
  const user_id = user.id
  await config('setUserGrants', { key, path: { user_id }, body: { grants: [{ instance_id, role: 'developer' }] } })
  const projectKey = await config('createKey', {
    key,
    body: { kind: 'project', project_id, name: 'Web shop', scopes: ['read', 'generate', 'manage'] },
  })
  const webhook = await config('createWebhook', { key, path, body: { url: hook, events: ['generation.succeeded'] } })
  const provider = { ...path, provider: 'openai' }
  // Nothing listens on port 1, so no provider is called.
  const fields = { fields: { api_key: 'sk-example-0123456789' }, base_url: 'http://127.0.0.1:1/v1' }
  const credential = await config('putCredential', { key, path: provider, body: fields })
  await config('putCredential', { key, path: provider, body: fields })
  const credential_id = credential.id
  return {
    key,
    projectKey: projectKey.secret as string,
    path: { ...path, user_id, credential_id, webhook_id: webhook.id as string, key_id: projectKey.id as string },
  }
}

/**
 * Calls the operations of the generation service. The function is long, because it is one list of calls in the order in which they depend
 * on each other.
 */
async function playGeneration(
  baseUrl: string,
  { key: adminKey, projectKey: key, path: { project_id } }: Awaited<ReturnType<typeof playConfig>>,
): Promise<void> {
  const generation = (id: string, sent?: Sent) => play(baseUrl, 'generation', id, { key, ...sent })
  const order = {
    prompt: 'a lighthouse in fog, woodcut',
    model: 'sketch-priced',
    quality: 'low',
    n: 1,
    seed: 7,
    metadata: { order: '4711' },
  }
  const done = await generation('generate', { body: order })
  await generation('quote', { body: { prompt: 'a lighthouse in fog', n: 4 } })
  const queued = await generation('generate', {
    headers: { prefer: 'respond-async' },
    body: { ...order, provider_options: { sketch: { queued: true, delay_ms: 60_000, poll_after_ms: 1000 } } },
  })
  // `cancelGeneration` returns 200 if the generation has ended already, otherwise 202. The status depends on timing, so both examples are
  // made from responses of `getGeneration`.
  const record = { path: { generation_id: queued.id } }
  const running = await generation('getGeneration', record)
  await generation('cancelGeneration', record)
  let canceled = await generation('getGeneration', record)
  while (canceled.finished_at === null) {
    await pause(500)
    canceled = await generation('getGeneration', record)
  }
  Object.assign(recorded.generation, { cancelGeneration202: running, cancelGeneration200: canceled })
  delete recorded.generation.getGeneration200
  const lost = {
    prompt: 'a lighthouse',
    model: 'sketch-priced',
    quality: 'low',
    provider_options: { sketch: { fail: 'timeout', billed: 'unknown' } },
  }
  // This generation fails on purpose and becomes indeterminate, because `resolveGeneration` needs an indeterminate generation.
  const failed = await fetch(`${baseUrl}/v1/generate`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(lost),
  })
  await failed.arrayBuffer()
  const page = await generation('listGenerations', { query: { limit: '10' } })
  delete recorded.generation.listGenerations200
  const indeterminate = page.data.find(({ status }: Node) => status === 'indeterminate')
  if (indeterminate === undefined) throw new Error(`No generation is indeterminate: ${failed.status}`)
  await generation('resolveGeneration', {
    // The budget holds an amount for the indeterminate generation. Only an admin may settle the generation with less than this amount.
    key: adminKey,
    headers: { 'x-project-id': project_id! },
    path: { generation_id: indeterminate.id },
    body: { amount_micros: 0, note: "not on the provider's invoice" },
  })
  const path = { generation_id: done.id, model: 'sketch' }
  await generation('getGeneration', { path })
  await generation('streamGenerationEvents', { path })

  const form = new FormData()
  form.set('file', new Blob([new Uint8Array(png(64, 64, (x, y) => [x * 3, y * 3, 90, 255]))], { type: 'image/png' }), 'lighthouse.png')
  const asset = await generation('uploadAsset', { form })
  const asset_id = asset.id
  await generation('getAsset', { path: { asset_id } })
  await generation('linkAsset', { path: { asset_id }, body: { expires_in_seconds: 3600 } })
  for (const id of ['listModels', 'getModel', 'getLimits', 'getUsage', 'getHealth', 'getContract']) await generation(id, { path })
  await generation('listGenerations', { query: { limit: '1' } })
  await generation('listAssets', { query: { limit: '1' } })
  const image = { model: 'sketch', prompt: 'a lighthouse in fog', size: '1024x1024' }
  await generation('createImage', { body: image })
  await generation('createImage', { body: { ...image, stream: true } })
  for (let tries = 0; tries < 60; tries++) {
    delete recorded.generation.listWebhookDeliveries200
    const { data } = await generation('listWebhookDeliveries', { query: { limit: '1' } })
    if (data[0]?.status === 'delivered') {
      await generation('redeliverWebhook', { path: { delivery_id: data[0].id } })
      return
    }
    await pause(1000)
  }
  throw new Error('No webhook was delivered')
}

/** Operations without a body. They are called in this order. */
const READ = `
  getMe listPlaces listOrganizations getOrganization listUsers getUser listInstances getInstance listProjects
  getProject getLimitStates listCatalogue getModelSettings exportInstance getHealth getContract listKeys getKey
  listProviders listCredentials getCredential getRewrapProgress listWebhooks getWebhook listAuditLog
  verifyAuditLog exportAuditLog getOrganizationOverview getInstanceOverview getInstanceUsage listLogs
`

async function playRest(baseUrl: string, { key, path }: { key: string; path: Record<string, string> }): Promise<void> {
  const config = (id: string, sent?: Sent) => play(baseUrl, 'config', id, { key, path, ...sent })
  for (const id of READ.trim().split(/\s+/)) await config(id)
  const exported = recorded.config.exportInstance200
  await config('importInstance', { body: exported, query: { dry_run: 'true' } })
  await config('dryRunModel', { body: { model: 'sketch', request: { prompt: 'A lake' } } })
  await config('verifyCredential')
  await config('rotateCredential', { body: { fields: { api_key: 'sk-example-9876543210' }, verify_first: false } })
  await config('rewrapSecrets', { body: { batch_size: 100 } })
  await config('testWebhook')
  await config('rotateWebhookSecret', { body: { grace_period_seconds: 86_400 } })
  await config('updateWebhook', { body: { status: 'disabled' } })
  await config('updateOrganization', { body: { budget: { monthly_micros: 500_000_000 } } })
  await config('updateUser', { body: { name: 'Grace Brewster Hopper' } })
  await config('updateInstance', { body: { default_model: 'sketch', retention_days: 30 } })
  await config('updateProject', { body: { name: 'Shop' } })
  await config('updateKey', { body: { name: 'Web shop (reads only)', scopes: ['read'] } })
  await config('rotateKey', { body: { grace_period_seconds: 86_400 } })
  await config('createOrganization', { body: { name: 'Branch', slug: 'branch' } })
  await config('createSignInLink', { body: { expires_in_seconds: 900 } })
  const session = await config('createSession', { body: { key } })
  const cookie = /^[^;]+/.exec(session.cookie)![0]
  const headers = { cookie, 'x-csrf-token': session.csrf_token, origin: baseUrl }
  const panel = (id: string, sent?: Sent) => play(baseUrl, 'config', id, { path, headers, ...sent })
  await panel('getSession')
  await panel('createDataKey', { body: { project_id: path.project_id } })
  await playConnectedApp(baseUrl, path.project_id!, panel)
  await panel('deleteUserSessions')
  await panel('deleteSessions')
}

/** Connects an app. No request is ever sent to the app's redirect address. */
async function playConnectedApp(baseUrl: string, projectId: string, panel: (id: string, sent?: Sent) => Promise<Node>): Promise<void> {
  const app = (id: string, sent?: Sent) => play(baseUrl, 'config', id, sent)
  await app('getAuthorizationServer')
  const redirect = 'https://assistant.example/callback'
  const client = await app('registerClient', { body: { client_name: 'An assistant', redirect_uris: [redirect] } })
  const request = {
    response_type: 'code',
    client_id: client.client_id,
    redirect_uri: redirect,
    scope: 'read generate',
    state: 'af0ifjsldkj',
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    code_challenge_method: 'S256',
    resource: `${baseUrl}/mcp`,
  }
  await panel('reviewAuthorization', { body: request })
  const choice = {
    project_id: projectId,
    scopes: ['read', 'generate'],
    budget: { window: 'month', limit_micros: 5_000_000 },
    expires_in_days: 30,
  }
  const decided = await panel('decideAuthorization', { body: { decision: 'allow', request, ...choice } })
  const fields = {
    grant_type: 'authorization_code',
    client_id: client.client_id,
    code: new URL(decided.redirect_to).searchParams.get('code')!,
    redirect_uri: redirect,
    code_verifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
  }
  await app('issueToken', { fields })
}

/** The payloads of the webhooks that the platform has delivered to `receiver`. */
const events: Node[] = []
const receiver = createServer((request, response) => {
  let text = ''
  request.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
  request.on('end', () => {
    events.push(JSON.parse(text))
    response.writeHead(204).end()
  })
})
await new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done))
const address = receiver.address()
const hook = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/images`

let port = 9300
while (!(await isFree(port))) port++
createSecrets()
migrate()
const server = await serve(port)
const startedAt = Date.now()
try {
  const first = await playConfig(server.baseUrl, hook)
  await playGeneration(server.baseUrl, first)
  await playRest(server.baseUrl, first)
} finally {
  await server.stop()
  receiver.close()
  rmSync(state, { recursive: true, force: true })
}
if (faults.length) {
  console.error(faults.join('\n'))
  process.exitCode = 1
}
recorded.generation.webhookEvent = events.find(({ type }) => type === 'generation.succeeded')
const recordedAt = (startedAt + Date.now()) / 2
const clean = cleaner(recordedAt, {
  'http://127.0.0.1:1/v1': 'https://images.acme.com/v1',
  [server.baseUrl]: 'https://images.example.com',
  [hook]: 'https://hooks.acme.com/images',
})
const only = process.argv.slice(2)
for (const [service, examples] of Object.entries(recorded)) {
  const file = join(root, 'openapi/examples', `${service}.yaml`)
  // Examples that this script does not record stay, because the contract still refers to them.
  const known: Record<string, unknown> = parse(readFileSync(file, 'utf8'))
  if (only.length === 0)
    for (const name of Object.keys(known))
      if (examples[name] === undefined) console.log(`${service} ${name} is not recorded here; it stays as it was`)
  for (const [name, value] of Object.entries(examples))
    if (only.length === 0 || only.some((id) => name.startsWith(id))) known[name] = { value: clean(value) }
  const sorted = Object.fromEntries(Object.entries(known).toSorted(([one], [other]) => (one < other ? -1 : 1)))
  writeFileSync(
    file,
    `# Answers of a local platform, by operation and status. Written by \`npm run examples:record\`.\n${stringify(sorted, { lineWidth: 140, aliasDuplicateObjects: false })}`,
  )
}
