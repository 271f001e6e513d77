import { WorkerEntrypoint } from 'cloudflare:workers'
import { roleIncludes } from '../auth/actor.ts'
import { authenticateForProject, keyFault, reachesProject } from '../auth/authenticate.ts'
import { scopeLacks } from '../auth/authorize.ts'
import { isAccessToken, isDataKey } from '../auth/key-format.ts'
import { forwarded } from '../rate-limiter/client.ts'
import {
  type AuthenticateRequest,
  type AuthenticateResult,
  type BeginResult,
  CONFIG_RPC_METHODS,
  type ConfigRpc,
  type ConfigRpcProps,
  type KeyRefusal,
  type RequestLogEntry,
  type SettleRequest,
  type Snapshot,
  type SnapshotRequest,
  type Scope,
} from '../shared/config-rpc.ts'
import { passingOn, TARGET } from '../shared/rpc-methods.ts'
import { noteStorage } from './alerts/note-storage.ts'
import { authenticateAccessToken } from './connected-apps/access-token.ts'
import { issuerOf } from './connected-apps/issuer.ts'
import { putCopy, snapshotKey } from './change/snapshot-copy.ts'
import { openCredential } from './credentials/open-credential.ts'
import { openFirst } from './credentials/open-first.ts'
import { sql } from 'drizzle-orm'
import { appendOnce } from './db/audit.ts'
import { findInstance } from './db/instances.ts'
import { findKeyByHash, findKeyById } from './db/keys.ts'
import { writeLogs } from './db/logs.ts'
import { findProject } from './db/projects.ts'
import { findSnapshot, wasDeleted } from './db/snapshots.ts'
import { readUsage } from './db/usage.ts'
import { noteWorker } from './instances/note-worker.ts'
import { limiterClient } from './limiter-client.ts'
import { createServices, type Services } from './services.ts'
import { authenticateDataKey } from './sessions/data-key.ts'
import { disableGone } from './webhooks/disable-gone.ts'

/**
 * Returns the methods that the generation service may call. If `bound` is null, the methods accept every instance. If `bound` names an
 * instance, the methods throw a plain Error, and not an AppError, for any other instance: only a fault of the calling Worker can cause such
 * a call, never the request of a caller. `isSameWorker`: whether the generation service runs in the same Worker as the config service.
 */
