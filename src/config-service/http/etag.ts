import { stale } from '../change/guards.ts'

export const etag = (version: number) => `"${version}"`

/**
 * Checks the caller's If-Match against `current`, the version that was read. Throws if If-Match names a different version. Returns
 * `current`, so that the change can check in its transaction that the stored version is still this one.
 */
export function expectedVersion(ifMatch: string | undefined, current: number): number {
  // A proxy that compresses the response makes its ETag weak (`W/`); the version is the same.
  if (ifMatch !== undefined && ifMatch.replace(/^W\//, '') !== etag(current)) throw stale()
  return current
}
