// `npm run test:faults` runs F1 to F12 and F14 of docs/development/fault-tests.md with their full numbers of jobs, calls and kills, one
// after another. `-- F1 F6` runs some of them, and `-- --seed N` repeats a run. `-- --broken` runs the negative controls: the code that a
// test relies on is removed, and the test must fail.
import '../../scripts/local/node-version.mjs'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { FOUND, isBroken, SEED } from './runtime.mjs'

const RUNS = [
  ['F1', 'jobs.mjs', '--provider', 'sketch'],
  ['F1', 'jobs.mjs', '--provider', 'openai'],
  ['F1', 'jobs.mjs', '--provider', 'fal'],
  ['F2', 'stages.mjs'],
  ['F3', 'limits.mjs', '--only', 'F3'],
  ['F4', 'keys.mjs'],
  ['F5', 'ledger.mjs', '--only', 'F5'],
  ['F6', 'ledger.mjs', '--only', 'F6'],
  // changes.mjs also tests F8 of docs/development/fault-tests.md: nothing is admitted under an older configuration.
  ['F7', 'changes.mjs'],
  ['F9', 'ledger.mjs', '--only', 'F9'],
  ['F10', 'limits.mjs', '--only', 'F10'],
  ['F11', 'limits.mjs', '--only', 'F11'],
  ['F12', 'cancel.mjs'],
  ['F14', 'alerts.mjs'],
]
/** The time after which a test is ended, so that a test that hangs does not block the others. No test normally takes nearly this long. */
const LONGEST_MS = 15 * 60_000

const wanted = process.argv.filter((argument) => /^F\d+$/.test(argument))
const results = []
for (const [name, script, ...options] of RUNS.filter(([name]) => wanted.length === 0 || wanted.includes(name))) {
  const startedAt = Date.now()
  const args = [join(import.meta.dirname, script), ...options, '--seed', String(SEED), ...(isBroken ? ['--broken'] : [])]
  const child = spawn(process.execPath, args, { stdio: 'inherit' })
  const timer = setTimeout(() => child.kill('SIGTERM'), LONGEST_MS)
  const code = await new Promise((resolve) => child.once('exit', resolve))
  clearTimeout(timer)
  // A test must end with exit code 0, a negative control with `FOUND`. After any other code, the test may have crashed or may have been
  // killed. Such a run proves nothing.
  const isAsItShouldBe = isBroken ? code === FOUND : code === 0
  results.push({ name, what: [script, ...options].join(' '), isAsItShouldBe, seconds: Math.round((Date.now() - startedAt) / 1000) })
  console.log()
}
for (const { name, what, isAsItShouldBe, seconds } of results)
  console.log(
    `${isAsItShouldBe ? 'ok  ' : 'FAIL'} ${name.padEnd(3)} ${what} (${seconds} s)${isBroken && isAsItShouldBe ? ': noticed that its guard is gone' : ''}`,
  )
console.log(`seed ${SEED}, ${Math.round(results.reduce((sum, { seconds }) => sum + seconds, 0) / 60)} minutes in all`)
process.exit(results.every(({ isAsItShouldBe }) => isAsItShouldBe) ? 0 : 1)