export function configRpc(services: Services, bound: ConfigRpcProps['instanceId'], isSameWorker = false): ConfigRpc {
  const { db, environment, clock } = services
  const limiter = limiterClient(environment)

  function requireReachable<T extends { instanceId: string }>(request: T): T {
    if (bound !== null && bound !== request.instanceId) throw new Error('The binding to the config service does not reach this instance')
    return request
  }

  const reported = <T extends Reporting>(request: T): T => noteReport(services, bound, isSameWorker, request)

  return {
    ...forwarded(limiter, requireReachable),

    async authenticate(request: AuthenticateRequest): Promise<AuthenticateResult> {
      const result = isDataKey(request.token)
        ? await authenticateDataKey(services, request)
        : isAccessToken(request.token)
          ? await authenticateAccessToken(services, request)
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
      // A dedicated Worker must not learn about keys of other instances. Such a key therefore counts as unknown.
      if (result.ok && bound !== null && result.principal.instanceId !== bound) return { ok: false, code: 'invalid_key' }
      return result
    },

    // The OAuth issuer is the origin of the config service. The generation service calls this method, and `origin` is its own origin. If
    // one Worker runs both services, this is the config service's origin, too. Otherwise the issuer is known only if PUBLIC_URL is set.
    authorizationServer: async ({ origin }) => ({
      issuer: environment.PUBLIC_URL === undefined ? (isSameWorker ? origin : null) : issuerOf(environment, origin),
    }),
    snapshot: async (request) => findSnapshotFor(services, requireReachable(reported(request))),
    isDeleted: async (request) => wasDeleted(db, requireReachable(request).instanceId),
    async check(request) {
      const result = await limiter.check(requireReachable(request))
      return result.ok || result.code === 'rate_limited' ? result : { ok: false, ...(await explainRefusal(services, request, result.code)) }
    },
    async admit(request) {
      const { startsAtOnce, dedicated: _, ...sent } = requireReachable(request)
      const rest = bound === null ? sent : { ...sent, dedicated: true as const }
      // With `startsAtOnce`, the job does not call `begin`, so the limiter does not learn that it runs. The limiter later asks the job's
      // host whether the host knows the job. The limiter is an object of this Worker and can call only job hosts of this Worker. If the
      // job's host is in another Worker, `startsAtOnce` is not passed on, and the job must call `begin`.
      const canAsk = isSameWorker && environment.JOB_HOST !== undefined
      const result = await limiter.admit(startsAtOnce === true && canAsk ? { ...rest, startsAtOnce } : rest)
      return result.kind === 'key_refused' ? { ...result, ...(await explainRefusal(services, request, result.code)) } : result
    },
    async recall(request) {
      const result = await limiter.recall(requireReachable(request))
      return result.kind === 'key_refused' ? { ...result, ...(await explainRefusal(services, request, result.code)) } : result
    },

    async begin(request): Promise<BeginResult> {
      const { instanceId, generationId, provider, others = [], next, requestId } = requireReachable(request)
      const connections = provider === null ? [] : [provider, ...others]
      const begun = await limiter.begin({ instanceId, generationId, next, connections, requestId: requestId ?? null })
      if (begun.kind !== 'begun') return begun
      return { kind: 'begun', ...(await openFirst(services, request, connections, begun)) }
    },
    async settle(request) {
      const { resolvedBy } = requireReachable(request)
      if (resolvedBy !== undefined && request.amountMicros < resolvedBy.heldMicros && !(await isAdmin(db, resolvedBy.keyId)))
        return { kind: 'insufficient_role' }
      const result = await limiter.settle(request)
      if (resolvedBy !== undefined && (result.kind === 'settled' || result.kind === 'repeated'))
        await appendResolution(services, request, resolvedBy)
      return result
    },
    async openCredential(request) {
      const { epoch, ...rest } = requireReachable(request)
      // `openCredential` caches the credential under the epoch, so the epoch must be the one in force. A generation service in this Worker
      // got its epoch from the limiter. Another Worker could send a future epoch, and the present credential would be cached under it. Once
      // a change of the credential raised the epoch to this number, the cache would still return the old credential. So the epoch of
      // another Worker is ignored.
      return openCredential(services, isSameWorker ? { ...rest, epoch } : rest)
    },
    webhookGone: async (request) => disableGone(services, requireReachable(request)),

    noteStorage: async (note) => noteStorage(services, requireReachable(reported(note))),

    async record(entries: RequestLogEntry[]): Promise<void> {
      for (const entry of entries) requireReachable(entry)
      await writeLogs(db, entries)
    },

    usage: async (query) => readUsage(db, requireReachable(query)),
  }
}

type Reporting = Pick<SnapshotRequest, 'instanceId' | 'worker'>

/**
 * Stores what the calling Worker reports about itself, and returns the request unchanged. If the Worker's binding names an instance, the
 * report is stored for this instance and not for the one that the request names: a health check carries a report, too, but names an
 * instance that does not exist.
 */
function noteReport<T extends Reporting>(services: Services, bound: string | null, isSameWorker: boolean, request: T): T {
  const { instanceId, worker } = request
  // A Worker reports its version. If the calling service runs in the same Worker as the config service, both have the same version, so
  // the report is not stored.
  if (worker !== undefined && !isSameWorker)
    services.waitUntil(noteWorker(services, bound ?? instanceId, { ...worker, dedicated: bound !== null }))
  return request
}

/**
 * Returns the snapshot of an epoch: its copy in KV or, if there is none, the snapshot in the database. If the database was restored to an
 * earlier time, it may lack this snapshot. Then `afterRestore` may find a later one, which is returned. If `epoch` is null, returns the
 * newest snapshot in the database. Returns null if no snapshot is found.
 */
async function findSnapshotFor(
  services: Services,
  { instanceId, epoch }: { instanceId: string; epoch: number | null },
): Promise<Snapshot | null> {
  const { db, environment, waitUntil } = services
  if (epoch !== null) {
    const copy = await environment.SNAPSHOTS.get<Snapshot>(snapshotKey(instanceId, epoch), 'json')
    if (copy !== null) return copy
  }
  const snapshot = (await findSnapshot(db, instanceId, epoch)) ?? (await afterRestore(services, instanceId, epoch))
  if (snapshot !== null && epoch !== null) waitUntil(putCopy(environment, snapshot))
  return snapshot
}

/**
 * Returns whether the key belongs to an admin. Only an admin may settle a held amount with a lower cost, because a lower cost frees budget
 * for everyone. Somebody who only generates must not decide about the budget.
 */
async function isAdmin(db: Services['db'], keyId: string): Promise<boolean> {
  return roleIncludes((await findKeyById(db, keyId))?.role ?? null, 'admin')
}

