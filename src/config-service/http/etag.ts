import { stale } from '../change/guards.ts'

export const etag = (version: number) => `"${version}"`

/** The version to expect in the batch: the one that was read. It must equal If-Match, if that was sent. */
export function expectedVersion(ifMatch: string | undefined, current: number): number {
  // Weak, where the answer was compressed on its way: a version is the same all the same.
  if (ifMatch !== undefined && ifMatch.replace(/^W\//, '') !== etag(current)) throw stale()
  return current
}
