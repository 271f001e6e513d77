// `npm run test:faults`: F1 to F12 of docs/development/fault-tests.md at their full numbers, one after the other.
// `-- F1 F6` for some, `-- --seed N` to play the same again, `-- --broken` for the negative controls: each runs without the guard that it stands
// on, and is as it should be when it fails.
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
  // And F8: nothing admits under an older configuration.
  ['F7', 'changes.mjs'],
  ['F9', 'ledger.mjs', '--only', 'F9'],
  ['F10', 'limits.mjs', '--only', 'F10'],
  ['F11', 'limits.mjs', '--only', 'F11'],
  ['F12', 'cancel.mjs'],
]
/** No run takes nearly as long; one that hangs must not hold up the others. */
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
  // Killed, or broken off by itself, is no finding.
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
