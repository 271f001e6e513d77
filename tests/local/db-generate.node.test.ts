// Runs `npm run db:generate` in a copy of the project that has the schemas and migrations only.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { children, node, root } from '../../scripts/local/paths.mjs'

const folder = mkdtempSync(join(tmpdir(), 'db-generate-'))
beforeAll(() => {
  const schemas = ['src/config-service/db/schema.ts', 'src/generation-service/db/schema.ts']
  for (const path of ['scripts/db-generate.mjs', 'scripts/local', 'migrations', ...schemas])
    cpSync(join(root, path), join(folder, path), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const filesNow = () => readdirSync(join(folder, 'migrations'), { recursive: true, encoding: 'utf8' }).toSorted()
function generate(...words: string[]) {
  const before = filesNow()
  const script = join(folder, 'scripts', 'db-generate.mjs')
  const { status, stdout, stderr } = spawnSync(node, [script, ...words], { cwd: folder, env: children, encoding: 'utf8' })
  return { status, output: stdout + stderr, added: filesNow().filter((file) => !before.includes(file)) }
}

it.each([
  ['a word that is no database', ['starred_pictures'], '"starred_pictures" is not a database. The databases are config and data.'],
  ['an unknown option', ['data', '--title', 'starred_pictures'], "Unknown option '--title'"],
  ['no name', ['data'], 'needs a name that says what it adds'],
  ['an option without its value', ['data', '--name'], 'argument missing'],
  ['a name with other characters', ['--name', 'Starred pictures'], '"Starred pictures" is not a name for a migration'],
])('refuses %s, and says what to write', (_, words, message) => {
  const { status, output, added } = generate(...words)
  expect(output).toContain(message)
  expect(output).toContain('npm run db:generate -- data --name starred_pictures')
  expect({ status, added }).toEqual({ status: 1, added: [] })
})

it('writes nothing, and says so, if the schemas have not changed', () => {
  const { status, output, added } = generate('--name', 'nothing')
  expect(output).toContain('nothing was written')
  expect({ status, added }).toEqual({ status: 0, added: [] })
})

it('writes a migration of the given name, and says at the end what a running platform needs', () => {
  const schema = join(folder, 'src/generation-service/db/schema.ts')
  const text = readFileSync(schema, 'utf8')
  const changed = text.replace("sqliteTable(\n  'assets',\n  {", (start) => `${start}\n    starredAt: integer('starred_at'),`)
  expect(changed).not.toBe(text)
  writeFileSync(schema, changed)

  const { status, output, added } = generate('--name', 'starred_pictures')
  expect(status, output).toBe(0)
  const sql = added.find((file) => file.endsWith('.sql'))!
  expect(sql).toMatch(/^data\/\d{4}_starred_pictures\.sql$/)
  const number = /\d{4}/.exec(sql)![0]
  expect(added).toEqual([sql, `data/meta/${number}_snapshot.json`])
  for (const file of [...added, 'data/meta/_journal.json']) expect(output).toContain(`migrations/${file}\n`)
  expect(output.trimEnd().split('\n').at(-1)).toContain('npm run db:migrate')
  expect(readFileSync(join(folder, 'migrations', sql), 'utf8')).toContain('ALTER TABLE `assets` ADD `starred_at`')
})
