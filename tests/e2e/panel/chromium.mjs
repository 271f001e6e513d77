// Finds Chromium: at the path in CHROMIUM_PATH or CHROMIUM, otherwise at one of the usual paths. `node tests/e2e/panel/chromium.mjs` prints
// the path. With `--install`, first installs Debian's package if there is no Chromium; the installation requires root.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const USUAL = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome-stable', '/usr/bin/google-chrome']

const find = () => [process.env.CHROMIUM_PATH, process.env.CHROMIUM, ...USUAL].find((path) => path && existsSync(path))

export function chromiumPath() {
  const path = find()
  if (path === undefined)
    throw new Error(
      `There is no Chromium at ${USUAL.join(', ')}. Name it in CHROMIUM_PATH, or install Debian's: node tests/e2e/panel/chromium.mjs --install`,
    )
  return path
}

if (process.argv[1] === import.meta.filename) {
  if (process.argv.includes('--install') && find() === undefined) {
    const run = (...args) => {
      const { status } = spawnSync('apt-get', args, {
        stdio: ['ignore', 'inherit', 'inherit'],
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      })
      if (status !== 0) throw new Error(`apt-get ${args[0]} failed; install the package chromium by hand`)
    }
    run('update', '-q')
    run('install', '-qy', '--no-install-recommends', 'chromium')
  }
  console.log(chromiumPath())
}
