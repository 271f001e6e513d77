import type { Scope } from '../shared/config-rpc.ts'

/** The properties of an operation in the contract, besides its schemas; generated into generated/<service>/routes.ts. */
export interface Operation {
  operationId: string
  method: string
  /** The contract's path template, for example `/generations/{generation_id}`, without the server's base path. */
  path: string
  /** Null if the operation needs no key. */
  requiredScope: Scope | null
  requiredRole: 'superadmin' | 'admin' | 'developer' | 'viewer' | null
  /** Whether the operation needs no key. */
  open: boolean
  /**
   * The maximum size of the body in bytes: one number for all content types, or one number for each. Null if the defaults in body.ts
   * apply.
   */
  maxBodyBytes: number | Readonly<Record<string, number>> | null
  /** The query parameter that may hold a signed link instead of a key; null if the operation takes none. */
  linkToken: string | null
  /**
   * Whether the operation asks the limiter to admit a generation. The limiter then also checks the key, so the authorization need not call
   * the limiter for this check.
   */
  checksKeyOnAdmission: boolean
  /**
   * Whether the operation stores the caller's pictures before any limit of the instance is checked. If so, the check of the key also
   * counts the request against the platform's own rate for uploads.
   */
  storesPictures: boolean
  /** Fields that GET returns and only the server sets (`readOnly`). They are removed from the body of a request that sends them back. */
  ignoredFields: readonly string[]
}

/** Throws AppError if this request may not run the operation. Runs before the request is validated. */
export type Authorize<C> = (c: C, operation: Operation) => Promise<void> | void

/**
 * Wraps an authorized operation. The wrapper may call `run` and process its response. Or it may respond without `run`, for example to a
 * repeat. Before it responds without `run`, it calls `checkHead`, which validates path, query and headers.
 */
export type Around<C> = (c: C, operation: Operation, run: () => Promise<Response>, checkHead: () => Promise<void>) => Promise<Response>
