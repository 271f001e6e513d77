// The tables of a limiter's object. Decisions use the object's memory, which is rebuilt from these tables after a restart. Only ended
// reservations are not in memory; decisions read them from the table `finished`.
//
// Cloudflare bills each row that is written, so a change writes as few rows as possible. An admission is a single INSERT: the row of the
// reservation also holds the counters after the admission. An outcome adds one row to `outcomes`. This row holds the sums of spent money
// after the outcome, and the reports to deliver. The tables of counters (`points`) and of sums (`spent`) are updated by a checkpoint, once
// for many outcomes. All changes are numbered. After a restart, counters and sums are first read from `points` and `spent`. Then the rows
// that are newer than the last checkpoint are read in the order of their numbers, and the values in them replace the older values.
import type { ConnectionRest } from '../shared/config-rpc.ts'
import { idFrom } from '../shared/ids.ts'
import type { Reservation, SavedState, Visit } from './core/reservation.ts'
import type { ReservationState, Standing } from './core/budget.ts'
import type { Point } from './core/gcra.ts'
import type { OrganizationOutcome } from './host.ts'
import type { NumberedUsage, Seen, UsageEvent } from './policy.ts'

/** The methods of an object's storage that the limiter uses. Tests replace the storage by a simple implementation of them. */
export interface ObjectStorage {
  sql: { exec: SqlStorage['exec'] }
  transactionSync<T>(work: () => T): T
  getAlarm(): Promise<number | null>
  setAlarm(at: number): Promise<void>
}
export interface Kept extends Standing {
  generationId: string
  idempotency: { scope: string; until: number; ahead?: { as: string | null } } | null
  visits?: Visit[]
}
/** The reports of an outcome: its usage event, and the report to the organization's budget. They are stored in a row of `outcomes`. */
export interface OutcomeReports {
  usage: UsageEvent | null
  organization: OrganizationOutcome | null
}
const REPORTS = ['usage', 'organization'] as const
type ReportKind = (typeof REPORTS)[number]
export type OutboxKind = ReportKind | 'audit' | 'alert'

/** After this many outcomes since the last checkpoint, the next alarm runs a checkpoint. */
const OUTCOMES_PER_CHECKPOINT = 64

const SCHEMA = [
  `CREATE TABLE IF NOT EXISTS live (generation_id TEXT PRIMARY KEY, sequence INTEGER NOT NULL, state TEXT NOT NULL, body TEXT NOT NULL, points TEXT NOT NULL) WITHOUT ROWID`,
  `CREATE TABLE IF NOT EXISTS finished (generation_id TEXT PRIMARY KEY, body TEXT NOT NULL, idempotency TEXT, idempotency_until INTEGER, keep_until INTEGER NOT NULL) WITHOUT ROWID`,
  `CREATE INDEX IF NOT EXISTS finished_by_idempotency ON finished (idempotency) WHERE idempotency IS NOT NULL`,
  // Earlier versions used this index to find old rows. Now `prune` finds them by the time in their ids.
  `DROP INDEX IF EXISTS finished_by_keep_until`,
  `CREATE TABLE IF NOT EXISTS outcomes (number INTEGER PRIMARY KEY, sequence INTEGER NOT NULL, points TEXT NOT NULL, spent TEXT NOT NULL, usage TEXT, organization TEXT)`,
  `CREATE TABLE IF NOT EXISTS points (counter TEXT PRIMARY KEY, micros INTEGER NOT NULL, part INTEGER NOT NULL, of_limit INTEGER NOT NULL) WITHOUT ROWID`,
  `CREATE TABLE IF NOT EXISTS spent (ledger TEXT PRIMARY KEY, micros INTEGER NOT NULL) WITHOUT ROWID`,
  `CREATE TABLE IF NOT EXISTS outbox (number INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, body TEXT NOT NULL)`,
  `CREATE TABLE IF NOT EXISTS rests (connection TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID`,
  `CREATE TABLE IF NOT EXISTS raised (name TEXT PRIMARY KEY, forget_at INTEGER) WITHOUT ROWID`,
  `CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID`,
]

