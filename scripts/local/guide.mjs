// Tells whether the built guide matches its sources.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { ELSEWHERE } from '../guide/pages.mjs'
import { localSetting, root } from './paths.mjs'

export const guideFolder = join(root, 'public', 'guide')
/** Stored next to the packages, so that it is not served with the guide's files. */
export const guideStamp = join(root, 'node_modules', '.guide-built')

/** The address below which the repository's files can be seen; undefined if none is set. */
export const repositoryUrl = () => localSetting('REPOSITORY_URL')

/** A digest of everything that the guide is built from. */
export function guideInputs() {
  const hash = createHash('sha256').update(repositoryUrl() ?? '')
  const add = (path) => {
    if (!existsSync(path)) return
    if (statSync(path).isDirectory()) for (const name of readdirSync(path).sort()) add(join(path, name))
    else hash.update(path).update(readFileSync(path))
  }
  for (const path of [
    'docs',
    ...Object.keys(ELSEWHERE),
    'src/panel/styles/tokens.css',
    'public/favicon.svg',
    'package-lock.json',
    'scripts/guide',
    'scripts/guide-build.mjs',
  ])
    add(join(root, path))
  return hash.digest('hex')
}

export function isGuideBuilt() {
  return existsSync(join(guideFolder, 'index.html')) && existsSync(guideStamp) && readFileSync(guideStamp, 'utf8') === guideInputs()
}
