// The local database of a stopped platform. Rows are inserted directly, because making them by requests would take hours.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** Opens the database that contains this table; `state` is the folder that `panel.restart` passes. */
export function databaseWith(state, table) {
  const folder = join(state, 'v3', 'd1', 'miniflare-D1DatabaseObject')
  for (const name of readdirSync(folder).filter((name) => name.endsWith('.sqlite'))) {
    const database = new DatabaseSync(join(folder, name))
    if (database.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?").get(table)) return database
    database.close()
  }
  throw new Error(`no local database has the table ${table}`)
}

/** Inserts copies of a row, one for each element of `changes`. An element has the fields in which the copy differs from the row. */
export function insertCopies(database, table, row, changes) {
  const names = Object.keys(row)
  const insert = database.prepare(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`)
  database.exec('BEGIN')
  for (const change of changes) {
    const made = { ...row, ...change }
    insert.run(...names.map((name) => made[name]))
  }
  database.exec('COMMIT')
}
