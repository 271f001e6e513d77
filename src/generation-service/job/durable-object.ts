// The object that hosts the jobs of some generations of an instance. It works on all of them at the same time and does not wait for an
// alarm, so no job waits for another one. Jobs survive everything except the loss of the object's storage: each outside call that must not
// be made twice is recorded before it is made, and while there is work, an alarm is set, which starts the object again if it has ended.
import { DurableObject } from 'cloudflare:workers'
import { AlarmClock } from '../../shared/alarm-clock.ts'
import { errorFields, log } from '../../shared/log.ts'
import type { GenerationRecord, JobPlan } from '../model/generation.ts'
import { createServices, type ConnectConfig, type Services } from '../services.ts'
import { receiveCallback } from './callback.ts'
import type { JobEvent } from './events.ts'
import { forgetEverything } from './purge.ts'
import { keptUntil, JobRows, recordOf, type StoredJob } from './rows.ts'
import type { CallbackMessage, CancelResult, JobHostRpc } from './rpc.ts'
import { type Delivery, initialState, isFinished } from './state.ts'
import { canCancel } from './steps.ts'
import { HostedJob, LoneDeliveries, type Work } from './work.ts'

/** The maximum duration of one `wait`. The caller then waits again on a fresh stub. */
const LONGEST_WAIT_MS = 25_000
const CANCEL_WAIT_MS = 5_000
/**
 * Work that is due within this time is awaited with a timer, which costs no row. While work runs or is awaited in this way, the alarm is
 * set at most this far ahead, so that it starts the object again after a crash. Later work is awaited with the alarm alone, so that the
 * object can leave the memory.
 */
const RECOVER_EVERY_MS = 10_000
/**
 * Ended jobs are deleted at most this often, many at once. So a job may be kept for this long after `KEPT_MS`. Its record must be kept for
 * at least as long (delivery/sweep.ts).
 */
const PURGE_EVERY_MS = 5 * 60_000
const PURGED_AT_ONCE = 100
const RETRY_PURGE_MS = 60_000
/** If the object starts with work that was due this long ago, its last process probably broke off in the middle of its work. */
const LATE_MS = 5000
/**
 * If the process has broken off this many times in a row, each time within RESTARTS_WITHIN_MS of the last, one of the jobs may be the
 * cause.
 */
const MANY_RESTARTS = 4
const RESTARTS_WITHIN_MS = 600_000

export class JobHostObject extends DurableObject implements JobHostRpc {
  readonly #services: Services
  readonly #rows: JobRows
  readonly #alarm: AlarmClock
  /** All work that is left, by the ids of the generations. */
  readonly #work = new Map<string, Work>()
  readonly #running = new Set<Work>()
  readonly #timers = new Map<Work, ReturnType<typeof setTimeout>>()
  /** Ends the promise that keeps the object in memory; null if nothing runs and no timer is set. */
  #rest: (() => void) | null = null
  #purgeAt: number | null
  /** Until this time, the host stores which jobs are working, because one of them may end the process. In Unix milliseconds. */
  #watchedUntil = 0

