import type { Actor } from '../auth/actor.ts'
import type { Operation } from '../contract/operation.ts'
import { type Clock, systemClock } from '../shared/clock.ts'
import type { ErrorCode } from '../shared/errors.ts'
import { type GuardedFetch, guardedFetchOf } from '../shared/guarded-fetch.ts'
import type { IdempotencyMark } from './change/idempotency-mark.ts'
import { type Database, databaseOf } from './db/database.ts'
import { type Environment, readEnvironment } from './env.ts'

/** Everything of the outside world that this service touches, made in one place. */
export interface Services {
  environment: Environment
  db: Database
  fetch: GuardedFetch
  clock: Clock
  /** Lets work go on after the answer is out. */
  waitUntil(work: Promise<unknown>): void
}

/** What the middleware puts on each request. `actor` is there once authorization has run, so in every operation that is not open. */
export interface AppEnv {
  Bindings: Cloudflare.Env
  Variables: {
    services: Services
    requestId: string
    actor: Actor
    /** The Idempotency-Key's row to write with the change; null where none was sent. */
    idempotency: IdempotencyMark | null
    /** For the log. */
    operation: Operation | undefined
    errorCode: ErrorCode | undefined
  }
}

export function createServices(env: object, context: { waitUntil(work: Promise<unknown>): void }): Services {
  const environment = readEnvironment(env)
  return {
    environment,
    db: databaseOf(environment.CONFIG_DB),
    fetch: guardedFetchOf(environment),
    clock: systemClock,
    waitUntil: (work) => context.waitUntil(work),
  }
}
