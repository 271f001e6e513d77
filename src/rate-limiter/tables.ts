// The tables of a limiter's object. Decisions use only the object's memory, which is rebuilt from these tables after a restart. An
// admission is a single INSERT: the row of the reservation also holds the counters after the admission. `points`, the table of counters, is
// updated later, for example when a reservation ends. After a restart, the counters are first read from `points`. Then each reservation row
// that is newer than the last update of `points` replaces counters with those in the row, oldest row first.
import type { ConnectionRest } from '../shared/config-rpc.ts'
import type { Reservation, SavedState } from './core/reservation.ts'
import type { ReservationState, Standing } from './core/budget.ts'
import type { Point } from './core/gcra.ts'
import type { Version } from './policy.ts'

/** The part of an object's storage that is used. Tests replace it by a simple implementation. */
export interface ObjectStorage {
  sql: { exec: SqlStorage['exec'] }
  transactionSync<T>(work: () => T): T
  getAlarm(): Promise<number | null>
  setAlarm(at: number): Promise<void>
}
export interface Kept extends Standing {
  generationId: string
  idempotency: { scope: string; until: number } | null
}
export type OutboxKind = 'usage' | 'organization' | 'audit' | 'alert'

const SCHEMA = [
  `CREATE TABLE IF NOT EXISTS live (generation_id TEXT PRIMARY KEY, sequence INTEGER NOT NULL, state TEXT NOT NULL, body TEXT NOT NULL, points TEXT NOT NULL) WITHOUT ROWID`,
  `CREATE TABLE IF NOT EXISTS finished (generation_id TEXT PRIMARY KEY, body TEXT NOT NULL, idempotency TEXT, idempotency_until INTEGER, keep_until INTEGER NOT NULL) WITHOUT ROWID`,
  `CREATE INDEX IF NOT EXISTS finished_by_idempotency ON finished (idempotency) WHERE idempotency IS NOT NULL`,
  `CREATE INDEX IF NOT EXISTS finished_by_keep_until ON finished (keep_until)`,
  `CREATE TABLE IF NOT EXISTS points (counter TEXT PRIMARY KEY, micros INTEGER NOT NULL, part INTEGER NOT NULL, of_limit INTEGER NOT NULL) WITHOUT ROWID`,
  `CREATE TABLE IF NOT EXISTS spent (ledger TEXT PRIMARY KEY, micros INTEGER NOT NULL) WITHOUT ROWID`,
  `CREATE TABLE IF NOT EXISTS outbox (number INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, body TEXT NOT NULL)`,
  `CREATE TABLE IF NOT EXISTS rests (connection TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID`,
  `CREATE TABLE IF NOT EXISTS raised (name TEXT PRIMARY KEY, forget_at INTEGER) WITHOUT ROWID`,
  `CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID`,
]

const INSTANCE = 'instance:'

export class Tables<Row extends Kept = Reservation> {
  readonly #sql: ObjectStorage['sql']
  /** Counters whose row in `points` is out of date. */
  readonly #dirty = new Map<string, Point>()
  #sequence = 0

  constructor(sql: ObjectStorage['sql']) {
    this.#sql = sql
    for (const statement of SCHEMA) sql.exec(statement)
  }

  load(): Omit<SavedState, 'live'> & { live: Row[] } {
    const checkpoint = this.#meta('sequence') ?? 0
    const points = new Map<string, Point>()
    for (const row of this.#sql.exec<{ counter: string; micros: number; part: number; of_limit: number }>('SELECT * FROM points')) {
      points.set(row.counter, { micros: row.micros, part: row.part, limit: row.of_limit })
    }
    this.#sequence = checkpoint
    const live: Row[] = []
    for (const row of this.#sql.exec<{ sequence: number; state: string; body: string; points: string }>(
      'SELECT sequence, state, body, points FROM live ORDER BY sequence',
    )) {
      live.push({ ...(JSON.parse(row.body) as Row), state: row.state as ReservationState })
      this.#sequence = Math.max(this.#sequence, row.sequence)
      if (row.sequence <= checkpoint) continue
      for (const [counter, point] of JSON.parse(row.points) as [string, Point][]) {
        points.set(counter, point)
        this.#dirty.set(counter, point)
      }
    }
    const spent = this.#sql.exec<{ ledger: string; micros: number }>('SELECT ledger, micros FROM spent').toArray()
    return { live, points: [...points], spent: spent.map(({ ledger, micros }) => [ledger, micros]), lastMs: this.#meta('last_ms') ?? 0 }
  }

  /** Stores the instance's id, because an alarm has no request from which to learn it. */
  noteInstance(instanceId: string): void {
    this.#sql.exec('INSERT OR IGNORE INTO meta (name, value) VALUES (?, 0)', `${INSTANCE}${instanceId}`)
  }

