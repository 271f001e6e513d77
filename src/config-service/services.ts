import { type Clock, systemClock } from '../shared/clock.ts'
import { type GuardedFetch, guardedFetchOf } from '../shared/guarded-fetch/fetch.ts'
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
