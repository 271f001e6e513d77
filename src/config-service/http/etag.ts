import { stale } from '../change/guards.ts'

export const etag = (version: number) => `"${version}"`

/** Returns the version that the batch must find: the one that was read. If the caller sent If-Match, it must equal that version. */
export function expectedVersion(ifMatch: string | undefined, current: number): number {
  // A proxy that compresses the response makes its ETag weak (`W/`); the version is the same.
  if (ifMatch !== undefined && ifMatch.replace(/^W\//, '') !== etag(current)) throw stale()
  return current
}
