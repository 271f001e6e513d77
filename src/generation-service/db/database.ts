import { drizzle, type DrizzleD1Database } from 'drizzle-orm/d1'
import { oncePer } from '../../shared/once-per.ts'
import * as schema from './schema.ts'

/** The D1 database `DATA_DB` as drizzle wraps it; `$client` is the D1 binding itself. */
export type Database = DrizzleD1Database<typeof schema> & { $client: D1Database }

/**
 * Returns the drizzle database of a binding. It is created once per isolate, because creating it takes time. Requests can share it,
 * because it holds no state of a request.
 */
export const databaseOf = oncePer((binding: D1Database): Database => drizzle(binding, { schema }))
