// Tests those runbooks of docs/deployment/runbooks.md that need a deployment, with the real commands, the built Worker, and a fake
// Cloudflare account on this machine.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { call } from '../../scripts/local/first-run.mjs'
import { root } from '../../scripts/local/paths.mjs'
import { configBundle } from '../support/agency.mjs'
import { CloudflareAccount } from '../support/cloudflare-account.mjs'
import { migrationsOf } from '../support/migrations.mjs'
import { freePort } from '../support/server.mjs'

const folder = mkdtempSync(join(tmpdir(), 'runbooks-'))
const key32 = (text: string) => Buffer.from(text.padEnd(32, '.')).toString('base64')
const SETUP_TOKEN = 'setup-token-for-runbook-tests-0123456789'
const PEPPERS = JSON.stringify({ 1: key32('pepper') })
let account: CloudflareAccount
let config: string
let adminKey: string
let organization: string

beforeAll(async () => {
  const port = await freePort()
  const development = { ENVIRONMENT: 'test', ALLOW_PRIVATE_ADDRESSES: 'true', VALIDATE_RESPONSES: 'true' }
  account = new CloudflareAccount(join(folder, 'account'), {
    code: configBundle(folder),
    port,
    migrations: migrationsOf('config'),
    bindings: {
      ...development,
      SETUP_TOKEN,
      KEY_PEPPERS: PEPPERS,
      KEY_ENCRYPTION_KEYS: JSON.stringify({ 1: key32('kek') }),
      SESSION_KEY: key32('s'),
    },
  })
  await account.start()
  await account.own({ database: { uuid: '00000000-0000-0000-0000-000000000001', name: 'config', local: 'config' } })
  config = `http://127.0.0.1:${port}/config/v1`
  const made = await call(`${config}/setup`, {
    method: 'POST',
    body: { setup_token: SETUP_TOKEN, organization: { name: 'A', slug: 'a' }, admin: { name: "O'Neil", email: 'admin@example.com' } },
  })
  adminKey = made.secret
  organization = made.organization.id
}, 600_000)
afterAll(async () => {
  await account.stop()
  rmSync(folder, { recursive: true, force: true })
})

/**
 * Runs `npm run break-glass` without blocking this process, because the fake Cloudflare account that the command calls runs in this
 * process, too.
 */
function breakGlass(peppers: string | undefined, ...args: string[]): Promise<{ status: number | null; output: string }> {
  const { KEY_PEPPERS: _, ...environment } = process.env
  const child = spawn(process.execPath, [join(root, 'scripts/break-glass.ts'), ...args], {
    cwd: root,
    env: { ...environment, ...account.environment, ...(peppers === undefined ? {} : { KEY_PEPPERS: peppers }) },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text))
  return new Promise((resolve) => child.once('exit', (status) => resolve({ status, output })))
}
/** Rotates a key without a grace period: the old key stops working immediately. Returns the new key. */
const rotateAtOnce = (id: string, key: string) =>
  call(`${config}/keys/${id}/rotate`, { method: 'POST', key, body: { grace_period_seconds: 0 } })
const status = async (key: string, path = '/me') =>
  (await fetch(`${config}${path}`, { headers: { authorization: `Bearer ${key}` } })).status

