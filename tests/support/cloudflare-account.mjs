// A fake Cloudflare account for tests: the part of its API that wrangler uses, on this machine. Deployed Workers run in the local runtime,
// each with its own database and bucket. The account has the Worker with the config service from the beginning; an upload with this
// Worker's name replaces its code. Lists of domains, and lists and deletions of objects, follow the description of Cloudflare's API; they
// were never compared with a real account.
import { createHash, randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { unstable_splitSqlQuery as splitSql } from 'wrangler'
import { root } from '../../scripts/local/paths.mjs'

/** The statement that exports a whole Miniflare D1 database as SQL, as D1 itself does at Cloudflare. */
const EXPORT = 'PRAGMA miniflare_d1_export(?,?,?);'

const COMPATIBILITY_DATE = '2026-10-01'
/** The name in wrangler.toml of the Worker with the config service. The account has this Worker from the beginning. */
const CONFIG_WORKER = 'multi-agent-system-config'
/**
 * The name in wrangler.toml of the Worker with both services. The account refuses an upload of this Worker, because the account already has
 * a config service: that of `CONFIG_WORKER`.
 */
const PLATFORM_WORKER = 'multi-agent-system'
/** The static files of every Worker. The account says that all of them are uploaded already, so wrangler sends none. */
const ASSETS = { directory: join(root, 'public'), binding: 'ASSETS', run_worker_first: true, routerConfig: { has_user_worker: true } }
/** Returns one page of a list. wrangler requests further pages until a page is not full. */
function page(all, query) {
  const [number, size] = [Number(query.get('page') ?? 1), Number(query.get('per_page') ?? 100)]
  const result = all.slice((number - 1) * size, number * size)
  return { result, result_info: { page: number, per_page: size, count: result.length, total_count: all.length } }
}
/** A Worker that starts but cannot serve. */
const SICK = `import { DurableObject } from "cloudflare:workers"
export class JobHost extends DurableObject {}
export class GenerationJob extends DurableObject {}
export class Sweeper extends DurableObject {}
export default { fetch: () => new Response('sick', { status: 500 }) }`
const OWNER = 'owner@example.com'
const answer = (result) => ({ status: 200, body: { result } })
const PAGE = 'docs/deployment/try.md'
const notPlayed = (call) => `The account on this machine does not play ${call}. The beginning of ${PAGE} has more.`
const refuse = (status, code, message) => ({ status, body: { success: false, errors: [{ code, message }], result: null } })
/** Ends a call of the API. `made` is the response. */
class Refused extends Error {
  constructor(...fault) {
    super(fault.at(-1))
    this.made = refuse(...fault)
  }
}

export class CloudflareAccount {
  #runtime = null
  #server = null
  #folder
  #config
  #databases = new Map()
  #buckets = new Set()
  #namespaces = new Map()
  #workers = new Map()
  /** All calls so far, the oldest first. Each is `METHOD /path`; the path includes ids and names. */
  calls = []
  /** Called before the account carries out an API call. If this function returns true, the API call fails and changes nothing. */
  breaks = () => false
  /** Called with each line that a Worker of the account writes to its log. */
  log = () => {}
  /** Called after the account has carried out an API call. If this function returns true, the caller of the API gets no response. */
  losesAnswer = () => false

  /**
   * @param config `{ code, bindings, own, port, migrations }` of the Worker with the config service. `bindings` are its secrets. `own` are
   * variables that every Worker gets. If an upload has a variable of the same name, the value in `own` replaces the uploaded value.
   */
  constructor(folder, config) {
    this.#folder = folder
    this.#config = config
    const worker = this.#create(CONFIG_WORKER)
    this.#serveVersion(worker, this.#store(worker, { file: 'config.js', code: config.code, bindings: [] }))
    for (const [name, text] of Object.entries(config.bindings)) worker.secrets.set(name, text)
  }

  async start() {
    this.#runtime = new Miniflare(this.#options())
    await this.#runtime.ready
    const db = await this.#runtime.getD1Database('CONFIG_DB', 'config')
    for (const statement of this.#config.migrations) await db.prepare(statement).run()
    this.#server = createServer((request, response) => void this.#serve(request, response))
    await new Promise((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
  }

  async stop() {
    this.#server?.close()
    this.#server?.closeAllConnections()
    await this.#runtime?.dispose()
  }

  /** The environment variables that wrangler needs. */
  get environment() {
    return {
      CLOUDFLARE_API_BASE_URL: `http://127.0.0.1:${this.#server.address().port}/client/v4`,
      CLOUDFLARE_API_TOKEN: 'token-for-tests',
      CLOUDFLARE_ACCOUNT_ID: 'account',
    }
  }

  /** Returns the names of all databases, buckets and Workers in the account, except the config service's Worker. */
  get contents() {
    return {
      databases: Array.from(this.#databases.values(), ({ name }) => name),
      buckets: [...this.#buckets],
      workers: [...this.#workers.keys()].filter((name) => name !== CONFIG_WORKER),
    }
  }

  /**
   * Makes a database with the id that wrangler.toml names, or a bucket. At the real Cloudflare, an admin makes both before a deployment.
   * If `database.local` is `'config'`, no new database is made: the id stands for the config service's database.
   */
  async own({ database, bucket }) {
    if (database !== undefined)
      this.#databases.set(database.uuid, { ...database, version: 'production', created_at: new Date().toISOString() })
    if (bucket !== undefined) this.#buckets.add(bucket)
    await this.#apply()
  }

  /** Sets secrets of the config service's Worker and restarts it. */
  async configure(bindings) {
    for (const [name, text] of Object.entries(bindings)) this.#workers.get(CONFIG_WORKER).secrets.set(name, text)
    await this.#apply()
  }

  /** Sets the port on which the Worker listens from its next deployment on. */
  listen(worker, port) {
    this.#ports.set(worker, port)
  }
  #ports = new Map()
  /**
   * Returns the port of a dedicated Worker that is deployed for the first time; undefined if the Worker does not listen on a port. Not
   * called for the config service's Worker.
   */
  portOf = () => undefined

  /** From now on, new versions of this Worker start but cannot serve. */
  sicken(worker) {
    this.#sick.add(worker)
  }
  #sick = new Set()

  #options() {
    const configWorker = this.#workers.get(CONFIG_WORKER)
    const served = configWorker.versions.get(configWorker.serving)
    const workers = [
      {
        name: 'config',
        modules: [{ type: 'ESModule', path: served.file, contents: served.code }],
        compatibilityDate: COMPATIBILITY_DATE,
        unsafeDirectSockets: [{ host: '127.0.0.1', port: this.#config.port }],
        bindings: this.#variables(configWorker, served),
        assets: ASSETS,
        d1Databases: { CONFIG_DB: 'config' },
        kvNamespaces: { SNAPSHOTS: 'snapshots' },
        durableObjects: this.#objects(
          ['RATE_LIMITER', 'RateLimiter'],
          ['ORGANIZATION_BUDGET', 'OrganizationBudget'],
          ['OUTBOX', 'Outbox'],
          ['ALERT_SENDER', 'AlertSender'],
        ),
      },
      // A Worker with access to every database and bucket, for the API calls that read or change content.
      {
        name: 'account',
        modules: [{ type: 'ESModule', path: 'account.js', contents: 'export default {}' }],
        compatibilityDate: COMPATIBILITY_DATE,
        d1Databases: Object.fromEntries(Array.from(this.#databases.values(), ({ uuid, local = uuid }) => [uuid, local])),
        r2Buckets: Object.fromEntries(Array.from(this.#buckets, (name) => [name, name])),
      },
    ]
    for (const [name, worker] of this.#workers) {
      const version = worker.versions.get(worker.serving)
      const port = this.#ports.get(name)
      if (name === CONFIG_WORKER || version === undefined || port === undefined) continue
      const found = (type) => version.bindings.filter((each) => each.type === type)
      workers.push({
        name,
        modules: [{ type: 'ESModule', path: version.file, contents: version.code }],
        compatibilityDate: COMPATIBILITY_DATE,
        unsafeDirectSockets: [{ host: '127.0.0.1', port }],
        bindings: this.#variables(worker, version),
        ...(found('assets').length > 0 ? { assets: ASSETS } : {}),
        d1Databases: Object.fromEntries(found('d1').map((each) => [each.name, each.id ?? each.database_id])),
        r2Buckets: Object.fromEntries(found('r2_bucket').map((each) => [each.name, each.bucket_name])),
        durableObjects: this.#objects(...found('durable_object_namespace').map((each) => [each.name, each.class_name])),
        serviceBindings: Object.fromEntries(
          found('service').map((each) => [each.name, { name: 'config', entrypoint: each.entrypoint, props: each.props }]),
        ),
      })
    }
    return convertV4MiniflareOptions({
      host: '127.0.0.1',
      port: 0,
      resourcePersistencePath: this.#folder,
      handleStructuredLogs: ({ message }) => this.log(message),
      workers,
    })
  }
  /** Returns the values of a Worker's variables and secrets. */
  #variables({ secrets }, { bindings }) {
    const plain = bindings.filter(({ type }) => type === 'plain_text').map(({ name, text }) => [name, text])
    return { ...Object.fromEntries(plain), ...Object.fromEntries(secrets), ...this.#config.own }
  }
  #objects(...pairs) {
    return Object.fromEntries(pairs.map(([name, className]) => [name, { className, useSQLite: true }]))
  }
  /**
   * Restarts the Workers as the account has them now. All of them share one runtime, so one that cannot start stops all. In that case this
   * function calls `undo`, starts the Workers again, and throws.
   */
  async #apply(undo = () => {}) {
    try {
      await this.#runtime.setOptions(this.#options())
    } catch (error) {
      undo()
      await this.#runtime.dispose().catch(() => undefined)
      this.#runtime = new Miniflare(this.#options())
      await this.#runtime.ready
      throw new Refused(400, 10021, startFaultIn(error))
    }
  }

  async #serve(request, response) {
    const chunks = []
    for await (const chunk of request) chunks.push(chunk)
    const url = new URL(request.url, 'http://api')
    const path = url.pathname.replace('/client/v4', '')
    const call = `${request.method} ${path}`
    this.calls.push(call)
    let made
    try {
      // Exports are downloaded and imports are uploaded at signed addresses.
      if (path.startsWith('/files/')) return this.#file(request, path.slice('/files/'.length), Buffer.concat(chunks), response)
      if (this.breaks(call)) made = refuse(500, 10013, 'An unknown error has occurred.')
      else {
        made = (await this.#route(request, path, url.searchParams, Buffer.concat(chunks))) ?? refuse(404, 7003, notPlayed(call))
        if (this.losesAnswer(call)) {
          request.socket.destroy()
          return
        }
      }
    } catch (error) {
      made = error instanceof Refused ? error.made : refuse(500, 10013, String(error?.stack ?? error))
    }
    if (made.bytes !== undefined) {
      response.writeHead(made.status, { 'content-type': 'application/octet-stream' })
      response.end(made.bytes)
      return
    }
    response.writeHead(made.status, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ success: made.status === 200, errors: [], messages: [], ...made.body }))
  }

  #files = new Map()
  #file(request, name, body, response) {
    if (request.method === 'PUT') this.#files.set(name, body)
    const known = this.#files.get(name)
    if (known === undefined) response.writeHead(404)
    else response.writeHead(200, { etag: `"${createHash('md5').update(known).digest('hex')}"` })
    response.end(request.method === 'PUT' ? undefined : known)
  }
  #fileUrl = (name) => `http://127.0.0.1:${this.#server.address().port}/client/v4/files/${name}?signature=secret-of-the-address`

  async #route(request, path, query, body) {
    const { method } = request
    const json = () => JSON.parse(body.toString())
    if (path === '/user') return answer({ id: 'user', email: OWNER })
    if (path === '/user/tokens/verify') return answer({ id: 'token', status: 'active' })
    if (path === '/memberships') return answer([{ id: 'member', account: { id: 'account', name: 'account' } }])
    if (path === '/accounts') return answer([{ id: 'account', name: 'account' }])
    const [, , , kind, ...rest] = path.split('/')
    if (kind === 'd1') return this.#d1(method, rest.slice(1), query, json)
    if (kind === 'r2') return this.#r2(method, rest.slice(1), query, json, body)
    if (kind === 'workers') return this.#worker(request, rest, query, json, body)
    if (path.startsWith('/accounts/account/storage/kv/namespaces')) return this.#kv(method, rest.slice(2), query, json)
    if (kind === 'graphql') return answer({})
    return null
  }

  /**
   * Makes, lists and deletes KV namespaces. No Worker of the account uses one of these. When wrangler deletes a Worker, it lists the
   * namespaces, too, because an older feature (Workers Sites) stored the Worker's files there.
   */
  #kv(method, [id, verb], query, json) {
    if (id === undefined && method === 'GET') return { status: 200, body: page([...this.#namespaces.values()], query) }
    if (id === undefined && method === 'POST') {
      const { title } = json()
      if ([...this.#namespaces.values()].some((each) => each.title === title))
        return refuse(400, 10014, 'create namespace: a namespace with this account ID and title already exists')
      const made = { id: randomUUID().replaceAll('-', ''), title, supports_url_encoding: true }
      this.#namespaces.set(made.id, made)
      return answer(made)
    }
    if (verb !== undefined || id === undefined) return null
    if (!this.#namespaces.has(id)) return refuse(404, 10013, 'namespace not found')
    if (method === 'GET') return answer(this.#namespaces.get(id))
    if (method !== 'DELETE') return null
    this.#namespaces.delete(id)
    return answer(null)
  }

  async #d1(method, [id, verb], query, json) {
    if (id === undefined && method === 'POST') {
      const { name } = json()
      if (Array.from(this.#databases.values()).some((each) => each.name === name))
        return refuse(400, 7502, `database with name '${name}' already exists`)
      const uuid = randomUUID()
      this.#databases.set(uuid, { uuid, name, version: 'production', created_at: new Date().toISOString() })
      await this.#apply()
      return answer(this.#databases.get(uuid))
    }
    if (id === undefined) {
      const wanted = query.get('name')
      return {
        status: 200,
        body: page(
          Array.from(this.#databases.values()).filter(({ name }) => wanted === null || name === wanted),
          query,
        ),
      }
    }
    const database = this.#databases.get(id) ?? Array.from(this.#databases.values()).find(({ name }) => name === decodeURIComponent(id))
    if (database === undefined) return refuse(404, 7404, 'The database was not found')
    if (method === 'DELETE') {
      this.#databases.delete(database.uuid)
      return answer(null)
    }
    if (verb === undefined) {
      const { meta } = await (await this.#runtime.getD1Database(database.uuid, 'account')).prepare('SELECT 1').run()
      return answer({ ...database, file_size: meta.size_after })
    }
    if (verb === 'export') {
      const db = await this.#runtime.getD1Database(database.uuid, 'account')
      const name = `${randomUUID()}.sql`
      const [lines] = await db.prepare(EXPORT).bind(0, 0).raw()
      this.#files.set(name, Buffer.from(lines.join('\n')))
      return answer({ success: true, status: 'complete', messages: [], result: { filename: name, signed_url: this.#fileUrl(name) } })
    }
    if (verb === 'import') return answer(await this.#import(database.uuid, json()))
    if (verb !== 'query') return null
    const { sql, params = [] } = json()
    const db = await this.#runtime.getD1Database(id, 'account')
    const results = []
    for (const statement of splitSql(sql)) {
      const { results: rows, meta } = await db
        .prepare(statement)
        .bind(...params)
        .all()
      results.push({ results: rows, success: true, meta })
    }
    return answer(results)
  }

  /** Handles the steps of an import. An uploaded file is run as one transaction. */
  async #import(id, { action, filename, etag }) {
    if (action === 'init') {
      const name = `${randomUUID()}.sql`
      return { success: true, upload_url: this.#fileUrl(name), filename: name }
    }
    const file = this.#files.get(filename)
    if (createHash('md5').update(file).digest('hex') !== etag) return { success: false, error: 'The uploaded file is another one' }
    const db = await this.#runtime.getD1Database(id, 'account')
    const statements = splitSql(file.toString())
    await db.batch(statements.map((statement) => db.prepare(statement)))
    const meta = { duration: 1, rows_read: 0, rows_written: 0, size_after: file.length }
    return { success: true, status: 'complete', messages: [], result: { num_queries: statements.length, final_bookmark: 'b', meta } }
  }

  async #r2(method, [name, verb, ...key], query, json, body) {
    if (name === undefined && method === 'POST') {
      const wanted = json().name
      if (this.#buckets.has(wanted)) return refuse(409, 10004, 'The bucket already exists')
      this.#buckets.add(wanted)
      await this.#apply()
      return answer({ name: wanted })
    }
    if (name === undefined) return answer({ buckets: Array.from(this.#buckets, (each) => ({ name: each })) })
    if (!this.#buckets.has(name)) return refuse(404, 10006, 'The specified bucket does not exist.')
    if (verb === 'objects') {
      const bucket = await this.#runtime.getR2Bucket(name, 'account')
      return key.length === 0 ? this.#bucketObjects(method, bucket, query, json) : this.#object(method, bucket, objectKey(key), body)
    }
    if (method !== 'DELETE') return answer({ name, creation_date: new Date().toISOString(), location: 'WEUR', storage_class: 'Standard' })
    const bucket = await this.#runtime.getR2Bucket(name, 'account')
    if ((await bucket.list({ limit: 1 })).objects.length > 0) return refuse(409, 10008, 'The bucket you tried to delete is not empty')
    this.#buckets.delete(name)
    return answer(null)
  }

  async #object(method, bucket, key, body) {
    if (method === 'PUT') {
      await bucket.put(key, body)
      return answer({})
    }
    const found = await bucket.get(key)
    if (found === null) return refuse(404, 10007, 'The specified key does not exist.')
    const bytes = Buffer.from(await found.arrayBuffer())
    if (method === 'GET') return { status: 200, bytes }
    if (method !== 'DELETE') return null
    await bucket.delete(key)
    return answer({ key })
  }

  /** Lists the objects of a bucket page by page, or deletes those whose keys the body names. */
  async #bucketObjects(method, bucket, query, json) {
    if (method === 'GET') {
      const wanted = { prefix: query.get('prefix') ?? undefined, cursor: query.get('cursor') ?? undefined }
      const found = await bucket.list({ ...wanted, limit: Number(query.get('per_page') ?? 20) })
      const result = found.objects.map(({ key, size, etag, uploaded }) => ({ key, size, etag, last_modified: uploaded.toISOString() }))
      // A list of one page comes without `result_info`.
      return { status: 200, body: { result, ...(found.truncated ? { result_info: { cursor: found.cursor, is_truncated: true } } : {}) } }
    }
    if (method !== 'DELETE') return null
    const keys = json()
    if (!Array.isArray(keys) || keys.length === 0 || keys.length > 1000) return refuse(400, 10001, 'Name 1 to 1000 keys.')
    const missing = []
    for (const key of keys) if ((await bucket.head(key)) === null) missing.push(key)
    await bucket.delete(keys)
    if (missing.length === 0) return answer(keys.map((key) => ({ key })))
    // The objects that exist are deleted, although the response reports an error. The error does not say which keys are missing.
    return { status: 200, body: refuse(200, 10007, 'The specified key does not exist.').body }
  }

  async #worker(request, [kind, name, verb, id], query, json, body) {
    const { method } = request
    if (kind === 'subdomain') return answer({ subdomain: 'account' })
    if (kind === 'domains') {
      const wanted = query.get('service')
      const all = Array.from(this.#workers, ([service, { domains }]) =>
        domains.map((hostname) => ({ id: hostname, hostname, service })),
      ).flat()
      return answer(all.filter(({ service }) => wanted === null || service === wanted))
    }
    const worker = this.#workers.get(name)
    if (kind === 'services') {
      if (worker === undefined) return refuse(404, 10090, 'This service was not found')
      if (method === 'DELETE') return this.#remove(name)
      const script = { id: name, tag: 'tag', last_deployed_from: 'wrangler', migration_tag: worker.migrationTag }
      const environment = { environment: 'production', script }
      return answer(verb === 'environments' ? environment : { id: name, default_environment: environment })
    }
    if (kind === 'workers') return answer({ id: name, name, subdomain: { enabled: true, previews_enabled: false }, references: {} })
    if (kind !== 'scripts') return null
    if (name === undefined)
      return answer(Array.from(this.#workers, ([each, { migrationTag }]) => ({ id: each, migration_tag: migrationTag })))
    if (verb === undefined && method === 'PUT') return this.#upload(name, request, body)
    if (verb === 'assets-upload-session') return answer({ jwt: 'a.b.c', buckets: [] })
    if (worker === undefined) return refuse(404, 10007, 'This Worker does not exist on your account.')
    if (verb === undefined && method === 'DELETE') return this.#remove(name)
    if (verb === 'secrets' && method === 'PUT') return this.#putSecret(worker, json())
    if (verb === 'secrets' && method === 'DELETE') return this.#deleteSecret(worker, decodeURIComponent(id))
    if (verb === 'secrets') return answer(Array.from(worker.secrets.keys(), (each) => ({ name: each, type: 'secret_text' })))
    if (verb === 'subdomain') return answer({ enabled: true, previews_enabled: false })
    if (verb === 'domains' && id === 'changeset') return answer({ added: [], removed: [], updated: [], conflicting: [] })
    if (verb === 'domains' && method === 'PUT') {
      worker.domains = json().origins.map(({ hostname }) => hostname)
      return answer(null)
    }
    if (verb === 'schedules') return answer({ schedules: [] })
    if (verb === 'settings' || verb === 'script-settings') return answer({ bindings: [], logpush: false, tail_consumers: [] })
    if (verb === 'versions' && method === 'POST') return answer(await this.#addVersion(name, request, body))
    if (verb === 'versions' && id !== undefined)
      return worker.versions.has(id) ? answer(shownVersion(worker, id)) : refuse(404, 10007, 'The version was not found.')
    if (verb === 'versions') return answer({ items: Array.from(worker.versions.keys(), (each) => shownVersion(worker, each)).toReversed() })
    if (verb === 'deployments' && method === 'POST') {
      const { versions, annotations } = json()
      await this.#requireStart(worker.versions.get(versions[0].version_id), worker.secrets)
      await this.#apply(this.#serveVersion(worker, versions[0].version_id, annotations))
      return answer({ id: worker.deployments[0].id })
    }
    if (verb === 'deployments') return answer({ deployments: worker.deployments })
    return null
  }

  async #putSecret(worker, { name, text }) {
    await this.#setSecrets(worker, new Map([...worker.secrets, [name, text]]))
    return answer({ name, type: 'secret_text' })
  }

  async #deleteSecret(worker, name) {
    if (!worker.secrets.has(name)) return refuse(404, 10056, `Binding '${name}' does not exist.`)
    await this.#setSecrets(worker, new Map([...worker.secrets].filter(([each]) => each !== name)))
    return answer(null)
  }

  async #setSecrets(worker, secrets) {
    const before = worker.secrets
    if (worker.serving !== null) await this.#requireStart(worker.versions.get(worker.serving), secrets)
    worker.secrets = secrets
    await this.#apply(() => (worker.secrets = before))
  }

  /**
   * Throws if the code of a version fails at its start. Cloudflare refuses such an upload, too. All Workers share one runtime here, so one
   * that cannot start would stop all others.
   */
  async #requireStart({ file, code, bindings }, secrets) {
    const fault = await startFault(file, code, this.#variables({ secrets }, { bindings }))
    if (fault !== null) throw new Refused(400, 10021, fault)
  }

  async #remove(name) {
    if (name === CONFIG_WORKER) return refuse(400, 10064, 'The account on this machine cannot be without its config service.')
    this.#workers.delete(name)
    await this.#apply()
    return answer(null)
  }

  /**
   * Stores an upload as a version and deploys it immediately. wrangler makes this call for some uploads, such as the first of a Worker.
   * For all others it makes two calls: one stores a version, and one deploys it.
   */
  async #upload(name, request, body) {
    const version = await this.#addVersion(name, request, body)
    await this.#apply(this.#serveVersion(this.#workers.get(name), version.id))
    return answer({ ...version, id: name, deployment_id: version.id, entry_point: 'x', available_on_subdomain: true })
  }

  async #addVersion(name, request, body) {
    const form = await new Response(body, { headers: { 'content-type': request.headers['content-type'] } }).formData()
    const metadata = JSON.parse(await fileText(form.get('metadata')))
    // The code keeps the name of its file, for example `platform.js`. A stack in the log contains this name, and `npm run stack` recognizes
    // the Worker by this name.
    const file = metadata.main_module
    const code = this.#sick.has(name) ? SICK : await fileText(form.get(file))
    const { bindings } = metadata
    requirePlayed(name, metadata)
    const added = bindings.filter(({ type }) => type === 'secret_text').map(({ name: secret, text }) => [secret, text])
    const secrets = new Map([...(this.#workers.get(name)?.secrets ?? []), ...added])
    await this.#requireStart({ file, code, bindings }, secrets)
    const known = this.#workers.get(name) ?? this.#create(name)
    known.secrets = secrets
    const isDedicated = name !== CONFIG_WORKER && bindings.some(({ type }) => type === 'service')
    if (isDedicated && this.#ports.get(name) === undefined) this.#ports.set(name, this.portOf(name))
    const id = this.#store(known, { file, code, bindings })
    known.migrationTag = metadata.migrations?.new_tag ?? known.migrationTag
    return { ...shownVersion(known, id), startup_time_ms: 12, etag: 'etag', tag: 'tag' }
  }

  #create(name) {
    const worker = { versions: new Map(), serving: null, deployments: [], secrets: new Map(), domains: [], migrationTag: null }
    this.#workers.set(name, worker)
    return worker
  }
  /** Adds a version to a Worker and returns the version's id. */
  #store(worker, version) {
    const id = randomUUID()
    worker.versions.set(id, { ...version, number: worker.versions.size + 1, createdAt: new Date().toISOString() })
    return id
  }
  /** From the next `#apply` on, the Worker serves this version. Returns a function that undoes this. */
  #serveVersion(worker, versionId, annotations = {}) {
    const before = worker.serving
    worker.serving = versionId
    // The newest deployment is the first.
    worker.deployments.unshift({
      id: randomUUID(),
      source: 'wrangler',
      strategy: 'percentage',
      author_email: OWNER,
      created_on: new Date().toISOString(),
      annotations,
      versions: [{ version_id: versionId, percentage: 100 }],
    })
    return () => {
      worker.serving = before
      worker.deployments.shift()
    }
  }
}

/**
 * Throws if the account cannot run this Worker. It cannot run a Worker with a config service of its own, such as that of a staging
 * deployment. It cannot run an empty Worker either, which wrangler makes for a secret of a Worker that does not exist. If the upload were
 * accepted, wrangler would report success, but no Worker would answer.
 */
function requirePlayed(name, { bindings, compatibility_date: date }) {
  if (name === CONFIG_WORKER) return
  const only = `The account on this machine does not run ${name}`
  if (name === PLATFORM_WORKER) throw new Refused(400, 10021, `${only}: its config service is ${CONFIG_WORKER}. Add --env config.`)
  if (bindings.some((each) => each.class_name === 'RateLimiter'))
    throw new Refused(400, 10021, `${only}: it has one config service alone, ${CONFIG_WORKER}. The beginning of ${PAGE} has more.`)
  if (date === undefined)
    throw new Refused(400, 10021, `${only}: it has no such Worker, and makes no empty one for a secret. Deploy it first.`)
}

/** Starts this code in a runtime of its own. Returns why it does not start, in the words of the runtime; null if it starts. */
async function startFault(file, contents, bindings) {
  const upload = { name: 'upload', modules: [{ type: 'ESModule', path: file, contents }], compatibilityDate: COMPATIBILITY_DATE, bindings }
  const options = { host: '127.0.0.1', port: 0, handleStructuredLogs: () => {}, workers: [upload] }
  const runtime = new Miniflare(convertV4MiniflareOptions(options))
  try {
    await runtime.ready
    return null
  } catch (error) {
    return startFaultIn(error)
  } finally {
    // The disposal of a runtime that did not start fails with the same error.
    await runtime.dispose().catch(() => undefined)
  }
}

/**
 * Returns the reason in an error of a runtime that did not start. The error has the lines that the runtime wrote, as JSON. A line about
 * code begins with the name of the Worker: `service core:user:upload: Uncaught Error: …`.
 */
function startFaultIn({ message }) {
  const written = message.split('\n').filter((line) => line.startsWith('{'))
  const [reason = message] = written
    .map((line) => JSON.parse(line))
    .flatMap(({ level, message: text }) => (level === 'error' ? [text] : []))
  return reason.replace(/^service core:user:[^:]+: /, '')
}

/** Returns a version as Cloudflare's API shows it. */
function shownVersion({ versions }, id) {
  const { number, createdAt } = versions.get(id)
  const script = { etag: 'etag', handlers: ['fetch'], last_deployed_from: 'wrangler' }
  return {
    id,
    number,
    metadata: { author_email: OWNER, source: 'wrangler', created_on: createdAt, modified_on: createdAt },
    resources: { script, bindings: [], script_runtime: {} },
  }
}

const objectKey = (parts) => parts.map(decodeURIComponent).join('/')
const fileText = (part) => (typeof part === 'string' ? part : part.text())
