// Tells whether the built panel and the built guide match their sources.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './paths.mjs'

/**
 * Returns a digest of these files and folders and of the text `more`. The paths are relative to the project's folder, and each must exist.
 */
export function digestOf(paths, more = '') {
  const hash = createHash('sha256').update(more)
  const add = (path) => {
    if (statSync(path).isDirectory()) for (const name of readdirSync(path).sort()) add(join(path, name))
    else hash.update(path).update(readFileSync(path))
  }
  for (const path of paths) add(join(root, path))
  return hash.digest('hex')
}

/** @param stamp the file that has the digest of the sources from which `folder` was built. */
export function isBuilt(folder, stamp, inputs) {
  return existsSync(join(folder, 'index.html')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === inputs()
}
