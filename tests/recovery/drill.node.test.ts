// Runs the drill of docs/deployment/restore.md with the real commands: it backs up a platform, kills it, restores it elsewhere, and uses
// it.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, globSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { call } from '../../scripts/local/first-run.mjs'
import { root } from '../../scripts/local/paths.mjs'
import { startServer } from '../support/server.mjs'

const folder = mkdtempSync(join(tmpdir(), 'drill-'))
const at = (name: string) => join(folder, name)
const backup = at('backup')
const servers: { kill(): Promise<void> }[] = []
afterAll(async () => {
  for (const server of servers) await server.kill()
  rmSync(folder, { recursive: true, force: true })
})

interface Credentials {
  base_url: string
  admin_key: string
  organization_id: string
  instance_id: string
  project_id: string
  project_key: string
}

function run(script: string, platform: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'scripts', script), ...args], {
    cwd: root,
    env: { ...process.env, STATE_DIR: join(at(platform), 'state'), CREDENTIALS_FILE: join(at(platform), 'credentials.json') },
    encoding: 'utf8',
  })
  return { status, output: `${stdout}${stderr}` }
}
const start = async (platform: string) => {
  const server = await startServer(at(platform))
  servers.push(server)
  return { ...server, credentials: JSON.parse(readFileSync(server.credentialsFile, 'utf8')) as Credentials }
}
const status = async (url: string, key: string) => (await fetch(url, { headers: { authorization: `Bearer ${key}` } })).status
const picture = async (baseUrl: string, key: string, id: string) => {
  const answer = await fetch(`${baseUrl}/v1/assets/${id}/content`, { headers: { authorization: `Bearer ${key}` } })
  return createHash('sha256')
    .update(Buffer.from(await answer.arrayBuffer()))
    .digest('hex')
}

interface Server {
  credentialsFile: string
  log(): string
}
const baseUrlOf = (server: Server) => /(http:\/\/127\.0\.0\.1:\d+)\/docs/.exec(server.log())![1]!
/**
 * Runs `firstRun` of first-run.mjs against this server, as `npm start` and `npm run demo` do. `firstRun` checks the two keys in the file of
 * credentials, the admin's and the project's. `problem` says which of them was missing or did not work; null if both worked.
 */
function firstRun(server: Server): { problem: string | null } {
  const script = `import { firstRun } from ${JSON.stringify(pathToFileURL(join(root, 'scripts/local/first-run.mjs')))}
console.log(JSON.stringify(await firstRun('${baseUrlOf(server)}')))`
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    env: { ...process.env, CREDENTIALS_FILE: server.credentialsFile },
    encoding: 'utf8',
  })
  expect(stderr).toBe('')
  return JSON.parse(stdout) as { problem: string | null }
}

let credentials: Credentials
let revoked: string
let generations: { id: string }[]
let assets: { id: string; sha256: string }[]
const limits = [{ scope: 'project', target: null, metric: 'requests', window_seconds: 3600, limit: 500, burst: 500 }]

beforeAll(async () => {
  const first = await start('first')
  credentials = first.credentials
  const { base_url: url, admin_key: key, project_id: project, instance_id: instance, project_key: projectKey } = credentials
  const made = await call(`${url}/config/v1/keys`, {
    method: 'POST',
    key,
    body: { kind: 'project', project_id: project, name: "It's; \"odd\" -- 'name'\n/* two lines */", scopes: ['read', 'generate'] },
  })
  revoked = made.secret
  await call(`${url}/config/v1/keys/${made.id}`, { method: 'DELETE', key })
  const before = await fetch(`${url}/config/v1/instances/${instance}/limits`, { headers: { authorization: `Bearer ${key}` } })
  await call(`${url}/config/v1/instances/${instance}/limits`, {
    method: 'PUT',
    key,
    headers: { 'if-match': before.headers.get('etag')! },
    body: { limits },
  })
  for (const prompt of ["a lighthouse; it's night", 'ein Turm, ünïcode 🌊'])
    await call(`${url}/v1/generate`, { method: 'POST', key: projectKey, body: { model: 'sketch', prompt, size: '64x64' } })
  generations = (await call(`${url}/v1/generations?limit=50`, { key: projectKey })).data
  assets = (await call(`${url}/v1/assets?limit=50`, { key: projectKey })).data

  // The platform runs during the backup. After the backup, the test kills the platform.
  const saved = run('backup.ts', 'first', backup, '--copy-pictures')
  expect(saved.output).toContain(`The backup is in ${backup}`)
  expect(saved.status).toBe(0)
  await first.kill()
}, 600_000)

