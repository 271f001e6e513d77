// For scripts that people start by hand. They import this file first, so that a Node that is too old is reported before any other file is
// run. Therefore this file uses only what an old Node supports. typescript.mjs does the same for scripts that contain or import
// TypeScript.
export const OLDEST_NODE = 20

/** Returns why this Node cannot start the platform, in plain words; null if it can. */
export function nodeFault(version) {
  const major = Number(version.split('.')[0])
  if (major >= OLDEST_NODE) return null
  return (
    'Node ' +
    OLDEST_NODE +
    ' or newer is needed; this is Node ' +
    version +
    '. Install a newer Node (https://nodejs.org) and run the command again.'
  )
}

const fault = nodeFault(process.versions.node)
if (fault !== null) {
  console.error(fault)
  process.exit(1)
}
