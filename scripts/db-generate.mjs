// Writes migrations from the drizzle schemas: `npm run db:generate [config|data] [--fresh]`. `--fresh` replaces all migrations by a single
// one. It is only for the time before the first release, because a released migration is never edited.
import './local/node-version.mjs'
import { execFileSync } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'

const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
const fresh = process.argv.includes('--fresh')
const databases = { config: 'src/config-service/db/schema.ts', data: 'src/generation-service/db/schema.ts' }

for (const [name, schema] of Object.entries(databases)) {
  if ((wanted.length > 0 && !wanted.includes(name)) || !existsSync(schema)) continue
  const out = `migrations/${name}`
  if (fresh) rmSync(out, { recursive: true, force: true })
  const first = !existsSync(`${out}/meta/_journal.json`)
  execFileSync(
    'drizzle-kit',
    ['generate', '--dialect', 'sqlite', '--schema', schema, '--out', out, ...(first ? ['--name', 'initial'] : [])],
    { stdio: 'inherit' },
  )
}
