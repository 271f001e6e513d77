// The object that hosts the jobs of some generations of an instance. Its alarm works on all of these jobs at the same time, and goes on as
// long as work is due. If a job is added meanwhile, the running alarm works on it, too. Jobs survive a crash, because they are in the
// object's storage, and Cloudflare fires the interrupted alarm again. Each call that may cost money is recorded before it is made, so that
// a job does not repeat the call after a crash.
import { DurableObject } from 'cloudflare:workers'
import { AlarmClock } from '../../shared/alarm-clock.ts'
import { errorFields, log } from '../../shared/log.ts'
import { sleep } from '../../shared/time-limit.ts'
import type { GenerationRecord, JobPlan } from '../model/generation.ts'
import { createServices, type ConnectConfig, type Services } from '../services.ts'
import { markNotified } from '../db/generations.ts'
import { receiveCallback } from './callback.ts'
import { Courier } from './courier.ts'
import { type JobEvent, newestEvent } from './events.ts'
import { forgetEverything } from './purge.ts'
import { keptUntil, JobRows, recordOf, type StoredJob } from './rows.ts'
import type { CallbackMessage, CancelResult, JobHostRpc } from './rpc.ts'
import { type Delivery, initialState, isFinished, waitsForRecord } from './state.ts'
import { canCancel } from './steps.ts'
import { HostedJob, type Work } from './work.ts'

/** The maximum duration of one `wait`. If the job still runs after this time, job/client.ts calls `wait` again, on a fresh stub. */
const LONGEST_WAIT_MS = 25_000
const CANCEL_WAIT_MS = 5_000
/**
 * The alarm waits for work that is due within this time. If the next work is due later, the alarm ends and is set for then, so that the
 * object can leave the memory.
 */
const STAYS_MS = 10_000
/** The row of an ended job is written with the next write of another job, or after this time at the latest. */
const KEEP_ENDED_WITHIN_MS = 100
/**
 * An alarm ends by itself after this time, because Cloudflare would end it after 15 minutes. The next alarm waits for the work that still
 * runs.
 */
const LONGEST_ALARM_MS = 10 * 60_000
/**
 * Ended jobs are deleted at most this often, many at once. So a job is kept for up to `KEPT_MS` plus this interval. Its record must be
 * kept at least as long: see `RECORDS_KEPT_MS` in delivery/sweep.ts.
 */
const PURGE_EVERY_MS = 5 * 60_000
const PURGED_AT_ONCE = 100
const RETRY_PURGE_MS = 60_000
/**
 * The minimum time for which the row that `#bar` writes about a job is kept. Every late call of `start` for the job arrives within this
 * time.
 */
const BARRED_MS = 3_600_000
/** If the result of work could not be stored, the work is tried again after this pause. */
const FAILED_PAUSE_MS = 1000
/**
 * If work is overdue by this much when the object starts, the last process probably broke off in the middle of its work. If it had not
 * broken off, the alarm would have started the object when the work was due.
 */
const LATE_MS = 5000
/** If the object has been restarted this many times in a row, each soon after the last, one of its jobs may be the cause. */
const MANY_RESTARTS = 4
const RESTARTS_WITHIN_MS = 600_000
/**
 * How many ended jobs without a record may stay in memory. While the database does not respond, these jobs try again and again to write
 * their records. They are settled, so they do not count as running for the limiter, and the host gets new jobs meanwhile. Therefore any
 * further ended jobs are put aside: they wait in the object's storage. Whenever a job has written its record, the next one is taken out of
 * the storage.
 */
const MOST_UNRECORDED = 4

export class JobHostObject extends DurableObject implements JobHostRpc {
  protected readonly services: Services
  readonly #rows: JobRows
  readonly #alarm: AlarmClock
  /**
   * The jobs with work left; the key of a job is the id of its generation. Jobs that `#putAside` has taken out of the memory are not
   * included.
   */
  readonly #jobs = new Map<string, HostedJob>()
  readonly #courier: Courier
  readonly #running = new Set<Work>()
  /** Ends the pause of the running alarm, so that the alarm starts due work at once; null while the alarm is not pausing. */
  #hasNews: (() => void) | null = null
  #purgeAt: number | null
  /** Until this time, in Unix milliseconds, the host stores which jobs are working, to find out which job crashes the process. */
  #watchedUntil = 0