it(
  'a lost superadmin key: a new one is made with the secrets of the deployment, and the audit log says so',
  { timeout: 600_000 },
  async () => {
    const dependent = await call(`${config}/keys`, {
      method: 'POST',
      key: adminKey,
      body: { kind: 'user', name: 'Made with the lost key', scopes: ['read', 'manage'] },
    })
    expect((await breakGlass(undefined)).output).toContain('KEY_PEPPERS is not set')
    expect((await breakGlass(PEPPERS, '--user', 'nobody@example.com')).output).toContain('No superadmin has the address')
    const { status: code, output } = await breakGlass(PEPPERS, '--user', 'admin@example.com')
    expect(output).toContain("A new key of O'Neil (admin@example.com)")
    expect(code).toBe(0)
    const key = /cma_live_\w+/.exec(output)![0]
    expect(await call(`${config}/me`, { key })).toMatchObject({ user: { role: 'superadmin' } })
    expect((await call(`${config}/audit-log/verify`, { key })).intact).toBe(true)
    const [entry] = (await call(`${config}/audit-log?action=key.create&limit=1`, { key })).data
    expect(entry).toMatchObject({ actor: { kind: 'system' }, after: { made_by: 'npm run break-glass' } })
    // The output of break-glass tells the admin to rotate the lost key, and then the key that break-glass has made. The test rotates both.
    // `daily` is the key that replaces the key of break-glass; it is the admin's key from now on. The key `dependent` was made with the
    // lost key, and must still work.
    expect(output).toContain('rotate it with grace_period_seconds 0')
    expect(output).toContain('Rotate this new key in the same way')
    const list = (await call(`${config}/keys?limit=10`, { key })).data as { id: string; name: string }[]
    const idOf = (name: string) => list.find((each) => each.name === name)!.id
    await rotateAtOnce(idOf('First key'), key)
    expect(await status(adminKey)).toBe(401)
    const daily = await rotateAtOnce(idOf('Break-glass key'), key)
    expect(await status(key)).toBe(401)
    expect(await status(daily.secret)).toBe(200)
    expect(await status(dependent.secret)).toBe(200)
    // The entries of these changes continue the chain of the audit log, so the chain is intact.
    expect((await call(`${config}/audit-log/verify`, { key: daily.secret })).intact).toBe(true)
    adminKey = daily.secret
  },
)

it('break-glass with another pepper makes a dead key, and with --url no active key remains', { timeout: 600_000 }, async () => {
  const another = JSON.stringify({ 1: key32('another') })
  const active = async () =>
    ((await call(`${config}/keys?status=active&limit=50`, { key: adminKey })).data as { name: string }[]).filter(
      ({ name }) => name === 'Break-glass key',
    ).length
  const before = await active()
  const tried = await breakGlass(another, '--url', config.replace('/config/v1', ''))
  expect(tried.output).toContain('KEY_PEPPERS is not the one of this deployment')
  expect(tried.output).not.toContain('cma_live_')
  expect(tried.status).toBe(1)
  expect(await active()).toBe(before)
  expect((await call(`${config}/audit-log/verify`, { key: adminKey })).intact).toBe(true)
  const untried = await breakGlass(another)
  expect(untried.output).toContain('If it answers invalid_key')
  expect(await status(/cma_live_\w+/.exec(untried.output)![0])).toBe(401)
  const right = await breakGlass(PEPPERS, '--url', config.replace('/config/v1', ''))
  expect(right.output).not.toContain('invalid_key')
  expect(await status(/cma_live_\w+/.exec(right.output)![0])).toBe(200)
})

it('a rotated pepper: old keys work until the old version is removed, new keys work on', { timeout: 600_000 }, async () => {
  await account.configure({ KEY_PEPPERS: JSON.stringify({ 1: key32('pepper'), 2: key32('second') }) })
  expect(await status(adminKey)).toBe(200)
  const made = await call(`${config}/keys`, {
    method: 'POST',
    key: adminKey,
    body: { kind: 'user', name: 'New', scopes: ['read', 'manage'] },
  })
  await account.configure({ KEY_PEPPERS: JSON.stringify({ 2: key32('second') }) })
  expect(await status(adminKey)).toBe(401)
  expect(await status(made.secret)).toBe(200)
  await account.configure({ KEY_PEPPERS: JSON.stringify({ 1: key32('pepper'), 2: key32('second') }) })
  expect(await status(adminKey)).toBe(200)
})

it(
  'a compromised provider key: the new one is in force at once, and the old one is not stored any more',
  { timeout: 600_000 },
  async () => {
    const key = adminKey
    const instance = await call(`${config}/instances`, {
      method: 'POST',
      key,
      body: { organization_id: organization, name: 'One', slug: 'one', default_model: 'sketch' },
    })
    const path = `${config}/instances/${instance.id}/credentials/openai`
    const stored = await call(path, { method: 'PUT', key, body: { fields: { api_key: 'sk-stolen-key-of-openai-1234' } } })
    const rotated = await call(`${config}/credentials/${stored.id}/rotate`, {
      method: 'POST',
      key,
      body: { fields: { api_key: 'sk-fresh-key-of-openai-5678' } },
    })
    expect(rotated).toMatchObject({ version: 2 })
    expect(JSON.stringify(rotated)).not.toContain('sk-fresh')
    const [entry] = (await call(`${config}/audit-log?action=credential.rotate&limit=1`, { key })).data
    expect(entry.after.version).toBe(2)
  },
)
