import { readFileSync } from 'node:fs'

/** Returns whether a process with this id runs. */
export function isAlive(processId) {
  try {
    process.kill(processId, 0)
  } catch (error) {
    // EPERM: the process runs, but it belongs to another user.
    if (error.code !== 'EPERM') return false
  }
  return !isZombie(processId)
}

/**
 * Returns whether a process has ended although its id still exists, as in a container in which no parent removes ended processes. Only
 * Linux shows this, in /proc.
 */
function isZombie(processId) {
  try {
    return /^\d+ \(.*\) Z /s.test(readFileSync(`/proc/${processId}/stat`, 'utf8'))
  } catch {
    return false
  }
}
