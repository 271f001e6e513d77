// Starts, kills and starts again the local runtime, over the same state.
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

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

/** The Worker as it is deployed, in one file. `broken` takes out the note before a provider's call: the negative control. */
export function bundle({ broken = false } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'fault-bundle-'))
  execFileSync(process.execPath, [join(root, 'node_modules/wrangler/bin/wrangler.js'), 'deploy', '--dry-run', '--outdir', folder], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (broken) {
    const file = join(folder, 'platform.js')
    const text = readFileSync(file, 'utf8')
    const without = text.replace(/job\d*\.save\(stateEvent\d*\(job\d*\)\);\s*((?:const|let|var) recording\b)/, '$1')
    if (without === text) throw new Error('the note before the call was not found in the bundle')
    writeFileSync(file, without)
  }
  return folder
}

function migrations() {
  const read = (folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith('.sql'))
      .toSorted()
      .flatMap((name) => readFileSync(join(root, folder, name), 'utf8').split('--> statement-breakpoint'))
  return { CONFIG_DB: read('migrations/config'), DATA_DB: read('migrations/data') }
}

export class Runtime {
  #child = null
  #bundle
  #state = mkdtempSync(join(tmpdir(), 'fault-state-'))
  #started = false
  url = null
  starts = 0
  /** The last lines of each run, for when something goes wrong. */
  log = []

  #onLine
  /** Instead of the usual ones, from the next start on. */
  secrets

  /** `onLine` gets every line of both outputs, in whole. */
  constructor(bundleFolder, { secrets = {}, onLine = () => {} } = {}) {
    this.#bundle = bundleFolder
    this.secrets = secrets
    this.#onLine = onLine
  }

  /** The folder with all that the runtime stores. */
  get state() {
    return this.#state
  }

  async start() {
    const args = [join(root, 'tests/faults/host.mjs'), this.#bundle, this.#state, ...(this.#started ? [] : [JSON.stringify(migrations())])]
    this.#started = true
    this.starts++
    const child = spawn(process.execPath, args, {
      env: { ...process.env, FAULT_BINDINGS: JSON.stringify({ ...bindings, ...this.secrets }) },
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

  /** `kill -9` of everything that `start` has started: no handler runs, nothing is flushed. */
  async kill() {
    const child = this.#child
    if (child === null || child.exitCode !== null) return
    const gone = new Promise((resolve) => child.once('exit', resolve))
    process.kill(-child.pid, 'SIGKILL')
    await gone
    this.#child = null
  }

  async remove() {
    await this.kill()
    rmSync(this.#state, { recursive: true, force: true })
  }

  /** One request; null where the runtime was not there to answer it. */
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

/** An instance with a project key and the sketch models for tests. */
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
  return { adminKey, instanceId, projectId: project.body.id, key: key.body.secret, replace }
}
