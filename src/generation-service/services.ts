import { type Clock, systemClock } from '../shared/clock.ts'
import { CONFIG_RPC_METHODS, type ConfigRpc } from '../shared/config-rpc.ts'
import { type GuardedFetch, guardedFetchOf } from '../shared/guarded-fetch/fetch.ts'
import type { ObjectNamespace } from '../shared/object-namespace.ts'
import { detachedAnswers } from '../shared/rpc-methods.ts'
import { type Database, databaseOf } from './db/database.ts'
import { type Environment, readEnvironment } from './env.ts'
import type { JobHostRpc } from './job/rpc.ts'

/** Everything outside of this service that the service uses. It is created only in this file. */
export interface Services {
  environment: Environment
  db: Database
  images: R2Bucket
  jobs: ObjectNamespace<JobHostRpc>
  /** The Durable Objects of the generations that version 0.2 has begun. Each of these generations has an object of its own. */
  earlierJobs: ObjectNamespace<JobHostRpc>
  rpc: ConfigRpc
  fetch: GuardedFetch
  ai: { run(model: string, input: unknown): Promise<unknown> } | null
  clock: Clock
  /** The id of the request that these services belong to, for log lines; null in Durable Objects, which serve many requests. */
  requestId: string | null
  /** The URL of the request; null in Durable Objects. */
  requestUrl: string | null
  /** Keeps the isolate alive until `work` has ended, even after the response. */
  waitUntil(work: Promise<unknown>): void
}

/** The part of a Worker's or a Durable Object's context that this service needs. */
interface RuntimeContext {
  waitUntil(work: Promise<unknown>): void
}

/**
 * Returns the connection to the config service. The calls are direct if this Worker hosts the config service; otherwise they use the
 * `CONFIG` binding.
 */
export type ConnectConfig = (env: object, context: RuntimeContext) => ConfigRpc

export const throughBinding: ConnectConfig = (env) => {
  const { CONFIG } = readEnvironment(env)
  if (CONFIG === undefined) throw new Error('The Worker has no CONFIG binding to the config service')
  return detachedAnswers(CONFIG, CONFIG_RPC_METHODS)
}

export function createServices(
  env: object,
  context: RuntimeContext,
  reachConfig: ConnectConfig,
  { requestId, requestUrl }: Pick<Services, 'requestId' | 'requestUrl'> = { requestId: null, requestUrl: null },
): Services {
  const environment = readEnvironment(env)
  let rpc: ConfigRpc | undefined
  return {
    environment,
    db: databaseOf(environment.DATA_DB),
    images: environment.IMAGES,
    jobs: environment.JOB_HOST,
    earlierJobs: environment.GENERATION_JOB,
    // `rpc` is created at its first use, because some requests do not need it, for example a request for a picture by a signed link.
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