  constructor(context: DurableObjectState, env: Cloudflare.Env, reachConfig: ConnectConfig) {
    super(context, env)
    this.#services = createServices(env, context, reachConfig)
    this.#rows = new JobRows(context.storage.kv)
    this.#alarm = new AlarmClock(context.storage)
    const deliveries = this.#rows.deliveries()
    for (const [id, job] of this.#rows.running()) {
      this.#work.set(id, this.#hosted(job, { deliveries: deliveries.get(id) ?? [] }))
      deliveries.delete(id)
    }
    for (const [id, alone] of deliveries) this.#work.set(id, new LoneDeliveries(this.#services, this.#rows, id, alone))
    this.#purgeAt = this.#nextPurge()
    if (this.#work.size > 0) this.#noteRestart()
    void context.blockConcurrencyWhile(async () => {
      await this.#alarm.wake(this.#nextAlarm())
      // The counts must be stored before a job can end the process.
      if (this.#work.size > 0) await context.storage.sync()
      this.#runDue()
    })
  }

  // --- what callers ask -------------------------------------------------------------------------------------------------------------

  async start(plan: JobPlan, waitMs: number): Promise<GenerationRecord | null> {
    const id = plan.generationId
    if (this.#find(id) === null) {
      const job = this.#hosted({ plan, state: initialState(this.#services.clock()) })
      this.#rows.start(plan)
      this.#work.set(id, job)
      this.#run(job)
    }
    return this.wait(id, waitMs)
  }

  async wait(id: string, timeoutMs: number): Promise<GenerationRecord | null> {
    const job = this.#work.get(id)
    if (!(job instanceof HostedJob)) return this.view(id)
    await job.until(() => job.hasAnswer, Math.min(timeoutMs, LONGEST_WAIT_MS))
    return job.isForgotten ? null : recordOf(job)
  }

  async view(id: string): Promise<GenerationRecord | null> {
    const job = this.#find(id)
    return job === null ? null : recordOf(job)
  }

  async events(id: string, after: number, timeoutMs: number): Promise<{ events: JobEvent[]; finished: boolean } | null> {
    const running = this.#work.get(id)
    if (running instanceof HostedJob)
      await running.until(() => running.hasAnswer || running.state.lastEvent > after, Math.min(timeoutMs, LONGEST_WAIT_MS))
    const job = this.#find(id)
    if (job === null) return null
    const events = (job.state.events ?? []).filter((event) => event.id > after)
    return { events, finished: !(job instanceof HostedJob) || job.hasAnswer }
  }

  async wake(id: string): Promise<boolean> {
    const job = this.#find(id)
    if (job instanceof HostedJob) this.#run(job)
    return job !== null
  }

  async cancel(id: string): Promise<CancelResult | null> {
    const job = this.#find(id)
    if (job === null) return null
    const { state } = job
    if (state.outcome?.status === 'canceled') return { kind: 'canceled', record: (await this.wait(id, CANCEL_WAIT_MS))! }
    if (!(job instanceof HostedJob) || !canCancel(job.context)) return { kind: 'not_cancelable', record: recordOf(job) }
    if (state.cancelRequestedAt === null) {
      state.cancelRequestedAt = this.#services.clock()
      state.nextAt = state.cancelRequestedAt
      job.save()
      job.context.memory.calling?.cancel()
      this.#run(job)
    }
    const record = (await this.wait(id, CANCEL_WAIT_MS))!
    if (record.status === 'canceled') return { kind: 'canceled', record }
    return { kind: isFinished(state) ? 'not_cancelable' : 'noted', record }
  }

  async callback(id: string, message: CallbackMessage): Promise<'accepted' | 'refused' | 'unknown'> {
    const found = this.#find(id)
    if (found === null) return 'unknown'
    const job = found instanceof HostedJob ? found : this.#hosted(found)
    const result = await receiveCallback(job.context, message)
    if (result === 'refused' || this.#work.get(id) !== job) return result
    const { state } = job
    const now = this.#services.clock()
    const polls = state.outcome === null && (state.stage === 'submitted' || state.stage === 'polling')
    if (polls) state.nextAt = now
    if (state.late !== null) state.late.nextAt = now
    if (polls || state.late !== null) job.save()
    this.#run(job)
    return result
  }

  async resolved(record: GenerationRecord): Promise<void> {
    const job = this.#find(record.id)
    if (job?.state.outcome?.status !== 'indeterminate' || record.error === null) return
    job.state.outcome = { status: 'failed', error: record.error }
    job.state.cost = record.cost
    job.state.late = null
    if (!(job instanceof HostedJob)) return this.#rows.keep(job)
    job.save()
    this.#runLater(job)
  }

  async redeliver(id: string, delivery: Omit<Delivery, 'attempts' | 'nextAt'>): Promise<void> {
    const work = this.#deliverer(id)
    const index = work.deliveries.findIndex((each) => each.id === delivery.id)
    if (index !== -1) work.deliveries.splice(index, 1)
    work.deliveries.push({ ...delivery, attempts: 0, nextAt: this.#services.clock() })
    work.save()
    this.#run(work)
  }

  async forget(id: string): Promise<void> {
    const job = this.#find(id)
    if (job !== null) await forgetEverything(this.#services, job.plan, job.state, { keepPictures: false })
    const work = this.#work.get(id)
    if (work instanceof HostedJob) work.forget()
    else this.#rows.delete(id)
    if (work !== undefined) this.#leave(work)
    await this.#deleteIfEmpty()
  }

  // --- when work is done ------------------------------------------------------------------------------------------------------------

  override async alarm(): Promise<void> {
    this.#alarm.fired()
    try {
      this.#runDue()
      if (this.#purgeAt !== null && this.#purgeAt <= this.#services.clock()) await this.#purge()
    } catch (error) {
      log('error', 'job_alarm_failed', errorFields(error))
    } finally {
      const next = this.#nextAlarm()
      if (next !== null) this.#alarm.want(next)
    }
  }

  /** Runs everything that is due. */
  #runDue(): void {
    const now = this.#services.clock()
    for (const work of Array.from(this.#work.values())) {
      const due = work.due()
      if (due !== null && due <= now) this.#run(work)
      else this.#runLater(work)
    }
  }

  /** Does the part of the work that is due. Does nothing if the work is already running, because that run goes on until nothing is due. */
  #run(work: Work): void {
    if (this.#running.has(work)) return
    this.#stopTimer(work)
    this.#running.add(work)
    this.#stayInMemory()
    this.#alarm.want(this.#services.clock() + RECOVER_EVERY_MS)
    this.#noteWorking()
    void work
      .run()
      .catch((error: unknown) => log('error', 'job_work_failed', { generation_id: work.id, ...errorFields(error) }))
      .finally(() => {
        this.#running.delete(work)
        this.#noteWorking()
        this.#runLater(work)
      })
  }

  /** Lets the work run when its next part is due. If no part is left, the work has ended and is removed. */
  #runLater(work: Work): void {
    if (this.#running.has(work)) return
    this.#stopTimer(work)
    const now = this.#services.clock()
    const due = work.due()
    if (due === null) this.#leave(work)
    else if (due - now < RECOVER_EVERY_MS) {
      this.#timers.set(
        work,
        setTimeout(() => this.#run(work), Math.max(0, due - now)),
      )
      this.#stayInMemory()
      this.#alarm.want(now + RECOVER_EVERY_MS)
    } else this.#alarm.want(due)
    this.#restIfIdle()
  }

  #leave(work: Work): void {
    this.#stopTimer(work)
    if (this.#work.get(work.id) === work) this.#work.delete(work.id)
    if (this.#purgeAt === null) {
      this.#purgeAt = this.#nextPurge()
      if (this.#purgeAt !== null) this.#alarm.want(this.#purgeAt)
    }
    this.#restIfIdle()
  }

  #stopTimer(work: Work): void {
    clearTimeout(this.#timers.get(work))
    this.#timers.delete(work)
  }

  #nextAlarm(): number | null {
    const now = this.#services.clock()
    const dues = [...this.#work.values()].map((work) =>
      this.#running.has(work) || this.#timers.has(work) ? now + RECOVER_EVERY_MS : (work.due() ?? now),
    )
    if (this.#purgeAt !== null) dues.push(this.#purgeAt)
    return dues.length === 0 ? null : Math.min(...dues)
  }

  /** Keeps the object in memory while work runs or waits for a timer, also if no caller waits. */
  #stayInMemory(): void {
    if (this.#rest === null) this.ctx.waitUntil(new Promise<void>((resolve) => (this.#rest = resolve)))
  }

  #restIfIdle(): void {
    if (this.#running.size > 0 || this.#timers.size > 0) return
    this.#rest?.()
    this.#rest = null
  }

  // --- a job that ends the process --------------------------------------------------------------------------------------------------

  /**
   * Counts a start after a process that broke off in the middle of its work. After many of them within a short time, one of the jobs may
   * be the cause. So for the next ten minutes the host stores which jobs are working. If the process breaks off again, a fault of each of
   * these jobs is counted; a step that succeeds clears a job's count. So a job that ends the process in the same step every time is given
   * up after a while, and its neighbours go on.
   */
  #noteRestart(): void {
    const now = this.#services.clock()
    const working = this.#rows.working()
    const isLate = working.length > 0 || [...this.#work.values()].some((work) => now - (work.due() ?? now) >= LATE_MS)
    for (const id of working) this.#work.get(id)?.blame()
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
    if (this.#services.clock() < this.#watchedUntil) this.#rows.saveWorking([...this.#running].map(({ id }) => id))
  }

  // --- ended jobs -------------------------------------------------------------------------------------------------------------------

  /** Returns when ended jobs are deleted next, in Unix milliseconds; null if there are none. */
  #nextPurge(): number | null {
    const [earliest] = this.#rows.earliestKept(1)
    return earliest === undefined ? null : Math.ceil(keptUntil(earliest) / PURGE_EVERY_MS) * PURGE_EVERY_MS
  }

  async #purge(): Promise<void> {
    const now = this.#services.clock()
    try {
      for (const job of this.#rows.earliestKept(PURGED_AT_ONCE)) {
        if (keptUntil(job) > now) break
        await forgetEverything(this.#services, job.plan, job.state, { keepPictures: true })
        this.#rows.deleteKept(job.plan.generationId)
      }
    } catch (error) {
      this.#purgeAt = now + RETRY_PURGE_MS
      throw error
    }
    this.#purgeAt = this.#nextPurge()
    await this.#deleteIfEmpty()
  }

  /** Deletes the object if it has nothing left to host. */
  async #deleteIfEmpty(): Promise<void> {
    if (this.#work.size > 0 || this.#rows.earliestKept(1).length > 0) return
    // A job that arrives during the deletion must wait for its end. Otherwise the job's row would be deleted, too.
    await this.ctx.blockConcurrencyWhile(async () => {
      await this.ctx.storage.deleteAlarm()
      await this.ctx.storage.deleteAll()
      this.#alarm.fired()
      this.#purgeAt = null
    })
  }

  // --- jobs -------------------------------------------------------------------------------------------------------------------------

  #hosted(job: StoredJob, more: { deliveries?: Delivery[]; isKept?: boolean } = {}): HostedJob {
    const { deliveries = [], isKept = false } = more
    const waitUntil = (work: Promise<unknown>) => this.ctx.waitUntil(work)
    return new HostedJob({ services: this.#services, waitUntil, rows: this.#rows, job, deliveries, isKept })
  }

  /** Returns a job with work left, or what is kept of a job that has ended; null if there is no such job. */
  #find(id: string): HostedJob | StoredJob | null {
    const work = this.#work.get(id)
    if (work instanceof HostedJob) return work.isForgotten ? null : work
    return this.#rows.kept(id)
  }

  /** Returns what can deliver webhooks of the generation: its job, if it is still known, otherwise only the deliveries. */
  #deliverer(id: string): HostedJob | LoneDeliveries {
    const known = this.#work.get(id)
    if (known instanceof HostedJob || known instanceof LoneDeliveries) return known
    const kept = this.#rows.kept(id)
    const work = kept === null ? new LoneDeliveries(this.#services, this.#rows, id, []) : this.#hosted(kept, { isKept: true })
    this.#work.set(id, work)
    return work
  }
}
