// The work of a job host: its jobs, and the courier who sends their webhooks. The host (durable-object.ts) decides when a job or the
// courier works.
import { errorFields, log } from '../../shared/log.ts'
import { adapterFor } from '../plan/catalogue.ts'
import type { JobPlan } from '../model/generation.ts'
import type { Services } from '../services.ts'
import { type JobContext, NO_MEMORY } from './context.ts'
import { addEvent, skipUnsavedEvents, UNSAVED_EVENTS } from './events.ts'
import { countFault } from './own-fault.ts'
import type { JobRows, StoredJob } from './rows.ts'
import { ownBackoffMs } from './rules.ts'
import { type Delivery, isFinished, type JobState } from './state.ts'
import { nextDue, step } from './steps.ts'

export interface Work {
  readonly id: string
  /** Returns the time at which `run` has something to do, in Unix milliseconds; null if no work is left. */
  due(): number | null
  /** Does the work that is due, and returns when no more of it is due. Throws only if the storage fails. */
  run(): Promise<void>
  /** Whether a step has run for so long (`STUCK_AFTER_MS`) that it is assumed never to end. */
  isStuck(): boolean
}

/** The time after which a step counts as stuck. The longest step is the call of a provider, at most 13 minutes. */
const STUCK_AFTER_MS = 20 * 60_000

interface HostedJobParts {
  services: Services
  waitUntil: JobContext['waitUntil']
  rows: JobRows
  job: StoredJob
  /** `not`: the job is not stored yet. `running`: it is stored with work left. `kept`: it is stored without work left. */
  stored: 'not' | 'running' | 'kept'
  /** Gives the webhooks of a recorded outcome to the courier. */
  handOver(deliveries: Delivery[]): void
}

/** A job in the host's memory, and the callers who wait for it. */
export class HostedJob implements Work {
  readonly id: string
  readonly plan: JobPlan
  readonly state: JobState
  readonly context: JobContext
  readonly #services: Services
  readonly #rows: JobRows
  readonly #waiting = new Set<() => void>()
  readonly #handOver: HostedJobParts['handOver']
  /** When the current step began; null while no step runs. */
  #stepAt: number | null = null
  /** Whether the job has been stored. */
  #isStored: boolean
  /** Whether the job is stored in the row for ended jobs. */
  #isKept: boolean
  #isForgotten = false
  /** The number of events that are not stored yet. */
  #unsaved = 0
  /** How many events may wait in memory for the job's next write. With one more event, the job is written immediately. */
  #mayBeUnsaved = UNSAVED_EVENTS

