// Migrations may only expand the schema, because the last release still runs on the migrated database while a new version is deployed, and
// after a rollback. migrations/releases.json names the last migration of each release. Every later migration is checked in both directions.
// First, the release's columns are written and read on the migrated schema. Second, rows of the release are written before the later
// migrations run, and this version reads them afterwards.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { latestRelease, releasesFolder, root } from './release/releases.ts'

export const DATABASES = ['config', 'data'] as const
type DatabaseName = (typeof DATABASES)[number]
interface Column {
  name: string
  type: string
  primaryKey: boolean
  notNull: boolean
  default?: unknown
}
type Schema = Record<string, { columns: Record<string, Column> }>
interface Migration {
  /** The path of its file. */
  file: string
  sql: string
}

const folderOf = (database: DatabaseName) => join(root, 'migrations', database)
export const migrationsOf = (database: DatabaseName): string[] =>
  readdirSync(folderOf(database))
    .filter((file) => file.endsWith('.sql'))
    .map((file) => file.slice(0, -'.sql'.length))
    .toSorted()
const snapshotOf = (database: DatabaseName, name: string) => join(folderOf(database), 'meta', `${name.slice(0, 4)}_snapshot.json`)
const readMigration = (database: DatabaseName, name: string): Migration => ({
  file: `migrations/${database}/${name}.sql`,
  sql: readFileSync(join(folderOf(database), `${name}.sql`), 'utf8'),
})

const UNIQUE_INDEX = /^CREATE\s+UNIQUE\s+INDEX\b.*?\bON\s+[`"]?(\w+)/i
const FORBIDDEN: [RegExp, string][] = [
  [/^DROP\s+(TABLE|VIEW)\b/i, 'drops what the last release may use'],
  [/^ALTER\s+TABLE\s+\S+\s+DROP\b/i, 'drops a column that the last release may use'],
  [
    /^ALTER\s+TABLE\s+\S+\s+RENAME\b/i,
    'renames what the last release may use; this also covers a table that is built anew for another type',
  ],
  [UNIQUE_INDEX, 'refuses rows that the last release may write'],
  [/^CREATE\s+(TEMP\s+|TEMPORARY\s+)?TRIGGER\b/i, 'changes what the last release writes'],
  [
    /^ALTER\s+TABLE\s+\S+\s+ADD\b(?!.*\bDEFAULT\b).*\bNOT\s+NULL\b/is,
    'adds a column that the last release does not fill (NOT NULL without DEFAULT)',
  ],
]
const EXCUSE = /^--\s*unused since (\d+\.\d+\.\d+): \S+/

/**
 * Returns the statements of a migration that would break the last release. A line such as `-- unused since 0.2.0: <why>` before a statement
 * says that no code since 0.2.0 uses what the statement removes. This line allows the statement only if the last release is 0.2.0 or newer,
 * because a release before 0.2.0 may still use it.
 * @param release the version of the last release.
 * @param tables the tables of the last release. A new unique index on any other table is allowed, because the last release writes no rows
 * into that table.
 */
export function migrationFaults(sql: string, release: string, tables: readonly string[]): string[] {
  return sql.split(/--> statement-breakpoint|;[ \t]*\n/).flatMap((part) => {
    const lines = part.split('\n').map((line) => line.trim())
    const since = lines.map((line) => EXCUSE.exec(line)?.[1]).find((version) => version !== undefined)
    const statement = lines
      .filter((line) => !line.startsWith('--'))
      .join(' ')
      .trim()
    const found = FORBIDDEN.find(([pattern]) => pattern.test(statement))
    if (found === undefined) return []
    if (found[0] === UNIQUE_INDEX && !tables.includes(UNIQUE_INDEX.exec(statement)![1]!)) return []
    if (since !== undefined && compareVersions(since, release) <= 0) return []
    const late = since === undefined ? '' : ` The release ${since}, which it names, is newer than ${release}, which still runs.`
    return [`${statement.slice(0, 120)}: ${found[1]}.${late}`]
  })
}

function compareVersions(one: string, other: string): number {
  return one.localeCompare(other, 'en', { numeric: true })
}

function emptyDatabase(): DatabaseSync {
  return new DatabaseSync(':memory:', { enableForeignKeyConstraints: false })
}

/** Runs migrations one after another. Returns the first that fails, with SQLite's message; null if all of them run. */
function firstFailure(database: DatabaseSync, migrations: Migration[]): { file: string; message: string } | null {
  for (const { file, sql } of migrations)
    try {
      database.exec(sql.replaceAll('--> statement-breakpoint', ''))
    } catch (error) {
      return { file, message: (error as Error).message }
    }
  return null
}

/**
 * Runs `migrations`, then writes a row into each table of the last release (`schema`), with only that release's columns, and reads the row
 * back. Returns the faults: a row that cannot be written or read, or a column that returns another value than was written. The caller must
 * have checked that `migrations` run without a failure.
 */
function schemaFaults(schema: Schema, migrations: Migration[]): string[] {
  const database = emptyDatabase()
  firstFailure(database, migrations)
  return Object.entries(schema).flatMap(([table, { columns }]) => {
    const list = Object.values(columns)
    const names = list.map(({ name }) => `\`${name}\``).join(', ')
    const values = list.map(({ type }, index) => (/int|real|num/i.test(type) ? index + 1 : `value-${index}`))
    try {
      database.prepare(`INSERT INTO \`${table}\` (${names}) VALUES (${list.map(() => '?').join(', ')})`).run(...values)
      const row = database.prepare(`SELECT ${names} FROM \`${table}\``).get()
      const wrong = list.filter(({ name }, index) => row?.[name] !== values[index])
      return wrong.map(({ name }) => `${table}.${name} returns another value than was written`)
    } catch (error) {
      return [`${table}: ${(error as Error).message}`]
    }
  })
}

