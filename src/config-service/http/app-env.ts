import type { Actor } from '../../auth/actor.ts'
import type { Operation } from '../../contract/operation.ts'
import type { ErrorCode } from '../../shared/errors.ts'
import type { KeyedChange } from '../change/keyed-change.ts'
import type { Services } from '../services.ts'

/**
 * The variables that middleware sets on each request. `actor` is set by authorization, so every operation that requires a key or a session
 * has it.
 */
export interface AppEnv {
  Bindings: Cloudflare.Env
  Variables: {
    services: Services
    requestId: string
    actor: Actor
    /** The idempotency row to write with the change, so that a repeat finds the row; null if the request has no Idempotency-Key. */
    idempotency: KeyedChange | null
    /** The operation, for the log line. */
    operation: Operation | undefined
    errorCode: ErrorCode | undefined
  }
}
