// Tells whether the built panel matches its sources.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { digestOf, isBuilt } from './built.mjs'
import { root } from './paths.mjs'

/**
 * The file with the digest of the sources from which the panel was built. It is stored in node_modules, so that it is not served with the
 * panel's files.
 */
export const panelStamp = join(root, 'node_modules', '.panel-built')

export const panelFolder = join(root, 'public', 'admin')

/** Returns a digest of everything that the panel is built from. */
export const panelInputs = () =>
  digestOf([
    'src/panel',
    'generated/config/types.ts',
    'generated/generation/logged-operations.ts',
    'generated/generation/types.ts',
    'generated/problems.ts',
    'package-lock.json',
    'scripts/local/panel-icons.mjs',
    'scripts/panel-build.mjs',
  ])

export const isPanelBuilt = () => isBuilt(panelFolder, panelStamp, panelInputs)

/**
 * Returns which scripts the panel in `folder` consists of. `shell` has the scripts that every page needs. `scriptsOf('routes/keys.tsx')`
 * returns the scripts that this page imports, even those that are also in `shell`. `kilobytes(files)` returns the size of files after gzip.
 */
export function panelScripts(folder = panelFolder) {
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
