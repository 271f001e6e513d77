// CONFIG_DB goes back to an earlier time, while the durable objects keep their later state. The test uses the real files: it saves the
// database, changes the platform, kills it, and puts the saved files back.
import { spawnSync } from 'node:child_process'
import { request } from 'node:http'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { root } from '../../scripts/local/paths.mjs'
import { freePort, startServer } from '../support/server.mjs'

const folder = mkdtempSync(join(tmpdir(), 'rewound-'))
let server: Awaited<ReturnType<typeof startServer>> | null = null
afterAll(async () => {
  await server?.kill()
  rmSync(folder, { recursive: true, force: true })
})

function run(script: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'scripts', script), ...args], {
    cwd: root,
    env: { ...process.env, STATE_DIR: join(folder, 'state'), CREDENTIALS_FILE: join(folder, 'credentials.json') },
    encoding: 'utf8',
  })
  return { status, output: `${stdout}${stderr}` }
}
const picture = { model: 'sketch-priced', prompt: 'x', size: '64x64' }
/**
 * Sends a request over a new TCP connection. The server ends and starts again at the same address, and a connection to the ended server
 * cannot be used again.
 */
function send(url: string, options: { method?: string; key: string; body?: unknown; headers?: Record<string, string> }) {
  const { method = 'GET', key, body, headers = {} } = options
  return new Promise<{ status: number; etag: string; body: any }>((resolve, reject) => {
    const sent = request(url, {
      method,
      agent: false,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
    })
    sent.once('error', reject)
    sent.once('response', (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
      response.once('end', () =>
        resolve({ status: response.statusCode!, etag: response.headers.etag ?? '', body: text ? JSON.parse(text) : null }),
      )
    })
    sent.end(body === undefined ? undefined : JSON.stringify(body))
  })
}
const generate = (url: string, key: string) => send(`${url}/v1/generate`, { method: 'POST', key, body: picture })

it('a revoked key is admitted 0 times, and 0 micro-dollars are forgotten', { timeout: 900_000 }, async () => {
  const port = await freePort()
  server = await startServer(folder, { port })
  const credentials = JSON.parse(readFileSync(server.credentialsFile, 'utf8')) as Record<string, string>
  const {
    base_url: url,
    admin_key: key,
    instance_id: instance,
    project_id: project,
    project_key: projectKey,
  } = credentials as {
    [name: string]: string
  } as Record<'base_url' | 'admin_key' | 'instance_id' | 'project_id' | 'project_key', string>
  const config = async (path: string, options = {}) => {
    const { status, body } = await send(`${url}/config/v1${path}`, { key, ...options })
    expect(status).toBeLessThan(300)
    return body
  }
  const put = async (path: string, body: unknown) => {
    const { etag } = await send(`${url}/config/v1${path}`, { key })
    return config(path, { method: 'PUT', headers: { 'if-match': etag }, body })
  }
  const spent = async () => {
    const { data } = (await send(`${url}/v1/limits`, { key: projectKey })).body as { data: { metric: string; used: number }[] }
    return data.find(({ metric }) => metric === 'cost_micros')!.used
  }
  await put(`/instances/${instance}/models`, { models: [{ model: 'sketch-priced', enabled: true }] })
  const budget = { scope: 'instance', target: null, metric: 'cost_micros', window: 'month', limit: 100_000_000 }
  await put(`/instances/${instance}/limits`, { limits: [budget] })
  const newKey = (name: string) =>
    config('/keys', { method: 'POST', body: { kind: 'project', project_id: project, name, scopes: ['read', 'generate'] } })
  const revoked = await newKey('Revoked later')
  expect((await generate(url, revoked.secret)).status).toBe(200)
  expect(run('backup.ts', join(folder, 'earlier')).status).toBe(0)

  expect((await generate(url, projectKey)).status).toBe(200)
  await config(`/keys/${revoked.id}`, { method: 'DELETE' })
  const created = await newKey('Made later')
  await put(`/instances/${instance}/limits`, { limits: [{ ...budget, limit: 200_000_000 }] })
  expect((await generate(url, projectKey)).status).toBe(200)
  const before = await spent()
  expect(before).toBeGreaterThan(80_000)
  await server.kill()

  const restored = run('restore.ts', join(folder, 'earlier'), '--only', 'config', '--force')
  expect(restored.output).toContain('config: restored')
  server = await startServer(folder, { port })
  // Starting the server uses only the admin's key. So these requests are the first that use the project's keys after the restore.
  const refused = await Promise.all(Array.from({ length: 20 }, () => generate(url, revoked.secret)))
  expect(refused.map(({ status }) => status)).toEqual(refused.map(() => 401))
  expect((await generate(url, created.secret)).status).toBe(401)
  expect(await spent()).toBe(before)
  expect((await generate(url, projectKey)).status).toBe(200)
  expect(await spent()).toBe(before + 40_000)
  // The limits are those of the restored database.
  expect((await config(`/instances/${instance}/limits`)).limits).toMatchObject([{ limit: 100_000_000 }])

  const { status, output } = run('restore.ts', 'reconcile')
  expect(output).toMatch(/audit log intact/)
  expect(output).toMatch(/restored database noticed at \d{4}-\d\d-\d\dT/)
  expect(output).toContain(`keys that have ended again: ${revoked.id}`)
  expect(output).toContain(`repeat it if you want it: limits.set ${instance}`)
  expect(output).not.toContain('cma_live_')
  expect(status).toBe(0)
  const noticed = (await config('/audit-log?action=limiter.database_restored&limit=1')).data
  expect(noticed[0]).toMatchObject({ actor: { kind: 'system' }, target: { id: instance } })
})
