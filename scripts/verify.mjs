// `npm run verify`: runs everything that CI checks besides the tests, then reports the checks that failed.
import './local/node-version.mjs'
import { spawnSync } from 'node:child_process'
import { installAndBuild } from './local/install.mjs'
import { children, root } from './local/paths.mjs'

const CHECKS = [
  ['contract lint', 'lint:openapi'],
  ['generated code is what the contracts say', 'generate:check'],
  ['no breaking change of the contracts', 'check:breaking'],
  ['types', 'typecheck'],
  ['lint and import boundaries', 'lint'],
  ['format', 'format:check'],
  ['dead code', 'deadcode'],
  ['docs', 'check:docs'],
  ['words', 'check:words'],
  ['migrations only expand', 'check:migrations'],
  ['every environment builds', 'check:deploy'],
  ['catalogue', 'check:catalogue'],
]
/**
 * The output of this check is shown even if the check passes. Some of its findings depend on the date. A person should see them, but they
 * must not make the check fail.
 */
const TELLS = 'check:catalogue'

await installAndBuild()
const failed = []
for (const [name, script] of CHECKS) {
  const started = Date.now()
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', script], {
    cwd: root,
    env: children,
    encoding: 'utf8',
    maxBuffer: 64 << 20,
  })
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`)
  if (status === 0 && script === TELLS) process.stdout.write(stdout)
  if (status !== 0) {
    failed.push(name)
    console.log(`${stdout}${stderr}`)
  }
}
if (failed.length) {
  console.error(`verify failed: ${failed.join(', ')}`)
  process.exit(1)
}
