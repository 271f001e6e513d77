// `npm run instance -- move-data <slug>`: copies an instance's pictures and its records from a shared Worker to the bucket and the database
// of the instance's own Worker. Nothing in the shared Worker is deleted, so links to pictures there continue to work.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { digestOf, quoted } from '../recovery/sql-file.ts'
import { runWrangler, WranglerFailure } from './wrangler.ts'

/** The names of a database and of a bucket at Cloudflare. */
export interface Store {
  database: string
  bucket: string
}
interface Picture {
  id: string
  key: string
  sha256: string
}

const ROWS_AT_ONCE = 100
/**
 * A table that this command makes in the target. It holds the ids of all rows that were ever copied, so that a row that is deleted in the
 * target is not copied again.
 */
const COPIED = 'moved_rows'
const PICTURES_AT_ONCE = 4

/**
 * For each table of records, the condition that selects the rows that will not change any more. The other rows are not copied yet, because
 * their generation or delivery has not ended and will still change them in the source.
 */
const RECORDS: Record<string, string> = {
  generations: 'finished_at IS NOT NULL',
  webhook_deliveries: 'next_attempt_at IS NULL',
}

/**
 * Copies the pictures and records that the target does not have yet. So a new run continues where an earlier run was interrupted. A
 * picture's bytes are copied before its row. The row is written only after the target's bytes were read back and have the right hash.
 */
export async function moveData(
  from: Store,
  to: Store,
  instanceId: string,
  say: (line: string) => void,
): Promise<{ pictures: number; records: number }> {
  if (!/^inst_\w+$/.test(instanceId)) throw new Error(`"${instanceId}" is not the id of an instance.`)
  const folder = mkdtempSync(join(tmpdir(), 'move-'))
  try {
    const work = new Move(folder, from, to, `instance_id = '${instanceId}'`)
    await work.prepare()
    const pictures = await work.table(
      'assets',
      'true',
      async (ids) => work.pictures(ids),
      (done) => say(`  pictures: ${done}`),
    )
    let records = 0
    for (const [table, finished] of Object.entries(RECORDS))
      records += await work.table(
        table,
        finished,
        async () => {},
        (done) => say(`  ${table}: ${done}`),
      )
    return { pictures, records }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

class Move {
  readonly #folder: string
  readonly #from: Store
  readonly #to: Store
  readonly #ofInstance: string

  constructor(folder: string, from: Store, to: Store, ofInstance: string) {
    this.#folder = folder
    this.#from = from
    this.#to = to
    this.#ofInstance = ofInstance
  }

  async prepare(): Promise<void> {
    await this.#query(this.#to.database, `CREATE TABLE IF NOT EXISTS ${COPIED} (id TEXT PRIMARY KEY) WITHOUT ROWID`)
  }

  /**
   * Copies the rows of a table. Skips each row that the target has, and each row that was copied earlier, even if the target has deleted
   * it since. Before each group of rows is copied, `before` is called with their ids. Returns how many rows were copied.
   */
  async table(
    table: string,
    condition: string,
    before: (ids: string[]) => Promise<void>,
    progress: (done: number) => void,
  ): Promise<number> {
    const [columns] = await this.#query<{ name: string }>(this.#from.database, `PRAGMA table_info(${quoted(table)})`)
    const names = columns!.map(({ name }) => quoted(name))
    const line = `'INSERT OR IGNORE INTO ${quoted(table)} (${names.join(',')}) VALUES(' || ${names.map((name) => `quote(${name})`).join(` || ',' || `)} || ');'`
    let copied = 0
    for (let after = ''; ;) {
      const [page] = await this.#query<{ id: string }>(
        this.#from.database,
        `SELECT id FROM ${quoted(table)} WHERE ${this.#ofInstance} AND ${condition} AND id > ${literal(after)} ORDER BY id LIMIT ${ROWS_AT_ONCE}`,
      )
      const ids = page!.map(({ id }) => id)
      if (ids.length > 0) {
        const [known] = await this.#query<{ id: string }>(
          this.#to.database,
          `SELECT id FROM ${quoted(table)} WHERE id IN (${list(ids)}) UNION SELECT id FROM ${COPIED} WHERE id IN (${list(ids)})`,
        )
        const there = new Set(known!.map(({ id }) => id))
        const missing = ids.filter((id) => !there.has(id))
        if (missing.length > 0) {
          await before(missing)
          const [rows] = await this.#query<{ line: string }>(
            this.#from.database,
            `SELECT ${line} AS line FROM ${quoted(table)} WHERE id IN (${list(missing)})`,
          )
          const file = join(this.#folder, 'rows.sql')
          // D1 runs a file as a whole or not at all. The rows and their ids for `moved_rows` are in one file, so that no row is written
          // without its id.
          const marks = missing.map((id) => `INSERT OR IGNORE INTO ${COPIED} (id) VALUES(${literal(id)});`)
          writeFileSync(file, [...rows!.map((row) => row.line), ...marks].join('\n'), { mode: 0o600 })
          await this.#run(['d1', 'execute', this.#to.database, '--remote', '--yes', '--file', file])
          copied += missing.length
          progress(copied)
        }
      }
      if (ids.length < ROWS_AT_ONCE) return copied
      after = ids.at(-1)!
    }
  }

  /** Copies the bytes of these pictures, and compares what the target returns with the hash in the database. */
  async pictures(ids: string[]): Promise<void> {
    const [rows] = await this.#query<Picture>(this.#from.database, `SELECT id, key, sha256 FROM assets WHERE id IN (${list(ids)})`)
    const left = [...rows!]
    await Promise.all(
      Array.from({ length: PICTURES_AT_ONCE }, async (_, index) => {
        const file = join(this.#folder, `picture-${index}`)
        for (let picture = left.pop(); picture !== undefined; picture = left.pop()) await this.#picture(picture, file)
      }),
    )
  }

  async #picture({ key, sha256 }: Picture, file: string): Promise<void> {
    const isRight = async (bucket: string) => (await this.#get(bucket, key, file)) && (await digestOf(file)).sha256 === sha256
    if (await isRight(this.#to.bucket)) return
    if (!(await isRight(this.#from.bucket)))
      throw new Error(
        `The bucket ${this.#from.bucket} does not have ${key}, or has it with other bytes. Its row was not copied, nor those after it.`,
      )
    await this.#run(['r2', 'object', 'put', `${this.#to.bucket}/${key}`, '--remote', '--file', file])
    if (!(await isRight(this.#to.bucket)))
      throw new Error(`The bucket ${this.#to.bucket} does not return ${key} as it was put. Run the command again.`)
  }

  async #get(bucket: string, key: string, file: string): Promise<boolean> {
    writeFileSync(file, '', { mode: 0o600 })
    try {
      await this.#run(['r2', 'object', 'get', `${bucket}/${key}`, '--remote', '--file', file])
      return true
    } catch (error) {
      if (error instanceof WranglerFailure && /10007|does not exist|not found|NoSuchKey/i.test(error.message)) return false
      throw error
    }
  }

  async #query<Row>(database: string, statement: string): Promise<Row[][]> {
    const output = await this.#run(['d1', 'execute', database, '--remote', '--json', '--command', statement])
    return (JSON.parse(output) as { results: Row[] }[]).map(({ results }) => results)
  }

  /** Runs wrangler in a folder without a wrangler.toml, so that wrangler uses the databases and buckets that `args` names. */
  #run(args: string[]): Promise<string> {
    return runWrangler(args, { cwd: this.#folder })
  }
}

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`
const list = (ids: string[]) => ids.map(literal).join(',')
