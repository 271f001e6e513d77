import { drizzle, type DrizzleD1Database } from 'drizzle-orm/d1'
import { oncePer } from '../../shared/once-per.ts'
import * as schema from './schema.ts'

/** CONFIG_DB through drizzle; `$client` is the binding itself. */
export type Database = DrizzleD1Database<typeof schema> & { $client: D1Database }

/**
 * Returns the drizzle database of a binding. It is created only once per isolate, because drizzle prepares all tables at each creation. All
 * requests can share the database, because it holds no state of a request.
 */
export const databaseOf = oncePer((binding: D1Database): Database => drizzle(binding, { schema }))
