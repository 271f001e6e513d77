import { type Clock, systemClock } from '../shared/clock.ts'
import { type GuardedFetch, guardedFetchOf } from '../shared/guarded-fetch/fetch.ts'
import { type Database, databaseOf } from './db/database.ts'
import { type Environment, readEnvironment } from './env.ts'

/** Everything that this service uses from outside. Only `createServices` below creates it. */
export interface Services {
  environment: Environment
  db: Database
  fetch: GuardedFetch
  clock: Clock
  /** Keeps the isolate alive after the response until `work` has ended. */
  waitUntil(work: Promise<unknown>): void
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
