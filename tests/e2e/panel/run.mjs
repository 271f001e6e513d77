// `npm run test:panel [name…]`: tests the panel in a real browser against the real Worker. Each file in this folder that ends in
// `.page.mjs` exports the function `run(panel)`. This function may be long, because it has all steps of one user from beginning to end. The
// files run one after another on one platform. Names as arguments select files, and `--without=name,…` leaves files out. The last line but
// one of the output says how many tests have passed and failed. Each file counts as one test, each `panel.check(…)` in a file as another,
// and each operation of the config contract as another.
import '../../../scripts/local/node-version.mjs'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { checkAccessibility, checkWidth, startPanel } from './panel.mjs'
import { selectFiles } from './selection.mjs'

const { files, checksOperations, unknown } = selectFiles(
  readdirSync(import.meta.dirname).filter((name) => name.endsWith('.page.mjs')),
  process.argv.slice(2),
)
if (unknown.length > 0 || files.length === 0) {
  console.error(unknown.length > 0 ? `No test of the panel is called ${unknown.join(' or ')}.` : 'No test of the panel is left.')
  process.exit(1)
}
const panel = await startPanel()
let failed = 0
const startedAt = Date.now()
try {
  for (const file of files) {
    const started = Date.now()
    panel.faults.length = 0
    const { run } = await import(join(import.meta.dirname, file))
    await run(panel, { checkAccessibility, checkWidth }).catch((error) =>
      panel.faults.push(
        (error.stack ?? String(error))
          .split('\n')
          .filter((line) => !/retrying|waiting for|waiting \d|scrolling|resolved to|attempting/.test(line))
          .slice(0, 12)
          .join('\n'),
      ),
    )
    if (panel.faults.length > 0) await panel.photograph(file.replace('.page.mjs', ''))
    await panel.closePages()
    const isGood = panel.faults.length === 0
    if (isGood) panel.counts.passed++
    else panel.counts.failed++
    if (!isGood) failed++
    console.log(`${isGood ? 'ok    ' : 'FAILED'} ${file} (${((Date.now() - started) / 1000).toFixed(1)} s)`)
    for (const fault of new Set(panel.faults)) console.log(`       ${fault}`)
  }
  // Some operations of the config contract are used by only one test file. If the run left out such a file, it skips the
  // check that every operation is used.
  if (checksOperations) {
    const { lines, faults, used, all } = panel.coverage.report()
    console.log(`\nOperations of the config contract, and the pages that use them:\n${lines.map((line) => `  ${line}`).join('\n')}`)
    for (const fault of faults) console.log(`FAILED ${fault}`)
    if (faults.length > 0) failed++
    panel.counts.passed += all - faults.length
    panel.counts.failed += faults.length
    console.log(`\n${used} of ${all} operations used, ${all - used - faults.length} argued`)
  }
} finally {
  await panel.stop()
}
const minutes = ((Date.now() - startedAt) / 60_000).toFixed(1)
const { passed, failed: failures } = panel.counts
console.log(`      Tests  ${failures > 0 ? `${failures} failed | ` : ''}${passed} passed (${passed + failures})`)
console.log(`${files.length} files, ${failed} failed, ${minutes} minutes`)
process.exit(failed === 0 ? 0 : 1)
