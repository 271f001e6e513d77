// Locks between commands, so that two of them do not install, build or migrate the same folder at the same time. Plain JavaScript without
// dependencies, because it runs before anything is installed, with the Node that the user has.
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isAlive } from './alive.mjs'

const ASK_MS = 200
/** A wait for a lock is reported only after this time, because most commands hold a lock for a shorter time. */
const REPORTED_AFTER_MS = 2_000
/**
 * Two processes may take over the lock of an ended process at the same time. Both write their id to the file, and the last writer holds the
 * lock. To find out which one that is, both wait for this time and then read the file.
 */
const SETTLE_MS = 500

/** Maps the file of each lock that this process holds to a count. Taking the lock adds 1, and giving it back subtracts 1. */
const held = new Map()

process.on('exit', () => {
  for (const file of held.keys()) removeOwnLock(file)
})

/**
 * Waits until no other process holds the lock `file`, and takes it. Returns the function that gives the lock back. A process that already
 * holds the lock can take it again, and must then give it back as often as it took it. When the process ends, the lock ends, too, even if
 * the process is killed.
 */
export async function lock(file, { report = (text) => console.error(text) } = {}) {
  if (!held.has(file)) await take(file, report)
  held.set(file, (held.get(file) ?? 0) + 1)
  let given = false
  return () => {
    if (given) return
    given = true
    const left = held.get(file) - 1
    if (left > 0) held.set(file, left)
    else {
      held.delete(file)
      removeOwnLock(file)
    }
  }
}

/** Runs `work` while this process holds the lock `file`, and returns its result. */
export async function withLock(file, work) {
  const release = await lock(file)
  try {
    return await work()
  } finally {
    release()
  }
}

async function take(file, report) {
  mkdirSync(dirname(file), { recursive: true })
  const since = Date.now()
  let reported = null
  while (!(await tryToTake(file))) {
    const holder = holderOf(file)
    if (holder !== null && holder !== reported && Date.now() - since > REPORTED_AFTER_MS) {
      report(
        `Another command (process ${holder}) prepares the same folder; this one waits for it. If there is no such command, delete ${file}.`,
      )
      reported = holder
    }
    await sleep(ASK_MS)
  }
}

async function tryToTake(file) {
  if (makeLockFile(file)) return true
  const holder = holderOf(file)
  // `holder` is null if the process that held the lock has just given it back. `take` then tries again.
  if (holder === null || isAlive(holder)) return false
  const own = ownFile(file)
  writeFileSync(own, String(process.pid))
  renameSync(own, file)
  await sleep(SETTLE_MS)
  return holderOf(file) === process.pid
}

/**
 * Makes the file of a lock, which contains the id of this process. Returns false if the file exists already. The id is first written to
 * another file, and the file of the lock is then made as a link to it. So no other process ever reads a file of a lock without an id.
 */
export function makeLockFile(file) {
  const own = ownFile(file)
  writeFileSync(own, String(process.pid))
  try {
    linkSync(own, file)
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    return false
  } finally {
    rmSync(own)
  }
}

const ownFile = (file) => `${file}.${process.pid}`

/** Returns the id of the process that holds the lock, or null. */
export function holderOf(file) {
  try {
    return Number(readFileSync(file, 'utf8')) || null
  } catch {
    return null
  }
}

/** Removes the file of a lock if this process holds the lock. If another process holds it, the file stays. */
export function removeOwnLock(file) {
  if (holderOf(file) === process.pid) rmSync(file, { force: true })
}
