// Starts, kills and restarts the local runtime with the same state. Also contains the shared code of the fault tests.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Webhook } from 'standardwebhooks'
import { buildBundle } from '../../scripts/local/bundle.mjs'
import { migrations } from '../support/migrations.mjs'
import { cpuMs, processGroup } from '../support/processes.mjs'

const root = new URL('../../', import.meta.url).pathname
const base64 = (text) => Buffer.from(text).toString('base64')

const SETUP_TOKEN = 'setup-token-for-fault-tests-0123456789'
const bindings = {
  SETUP_TOKEN,
  KEY_PEPPERS: JSON.stringify({ 1: base64('pepper-for-tests-pepper-for-test') }),
  KEY_ENCRYPTION_KEYS: JSON.stringify({ 1: base64('0123456789abcdef0123456789abcdef') }),
  LINK_SIGNING_KEYS: JSON.stringify({ 1: base64('link-key-for-tests-link-key-for-') }),
  SESSION_KEY: base64('session-key-for-tests-session-ke'),
  CALLBACK_SIGNING_KEY: base64('callback-key-for-tests-callback-'),
  ENVIRONMENT: 'test',
  VALIDATE_RESPONSES: 'true',
  ALLOW_PRIVATE_ADDRESSES: 'true',
}

/**
 * Builds the Worker in one file and applies `changes` to the text of this file: [pattern to find, replacement]. A change removes a
 * safeguard of the Worker (guards.mjs), or adds a point at which the Worker can be stopped (points.mjs). The changes are only for the
 * tests; deployments are built without them. Each pattern must be found exactly once, so the file is not minified. Returns the file's
 * folder.
 */
export function bundle({ changes = [] } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'fault-bundle-'))
  buildBundle('', folder, { options: ['--no-minify'] })
  const file = join(folder, 'platform.js')
  let text = readFileSync(file, 'utf8')
  for (const [wanted, inPlace] of changes) {
    const found = text.match(new RegExp(wanted.source, 'g'))?.length ?? 0
    if (found !== 1) throw new Error(`${wanted} is ${found} times in the bundle`)
    text = text.replace(wanted, inPlace)
  }
  if (changes.length > 0) writeFileSync(file, text)
  return folder
}

const argument = (name) => process.argv.indexOf(`--${name}`)
/** Returns the value of an argument such as `--name 7`, otherwise the default. */
export const option = (name, standard) => (argument(name) === -1 ? standard : Number(process.argv[argument(name) + 1]))
export const word = (name, standard) => (argument(name) === -1 ? standard : process.argv[argument(name) + 1])
/** Whether the test removes one of the Worker's safeguards (guards.mjs). If it does, the test must fail. */
export const isBroken = argument('broken') !== -1

export const SEED = option('seed', Date.now() % 1_000_000)
let stateOfChance = SEED
/** Mulberry32, a random generator: the same seed gives the same test. */
export function random() {
  stateOfChance = (stateOfChance + 0x6d2b79f5) | 0
  let value = Math.imul(stateOfChance ^ (stateOfChance >>> 15), 1 | stateOfChance)
  value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value
  return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32
}
export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

/** Calls `ask` until `holds` returns true for its result, or until `withinMs` has passed. Returns the last result. */
export async function until(ask, holds, withinMs = 30_000) {
  for (const end = Date.now() + withinMs; ;) {
    const found = await ask()
    if (holds(found) || Date.now() > end) return found
    await sleep(50)
  }
}

/** Calls `work` `count` times at the same time. Each call gets its own number, from 0 on. */
export const clients = (count, work) => Promise.all(Array.from({ length: count }, (_, number) => work(number)))

/** The exit code of a test that has found a fault. A test that crashes has another code. */
export const FOUND = 3

const faults = []
export function check(holds, what) {
  if (!holds) faults.push(what)
  console.log(`${holds ? 'ok  ' : 'FAIL'} ${what}`)
}
function lastWords(runtime) {
  const words = runtime.log.filter((line) => !line.startsWith('{"level":"info"')).slice(-15)
  return words.map((line) => line.slice(0, 600)).join('\n')
}
/**
 * Ends the test: calls `close` of every object in `closed`, removes what the runtime has stored, prints the result and ends the process.
 * The exit code is FOUND if a check failed, and 0 otherwise.
 */
export async function finish(runtime, ...closed) {
  for (const each of closed) each.close()
  await runtime.remove()
  if (faults.length > 0) {
    console.log(`\n${faults.length} faults (seed ${SEED}):\n${faults.join('\n')}\n${lastWords(runtime)}`)
    process.exit(FOUND)
  }
  console.log('\nall hold')
  process.exit(0)
}

export class Runtime {
  #child = null
  #bundle
  #state = mkdtempSync(join(tmpdir(), 'fault-state-'))
  #started = false
  url = null
  starts = 0
  /** The last 2,000 lines of output, including those from before a restart. They are shown after a failure. */
  log = []

