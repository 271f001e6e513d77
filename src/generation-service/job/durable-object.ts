// One object per generation. It holds the job's plan and state, and its alarm does all the work (steps.ts). A running job survives
// everything except the loss of its storage: the alarm fires again after a crash, and each outside call is recorded before it is made.
import { DurableObject } from 'cloudflare:workers'
import { errorFields, log } from '../../shared/log.ts'
import { adapterFor } from '../plan/catalogue.ts'
import { createServices, type ConnectConfig, type Services } from '../services.ts'
import { deliverDue } from '../webhooks/deliver.ts'
import { receiveCallback } from './callback.ts'
import { type GenerationRecord, type JobPlan, KEPT_MS } from '../model/generation.ts'
import { ownBackoffMs } from './rules.ts'
import { type Delivery, initialState, isFinished, type JobState, toRecord } from './state.ts'
import type { JobContext } from './context.ts'
import type { JobEvent } from './events.ts'
import type { CallbackMessage, CancelResult, GenerationJobRpc } from './rpc.ts'
import { countFault } from './own-fault.ts'
import { nextDue, step, canCancel } from './steps.ts'
import { forgetEverything } from './purge.ts'

/** The maximum duration of one `wait`. The caller then waits again on a fresh stub. */
const LONGEST_WAIT_MS = 25_000
const CANCEL_WAIT_MS = 5_000
const LONG_STEP_MS = 60_000

