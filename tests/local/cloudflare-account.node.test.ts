// Tests the fake Cloudflare account of `npm run try:account`. The tests run the real wrangler on this account, as an admin would: wrangler
// deploys the config service's Worker, sets its secrets and rolls it back.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { Account } from '../../scripts/instance/account.ts'
import { runWrangler } from '../../scripts/instance/wrangler.ts'
import { children, node, root, wrangler as wranglerFile } from '../../scripts/local/paths.mjs'
import { CloudflareAccount } from '../support/cloudflare-account.mjs'
import { freePort } from '../support/server.mjs'

const CONFIG = 'multi-agent-system-config'
const folder = mkdtempSync(join(tmpdir(), 'try-account-'))
/** Returns the code of a config service. Each response contains `number`, which identifies the code, and the Worker's variables. */
const service = (number: number) => `import { DurableObject, WorkerEntrypoint } from "cloudflare:workers"
export class RateLimiter extends DurableObject {}
export class OrganizationBudget extends DurableObject {}
export class Outbox extends DurableObject {}
export class AlertSender extends DurableObject {}
export class ConfigService extends WorkerEntrypoint {}
export default { fetch: ({ url }, { VERSION, KEY_PEPPERS, ENVIRONMENT }) => {
  if (url.endsWith("/log")) console.log("a line of the log")
  return Response.json({ code: ${number}, VERSION, KEY_PEPPERS, ENVIRONMENT })
} }`
let account: CloudflareAccount
let url: string
const asked: string[] = []

beforeAll(async () => {
  const port = await freePort()
  url = `http://127.0.0.1:${port}`
  const config = { code: service(1), bindings: { KEY_PEPPERS: 'first' }, own: { ENVIRONMENT: 'test' }, port, migrations: [] }
  account = new CloudflareAccount(join(folder, 'account'), config)
  await account.start()
  await account.own({ database: { uuid: '00000000-0000-0000-0000-000000000001', name: 'config', local: 'config' } })
  account.portOf = (worker) => void asked.push(worker)
}, 120_000)
afterAll(async () => {
  vi.unstubAllEnvs()
  await account.stop()
  rmSync(folder, { recursive: true, force: true })
})

const wrangler = (...args: string[]) => runWrangler(args, { cwd: folder, environment: account.environment })
const serves = async () => (await (await fetch(url)).json()) as Record<string, unknown>

/** Runs `wrangler secret put` with this value on its standard input. */
function putSecret(name: string, value: string, worker: string): Promise<{ status: number | null; output: string }> {
  const child = spawn(node, [wranglerFile, 'secret', 'put', name, '--name', worker], {
    cwd: folder,
    env: { ...children, CI: 'true', ...account.environment },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text))
  child.stdin.end(value)
  return new Promise((resolve) => child.once('exit', (status) => resolve({ status, output })))
}
/** Writes the code and the configuration of a Worker, and deploys it. */
function deploy(name: string, code: string, more: string, ...args: string[]) {
  writeFileSync(join(folder, 'worker.js'), code)
  const file = join(folder, `${name}.toml`)
  writeFileSync(file, `name = "${name}"\nmain = "worker.js"\ncompatibility_date = "2026-10-01"\n${more}`)
  return wrangler('deploy', '--config', file, ...args)
}

