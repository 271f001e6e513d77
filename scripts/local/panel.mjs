// Tells whether the built panel matches its sources.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
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
