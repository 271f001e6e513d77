// Searches for leaked secrets. Known secrets are sent through the whole platform in a real runtime. Then the test searches for them in
// every file of the platform's state (databases with their write-ahead logs, KV, R2, all Durable Objects), every line of the platform's
// output, every response, and every request that the platform sent.
//
// `npx node tests/faults/leaks.mjs` also runs a build of the platform that leaks in several ways, and fails if the search misses one of
// these leaks. `--broken` runs only this build: the test prints the leaks that it found and exits with 1.
import '../../scripts/local/node-version.mjs'
import { randomBytes } from 'node:crypto'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { serveFakes } from '../support/serve-fakes.ts'
import { bundle, Runtime, sleep } from './runtime.mjs'

/**
 * Returns the encodings in which a secret may appear in another text: plain, escaped, as UTF-16, in hex, and in base64 at any of its three
 * offsets.
 */
function spellings(bytes) {
  const text = bytes.toString('latin1')
  const hex = bytes.toString('hex')
  const found = new Set([text, hex, hex.toUpperCase()])
  if (/^[\x20-\x7e]+$/.test(text)) {
    for (const escaped of [text, encodeURIComponent(text), JSON.stringify(text).slice(1, -1)]) {
      found.add(escaped)
      found.add(Buffer.from(escaped, 'utf16le').toString('latin1'))
    }
  }
  for (const offset of [0, 1, 2]) {
    const shifted = Buffer.concat([Buffer.alloc(offset), bytes])
    const whole = shifted.toString('base64').replaceAll('=', '')
    // The first and last base64 characters of the secret are left out, because they also depend on the neighbouring bytes.
    const inner = whole.slice(offset === 0 ? 0 : offset + 1, shifted.length % 3 === 0 ? undefined : -1)
    for (const spelling of [inner, inner.replaceAll('+', '-').replaceAll('/', '_'), encodeURIComponent(inner)]) found.add(spelling)
  }
  return [...found].map((spelling) => Buffer.from(spelling, 'latin1'))
}

class Scan {
  #wanted = new Map()
  hits = new Set()
  bytes = 0
  counts = {}

  plant(name, secret) {
    const bytes = Buffer.from(secret)
    this.#wanted.set(name, { spellings: spellings(bytes), only: null })
    return secret
  }
  /** Adds to the search a value that may be stored, but must not appear in a log line. */
  plantForLogs(name, text) {
    this.#wanted.set(name, { spellings: spellings(Buffer.from(text)), only: 'log' })
    return text
  }
  get canaries() {
    return this.#wanted.size
  }
  search(kind, place, content, except = []) {
    const bytes = Buffer.isBuffer(content) ? content : Buffer.from(content)
    this.counts[kind] = (this.counts[kind] ?? 0) + 1
    this.bytes += bytes.length
    for (const [name, { spellings: wanted, only }] of this.#wanted) {
      if (except.includes(name) || (only !== null && only !== kind)) continue
      if (wanted.some((spelling) => bytes.includes(spelling))) this.hits.add(`${name} in ${kind} ${place}`)
    }
  }
}

