// Tests how a restore opens, replaces and closes the databases of the platform on this machine.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it, vi } from 'vitest'

vi.mock('../../scripts/local/server.mjs', () => ({ migrate: () => {}, requireAlone: () => Promise.resolve() }))

const folder = mkdtempSync(join(tmpdir(), 'local-place-'))
afterAll(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

it('closes every database that it opens to replace one', async () => {
  vi.stubEnv('STATE_DIR', folder)
  const { LocalPlace } = await import('../../scripts/recovery/places.ts')
  mkdirSync(join(folder, 'v3', 'd1', 'one'), { recursive: true })
  const database = new DatabaseSync(join(folder, 'v3', 'd1', 'one', 'config.sqlite'))
  database.exec('CREATE TABLE organizations (id TEXT); INSERT INTO organizations VALUES (1)')
  database.close()
  const file = join(folder, 'config.sql')
  writeFileSync(
    file,
    'CREATE TABLE organizations (id TEXT);\nINSERT INTO organizations VALUES (2);\nINSERT INTO organizations VALUES (3);\n',
  )

  const place = new LocalPlace()
  const opened = vi.spyOn(DatabaseSync.prototype, 'prepare')
  const closed = vi.spyOn(DatabaseSync.prototype, 'close')
  await place.replace('config', file)
  expect(new Set(closed.mock.contexts)).toEqual(new Set(opened.mock.contexts))
  expect(await place.count('config')).toEqual({ organizations: 2 })
})