const INSTANCE = 'instance:'
/** Each change is numbered with a time in microseconds, so each millisecond has 1000 numbers. */
const MOST_CHANGES_PER_MS = 1000

export class Tables<Row extends Kept = Reservation> {
  readonly #sql: ObjectStorage['sql']
  /** Counters whose row in `points` is out of date. */
  readonly #dirty = new Map<string, Point>()
  /** Sums of spent money whose row in `spent` is out of date. */
  readonly #dirtySums = new Map<string, number>()
  /** The number of the newest change. Each admission and each outcome has a number. */
  #sequence = 0
  #outcomesSinceCheckpoint = 0
  /** For each kind of report, the number of the last outcome whose report was delivered. */
  #delivered: Record<ReportKind, number> = { usage: 0, organization: 0 }
  #isDeliveryStored = true

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
    const sums = this.#sql.exec<{ ledger: string; micros: number }>('SELECT ledger, micros FROM spent').toArray()
    const spent = new Map(sums.map(({ ledger, micros }) => [ledger, micros]))
    const live: Row[] = []
    const admissions: { sequence: number; points: string }[] = []
    this.#sequence = checkpoint
    for (const row of this.#sql.exec<{ sequence: number; state: string; body: string; points: string }>(
      'SELECT sequence, state, body, points FROM live ORDER BY sequence',
    )) {
      live.push({ ...(JSON.parse(row.body) as Row), state: row.state as ReservationState })
      admissions.push(row)
      this.#sequence = Math.max(this.#sequence, row.sequence)
    }
    for (const row of this.#sql.exec<{ number: number; sequence: number; points: string; spent: string }>(
      'SELECT number, sequence, points, spent FROM outcomes WHERE number > ? ORDER BY number',
      checkpoint,
    )) {
      admissions.push(row)
      this.#sequence = Math.max(this.#sequence, row.number)
      this.#outcomesSinceCheckpoint += 1
      for (const [ledger, micros] of JSON.parse(row.spent) as [string, number][]) {
        // A sum of spent money never becomes smaller. So of two values, one from `outcomes` and one from `spent`, the larger one is newer.
        // The value in `spent` is newer if version 0.2 has run after this outcome, because version 0.2 does not use the table `outcomes`.
        const sum = Math.max(micros, spent.get(ledger) ?? 0)
        spent.set(ledger, sum)
        this.#dirtySums.set(ledger, sum)
      }
    }
    for (const row of admissions.toSorted((one, other) => one.sequence - other.sequence)) {
      if (row.sequence <= checkpoint) continue
      for (const [counter, point] of JSON.parse(row.points) as [string, Point][]) {
        points.set(counter, point)
        this.#dirty.set(counter, point)
      }
    }
    this.#delivered = JSON.parse(this.#meta<string>('delivered') ?? '{"usage":0,"organization":0}') as Record<ReportKind, number>
    this.#takeOverReports()
    const lastMs = Math.max(this.#meta('last_ms') ?? 0, Math.floor(this.#sequence / MOST_CHANGES_PER_MS))
    return { live, points: [...points], spent: [...spent], lastMs }
  }

  /** Moves reports from the table `outbox`, where an earlier version has stored them, to the table `outcomes`. */
  #takeOverReports(): void {
    const rows = this.#sql.exec<{ number: number; kind: ReportKind; body: string }>(
      `SELECT number, kind, body FROM outbox WHERE kind IN ('usage', 'organization') ORDER BY number`,
    )
    for (const { number: before, kind, body } of rows.toArray()) {
      const number = this.#next(0)
      this.#sql.exec(
        `INSERT INTO outcomes (number, sequence, points, spent, usage, organization) VALUES (?, 0, '[]', '[]', ?, ?)`,
        number,
        kind === 'usage' ? JSON.stringify({ ...(JSON.parse(body) as UsageEvent), number } satisfies NumberedUsage) : null,
        kind === 'organization' ? body : null,
      )
      this.#sql.exec('DELETE FROM outbox WHERE number = ?', before)
    }
  }

  /** Returns the number of the next change. It contains the time: even if this object loses its storage, later numbers are higher. */
  #next(nowMs: number): number {
    return (this.#sequence = Math.max(this.#sequence + 1, nowMs * MOST_CHANGES_PER_MS))
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

  insert(row: Row, nowMs: number, points: [string, Point][] = []): void {
    this.#sql.exec(
      'INSERT INTO live (generation_id, sequence, state, body, points) VALUES (?, ?, ?, ?, ?)',
      row.generationId,
      this.#next(nowMs),
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
  change(row: Row, keepUntil: number | null): void {
    if (keepUntil === null) {
      this.#sql.exec('UPDATE live SET state = ?, body = ? WHERE generation_id = ?', row.state, JSON.stringify(row), row.generationId)
    } else {
      this.#sql.exec('DELETE FROM live WHERE generation_id = ?', row.generationId)
      this.#sql.exec(
        'INSERT OR REPLACE INTO finished (generation_id, body, idempotency, idempotency_until, keep_until) VALUES (?, ?, ?, ?, ?)',
        row.generationId,
        endedText(row),
        row.idempotency?.scope ?? null,
        row.idempotency?.until ?? null,
        keepUntil,
      )
    }
  }

  /**
   * Stores an outcome: stores the reservation's new state as `change` does, and adds a row to `outcomes`. This row has the sums of spent
   * money after the outcome, and the reports to deliver. Returns a function that the caller must call after the transaction is committed.
   * The returned function keeps the sums in memory until the next checkpoint writes them into the table `spent`.
   */
  outcome(
    row: Row,
    keepUntil: number | null,
    spent: [ledger: string, micros: number][],
    { usage, organization }: OutcomeReports,
    nowMs: number,
  ): () => void {
    const number = this.#next(nowMs)
    // The reservation's row in `live` has the counters after the admission. The table `points` gets these counters only by a checkpoint.
    // `change` may delete the row in `live` before that, so the new row in `outcomes` gets a copy of the counters.
    this.#sql.exec(
      `INSERT INTO outcomes (number, sequence, points, spent, usage, organization)
       SELECT ?, sequence, points, ?, ?, ? FROM live WHERE generation_id = ?`,
      number,
      JSON.stringify(spent),
      usage === null ? null : JSON.stringify({ ...usage, number } satisfies NumberedUsage),
      organization === null ? null : JSON.stringify(organization),
      row.generationId,
    )
    this.change(row, keepUntil)
    return () => {
      for (const [ledger, micros] of spent) this.#dirtySums.set(ledger, micros)
      this.#outcomesSinceCheckpoint += 1
    }
  }

  /** Removes a reservation that was released. Called before the same generation makes a new reservation. */
  reopen(generationId: string): void {
    this.#sql.exec('DELETE FROM finished WHERE generation_id = ?', generationId)
  }

  /** Whether a checkpoint is due: OUTCOMES_PER_CHECKPOINT outcomes or more were stored since the last checkpoint. */
  get isCheckpointDue(): boolean {
    return this.#outcomesSinceCheckpoint >= OUTCOMES_PER_CHECKPOINT
  }

  /**
   * Writes all counters and sums that have changed since the last checkpoint to the tables `points` and `spent`. Those in `changed` have
   * just changed and are written with them. The copies of these values in `outcomes` are then no longer needed, so each outcome whose
   * reports were delivered is deleted. `lastMs`: the time of the latest decision; no later decision may have an earlier time.
   */
  checkpoint(lastMs: number, changed: { points?: [string, Point][]; spent?: [string, number][] } = {}): void {
    for (const [counter, point] of changed.points ?? []) this.#dirty.set(counter, point)
    for (const [ledger, micros] of changed.spent ?? []) this.#dirtySums.set(ledger, micros)
    if (this.#dirty.size > 0) {
      const rows = [...this.#dirty].map(([counter, { micros, part, limit }]) => [counter, micros, part, limit])
      this.#sql.exec(
        `INSERT INTO points (counter, micros, part, of_limit) SELECT value->>0, value->>1, value->>2, value->>3 FROM json_each(?) WHERE true
         ON CONFLICT (counter) DO UPDATE SET micros = excluded.micros, part = excluded.part, of_limit = excluded.of_limit`,
        JSON.stringify(rows),
      )
    }
    if (this.#dirtySums.size > 0) {
      this.#sql.exec(
        `INSERT INTO spent (ledger, micros) SELECT value->>0, value->>1 FROM json_each(?) WHERE true ON CONFLICT (ledger) DO UPDATE SET micros = excluded.micros`,
        JSON.stringify([...this.#dirtySums]),
      )
    }
    this.#sql.exec(
      `INSERT INTO meta (name, value) VALUES ('sequence', ?), ('last_ms', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
      this.#sequence,
      lastMs,
    )
    const { usage, organization } = this.#delivered
    this.#sql.exec(
      'DELETE FROM outcomes WHERE (usage IS NULL OR number <= ?) AND (organization IS NULL OR number <= ?)',
      usage,
      organization,
    )
  }

  /**
   * Notes that the tables `points` and `spent` are up to date, because `checkpoint` has written them. Must be called after the transaction
   * with the `checkpoint` is committed.
   */
  checkpointed(): void {
    this.#dirty.clear()
    this.#dirtySums.clear()
    this.#outcomesSinceCheckpoint = 0
  }

  find(generationId: string): Row | null {
    return first<Row>(this.#sql.exec<EndedRow>('SELECT body, idempotency FROM finished WHERE generation_id = ?', generationId))
  }

  findByKeyScope(scope: string, nowMs: number): Row | null {
    return first<Row>(
      // Callers may send the same request twice on purpose, without an `Idempotency-Key` header. The hash of the body then takes the place
      // of the key, so both generations have the same key scope. The newest one is returned; ids sort by time.
      this.#sql.exec<EndedRow>(
        'SELECT body, idempotency FROM finished WHERE idempotency = ? AND idempotency_until > ? ORDER BY generation_id DESC LIMIT 1',
        scope,
        nowMs,
      ),
    )
  }

  /** Returns the time until which the oldest ended reservation is kept; null if there is none. */
  oldestKeptUntil(): number | null {
    const oldest = this.#sql.exec<{ until: number }>('SELECT keep_until AS until FROM finished ORDER BY generation_id LIMIT 1')
    return oldest.toArray()[0]?.until ?? null
  }

  /**
   * Deletes at most `most` rows of reservations that ended long ago. A row is deleted if its `keep_until` has passed and its generation id
   * was made at least `keptMs` ago; the id contains the time at which it was made. Returns whether there may be more such rows.
   */
  prune(nowMs: number, keptMs: number, most: number): boolean {
    const cursor = this.#sql.exec(
      `DELETE FROM finished WHERE generation_id IN (
         SELECT generation_id FROM finished WHERE generation_id < ? AND keep_until <= ? ORDER BY generation_id LIMIT ?)`,
      idFrom('gen', Math.max(0, nowMs - keptMs), new Uint8Array(16)),
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

  // --- rests: while a connection rests, jobs prefer other connections -----------------------------------------------------------------

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
   * Returns the alerts that were raised: for each its name, and the time from which an alert with this name may be raised again. The time
   * is null if the name is free again only after the alert has ended.
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

  forgetAllRaised(): void {
    this.#sql.exec('DELETE FROM raised')
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

  send(kind: Exclude<OutboxKind, ReportKind>, body: unknown): void {
    this.#sql.exec('INSERT INTO outbox (kind, body) VALUES (?, ?)', kind, JSON.stringify(body))
  }

  unsent<T>(kind: OutboxKind, most: number): { number: number; body: T }[] {
    const rows = isReport(kind)
      ? this.#sql.exec<{ number: number; body: string }>(
          `SELECT number, ${kind} AS body FROM outcomes WHERE number > ? AND ${kind} IS NOT NULL ORDER BY number LIMIT ?`,
          this.#delivered[kind],
          most,
        )
      : this.#sql.exec<{ number: number; body: string }>(
          'SELECT number, body FROM outbox WHERE kind = ? ORDER BY number LIMIT ?',
          kind,
          most,
        )
    return rows.toArray().map(({ number, body }) => ({ number, body: JSON.parse(body) as T }))
  }

  sent(kind: OutboxKind, upToNumber: number): void {
    if (isReport(kind)) {
      this.#delivered[kind] = upToNumber
      this.#isDeliveryStored = false
    } else this.#sql.exec('DELETE FROM outbox WHERE kind = ? AND number <= ?', kind, upToNumber)
  }

  /** Stores which reports were delivered. If this record is lost, the reports are delivered again. */
  storeDelivered(): void {
    if (this.#isDeliveryStored) return
    this.#setMeta('delivered', JSON.stringify(this.#delivered))
    this.#isDeliveryStored = true
  }

  hasUnsent(): OutboxKind[] {
    const kinds: OutboxKind[] = REPORTS.filter((kind) => this.unsent(kind, 1).length > 0)
    for (const { kind } of this.#sql.exec<{ kind: OutboxKind }>('SELECT DISTINCT kind FROM outbox')) kinds.push(kind)
    return kinds
  }

  /** Returns the newest version of the policy that was ever in force in this object; null if there was none. */
  seen(): Seen | null {
    const seen = this.#meta<string>('seen')
    return seen === undefined ? null : (JSON.parse(seen) as Seen)
  }

  see(seen: Seen): void {
    this.#setMeta('seen', JSON.stringify(seen))
  }

  #meta<Value extends string | number = number>(name: string): Value | undefined {
    return this.#sql.exec<{ value: Value }>('SELECT value FROM meta WHERE name = ?', name).toArray()[0]?.value
  }

  #setMeta(name: string, value: string): void {
    this.#sql.exec('INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value', name, value)
  }
}

function isReport(kind: OutboxKind): kind is ReportKind {
  return kind === 'usage' || kind === 'organization'
}

interface EndedRow extends Record<string, SqlStorageValue> {
  body: string
  /** The scope of the idempotency key. */
  idempotency: string | null
}

/**
 * Returns the text of an ended reservation for the column `body`, without what a decision on it does not need or another column has.
 * SQLite gives a row of `finished` that has more than 1,002 bytes a second page, which is written and read with it. With this text, the row
 * of a usual generation has about 850.
 */
function endedText(row: Kept): string {
  const { idempotency } = row
  return JSON.stringify({
    ...row,
    // Only a job that has not ended begins a further model.
    ...(row.visits === undefined ? {} : { visits: [] }),
    idempotency: idempotency === null || mayBeJoined(idempotency) ? idempotency : { ...idempotency, scope: undefined },
  })
}

/**
 * Returns whether the original request may still join the generation that its repeat has begun. The row is then written again, and version
 * 0.2 would take the scope for it from `body`.
 */
function mayBeJoined({ ahead }: NonNullable<Kept['idempotency']>): boolean {
  return ahead?.as === null
}

/** Returns the reservation in the first of `rows`; null if there is none. An earlier version has stored the scope in `body`, too. */
function first<Row extends Kept>(rows: Iterable<EndedRow>): Row | null {
  for (const { body, idempotency: scope } of rows) {
    const row = JSON.parse(body) as Row
    if (row.idempotency !== null && scope !== null) row.idempotency.scope = scope
    return row
  }
  return null
}
