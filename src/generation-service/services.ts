import { type Clock, systemClock } from '../shared/clock.ts'
import { CONFIG_RPC_METHODS, type ConfigRpc } from '../shared/config-rpc.ts'
import { type GuardedFetch, guardedFetchOf } from '../shared/guarded-fetch/fetch.ts'
import type { ObjectNamespace } from '../shared/object-namespace.ts'
import { detachedAnswers } from '../shared/rpc-methods.ts'
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
