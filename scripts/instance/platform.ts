// Used by the commands for dedicated Workers. Reads and changes instances through the config API, and calls the health check of each
// Worker.
import { setTimeout as sleep } from 'node:timers/promises'
import { createClient, type Platform as Client, unwrap } from '../../generated/clients/typescript/index.ts'
import type { components } from '../../generated/config/types.ts'
import type { components as generation } from '../../generated/generation/types.ts'
import { notThePlatform, reach, reasonOf } from '../local/reach.mjs'

export type Instance = components['schemas']['Instance']
export type Organization = Pick<components['schemas']['Organization'], 'id' | 'name'>
type Health = generation['schemas']['Health']

/** The maximum wait for a healthy Worker. A Worker starts everywhere within seconds, but a new address at workers.dev may need a minute. */
const HEALTH_MS = 120_000
const ASK_EVERY_MS = 1000
const ANSWER_MS = 10_000
const QUOTED_LENGTH = 150

export class Platform {
  readonly #client: Client

  /** @param key the key of an admin of the organization, or of a superadmin. */
  constructor(url: string, key: string) {
    this.#client = createClient({ url, key, fetch: answerOf })
  }

  /**
   * Returns the instance that has the id or slug `name`. A slug is looked up in the given organization. If `organizationId` is null, it is
   * looked up in the organization to which the constructor's `key` belongs. Throws if there is no such instance.
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

  /**
   * Returns the organization's instances, but only those that the constructor's `key` may see. If `organizationId` is null, the
   * organization is the one to which the key belongs.
   */
  async instances(organizationId: string | null): Promise<Instance[]> {
    const query = { limit: 100, ...inOrganization(organizationId) }
    const page = (cursor: string | undefined) =>
      this.#client.config.GET('/instances', { params: { query: cursor === undefined ? query : { ...query, cursor } } })
    const all: Instance[] = []
    for await (const instance of this.#client.paginate(page)) all.push(instance)
    return all
  }

  /** Returns the organization with this id; if it is null, the organization to which the constructor's `key` belongs. */
  async organization(organizationId: string | null): Promise<Organization> {
    const { config } = this.#client
    const id = organizationId ?? unwrap(await config.GET('/me')).organization_id
    return unwrap(await config.GET('/organizations/{organization_id}', { params: { path: { organization_id: id } } }))
  }

  /**
   * Returns true if the platform certainly has no instance with this id, for example because the instance was deleted. Returns false if the
   * key is not a superadmin's: another key gets a 404 also for an instance that it may not see.
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
      // Somebody else has changed the instance after it was read here. So the instance is read again, and then the Worker's address
      // is set again.
      if (changed.response.status === 412 && tries < 5) continue
      unwrap(changed)
      return
    }
  }
}

/**
 * Sends a request to the config API. Throws an error that names the address if nothing answers there, or if something else than the
 * platform answers.
 */
async function answerOf(request: Request): Promise<Response> {
  const response = await reach(request)
  const isJson = /^application\/([\w.-]+\+)?json\b/.test(response.headers.get('content-type') ?? '')
  if (isJson || response.body === null) return response
  await response.body.cancel()
  throw notThePlatform(request.url, response.status)
}

const inOrganization = (organizationId: string | null) => (organizationId === null ? {} : { organization_id: organizationId })

/**
 * The answer of an address to `GET /v1/health`. `health` is null if the answer is not the health of a Worker, or if there is no answer.
 * `fault` then says in a few words what happened instead.
 */
export type Answer = { health: Health; fault: null } | { health: null; fault: string }

/** Calls the Worker's health check once. */
export async function healthOf(url: string): Promise<Answer> {
  try {
    const response = await fetch(`${url}/v1/health`, { signal: AbortSignal.timeout(ANSWER_MS), redirect: 'manual' })
    const text = await response.text()
    const health = healthIn(text)
    return health === null ? { health, fault: `answered ${response.status}${quoted(text)}` } : { health, fault: null }
  } catch (error) {
    return { health: null, fault: `gave no answer (${reasonOf(error) ?? (error as Error).message})` }
  }
}

function healthIn(text: string): Health | null {
  try {
    const health = JSON.parse(text) as Partial<Health> | null
    return typeof health?.status === 'string' && typeof health.version === 'string' ? (health as Health) : null
  } catch {
    return null
  }
}

/** Returns the beginning of a body as one line for a terminal. A `?` replaces each character that is not printable ASCII. */
function quoted(text: string): string {
  const line = text
    .trim()
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[^ -~]/g, '?')
  if (line === '') return ' without a body'
  return `: ${line.length > QUOTED_LENGTH ? `${line.slice(0, QUOTED_LENGTH)}…` : line}`
}

/**
 * Returns a fault if the Worker at this address says that it serves another instance; otherwise null. A shared Worker and a Worker of an
 * earlier release name no instance, so for them the result is null.
 */
export function otherInstance(url: string, { instance_id: answering }: Health, instanceId: string): string | null {
  return answering === undefined || answering === instanceId ? null : `${url} answers for another instance, ${answering}`
}

interface Awaited {
  instanceId: string
  version: string
  withinMs?: number | undefined
  /** Called once if the wait takes longer than a sixth of `withinMs`. `fault` says what was wrong with the last answer. */
  onDelay(fault: string): void
}

/**
 * Waits until the Worker of this instance reports at `url` that it runs this version and that all its parts respond. Throws an error with
 * the last answer if this takes longer than `withinMs`. Throws earlier if the Worker of another instance has answered without a break for
 * a sixth of `withinMs`. Does not throw at the first such answer, because a domain that has just moved may still lead to the other Worker
 * for a few seconds.
 */
export async function waitForHealth(url: string, { instanceId, version, withinMs = HEALTH_MS, onDelay }: Awaited): Promise<void> {
  const startedAt = Date.now()
  const soon = withinMs / 6
  let othersSince: number | null = null
  let isTold = false
  for (;;) {
    const last = await healthOf(url)
    const other = last.health === null ? null : otherInstance(url, last.health, instanceId)
    const fault = other ?? faultOf(last, version)
    if (fault === null) return
    const now = Date.now()
    othersSince = other === null ? null : (othersSince ?? now)
    if (other !== null && now - othersSince! >= soon)
      throw new Error(`${other}. worker_url was not changed. Give the address of this instance's Worker with --url.`)
    const report = other ?? `${url}/v1/health ${fault}`
    if (now - startedAt >= withinMs) throw new Error(`${report}; version ${version} and status "ok" of ${instanceId} were waited for`)
    if (!isTold && now - startedAt >= soon) {
      isTold = true
      onDelay(report)
    }
    await sleep(ASK_EVERY_MS)
  }
}

/**
 * Returns what is wrong with an answer; null if it comes from the Worker that was deployed. This function does not notice the Worker of
 * another instance, so `otherInstance` must be called first.
 */
function faultOf({ health, fault }: Answer, version: string): string | null {
  if (health === null) return fault
  const { version: running, status, checks, instance_id: answering } = health
  if (status !== 'ok' || running !== version) return `says ${JSON.stringify({ version: running, status, checks })}`
  // The Worker that was deployed has the code of this checkout, which always names the instance. So an answer that names none comes from
  // another Worker.
  return answering === undefined ? 'names no instance, so it is not the Worker that was deployed but perhaps a shared one' : null
}
