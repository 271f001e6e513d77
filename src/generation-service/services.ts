import { drizzle, type DrizzleD1Database } from 'drizzle-orm/d1'
import type { Operation } from '../contract/operation.ts'
import { type Clock, systemClock } from '../shared/clock.ts'
import type { ConfigRpc, Principal, Snapshot } from '../shared/config-rpc.ts'
import { detach } from '../shared/detach.ts'
import type { ErrorCode } from '../shared/errors.ts'
import { type GuardedFetch, guardedFetchOf, hostsOf } from '../shared/guarded-fetch.ts'
import { oncePer } from '../shared/once-per.ts'
import * as schema from './db/schema.ts'
import { type Environment, readEnvironment } from './env.ts'
import type { GenerationJobObject } from './job/durable-object.ts'

export type Database = DrizzleD1Database<typeof schema> & { $client: D1Database }

/** Everything of the outside world that this service touches, made in one place. */
export interface Services {
  environment: Environment
  db: Database
  images: R2Bucket
  jobs: DurableObjectNamespace<GenerationJobObject>
  rpc: ConfigRpc
  fetch: GuardedFetch
  ai: { run(model: string, input: unknown): Promise<unknown> } | null
  clock: Clock
  /** Of the request that these serve, for log lines; null in objects, which serve many. */
  requestId: string | null
  /** Where that request came to. */
  requestUrl: string | null
  /** Lets work go on after the answer is out. */
  waitUntil(work: Promise<unknown>): void
}

/** What the middleware puts on each request. `principal` is there once `authorize` has run, so in every operation that is not open. */
export interface AppEnv {
  Bindings: Cloudflare.Env
  Variables: {
    services: Services
    requestId: string
    /** When the request came, before any of its body was read. */
    receivedAt: number
    /** Known from `authorize` on; not where nothing answers the path. */
    operation: Operation | undefined
    principal: Principal
    /** The epoch that `check` named; undefined where `admit` will do the asking. */
    epoch: number | undefined
    /** Filled by operations, for the log. */
    logged: undefined | { generationId?: string; provider?: string; model?: string; costMicros?: number; providerMs?: number }
    errorCode: ErrorCode | undefined
  }
}

/** The part of a Worker's or object's context that is needed. */
interface RuntimeContext {
  waitUntil(work: Promise<unknown>): void
}

/** One per isolate: what it knows of the tables is worked out when it is made, and it holds nothing of a request. */
const databaseOf = oncePer((binding: D1Database): Database => drizzle(binding, { schema }))

/** How a Worker reaches the config service: by a call where it hosts it, else through its binding. */
export type ReachConfig = (env: object, context: RuntimeContext) => ConfigRpc

export const throughBinding: ReachConfig = (env) => {
  const { CONFIG } = readEnvironment(env)
  if (CONFIG === undefined) throw new Error('The Worker has no CONFIG binding to the config service')
  return detached(CONFIG)
}

export function createServices(
  env: object,
  context: RuntimeContext,
  reachConfig: ReachConfig,
  { requestId, requestUrl }: Pick<Services, 'requestId' | 'requestUrl'> = { requestId: null, requestUrl: null },
): Services {
  const environment = readEnvironment(env)
  let rpc: ConfigRpc | undefined
  return {
    environment,
    db: databaseOf(environment.DATA_DB),
    images: environment.IMAGES,
    jobs: environment.GENERATION_JOB,
    // Made when it is asked for: a picture by link needs none.
    get rpc() {
      return (rpc ??= reachConfig(env, context))
    },
    fetch: guardedFetchOf(environment),
    ai: environment.AI ?? null,
    clock: systemClock,
    requestId,
    requestUrl,
    waitUntil: (work) => context.waitUntil(work),
  }
}

/** The same interface, its answers detached from the calls that gave them. */
function detached(rpc: ConfigRpc): ConfigRpc {
  return {
    authenticate: async (request) => detach(await rpc.authenticate(request)),
    check: async (request) => detach(await rpc.check(request)),
    snapshot: async (request) => detach(await rpc.snapshot(request)),
    isDeleted: (request) => rpc.isDeleted(request),
    admit: async (request) => detach(await rpc.admit(request)),
    recall: async (request) => detach(await rpc.recall(request)),
    begin: async (request) => detach(await rpc.begin(request)),
    settle: async (request) => detach(await rpc.settle(request)),
    openCredential: async (request) => detach(await rpc.openCredential(request)),
    webhookGone: (request) => rpc.webhookGone(request),
    record: (entries) => rpc.record(entries),
    limits: async (request) => detach(await rpc.limits(request)),
    usage: async (query) => detach(await rpc.usage(query)),
  }
}

const snapshots = new Map<string, Snapshot>()
const SNAPSHOTS_KEPT = 200

/** The newest snapshot that this isolate knows of an instance; from the config service where it knows none, or not this epoch. */
export async function loadSnapshot(services: Pick<Services, 'rpc'>, instanceId: string, epoch: number | null): Promise<Snapshot | null> {
  const known = snapshots.get(instanceId)
  if (known !== undefined && (epoch === null || known.epoch === epoch)) return known
  const loaded = await services.rpc.snapshot({ instanceId, epoch })
  if (loaded === null) return null
  if (known === undefined || known.epoch < loaded.epoch) {
    snapshots.delete(instanceId)
    snapshots.set(instanceId, loaded)
    if (snapshots.size > SNAPSHOTS_KEPT) snapshots.delete(snapshots.keys().next().value!)
  }
  return loaded
}

/** The guarded fetch for addresses that callers give, which are none of the instance's own either. */
export async function fetchFor(services: Pick<Services, 'rpc' | 'fetch' | 'requestUrl'>, instanceId: string): Promise<GuardedFetch> {
  const snapshot = await loadSnapshot(services, instanceId, null)
  const ownHosts = hostsOf(snapshot?.instance ?? null, services.requestUrl)
  return (url, init, options) => services.fetch(url, init, { ...options, ownHosts })
}
