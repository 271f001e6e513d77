// Writes, reads and checks SQL files with the content of a database. A file is read statement by statement, because it may be larger than
// the memory.
import { createHash } from 'node:crypto'
import { createReadStream, mkdtempSync, rmSync } from 'node:fs'
import { closeSync, openSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

const WRITE_AT_ONCE = 1 << 20

/**
 * The statements that an export consists of. All other statements are refused, because somebody may have changed the file. For example,
 * ATTACH and VACUUM INTO could reach other files of this machine.
 */
const OF_EXPORTS =
  /^(PRAGMA\s+defer_foreign_keys\s*=|CREATE\s+(TABLE|(UNIQUE\s+)?INDEX|TRIGGER|VIEW)\b|(INSERT|REPLACE)\s|DELETE\s+FROM\s+"?sqlite_sequence\b)/i

/** The condition that leaves out the tables that belong to SQLite or to D1 itself. */
const WITHOUT_OWN_TABLES = `sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE '\\_cf\\_%' ESCAPE '\\'`

/** The query that lists the tables of a database, on this machine or at Cloudflare. */
export const LIST_TABLES = `SELECT name, sql FROM sqlite_master WHERE type = 'table' AND ${WITHOUT_OWN_TABLES}`

export interface Survey {
  bytes: number
  sha256: string
  /** The name of the last migration that the database has. */
  head: string
  /** The number of rows of each table. */
  tables: Record<string, number>
  /**
   * The length of the longest statement in the file. D1 refuses statements above a certain length, so a restore checks this before it
   * writes.
   */
  longestStatementBytes: number
}

/** Writes everything that a database contains at one moment into a file with the mode 0600. */
export function writeSqlFile(database: DatabaseSync, file: string, progress: (rows: number) => void): void {
  const target = openSync(file, 'w', 0o600)
  let waiting: string[] = []
  let size = 0
  const flush = () => {
    if (waiting.length > 0) writeSync(target, waiting.join(''))
    waiting = []
    size = 0
  }
  const write = (statement: string) => {
    waiting.push(statement, '\n')
    size += statement.length
    if (size > WRITE_AT_ONCE) flush()
  }
  // All rows are read in one transaction, so that they are from the same moment, although the platform may write meanwhile.
  database.exec('BEGIN')
  try {
    write('PRAGMA defer_foreign_keys=TRUE;')
    let rows = 0
    for (const { name, sql } of tablesOf(database)) {
      write(`${sql};`)
      const columns = (database.prepare(`PRAGMA table_info(${quoted(name)})`).all() as { name: string }[]).map((column) =>
        quoted(column.name),
      )
      const into = `INSERT INTO ${quoted(name)} (${columns.join(',')}) VALUES(`
      const values = columns.map((column) => `quote(${column})`).join(` || ',' || `)
      for (const row of database.prepare(`SELECT ${values} AS line FROM ${quoted(name)}`).iterate()) {
        write(`${into}${row['line'] as string});`)
        if (++rows % 10_000 === 0) progress(rows)
      }
    }
    const sequences = database.prepare(`SELECT name FROM sqlite_master WHERE name = 'sqlite_sequence'`).all()
    if (sequences.length > 0) {
      write('DELETE FROM sqlite_sequence;')
      for (const row of database.prepare(`SELECT quote(name) || ',' || quote(seq) AS line FROM sqlite_sequence`).iterate())
        write(`INSERT INTO sqlite_sequence (name,seq) VALUES(${row['line'] as string});`)
    }
    const others = database.prepare(`SELECT sql FROM sqlite_master WHERE type <> 'table' AND ${WITHOUT_OWN_TABLES} ORDER BY rowid`).all()
    for (const { sql } of others as { sql: string }[]) write(`${sql};`)
    flush()
  } finally {
    database.exec('COMMIT')
    closeSync(target)
  }
}

export function tablesOf(database: DatabaseSync): { name: string; sql: string }[] {
  return database.prepare(`${LIST_TABLES} ORDER BY rowid`).all() as { name: string; sql: string }[]
}

/** Orders tables so that each comes before the tables to which its foreign keys refer: the order in which they can be dropped. */
export function dropOrder(tables: { name: string; sql: string }[]): string[] {
  const left = new Map(
    tables.map(({ name, sql }) => [name, new Set(Array.from(sql.matchAll(/REFERENCES\s+[`"]?(\w+)/gi), (match) => match[1]!))]),
  )
  const order: string[] = []
  while (left.size > 0) {
    const free = [...left.keys()].filter((name) => ![...left].some(([other, parents]) => other !== name && parents.has(name)))
    // If the tables that are left refer to each other in a circle, `free` is empty. These tables are then dropped in any order.
    for (const name of free.length > 0 ? free : [...left.keys()]) {
      order.push(name)
      left.delete(name)
    }
  }
  return order
}

export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

/** Reads a SQL file and returns one statement at a time, without its semicolon. */
export async function* statementsOf(file: string): AsyncGenerator<string> {
  let state: 'plain' | "'" | '"' | '`' | 'line' | 'block' = 'plain'
  let statement = ''
  let previous = ''
  for await (const chunk of createReadStream(file, { encoding: 'utf8', highWaterMark: 1 << 20 }) as AsyncIterable<string>) {
    let from = 0
    for (let at = 0; at < chunk.length; at++) {
      const letter = chunk[at]!
      if (state === 'plain') {
        if (letter === "'" || letter === '"' || letter === '`') state = letter
        else if (letter === '-' && previous === '-') state = 'line'
        else if (letter === '*' && previous === '/') state = 'block'
        else if (letter === ';') {
          statement += chunk.slice(from, at)
          from = at + 1
          if (statement.trim() !== '') yield statement.trim()
          statement = ''
        }
      } else if (state === 'line') {
        if (letter === '\n') state = 'plain'
      } else if (state === 'block') {
        if (letter === '/' && previous === '*') state = 'plain'
      } else if (letter === state) state = 'plain'
      previous = letter
    }
    statement += chunk.slice(from)
  }
  if (statement.trim() !== '') yield statement.trim()
}

/**
 * Runs the statements of a SQL file in one transaction. `before` runs first, in the same transaction. Foreign keys are checked at the end.
 */
export async function loadSqlFile(database: DatabaseSync, file: string, before: string[] = []): Promise<{ longestStatementBytes: number }> {
  let longestStatementBytes = 0
  database.exec('PRAGMA foreign_keys=OFF')
  database.exec('BEGIN IMMEDIATE')
  try {
    for (const statement of before) database.exec(statement)
    for await (const statement of statementsOf(file)) {
      if (/^(BEGIN|COMMIT)\b/i.test(statement)) continue
      if (!OF_EXPORTS.test(statement))
        throw new Error(`${file} has a statement that no export of a database has: ${JSON.stringify(statement.slice(0, 60))}`)
      longestStatementBytes = Math.max(longestStatementBytes, Buffer.byteLength(statement))
      database.exec(statement)
    }
    const [broken] = database.prepare('PRAGMA foreign_key_check').all() as { table: string }[]
    if (broken !== undefined) throw new Error(`A row of the table ${broken.table} refers to a row that does not exist`)
    database.exec('COMMIT')
  } catch (error) {
    database.exec('ROLLBACK')
    throw error
  }
  return { longestStatementBytes }
}

export function countRows(database: DatabaseSync): Record<string, number> {
  return Object.fromEntries(
    tablesOf(database)
      .map(({ name }) => [name, database.prepare(`SELECT count(*) AS count FROM ${quoted(name)}`).get()!['count'] as number] as const)
      .toSorted(([one], [other]) => (one < other ? -1 : 1)),
  )
}

/** The columns of each table of a database. */
export type Columns = Record<string, string[]>

export function columnsOf(database: DatabaseSync): Columns {
  const names = (table: string) =>
    (database.prepare(`PRAGMA table_info(${quoted(table)})`).all() as { name: string }[]).map(({ name }) => name)
  return Object.fromEntries(tablesOf(database).map(({ name }) => [name, names(name)]))
}

/**
 * Returns one SHA-256 of the values of all rows in the tables and columns that `columns` names. The order of the rows does not matter.
 * Returns null if a named table or column is missing. All other tables and columns are left out, because later migrations may have added
 * them. The table `d1_migrations` is always left out, because later migrations add rows to it.
 */
export function contentHash(database: DatabaseSync, columns: Columns): string | null {
  const there = columnsOf(database)
  const hash = createHash('sha256')
  for (const table of Object.keys(columns).toSorted()) {
    if (table === 'd1_migrations') continue
    const names = columns[table]!
    if (!names.every((name) => there[table]?.includes(name))) return null
    hash.update(`${table}(${names.join(',')})\n`)
    const line = names.map((name) => `quote(${quoted(name)})`).join(` || ',' || `)
    for (const row of database.prepare(`SELECT ${line} AS line FROM ${quoted(table)} ORDER BY 1`).iterate())
      hash.update(`${row['line'] as string}\n`)
  }
  return hash.digest('hex')
}

/**
 * Loads a SQL file into a temporary database on this machine, which proves that the backup can be loaded. Returns facts about the file and
 * the database. `read` is called with the database, and its result is returned as `result`.
 */
export async function survey<Result>(
  file: string,
  read: (database: DatabaseSync) => Result | Promise<Result>,
): Promise<Survey & { result: Result }> {
  const { bytes, sha256 } = await digestOf(file)
  const folder = mkdtempSync(join(tmpdir(), 'survey-'))
  const database = new DatabaseSync(join(folder, 'database.sqlite'))
  try {
    database.exec('PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF')
    const { longestStatementBytes } = await loadSqlFile(database, file)
    const migrations = database.prepare('SELECT name FROM d1_migrations ORDER BY id DESC LIMIT 1').get()
    const head = String(migrations?.['name'] ?? '').replace(/\.sql$/, '')
    return { bytes, sha256, head, tables: countRows(database), longestStatementBytes, result: await read(database) }
  } finally {
    database.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

export async function digestOf(file: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    hash.update(chunk)
    bytes += chunk.length
  }
  return { bytes, sha256: hash.digest('hex') }
}
