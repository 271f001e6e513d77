// Tests that the commands of recovery refuse files and values that are not as the platform makes them.
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { newAdminKey } from '../../scripts/recovery/admin-key.ts'
import { notIncludedIn, readManifest, requireOwnFolder } from '../../scripts/recovery/manifest.ts'
import { reconcile } from '../../scripts/recovery/reconcile.ts'
import { survey } from '../../scripts/recovery/sql-file.ts'
import { freePort } from '../support/server.mjs'

const folder = mkdtempSync(join(tmpdir(), 'hostile-'))
// The imported scripts read CREDENTIALS_FILE when they are loaded, so it is set before the imports.
const credentialsFile = vi.hoisted(
  () => (process.env['CREDENTIALS_FILE'] = `${process.env['TMPDIR'] ?? '/tmp'}/hostile-${process.pid}.json`),
)
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const SOUND = `PRAGMA defer_foreign_keys=TRUE;
CREATE TABLE d1_migrations (id INTEGER PRIMARY KEY, name TEXT);
INSERT INTO d1_migrations (id,name) VALUES(1,'0000_first.sql; ATTACH');
CREATE UNIQUE INDEX one ON d1_migrations (name);`

it('names the secrets that the Worker of the saved databases has', () => {
  const ofDedicated = notIncludedIn(['data']).join('\n')
  expect(ofDedicated).toContain('LINK_SIGNING_KEYS and CALLBACK_SIGNING_KEY')
  expect(ofDedicated).not.toMatch(/KEY_PEPPERS|KEY_ENCRYPTION_KEYS/)
  expect(notIncludedIn(['config', 'data']).join('\n')).toContain('KEY_PEPPERS, KEY_ENCRYPTION_KEYS')
})

describe('the SQL of a backup', () => {
  const file = join(folder, 'config.sql')
  const loaded = (text: string) => {
    writeFileSync(file, text)
    return survey(file, () => null)
  }

  it('reaches no other file of this machine', async () => {
    expect((await loaded(SOUND)).tables).toEqual({ d1_migrations: 1 })
    const other = join(folder, 'other.sqlite')
    for (const statement of [
      `ATTACH DATABASE '${other}' AS other; CREATE TABLE other.t (x)`,
      `END; VACUUM INTO '${other}'`,
      `/* a comment */ ATTACH '${other}' AS other`,
      'PRAGMA writable_schema=ON',
    ])
      await expect(loaded(`${SOUND}\n${statement};`), statement).rejects.toThrow('a statement that no export of a database has')
    expect(existsSync(other)).toBe(false)
  })
})

describe('the manifest of a backup', () => {
  it('names files of its own folder alone', () => {
    const part = { made_at: '', bytes: 1, sha256: '', migration: '', tables: {}, longest_statement_bytes: 1 }
    const read = (file: string) => {
      const databases = { config: { ...part, file } }
      const manifest = { format: 1, platform_version: '1', source: 'local', databases, not_included: [] }
      writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest))
      return readManifest(folder)
    }
    expect(read('config.sql').databases.config?.file).toBe('config.sql')
    for (const file of ['../config.sql', '/etc/passwd', 'a/../../config.sql', 'a\\b.sql', '.config.sql', ''])
      expect(() => read(file), file).toThrow('a file must have a plain name')
  })
})

it('a backup is not made in a folder with other files, which would be closed to everybody else', () => {
  const used = join(folder, 'used')
  requireOwnFolder(used)
  mkdirSync(join(used, 'pictures'), { recursive: true })
  for (const name of ['config.sql', 'data.sql.part', 'pictures.ndjson', 'manifest.unfinished.json']) writeFileSync(join(used, name), 'x')
  requireOwnFolder(used)
  writeFileSync(join(used, 'letter.txt'), 'x')
  expect(() => requireOwnFolder(used)).toThrow('is not empty: it has letter.txt')
})

it('a backup is not written through a link that has a name of its own', () => {
  const linked = join(folder, 'linked')
  mkdirSync(linked)
  symlinkSync(tmpdir(), join(linked, 'pictures'))
  expect(() => requireOwnFolder(linked)).toThrow('is not empty: it has pictures')
})

describe('the pepper of a new admin key', () => {
  const admin = { id: 'user_1', organizationId: 'org_1' }

  it('is not in the error if it cannot be used', () => {
    const pepper = Buffer.from('a pepper of the deployment, long').toString('base64')
    expect(newAdminKey(admin, JSON.stringify({ 2: pepper }), 'A').row.pepperVersion).toBe(2)
    for (const wrong of [pepper, `{1:"${pepper}"}`, JSON.stringify(pepper), '{}', 'null', '{"1":7}', '{"1":"short"}'])
      expect(() => newAdminKey(admin, wrong, 'A'), wrong).toThrow(/^KEY_PEPPERS is not JSON of the form \{"1":"…"\}/)
  })
})

describe('restore -- reconcile', () => {
  beforeEach(() => {
    writeFileSync(credentialsFile, JSON.stringify({ base_url: 'http://127.0.0.1:9', admin_key: 'cma_live_of_this_machine' }))
  })
  afterEach(() => {
    vi.unstubAllEnvs()
    rmSync(credentialsFile)
  })

  it('names the address at which nothing answers', async () => {
    const port = await freePort()
    const url = `http://127.0.0.1:${port}`
    await expect(reconcile({ url, key: 'cma_live_of_a_platform' }, () => {})).rejects.toThrow(`Nothing answers at ${url} (ECONNREFUSED)`)
  })

  it("sends no platform the key of this machine, and this machine no platform's key", async () => {
    const sent = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new Error('sent'))
    for (const [name, value] of [
      ['PLATFORM_URL', 'http://127.0.0.1:10'],
      ['PLATFORM_ADMIN_KEY', 'cma_live_of_a_platform'],
    ] as const) {
      vi.stubEnv('PLATFORM_URL', undefined)
      vi.stubEnv('PLATFORM_ADMIN_KEY', undefined)
      vi.stubEnv(name, value)
      await expect(
        reconcile({}, () => {}),
        name,
      ).rejects.toThrow('Name the platform and the key of a superadmin')
    }
    expect(sent).not.toHaveBeenCalled()
    sent.mockRestore()
  })
})
