// Tests backup and restore of a deployment with the real wrangler, against a fake Cloudflare account on this machine.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { root } from '../../scripts/local/paths.mjs'
import { survey, writeSqlFile } from '../../scripts/recovery/sql-file.ts'
import { CloudflareAccount } from '../support/cloudflare-account.mjs'
import { migrationsOf } from '../support/migrations.mjs'
import { freePort } from '../support/server.mjs'

const folder = mkdtempSync(join(tmpdir(), 'remote-'))
const SERVICE = `import { DurableObject } from "cloudflare:workers"
export class RateLimiter extends DurableObject {}
export class OrganizationBudget extends DurableObject {}
export class Outbox extends DurableObject {}
export class AlertSender extends DurableObject {}
export default { fetch: () => new Response() }`
let account: CloudflareAccount
beforeAll(async () => {
  account = new CloudflareAccount(join(folder, 'account'), { code: SERVICE, bindings: {}, port: await freePort(), migrations: [] })
  await account.start()
  for (const [number, name] of ['config', 'data'].entries())
    await account.own({ database: { uuid: `00000000-0000-0000-0000-00000000000${number + 1}`, name } })
  await account.own({ bucket: 'images' })
})
afterAll(async () => {
  await account.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** Runs a script without blocking this process, because the fake Cloudflare account runs in this process, too. */
function run(script: string, ...args: string[]): Promise<{ status: number | null; output: string }> {
  const child = spawn(process.execPath, [join(root, 'scripts', script), ...args, '--remote'], {
    cwd: root,
    env: { ...process.env, ...account.environment },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text))
  return new Promise((resolve) => child.once('exit', (status) => resolve({ status, output })))
}

const PICTURE = Buffer.from('not really a picture, but bytes with a hash')
const hash = createHash('sha256').update(PICTURE).digest('hex')

/**
 * Makes a backup without the backup command: writes its files directly. The backup has the tables of this version, one picture, and a text
 * that is difficult to quote in SQL. Returns its folder.
 */
async function madeBackup(): Promise<string> {
  const backup = join(folder, 'made')
  mkdirSync(join(backup, 'pictures', hash.slice(0, 2)), { recursive: true })
  writeFileSync(join(backup, 'pictures', hash.slice(0, 2), hash), PICTURE)
  const line = `${JSON.stringify({ key: 'inst_1/gen_1/0-0', bytes: PICTURE.length, sha256: hash })}\n`
  writeFileSync(join(backup, 'pictures.ndjson'), line)
  const databases: Record<string, unknown> = {}
  for (const name of ['config', 'data'] as const) {
    const database = new DatabaseSync(':memory:')
    database.exec('CREATE TABLE d1_migrations (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP)')
    for (const statement of migrationsOf(name)) database.exec(statement)
    const head = JSON.parse(readFileSync(join(root, 'migrations', name, 'meta/_journal.json'), 'utf8')).entries.at(-1).tag as string
    database.prepare('INSERT INTO d1_migrations (name) VALUES (?)').run(`${head}.sql`)
    if (name === 'data')
      database
        .prepare(
          `INSERT INTO assets (id, instance_id, project_id, key, format, width, height, size_bytes, sha256, created_at) VALUES ('a', 'inst_1', 'p;''"', 'inst_1/gen_1/0-0', 'png', 1, 1, ?, ?, 1)`,
        )
        .run(PICTURE.length, hash)
    else {
      database.exec(`INSERT INTO organizations (id, name, slug, created_at, updated_at) VALUES ('org_1', 'two\nlines; it''s', 'one', 1, 1)`)
      // The backup lists the rows by table, in the order in which the migrations make the tables. The migrations make `grants` before
      // `users` and `instances`. So the grant comes before the user and the instance to which it refers. A restore must accept this order,
      // too.
      database.exec(`INSERT INTO users (id, organization_id, name, email, role, created_at, updated_at)
        VALUES ('user_1', 'org_1', 'Grace', 'grace@example.com', 'developer', 1, 1)`)
      database.exec(`INSERT INTO instances (id, organization_id, name, slug, fallback_chain, cors_origins, content_policy, limits, limits_updated_at, model_settings, model_settings_updated_at, created_at, updated_at)
        VALUES ('inst_1', 'org_1', 'Production', 'production', '[]', '[]', '{}', '[]', 1, '{}', 1, 1, 1)`)
      database.exec(`INSERT INTO grants (user_id, instance_id, role) VALUES ('user_1', 'inst_1', 'developer')`)
    }
    const file = join(backup, `${name}.sql`)
    writeSqlFile(database, file, () => {})
    const { bytes, sha256, tables, longestStatementBytes } = await survey(file, () => null)
    databases[name] = {
      file: `${name}.sql`,
      made_at: 'x',
      bytes,
      sha256,
      migration: head,
      tables,
      longest_statement_bytes: longestStatementBytes,
    }
    database.close()
  }
  const pictures = { file: 'pictures.ndjson', bytes: line.length, sha256: createHash('sha256').update(line).digest('hex') }
  const manifest = { format: 1, platform_version: '0', source: 'local', databases, not_included: [] }
  writeFileSync(
    join(backup, 'manifest.json'),
    JSON.stringify({ ...manifest, pictures: { ...pictures, count: 1, picture_bytes: PICTURE.length, copied: true, missing: [] } }),
  )
  return backup
}

it('a backup goes into an empty account and comes out of it the same', { timeout: 900_000 }, async () => {
  const made = await madeBackup()
  const restored = await run('restore.ts', made)
  expect(restored.output).toContain('pictures: 1 restored and verified')
  expect(restored.output).toContain('When it serves: npm run restore -- reconcile --url')
  expect(restored.status).toBe(0)

  const saved = await run('backup.ts', join(folder, 'saved'), '--copy-pictures')
  expect(saved.output).toContain('pictures: 1 listed and copied')
  expect(saved.status).toBe(0)
  expect(`${restored.output}${saved.output}`).not.toMatch(/secret-of-the-address|token-for-tests/)
  const manifests = [made, join(folder, 'saved')].map((name) => JSON.parse(readFileSync(join(name, 'manifest.json'), 'utf8')))
  for (const name of ['config', 'data']) expect(manifests[1].databases[name].tables).toEqual(manifests[0].databases[name].tables)
  expect(manifests[1].pictures.sha256).toBe(manifests[0].pictures.sha256)
  expect(statSync(join(folder, 'saved', 'config.sql')).mode & 0o777).toBe(0o600)

  // The target has exactly the rows of the backup `saved`, so restoring `saved` is allowed and changes nothing. Then the test changes the
  // organizations in the backup `made`. Now the target has other rows than this backup, so restoring `made` is refused.
  const other = join(folder, 'made')
  manifests[0].databases.config.tables.organizations = 1
  const refused = await run('restore.ts', join(folder, 'saved'))
  expect(refused.output).toContain('config: has the rows of the backup already')
  const database = new DatabaseSync(':memory:', { enableForeignKeyConstraints: false })
  database.exec(readFileSync(join(other, 'config.sql'), 'utf8').replaceAll("'org_1'", "'org_2'"))
  database.exec(`INSERT INTO organizations (id, name, slug, created_at, updated_at) VALUES ('org_3', 'More', 'more', 1, 1)`)
  writeSqlFile(database, join(other, 'config.sql'), () => {})
  const { bytes, sha256, tables } = await survey(join(other, 'config.sql'), () => null)
  Object.assign(manifests[0].databases.config, { bytes, sha256, tables })
  writeFileSync(join(other, 'manifest.json'), JSON.stringify(manifests[0]))
  expect((await run('restore.ts', other)).output).toContain('CONFIG_DB of the target is not empty (organizations: 1, users: 1)')
  // With --force, the tables of the target are dropped, in an order that the foreign keys allow. Then the backup is written.
  expect((await run('restore.ts', other, '--force')).status).toBe(0)
  await run('backup.ts', join(folder, 'after'), '--only', 'config')
  expect(readFileSync(join(folder, 'after', 'config.sql'), 'utf8')).toMatch(/org_2[\s\S]*org_3/)
})
