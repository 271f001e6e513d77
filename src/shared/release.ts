/** The release that this code becomes or is; the same as in package.json. */
export const RELEASE = '0.3.0'
/** The release before it. During an upgrade, Workers of both exchange calls. */
export const RELEASE_BEFORE = '0.2.0'

/** The report of a Worker about itself, for the config service. Workers that are deployed separately exchange it. */
export interface WorkerReport {
  /** Release and commit, as they were set by the command that deployed it. */
  version: string
  release: string
}
export type Skew = 'none' | 'supported' | 'unsupported'

/** Compares a Worker's release with that of this code. Only neighbouring releases are tested with each other. */
export function skewOf(release: string): Skew {
  if (release === RELEASE) return 'none'
  return release === RELEASE_BEFORE ? 'supported' : 'unsupported'
}