  constructor(context: DurableObjectState, env: Cloudflare.Env, reachConfig: ConnectConfig) {
    super(context, env)
    this.services = createServices(env, context, reachConfig)
    this.#rows = new JobRows(context.storage.kv, context.id.name)
    this.#alarm = new AlarmClock(context.storage)
    this.#courier = new Courier(this.services, this.#rows, this.#rows.deliveries(), (...told) => this.#noteTold(...told))
    for (const [id, stored] of this.#rows.running()) {
      const job = this.#hosted(stored, 'running')
      // Version 0.2 stored an ended job in the same rows as a running one. `save` moves it to the row for ended jobs.
      if (job.due() === null) job.save()
      else this.#jobs.set(id, job)
    }
    this.#takeUnrecorded()
    this.#purgeAt = this.#nextPurge()
    if (this.#jobs.size > 0) this.#noteRestart()
    void context.blockConcurrencyWhile(async () => {
      await this.#alarm.wake(this.#nextDue())
      // The counts of `#noteRestart` must be stored before any job goes on, because a job may crash the process again.
      if (this.#jobs.size > 0) await context.storage.sync()
    })
  }

  /**
   * The id of the generation for a call that names none (see job/earlier.ts). An object that gets such calls hosts at most one generation.
   * An empty text if the object hosts none.
   */
  protected get firstId(): string {
    const [running] = this.#jobs.keys()
    return running ?? this.#rows.keptAfter(null, 1)[0]?.plan.generationId ?? ''
  }

  // --- methods for callers ----------------------------------------------------------------------------------------------------------

  async start(plan: JobPlan, waitMs: number, epoch: number | null = null): Promise<GenerationRecord | null> {
    const id = plan.generationId
    if (this.#find(id) === null) {
      const job = this.#hosted({ plan, state: initialState(this.services.clock()) }, 'not')
      if (epoch !== null && !this.#rows.isBarred(id)) {
        job.state.startsAtOnce = true
        job.context.memory.epoch = epoch
      }
      // If the caller waits, `wait` below stores the job before the caller learns of it. A job that starts at once also stores itself
      // before it calls a provider. So if the caller waits and the job starts at once, the job need not be stored here: if the process ends
      // before the job is stored, nothing was called, and the caller's call fails and is repeated.
      if (waitMs <= 0 || job.state.startsAtOnce !== true) job.save()
      this.#jobs.set(id, job)
      this.#wake()
    }
    return this.wait(id, waitMs)
  }

  async wait(id: string, timeoutMs: number): Promise<GenerationRecord | null> {
    const job = this.#jobs.get(id)
    if (job === undefined) return this.view(id)
    await job.until(() => job.hasAnswer, Math.min(timeoutMs, LONGEST_WAIT_MS))
    job.saveIfNew()
    return job.isForgotten ? null : recordOf(job)
  }

  async view(id: string): Promise<GenerationRecord | null> {
    const job = this.#find(id)
    return job === null ? null : recordOf(job)
  }

  async events(id: string, after: number, timeoutMs: number): Promise<{ events: JobEvent[]; finished: boolean } | null> {
    const running = this.#jobs.get(id)
    await running?.until(() => running.hasAnswer || newestEvent(running.state) > after, Math.min(timeoutMs, LONGEST_WAIT_MS))
    const job = this.#find(id)
    if (job === null) return null
    const events = (job.state.events ?? []).filter((event) => event.id > after)
    return { events, finished: !(job instanceof HostedJob) || job.hasAnswer }
  }

  async wake(id: string): Promise<boolean> {
    const job = this.#find(id)
    if (job instanceof HostedJob) this.#wake()
    if (job === null) this.#bar(id)
    return job !== null
  }

  async cancel(id: string): Promise<CancelResult | null> {
    const job = this.#find(id)
    if (job === null) return null
    const { state } = job
    if (state.outcome?.status === 'canceled') return { kind: 'canceled', record: (await this.wait(id, CANCEL_WAIT_MS))! }
    if (!(job instanceof HostedJob) || !canCancel(job.context)) return { kind: 'not_cancelable', record: recordOf(job) }
    if (state.cancelRequestedAt === null) {
      state.cancelRequestedAt = this.services.clock()
      state.nextAt = state.cancelRequestedAt
      job.save()
      job.context.memory.calling?.cancel()
      this.#wake()
    }
    const record = (await this.wait(id, CANCEL_WAIT_MS))!
    if (record.status === 'canceled') return { kind: 'canceled', record }
    return { kind: isFinished(state) ? 'not_cancelable' : 'noted', record }
  }

  async callback(id: string, message: CallbackMessage): Promise<'accepted' | 'refused' | 'unknown'> {
    const found = this.#find(id)
    if (found === null) return 'unknown'
    const job = found instanceof HostedJob ? found : this.#hosted(found, 'kept')
    const result = await receiveCallback(job.context, message)
    if (result === 'refused' || this.#jobs.get(id) !== job) return result
    const { state } = job
    const now = this.services.clock()
    const polls = state.outcome === null && (state.stage === 'submitted' || state.stage === 'polling')
    if (polls) state.nextAt = now
    if (state.late !== null) state.late.nextAt = now
    if (polls || state.late !== null) job.save()
    this.#wake()
    return result
  }

  async resolved(record: GenerationRecord): Promise<void> {
    const job = this.#find(record.id)
    if (job?.state.outcome?.status !== 'indeterminate' || record.error === null) return
    job.state.outcome = { status: 'failed', error: record.error }
    job.state.cost = record.cost
    job.state.late = null
    if (!(job instanceof HostedJob)) return this.#store(job)
    job.save()
    this.#wake()
  }

  async redeliver(id: string, delivery: Omit<Delivery, 'attempts' | 'nextAt'>): Promise<void> {
    this.#courier.take(id, [{ ...delivery, attempts: 0, nextAt: this.services.clock() }])
    this.#wake()
  }

  async forget(id: string): Promise<void> {
    const job = this.#find(id)
    if (job !== null) {
      await forgetEverything(this.services, job.plan, job.state, { keepPictures: false })
      // A repeat of `start` may still arrive and create the job again. The new job must not call a provider. So the host notes the id: a
      // job with this id does not start at once, but first calls `begin`. The limiter refuses `begin`, because the generation has ended.
      this.#bar(id)
    }
    this.#courier.forget(id)
    const running = this.#jobs.get(id)
    if (running === undefined) this.#rows.delete(id)
    else {
      running.forget()
      this.#leave(running)
    }
    await this.#deleteIfEmpty()
  }

  // --- the alarm --------------------------------------------------------------------------------------------------------------------

  override async alarm(): Promise<void> {
    this.#alarm.fired()
    this.#endIfStuck()
    const until = this.services.clock() + LONGEST_ALARM_MS
    try {
      for (let pauseMs: number | null = 0; pauseMs !== null; pauseMs = this.#pauseMs(until)) {
        if (pauseMs > 0) await this.#news(pauseMs)
        this.#runDue()
        if (this.#keepEndedIn() === 0) this.#rows.keepEnded()
        if (this.#purgeAt !== null && this.#purgeAt <= this.services.clock()) await this.#purge()
      }
    } catch (error) {
      log('error', 'job_alarm_failed', errorFields(error))
    } finally {
      // The object may leave the memory after the alarm, so events that are only in memory are stored now.
      for (const job of this.#jobs.values()) if (!this.#running.has(job)) job.saveEvents()
      this.#rows.keepEnded()
      const next = this.#running.size > 0 ? this.services.clock() : this.#nextDue()
      if (next !== null) this.#alarm.want(next)
    }
  }

  /** Returns how long the alarm may pause before it looks again for work that is due; null if the alarm must end now. */
  #pauseMs(until: number): number | null {
    const now = this.services.clock()
    if (now >= until) return null
    const next = this.#nextDue()
    const isNothingSoon = next === null || next - now >= STAYS_MS
    // An ended job that waits for its write keeps the alarm running until then. If the next job comes sooner, as on a busy host, it neither
    // sets the alarm, which is a write, too, nor waits until it fires.
    if (this.#running.size === 0 && isNothingSoon && this.#rows.endingSince === null) return null
    return Math.max(1, Math.min(Math.min(next ?? until, until) - now, this.#keepEndedIn()))
  }

  /** Returns after how many milliseconds the ended jobs that wait for a write must be written; infinity if none waits. */
  #keepEndedIn(): number {
    const since = this.#rows.endingSince
    return since === null ? Infinity : Math.max(0, since + KEEP_ENDED_WITHIN_MS - this.services.clock())
  }

  /** Waits until `#hasNews` is called, for at most `timeoutMs`. */
  async #news(timeoutMs: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, timeoutMs)
      this.#hasNews = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    this.#hasNews = null
  }

  /**
   * Makes the alarm start the work that is due. If a running alarm pauses because nothing is due (`#news`), ends the pause. Otherwise sets
   * the alarm to fire now.
   */
  #wake(): void {
    if (this.#hasNews === null) this.#alarm.want(this.services.clock())
    else this.#hasNews()
  }

  #allWork(): Work[] {
    return [...this.#jobs.values(), this.#courier]
  }

  /**
   * Starts the due work that is not running yet: jobs, or the courier. A job or courier that is running needs no new start: its `run` ends
   * only when nothing more of its work is due.
   */
  #runDue(): void {
    const now = this.services.clock()
    for (const work of this.#allWork()) {
      if (this.#running.has(work)) continue
      const due = work.due()
      if (due === null) this.#leave(work)
      else if (due <= now) this.#run(work)
    }
  }

  #run(work: Work): void {
    this.#running.add(work)
    this.#noteWorking()
    void work
      .run()
      .catch(async (error: unknown) => {
        log('error', 'job_work_failed', { generation_id: work.id, ...errorFields(error) })
        await sleep(FAILED_PAUSE_MS)
      })
      .then(() => {
        this.#running.delete(work)
        this.#noteWorking()
        if (work.due() === null) this.#leave(work)
        else this.#putAside(work)
        return this.#wake()
      })
  }

  /** Removes from memory a job that has no work left. Its row in the storage is not touched. */
  #leave(work: Work): void {
    if (this.#jobs.get(work.id) !== work) return
    this.#jobs.delete(work.id)
    this.#purgeAt ??= this.#nextPurge()
    this.#takeUnrecorded()
  }

  get #countUnrecorded(): number {
    return [...this.#jobs.values()].filter(({ state }) => waitsForRecord(state)).length
  }

  /** Takes an ended job out of the memory if its record cannot be written now and too many such jobs are in memory. */
  #putAside(work: Work): void {
    const job = this.#jobs.get(work.id)
    if (job !== work || !waitsForRecord(job.state) || this.#countUnrecorded <= MOST_UNRECORDED) return
    this.#rows.putAside(job)
    this.#jobs.delete(job.id)
  }

  /** Writes a changed `StoredJob` back to the row from which `#find` has read it. */
  #store(job: StoredJob): void {
    if (this.#rows.aside(job.plan.generationId) === null) this.#rows.keep(job)
    else this.#rows.putAside(job)
  }

  /** If there is room in memory, loads the next job that `#putAside` has stored. The job then tries again to write its record. */
  #takeUnrecorded(): void {
    const stored = this.#countUnrecorded < MOST_UNRECORDED ? this.#rows.firstAside() : null
    if (stored === null) return
    const { plan, state } = stored
    state.nextAt = this.services.clock()
    this.#rows.takeBack(stored)
    this.#jobs.set(plan.generationId, this.#hosted(stored, 'running'))
  }

  /** Aborts the object if a step is stuck. The next alarm starts the object again, so that the step can be repeated. */
  #endIfStuck(): void {
    const stuck = [...this.#running].find((work) => work.isStuck())
    if (stuck === undefined) return
    log('error', 'job_step_stuck', { generation_id: stuck.id })
    this.ctx.abort('A step of a job does not end')
  }

  /** Returns the time, in Unix milliseconds, at which the next work is due; null if no work is left. Work that already runs is left out. */
  #nextDue(): number | null {
    let next = this.#purgeAt
    for (const work of this.#allWork()) {
      const due = this.#running.has(work) ? null : work.due()
      if (due !== null) next = Math.min(next ?? due, due)
    }
    return next
  }

  // --- a job that crashes the process -----------------------------------------------------------------------------------------------

  /**
   * Called when the host starts with jobs left. Counts the start if the last process seems to have crashed in the middle of its work. After
   * many such starts within a short time, one of the jobs may be the cause. So for some time the host stores which jobs are working. If the
   * process crashes again, a fault is counted for each job that was working. A step that succeeds clears the count of its job. So a job
   * that crashes the process in the same step every time is given up after a while, and the other jobs go on.
   */
  #noteRestart(): void {
    const now = this.services.clock()
    const working = this.#rows.working()
    const isLate = working.length > 0 || [...this.#jobs.values()].some((job) => now - (job.due() ?? now) >= LATE_MS)
    for (const id of working) this.#jobs.get(id)?.blame()
    if (working.length > 0) this.#rows.saveWorking([])
    if (!isLate) return
    const { count, at } = this.#rows.restarts()
    const restarts = now - at < RESTARTS_WITHIN_MS ? count + 1 : 1
    this.#rows.saveRestarts({ count: restarts, at: now })
    if (restarts < MANY_RESTARTS) return
    log('warn', 'job_host_restarts', { count: restarts })
    this.#watchedUntil = now + RESTARTS_WITHIN_MS
  }

  #noteWorking(): void {
    if (this.services.clock() < this.#watchedUntil) this.#rows.saveWorking([...this.#running].map(({ id }) => id))
  }

  // --- ended jobs -------------------------------------------------------------------------------------------------------------------

  /** Called when a generation has no webhook left to send. */
  #noteTold(generationId: string, instanceId: string): void {
    const job = this.#find(generationId)
    if (job !== null) {
      // No event is added to the list. Readers may already have received `finished`, the last event of a stream. `finished` is not in the
      // list, and its id is the next one after those in the list. So an event that is added now could get the same id.
      job.state.stage = 'notified'
      if (job instanceof HostedJob) job.save()
      else this.#store(job)
    }
    this.ctx.waitUntil(markNotified(this.services.db, instanceId, generationId).catch(() => {}))
  }

  /**
   * Returns the time, in Unix milliseconds, at which `#purge` must next delete an ended job or a row that `#bar` has written. The time is
   * rounded up to a multiple of `PURGE_EVERY_MS`. Returns null if there is nothing to delete.
   */
  #nextPurge(left = this.#rows.keptAfter(null, PURGED_AT_ONCE)): number | null {
    const barredAt = this.#rows.firstBar()
    const ends = [...left.map(keptUntil), ...(barredAt === null ? [] : [barredAt + BARRED_MS])]
    return ends.length === 0 ? null : Math.ceil(Math.min(...ends) / PURGE_EVERY_MS) * PURGE_EVERY_MS
  }

  /** Notes that a job with this id must call `begin` before it calls a provider (see `JobRows.bar`). */
  #bar(id: string): void {
    this.#rows.bar(id, this.services.clock())
    this.#purgeAt ??= this.#nextPurge()
    this.#alarm.want(this.#purgeAt!)
  }