export class GenerationJobObject extends DurableObject implements GenerationJobRpc {
  readonly #services: Services
  #plan: JobPlan | undefined
  #state: JobState | undefined
  readonly #deliveries: Delivery[]
  /** State that cannot be stored. It is lost in a crash; steps.ts says how the job recovers. */
  readonly #memory: JobContext['memory'] = {
    calling: null,
    answer: null,
    sentPictures: null,
    lastProgressAt: 0,
    credential: null,
    credentialVersion: null,
    giveBack: () => {},
  }
  #running = false
  #deliveriesWritten: boolean
  readonly #waiting = new Set<() => void>()

  constructor(context: DurableObjectState, env: Cloudflare.Env, reachConfig: ConnectConfig) {
    super(context, env)
    this.#services = createServices(env, context, reachConfig)
    this.#plan = context.storage.kv.get<JobPlan>('plan')
    // `start` stores only the plan. So if no state is stored yet, the job is still in its initial state.
    this.#state = context.storage.kv.get<JobState>('state') ?? (this.#plan === undefined ? undefined : initialState(this.#plan.createdAt))
    this.#deliveries = context.storage.kv.get<Delivery[]>('deliveries') ?? []
    this.#deliveriesWritten = this.#deliveries.length > 0
    if (this.#plan === undefined && this.#deliveries.length === 0) return
    void context.blockConcurrencyWhile(async () => {
      // Pending work always has an alarm; this restores one that was lost.
      if ((await context.storage.getAlarm()) === null) await this.#arm()
    })
  }

  async start(plan: JobPlan, waitMs: number): Promise<GenerationRecord | null> {
    if (this.#plan === undefined || this.#state === undefined) {
      const now = this.#services.clock()
      this.#plan = plan
      this.#state = initialState(now)
      this.ctx.storage.kv.put('plan', plan)
      await this.ctx.storage.setAlarm(now)
    }
    return this.wait(waitMs)
  }

  async wait(timeoutMs: number): Promise<GenerationRecord | null> {
    const end = this.#services.clock() + Math.min(timeoutMs, LONGEST_WAIT_MS)
    while (this.#state !== undefined && !this.#hasAnswer(this.#state) && this.#services.clock() < end)
      await this.#nextChange(end - this.#services.clock())
    return this.view()
  }

  async view(): Promise<GenerationRecord | null> {
    return this.#plan === undefined || this.#state === undefined ? null : toRecord(this.#plan, this.#state)
  }

  async events(after: number, timeoutMs: number): Promise<{ events: JobEvent[]; finished: boolean } | null> {
    const end = this.#services.clock() + Math.min(timeoutMs, LONGEST_WAIT_MS)
    while (this.#state !== undefined && this.#state.lastEvent <= after && !this.#hasAnswer(this.#state) && this.#services.clock() < end)
      await this.#nextChange(end - this.#services.clock())
    if (this.#state === undefined) return null
    const events = [...this.ctx.storage.kv.list<JobEvent>({ prefix: 'event:', startAfter: eventKey(after) })].map(([, event]) => event)
    return { events, finished: this.#hasAnswer(this.#state) }
  }

  async wake(): Promise<boolean> {
    if (this.#plan === undefined || this.#state === undefined) return false
    if (!this.#running) await this.ctx.storage.setAlarm(this.#services.clock())
    return true
  }

  async cancel(): Promise<CancelResult | null> {
    const plan = this.#plan
    const state = this.#state
    if (plan === undefined || state === undefined) return null
    if (state.outcome?.status === 'canceled') return { kind: 'canceled', record: (await this.wait(CANCEL_WAIT_MS))! }
    if (!canCancel(this.#context(plan, state))) return { kind: 'not_cancelable', record: toRecord(plan, state) }
    if (state.cancelRequestedAt === null) {
      state.cancelRequestedAt = this.#services.clock()
      state.nextAt = state.cancelRequestedAt
      this.ctx.storage.kv.put('state', state)
      this.#memory.calling?.cancel()
      await this.ctx.storage.setAlarm(state.cancelRequestedAt)
    }
    const record = (await this.wait(CANCEL_WAIT_MS))!
    if (record.status === 'canceled') return { kind: 'canceled', record }
    return { kind: isFinished(state) ? 'not_cancelable' : 'noted', record }
  }

  async callback(message: CallbackMessage): Promise<'accepted' | 'refused' | 'unknown'> {
    const plan = this.#plan
    const state = this.#state
    if (plan === undefined || state === undefined) return 'unknown'
    const result = await receiveCallback(this.#context(plan, state), message)
    if (result === 'accepted' && state.outcome === null && (state.stage === 'submitted' || state.stage === 'polling')) {
      state.nextAt = this.#services.clock()
      this.ctx.storage.kv.put('state', state)
      await this.ctx.storage.setAlarm(state.nextAt)
    }
    if (result === 'accepted' && state.late !== null) {
      state.late.nextAt = this.#services.clock()
      this.ctx.storage.kv.put('state', state)
      await this.ctx.storage.setAlarm(state.late.nextAt)
    }
    return result
  }

  async resolved(record: GenerationRecord): Promise<void> {
    const state = this.#state
    if (state === undefined || state.outcome?.status !== 'indeterminate' || record.error === null) return
    state.outcome = { status: 'failed', error: record.error }
    state.cost = record.cost
    state.late = null
    this.ctx.storage.kv.put('state', state)
  }

  async redeliver(delivery: Omit<Delivery, 'attempts' | 'nextAt'>): Promise<void> {
    const now = this.#services.clock()
    const index = this.#deliveries.findIndex((each) => each.id === delivery.id)
    if (index !== -1) this.#deliveries.splice(index, 1)
    this.#deliveries.push({ ...delivery, attempts: 0, nextAt: now })
    this.#writeDeliveries()
    await this.#arm()
  }

  async forget(): Promise<void> {
    const plan = this.#plan
    const state = this.#state
    if (plan !== undefined && state !== undefined) await forgetEverything(this.#services, plan, state, { keepPictures: false })
    await this.#clear()
  }

  override async alarm(): Promise<void> {
    this.#running = true
    try {
      await this.#work()
    } catch (error) {
      // A dependency that does not respond is retried for ever, with a growing delay. A fault of our own code ends the job after some
      // tries.
      log('error', 'job_step_failed', { ...this.#logFields(), ...errorFields(error) })
      const againAt = this.#services.clock() + ownBackoffMs(this.#state?.ownFailures ?? 8, Math.random())
      for (const delivery of this.#deliveries) delivery.nextAt = Math.max(delivery.nextAt, againAt)
      if (this.#state !== undefined) {
        this.#state.ownFailures++
        if (this.#plan !== undefined) countFault(this.#context(this.#plan, this.#state), error)
        this.#state.nextAt = againAt
        if (this.#state.late !== null) this.#state.late.nextAt = Math.max(this.#state.late.nextAt, againAt)
        this.ctx.storage.kv.put('state', this.#state)
      }
    } finally {
      this.#running = false
      await this.#arm()
    }
  }

  async #work(): Promise<void> {
    const plan = this.#plan
    const state = this.#state
    if (plan === undefined || state === undefined) {
      await this.#deliverAlone()
      return
    }
    const context = this.#context(plan, state)
    const startedAt = this.#services.clock()
    for (let due = nextDue(context); due !== null && due <= this.#services.clock(); due = nextDue(context)) {
      await step(context)
      if (state.faults !== undefined) state.faults = 0
      if (this.#memory.answer === null) this.#memory.giveBack()
      this.#wakeWaiting()
      if (this.#plan === undefined) return
      // An alarm may run for 15 minutes. After a long step the next step gets a new alarm, unless bytes are held in memory, which could be
      // lost.
      if (this.#memory.answer === null && this.#services.clock() - startedAt > LONG_STEP_MS) break
    }
    if (nextDue(context) === null && this.#services.clock() >= this.#keptUntil(state)) {
      await forgetEverything(this.#services, plan, state, { keepPictures: true })
      await this.#clear()
    }
  }

  /** Delivers webhooks that are being sent again after the job's own data was deleted. */
  async #deliverAlone(): Promise<void> {
    await deliverDue(this.#services, this.#deliveries, () => this.#writeDeliveries())
    if (this.#deliveries.length === 0) await this.#clear()
  }

  async #arm(): Promise<void> {
    const plan = this.#plan
    const state = this.#state
    let due: number | null
    if (plan !== undefined && state !== undefined) due = nextDue(this.#context(plan, state)) ?? this.#keptUntil(state)
    else due = this.#deliveries.length === 0 ? null : Math.min(...this.#deliveries.map((delivery) => delivery.nextAt))
    // A running alarm schedules the next alarm itself when it ends. So an alarm is scheduled here only if none is running.
    if (due !== null && !this.#running) await this.ctx.storage.setAlarm(due)
  }

  #keptUntil(state: JobState): number {
    return (state.finishedAt ?? this.#services.clock()) + KEPT_MS
  }

  async #clear(): Promise<void> {
    this.#plan = undefined
    this.#state = undefined
    this.#deliveries.length = 0
    await this.ctx.storage.deleteAlarm()
    await this.ctx.storage.deleteAll()
    this.#wakeWaiting()
  }

  /**
   * Whether waiting callers can get their response: the outcome is settled and recorded. If the database fails, callers do not wait for
   * the record.
   */
  #hasAnswer(state: JobState): boolean {
    return isFinished(state) && (state.recorded || state.ownFailures > 0)
  }

  #context(plan: JobPlan, state: JobState): JobContext {
    return {
      services: this.#services,
      plan,
      state,
      deliveries: this.#deliveries,
      memory: this.#memory,
      adapter: ({ request, customProvider }) => adapterFor(request.model.provider, customProvider),
      forget: () => this.#clear(),
      save: (event) => {
        if (event !== undefined) {
          const id = ++state.lastEvent
          this.ctx.storage.kv.put(eventKey(id), { ...event, id, at: this.#services.clock() })
        }
        this.ctx.storage.kv.put('state', state)
        if (this.#deliveries.length > 0 || this.#deliveriesWritten) this.#writeDeliveries()
        this.#wakeWaiting()
      },
      waitUntil: (work) => this.ctx.waitUntil(work),
    }
  }

  #writeDeliveries(): void {
    this.ctx.storage.kv.put('deliveries', this.#deliveries)
    this.#deliveriesWritten = this.#deliveries.length > 0
  }

  #nextChange(timeoutMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(wakeUp, timeoutMs)
      const waiting = this.#waiting
      waiting.add(wakeUp)
      function wakeUp() {
        clearTimeout(timer)
        waiting.delete(wakeUp)
        resolve()
      }
    })
  }

  #wakeWaiting(): void {
    for (const waiting of this.#waiting) waiting()
  }

  #logFields() {
    return {
      request_id: this.#plan?.requestId,
      generation_id: this.#plan?.generationId,
      instance_id: this.#plan?.instanceId,
      state: this.#state?.stage,
    }
  }
}

function eventKey(id: number): string {
  return `event:${String(id).padStart(8, '0')}`
}
