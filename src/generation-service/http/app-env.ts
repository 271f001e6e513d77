import type { Operation } from '../../contract/operation.ts'
import type { Principal } from '../../shared/config-rpc.ts'
import type { ErrorCode } from '../../shared/errors.ts'
import type { Services } from '../services.ts'

/** JSON pointers to the pictures in the request as the caller sent it, in the order in which the pictures are used. */
export interface SentPictures {
  images: string[]
  mask: string
}

/** The variables that middleware sets on each request. `principal` is set by `authorize`, so every operation that needs a key has it. */
export interface AppEnv {
  Bindings: Cloudflare.Env
  Variables: {
    services: Services
    requestId: string
    /** When the request arrived, in Unix milliseconds; taken before any of the request's body was read. */
    receivedAt: number
    /** The operation to which the request's path belongs, set by `authorize`; undefined if no operation has this path. */
    operation: Operation | undefined
    principal: Principal
    /** The epoch that the limiter returned when it checked the key; undefined if `admit` checks the key instead. */
    epoch: number | undefined
    /** Whether the key was found to be valid; undefined if `admit` checks the key instead. */
    keyIsValid: boolean | undefined
    /** Fields that an operation adds to the log line. */
    logged: undefined | { generationId?: string; provider?: string; model?: string; costMicros?: number; providerMs?: number }
    errorCode: ErrorCode | undefined
    /** The pointers to the pictures of a request on the OpenAI routes; undefined on other routes. */
    sentPictures: SentPictures | undefined
  }
}
