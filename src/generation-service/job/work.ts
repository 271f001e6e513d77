// The work of a job host: jobs, and the deliveries of jobs that were deleted. The host decides when each works (durable-object.ts).
import { errorFields, log } from '../../shared/log.ts'
import { adapterFor } from '../plan/catalogue.ts'
import type { JobPlan } from '../model/generation.ts'
import type { Services } from '../services.ts'
import { deliverDue } from '../webhooks/deliver.ts'
import { type JobContext, NO_MEMORY } from './context.ts'
import { withEvent } from './events.ts'
import { countFault } from './own-fault.ts'
import type { JobRows, StoredJob } from './rows.ts'
import { ownBackoffMs } from './rules.ts'
import { type Delivery, isFinished, type JobState } from './state.ts'
import { nextDue, step } from './steps.ts'

export interface Work {
  readonly id: string
  /** Returns when something is due, in Unix milliseconds; null if no work is left. */
  due(): number | null
  /** Does everything that is due. Never throws. */
  run(): Promise<void>
  /** Called if the process has ended again while this work was running. A job counts a fault; deliveries without a job are given up. */
  blame(): void
}

interface HostedJobParts {
  services: Services
  waitUntil: JobContext['waitUntil']
  rows: JobRows
  job: StoredJob
  deliveries: Delivery[]
  /** Whether the job is stored as one without work left. */
  isKept: boolean
}

/** A job with work left, and the callers who wait for it. */
export class HostedJob implements Work {
  readonly id: string
  readonly plan: JobPlan
  readonly state: JobState
  readonly deliveries: Delivery[]
  readonly context: JobContext
  readonly #services: Services
  readonly #rows: JobRows
  readonly #waiting = new Set<() => void>()
  #hasDeliveryRow: boolean
  /** Whether the job is stored as one without work left. */
  #isKept: boolean
  #isForgotten = false

  constructor({ services, waitUntil, rows, job: { plan, state }, deliveries, isKept }: HostedJobParts) {
    this.id = plan.generationId
    this.plan = plan
    this.state = state
    this.deliveries = deliveries
    this.#hasDeliveryRow = deliveries.length > 0
    this.#services = services
    this.#rows = rows
    this.#isKept = isKept
    this.context = {
      services,
      plan,
      state,
      deliveries,
      memory: { ...NO_MEMORY },
      adapter: ({ request, customProvider }) => adapterFor(request.model.provider, customProvider),
      forget: async () => this.forget(),
      save: (event) => {
        if (event !== undefined) {
          const id = ++state.lastEvent
          state.events = withEvent(state.events ?? [], { ...event, id, at: services.clock() })
        }
        this.save()
        this.#wakeWaiting()
      },
      waitUntil,
    }
  }

  get isForgotten(): boolean {
    return this.#isForgotten
  }

  /**
   * Whether callers can get their response: the outcome is settled and recorded. If the record cannot be written, they do not wait for it.
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
        await step(context)
        if (state.faults !== undefined) state.faults = 0
        if (memory.answer === null) memory.giveBack()
        this.#wakeWaiting()
      }
    } catch (error) {
      this.#fail(error)
    }
  }

  /**
   * A dependency that does not respond is asked again for ever, with a growing delay. A fault of our own code ends the job after some
   * tries.
   */
  #fail(error: unknown): void {
    const { state } = this
    log('error', 'job_step_failed', { ...this.#logFields(), ...errorFields(error) })
    if (this.#isForgotten) return
    const againAt = this.#services.clock() + ownBackoffMs(state.ownFailures, Math.random())
    for (const delivery of this.deliveries) delivery.nextAt = Math.max(delivery.nextAt, againAt)
    state.ownFailures++
    countFault(this.context, error)
    state.nextAt = againAt
    if (state.late !== null) state.late.nextAt = Math.max(state.late.nextAt, againAt)
    this.save()
    this.#wakeWaiting()
  }

  blame(): void {
    log('error', 'job_ended_process', this.#logFields())
    countFault(this.context, new RangeError('The process ended while this job was working'))
    this.save()
  }

  save(): void {
    if (this.#isForgotten) return
    if (this.deliveries.length > 0 || this.#hasDeliveryRow) {
      this.#rows.saveDeliveries(this.id, this.deliveries)
      this.#hasDeliveryRow = this.deliveries.length > 0
    }
    const hasEnded = nextDue(this.context) === null
    if (hasEnded) this.#rows.keep(this)
    else if (this.#isKept) this.#rows.reopen(this)
    else this.#rows.save(this)
    this.#isKept = hasEnded
  }

  /** Deletes the job. Its callers learn that there is no such job. */
  forget(): void {
    this.#isForgotten = true
    this.#rows.delete(this.id)
    this.#wakeWaiting()
  }

  /** Waits until `isReached` holds, for at most `timeoutMs`. */
  async until(isReached: () => boolean, timeoutMs: number): Promise<void> {
    const end = this.#services.clock() + timeoutMs
    while (!this.#isForgotten && !isReached() && this.#services.clock() < end) await this.#nextChange(end - this.#services.clock())
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
    const { requestId, generationId, instanceId } = this.plan
    return { request_id: requestId, generation_id: generationId, instance_id: instanceId, state: this.state.stage }
  }
}

/** Webhooks that are sent again although their job has been deleted. */
export class LoneDeliveries implements Work {
  readonly id: string
  readonly deliveries: Delivery[]
  readonly #services: Services
  readonly #rows: JobRows

  constructor(services: Services, rows: JobRows, id: string, deliveries: Delivery[]) {
    this.id = id
    this.deliveries = deliveries
    this.#services = services
    this.#rows = rows
  }

  due(): number | null {
    return this.deliveries.length === 0 ? null : Math.min(...this.deliveries.map((delivery) => delivery.nextAt))
  }

  async run(): Promise<void> {
    try {
      await deliverDue(this.#services, this.deliveries, () => this.save())
    } catch (error) {
      log('error', 'job_step_failed', { generation_id: this.id, ...errorFields(error) })
      const againAt = this.#services.clock() + ownBackoffMs(8, Math.random())
      for (const delivery of this.deliveries) delivery.nextAt = Math.max(delivery.nextAt, againAt)
    }
  }

  blame(): void {
    log('error', 'job_ended_process', { generation_id: this.id })
    this.deliveries.length = 0
    this.save()
  }

  save(): void {
    this.#rows.saveDeliveries(this.id, this.deliveries)
  }
}
