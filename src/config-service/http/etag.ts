import { stale } from '../change/guards.ts'

export const etag = (version: number) => `"${version}"`

/**
 * Returns `current`, the version that was read. The batch must check that the version is still the same. Throws if the caller sent an
 * If-Match that names another version.
 */
export function expectedVersion(ifMatch: string | undefined, current: number): number {
  // A proxy that compresses the response makes its ETag weak (`W/`); the version is the same.
  if (ifMatch !== undefined && ifMatch.replace(/^W\//, '') !== etag(current)) throw stale()
  return current
}
