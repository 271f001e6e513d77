/** The release of this code, or the next release if this code is between two releases; the same as in package.json. */
export const RELEASE = '0.3.0'
/** The release before `RELEASE`. During an upgrade, Workers of these two releases call each other. */
export const RELEASE_BEFORE = '0.2.0'

/** The report of a Worker about itself, for the config service. Workers that are deployed separately exchange it. */
export interface WorkerReport {
  /** Release and commit of the Worker, as the command that deployed it has set them. */
  version: string
  release: string
}
export type Skew = 'none' | 'supported' | 'unsupported'

/** Compares a Worker's release with the release of this code. Only neighbouring releases are tested with each other. */
export function skewOf(release: string): Skew {
  if (release === RELEASE) return 'none'
  return release === RELEASE_BEFORE ? 'supported' : 'unsupported'
}
