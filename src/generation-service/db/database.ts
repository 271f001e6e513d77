import { drizzle, type DrizzleD1Database } from 'drizzle-orm/d1'
import { oncePer } from '../../shared/once-per.ts'
import * as schema from './schema.ts'

/** DATA_DB through drizzle; `$client` is the binding itself. */
export type Database = DrizzleD1Database<typeof schema> & { $client: D1Database }

/** One per isolate: drizzle prepares its tables when it is created, and it holds no request state. */
export const databaseOf = oncePer((binding: D1Database): Database => drizzle(binding, { schema }))