describe("the account's config service", { timeout: 300_000 }, () => {
  it('is the Worker that wrangler.toml names', () => {
    const toml = readFileSync(join(root, 'wrangler.toml'), 'utf8')
    expect(toml).toContain(`[env.config]\nname = "${CONFIG}"`)
    expect(toml).toContain('\nname = "multi-agent-system"\n')
  })

  it('has secrets of its own, which can be set, and which an upload keeps', async () => {
    expect(await serves()).toEqual({ code: 1, KEY_PEPPERS: 'first', ENVIRONMENT: 'test' })
    const put = await putSecret('KEY_PEPPERS', 'second', CONFIG)
    expect(put, put.output).toMatchObject({ status: 0 })
    expect(put.output).not.toContain("doesn't seem to be a Worker")
    expect(await serves()).toMatchObject({ code: 1, KEY_PEPPERS: 'second' })
    expect(JSON.parse(await wrangler('secret', 'list', '--name', CONFIG))).toEqual([{ name: 'KEY_PEPPERS', type: 'secret_text' }])
  })

  it('writes a log, and says which calls of wrangler the account does not play', async () => {
    const lines: string[] = []
    account.log = (line) => lines.push(line)
    expect((await fetch(`${url}/log`)).status).toBe(200)
    await expect.poll(() => lines).toContain('a line of the log')
    await expect(wrangler('tail', CONFIG)).rejects.toThrow(`does not play POST /accounts/account/workers/scripts/${CONFIG}/tails.`)
    await expect(wrangler('d1', 'time-travel', 'info', 'config')).rejects.toThrow('does not play GET /accounts/account/d1/database/')
    expect(JSON.parse(await wrangler('d1', 'info', 'config', '--json'))).toMatchObject({
      name: 'config',
      database_size: expect.any(Number),
    })
  })

  it('serves what is uploaded, lists its deployments, and goes back', async () => {
    await deploy(CONFIG, service(2), '', '--var', 'ENVIRONMENT:production', '--var', 'VERSION:0.3.1')
    expect(await serves()).toEqual({ code: 2, KEY_PEPPERS: 'second', VERSION: '0.3.1', ENVIRONMENT: 'test' })
    expect((await wrangler('deployments', 'list', '--name', CONFIG)).match(/^Created: /gm)).toHaveLength(2)
    await wrangler('rollback', '--name', CONFIG, '--yes', '--message', 'back')
    expect(await serves()).toMatchObject({ code: 1, KEY_PEPPERS: 'second' })
    await expect(wrangler('delete', '--name', CONFIG, '--force')).rejects.toThrow('cannot be without its config service')
    expect(asked).toEqual([])
  })

  it('goes on with the version before if an upload or a secret does not start, and takes the next one that does', async () => {
    const before = await serves()
    const versions = async () => (await wrangler('versions', 'list', '--name', CONFIG)).match(/^Version ID: /gm)
    const known = await versions()
    for (const [code, reason] of [
      [`${service(3)}\nthrow new Error('the start fails')`, 'Uncaught Error: the start fails'],
      [`${service(3)}\nawait fetch('https://example.com')`, 'Disallowed operation called within global scope'],
    ] as const) {
      const refused = deploy(CONFIG, code, '')
      await expect(refused).rejects.toThrow(reason)
      await expect(refused).rejects.toThrow('[code: 10021]')
      expect(await serves()).toEqual(before)
    }
    expect(await versions()).toEqual(known)
    const needing = "import { env } from 'cloudflare:workers'\nif (!env.KEY_PEPPERS.startsWith('s')) throw new Error('a bad pepper')\n"
    await deploy(CONFIG, needing + service(4), '')
    expect(await serves()).toMatchObject({ code: 4 })
    const put = await putSecret('KEY_PEPPERS', 'bad', CONFIG)
    expect(put.status).not.toBe(0)
    expect(put.output).toContain('a bad pepper')
    expect(await serves()).toMatchObject({ code: 4, KEY_PEPPERS: 'second' })
    await deploy(CONFIG, service(1), '')
    expect(await serves()).toMatchObject({ code: 1, KEY_PEPPERS: 'second' })
  })

  it('a first upload that does not start makes no Worker', async () => {
    await expect(deploy('broken', "throw new Error('the start fails')\nexport default {}", '')).rejects.toThrow('the start fails')
    expect(account.contents.workers).toEqual([])
    expect(asked).toEqual([])
  })

  it('is not confused with the Worker for both services, whose name wrangler takes without --env', async () => {
    const put = await putSecret('KEY_PEPPERS', 'third', 'multi-agent-system')
    expect(put.status).not.toBe(0)
    expect(put.output).toContain('Add --env config.')
    expect(account.contents.workers).toEqual([])
  })

  it('is the only one: a deployment with another, and a secret of a Worker that does not exist, are refused', async () => {
    const objects = '[[durable_objects.bindings]]\nname = "RATE_LIMITER"\nclass_name = "RateLimiter"\n'
    const staging = deploy('multi-agent-system-staging', service(7), objects)
    await expect(staging).rejects.toThrow(`does not run multi-agent-system-staging: it has one config service alone, ${CONFIG}`)
    const put = await putSecret('LINK_SIGNING_KEYS', 'x', 'multi-agent-system-staging')
    expect(put.status).not.toBe(0)
    expect(put.output).toContain('makes no empty one for a secret. Deploy it first.')
    expect(account.contents.workers).toEqual([])
  })

  it('only a dedicated Worker takes an address, and a secret is for one that is deployed', async () => {
    expect(asked).toEqual([])
    const binding = `services = [{ binding = "CONFIG", service = "${CONFIG}", entrypoint = "ConfigService" }]\n`
    await deploy('dedicated', 'export default { fetch: () => new Response() }', binding)
    expect(asked).toEqual(['dedicated'])
    expect(account.contents.workers).toEqual(['dedicated'])
    expect(await putSecret('LINK_SIGNING_KEYS', 'x', 'dedicated')).toMatchObject({ status: 0 })
  })

  it('stays as it is if another Worker needs an entrypoint that an upload lacks', async () => {
    const before = await serves()
    account.listen('dedicated', await freePort())
    const binding = `services = [{ binding = "CONFIG", service = "${CONFIG}", entrypoint = "ConfigService" }]\n`
    await deploy('dedicated', 'export default { fetch: () => new Response() }', binding)
    const lacking = service(5).replace(/export class ConfigService.*/, '')
    await expect(deploy(CONFIG, lacking, '')).rejects.toThrow('has no such named entrypoint')
    expect(await serves()).toEqual(before)
    await deploy(CONFIG, service(6), '')
    expect(await serves()).toMatchObject({ code: 6 })
  })
})

