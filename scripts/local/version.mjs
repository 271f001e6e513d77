// The version that a Worker reports. A Worker cannot read it from the checkout, so the command that starts or deploys the Worker passes it
// as VERSION.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './paths.mjs'

/**
 * Returns the version in package.json and the commit, such as `0.3.0+1a2b3c4d5e`; without git, the version alone. `.changed` follows if a
 * file in the checkout differs from the commit.
 */
export function versionOfTree() {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const git = (...args) => execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  try {
    const commit = git('rev-parse', '--short=10', 'HEAD')
    return `${version}+${commit}${git('status', '--porcelain', '--untracked-files=no') === '' ? '' : '.changed'}`
  } catch {
    return version
  }
}
