// `npm test`: runs the test suites with the Node that the project installs. Further arguments are passed to vitest.
import './local/node-version.mjs'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { children, node, root } from './local/paths.mjs'
import { runUntilDone } from './local/resumed-run.mjs'

const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
const words = process.argv.slice(2)
const folder = mkdtempSync(join(tmpdir(), 'tests-'))
const file = join(folder, 'stuck.json')
try {
  process.exitCode = runUntilDone((files) => {
    rmSync(file, { force: true })
    const given = files.length === 0 ? words : [...optionsAmong(words), ...files]
    const env = { ...children, STUCK_RUN_FILE: file }
    const { status } = spawnSync(node, [vitest, 'run', ...given], { cwd: root, env, stdio: 'inherit' })
    return { status, stuck: existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null }
  })
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** Returns the words of the command line without those that name test files. */
function optionsAmong(given) {
  const { status, stdout } = spawnSync(node, [join(root, 'scripts', 'local', 'vitest-options.mjs'), ...given], {
    cwd: root,
    env: children,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (status !== 0) throw new Error('The words after npm test cannot be read, so the run is not continued.')
  return JSON.parse(stdout)
}
