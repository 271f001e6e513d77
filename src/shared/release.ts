/** The release of this code, or the next release if this code is between two releases; the same as in package.json. */
export const RELEASE = '0.3.0'
/** The release before `RELEASE`. During an upgrade, Workers of these two releases call each other. */
export const RELEASE_BEFORE = '0.2.0'

/**
 * The facts that a Worker of the generation service reports about itself. The Worker sends them with its calls to the config service,
 * because the two services may be deployed separately.
 */
export interface WorkerReport {
  /** The Worker's variable VERSION. The command that deploys the Worker sets it to the release and the commit. */
  version: string
  release: string
}
export type Skew = 'none' | 'supported' | 'unsupported'

/**
 * Compares the release of another Worker with `RELEASE`. Returns `none` if they are equal, `supported` for `RELEASE_BEFORE`, and
 * `unsupported` for every other release, because only neighbouring releases are tested with each other.
 */
export function skewOf(release: string): Skew {
  if (release === RELEASE) return 'none'
  return release === RELEASE_BEFORE ? 'supported' : 'unsupported'
}