describe('a dedicated Worker', { timeout: 300_000 }, () => {
  it('has the domain with which wrangler deploys it, and the command line reads it', async () => {
    vi.stubEnv('CLOUDFLARE_API_TOKEN', account.environment.CLOUDFLARE_API_TOKEN)
    vi.stubEnv('CLOUDFLARE_ACCOUNT_ID', account.environment.CLOUDFLARE_ACCOUNT_ID)
    vi.stubEnv('CLOUDFLARE_API_BASE_URL', account.environment.CLOUDFLARE_API_BASE_URL)
    const known = new Account(folder)
    const routes = 'workers_dev = false\nroutes = [{ pattern = "images.acme.example", custom_domain = true }]\n'
    await deploy('with-domain', 'export default { fetch: () => new Response() }', routes)
    expect(await known.domains('with-domain')).toEqual(['images.acme.example'])
    expect(await known.domains('dedicated')).toEqual([])
  })
})

describe('a KV namespace', { timeout: 300_000 }, () => {
  it('gets an id, is listed, and is deleted; what it would hold is not played', async () => {
    const id = /[0-9a-f]{32}/.exec(await wrangler('kv', 'namespace', 'create', 'SNAPSHOTS'))![0]
    const list = async () => JSON.parse(await wrangler('kv', 'namespace', 'list')) as unknown
    expect(await list()).toEqual([{ id, title: 'SNAPSHOTS', supports_url_encoding: true }])
    await expect(wrangler('kv', 'namespace', 'create', 'SNAPSHOTS')).rejects.toThrow('already exists')
    const put = wrangler('kv', 'key', 'put', 'a', 'b', '--namespace-id', id, '--remote')
    await expect(put).rejects.toThrow('does not play PUT /accounts/account/storage/kv/namespaces/')
    await wrangler('kv', 'namespace', 'delete', '--namespace-id', id, '--skip-confirmation')
    expect(await list()).toEqual([])
  })
})

describe('a bucket', { timeout: 300_000 }, () => {
  it('deletes the object that wrangler names', async () => {
    await account.own({ bucket: 'images' })
    const [put, got] = [join(folder, 'put'), join(folder, 'got')]
    writeFileSync(put, 'bytes')
    await wrangler('r2', 'object', 'put', 'images/inst_1/a b', '--remote', '--file', put)
    await wrangler('r2', 'object', 'get', 'images/inst_1/a b', '--remote', '--file', got)
    expect(readFileSync(got, 'utf8')).toBe('bytes')
    await wrangler('r2', 'object', 'delete', 'images/inst_1/a b', '--remote')
    await expect(wrangler('r2', 'object', 'get', 'images/inst_1/a b', '--remote', '--file', got)).rejects.toThrow('does not exist')
    await wrangler('r2', 'bucket', 'delete', 'images')
    expect(account.contents.buckets).toEqual([])
  })
})