  instance(): string | null {
    const [row] = this.#sql.exec<{ name: string }>(`SELECT name FROM meta WHERE name >= '${INSTANCE}' AND name < '${INSTANCE}~'`).toArray()
    return row === undefined ? null : row.name.slice(INSTANCE.length)
  }

  // --- reservations -----------------------------------------------------------------------------------------------------------------

  insert(row: Row, points: [string, Point][] = []): void {
    this.#sequence += 1
    this.#sql.exec(
      'INSERT INTO live (generation_id, sequence, state, body, points) VALUES (?, ?, ?, ?, ?)',
      row.generationId,
      this.#sequence,
      row.state,
      JSON.stringify(row),
      JSON.stringify(points),
    )
    for (const [counter, point] of points) this.#dirty.set(counter, point)
  }

  begin(generationId: string): void {
    this.#sql.exec(`UPDATE live SET state = 'begun' WHERE generation_id = ?`, generationId)
  }

  /**
   * Stores a reservation's new state. `keepUntil` is the time after which an ended reservation is deleted; it is null for a reservation
   * that has not ended.
   */
  change(row: Row, keepUntil: number | null, spent: [ledger: string, micros: number][]): void {
    const body = JSON.stringify(row)
    if (keepUntil === null) this.#sql.exec('UPDATE live SET state = ?, body = ? WHERE generation_id = ?', row.state, body, row.generationId)
    else {
      this.#sql.exec('DELETE FROM live WHERE generation_id = ?', row.generationId)
      this.#sql.exec(
        'INSERT OR REPLACE INTO finished (generation_id, body, idempotency, idempotency_until, keep_until) VALUES (?, ?, ?, ?, ?)',
        row.generationId,
        body,
        row.idempotency?.scope ?? null,
        row.idempotency?.until ?? null,
        keepUntil,
      )
    }
    if (spent.length > 0) {
      this.#sql.exec(
        `INSERT INTO spent (ledger, micros) SELECT value->>0, value->>1 FROM json_each(?) WHERE true ON CONFLICT (ledger) DO UPDATE SET micros = excluded.micros`,
        JSON.stringify(spent),
      )
    }
  }

  /** Removes an ended reservation, because its generation id is reserved again. */
  reopen(generationId: string): void {
    this.#sql.exec('DELETE FROM finished WHERE generation_id = ?', generationId)
  }

  /**
   * Updates the table of counters, so that the rows of reservations, which also hold counters, may be deleted. `lastMs`: the time of the
   * latest decision; no later decision may have an earlier time.
   */
  checkpoint(lastMs: number, changed: [string, Point][] = []): void {
    for (const [counter, point] of changed) this.#dirty.set(counter, point)
    if (this.#dirty.size > 0) {
      const rows = [...this.#dirty].map(([counter, { micros, part, limit }]) => [counter, micros, part, limit])
      this.#sql.exec(
        `INSERT INTO points (counter, micros, part, of_limit) SELECT value->>0, value->>1, value->>2, value->>3 FROM json_each(?) WHERE true
         ON CONFLICT (counter) DO UPDATE SET micros = excluded.micros, part = excluded.part, of_limit = excluded.of_limit`,
        JSON.stringify(rows),
      )
    }
    this.#sql.exec(
      `INSERT INTO meta (name, value) VALUES ('sequence', ?), ('last_ms', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
      this.#sequence,
      lastMs,
    )
  }

  /**
   * Forgets which counters are out of date in the table, because a `checkpoint` has written them. Must be called after the transaction
   * with the `checkpoint` is committed.
   */
  checkpointed(): void {
    this.#dirty.clear()
  }

  find(generationId: string): Row | null {
    return first<Row>(this.#sql.exec<{ body: string }>('SELECT body FROM finished WHERE generation_id = ?', generationId))
  }

  findByKeyScope(scope: string, nowMs: number): Row | null {
    return first<Row>(
      // Callers may send the same request twice on purpose, without an `Idempotency-Key` header. The hash of the body then takes the place
      // of the key, so both generations have the same key scope. The newest one is returned; ids sort by time.
      this.#sql.exec<{ body: string }>(
        'SELECT body FROM finished WHERE idempotency = ? AND idempotency_until > ? ORDER BY generation_id DESC LIMIT 1',
        scope,
        nowMs,
      ),
    )
  }

  hasFinished(): boolean {
    return this.#sql.exec('SELECT 1 FROM finished LIMIT 1').toArray().length > 0
  }

  /** Deletes at most `most` rows of reservations that ended long ago. Returns whether there may be more. */
  prune(nowMs: number, most: number): boolean {
    const cursor = this.#sql.exec(
      'DELETE FROM finished WHERE generation_id IN (SELECT generation_id FROM finished WHERE keep_until <= ? LIMIT ?)',
      nowMs,
      most,
    )
    return cursor.rowsWritten >= most
  }

  forget({ counters, ledgers }: { counters: string[]; ledgers: string[] }): void {
    for (const counter of counters) this.#dirty.delete(counter)
    if (counters.length > 0)
      this.#sql.exec('DELETE FROM points WHERE counter IN (SELECT value FROM json_each(?))', JSON.stringify(counters))
    if (ledgers.length > 0) this.#sql.exec('DELETE FROM spent WHERE ledger IN (SELECT value FROM json_each(?))', JSON.stringify(ledgers))
  }

  // --- rests of connections -----------------------------------------------------------------------------------------------------------

  rests(): ConnectionRest[] {
    const rows = this.#sql.exec<{ body: string }>('SELECT body FROM rests').toArray()
    return rows.map(({ body }) => JSON.parse(body) as ConnectionRest)
  }

  writeRest(rest: ConnectionRest): void {
    this.#sql.exec('INSERT OR REPLACE INTO rests (connection, body) VALUES (?, ?)', rest.connection, JSON.stringify(rest))
  }

  forgetRests(connections: string[]): void {
    if (connections.length > 0)
      this.#sql.exec('DELETE FROM rests WHERE connection IN (SELECT value FROM json_each(?))', JSON.stringify(connections))
  }

  // --- alerts -------------------------------------------------------------------------------------------------------------------------

  /**
   * Returns the names of the alerts that were raised, each with the time from which the name may be used again; null if it may be used
   * again only after the alert has ended.
   */
  raised(): [name: string, forgetAt: number | null][] {
    return this.#sql
      .exec<{ name: string; forget_at: number | null }>('SELECT name, forget_at FROM raised')
      .toArray()
      .map(({ name, forget_at: forgetAt }) => [name, forgetAt])
  }

  writeRaised(name: string, forgetAt: number | null): void {
    this.#sql.exec('INSERT OR REPLACE INTO raised (name, forget_at) VALUES (?, ?)', name, forgetAt)
  }

  forgetRaised(name: string): void {
    this.#sql.exec('DELETE FROM raised WHERE name = ?', name)
  }

  /**
   * Deletes and returns the names of raised alerts whose time `forget_at` has been reached. From that time on, another alert may be raised
   * under the same name.
   */
  forgetRaisedBefore(nowMs: number): string[] {
    return this.#sql
      .exec<{ name: string }>('DELETE FROM raised WHERE forget_at <= ? RETURNING name', nowMs)
      .toArray()
      .map(({ name }) => name)
  }

  // --- outbox -----------------------------------------------------------------------------------------------------------------------

  send(kind: OutboxKind, body: unknown): void {
    this.#sql.exec('INSERT INTO outbox (kind, body) VALUES (?, ?)', kind, JSON.stringify(body))
  }

  unsent<T>(kind: OutboxKind, most: number): { number: number; body: T }[] {
    const rows = this.#sql.exec<{ number: number; body: string }>(
      'SELECT number, body FROM outbox WHERE kind = ? ORDER BY number LIMIT ?',
      kind,
      most,
    )
    return rows.toArray().map(({ number, body }) => ({ number, body: JSON.parse(body) as T }))
  }

  sent(kind: OutboxKind, upToNumber: number): void {
    this.#sql.exec('DELETE FROM outbox WHERE kind = ? AND number <= ?', kind, upToNumber)
  }

  hasUnsent(): OutboxKind[] {
    return this.#sql
      .exec<{ kind: OutboxKind }>('SELECT DISTINCT kind FROM outbox')
      .toArray()
      .map(({ kind }) => kind)
  }

  /** Returns the newest version of the policy that was ever in force in this object. */
  seen(): Version | null {
    const row = this.#sql.exec<{ value: string }>(`SELECT value FROM meta WHERE name = 'seen'`).toArray()[0]
    return row === undefined ? null : (JSON.parse(row.value) as Version)
  }

  see(version: Version): void {
    this.#sql.exec(
      `INSERT INTO meta (name, value) VALUES ('seen', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
      JSON.stringify(version),
    )
  }

  #meta(name: string): number | undefined {
    return this.#sql.exec<{ value: number }>('SELECT value FROM meta WHERE name = ?', name).toArray()[0]?.value
  }
}

function first<Row>(rows: Iterable<{ body: string }>): Row | null {
  for (const { body } of rows) return JSON.parse(body) as Row
  return null
}
