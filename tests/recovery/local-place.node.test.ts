// Tests how a restore opens, replaces and closes the databases of the platform on this machine.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
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
  const { localDatabaseFile } = await import('../../scripts/local/stores.ts')
  const path = localDatabaseFile('CONFIG_DB')
  mkdirSync(dirname(path), { recursive: true })
  // An operator has put another id into wrangler.toml since this database was made, so it is not the one of the platform any more.
  const old = new DatabaseSync(join(dirname(path), '0.sqlite'))
  old.exec('CREATE TABLE organizations (id TEXT)')
  old.close()
  const database = new DatabaseSync(path)
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
