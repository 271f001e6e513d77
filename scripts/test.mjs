// `npm test`: runs the test suites with the Node that the project installs. Further arguments are passed to vitest.
import './local/node-version.mjs'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { children, node, root } from './local/paths.mjs'
import { runUntilDone } from './local/resumed-run.mjs'

const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
const options = process.argv.slice(2).filter((word) => word.startsWith('-'))
const folder = mkdtempSync(join(tmpdir(), 'tests-'))
const file = join(folder, 'stuck.json')
try {
  process.exitCode = runUntilDone((files) => {
    rmSync(file, { force: true })
    const words = files.length === 0 ? process.argv.slice(2) : [...options, ...files]
    const env = { ...children, STUCK_RUN_FILE: file }
    const { status } = spawnSync(node, [vitest, 'run', ...words], { cwd: root, env, stdio: 'inherit' })
    return { status, stuck: existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null }
  })
} finally {
  rmSync(folder, { recursive: true, force: true })
}
