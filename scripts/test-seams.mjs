// `npm run test:seams`: tests the functions that read data from outside the platform, each with 10,000 random inputs. A number changes the
// count: `npm run test:seams -- 2000`. Each run prints its seed as SEAM_SEED=…; with this variable in the environment, the same inputs are
// made again.
import './local/node-version.mjs'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { children, node, root } from './local/paths.mjs'

const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
const count = process.argv[2] ?? '10000'
const seed = process.env.SEAM_SEED ?? String(Math.floor(Math.random() * 1e6))
console.log(`SEAM_SEED=${seed}`)
const env = { ...children, SEAM_RUNS: count, SEAM_SEED: seed }
const runs = [
  [vitest, 'run', 'tests/seams', '--silent=false'],
  [join(root, 'tests', 'seams', 'pictures-and-forms.ts'), '--seed', seed, '--count', count],
]
const failed = runs.filter((args) => spawnSync(node, args, { cwd: root, env, stdio: 'inherit' }).status !== 0)
process.exit(failed.length === 0 ? 0 : 1)
