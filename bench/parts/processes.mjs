// CPU time and memory of processes, from /proc; where there is none, NaN.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'

const TICKS_PER_SECOND = 100
const NONE = Number.NaN

/** The fields of /proc/PID/stat after the name, so that field 3 of the manual is at 0. */
function stat(pid) {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
  return text.slice(text.lastIndexOf(')') + 2).split(' ')
}

export function descendants(root) {
  const found = []
  try {
    for (const name of readdirSync('/proc').filter((each) => /^\d+$/.test(each))) {
      for (let pid = Number(name); pid > 1;) {
        const parent = Number(stat(pid)[1])
        if (parent === root) found.push(Number(name))
        pid = parent === root ? 0 : parent
      }
    }
  } catch {
    // A process that has ended meanwhile, or a system without /proc.
  }
  return found
}

/** utime + stime, milliseconds. With `ended`, also of children that have ended. */
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

/** From here on the peak counts anew. */
export function resetPeak(pids) {
  try {
    for (const pid of pids) writeFileSync(`/proc/${pid}/clear_refs`, '5')
  } catch {
    // Then it counts from the process's start.
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

/** Milliseconds that all processors were busy with anything at all, or kept from us by a hypervisor. */
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
