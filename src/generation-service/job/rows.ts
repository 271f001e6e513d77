// The rows of a job host's storage. Each write of a row is billed, whatever the size of the row. So a job has only one row, with its plan
// and its state, and a second one while webhooks wait to be sent.
//
// When a job has ended, its row gets another key and is kept for a day. A host may have thousands of rows of ended jobs. Because of the
// other key, a restart reads only the rows of the jobs with work left.
//
// A job is stored as JSON text. It is written several times, and the runtime writes a text in a third of the time that it needs for an
// object. The plan never changes, so its text is made only once.
import { errorFields, log } from '../../shared/log.ts'
import { type GenerationRecord, type JobPlan, KEPT_MS } from '../model/generation.ts'
import type { JobEvent } from './events.ts'
import { type Delivery, initialState, type JobState, toRecord } from './state.ts'

/** The methods of an object's storage with which the rows are read and written. Each row that is written or deleted is billed. */
export type RowStorage = Pick<SyncKvStorage, 'get' | 'put' | 'delete' | 'list'>

export interface StoredJob {
  plan: JobPlan
  state: JobState
}

const JOB = 'job:'
const KEPT = 'kept:'
const UNRECORDED = 'unrecorded:'
const DELIVERIES = 'deliveries:'
const BARRED = 'barred:'
const RESTARTS = 'restarts'
const WORKING = 'working'

export class JobRows {
  readonly #kv: RowStorage
  /** The JSON texts of plans. A text is freed together with its plan. */
  readonly #planTexts = new WeakMap<JobPlan, string>()
  /**
   * Those of the prefixes `UNRECORDED` and `BARRED` of which it is known that the storage has no row whose key begins with the prefix. For
   * a prefix in this set, the storage is not read. Usually both prefixes are in the set, because such rows are rare.
   */
  readonly #empty = new Set<string>()
  /** The jobs that `keepSoon` has noted and that are not written yet. The key of a job is the id of its generation. */
  readonly #ending = new Map<string, StoredJob>()
  /** The time of the first `keepSoon` since the last `keepEnded`, in Unix milliseconds; null if there was none. */
  #endingSince: number | null = null

  /** @param name the object's name, which in earlier versions was the id of its only generation. */
  constructor(kv: RowStorage, name: string | undefined) {
    this.#kv = kv
    this.#adoptEarlier(name)
  }

