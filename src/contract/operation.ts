import type { Scope } from '../shared/config-rpc.ts'

/** The facts of an operation in the contract, besides its schemas: generated into generated/<service>/routes.ts. */
export interface Operation {
  operationId: string
  method: string
  /** The contract's template, `/generations/{generation_id}`, without the server's base path. */
  path: string
  /** Null if the operation is open. */
  requiredScope: Scope | null
  requiredRole: 'superadmin' | 'admin' | 'developer' | 'viewer' | null
  /** No key is needed. */
  open: boolean
  /** The cap of a body, of every content type or by content type; null = the defaults in body.ts. */
  maxBodyBytes: number | Readonly<Record<string, number>> | null
  /** The query parameter that may hold a signed link instead of a key; null if the operation takes none. */
  linkToken: string | null
  /** The operation admits a generation, and the admission checks the key: checking it before would ask the same question twice. */
  checksKeyOnAdmission: boolean
  /**
   * The operation stores the caller's pictures before any limit of its instance is checked. So the limiter counts it when it checks the
   * key.
   */
  storesPictures: boolean
  /** Members that GET returns and only the server sets (`readOnly`): they are removed from a change that sends them back. */
  ignoredFields: readonly string[]
}

/** Throws AppError if this request may not run the operation. Runs before the request is validated. */
export type Authorize<C> = (c: C, operation: Operation) => Promise<void> | void

/** Wraps an operation that was authorized: it may respond in its place (after `checkHead`), or process its response. */
export type Around<C> = (c: C, operation: Operation, run: () => Promise<Response>, checkHead: () => Promise<void>) => Promise<Response>
