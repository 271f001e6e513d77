// Writes migrations from the drizzle schemas: `npm run db:generate -- [config|data] --name starred_pictures`. The name says what the
// migration adds. `--fresh` replaces all migrations by a single one. It is only for the time before the first release, because a released
// migration is never edited.
import './local/node-version.mjs'
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { children, root } from './local/paths.mjs'

const DATABASES = { config: 'src/config-service/db/schema.ts', data: 'src/generation-service/db/schema.ts' }
const EXAMPLE = 'For example: npm run db:generate -- data --name starred_pictures'

const { databases, name, fresh } = readArguments()
const written = databases.flatMap((database) => {
  const out = `migrations/${database}`
  if (fresh) rmSync(join(root, out), { recursive: true, force: true })
  const before = entriesOf(out)
  const wanted = ['--schema', DATABASES[database], '--out', out, '--name', fresh ? 'initial' : name]
  const { status, error } = spawnSync('drizzle-kit', ['generate', '--dialect', 'sqlite', ...wanted], {
    cwd: root,
    env: children,
    stdio: 'inherit',
  })
  if (error !== undefined) throw error
  if (status !== 0) process.exit(status ?? 1)
  const added = entriesOf(out).slice(before.length)
  return added.flatMap(({ tag }) => [`${out}/${tag}.sql`, `${out}/meta/${tag.slice(0, 4)}_snapshot.json`, `${out}/meta/_journal.json`])
})
if (written.length === 0) console.log('The migrations agree with the schemas: nothing was written.')
else
  console.log(`Written or changed, to be committed together:
${written.map((file) => `  ${file}`).join('\n')}
A platform that runs on this machine has the new code already, but not the new columns and tables. Add them: npm run db:migrate`)

/** Returns the databases and options of the command line. If one of them is wrong, prints a message and ends the process. */
function readArguments() {
  const options = { name: { type: 'string' }, fresh: { type: 'boolean', default: false } }
  let given
  try {
    given = parseArgs({ options, allowPositionals: true })
  } catch (error) {
    refuse(error.message)
  }
  const { positionals, values } = given
  const unknown = positionals.find((word) => !Object.hasOwn(DATABASES, word))
  if (unknown !== undefined) refuse(`"${unknown}" is not a database. The databases are ${Object.keys(DATABASES).join(' and ')}.`)
  if (!values.fresh && !/^[a-z0-9]+(_[a-z0-9]+)*$/.test(values.name ?? ''))
    refuse(
      values.name === undefined
        ? 'The migration needs a name that says what it adds.'
        : `"${values.name}" is not a name for a migration: use lower-case letters, digits and underscores.`,
    )
  return { databases: Object.keys(DATABASES).filter((each) => positionals.length === 0 || positionals.includes(each)), ...values }
}

function refuse(message) {
  console.error(`${message}\n${EXAMPLE}`)
  process.exit(1)
}

/** Returns the entries of drizzle-kit's file `_journal.json`, one for each migration. */
function entriesOf(out) {
  const journal = join(root, out, 'meta', '_journal.json')
  return existsSync(journal) ? JSON.parse(readFileSync(journal, 'utf8')).entries : []
}