describe('npm run backup', () => {
  it('only this user can read it, and it has no key and no secret', () => {
    const files = globSync('**/*', { cwd: backup }).map((name) => join(backup, name))
    expect(files.length).toBeGreaterThan(6)
    for (const file of files) expect(statSync(file).mode & 0o777).toBe(statSync(file).isDirectory() ? 0o700 : 0o600)
    const text = ['config.sql', 'data.sql', 'manifest.json', 'pictures.ndjson']
      .map((name) => readFileSync(join(backup, name), 'utf8'))
      .join()
    const secrets = [...readFileSync(join(root, '.dev.vars'), 'utf8').matchAll(/[A-Za-z0-9+/_-]{32,}=*/g)].map(([secret]) => secret)
    expect(secrets.length).toBeGreaterThan(4)
    for (const secret of [...secrets, credentials.admin_key, credentials.project_key, revoked]) expect(text).not.toContain(secret)
  })

  it('after kill -9 it has the same content; an interrupted one continues', { timeout: 600_000 }, () => {
    const second = at('second-backup')
    expect(run('backup.ts', 'first', second, '--only', 'config').status).toBe(0)
    const [one, other] = [backup, second].map((name) => JSON.parse(readFileSync(join(name, 'manifest.json'), 'utf8')))
    expect(other.databases.config.tables).toEqual(one.databases.config.tables)
    expect(run('backup.ts', 'first', second).output).toContain('holds a finished backup')
    // Simulates a backup that was interrupted after it had saved CONFIG_DB and before it saved DATA_DB.
    writeFileSync(join(second, 'manifest.unfinished.json'), readFileSync(join(second, 'manifest.json')))
    rmSync(join(second, 'manifest.json'))
    expect(run('restore.ts', 'nowhere', second).output).toContain('is not finished')
    const continued = run('backup.ts', 'first', second)
    expect(continued).toMatchObject({ status: 0, output: expect.stringContaining('config: saved before') as unknown })
  })
})

