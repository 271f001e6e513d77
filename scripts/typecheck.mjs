// `npm run typecheck`: generates the types of the runtime, then compiles the Workers and the panel. It compiles the panel even if the
// Workers have errors, so that one run shows the errors of both.
import './local/node-version.mjs'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { children, node, root, wrangler } from './local/paths.mjs'

const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
const passes = (...args) => spawnSync(node, args, { cwd: root, env: children, stdio: 'inherit' }).status === 0

const types = spawnSync(node, [wrangler, 'types', '--include-env=false'], { cwd: root, env: children, encoding: 'utf8' })
if (types.status !== 0) {
  console.error(types.stdout + types.stderr)
  process.exit(1)
}
const compiled = [passes(tsc, '--noEmit'), passes(tsc, '--noEmit', '-p', 'src/panel')]
process.exitCode = compiled.includes(false) ? 1 : 0