/**
 * Writes the audit entry of a generation that was settled by hand. Every repeat of the call tries to write it, but only one entry results.
 */
async function appendResolution(
  { db, clock }: Services,
  { instanceId, generationId, amountMicros, requestId }: SettleRequest,
  { keyId, userId, heldMicros, note }: NonNullable<SettleRequest['resolvedBy']>,
): Promise<void> {
  const instance = await findInstance(db, instanceId)
  if (instance === null) return
  const actor = { kind: userId === null ? ('key' as const) : ('user' as const), id: userId ?? keyId, keyId, requestId: requestId ?? null }
  const entry = {
    action: 'generation.resolve',
    targetKind: 'generation',
    targetId: generationId,
    instanceId,
    before: { held_micros: heldMicros },
    after: { amount_micros: amountMicros, note },
  }
  await appendOnce(db, instance.organizationId, entry, actor, clock(), sql`action = 'generation.resolve'`)
}

/**
 * Called if the database has no snapshot of `epoch`. If the instance's epoch in the database is lower than `epoch`, the database may have
 * been restored to an earlier time. So this function tells the limiter the lower epoch. If there was a restore, the limiter recognizes it
 * and raises the epoch in the database. After that, this function reads the newest snapshot, and returns it if its epoch is higher than
 * `epoch`. In all other cases, for example if the instance was deleted, returns null.
 */
async function afterRestore({ db, environment }: Services, instanceId: string, epoch: number | null): Promise<Snapshot | null> {
  if (epoch === null) return null
  const instance = await findInstance(db, instanceId)
  if (instance === null || instance.epoch >= epoch) return null
  await limiterClient(environment).poke(instanceId, instance.epoch, instance.epochMark)
  const current = await findSnapshot(db, instanceId, null)
  return current !== null && current.epoch > epoch ? current : null
}

/**
 * Explains why a key is refused. The limiter knows only the valid keys of active projects, so this function looks up the reason in the
 * database. It returns the error code that authentication would return for this reason. `detail` is set if the code alone says too little:
 * if the instance or project is disabled, if the key lacks the needed `scope`, or if the role of the key's user does not allow the request.
 */
async function explainRefusal(
  { db, clock }: Services,
  { keyId, projectId, instanceId, scope = 'generate' }: { keyId: string; projectId: string; instanceId: string; scope?: Scope },
  code: KeyRefusal,
): Promise<{ code: KeyRefusal; detail?: string }> {
  if (code !== 'revoked_key' && code !== 'not_found' && code !== 'insufficient_scope') return { code }
  const key = await findKeyById(db, keyId)
  if (code === 'insufficient_scope') {
    if (key === null) return { code }
    return { code, detail: key.scopes.includes(scope) ? roleLacks(scope) : scopeLacks(scope, key.scopes) }
  }
  if (key === null) return { code: 'invalid_key' }
  const fault = keyFault(key, clock())
  if (fault !== null) return { code: fault }
  const project = await findProject(db, projectId)
  if (project === null || project.instanceId !== instanceId || !reachesProject(key, project, projectId)) return { code: 'not_found' }
  const instance = await findInstance(db, instanceId)
  if (instance?.status === 'disabled')
    return {
      code: 'not_found',
      detail: `The instance ${instanceId} is disabled. Its requests are refused until an admin or a developer sets it to active again.`,
    }
  if (project.status === 'disabled')
    return { code: 'not_found', detail: `The project ${projectId} is disabled. Its keys work again when somebody sets it to active.` }
  // The database shows no reason to refuse the key, so the error code of the limiter is returned. This happens, for example, if the key
  // became valid by a change that the limiter had not loaded yet when it refused the key.
  return { code }
}

/** Explains why the limiter refused a scope that the key has: the key's user is a viewer of the instance, and a viewer can only read. */
function roleLacks(scope: Scope): string {
  return `The key has the scope ${scope}, but its user is a viewer of this instance, and a viewer's key can only read. An admin can give the user the role developer.`
}

/**
 * Offers the methods of `configRpc` to another Worker. The props of that Worker's binding name the instance that the Worker may access;
 * null for every instance.
 */
export class ConfigService extends passingOn<typeof WorkerEntrypoint<Cloudflare.Env, ConfigRpcProps>, ConfigRpc>(
  WorkerEntrypoint,
  CONFIG_RPC_METHODS,
) {
  override [TARGET](): ConfigRpc {
    const bound = this.ctx.props?.instanceId
    if (bound === undefined) throw new Error('The binding to the config service has no props; it must say instanceId')
    return configRpc(createServices(this.env, this.ctx), bound)
  }
}