describe('npm run restore', () => {
  it.each([
    ['a changed database', 'config.sql', 'has the SHA-256'],
    ['a changed picture', undefined, 'is missing or was changed'],
  ])('%s is noticed before anything is written', { timeout: 600_000 }, (_, name, message) => {
    const broken = at('broken')
    cpSync(backup, broken, { recursive: true })
    const file = join(broken, name ?? globSync('pictures/*/*', { cwd: broken })[0]!)
    writeFileSync(file, Buffer.concat([readFileSync(file), Buffer.from('\n-- x')]))
    const { status, output } = run('restore.ts', 'untouched', broken)
    expect(output).toContain(message)
    expect(status).toBe(1)
    expect(existsSync(at('untouched'))).toBe(false)
    rmSync(broken, { recursive: true })
  })

  it('refuses a platform that has data, and changes nothing there', () => {
    const saved = run('backup.ts', 'first', at('third-backup'), '--only', 'data')
    expect(saved.status).toBe(0)
    const other = JSON.parse(readFileSync(join(backup, 'manifest.json'), 'utf8'))
    const older = at('older')
    cpSync(backup, older, { recursive: true })
    // Makes a backup that has one row less than the platform, as if it came from an earlier point in time.
    const sql = readFileSync(join(older, 'config.sql'), 'utf8').replace(/^INSERT INTO "log_entries" .*;\n/m, '')
    writeFileSync(join(older, 'config.sql'), sql)
    other.databases.config.sha256 = createHash('sha256').update(sql).digest('hex')
    other.databases.config.tables.log_entries -= 1
    writeFileSync(join(older, 'manifest.json'), JSON.stringify(other))
    const refused = run('restore.ts', 'first', older)
    expect(refused.output).toMatch(/CONFIG_DB of the target is not empty \(organizations: 1, users: 1, keys: 3\)/)
    expect(refused.status).toBe(1)
    expect(run('restore.ts', 'first', older, '--force')).toMatchObject({ status: 0 })
  }, 600_000)

  it('elsewhere: keys, revocations, organizations, limits, generations and pictures are the same', async () => {
    const restored = run('restore.ts', 'second', backup)
    expect(restored.output).toContain('pictures: 3 restored and verified')
    expect(restored.status).toBe(0)
    // A second run of the same command finds that the rows are already restored.
    expect(run('restore.ts', 'second', backup).output).toContain('config: has the rows of the backup already')
    // The restore also notices a changed value, although the number of rows is the same.
    const file = globSync('v3/d1/*/*.sqlite', { cwd: join(at('second'), 'state') })
      .map((name) => new DatabaseSync(join(at('second'), 'state', name)))
      .find((database) => database.prepare(`SELECT 1 FROM sqlite_master WHERE name = 'organizations'`).get() !== undefined)!
    const { name } = file.prepare('SELECT name FROM organizations').get() as { name: string }
    file.prepare('UPDATE organizations SET name = ?').run('Changed')
    expect(run('restore.ts', 'second', backup)).toMatchObject({ status: 1, output: expect.stringContaining('is not empty') as unknown })
    file.prepare('UPDATE organizations SET name = ?').run(name)
    file.close()
    expect(run('restore.ts', 'second', backup).output).toContain('config: has the rows of the backup already')
    cpSync(join(at('first'), 'credentials.json'), join(at('second'), 'credentials.json'))
    const { credentials: now } = await start('second')
    const { base_url: url, admin_key: key, project_key: projectKey } = now
    expect(projectKey).toBe(credentials.project_key)

    expect(await status(`${url}/v1/models`, projectKey)).toBe(200)
    expect(await status(`${url}/v1/models`, revoked)).toBe(401)
    const organizations = (await call(`${url}/config/v1/organizations`, { key })).data as { id: string }[]
    expect(organizations.map(({ id }) => id)).toEqual([credentials.organization_id])
    expect((await call(`${url}/config/v1/instances/${credentials.instance_id}/limits`, { key })).limits).toMatchObject(limits)
    expect(await call(`${url}/config/v1/audit-log/verify`, { key })).toMatchObject({ intact: true })
    const listed = (await call(`${url}/v1/generations?limit=50`, { key: projectKey })).data as { id: string }[]
    expect(listed.map(({ id }) => id)).toEqual(generations.map(({ id }) => id))
    expect(assets).toHaveLength(3)
    for (const asset of assets) expect(await picture(url, projectKey, asset.id)).toBe(asset.sha256)
    const made = await call(`${url}/v1/generate`, {
      method: 'POST',
      key: projectKey,
      body: { model: 'sketch', prompt: 'x', size: '64x64' },
    })
    expect(made.status).toBe('succeeded')
  }, 600_000)

  it('without the credentials file: every command says what to do, and a new admin key makes the file', { timeout: 600_000 }, async () => {
    expect(run('restore.ts', 'keyless', backup)).toMatchObject({ status: 0 })
    const server = await startServer(at('keyless'))
    servers.push(server)
    expect(server.log()).toContain('has users, but there is no file')
    expect(server.log()).toContain('npm run local:admin-key')
    expect(server.log()).not.toMatch(/answered 404|undefined/)

    const made = run('local-admin-key.ts', 'keyless')
    expect(made).toMatchObject({ status: 0, output: expect.stringContaining(`is in ${server.credentialsFile}`) as unknown })
    const stored = () => JSON.parse(readFileSync(server.credentialsFile, 'utf8')) as Partial<Credentials>
    expect(made.output).not.toContain(stored().admin_key)
    expect(statSync(server.credentialsFile).mode & 0o777).toBe(0o600)
    expect(await status(`${baseUrlOf(server)}/config/v1/me`, stored().admin_key!)).toBe(200)

    const { problem } = firstRun(server)
    expect(problem).toContain('names no project')
    expect(problem).toContain(`${credentials.project_id}  Local / Development / First project`)
    expect(problem).not.toContain('undefined')

    writeFileSync(server.credentialsFile, JSON.stringify({ ...stored(), project_id: credentials.project_id }))
    expect(firstRun(server).problem).toContain('was missing; a new one is in its place')
    expect(await status(`${baseUrlOf(server)}/v1/models`, stored().project_key!)).toBe(200)
    expect(firstRun(server).problem).toBeNull()
    const { organization_id, instance_id, project_id } = credentials
    expect(stored()).toMatchObject({ organization_id, instance_id, project_id })
  })
})
