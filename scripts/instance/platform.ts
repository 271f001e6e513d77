// What the commands for dedicated Workers ask of the platform: instances by the config API, health by each Worker.
import { setTimeout as sleep } from 'node:timers/promises'
import { createConfigClient } from '../../generated/clients/typescript/index.ts'
import type { components } from '../../generated/config/types.ts'
import type { components as generation } from '../../generated/generation/types.ts'

export type Instance = components['schemas']['Instance']
type Health = generation['schemas']['Health']

/** A Worker starts everywhere within seconds, but a new address at workers.dev may take a minute to be known. */
const HEALTH_MS = 120_000
const ASK_EVERY_MS = 1000
const ANSWER_MS = 10_000

export class Platform {
  readonly #client: ReturnType<typeof createConfigClient>

  /** @param key of an admin of the organization, or of a superadmin. */
  constructor(url: string, key: string) {
    this.#client = createConfigClient({ url, key })
  }

  /** The instance with this id, or with this slug in the organization (the key's own if null). Throws if there is none. */
  async instance(name: string, organizationId: string | null): Promise<Instance> {
    if (name.startsWith('inst_')) {
      const { data, error } = await this.#client.GET('/instances/{instance_id}', { params: { path: { instance_id: name } } })
      if (error) throw new Error(error.detail)
      return data
    }
    const found = (await this.instances(organizationId)).find(({ slug }) => slug === name)
    if (found === undefined)
      throw new Error(
        `There is no instance with the slug "${name}" here. Its id works as well, and --organization names another organization.`,
      )
    return found
  }

  /** All instances of the organization that the key may see. */
  async instances(organizationId: string | null): Promise<Instance[]> {
    const all: Instance[] = []
    for (let cursor: string | null | undefined; cursor !== null;) {
      const query = { limit: 100, ...(cursor ? { cursor } : {}), ...(organizationId ? { organization_id: organizationId } : {}) }
      const { data, error } = await this.#client.GET('/instances', { params: { query } })
      if (error) throw new Error(error.detail)
      all.push(...data.data)
      cursor = data.next_cursor
    }
    return all
  }

  /** Sets the address of the instance's Worker; null if it has none any more. The change is in the audit log, as every change is. */
  async setWorkerUrl(instanceId: string, workerUrl: string | null): Promise<void> {
    const path = { instance_id: instanceId }
    for (let tries = 0; ; tries++) {
      const now = await this.#client.GET('/instances/{instance_id}', { params: { path } })
      if (now.error) throw new Error(now.error.detail)
      if (now.data.worker_url === workerUrl) return
      const { error } = await this.#client.PATCH('/instances/{instance_id}', {
        params: { path, header: { 'If-Match': now.response.headers.get('etag')! } },
        body: { worker_url: workerUrl },
      })
      if (error === undefined) return
      // Somebody else changed the instance between the two requests; both changes can stand.
      if (error.status !== 412 || tries === 5) throw new Error(error.detail)
    }
  }
}

/** Asks a Worker once. null if there is no answer that can be read. */
export async function healthOf(url: string): Promise<Health | null> {
  try {
    const answer = await fetch(`${url}/v1/health`, { signal: AbortSignal.timeout(ANSWER_MS), redirect: 'manual' })
    const health = (await answer.json()) as Partial<Health>
    return typeof health.status === 'string' && typeof health.version === 'string' ? (health as Health) : null
  } catch {
    return null
  }
}

/** Waits until the Worker says that it runs this version and that all its parts answer. Throws with what it said last. */
export async function waitForHealth(url: string, version: string, withinMs = HEALTH_MS): Promise<void> {
  let last: Health | null = null
  for (const end = Date.now() + withinMs; ;) {
    last = await healthOf(url)
    if (last?.status === 'ok' && last.version === version) return
    if (Date.now() > end) break
    await sleep(ASK_EVERY_MS)
  }
  const said =
    last === null ? 'gave no answer' : `says ${JSON.stringify({ version: last.version, status: last.status, checks: last.checks })}`
  throw new Error(`${url}/v1/health ${said}; version ${version} and status "ok" were waited for`)
}
