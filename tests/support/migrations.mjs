// The statements of the migrations, for tests and benches that create their own databases.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../scripts/local/paths.mjs'

/** @param {'config' | 'data'} database */
export function migrationsOf(database, tree = root) {
  const folder = join(tree, 'migrations', database)
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .toSorted()
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('--> statement-breakpoint'))
}

/** Returns the statements for both databases. The name of each list is the database's binding. */
export const migrations = (tree = root) => ({ CONFIG_DB: migrationsOf('config', tree), DATA_DB: migrationsOf('data', tree) })
