// CPU time and memory of processes, from /proc; NaN on systems without /proc.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'

const TICKS_PER_SECOND = 100
const NONE = Number.NaN

/**
 * Returns the fields of /proc/PID/stat after the name of the process, so that index 0 is field 3 in the manual. Throws if the process has
 * ended.
 */
function stat(pid) {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The process's name comes before these fields, in brackets. It may contain spaces and brackets, so only the text after the last closing
  // bracket is split.
  return text.slice(text.lastIndexOf(')') + 2).split(' ')
}

const allIds = () => (existsSync('/proc') ? readdirSync('/proc').filter((name) => /^\d+$/.test(name)) : []).map(Number)

/** Returns the ids of the processes in the process group of `leader`, in ascending order; null on systems without /proc. */
export function processGroup(leader) {
  if (!existsSync('/proc')) return null
  const isMember = (pid) => {
    try {
      return Number(stat(pid)[2]) === leader
    } catch {
      // The process has ended in the meantime.
      return false
    }
  }
  return allIds()
    .filter(isMember)
    .toSorted((one, other) => one - other)
}

export function descendants(root) {
  const found = []
  for (const id of allIds()) {
    try {
      for (let pid = id; pid > 1;) {
        const parent = Number(stat(pid)[1])
        if (parent === root) found.push(id)
        pid = parent === root ? 0 : parent
      }
    } catch {
      // The process `id`, or one of its ancestors, has ended in the meantime. The loop goes on with the next process.
    }
  }
  return found
}

/** Returns user and system time in milliseconds. With `ended`, includes children that have ended. */
export function cpuMs(pids, { ended = false } = {}) {
  try {
    const ticks = pids.map((pid) =>
      stat(pid)
        .slice(11, ended ? 15 : 13)
        .reduce((sum, each) => sum + Number(each), 0),
    )
    return (ticks.reduce((sum, each) => sum + each, 0) * 1000) / TICKS_PER_SECOND
  } catch {
    return NONE
  }
}

/** Starts a new measurement of the peak memory of these processes. */
export function resetPeak(pids) {
  try {
    for (const pid of pids) writeFileSync(`/proc/${pid}/clear_refs`, '5')
  } catch {
    // If this file cannot be written, no new measurement starts. Then `peakMiB` returns the peak since the process began.
  }
}

export function peakMiB(pids) {
  try {
    const of = (pid) => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1])
    return pids.reduce((sum, pid) => sum + of(pid), 0) / 1024
  } catch {
    return NONE
  }
}

/** Returns the milliseconds in which the processors were busy with any process, or were used by the hypervisor for other machines. */
export function machineBusyMs() {
  try {
    const [user, nice, system, , , irq, softIrq, steal] = readFileSync('/proc/stat', 'utf8')
      .split('\n')[0]
      .split(/\s+/)
      .slice(1)
      .map(Number)
    return ((user + nice + system + irq + softIrq + steal) * 1000) / TICKS_PER_SECOND
  } catch {
    return NONE
  }
}
