// The Cloudflare account. Most calls go through wrangler. Cloudflare's API is called directly if wrangler has no command. Every fact is
// read from Cloudflare and never from a file, so that a command that was interrupted can be started again.
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Unstable_RawConfig } from 'wrangler'
import { root } from '../local/paths.mjs'
import { reach } from '../local/reach.mjs'
import { runWrangler, WranglerFailure } from './wrangler.ts'

interface Database {
  uuid: string
  name: string
}

export class Account {
  readonly #folder: string
  readonly #configurations = new Map<string, string>()

  /**
   * @param folder the folder for configurations and secrets. Only the operating-system user of this process can read it. The caller
   * deletes it.
   */
  constructor(folder: string) {
    this.#folder = folder
  }

  async databases(): Promise<Database[]> {
    return JSON.parse(await this.#wrangler(['d1', 'list', '--json'])) as Database[]
  }

  /** Makes a database and returns its id. */
  async createDatabase(name: string): Promise<string> {
    await this.#wrangler(['d1', 'create', name, '--update-config=false'])
    const made = (await this.databases()).find((database) => database.name === name)
    if (made === undefined) throw new WranglerFailure(`Cloudflare does not list the database ${name}, which was just created`)
    return made.uuid
  }

  async deleteDatabase(name: string): Promise<void> {
    await this.#wrangler(['d1', 'delete', name, '--skip-confirmation'])
  }

  async hasBucket(name: string): Promise<boolean> {
    return (await this.#ifFound(['r2', 'bucket', 'info', name, '--json'])) !== null
  }

  async createBucket(name: string): Promise<void> {
    await this.#wrangler(['r2', 'bucket', 'create', name, '--update-config=false'])
  }

  /** Deletes an empty bucket. Throws if the bucket is not empty, because Cloudflare refuses to delete it. */
  async deleteBucket(name: string): Promise<void> {
    await this.#wrangler(['r2', 'bucket', 'delete', name])
  }

  /** Returns the keys of all objects in the bucket. */
  async objects(bucket: string): Promise<string[]> {
    const keys: string[] = []
    let cursor: string | undefined
    do {
      const query = new URLSearchParams({ per_page: `${OBJECTS_AT_ONCE}`, ...(cursor === undefined ? {} : { cursor }) })
      const page = await callApi<{ key: string }[]>('GET', `/r2/buckets/${bucket}/objects?${query}`)
      if (!page.success) throw new Error(`Cloudflare does not list the objects of the bucket ${bucket}: ${reasonOf(page)}`)
      keys.push(...(page.result ?? []).map(({ key }) => key))
      // The response has no `result_info` if all objects fit into one page.
      cursor = page.result_info?.is_truncated === true ? page.result_info.cursor : undefined
    } while (cursor !== undefined)
    return keys
  }

  /** Deletes these objects. Throws if the bucket still has one of them afterwards. */
  async deleteObjects(bucket: string, keys: readonly string[]): Promise<void> {
    let reason = 'it gives no reason'
    for (let start = 0; start < keys.length; start += OBJECTS_AT_ONCE) {
      const deleted = await callApi('DELETE', `/r2/buckets/${bucket}/objects`, keys.slice(start, start + OBJECTS_AT_ONCE))
      if (!deleted.success) reason = reasonOf(deleted)
    }
    // Cloudflare also reports a failure if an object was already gone. So a failure does not show whether objects are left, and the
    // bucket's objects are listed again.
    const gone = new Set(keys)
    const left = (await this.objects(bucket)).filter((key) => gone.has(key))
    if (left.length > 0)
      throw new Error(`Cloudflare did not delete ${left.length} of ${keys.length} objects of the bucket ${bucket}: ${reason}`)
  }

  /** Returns the names of the Worker's secrets; null if there is no such Worker. */
  async secrets(worker: string): Promise<string[] | null> {
    const output = await this.#ifFound(['secret', 'list', '--name', worker, '--format', 'json'])
    return output === null ? null : (JSON.parse(output) as { name: string }[]).map(({ name }) => name)
  }

  /** Returns the custom domains of a Worker. */
  async domains(worker: string): Promise<string[]> {
    const found = await callApi<{ hostname: string }[]>('GET', `/workers/domains?service=${worker}`)
    if (!found.success) throw new Error(`Cloudflare does not list the domains of the Worker ${worker}: ${reasonOf(found)}`)
    return (found.result ?? []).map(({ hostname }) => hostname)
  }

  /** Applies the migrations that the database does not have yet. */
  async migrate(configuration: Unstable_RawConfig): Promise<void> {
    await this.#wrangler(['d1', 'migrations', 'apply', 'DATA_DB', '--remote', ...this.#configured(configuration)])
  }

  /** Returns the number of rows that a query counts in the remote database: `select count(*) as count …`. */
  async count(configuration: Unstable_RawConfig, query: string): Promise<number> {
    const output = await this.#wrangler([
      'd1',
      'execute',
      'DATA_DB',
      '--remote',
      '--json',
      '--command',
      query,
      ...this.#configured(configuration),
    ])
    const [{ results }] = JSON.parse(output) as [{ results: { count: number }[] }]
    return results[0]!.count
  }

