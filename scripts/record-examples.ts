// Records examples of successful responses: `npm run examples:record`. Starts an empty platform on this machine, calls its operations, and
// writes the responses to openapi/examples/<service>.yaml, with fixed ids, times and durations. Run it after a response has changed, then
// run `npm run generate`. With operation ids as arguments, writes only the examples of these operations.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { png } from '../tests/support/pictures.ts'
import { type Node, OpenApiDocument } from './emit/document.ts'
import { cleaner, FIRST_ID } from './examples/clean.ts'
import { brokenOff, isOf, lastWords, mergedExamples } from './examples/merge.ts'
import { READ, readFaults } from './examples/read.ts'
import type { LoggedError } from './local/server-errors.mjs'

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
const misplaced = readFaults(contracts)
if (misplaced.length > 0) {
  console.error(misplaced.join('\n'))
  rmSync(state, { recursive: true, force: true })
  process.exit(1)
}
const recorded: Record<Service, Record<string, unknown>> = { config: {}, generation: {} }

const faults: string[] = []

/**
 * The contract's examples contain fixed ids and addresses. Maps each of them to the real one, which is sent in its place. An entry is added
 * as soon as the real one is known.
 */
const real = new Map<string, string>()

/**
 * Returns the body that the contract shows as the example of a request, with real ids and addresses in it; undefined if the contract shows
 * none. The recorder sends this body. The API reference shows the same example, so the recorded response belongs to the request that
 * readers see.
 */
function shownBody(service: Service, requestBody: Node): unknown {
  const [type, media] =
    Object.entries<Node>(contracts[service].resolve(requestBody)?.content ?? {}).find(([each]) => each.endsWith('json')) ?? []
  const example = Object.values<Node>(media?.examples ?? {}).at(-1)
  if (type === undefined || example === undefined) return undefined
  let text = JSON.stringify(contracts[service].resolve(example).value)
  for (const [shown, used] of real) text = text.replaceAll(shown, used)
  return JSON.parse(text)
}

interface Sent {
  key?: string
  path?: Record<string, string>
  query?: Record<string, string>
  headers?: Record<string, string>
  /** The JSON body. If `body`, `form` and `fields` are all absent, the body that the contract shows is sent. */
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
  { key, path = {}, query, headers = {}, body: given, form, fields }: Sent = {},
): Promise<Node> {
  const operation = contracts[service].operations().find((each) => each.id === id)
  if (operation === undefined) throw new Error(`${service} has no operation ${id}`)
  const body = given ?? (form === undefined && fields === undefined ? shownBody(service, operation.node.requestBody) : undefined)
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
  console.log(`called ${service} ${id}: ${response.status}`)
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

async function playConfig(baseUrl: string) {
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
  const instance = await config('createInstance', { key })
  const instance_id = instance.id
  const project = await config('createProject', { key, path: { instance_id } })
  const project_id = project.id
  for (const id of [organization_id, instance_id, project_id]) real.set(`${id.split('_')[0]}_${FIRST_ID}`, id)
  const path = { instance_id, project_id, organization_id }
  await config('getLimits', { key, path })
  await config('setLimits', { key, path })
  await config('setModelSettings', { key, path })
  const user = await config('createUser', { key })
  const user_id = user.id
  await config('setUserGrants', { key, path: { user_id } })
  // The body that the contract shows for `createKey` makes a user's key. Other calls need a project's key, so one is made, too.
  await config('createKey', { key })
  const projectKey = await config('createKey', {
    key,
    body: { kind: 'project', project_id, name: 'Web shop', scopes: ['read', 'generate', 'manage'] },
  })
  const webhook = await config('createWebhook', { key, path })
  const provider = { ...path, provider: 'openai' }
  const credential = await config('putCredential', { key, path: provider })
  await config('putCredential', { key, path: provider })
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
  await generation('generate')
  await generation('generate', { headers: { prefer: 'respond-async' } })
  const done = await generation('generate', { body: order })
  await generation('quote')
  const queued = await generation('generate', {
    headers: { prefer: 'respond-async' },
    body: { ...order, provider_options: { sketch: { queued: true, delay_ms: 60_000, poll_after_ms: 1000 } } },
  })
  // `cancelGeneration` returns 202 only if the provider is slow to stop, which this provider is not. The body of a 202 is a generation that
  // still runs, as `getGeneration` returns it. So a response of `getGeneration` becomes the example of the 202.
  const record = { path: { generation_id: queued.id } }
  const running = await generation('getGeneration', record)
  await generation('cancelGeneration', record)
  const free = await generation('generate', {
    headers: { prefer: 'respond-async' },
    body: { ...order, model: 'sketch', provider_options: { sketch: { delay_ms: 60_000 } } },
  })
  const canceled = await generation('cancelGeneration', { path: { generation_id: free.id } })
  if (canceled.status !== 'canceled') throw new Error(`The generation to cancel is ${canceled.status}.`)
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
    // The example body settles the generation at a cost of 0, which is less than the held amount. Only an admin may do this.
    key: adminKey,
    headers: { 'x-project-id': project_id! },
    path: { generation_id: indeterminate.id },
  })
  const path = { generation_id: done.id, model: 'sketch' }
  await generation('getGeneration', { path })
  await generation('streamGenerationEvents', { path })

  const form = new FormData()
  form.set('file', new Blob([new Uint8Array(png(64, 64, (x, y) => [x * 3, y * 3, 90, 255]))], { type: 'image/png' }), 'lighthouse.png')
  const asset = await generation('uploadAsset', { form })
  const asset_id = asset.id
  await generation('getAsset', { path: { asset_id } })
  await generation('linkAsset', { path: { asset_id } })
  for (const id of ['listModels', 'getModel', 'getLimits', 'getUsage', 'getHealth', 'getContract']) await generation(id, { path })
  await generation('listGenerations', { query: { limit: '1' } })
  await generation('listAssets', { query: { limit: '1' } })
  await generation('createImage')
  await generation('createImage', { body: { model: 'sketch', prompt: 'a lighthouse in fog', size: '1024x1024', stream: true } })
  for (let tries = 0; tries < 60; tries++) {
    delete recorded.generation.listWebhookDeliveries200
    const { data } = await generation('listWebhookDeliveries', { query: { limit: '1' } })
    if (data[0]?.status === 'delivered') {
      await generation('redeliverWebhook', { path: { delivery_id: data[0].id } })
      return
    }
    await pause(1000)
  }
  throw new Error(
    'No webhook was delivered within a minute. Often the record of a generation could not be written, as the errors of the platform then say',
  )
}