/** Searches every file of a folder. Databases are also read row by row, because a file splits a long row into pieces. */
function searchFiles(scan, state, when) {
  const files = readdirSync(state, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const names = files.map((entry) => join(entry.parentPath, entry.name))
  for (const file of names) scan.search('file', `${relative(state, file)} ${when}`, readFileSync(file))
  const copy = mkdtempSync(join(tmpdir(), 'leaks-copy-'))
  cpSync(state, copy, { recursive: true, filter: (source) => !source.endsWith('.sock') })
  for (const file of names.filter((name) => name.endsWith('.sqlite'))) {
    const place = relative(state, file)
    const database = new DatabaseSync(join(copy, place))
    for (const { name } of database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all()) {
      const rows = database.prepare(`SELECT * FROM "${name}"`)
      rows.setReadBigInts(true)
      for (const row of rows.iterate()) {
        const values = Object.values(row).map((value) => (value instanceof Uint8Array ? Buffer.from(value) : Buffer.from(String(value))))
        scan.search('row', `${place}, table ${name} ${when}`, Buffer.concat(values.flatMap((value) => [value, Buffer.from('\n')])))
      }
    }
    database.close()
  }
  rmSync(copy, { recursive: true, force: true })
  return names.map((name) => relative(state, name))
}

const key32 = () => randomBytes(32).toString('base64')
const canaryText = (name) => `canary-${name}-${randomBytes(15).toString('base64url')}`

/** Runs the whole test. It is one long function, because each part uses the secrets and resources of the parts before it. */
async function run(bundleFolder) {
  const scan = new Scan()
  const problems = []
  const hold = (holds, what) => {
    if (!holds) problems.push(what)
  }

  // Makes the deployment's keys. The search looks for each key in two forms: the text that is configured (base64), and the bytes that this
  // text encodes.
  const keys = (name, ...versions) => {
    const made = Object.fromEntries(versions.map((version) => [version, key32()]))
    for (const [version, key] of Object.entries(made)) plantKey(`${name} ${version}`, key)
    return made
  }
  const plantKey = (name, key) => {
    scan.plant(name, key)
    scan.plant(`${name}, its bytes`, Buffer.from(key, 'base64'))
    return key
  }
  const encryptionKeys = keys('KEY_ENCRYPTION_KEYS', 1, 2)
  const secrets = {
    SETUP_TOKEN: scan.plant('SETUP_TOKEN', canaryText('setup-token')),
    KEY_PEPPERS: JSON.stringify(keys('KEY_PEPPERS', 1, 2)),
    KEY_ENCRYPTION_KEYS: JSON.stringify({ 1: encryptionKeys[1] }),
    LINK_SIGNING_KEYS: JSON.stringify(keys('LINK_SIGNING_KEYS', 1)),
    SESSION_KEY: plantKey('SESSION_KEY', key32()),
    CALLBACK_SIGNING_KEY: plantKey('CALLBACK_SIGNING_KEY', key32()),
  }

  const logged = []
  const answers = []
  const sent = []
  const hooks = createServer((request, response) => {
    const chunks = []
    request.on('data', (chunk) => chunks.push(chunk))
    request.on('end', () => {
      sent.push([`webhook ${request.url}`, `${JSON.stringify(request.headers)}\n${Buffer.concat(chunks)}`, []])
      // The endpoint `/broken` fails, and its response contains the body of the request.
      response.writeHead(request.url === '/broken' ? 500 : 204).end(request.url === '/broken' ? Buffer.concat(chunks) : undefined)
    })
  })
  await new Promise((resolve) => hooks.listen(0, '127.0.0.1', resolve))
  const hooksAt = `http://127.0.0.1:${hooks.address().port}`
  const upstream = await serveFakes(0)
  const fakes = Object.fromEntries(upstream.fakes.map((each) => [each.name, each]))

  const runtime = new Runtime(bundleFolder, { secrets, onLine: (line) => logged.push(line) })
  try {
    await runtime.start()

    /**
     * Adds to the search a secret that a response has just shown. The search looks for the whole secret. If the secret is a key, the search
     * also looks for the key's random part. For any other secret, it also looks for the bytes that the secret encodes in base64. Returns
     * the two names under which the search reports what it finds.
     */
    const plantShown = (name, secret) => {
      if (secret === undefined) return []
      const parts = { [name]: secret }
      if (secret.startsWith('cma_live_')) parts[`${name}, its random part`] = secret.slice(9, 52)
      else parts[`${name}, its bytes`] = Buffer.from(secret.replace('whsec_', ''), 'base64')
      for (const [part, content] of Object.entries(parts)) scan.plant(part, content)
      return Object.keys(parts)
    }
    /**
     * Makes a call and stores its response for the search. `once` has the fields in which this response is allowed to show a secret, each
     * with the name under which the search reports the secret.
     */
    const call = async (target, { key, body, headers = {}, once = {}, cookie } = {}) => {
      const [method, path] = target.split(' ')
      const isJson = body !== undefined && !(body instanceof Uint8Array)
      const response = await fetch(`${runtime.url}${path}`, {
        method,
        redirect: 'manual',
        headers: {
          ...(key ? { authorization: `Bearer ${key}` } : {}),
          ...(isJson ? { 'content-type': 'application/json' } : {}),
          ...headers,
        },
        ...(body === undefined ? {} : { body: isJson && typeof body !== 'string' ? JSON.stringify(body) : body }),
        signal: AbortSignal.timeout(60_000),
      })
      const bytes = Buffer.from(await response.arrayBuffer())
      const type = response.headers.get('content-type') ?? ''
      const json = /json/.test(type) && !/jsonl|ndjson/.test(type) ? JSON.parse(bytes.toString()) : null
      const shown = []
      for (const [field, name] of Object.entries(once)) shown.push(...plantShown(name, json?.[field]))
      if (cookie) shown.push(...plantShown(cookie, /=([\w-]{43});/.exec(response.headers.get('set-cookie') ?? '')?.[1]))
      answers.push([
        `${target.replace(/\?.*/s, '').slice(0, 80)} ${response.status}`,
        Buffer.concat([Buffer.from(JSON.stringify([...response.headers])), bytes]),
        shown,
      ])
      return { status: response.status, headers: response.headers, body: json, bytes }
    }
    const expect = async (status, target, options) => {
      const answer = await call(target, options)
      hold(answer.status === status, `${target.slice(0, 80)}: ${answer.status}, not ${status}: ${answer.bytes.toString().slice(0, 300)}`)
      return answer
    }

    // Sets the platform up, with two instances and with models of two providers.
    const owner = { organization: { name: 'Leaks', slug: 'leaks' }, admin: { name: 'Ada', email: 'ada@example.com' } }
    await expect(404, 'POST /config/v1/setup', { body: { setup_token: `${secrets.SETUP_TOKEN}x`, ...owner } })
    const first = await expect(201, 'POST /config/v1/setup', {
      body: { setup_token: secrets.SETUP_TOKEN, ...owner },
      once: { secret: 'superadmin key' },
    })
    const admin = first.body.secret
    await expect(404, 'POST /config/v1/setup', { body: { setup_token: secrets.SETUP_TOKEN, ...owner } })
    const organization_id = first.body.organization.id
    const one = (
      await expect(201, 'POST /config/v1/instances', {
        key: admin,
        body: { organization_id, name: 'One', slug: 'one', default_model: 'sketch' },
      })
    ).body.id
    const other = (
      await expect(201, 'POST /config/v1/instances', {
        key: admin,
        body: { organization_id, name: 'Two', slug: 'two', default_model: 'sketch' },
      })
    ).body.id
    const settings = await expect(200, `GET /config/v1/instances/${one}/models`, { key: admin })
    await expect(200, `PUT /config/v1/instances/${one}/models`, {
      key: admin,
      headers: { 'if-match': settings.headers.get('etag') },
      body: {
        models: ['sketch', 'sketch-priced', 'sketch-queued', 'gpt-image-2.6-flare'].map((model) => ({ model, enabled: true })),
        aliases: [],
      },
    })

    // The API refuses three wrong requests that contain a provider's key. Then a credential is stored, verified and rotated.
    const providerKey = scan.plant('provider key', `sk-${randomBytes(24).toString('base64url')}`)
    scan.plant('beginning of the provider key', providerKey.slice(0, 16))
    const oddKey = scan.plant(
      'provider key with odd characters',
      `${randomBytes(9).toString('hex')}"<&>+/ %${randomBytes(9).toString('hex')}`,
    )
    const credentials = `/config/v1/instances/${one}/credentials/openai`
    const base_url = fakes.openai.baseUrl
    await expect(400, `PUT ${credentials}`, { key: admin, body: { fields: { wrong: providerKey } } })
    await expect(400, `PUT ${credentials}`, {
      key: admin,
      body: { fields: { api_key: providerKey }, base_url: `ftp://${providerKey}:x@host` },
    })
    await expect(400, `PUT ${credentials}`, { key: admin, body: `{"fields": {"api_key": "${providerKey}"` })
    await expect(201, `PUT ${credentials}`, {
      key: admin,
      body: { fields: { api_key: oddKey }, base_url },
      headers: { 'idempotency-key': 'credential' },
    })
    const credential = (await expect(200, `GET /config/v1/instances/${one}/credentials`, { key: admin })).body.data[0].id
    fakes.openai.fake.fault = { name: 'secret_echo' }
    await call(`POST /config/v1/credentials/${credential}/verify`, { key: admin })
    await call(`POST /config/v1/credentials/${credential}/rotate`, {
      key: admin,
      body: { fields: { api_key: providerKey }, verify_first: true },
    })
    fakes.openai.fake.fault = null
    await expect(200, `POST /config/v1/credentials/${credential}/rotate`, {
      key: admin,
      body: { fields: { api_key: providerKey }, verify_first: true },
    })
    await expect(200, `POST /config/v1/credentials/${credential}/verify`, { key: admin })

    // Keys are created, created again with the same idempotency key, rotated, revoked, and sent in the wrong fields.
    const project = (await expect(201, `POST /config/v1/instances/${one}/projects`, { key: admin, body: { name: 'App', slug: 'app' } }))
      .body.id
    const makeKey = async (name, fields = {}) =>
      (
        await expect(201, 'POST /config/v1/keys', {
          key: admin,
          body: { kind: 'project', project_id: project, name: 'App', scopes: ['read', 'generate', 'manage'], ...fields },
          headers: { 'idempotency-key': name.replaceAll(' ', '-') },
          once: { secret: name },
        })
      ).body
    const app = (await makeKey('project key')).secret
    hold((await makeKey('project key')).secret === app, 'the repeated making of a key showed another one')
    const limited = (await makeKey('limited key', { limits: [{ metric: 'requests', window_seconds: 3600, limit: 1 }] })).secret
    const spare = await makeKey('spare key')
    const rotate = {
      key: admin,
      body: { grace_period_seconds: 0 },
      headers: { 'idempotency-key': 'rotate' },
      once: { secret: 'rotated key' },
    }
    const rotated = await expect(201, `POST /config/v1/keys/${spare.id}/rotate`, rotate)
    await expect(200, 'GET /v1/models', { key: rotated.body.secret })
    await expect(204, `DELETE /config/v1/keys/${rotated.body.id}`, { key: admin })
    await expect(401, 'GET /v1/models', { key: rotated.body.secret })
    await expect(401, 'GET /v1/models', { key: spare.secret })
    await call(`GET /config/v1/keys/${app}`, { key: admin })
    await call(`GET /v1/generations/${app}`, { key: app })
    await call(`GET /v1/generations?cursor=${app}`, { key: app })
    await call(`GET /config/v1/keys?cursor=${admin}`, { key: admin })
    await call('GET /v1/models', { headers: { 'x-api-key': app } })
    await call('GET /v1/models', { headers: { authorization: `Basic ${Buffer.from(`x:${app}`).toString('base64')}` } })
    await call('GET /config/v1/keys', { key: `${admin}x` })

    // Makes a session, and two webhooks: the deliveries to one succeed, the deliveries to the other fail.
    await call('POST /config/v1/sessions', { body: { key: `${admin}x` } })
    const session = await expect(201, 'POST /config/v1/sessions', {
      body: { key: admin },
      once: { csrf_token: 'csrf token' },
      cookie: 'session cookie',
    })
    const cookie = session.headers.get('set-cookie').split(';')[0]
    await call('GET /config/v1/organizations', { headers: { cookie } })
    await call('GET /config/v1/sessions/current', { headers: { cookie }, once: { csrf_token: 'csrf token' } })
    await call('POST /config/v1/instances', {
      headers: { cookie, 'x-csrf-token': 'wrong' },
      body: { organization_id, name: 'x', slug: 'x' },
    })
    const events = ['generation.succeeded', 'generation.failed', 'generation.canceled']
    const makeHook = (path) =>
      expect(201, `POST /config/v1/instances/${one}/webhooks`, {
        key: admin,
        body: { url: `${hooksAt}${path}`, events },
        headers: { 'idempotency-key': path },
        once: { secret: `webhook secret ${path}` },
      })
    const hook = await makeHook('/works')
    await makeHook('/broken')
    await expect(200, `POST /config/v1/webhooks/${hook.body.id}/rotate-secret`, {
      key: admin,
      body: {},
      once: { secret: 'second webhook secret' },
    })
    await call(`POST /config/v1/webhooks/${hook.body.id}/test`, { key: admin })

    // Makes generations that succeed, stream, fail, are canceled, or are refused: by the provider, by a limit or by the contract.
    const prompt = scan.plantForLogs('prompt', `a lighthouse ${canaryText('prompt')}`)
    const generate = (body, options = {}) => call('POST /v1/generate', { key: app, ...options, body: { prompt, model: 'sketch', ...body } })
    const statuses = []
    const real = { model: 'gpt-image-2.6-flare' }
    const note = (name, wanted, answer) => {
      hold(answer.status === wanted, `${name}: ${answer.status}, not ${wanted}: ${answer.bytes.toString().slice(0, 300)}`)
      statuses.push(`${name}: ${answer.status} ${answer.body?.code ?? answer.body?.status ?? ''}`.trim())
    }
    const drawn = await generate({ size: '128x128', quality: 'low' }, { headers: { 'idempotency-key': 'drawn' } })
    note('drawn', 200, drawn)
    note('repeated', 200, await generate({ size: '128x128', quality: 'low' }, { headers: { 'idempotency-key': 'drawn' } }))
    note('by a provider', 200, await generate(real))
    note('streamed', 200, await generate(real, { headers: { accept: 'text/event-stream' } }))
    note('compatible', 200, await call('POST /v1/images/generations', { key: app, body: { ...real, prompt, response_format: 'b64_json' } }))
    for (const [name, status] of [
      ['unauthorized', 424],
      ['malformed', 424],
      ['rate_limited', 200],
    ]) {
      fakes.openai.fake.fault = { name, once: name === 'rate_limited' }
      note(name, status, await generate(real))
    }
    // The provider's error contains five forms of the API key with which the platform has called it. `oddKey` does not look like an API
    // key, so the platform can recognize it only by its value.
    for (const key of [providerKey, oddKey]) {
      fakes.openai.fake.fault = null
      await expect(200, `POST /config/v1/credentials/${credential}/rotate`, { key: admin, body: { fields: { api_key: key } } })
      note('before the echo', 200, await generate(real))
      hold(
        fakes.openai.fake.requests.at(-1).headers.get('authorization') === `Bearer ${key}`,
        'the provider was not called with the planted key',
      )
      fakes.openai.fake.fault = { name: 'secret_echo' }
      note('echo', 400, await generate(real))
      note('echo, compatible', 400, await call('POST /v1/images/generations', { key: app, body: { ...real, prompt } }))
      note('echo, streamed', 400, await generate(real, { headers: { accept: 'text/event-stream' } }))
    }
    fakes.openai.fake.fault = null
    fakes.openai.fake.refuses = true
    note('refused', 400, await generate(real))
    fakes.openai.fake.refuses = false
    note('limited', 200, await generate({ size: '64x64' }, { key: limited }))
    note('limited', 429, await generate({ size: '64x64' }, { key: limited }))
    note('invalid', 400, await generate({ n: 1000 }))
    note('no such model', 404, await generate({ model: 'nothing' }))
    const queued = await generate(
      { model: 'sketch-queued', size: '64x64', provider_options: { sketch: { queued: true, polls: 50, poll_after_ms: 500 } } },
      { headers: { prefer: 'respond-async' } },
    )
    note('queued', 202, queued)
    if (queued.body?.id) note('canceled', 200, await call(`POST /v1/generations/${queued.body.id}/cancel`, { key: app }))
    hold(drawn.status === 200, `the drawing failed: ${drawn.bytes.toString().slice(0, 300)}`)

    // Reads everything through the API, so that these responses are searched, too.
    const asset = drawn.body?.images?.[0]?.asset_id ?? drawn.body?.images?.[0]?.id
    hold(asset !== undefined, `no asset in ${JSON.stringify(drawn.body).slice(0, 400)}`)
    await call(`GET /v1/assets/${asset}`, { key: app })
    await call(`GET /v1/assets/${asset}/content`, { key: app })
    const link = await call(`POST /v1/assets/${asset}/link`, { key: app, body: { expires_in_seconds: 60 } })
    const signed = new URL(link.body.url)
    scan.plantForLogs('signature of a link', [...signed.searchParams.values()].toSorted((one, two) => two.length - one.length)[0])
    note('by link', 200, await call(`GET ${signed.pathname}${signed.search}`))
    await call(`POST /v1/callbacks/replicate/${drawn.body?.id}.wrong`, { body: { id: 'x', status: 'succeeded' } })
    await sleep(2500)
    const exported = await expect(200, `GET /config/v1/instances/${one}/export`, { key: admin })
    await expect(200, `POST /config/v1/instances/${other}/import`, { key: admin, body: exported.body })
    await call(`POST /config/v1/instances/${other}/import`, { key: admin, body: { ...exported.body, api_key: providerKey } })
    const readAll = async () => {
      for (const path of [
        'keys?limit=100',
        'audit-log?limit=100',
        'audit-log/export',
        'audit-log/verify',
        'me',
        'users',
        `instances/${one}/webhooks`,
      ])
        await expect(200, `GET /config/v1/${path}`, { key: admin })
      for (const path of ['logs', 'usage', 'credentials', 'models', 'limits', 'export'])
        await expect(200, `GET /config/v1/instances/${one}/${path}`, { key: admin })
      for (const path of ['generations', 'webhook-deliveries', 'usage', 'limits', 'models'])
        await expect(200, `GET /v1/${path}`, { key: app })
      for (const { id } of (await expect(200, 'GET /v1/generations?limit=100', { key: app })).body.data ?? [])
        await call(`GET /v1/generations/${id}`, { key: app })
    }
    await readAll()

    // Kills the runtime while it works, so that the write-ahead logs remain. Then starts it with another key-encryption key, re-wraps the
    // secrets, and reads everything again through the API.
    const unanswered = Promise.allSettled([generate(real), generate({ size: '64x64' }), makeKey('key at the kill')])
    await sleep(20)
    await runtime.kill()
    await unanswered
    const killed = searchFiles(scan, runtime.state, 'after the kill')
    runtime.secrets = { ...secrets, KEY_ENCRYPTION_KEYS: JSON.stringify(encryptionKeys) }
    await runtime.start()
    const rewrapped = await expect(200, 'POST /config/v1/secrets/rewrap', { key: admin, body: {} })
    const { rewrapped: count, remaining, failed: unopened } = rewrapped.body
    hold(count > 0 && remaining === 0 && unopened.length === 0, `rewrapped: ${JSON.stringify(rewrapped.body)}`)
    note('after the restart', 200, await generate(real))
    await readAll()
    await call('DELETE /config/v1/sessions/current', { headers: { cookie, 'x-csrf-token': session.body.csrf_token } })
    await call(`DELETE /config/v1/credentials/${credential}`, { key: admin })
    await runtime.kill()
    const files = searchFiles(scan, runtime.state, 'at the end')

    for (const [place, line] of logged.entries()) scan.search('log', `line ${place}: ${line.slice(0, 60)}`, line)
    for (const [place, content, shown] of answers) scan.search('answer', place, content, shown)
    for (const [place, content, but] of sent) scan.search('sent', place, content, but)
    for (const { name, fake } of upstream.fakes)
      for (const { call: what, url, headers, json } of fake.requests) {
        const others = [...headers].filter(([header]) => header !== 'authorization')
        scan.search('sent', `to ${name} ${what}`, `${url}\n${JSON.stringify(others)}\n${JSON.stringify(json)}`)
      }

    // Checks that data of each kind was searched. Without any data of a kind, the search could not find a leak there.
    for (const kind of ['file', 'row', 'log', 'answer', 'sent'])
      hold((scan.counts[kind] ?? 0) > 10, `only ${scan.counts[kind] ?? 0} of ${kind} searched`)
    hold(
      logged.some((line) => line.includes('"event":"request"')),
      'no access log on the outputs',
    )
    hold(
      killed.some((name) => name.endsWith('-wal')),
      'no write-ahead log among the files',
    )
    for (const path of ['/works', '/broken'])
      hold(
        sent.some(([place]) => place === `webhook ${path}`),
        `no webhook to ${path}`,
      )
    const kinds = ['RateLimiter', 'OrganizationBudget', 'Outbox', 'AlertSender', 'JobHost', 'Sweeper', 'kv', 'r2', 'd1']
    for (const kind of kinds)
      hold(
        files.some((name) => name.includes(kind)),
        `no file of ${kind}`,
      )
    return { scan, problems, files: new Set([...killed, ...files]), statuses }
  } finally {
    await runtime.remove()
    upstream.stop()
    hooks.closeAllConnections()
    hooks.close()
  }
}

/**
 * Changes of the bundle that cause leaks. The first logs the Authorization header, the second stores a key as plain text, and the third
 * logs the header in base64. The fourth passes on a provider's message without removing secrets from it.
 */
const LEAKS = [
  [/(log\d*\("info", "request", \{\s*service: "generation")/, 'console.log(c.req.header("authorization"));\n$1'],
  [/(\.\.\.shownParts\d*\(secret\d*\),\s*revokedAt: null,\s*)/, '$1createdBy: secret, '],
  [/(log\d*\("info", "request", \{\s*service: "config")/, 'console.log(btoa(c.req.header("authorization") ?? ""));\n$1'],
  [/(function scrub\d*\(text\d*, secrets\d*\) \{)/, '$1 return arguments[0].slice(0, 500);'],
]

function report(name, { scan, files, statuses, problems }) {
  const counts = Object.entries(scan.counts).map(([kind, count]) => `${kind} ${count}`)
  const size = (scan.bytes / 1e6).toFixed(1)
  console.log(`${name}: ${scan.canaries} canaries, ${files.size} files, ${size} MB searched (${counts.join(', ')}), ${scan.hits.size} hits`)
  if (process.argv.includes('--verbose')) console.log(statuses.join('\n'))
  for (const problem of problems) console.error(`  not as planned: ${problem}`)
}

let failed = false
if (!process.argv.includes('--broken')) {
  const result = await run(bundle())
  report('as it is', result)
  for (const hit of result.scan.hits) console.error(`  LEAK ${hit}`)
  failed = result.scan.hits.size > 0 || result.problems.length > 0
}
const control = await run(bundle({ changes: LEAKS }))
report('leaking on purpose', control)
failed ||= control.problems.length > 0
const hits = [...control.scan.hits]
const caught = {
  'the Authorization header in the log': hits.some((hit) => hit.startsWith('project key in log')),
  'the Authorization header in base64 in the log': hits.some((hit) => hit.startsWith('superadmin key in log')),
  'the key in a column': hits.some((hit) => /^(spare|rotated|project|limited) key in (file|row)/.test(hit)),
  "a provider's echo in an answer": hits.some((hit) => hit.startsWith('provider key in answer')),
  "a provider's echo in storage": hits.some((hit) => /^provider key in (file|row)/.test(hit)),
}
for (const [what, isCaught] of Object.entries(caught)) {
  console.log(`  ${isCaught ? 'caught' : 'NOT CAUGHT'}: ${what}`)
  failed ||= !isCaught
}
if (process.argv.includes('--broken')) {
  for (const hit of hits) console.error(`  LEAK ${hit}`)
  failed = hits.length > 0
}
process.exit(failed ? 1 : 0)
