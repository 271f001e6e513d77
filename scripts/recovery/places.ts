// A backup is made from one of two places and restored to one of them: the platform on this machine, or a deployment at Cloudflare.
import { createReadStream, createWriteStream, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { DatabaseSync } from 'node:sqlite'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { experimental_readRawConfig } from 'wrangler'
import { runWrangler, WranglerFailure } from '../instance/wrangler.ts'
import { withLock } from '../local/lock.mjs'
import { root, stateFolder, stateLock } from '../local/paths.mjs'
import { migrate, requireAlone } from '../local/server.mjs'
import { localBucketName, localDatabaseFile, localDatabaseId } from '../local/stores.ts'
import { DATABASES, type DatabaseName } from './manifest.ts'
import { countRows, dropOrder, LIST_TABLES, loadSqlFile, quoted, statementsOf, tablesOf, writeSqlFile } from './sql-file.ts'

export interface Place {
  kind: 'local' | 'remote'
  /** The maximum length of one SQL statement that the databases accept; Cloudflare has such a maximum, this machine has none. */
  longestStatementBytes: number
  /** Throws if data of this machine cannot be written now, because a server uses it. Never throws for a deployment. */
  requireWritable(): Promise<void>
  exportTo(name: DatabaseName, file: string, progress: (rows: number) => void): Promise<void>
  /** Returns the number of rows of each table; null if there is no such database or it has no tables. */
  count(name: DatabaseName): Promise<Record<string, number> | null>
  /**
   * Replaces the content of a database by the content of a SQL file. If the file cannot be loaded, the database is unchanged. After it is
   * loaded, `LocalPlace` also applies the migrations that the new content lacks; `RemotePlace` does not.
   */
  replace(name: DatabaseName, file: string): Promise<void>
  /** Copies a picture into a file. Returns false if the bucket does not have the picture. */
  getPicture(key: string, file: string): Promise<boolean>
  putPicture(key: string, file: string): Promise<void>
  close(): Promise<void>
}

export class LocalPlace implements Place {
  readonly kind = 'local'
  readonly longestStatementBytes = Number.POSITIVE_INFINITY
  #bucket: Promise<{ runtime: Miniflare; images: LocalBucket }> | null = null

  async requireWritable(): Promise<void> {
    await requireAlone(8788)
  }

  async exportTo(name: DatabaseName, file: string, progress: (rows: number) => void): Promise<void> {
    const database = this.#open(name, { readOnly: true })
    if (database === null)
      throw new Error(
        `There is no database ${DATABASES[name]} with the id of wrangler.toml, ${localDatabaseId(DATABASES[name])}, in ${stateFolder}. STATE_DIR names the folder of the local platform.`,
      )
    try {
      writeSqlFile(database, file, progress)
    } finally {
      database.close()
    }
  }

  async count(name: DatabaseName): Promise<Record<string, number> | null> {
    const database = this.#open(name, { readOnly: true })
    try {
      return database === null ? null : countRows(database)
    } finally {
      database?.close()
    }
  }

  replace(name: DatabaseName, file: string): Promise<void> {
    return withLock(stateLock, () => this.#replace(name, file))
  }

  async #replace(name: DatabaseName, file: string): Promise<void> {
    // If the database does not exist yet, the migrations make it. A file alone would not do, because the runtime has a list of its
    // databases.
    const existing = this.#open(name, { readOnly: true })
    if (existing === null) migrate()
    else existing.close()
    const database = this.#open(name, { readOnly: false })!
    try {
      await loadSqlFile(
        database,
        file,
        dropOrder(tablesOf(database)).map((table) => `DROP TABLE ${quoted(table)}`),
      )
    } finally {
      database.close()
    }
    migrate()
  }

  async getPicture(key: string, file: string): Promise<boolean> {
    const { images } = await this.#images()
    const found = await images.get(key)
    if (found === null) return false
    await pipeline(Readable.fromWeb(found.body as never), createWriteStream(file, { mode: 0o600 }))
    return true
  }

  async putPicture(key: string, file: string): Promise<void> {
    const { images } = await this.#images()
    const chunks: Buffer[] = []
    // The whole picture fits into memory, because it has at most 64 MiB.
    for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) chunks.push(chunk)
    await images.put(key, Buffer.concat(chunks))
  }

  async close(): Promise<void> {
    await (await this.#bucket)?.runtime.dispose()
  }

  #images(): Promise<{ runtime: Miniflare; images: LocalBucket }> {
    return (this.#bucket ??= (async () => {
      const runtime = new Miniflare(
        convertV4MiniflareOptions({
          resourcePersistencePath: join(stateFolder, 'v3'),
          workers: [{ modules: true, script: 'export default {}', r2Buckets: { IMAGES: localBucketName() } }],
        }),
      )
      return { runtime, images: (await runtime.getR2Bucket('IMAGES')) as unknown as LocalBucket }
    })())
  }

  /** Opens the database that `npm start` uses. Returns null if it does not exist or has no tables yet. */
  #open(name: DatabaseName, { readOnly }: { readOnly: boolean }): DatabaseSync | null {
    const file = localDatabaseFile(DATABASES[name])
    if (!existsSync(file)) return null
    const database = new DatabaseSync(file, { readOnly, timeout: 10_000 })
    if (tablesOf(database).length > 0) return database
    database.close()
    return null
  }
}

