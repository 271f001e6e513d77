// `npm run test:money`: runs 10,000 random generations and checks that all amounts are exact. A number changes the count:
// `npm run test:money -- 2000`.
import './local/node-version.mjs'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { children, node, root } from './local/paths.mjs'

const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
const env = { ...children, MONEY_RUNS: process.argv[2] ?? '10000' }
const { status } = spawnSync(node, [vitest, 'run', 'tests/generation-service/money.test.ts', '--silent=false'], {
  cwd: root,
  env,
  stdio: 'inherit',
})
process.exit(status ?? 1)
