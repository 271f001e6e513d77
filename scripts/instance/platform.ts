// Used by the commands for dedicated Workers. Reads and changes instances through the config API, and calls the health check of each
// Worker.
import { setTimeout as sleep } from 'node:timers/promises'
import { createClient, type Platform as Client, unwrap } from '../../generated/clients/typescript/index.ts'
import type { components } from '../../generated/config/types.ts'
import type { components as generation } from '../../generated/generation/types.ts'

export type Instance = components['schemas']['Instance']
export type Organization = Pick<components['schemas']['Organization'], 'id' | 'name'>
type Health = generation['schemas']['Health']

/** The maximum wait for a healthy Worker. A Worker starts everywhere within seconds, but a new address at workers.dev may need a minute. */
const HEALTH_MS = 120_000
const ASK_EVERY_MS = 1000
const ANSWER_MS = 10_000

export class Platform {
  readonly #client: Client

  /** @param key the key of an admin of the organization, or of a superadmin. */
  constructor(url: string, key: string) {
    this.#client = createClient({ url, key })
  }

  /**
   * Returns the instance that has the id or slug `name`. A slug is looked up in the given organization. If `organizationId` is null, it is
   * looked up in the organization of the constructor's key. Throws if there is no such instance.
   */
  async instance(name: string, organizationId: string | null): Promise<Instance> {
    const { config } = this.#client
    if (name.startsWith('inst_')) return unwrap(await config.GET('/instances/{instance_id}', { params: { path: { instance_id: name } } }))
    const query = { slug: name, ...inOrganization(organizationId) }
    const [found] = unwrap(await config.GET('/instances', { params: { query } })).data
    if (found === undefined)
      throw new Error(
        `There is no instance with the slug "${name}" here. Its id works as well, and --organization names another organization.`,
      )
    return found
  }

  /** Returns every instance that the constructor's key may see in an organization; null stands for the organization of this key. */
  async instances(organizationId: string | null): Promise<Instance[]> {
    const query = { limit: 100, ...inOrganization(organizationId) }
    const page = (cursor: string | undefined) =>
      this.#client.config.GET('/instances', { params: { query: cursor === undefined ? query : { ...query, cursor } } })
    const all: Instance[] = []
    for await (const instance of this.#client.paginate(page)) all.push(instance)
    return all
  }

  /** Returns the organization with this id; null stands for the organization of the constructor's key. */
  async organization(organizationId: string | null): Promise<Organization> {
    const { config } = this.#client
    const id = organizationId ?? unwrap(await config.GET('/me')).organization_id
    return unwrap(await config.GET('/organizations/{organization_id}', { params: { path: { organization_id: id } } }))
  }

  /**
   * Returns whether the platform has no instance with this id, for example because it was deleted. Only a superadmin's key sees all
   * instances, so with any other key the result is false.
   */
  async isGone(instanceId: string): Promise<boolean> {
    const { config } = this.#client
    if (unwrap(await config.GET('/me')).role !== 'superadmin') return false
    const found = await config.GET('/instances/{instance_id}', { params: { path: { instance_id: instanceId } } })
    return found.response.status === 404
  }

  /** Sets the address of the instance's Worker; null removes it. The audit log records the change like any other. */
  async setWorkerUrl(instanceId: string, workerUrl: string | null): Promise<void> {
    const path = { instance_id: instanceId }
    for (let tries = 0; ; tries++) {
      const now = await this.#client.config.GET('/instances/{instance_id}', { params: { path } })
      if (unwrap(now).worker_url === workerUrl) return
      const changed = await this.#client.config.PATCH('/instances/{instance_id}', {
        params: { path, header: { 'If-Match': now.response.headers.get('etag')! } },
        body: { worker_url: workerUrl },
      })
      // Somebody else has changed the instance after it was read here. The address of the Worker can still be set, so the instance is read
      // again and the change is repeated.
      if (changed.response.status === 412 && tries < 5) continue
      unwrap(changed)
      return
    }
  }
}

const inOrganization = (organizationId: string | null) => (organizationId === null ? {} : { organization_id: organizationId })

/** Calls the Worker's health check once. Returns null if there is no readable response. */
export async function healthOf(url: string): Promise<Health | null> {
  try {
    const answer = await fetch(`${url}/v1/health`, { signal: AbortSignal.timeout(ANSWER_MS), redirect: 'manual' })
    const health = (await answer.json()) as Partial<Health>
    return typeof health.status === 'string' && typeof health.version === 'string' ? (health as Health) : null
  } catch {
    return null
  }
}

/**
 * Waits until the Worker reports that it runs this version and that all its parts respond. If this takes longer than `withinMs`, throws an
 * error with the Worker's last report.
 */
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
