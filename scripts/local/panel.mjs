// Tells whether the built panel matches its sources.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { root } from './paths.mjs'

/** Stored next to the packages, so that it is not served with the panel's files. */
export const panelStamp = join(root, 'node_modules', '.panel-built')

/** A digest of everything that the panel is built from. */
export function panelInputs() {
  const hash = createHash('sha256')
  const add = (path) => {
    if (statSync(path).isDirectory()) for (const name of readdirSync(path).sort()) add(join(path, name))
    else hash.update(path).update(readFileSync(path))
  }
  for (const path of [
    'src/panel',
    'generated/config/types.ts',
    'generated/generation/types.ts',
    'generated/problems.ts',
    'package-lock.json',
    'scripts/panel-build.mjs',
  ])
    add(join(root, path))
  return hash.digest('hex')
}

export function isPanelBuilt() {
  return (
    existsSync(join(root, 'public', 'admin', 'index.html')) && existsSync(panelStamp) && readFileSync(panelStamp, 'utf8') === panelInputs()
  )
}

/**
 * The scripts of the built panel. `shell`: the files of the first page and its frame. `scriptsOf('routes/keys.tsx')` returns the files
 * that a page loads in addition. `kilobytes` returns the size of files after gzip.
 */
export function panelScripts() {
  const folder = join(root, 'public', 'admin')
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))
  const scriptsOf = (name, found = new Set()) => {
    const { file, imports = [] } = manifest[name]
    if (found.has(file)) return found
    found.add(file)
    for (const imported of imports) scriptsOf(imported, found)
    return found
  }
  return {
    shell: scriptsOf('index.html'),
    pageNames: Object.keys(manifest).filter((name) => name.startsWith('routes/')),
    scriptsOf,
    kilobytes: (files) => [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file))).length / 1024, 0),
  }
}