  async #purge(): Promise<void> {
    const now = this.services.clock()
    const left: StoredJob[] = []
    try {
      let after: string | null = null
      for (let hasMore = true; hasMore;) {
        const page: StoredJob[] = this.#rows.keptAfter(after, PURGED_AT_ONCE)
        // The jobs on a page are in the order in which they began, but each is kept for a fixed time after its end. So a job to delete may
        // come after a job to keep.
        const over = page.filter((job) => keptUntil(job) <= now)
        for (const job of over) {
          await forgetEverything(this.services, job.plan, job.state, { keepPictures: true })
          this.#rows.deleteKept(job.plan.generationId)
        }
        left.push(...page.filter((job) => !over.includes(job)))
        after = page.at(-1)?.plan.generationId ?? null
        hasMore = over.length > 0 && page.length === PURGED_AT_ONCE
      }
    } catch (error) {
      this.#purgeAt = now + RETRY_PURGE_MS
      throw error
    }
    this.#rows.deleteBars(now - BARRED_MS)
    // A job that ended while others were deleted is missing in `left`. If `#nextPurge(left)` returns a time, the purge at that time finds
    // the job. Otherwise the rows are read again.
    this.#purgeAt = this.#nextPurge(left) ?? this.#nextPurge()
    await this.#deleteIfEmpty()
  }

  /** Deletes the object if it has nothing left to host. */
  async #deleteIfEmpty(): Promise<void> {
    if (
      this.#jobs.size > 0 ||
      !this.#courier.isEmpty ||
      this.#rows.hasKept ||
      this.#rows.firstAside() !== null ||
      this.#rows.firstBar() !== null
    )
      return
    // A job that starts meanwhile waits until the deletion has ended. Otherwise its row would be deleted, too.
    await this.ctx.blockConcurrencyWhile(async () => {
      await this.ctx.storage.deleteAlarm()
      await this.ctx.storage.deleteAll()
      this.#alarm.fired()
      this.#purgeAt = null
    })
  }

  // --- jobs -------------------------------------------------------------------------------------------------------------------------

  #hosted(job: StoredJob, stored: 'not' | 'running' | 'kept'): HostedJob {
    return new HostedJob({
      services: this.services,
      waitUntil: (work) => this.ctx.waitUntil(work),
      rows: this.#rows,
      job,
      stored,
      handOver: (deliveries) => {
        this.#courier.take(job.plan.generationId, deliveries)
        this.#wake()
      },
    })
  }

  /** Returns a HostedJob if the job is in memory, or a StoredJob if it is only in the storage; null if there is no such job. */
  #find(id: string): HostedJob | StoredJob | null {
    const job = this.#jobs.get(id)
    job?.saveIfNew()
    if (job !== undefined) return job.isForgotten ? null : job
    return this.#rows.kept(id) ?? this.#rows.aside(id)
  }
}
