// Tests that scripts find the local databases where wrangler keeps them, whatever names and ids an operator puts into wrangler.toml.
import { spawnSync } from 'node:child_process'
import { existsSync, globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it, test } from 'vitest'
import { runWrangler } from '../../scripts/instance/wrangler.ts'
import { children, node, root } from '../../scripts/local/paths.mjs'
import { localBucketName, localDatabaseFile, localDatabaseId } from '../../scripts/local/stores.ts'

const folder = mkdtempSync(join(tmpdir(), 'stores-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/**
 * Writes a wrangler.toml that has the given lines about CONFIG_DB at its top. In the part of the config service, the database has another
 * name and id than in these lines.
 */
function configurationWith(name: string, database: string, bucket: string): string {
  const file = join(folder, `${name}.toml`)
  const stores = (lines: string, prefix = '') => `[[${prefix}d1_databases]]\nbinding = "CONFIG_DB"\n${lines}\n`
  const lines = ['name = "x"', stores(database), '[[r2_buckets]]', 'binding = "IMAGES"', bucket, '[env.config]']
  writeFileSync(file, [...lines, stores('database_name = "config"\ndatabase_id = "of-the-config-service"', 'env.config.')].join('\n'))
  return file
}

const OTHER_NAME = 'database_name = "my-config"\ndatabase_id = "my-id"'
const BUCKET = 'bucket_name = "my-images"'
test.each([
  ['another-name', OTHER_NAME, 'my-id'],
  ['other-order', 'database_id = "my-id" # mine\nmigrations_dir = "x"\ndatabase_name = "my config"', 'my-id'],
  ['preview', `${OTHER_NAME}\npreview_database_id = "my-preview"`, 'my-preview'],
  ['no-id', 'database_name = "my-config"', 'CONFIG_DB'],
])('%s: the file is the one that wrangler uses', { timeout: 120_000 }, async (name, lines, id) => {
  const configuration = configurationWith(name, lines, BUCKET)
  expect(localDatabaseId('CONFIG_DB', configuration)).toBe(id)
  const state = join(folder, name)
  const command = ['--command', 'CREATE TABLE mark (id TEXT)']
  await runWrangler(['d1', 'execute', 'CONFIG_DB', '--local', '--persist-to', state, '--config', configuration, ...command])
  const file = localDatabaseFile('CONFIG_DB', configuration, state)
  const database = new DatabaseSync(file, { readOnly: true })
  expect(database.prepare('SELECT name FROM sqlite_master').get()).toEqual({ name: 'mark' })
  database.close()
})

it('finds the bucket by the name that the runtime uses', () => {
  expect(localBucketName(configurationWith('bucket', OTHER_NAME, BUCKET))).toBe('my-images')
  expect(localBucketName(configurationWith('bucket', OTHER_NAME, `${BUCKET}\npreview_bucket_name = "tried"`))).toBe('tried')
})

it('names the binding that wrangler.toml lacks', () => {
  expect(() => localDatabaseId('DATA_DB', configurationWith('lacking', OTHER_NAME, BUCKET))).toThrow(
    'has no [[d1_databases]] with binding = "DATA_DB"',
  )
})

it('a command for a local platform that does not exist makes no database', () => {
  const state = join(folder, 'none')
  const environment = { ...children, STATE_DIR: state }
  const made = spawnSync(node, [join(root, 'scripts/local-admin-key.ts')], { env: environment, encoding: 'utf8' })
  expect(made.stderr).toContain(`There is no local platform in ${state}`)
  expect(made.stderr).toContain('00000000-0000-0000-0000-000000000001')
  expect(existsSync(state) ? globSync('**/*.sqlite', { cwd: state }) : []).toEqual([])
})
