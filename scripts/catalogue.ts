// `npm run catalogue -- check` lists what a person should check in the catalogue: prices that were read more than 90 days ago, prices that
// were not verified, and models that are or soon will be shut down. It exits with 1 if an entry is wrong, for example without a source. It
// also exits with 1 if a model was shut down and has no available successor. A shutdown depends on today's date, so with `--whatever-date`
// the command exits with 1 only for wrong entries. `npm run verify` uses this option.
// `npm run catalogue -- propose <file>` reads the schema that a provider has published, and prints proposals for rows of the catalogue.
import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { adapters } from '../src/providers/registry.ts'
import { findingsOf } from './catalogue/check.ts'
import { proposalsFrom, proposalText } from './catalogue/propose.ts'

const USAGE = 'npm run catalogue -- check [--today YYYY-MM-DD] [--whatever-date] | propose <schema.json or .yaml>'
const [command, ...rest] = process.argv.slice(2)

if (command === 'check') {
  const place = rest.indexOf('--today')
  const today = place === -1 ? new Date().toISOString().slice(0, 10) : (rest[place + 1] ?? '')
  const { faults, overdue, notes } = findingsOf(
    adapters().flatMap(({ models }) => models),
    today,
  )
  show('Wrong', faults)
  show('Shut down, and nothing serves them', overdue)
  if (rest.includes('--whatever-date')) console.log(`The catalogue has ${notes.length} things to look at again: npm run catalogue -- check`)
  else show('To look at again', notes)
  process.exitCode = faults.length > 0 || (overdue.length > 0 && !rest.includes('--whatever-date')) ? 1 : 0
} else if (command === 'propose' && rest[0] !== undefined) {
  try {
    const document: unknown = parse(await readFile(rest[0], 'utf8'))
    console.log(proposalsFrom(document).map(proposalText).join('\n\n'))
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    process.exitCode = 1
  }
} else {
  console.error(USAGE)
  process.exitCode = 2
}

function show(title: string, lines: readonly string[]): void {
  if (lines.length === 0) return
  console.log(`${title} (${lines.length}):`)
  for (const line of lines) console.log(`  ${line}`)
}