interface LocalBucket {
  get(key: string): Promise<{ body: unknown } | null>
  put(key: string, bytes: Uint8Array): Promise<unknown>
}

export interface RemoteNames {
  /** The environment in wrangler.toml; null for the settings at the top of the file. */
  environment: string | null
  /** For each database, its name at Cloudflare or the name of its binding in wrangler.toml; wrangler accepts both. */
  databases: Record<DatabaseName, string>
  /** The name of the bucket; null for the bucket in wrangler.toml. */
  bucket: string | null
}

/** D1 refuses longer statements (https://developers.cloudflare.com/d1/platform/limits/). */
const D1_LONGEST_STATEMENT_BYTES = 100_000

/**
 * A deployment at Cloudflare. Wrangler runs in the folder of this repository, but the user may have started the command in another folder.
 * So the paths of files are made absolute before wrangler gets them.
 */
export class RemotePlace implements Place {
  readonly kind = 'remote'
  readonly longestStatementBytes = D1_LONGEST_STATEMENT_BYTES
  readonly #names: RemoteNames

  constructor(names: RemoteNames) {
    this.#names = names
  }

  async requireWritable(): Promise<void> {}

  async exportTo(name: DatabaseName, file: string): Promise<void> {
    // Wrangler would make a file that everybody can read. So an empty file that only its owner can read is made first; wrangler fills it.
    writeFileSync(file, '', { mode: 0o600 })
    await this.#d1('export', name, ['--output', resolve(file), '--skip-confirmation'])
  }

  async count(name: DatabaseName): Promise<Record<string, number> | null> {
    const [listed] = await this.#query<{ name: string }>(name, LIST_TABLES)
    const names = listed!.map((table) => table.name).toSorted()
    if (names.length === 0) return null
    const counted = await this.#query<{ count: number }>(
      name,
      names.map((table) => `SELECT count(*) AS count FROM ${quoted(table)}`).join(';'),
    )
    return Object.fromEntries(names.map((table, index) => [table, counted[index]![0]!.count]))
  }

  async replace(name: DatabaseName, file: string): Promise<void> {
    const [tables] = await this.#query<{ name: string; sql: string }>(name, LIST_TABLES)
    const folder = mkdtempSync(join(tmpdir(), 'restore-'))
    try {
      // All statements are in one file, because D1 runs a file as a whole or not at all.
      const whole = join(folder, 'import.sql')
      const drops = dropOrder(tables!).map((table) => `DROP TABLE ${quoted(table)};\n`)
      writeFileSync(whole, `PRAGMA defer_foreign_keys=TRUE;\n${drops.join('')}`, { mode: 0o600 })
      await pipeline(Readable.from(tablesFirst(file)), createWriteStream(whole, { flags: 'a' }))
      await this.#d1('execute', name, ['--file', whole, '--yes'])
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }

  async getPicture(key: string, file: string): Promise<boolean> {
    writeFileSync(file, '', { mode: 0o600 })
    try {
      await runWrangler(['r2', 'object', 'get', `${bucketName(this.#names)}/${key}`, '--remote', '--file', resolve(file)])
      return true
    } catch (error) {
      if (error instanceof WranglerFailure && /10007|does not exist|not found|NoSuchKey/i.test(error.message)) return false
      throw error
    }
  }

  async putPicture(key: string, file: string): Promise<void> {
    await runWrangler(['r2', 'object', 'put', `${bucketName(this.#names)}/${key}`, '--remote', '--file', resolve(file)])
  }

  async close(): Promise<void> {}

  /** Runs statements and returns the rows of each. */
  async #query<Row>(name: DatabaseName, statements: string): Promise<Row[][]> {
    const output = await this.#d1('execute', name, ['--json', '--command', statements])
    return (JSON.parse(output) as { results: Row[] }[]).map(({ results }) => results)
  }

  #d1(verb: string, name: DatabaseName, args: string[]): Promise<string> {
    const { environment, databases } = this.#names
    return runWrangler(['d1', verb, databases[name], '--remote', '--env', environment ?? '', ...args])
  }
}

/**
 * Returns the statements of an export in another order: first those that make tables, then all others. Cloudflare exports the tables one
 * after the other, each with its rows. SQLite refuses a row whose table refers to a table that does not exist yet, even if the check of
 * foreign keys is deferred.
 */
async function* tablesFirst(file: string): AsyncGenerator<string> {
  for (const wanted of [true, false])
    for await (const statement of statementsOf(file)) if (/^CREATE\s+TABLE\b/i.test(statement) === wanted) yield `${statement};\n`
}

/** Returns the name of the bucket that the caller has given, or else of the bucket in wrangler.toml. */
function bucketName({ environment, bucket }: RemoteNames): string {
  if (bucket !== null) return bucket
  const { rawConfig } = experimental_readRawConfig({ config: join(root, 'wrangler.toml') })
  const found = (environment ? rawConfig.env?.[environment] : rawConfig)?.r2_buckets?.[0]?.bucket_name
  if (found === undefined) throw new Error('wrangler.toml names no bucket here. Name it with --bucket.')
  return found
}