/**
 * Writes rows of the last release, then runs the later migrations, and reads the rows as this version does. So the constraints and
 * defaults of the later migrations are tested on existing rows. Returns the faults: a migration that fails, a row that is gone, a value
 * that changed, or an empty column that must have a value in this version.
 * @param before the migrations of the release. They must run without a failure.
 * @param now the schema of this version.
 */
function dataFaults(release: Schema, before: Migration[], later: Migration[], now: Schema): string[] {
  const database = emptyDatabase()
  firstFailure(database, before)
  const written = new Map<string, Map<string, string | number>>()
  for (const [table, { columns }] of Object.entries(release)) {
    const values = new Map(
      Object.values(columns).map(({ name, type }, index) => [name, /int|real|num/i.test(type) ? index + 1 : `value-${index}`]),
    )
    const names = [...values.keys()].map((name) => `\`${name}\``).join(', ')
    database.prepare(`INSERT INTO \`${table}\` (${names}) VALUES (${[...values].map(() => '?').join(', ')})`).run(...values.values())
    written.set(table, values)
  }
  const failed = firstFailure(database, later)
  if (failed !== null) return [`${failed.file} fails on its rows: ${failed.message}`]
  return Object.entries(now).flatMap(([table, { columns }]) => {
    const values = written.get(table)
    if (values === undefined) return []
    let row: Record<string, unknown> | undefined
    try {
      row = database
        .prepare(
          `SELECT ${Object.values(columns)
            .map(({ name }) => `\`${name}\``)
            .join(', ')} FROM \`${table}\``,
        )
        .get()
    } catch (error) {
      return [`${table}: ${(error as Error).message}`]
    }
    if (row === undefined) return [`${table}: its row is gone`]
    return Object.values(columns).flatMap(({ name, notNull }) => {
      const before = values.get(name)
      if (before !== undefined && row[name] !== before) return [`${table}.${name} has another value than the release wrote`]
      return notNull && row[name] === null ? [`${table}.${name} is empty, but this version needs a value`] : []
    })
  })
}

/** Returns the schema of this version, as its last migration left it. */
function schemaNow(database: DatabaseName): Schema {
  const last = migrationsOf(database).at(-1)!
  return JSON.parse(readFileSync(snapshotOf(database, last), 'utf8')).tables
}

export function releaseOf(database: DatabaseName): { release: string; last: string; schema: Schema } {
  const release = latestRelease(releasesFolder)
  const releases: Record<string, Record<DatabaseName, string>> = JSON.parse(readFileSync(join(root, 'migrations', 'releases.json'), 'utf8'))
  const last = releases[release]?.[database]
  if (last === undefined) throw new Error(`migrations/releases.json does not name the last ${database} migration of release ${release}.`)
  return { release, last, schema: JSON.parse(readFileSync(snapshotOf(database, last), 'utf8')).tables }
}

/** Returns a fault for each migration without a snapshot of the schema. A migration whose SQL was written by hand has no snapshot. */
export function snapshotFaults(database: DatabaseName, names = migrationsOf(database)): string[] {
  return names
    .filter((name) => !existsSync(snapshotOf(database, name)))
    .map(
      (name) =>
        `migrations/${database}/${name}.sql has no migrations/${database}/meta/${name.slice(0, 4)}_snapshot.json: write migrations with npm run db:generate, and commit all files that it names`,
    )
}

/** Returns all faults of a database, one line each. `more`: further migrations, for tests. */
export function databaseFaults(database: DatabaseName, more: string[] = []): string[] {
  const { release, last, schema } = releaseOf(database)
  const names = migrationsOf(database)
  if (!names.includes(last)) return [`migrations/${database}/${last}.sql, the last one of release ${release}, is gone`]
  const withoutSnapshot = snapshotFaults(database)
  if (withoutSnapshot.length > 0) return withoutSnapshot
  const read = (list: string[]) => list.map((name) => readMigration(database, name))
  const before = read(names.filter((name) => name <= last))
  const later = [
    ...read(names.filter((name) => name > last)),
    ...more.map((sql, index) => ({ file: `migrations/${database}/added ${index + 1}.sql`, sql })),
  ]
  const forbidden = later.flatMap(({ file, sql }) => migrationFaults(sql, release, Object.keys(schema)).map((fault) => `${file}: ${fault}`))
  // If a migration does not run at all, there is no database for the two checks below.
  const failed = firstFailure(emptyDatabase(), [...before, ...later])
  if (failed !== null) return [...forbidden, `${failed.file} does not run, even without rows: ${failed.message}`]
  return [
    ...forbidden,
    ...schemaFaults(schema, [...before, ...later]).map((fault) => `${database}: release ${release} cannot use ${fault}`),
    ...dataFaults(schema, before, later, schemaNow(database)).map(
      (fault) => `${database}: this version cannot use the data of release ${release}: ${fault}`,
    ),
  ]
}

if (import.meta.main) {
  const faults = DATABASES.flatMap((database) => databaseFaults(database))
  for (const fault of faults) console.error(fault)
  if (faults.length) {
    console.error('Expand first, and contract a release later: docs/development/a-new-column.md says how.')
    process.exitCode = 1
  } else console.log(`migrations: release ${latestRelease(releasesFolder)} can use the schema of this version, and this version its data`)
}
