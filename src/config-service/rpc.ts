import { WorkerEntrypoint } from 'cloudflare:workers'
import { authenticateForProject } from '../auth/authenticate.ts'
import { isDataKey } from '../auth/key-format.ts'
import type {
  AdmitRequest,
  AuthenticateRequest,
  AuthenticateResult,
  BeginRequest,
  BeginResult,
  CheckRequest,
  ConfigRpc,
  ConfigRpcProps,
  LimitsRequest,
  OpenCredentialRequest,
  RecallRequest,
  RequestLogEntry,
  SettleRequest,
  Snapshot,
  UsageQuery,
  WebhookGoneRequest,
} from '../shared/config-rpc.ts'
import { putCopy, snapshotKey } from './change/snapshot-copy.ts'
import { openCredential } from './credentials/open-credential.ts'
import { findKeyByHash } from './db/keys.ts'
import { writeLogs } from './db/logs.ts'
import { findProject } from './db/projects.ts'
import { readSnapshot, wasDeleted } from './db/snapshots.ts'
import { readUsage } from './db/usage.ts'
import { limiterClient } from './limiter-host.ts'
import { createServices, type Services } from './services.ts'
import { authenticateDataKey } from './sessions/data-key.ts'
import { disableGone } from './webhooks/disable-gone.ts'

/**
 * What the generation service may ask of the config service. `bound` to an instance, it reaches that one alone; null reaches every one.
 * Throws where it may not reach an instance: that is a fault in the deployment, never a caller's.
 */
export function configRpc(services: Services, bound: ConfigRpcProps['instanceId']): ConfigRpc {
  const { db, environment, clock, waitUntil } = services
  const limiter = limiterClient(environment)

  function reach<T extends { instanceId: string }>(request: T): T {
    if (bound !== null && bound !== request.instanceId) throw new Error('The binding to the config service does not reach this instance')
    return request
  }

  return {
    async authenticate(request: AuthenticateRequest): Promise<AuthenticateResult> {
      const result = isDataKey(request.token)
        ? await authenticateDataKey(services, request)
        : await authenticateForProject(
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
      // To a dedicated Worker the keys of other instances are as unknown as keys that never were.
      if (result.ok && bound !== null && result.principal.instanceId !== bound) return { ok: false, code: 'invalid_key' }
      return result
    },

    async snapshot(request): Promise<Snapshot | null> {
      const { instanceId, epoch } = reach(request)
      if (epoch !== null) {
        const copy = await environment.SNAPSHOTS.get<Snapshot>(snapshotKey(instanceId, epoch), 'json')
        if (copy !== null) return copy
      }
      const snapshot = await readSnapshot(db, instanceId, epoch)
      if (snapshot !== null && epoch !== null) waitUntil(putCopy(environment, snapshot))
      return snapshot
    },

    isDeleted: async (request) => wasDeleted(db, reach(request).instanceId),
    check: async (request) => limiter.check(reach(request)),
    admit: async (request) => limiter.admit(reach(request)),
    recall: async (request) => limiter.recall(reach(request)),

    async begin(request): Promise<BeginResult> {
      const { instanceId, generationId, provider, next, requestId } = reach(request)
      const begun = await limiter.begin({ instanceId, generationId, next, requestId: requestId ?? null })
      if (begun.kind !== 'begun') return begun
      const credential =
        provider === null
          ? null
          : await openCredential(
              services,
              { instanceId, subject: { kind: 'provider', provider }, requestId: requestId ?? null },
              begun.epoch,
            )
      return { kind: 'begun', credential }
    },

    settle: async (request) => limiter.settle(reach(request)),
    limits: async (request) => limiter.limits(reach(request)),
    openCredential: async (request) => openCredential(services, reach(request)),
    webhookGone: async (request) => disableGone(services, reach(request)),

    async record(entries: RequestLogEntry[]): Promise<void> {
      for (const entry of entries) reach(entry)
      await writeLogs(db, entries)
    },

    usage: async (query) => readUsage(db, reach(query)),
  }
}

/** The same for another Worker, through a binding whose props say which instance it may reach. */
export class ConfigService extends WorkerEntrypoint<Cloudflare.Env, ConfigRpcProps> implements ConfigRpc {
  get #rpc(): ConfigRpc {
    const bound = this.ctx.props?.instanceId
    if (bound === undefined) throw new Error('The binding to the config service has no props; it must say instanceId')
    return configRpc(createServices(this.env, this.ctx), bound)
  }

  async authenticate(request: AuthenticateRequest) {
    return this.#rpc.authenticate(request)
  }
  async snapshot(request: { instanceId: string; epoch: number | null }) {
    return this.#rpc.snapshot(request)
  }
  async isDeleted(request: { instanceId: string }) {
    return this.#rpc.isDeleted(request)
  }
  async check(request: CheckRequest) {
    return this.#rpc.check(request)
  }
  async admit(request: AdmitRequest) {
    return this.#rpc.admit(request)
  }
  async recall(request: RecallRequest) {
    return this.#rpc.recall(request)
  }
  async begin(request: BeginRequest) {
    return this.#rpc.begin(request)
  }
  async settle(request: SettleRequest) {
    return this.#rpc.settle(request)
  }
  async limits(request: LimitsRequest) {
    return this.#rpc.limits(request)
  }
  async openCredential(request: OpenCredentialRequest) {
    return this.#rpc.openCredential(request)
  }
  async webhookGone(request: WebhookGoneRequest) {
    return this.#rpc.webhookGone(request)
  }
  async record(entries: RequestLogEntry[]) {
    return this.#rpc.record(entries)
  }
  async usage(query: UsageQuery) {
    return this.#rpc.usage(query)
  }
}