async function playRest(baseUrl: string, { key, path }: { key: string; path: Record<string, string> }): Promise<void> {
  const config = (id: string, sent?: Sent) => play(baseUrl, 'config', id, { key, path, ...sent })
  for (const id of READ) await config(id)
  await config('importInstance', { query: { dry_run: 'true' } })
  await config('dryRunModel')
  await config('verifyCredential')
  await config('rotateCredential')
  await config('rewrapSecrets')
  await config('testWebhook')
  await config('rotateWebhookSecret')
  await config('updateWebhook')
  await config('updateOrganization')
  await config('updateUser')
  await config('updateInstance')
  await config('updateProject')
  await config('updateKey')
  await config('rotateKey')
  await config('createOrganization')
  await config('createSignInLink')
  const session = await config('createSession', { body: { key } })
  const cookie = /^[^;]+/.exec(session.cookie)![0]
  const headers = { cookie, 'x-csrf-token': session.csrf_token, origin: baseUrl }
  const panel = (id: string, sent?: Sent) => play(baseUrl, 'config', id, { path, headers, ...sent })
  await panel('getSession')
  await panel('createDataKey')
  await playConnectedApp(baseUrl, path.project_id!, panel)
  await panel('deleteUserSessions')
  await panel('deleteSessions')
}

/** Connects an app. No request is ever sent to the app's redirect address. */
async function playConnectedApp(baseUrl: string, projectId: string, panel: (id: string, sent?: Sent) => Promise<Node>): Promise<void> {
  const app = (id: string, sent?: Sent) => play(baseUrl, 'config', id, sent)
  await app('getAuthorizationServer')
  const redirect = 'https://assistant.example/callback'
  const client = await app('registerClient')
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

/** The webhook payloads that `receiver` has received. */
const events: Node[] = []
/**
 * A server that receives webhooks (POST). It also plays a provider: to verify the provider's credential, the platform asks it for the list
 * of models (GET).
 */
const receiver = createServer((request, response) => {
  if (request.method === 'GET')
    return void response.writeHead(200, { 'content-type': 'application/json' }).end('{"object":"list","data":[]}')
  let text = ''
  request.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
  request.on('end', () => {
    events.push(JSON.parse(text))
    response.writeHead(204).end()
  })
})
await new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done))
const address = receiver.address()
const receiverUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
const hook = `${receiverUrl}/images`
real.set('https://hooks.acme.com/images', hook)
real.set('https://images.acme.com/v1', `${receiverUrl}/v1`)

let port = 9300
while (!(await isFree(port))) port++
createSecrets()
migrate()
/** The errors that the platform has logged. */
const logged: LoggedError[] = []
const server = await serve(port, { onError: (error) => logged.push(error) })
const startedAt = Date.now()
let reason: unknown
try {
  const first = await playConfig(server.baseUrl)
  await playGeneration(server.baseUrl, first)
  await playRest(server.baseUrl, first)
} catch (error) {
  reason = error
} finally {
  await server.stop()
  receiver.close()
  rmSync(state, { recursive: true, force: true })
}
if (reason !== undefined) {
  console.error(brokenOff(reason, faults, logged))
  process.exit(1)
}
if (faults.length) {
  console.error(faults.join('\n'))
  process.exitCode = 1
}
recorded.generation.webhookEvent = events.find(({ type }) => type === 'generation.succeeded')
recorded.config.webhookTestEvent = events.find(({ type }) => type === 'webhook.test')
const recordedAt = (startedAt + Date.now()) / 2
const addresses = {
  [`${receiverUrl}/v1`]: 'https://images.acme.com/v1',
  [server.baseUrl]: 'https://images.example.com',
  [hook]: 'https://hooks.acme.com/images',
}
const clean = cleaner(recordedAt, addresses)
const only = process.argv.slice(2)
for (const [service, examples] of Object.entries(recorded)) {
  const file = join(root, 'openapi/examples', `${service}.yaml`)
  const before = readFileSync(file, 'utf8')
  const { text, written, unchanged, kept } = mergedExamples(before, examples, only, clean)
  if (text !== before) writeFileSync(file, text)
  if (kept.length > 0) console.log(`not recorded here, so as before: ${kept.join(' ')}`)
  if (unchanged.length > 0) console.log(`as before in openapi/examples/${service}.yaml: ${unchanged.join(' ')}`)
  if (written.length > 0) console.log(`written to openapi/examples/${service}.yaml: ${written.join(' ')}`)
}
const unknown = only.filter((id) => !Object.values(recorded).some((examples) => Object.keys(examples).some((name) => isOf(name, id))))
if (unknown.length > 0) {
  console.error(`Not recorded: ${unknown.join(' ')}. Is there a call in scripts/record-examples.ts, with exactly this id?`)
  process.exitCode = 1
}
if (faults.length > 0) console.error(lastWords(faults, logged))
