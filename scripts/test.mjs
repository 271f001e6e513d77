// `npm test`: runs the test suites with the Node in node_modules. Further arguments are passed to vitest.
import './local/node-version.mjs'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { children, node, root } from './local/paths.mjs'

const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
const { status } = spawnSync(node, [vitest, 'run', ...process.argv.slice(2)], { cwd: root, env: children, stdio: 'inherit' })
process.exit(status ?? 1)