  #onLine
  /** Bindings of the Worker that replace the usual ones of the same name, from the next start on. */
  secrets
  /** How many milliseconds the runtime's clock is ahead of the real time, from the next start on. */
  clockAheadMs = 0

  #showsSpans

  /**
   * `onLine` is called with every line of stdout and stderr. With `showsSpans`, the runtime also prints lines for the spans that the
   * Worker opens.
   */
  constructor(bundleFolder, { secrets = {}, onLine = () => {}, showsSpans = false } = {}) {
    this.#bundle = bundleFolder
    this.#showsSpans = showsSpans
    this.secrets = secrets
    this.#onLine = onLine
  }

  /** Returns the folder in which the runtime stores everything. */
  get state() {
    return this.#state
  }

  async start() {
    const args = [join(root, 'tests/faults/host.mjs'), this.#bundle, this.#state, ...(this.#started ? [] : [JSON.stringify(migrations())])]
    this.#started = true
    this.starts++
    const child = spawn(process.execPath, args, {
      env: {
        ...process.env,
        FAULT_BINDINGS: JSON.stringify({ ...bindings, ...this.secrets }),
        FAULT_CLOCK_AHEAD_MS: String(this.clockAheadMs),
        ...(this.#showsSpans ? { FAULT_TAIL: '1' } : {}),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    })
    this.#child = child
    const keep = (line) => {
      this.#onLine(line)
      if (this.log.push(line) > 2000) this.log.shift()
    }
    createInterface({ input: child.stderr }).on('line', keep)
    this.url = await new Promise((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`the runtime ended with ${code}\n${this.log.slice(-30).join('\n')}`)))
      createInterface({ input: child.stdout }).on('line', (line) =>
        line.startsWith('{"url"') ? resolve(JSON.parse(line).url) : keep(line),
      )
    })
  }

  /** The seconds of CPU time that all processes of the runtime have used since the start; null if the machine has no /proc. */
  get cpuSeconds() {
    const ids = this.processIds
    return ids === null ? null : cpuMs(ids) / 1000
  }

  /** The ids of all processes of the runtime, in ascending order; null if the machine has no /proc. */
  get processIds() {
    return processGroup(this.#child?.pid)
  }

  /** Kills everything that `start` has started, as `kill -9` does: no handler runs, and nothing is flushed. */
  async kill() {
    const child = this.#child
    if (child === null || child.exitCode !== null) return
    const gone = new Promise((resolve) => child.once('exit', resolve))
    process.kill(-child.pid, 'SIGKILL')
    await gone
    this.#child = null
  }

  async restart() {
    await this.kill()
    await this.start()
  }

  /** Removes everything that the runtime has stored, and its bundle. */
  async remove() {
    await this.kill()
    for (const folder of [this.#state, this.#bundle]) rmSync(folder, { recursive: true, force: true })
  }

  /** Sends one request; returns null if the runtime did not respond. */
  async call(target, { key, body, headers = {} } = {}) {
    const [method, path] = target.split(' ')
    try {
      const response = await fetch(`${this.url}${path}`, {
        method,
        headers: {
          ...(key ? { authorization: `Bearer ${key}` } : {}),
          ...(body ? { 'content-type': 'application/json' } : {}),
          ...headers,
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
        signal: AbortSignal.timeout(60_000),
      })
      const text = await response.text()
      return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) }
    } catch {
      return null
    }
  }

  async must(target, options) {
    const answer = await this.call(target, options)
    if (answer === null || answer.status >= 300)
      throw new Error(`${target}: ${answer === null ? 'no answer' : `${answer.status} ${JSON.stringify(answer.body)}`}`)
    return answer
  }
}

/** Makes an instance with a project key and the sketch models for tests. */
export async function setUp(runtime) {
  const first = await runtime.must('POST /config/v1/setup', {
    body: { setup_token: SETUP_TOKEN, organization: { name: 'Faults', slug: 'faults' }, admin: { name: 'Ada', email: 'ada@example.com' } },
  })
  const adminKey = first.body.secret
  const organizationId = first.body.organization.id
  const instance = await runtime.must('POST /config/v1/instances', {
    key: adminKey,
    body: { organization_id: organizationId, name: 'One', slug: 'one', default_model: 'sketch' },
  })
  const instanceId = instance.body.id
  const replace = async (path, body) => {
    const before = await runtime.must(`GET ${path}`, { key: adminKey })
    await runtime.must(`PUT ${path}`, { key: adminKey, body, headers: { 'if-match': before.headers.get('etag') } })
  }
  await replace(`/config/v1/instances/${instanceId}/models`, {
    models: ['sketch-priced', 'sketch-queued'].map((model) => ({ model, enabled: true })),
    aliases: [],
  })
  const project = await runtime.must(`POST /config/v1/instances/${instanceId}/projects`, {
    key: adminKey,
    body: { name: 'App', slug: 'app' },
  })
  const key = await runtime.must('POST /config/v1/keys', {
    key: adminKey,
    body: { kind: 'project', project_id: project.body.id, name: 'App', scopes: ['read', 'generate', 'manage'] },
  })
  const secret = key.body.secret
  return {
    adminKey,
    instanceId,
    projectId: project.body.id,
    key: secret,
    replace,
    setLimits: (limits) => replace(`/config/v1/instances/${instanceId}/limits`, { limits }),
    setCredential: (provider, baseUrl) =>
      runtime.must(`PUT /config/v1/instances/${instanceId}/credentials/${provider}`, {
        key: adminKey,
        body: { fields: { api_key: 'sk-fault-test-0123456789' }, base_url: baseUrl },
      }),
    /** Returns the project's budget as `GET /limits` shows it. */
    budget: async () => (await runtime.must('GET /v1/limits', { key: secret })).body.data.find((each) => each.metric === 'cost_micros'),
    async records() {
      const all = []
      for (let cursor = ''; cursor !== null;) {
        const page = await runtime.must(`GET /v1/generations?limit=100${cursor === '' ? '' : `&cursor=${cursor}`}`, { key: secret })
        all.push(...page.body.data)
        cursor = page.body.next_cursor
      }
      return all
    },
    /** Waits until there are `count` records and all of them have ended, or until `withinMs` has passed. Returns the records. */
    async ended(count, withinMs = 60_000) {
      return until(this.records, (found) => found.length >= count && found.every(hasEnded), withinMs)
    },
    /** Returns one generation; null if there was no response. */
    read: async (id) => (await runtime.call(`GET /v1/generations/${id}`, { key: secret }))?.body ?? null,
  }
}

/**
 * Starts a runtime, and makes an instance with a budget that is never reached. `guard` is the safeguard in guards.mjs that is removed from
 * the Worker if the test runs with `--broken`. `points`: the points at which the Worker can be stopped, from points.mjs; null if there are
 * none.
 */
export async function openPlace(guard, points = null) {
  const runtime = new Runtime(bundle({ changes: [...(isBroken ? [guard] : []), ...(points?.changes ?? [])] }))
  await runtime.start()
  const place = await setUp(runtime)
  await place.setLimits([WIDE_BUDGET])
  return { runtime, place }
}

export const ENDS = ['succeeded', 'failed', 'canceled', 'indeterminate']
export const hasEnded = (record) => ENDS.includes(record?.status)
/** A budget that these tests never reach. */
export const WIDE_BUDGET = { scope: 'project', target: null, metric: 'cost_micros', window: 'day', limit: 1_000_000_000 }

/** Checks that the ledger equals the records, to the micro-dollar. */
export function checkMoney(budget, records) {
  const cost = records.reduce((sum, record) => sum + record.cost.amount_micros, 0)
  const held = records.reduce((sum, record) => sum + record.cost.held_micros, 0)
  check(budget.used === cost, `the ledger's spent is what the records cost: ${budget.used} = ${cost}`)
  check(budget.held === held, `the ledger's held is what the records hold: ${budget.held} = ${held}`)
  check(budget.reserved === 0, `nothing stays reserved (${budget.reserved})`)
}

/**
 * Starts a webhook endpoint that counts deliveries. It refuses the share `refusedPart` of all deliveries, so that the platform repeats
 * them. It refuses deliveries about the same generation or alert at most twice.
 */
export async function webhookEndpoint(runtime, place, refusedPart, events = ENDS.map((end) => `generation.${end}`)) {
  /** For each generation or alert, the event ids of the deliveries about it, accepted or refused. */
  const ids = new Map()
  const received = new Set()
  const refused = new Map()
  const hook = { unsigned: 0 }
  let signedWith = null
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => (body += chunk))
    request.on('end', () => {
      const { data } = JSON.parse(body)
      try {
        new Webhook(signedWith).verify(body, request.headers)
      } catch {
        hook.unsigned++
      }
      ids.set(data.id, (ids.get(data.id) ?? new Set()).add(request.headers['webhook-id']))
      const before = refused.get(data.id) ?? 0
      if (before < 2 && Math.random() < refusedPart) {
        refused.set(data.id, before + 1)
        response.writeHead(500).end()
        return
      }
      received.add(data.id)
      response.writeHead(204).end()
    })
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const made = await runtime.must(`POST /config/v1/instances/${place.instanceId}/webhooks`, {
    key: place.adminKey,
    body: { url: `http://127.0.0.1:${server.address().port}/hook`, events },
  })
  signedWith = made.body.secret
  return Object.assign(hook, {
    received,
    ids,
    close: () => server.close(),
    check(records) {
      const untold = records.filter((record) => !received.has(record.id)).length
      check(untold === 0, `every end was told (${untold} were not)`)
      check(
        [...ids.values()].every((each) => each.size === 1),
        'each event kept its id',
      )
      check(hook.unsigned === 0, `each was signed as the standard's own library checks it (${hook.unsigned} were not)`)
    },
  })
}