  /** Deploys the Worker. `secrets` are added to those that it already has. @returns the Worker's address, from wrangler's output. */
  async deploy(configuration: Unstable_RawConfig, secrets: Record<string, string>): Promise<string> {
    const said = join(this.#folder, `${configuration.name}.ndjson`)
    const file = join(this.#folder, `${configuration.name}.secrets.json`)
    rmSync(said, { force: true })
    const added = Object.keys(secrets).length === 0 ? [] : ['--secrets-file', file]
    if (added.length > 0) writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 })
    try {
      await this.#wrangler(['deploy', ...added, ...this.#configured(configuration)], { WRANGLER_OUTPUT_FILE_PATH: said })
    } finally {
      rmSync(file, { force: true })
    }
    const deployed = readFileSync(said, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as { type: string; targets?: string[] })
      .find(({ type }) => type === 'deploy')
    const [target] = deployed?.targets ?? []
    if (target === undefined) throw new WranglerFailure('wrangler did not say at which address the Worker answers')
    return new URL(/^https?:/.test(target) ? target : `https://${target.replace(/ .*$/, '')}`).origin
  }

  /** Returns the id of the Worker's version that serves all requests; null if several versions serve a part each, or if no version does. */
  async servingVersion(worker: string): Promise<string | null> {
    const output = await this.#ifFound(['deployments', 'status', '--name', worker, '--json'])
    const { versions = [] } = (output === null ? {} : JSON.parse(output)) as { versions?: { version_id: string; percentage: number }[] }
    return versions.length === 1 ? versions[0]!.version_id : null
  }

  async rollBack(worker: string, versionId: string): Promise<void> {
    await this.#wrangler(['rollback', versionId, '--name', worker, '--yes', '--message', 'The new version was not healthy'])
  }

  async deleteWorker(worker: string): Promise<void> {
    await this.#wrangler(['delete', '--name', worker, '--force'])
  }

  #configured(configuration: Unstable_RawConfig): string[] {
    const name = configuration.name!
    let file = this.#configurations.get(name)
    if (file === undefined) {
      file = join(this.#folder, `${name}.json`)
      this.#configurations.set(name, file)
    }
    writeFileSync(file, JSON.stringify(configuration, null, 2), { mode: 0o600 })
    return ['--config', file]
  }

  /** Runs wrangler and returns its output. Returns null if Cloudflare reports that the Worker or bucket in `args` does not exist. */
  async #ifFound(args: string[]): Promise<string | null> {
    try {
      return await this.#wrangler(args)
    } catch (error) {
      if (error instanceof WranglerFailure && /\[code: (10006|10007|10090)\]|does not exist|not found/i.test(error.message)) return null
      throw error
    }
  }

  #wrangler(args: string[], environment: Record<string, string> = {}): Promise<string> {
    // With `--config`, wrangler runs in the repository's folder and reads the configuration file that is named. All other calls need no
    // configuration, so they run in a folder where wrangler cannot find the repository's wrangler.toml.
    return runWrangler(args, { cwd: args.includes('--config') ? root : this.#folder, environment })
  }
}

/** The most objects that Cloudflare lists or deletes with one call. */
const OBJECTS_AT_ONCE = 1000
const API = 'https://api.cloudflare.com/client/v4'

interface Envelope<T> {
  success: boolean
  errors?: { code: number; message: string }[]
  result?: T | null
  result_info?: { cursor?: string; is_truncated?: boolean }
}

const reasonOf = ({ errors = [] }: Envelope<unknown>): string =>
  [...new Set(errors.map(({ code, message }) => `${message} [code: ${code}]`))].join(', ') || 'it gives no reason'

/** Calls Cloudflare's API for the account, for the few things that wrangler has no command for. */
async function callApi<T>(method: string, path: string, body?: unknown): Promise<Envelope<T>> {
  const { CLOUDFLARE_API_TOKEN: token, CLOUDFLARE_ACCOUNT_ID: id, CLOUDFLARE_API_BASE_URL: base = API } = process.env
  if (!token || !id)
    throw new Error('CLOUDFLARE_API_TOKEN and CLOUDFLARE_ACCOUNT_ID must be set: this command also calls the API of Cloudflare itself.')
  const options = {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }
  const advice = 'This is the API of Cloudflare, or what CLOUDFLARE_API_BASE_URL names. Is this machine connected? Run the command again.'
  const response = await reach(`${base}/accounts/${id}${path}`, options, advice)
  const text = await response.text()
  try {
    return JSON.parse(text) as Envelope<T>
  } catch {
    throw new Error(`Cloudflare answered ${method} ${path} with ${response.status} and no JSON.`)
  }
}
