// The input and the result of an admission.
import type { Idempotency, LimitHeaders, Principal } from '../../shared/config-rpc.ts'
import type { GenerateRequest, GenerationRecord, Warning } from '../model/generation.ts'
import type { FieldNames } from '../plan/messages.ts'
import type { Services } from '../services.ts'

/** The sender of a request, and the request's own id and URL. */
export interface Caller {
  services: Services
  principal: Principal
  requestId: string
  requestUrl: string
}
export interface StartRequest {
  /** The id of the contract's operation. An idempotency key counts only within one operation. */
  operationId: string
  request: GenerateRequest
  idempotency: Omit<Idempotency, 'ttlSeconds'> | null
  /** Until when the caller waits for the outcome, in Unix milliseconds; null if the caller does not wait. */
  waitUntil: number | null
  /**
   * Whether a repeat of this request would join the job that this request starts, and not start a second job. True if the request has an
   * `Idempotency-Key`, or comes from an SDK that counts its repeats.
   */
  joinsRepeat: boolean
  /** Warnings about fields that were removed from the request before planning. */
  warnings?: Warning[]
  /** The caller's names for the fields of `request`; by default those of `POST /generate`. */
  names?: FieldNames
}
export interface Started {
  /** The generation as it was after its job was started or joined. It may still run; `waitForGeneration` waits for its end. */
  record: GenerationRecord
  headers: LimitHeaders
  /** Whether this request started the job, which then uses this request's pictures. If false, an earlier request started it. */
  own: boolean
}
