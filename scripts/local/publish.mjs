// Puts the built files of the panel or of the guide into the folder from which a running server serves them.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isAlive } from './alive.mjs'
import { holderOf, makeLockFile, removeOwnLock } from './lock.mjs'
import { root } from './paths.mjs'

const localFolder = join(root, '.local')
const LOOK_AGAIN_MS = 100
const PATIENCE_MS = 2 * 60_000

/** Makes a new folder for a build. It is on the same disk as the folder that is served, so its files can be moved there. */
export function buildFolder(name) {
  mkdirSync(localFolder, { recursive: true })
  return mkdtempSync(join(localFolder, `${name}-`))
}

/**
 * Moves the files of the folder `built` into the folder `served`. Wrangler watches the served folder, and ends if a folder in it disappears
 * while Wrangler reads that folder. So a changed file replaces the old one in one step, an unchanged file is not touched, and files that
 * are no longer needed are removed last.
 */
export function publish(built, served) {
  const wanted = filesIn(built)
  for (const file of pagesLast(wanted)) {
    const target = join(served, file)
    if (existsSync(target) && readFileSync(target).equals(readFileSync(join(built, file)))) continue
    mkdirSync(dirname(target), { recursive: true })
    renameSync(join(built, file), target)
  }
  const isWanted = new Set(wanted)
  for (const file of filesIn(served)) if (!isWanted.has(file)) rmSync(join(served, file))
  removeEmptyFolders(served)
}

/** Orders the files with the pages last, so that a page is never served before the scripts and styles that it names. */
const pagesLast = (files) => files.toSorted((one, other) => Number(one.endsWith('.html')) - Number(other.endsWith('.html')))

function filesIn(folder) {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true }).filter((file) => statSync(join(folder, file)).isFile())
}

function removeEmptyFolders(folder) {
  for (const { name } of readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
    removeEmptyFolders(join(folder, name))
    if (readdirSync(join(folder, name)).length === 0) rmdirSync(join(folder, name))
  }
}

/**
 * Takes the lock `name` of a build, and holds it until this process ends. Waits while another process holds the lock, but for at most two
 * minutes. After that, both processes build. This only costs time, because `publish` replaces whole files. Returns whether it had to wait.
 */
export function lock(name, { folder = localFolder, patienceMs = PATIENCE_MS } = {}) {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `${name}.lock`)
  const end = Date.now() + patienceMs
  let waited = false
  while (!makeLockFile(file) && Date.now() < end) {
    if (!isHeld(file)) {
      rmSync(file, { force: true })
      continue
    }
    waited = true
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOOK_AGAIN_MS)
  }
  process.once('exit', () => removeOwnLock(file))
  return waited
}

/** Returns whether the process that made the file of a lock still runs. */
function isHeld(file) {
  const holder = holderOf(file)
  return holder !== null && isAlive(holder)
}
