// What an operation hands to admission, and what it gets back.
import type { Idempotency, LimitHeaders, Principal } from '../../shared/config-rpc.ts'
import type { GenerateRequest, GenerationRecord } from '../model/generation.ts'
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
}
export interface Started {
  /** Ended, or as it was when the first wait was over: `waitForGeneration` continues from it. */
  record: GenerationRecord
  headers: LimitHeaders
  /** True: the job works from what this very request sent. False: an earlier request had begun it. */
  own: boolean
}
