import { type Clock, systemClock } from '../shared/clock.ts'
import type { ConfigRpc } from '../shared/config-rpc.ts'
import { detach } from '../shared/detach.ts'
import { type GuardedFetch, guardedFetchOf } from '../shared/guarded-fetch.ts'
import type { ObjectNamespace } from '../shared/object-namespace.ts'
import { type Database, databaseOf } from './db/database.ts'
import { type Environment, readEnvironment } from './env.ts'
import type { GenerationJobRpc } from './job/rpc.ts'

/** Everything of the outside world that this service touches, made in one place. */
export interface Services {
  environment: Environment
  db: Database
  images: R2Bucket
  jobs: ObjectNamespace<GenerationJobRpc>
  rpc: ConfigRpc
  fetch: GuardedFetch
  ai: { run(model: string, input: unknown): Promise<unknown> } | null
  clock: Clock
  /** Of the request that these serve, for log lines; null in objects, which serve many. */
  requestId: string | null
  /** The address that the request was sent to; null in objects. */
  requestUrl: string | null
  /** Lets work go on after the answer is out. */
  waitUntil(work: Promise<unknown>): void
}

/** The part of a Worker's or object's context that is needed. */
interface RuntimeContext {
  waitUntil(work: Promise<unknown>): void
}

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
