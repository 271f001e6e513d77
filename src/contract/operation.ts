import type { Scope } from '../shared/config-rpc.ts'

/** What the contract says of an operation beside its shapes: generated into generated/<service>/routes.ts. */
export interface Operation {
  operationId: string
  method: string
  /** The contract's template, `/generations/{generation_id}`, without the server's base path. */
  path: string
  /** Null where the operation is open. */
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
  /** The operation stores pictures of the caller before it comes to any limit of the owner, so the limiter counts it when the key is checked. */
  storesPictures: boolean
}

/** Decides whether this request may run the operation; throws AppError where not. Runs before the request is looked at any further. */
export type Authorize<C> = (c: C, operation: Operation) => Promise<void> | void

/** Stands around an operation that was authorized: may answer instead of it (after `checkHead`), or look at what it answered. */
export type Around<C> = (c: C, operation: Operation, run: () => Promise<Response>, checkHead: () => Promise<void>) => Promise<Response>