  constructor({ services, waitUntil, rows, job: { plan, state }, stored, handOver }: HostedJobParts) {
    this.id = plan.generationId
    this.plan = plan
    this.state = state
    this.#handOver = handOver
    this.#services = services
    this.#rows = rows
    this.#isStored = stored !== 'not'
    this.#isKept = stored === 'kept'
    if (stored === 'running') {
      skipUnsavedEvents(state)
      // `skipUnsavedEvents` has raised `lastEvent` in memory only. So the next event is stored at once, together with `lastEvent`.
      // Otherwise, if this process ended early, the next process would use the same ids again.
      this.#mayBeUnsaved = 0
    }
    this.context = {
      services,
      plan,
      state,
      memory: { ...NO_MEMORY },
      adapter: ({ request, customProvider }) => adapterFor(request.model.provider, customProvider),
      forget: async () => this.forget(),
      save: (event) => {
        if (event !== undefined) addEvent(state, event, services.clock())
        this.save()
        this.#wakeWaiting()
      },
      saveSoon: (event) => {
        addEvent(state, event, services.clock())
        this.#save({ canWait: true })
        this.#wakeWaiting()
      },
      note: (event) => {
        addEvent(state, event, services.clock())
        if (++this.#unsaved > this.#mayBeUnsaved) this.save()
        this.#wakeWaiting()
      },
      waitUntil,
    }
  }

  get isForgotten(): boolean {
    return this.#isForgotten
  }

  /**
   * Whether the waiting callers get their response now: the cost is settled and the outcome is recorded. If the record cannot be written,
   * they do not wait for it.
   */
  get hasAnswer(): boolean {
    return isFinished(this.state) && (this.state.recorded || this.state.ownFailures > 0)
  }

  due(): number | null {
    return this.#isForgotten ? null : nextDue(this.context)
  }

  async run(): Promise<void> {
    const { state, context } = this
    const { memory } = context
    try {
      for (let due = this.due(); due !== null && due <= this.#services.clock(); due = this.due()) {
        this.#stepAt = this.#services.clock()
        await step(context)
        if (state.faults !== undefined) state.faults = 0
        if (memory.answer === null) memory.giveBack()
        this.#wakeWaiting()
      }
    } catch (error) {
      this.#fail(error)
    } finally {
      this.#stepAt = null
    }
  }

  isStuck(): boolean {
    return this.#stepAt !== null && this.#services.clock() - this.#stepAt > STUCK_AFTER_MS
  }

  /**
   * Schedules the next try after a step has failed. If a dependency did not respond, the step is tried again for ever, with a growing
   * delay. A fault of our own code ends the job after some tries.
   */
  #fail(error: unknown): void {
    const { state } = this
    log('error', 'job_step_failed', { ...this.#logFields(), ...errorFields(error) })
    if (this.#isForgotten) return
    const againAt = this.#services.clock() + ownBackoffMs(state.ownFailures, Math.random())
    state.ownFailures++
    countFault(this.context, error)
    state.nextAt = againAt
    if (state.late !== null) state.late.nextAt = Math.max(state.late.nextAt, againAt)
    this.save()
    this.#wakeWaiting()
  }

  /** Counts a fault of the job, because the last process ended while it worked on this job. */
  blame(): void {
    log('error', 'job_ended_process', this.#logFields())
    countFault(this.context, new RangeError('The process ended while this job was working'))
    this.save()
  }

  /** Stores events that are not stored yet. Must not be called during a step, because a step decides itself what is stored. */
  saveEvents(): void {
    if (this.#unsaved > 0) this.save()
  }

  /** Stores a job that is only in memory. Called before a caller learns of the job, because the caller then relies on it. */
  saveIfNew(): void {
    if (!this.#isStored) this.save()
  }

  save(): void {
    this.#save({ canWait: false })
  }

  /** @param options.canWait whether the write of a job that has ended may be made later. A job that has not ended is always written now. */
  #save({ canWait }: { canWait: boolean }): void {
    if (this.#isForgotten) return
    this.#unsaved = 0
    this.#mayBeUnsaved = UNSAVED_EVENTS
    const { state } = this
    const handsOver = state.recorded && state.outgoing !== undefined
    if (handsOver) {
      this.#handOver(state.outgoing!)
      delete state.outgoing
    }
    const hasEnded = nextDue(this.context) === null
    // A job that has ended may be written later. But if webhooks were handed over, they are in a row of their own, and the job's row must
    // not have them any more. So in this case the job is written now.
    if (hasEnded && canWait && this.#isStored && !this.#isKept && !handsOver) this.#rows.keepSoon(this, this.#services.clock())
    else if (hasEnded) this.#rows.keep(this)
    else if (this.#isKept) this.#rows.reopen(this)
    else this.#rows.save(this)
    this.#isStored = true
    this.#isKept = hasEnded
  }

  /** Deletes the job. The callers who wait for it learn that there is no such job. */
  forget(): void {
    this.#isForgotten = true
    this.context.memory.giveBack()
    this.#rows.delete(this.id)
    this.#wakeWaiting()
  }

  /** Waits until `isReached` returns true or `forget` deletes the job, but at most `timeoutMs`. */
  until(isReached: () => boolean, timeoutMs: number): Promise<void> {
    const isOver = () => this.#isForgotten || isReached()
    if (isOver() || timeoutMs <= 0) return Promise.resolve()
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer)
        this.#waiting.delete(look)
        resolve()
      }
      const look = () => {
        if (isOver()) end()
      }
      const timer = setTimeout(end, timeoutMs)
      this.#waiting.add(look)
    })
  }

  /** Makes each pending call of `until` check whether its wait is over. */
  #wakeWaiting(): void {
    for (const look of this.#waiting) look()
  }

  #logFields() {
    const { requestId, generationId, instanceId } = this.plan
    return { request_id: requestId, generation_id: generationId, instance_id: instanceId, state: this.state.stage }
  }
}
