// Tells whether the built guide matches its sources.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ELSEWHERE } from '../guide/pages.mjs'
import { digestOf, isBuilt } from './built.mjs'
import { localSetting, root } from './paths.mjs'

export const guideFolder = join(root, 'public', 'guide')
/**
 * The file with the digest of the sources from which the guide was built. It is stored in node_modules, so that it is not served with the
 * guide's files.
 */
export const guideStamp = join(root, 'node_modules', '.guide-built')

/** Returns the URL under which the files of the repository can be seen; undefined if REPOSITORY_URL is not set. */
export const repositoryUrl = () => localSetting('REPOSITORY_URL')

/** Returns a digest of everything that the guide is built from. */
export function guideInputs() {
  const sources = [
    'docs',
    ...Object.keys(ELSEWHERE),
    'src/panel/styles/tokens.css',
    'public/favicon.svg',
    'package-lock.json',
    'scripts/guide',
    'scripts/guide-build.mjs',
  ]
  return digestOf(
    sources.filter((path) => existsSync(join(root, path))),
    repositoryUrl(),
  )
}

export const isGuideBuilt = () => isBuilt(guideFolder, guideStamp, guideInputs)
