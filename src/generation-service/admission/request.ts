// What an operation hands to admission, and what it gets back.
import type { Idempotency, LimitHeaders, Principal } from '../../shared/config-rpc.ts'
import type { GenerateRequest, GenerationRecord, Warning } from '../model/generation.ts'
import type { FieldNames } from '../plan/messages.ts'
import type { Services } from '../services.ts'

/** Who asks, and through which request. */
export interface Caller {
  services: Services
  principal: Principal
  requestId: string
  requestUrl: string
}
export interface StartRequest {
  /** The contract's operation; a part of the scope of idempotency keys. */
  operationId: string
  request: GenerateRequest
  idempotency: Omit<Idempotency, 'ttlSeconds'> | null
  /** Until when the caller waits for the end, Unix milliseconds; null = not at all. */
  waitUntil: number | null
  /** Whether the caller's own repeat of this request would join the job: with an `Idempotency-Key`, or by an SDK that counts its repeats. */
  joinsRepeat: boolean
  /** What was left out of the request before it came here. */
  warnings?: Warning[]
  /** What the caller calls the fields of `request`; by default as the contract of `POST /generate` does. */
  names?: FieldNames
}
export interface Started {
  /** Ended, or as it was when the first wait was over: `waitForGeneration` continues from it. */
  record: GenerationRecord
  headers: LimitHeaders
  /** True: the job works from what this very request sent. False: an earlier request had begun it. */
  own: boolean
}
