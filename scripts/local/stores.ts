// Finds the local databases and the local bucket as wrangler does for `npm start`: by the ids and names at the top of wrangler.toml. An
// operator may put other ids and names there. Then the files of the earlier ids stay in the folder, so a file that is there may be an old
// one.
import { createHash, createHmac } from 'node:crypto'
import { join } from 'node:path'
import { unstable_readConfig, type Unstable_Config } from 'wrangler'
import { root, stateFolder } from './paths.mjs'

type Binding = 'CONFIG_DB' | 'DATA_DB'
const WRANGLER_TOML = join(root, 'wrangler.toml')
/** The folder in which the runtime keeps its databases. The names of their files are derived from this name, too. */
const D1_OBJECT = 'miniflare-D1DatabaseObject'

/** Returns the id under which the runtime keeps a database. If wrangler.toml names none, wrangler uses the name of the binding. */
export function localDatabaseId(binding: Binding, configuration = WRANGLER_TOML): string {
  const found = read(configuration).d1_databases.find((each) => each.binding === binding)
  if (found === undefined) throw new Error(`The top part of ${configuration} has no [[d1_databases]] with binding = "${binding}".`)
  return found.preview_database_id ?? found.database_id ?? binding
}

/** Returns the name under which the runtime keeps the bucket. */
export function localBucketName(configuration = WRANGLER_TOML): string {
  const found = read(configuration).r2_buckets.find(({ binding }) => binding === 'IMAGES')
  if (found === undefined) throw new Error(`The top part of ${configuration} has no [[r2_buckets]] with binding = "IMAGES".`)
  return found.preview_bucket_name ?? found.bucket_name ?? found.binding
}

/** Returns the path of a local database's file. The runtime makes the file when it first uses the database. */
export function localDatabaseFile(binding: Binding, configuration = WRANGLER_TOML, state = stateFolder): string {
  return join(state, 'v3', 'd1', D1_OBJECT, `${objectId(localDatabaseId(binding, configuration))}.sqlite`)
}

const read = (configuration: string): Unstable_Config => unstable_readConfig({ config: configuration }, { hideWarnings: true })

/** Returns the id that the runtime gives to the Durable Object with this name. Each local database is such an object. */
function objectId(name: string): string {
  const key = createHash('sha256').update(D1_OBJECT).digest()
  const half = (content: string | Buffer) => createHmac('sha256', key).update(content).digest().subarray(0, 16)
  const start = half(name)
  return Buffer.concat([start, half(start)]).toString('hex')
}
