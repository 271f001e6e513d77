// The methods of generations' jobs that other parts of the service call (through job/client.ts). job/durable-object.ts implements them.
import type { GenerationRecord, JobPlan } from '../model/generation.ts'
import type { JobEvent } from './events.ts'
import type { Delivery } from './state.ts'

export type CancelResult = { kind: 'canceled' | 'noted' | 'not_cancelable'; record: GenerationRecord }

export interface CallbackMessage {
  headers: [name: string, value: string][]
  body: Uint8Array
}

/**
 * The methods of an object that hosts jobs. `id` is the id of a generation, which also names the host (shared/generation-id.ts). Each
 * method may be called repeatedly.
 */
export interface JobHostRpc {
  /**
   * Starts the job, and returns the result of `wait`. A second call joins the existing job. The job is stored before the call returns, and
   * before the provider is called.
   * @param epoch the epoch with which the generation was admitted, if its job starts at once (`AdmitRequest.startsAtOnce`); null if the job
   * must first call the limiter's method `begin`.
   */
  start(plan: JobPlan, waitMs: number, epoch: number | null): Promise<GenerationRecord | null>
  /** Returns the generation once it has ended, or its state when the time is up; null if there is no such job. */
  wait(id: string, timeoutMs: number): Promise<GenerationRecord | null>
  /** Returns the generation as it is now; null if there is no such job. */
  view(id: string): Promise<GenerationRecord | null>
  /**
   * Returns the events whose id is above `after`. If there are none yet, waits for at most `timeoutMs`. `finished` means that no more
   * events will come. Returns null if there is no such job.
   */
  events(id: string, after: number, timeoutMs: number): Promise<{ events: JobEvent[]; finished: boolean } | null>
  /**
   * Starts the host if it has ended, and makes the job do what is due. Returns false if the host has no such job. The limiter may then
   * release the reservation. So if a late call of `start` still creates the job, the job must call the limiter's method `begin` before it
   * calls a provider.
   */
  wake(id: string): Promise<boolean>
  /** Cancels the job if it can still be canceled. Returns null if there is no such job. */
  cancel(id: string): Promise<CancelResult | null>
  /** Receives a provider's callback. It only wakes the job, which then polls the provider. */
  callback(id: string, message: CallbackMessage): Promise<'accepted' | 'refused' | 'unknown'>
  /** Stores in the job how an indeterminate generation was settled by hand. */
  resolved(record: GenerationRecord): Promise<void>
  /** Sends a webhook again, from the start of its schedule. Also works after the job itself has ended and been deleted. */
  redeliver(id: string, delivery: Omit<Delivery, 'attempts' | 'nextAt'>): Promise<void>
  /** Deletes the job, its objects in the bucket and its unsent webhooks. Called before the generation's record is deleted. */
  forget(id: string): Promise<void>
}