  /** Returns the jobs with work left. The key of a job is the id of its generation. */
  running(): Map<string, StoredJob> {
    return new Map([...this.#all<Stored>(JOB)].map(([id, stored]) => [id, jobIn(stored)]))
  }

  save(job: StoredJob): void {
    this.keepEnded()
    this.#put(JOB, job)
  }

  /** Stores a job that has no work left. */
  keep(job: StoredJob): void {
    this.#put(KEPT, job)
    this.#kv.delete(JOB + job.plan.generationId)
    this.#ending.delete(job.plan.generationId)
  }

  /**
   * Like `keep`, but the job is written later: with the next `save` of another job, or by `keepEnded`. With `save`, the two jobs share one
   * write to the disk. Must be called only after the job's outcome is settled and recorded. If a crash comes before the write, the job's
   * last steps are repeated from its older row. They settle and record the same outcome again, which changes nothing.
   */
  keepSoon({ plan, state }: StoredJob, now: number): void {
    this.#ending.set(plan.generationId, { plan, state })
    this.#endingSince ??= now
  }

  get endingSince(): number | null {
    return this.#endingSince
  }

  /** Writes the jobs that `keepSoon` has noted. */
  keepEnded(): void {
    this.#endingSince = null
    for (const job of this.#ending.values()) {
      try {
        this.keep(job)
      } catch (error) {
        // `job` stays in `#ending`, so the next call of this method tries again. The error is not thrown, because `save` may have called
        // this method. `save` must still store its own job after that.
        log('error', 'job_not_kept', { generation_id: job.plan.generationId, ...errorFields(error) })
      }
    }
  }

  /**
   * Puts aside a job that has ended but cannot be recorded now. Its row gets another key, so that a restart does not read it with the jobs
   * that have work left. The rows of its webhooks stay.
   */
  putAside(job: StoredJob): void {
    this.#empty.delete(UNRECORDED)
    this.#put(UNRECORDED, job)
    this.#kv.delete(JOB + job.plan.generationId)
  }

  /** Undoes `putAside`: stores the job as a job with work left. */
  takeBack(job: StoredJob): void {
    this.save(job)
    this.#kv.delete(UNRECORDED + job.plan.generationId)
  }

  aside(id: string): StoredJob | null {
    return this.#empty.has(UNRECORDED) ? null : this.#get(UNRECORDED, id)
  }

  /** Returns the job of the earliest generation that `putAside` has stored; null if there is none. */
  firstAside(): StoredJob | null {
    const stored = this.#first<Stored>(UNRECORDED)
    return stored === null ? null : jobIn(stored)
  }

  /**
   * Notes that a job with this id must call the limiter's method `begin` before it calls a provider. Called when the host has deleted the
   * job, or has reported to the limiter that there is no such job. A late call of `start` may still create the job after that. The job then
   * calls `begin`, and the limiter refuses this call if the reservation is not open any more.
   */
  bar(id: string, now: number): void {
    this.#empty.delete(BARRED)
    this.#kv.put(BARRED + id, now)
  }

  isBarred(id: string): boolean {
    return this.firstBar() !== null && this.#kv.get(BARRED + id) !== undefined
  }

  /**
   * Of the rows that `bar` has written, takes the row of the generation that was created first. Other rows may have been written before it.
   * Returns the time, in Unix milliseconds, at which `bar` wrote this row; null if there are no such rows.
   */
  firstBar(): number | null {
    return this.#first<number>(BARRED)
  }

  /** Deletes the rows that `bar` wrote at the time `until` or before it. */
  deleteBars(until: number): void {
    // The map holds all rows before the first one is deleted. Without it, the iterator that `list` returns would end at the first deletion.
    const barred = new Map(this.#kv.list<number>({ prefix: BARRED }))
    for (const [key, at] of barred) if (at <= until) this.#kv.delete(key)
  }

  kept(id: string): StoredJob | null {
    return this.#ending.get(id) ?? this.#get(KEPT, id)
  }

  /** Undoes `keep`: stores an ended job as a job with work left. */
  reopen(job: StoredJob): void {
    this.#ending.delete(job.plan.generationId)
    this.save(job)
    this.#kv.delete(KEPT + job.plan.generationId)
  }

  /**
   * Returns at most `most` of the jobs that `keep` has stored, the earliest generations first. `after` is the id of the last job on the
   * previous page.
   */
  keptAfter(after: string | null, most: number): StoredJob[] {
    this.keepEnded()
    const page = after === null ? { prefix: KEPT, limit: most } : { prefix: KEPT, limit: most, startAfter: KEPT + after }
    return [...this.#kv.list<Stored>(page)].map(([, stored]) => jobIn(stored))
  }

  get hasKept(): boolean {
    return this.keptAfter(null, 1).length > 0
  }

  /** Returns the webhook deliveries that are still to be made. The keys are the ids of their generations. */
  deliveries(): Map<string, Delivery[]> {
    return this.#all<Delivery[]>(DELIVERIES)
  }

  saveDeliveries(id: string, deliveries: readonly Delivery[]): void {
    if (deliveries.length > 0) this.#kv.put(DELIVERIES + id, deliveries)
    else this.#kv.delete(DELIVERIES + id)
  }

  deleteKept(id: string): void {
    this.#kv.delete(KEPT + id)
  }

  /** Deletes everything of a job. */
  delete(id: string): void {
    this.#ending.delete(id)
    for (const prefix of [JOB, KEPT, UNRECORDED, DELIVERIES]) this.#kv.delete(prefix + id)
  }

  /**
   * Returns how many times in a row the host has started after a crash in the middle of its work (`count`), and the time of the last such
   * start (`at`).
   */
  restarts(): { count: number; at: number } {
    return this.#kv.get(RESTARTS) ?? { count: 0, at: 0 }
  }

  saveRestarts(restarts: { count: number; at: number }): void {
    this.#kv.put(RESTARTS, restarts)
  }

  /**
   * Returns the ids of the jobs that were working when the last process ended. The host stores these ids only if it has just been restarted
   * many times (`#noteRestart` in durable-object.ts); otherwise there are none.
   */
  working(): string[] {
    return this.#kv.get<string[]>(WORKING) ?? []
  }

  saveWorking(ids: string[]): void {
    if (ids.length > 0) this.#kv.put(WORKING, ids)
    else this.#kv.delete(WORKING)
  }

  #put(prefix: string, { plan, state }: StoredJob): void {
    let planText = this.#planTexts.get(plan)
    if (planText === undefined) this.#planTexts.set(plan, (planText = JSON.stringify(plan)))
    this.#kv.put(prefix + plan.generationId, `{"plan":${planText},"state":${JSON.stringify(state)}}`)
  }

  #get(prefix: string, id: string): StoredJob | null {
    const stored = this.#kv.get<Stored>(prefix + id)
    return stored === undefined ? null : jobIn(stored)
  }

  /** Returns the value of the first row whose key begins with `prefix` (`UNRECORDED` or `BARRED`); null if there is no such row. */
  #first<T>(prefix: string): T | null {
    if (this.#empty.has(prefix)) return null
    const [entry] = [...this.#kv.list<T>({ prefix, limit: 1 })]
    if (entry === undefined) this.#empty.add(prefix)
    return entry?.[1] ?? null
  }

  #all<T>(prefix: string): Map<string, T> {
    return new Map([...this.#kv.list<T>({ prefix })].map(([key, value]) => [key.slice(prefix.length), value]))
  }

  /** Converts the rows of an earlier version of the platform, in which each job had an object of its own. */
  #adoptEarlier(name: string | undefined): void {
    const plan = this.#kv.get<JobPlan>('plan')
    let deliveries = this.#kv.get<Delivery[]>('deliveries')
    if (plan === undefined && deliveries === undefined) return
    const id = plan?.generationId ?? deliveries?.[0]?.generationId ?? name
    if (plan !== undefined) {
      const events = [...this.#kv.list<JobEvent>({ prefix: 'event:' })]
      const state: JobState = {
        ...(this.#kv.get<JobState>('state') ?? initialState(plan.createdAt)),
        events: events.map(([, event]) => event),
      }
      if (!state.recorded && deliveries !== undefined) state.outgoing = deliveries
      this.save({ plan, state })
      for (const [key] of events) this.#kv.delete(key)
      if (!state.recorded) deliveries = undefined
    }
    if (id !== undefined && deliveries !== undefined) this.saveDeliveries(id, deliveries)
    for (const key of ['plan', 'state', 'deliveries']) this.#kv.delete(key)
  }
}

/** A job as it is stored: JSON text, or a StoredJob if a development version of 0.3 has stored it. */
type Stored = string | StoredJob

function jobIn(stored: Stored): StoredJob {
  return typeof stored === 'string' ? (JSON.parse(stored) as StoredJob) : stored
}

export function keptUntil({ state }: StoredJob): number {
  return (state.finishedAt ?? 0) + KEPT_MS
}

export function recordOf({ plan, state }: StoredJob): GenerationRecord {
  return toRecord(plan, state)
}
