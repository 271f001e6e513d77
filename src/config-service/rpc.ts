import { WorkerEntrypoint } from 'cloudflare:workers'
import { authenticateForProject } from '../auth/authenticate.ts'
import type {
  AdmitRequest,
  AuthenticateRequest,
  AuthenticateResult,
  BeginRequest,
  BeginResult,
  CheckRequest,
  ConfigRpc,
  ConfigRpcProps,
  OpenCredentialRequest,
  RequestLogEntry,
  SettleRequest,
  Snapshot,
  UsageQuery,
} from '../shared/config-rpc.ts'
import { putCopy, snapshotKey } from './announce.ts'
import { openCredential } from './credentials/open-credential.ts'
import { findKeyByHash } from './db/keys.ts'
import { writeLogs } from './db/logs.ts'
import { findProject } from './db/projects.ts'
import { readSnapshot, wasDeleted } from './db/snapshots.ts'
import { readUsage } from './db/usage.ts'
import { limiterClient } from './limiter-host.ts'
import { createServices, type Services } from './services.ts'

/** What the generation service may ask of the config service. A binding with `props.instanceId` reaches that instance alone. */
export class ConfigService extends WorkerEntrypoint<Cloudflare.Env, ConfigRpcProps> implements ConfigRpc {
  get #services(): Services {
    return createServices(this.env, this.ctx)
  }

  /** Throws where the binding may not reach the instance: that is a fault in the deployment, never a caller's. */
  #reach(instanceId: string): Services {
    const bound = this.ctx.props?.instanceId
    if (bound === undefined) throw new Error('The binding to the config service has no props; it must say instanceId')
    if (bound !== null && bound !== instanceId) throw new Error('The binding to the config service does not reach this instance')
    return this.#services
  }

  async authenticate(request: AuthenticateRequest): Promise<AuthenticateResult> {
    const { db, environment, clock } = this.#services
    const result = await authenticateForProject(
      request,
      {
        findKey: (hashes) => findKeyByHash(db, hashes),
        async findProject(projectId) {
          const project = await findProject(db, projectId)
          return project === null ? null : { organizationId: project.organizationId, instanceId: project.instanceId }
        },
      },
      environment.KEY_PEPPERS,
      clock(),
    )
    const bound = this.ctx.props?.instanceId
    if (bound === undefined) throw new Error('The binding to the config service has no props; it must say instanceId')
    // To a dedicated Worker the keys of other instances are as unknown as keys that never were.
    if (result.ok && bound !== null && result.principal.instanceId !== bound) return { ok: false, code: 'invalid_key' }
    return result
  }

  async snapshot({ instanceId, epoch }: { instanceId: string; epoch: number | null }): Promise<Snapshot | null> {
    const { db, environment, waitUntil } = this.#reach(instanceId)
    if (epoch !== null) {
      const copy = await environment.SNAPSHOTS.get<Snapshot>(snapshotKey(instanceId, epoch), 'json')
      if (copy !== null) return copy
    }
    const snapshot = await readSnapshot(db, instanceId, epoch)
    if (snapshot !== null && epoch !== null) waitUntil(putCopy(environment, snapshot))
    return snapshot
  }

  isDeleted({ instanceId }: { instanceId: string }): Promise<boolean> {
    return wasDeleted(this.#reach(instanceId).db, instanceId)
  }

  check(request: CheckRequest) {
    return limiterClient(this.#reach(request.instanceId).environment).check(request)
  }

  admit(request: AdmitRequest) {
    return limiterClient(this.#reach(request.instanceId).environment).admit(request)
  }

  async begin({ instanceId, generationId, provider }: BeginRequest): Promise<BeginResult> {
    const services = this.#reach(instanceId)
    const begun = await limiterClient(services.environment).begin({ instanceId, generationId })
    if (begun.kind === 'refused') return begun
    const credential =
      provider === null ? null : await openCredential(services, { instanceId, subject: { kind: 'provider', provider } }, begun.epoch)
    return { kind: 'begun', credential }
  }

  settle(request: SettleRequest) {
    return limiterClient(this.#reach(request.instanceId).environment).settle(request)
  }

  limits(request: { instanceId: string; projectId: string; keyId: string }) {
    return limiterClient(this.#reach(request.instanceId).environment).limits(request)
  }

  openCredential(request: OpenCredentialRequest) {
    return openCredential(this.#reach(request.instanceId), request)
  }

  async record(entries: RequestLogEntry[]): Promise<void> {
    for (const entry of entries) this.#reach(entry.instanceId)
    await writeLogs(this.#services.db, entries)
  }

  usage(query: UsageQuery) {
    return readUsage(this.#reach(query.instanceId).db, query)
  }
}
