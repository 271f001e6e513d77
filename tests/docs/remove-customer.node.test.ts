// Runs the script of docs/admin/organizations.md that removes a customer, against a small server that stands for the platform and for the
// customer's dedicated Worker. Each step of the script needs the one before it, so no step may follow one that fails.
// tests/docs/guides.node.test.ts runs the script on a real platform.
import { spawn } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { children, root } from '../../scripts/local/paths.mjs'
import { guideOf } from './blocks.ts'

const PAGE = 'docs/admin/organizations.md'
const SCRIPT = 'remove-customer.sh'

interface Played {
  /** The request that the server answers with an error: an entry of `STEPS`, or `GET` and a path. */
  failing?: string
  /** Whether the instance has the address of a dedicated Worker. */
  hasOwnWorker?: boolean
  /** Whether the Worker of the customer answers. */
  answers?: boolean
  /** Whether a dedicated Worker has reported to the platform. A Worker may do so before the instance has the Worker's address. */
  hasReported?: boolean
  cloudflareAccount?: string
  /** Whether the platform has a shared Worker, which serves the instances that have no dedicated Worker. */
  hasSharedWorker?: boolean
}

/** Runs the script. Returns its exit code, what it printed, and the steps that the platform and the account have done. */
async function play({
  failing,
  hasOwnWorker = true,
  answers = true,
  hasReported = hasOwnWorker,
  cloudflareAccount = '',
  hasSharedWorker = true,
}: Played = {}) {
  const done: string[] = []
  const left: Record<string, string[]> = {
    '/config/v1/organizations': ['org_1'],
    '/config/v1/instances': ['inst_1'],
    '/config/v1/instances/inst_1/projects': ['proj_1'],
    '/config/v1/keys': ['key_1', 'key_2'],
    '/config/v1/users': ['user_1'],
    '/own/v1/assets': hasOwnWorker ? ['asset_1'] : [],
    '/v1/assets': hasOwnWorker ? [] : ['asset_1'],
  }
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url!, 'http://localhost')
    const reply = (status: number, body?: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(body === undefined ? undefined : JSON.stringify(body))
    }
    const step = request.method === 'GET' ? `GET ${pathname}` : pathname.replace('/config/v1', '')
    if (step === failing) return reply(500, { code: 'internal_error' })
    if (pathname === '/v1/health') return reply(hasSharedWorker ? 200 : 404, {})
    if (pathname === '/own/v1/health') return reply(answers ? 200 : 404, {})
    if (pathname.startsWith('/own/') && !answers) return reply(404)
    if (pathname === '/config/v1/instances/inst_1' && request.method === 'GET') {
      const { port } = server.address() as AddressInfo
      const worker = hasReported ? { dedicated: true } : null
      return reply(200, { id: 'inst_1', worker_url: hasOwnWorker ? `http://127.0.0.1:${port}/own` : null, worker })
    }
    if (request.method !== 'GET') {
      done.push(step)
      const id = pathname.split('/').at(-1)!
      if (request.method === 'DELETE') for (const [path, ids] of Object.entries(left)) left[path] = ids.filter((each) => each !== id)
      return reply(204)
    }
    if (pathname === '/config/v1/organizations' && searchParams.get('slug') !== 'acme') return reply(200, { data: [] })
    const ids = left[pathname]
    reply(ids === undefined ? 404 : 200, { data: (ids ?? []).map((id) => ({ id })) })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const home = mkdtempSync(join(tmpdir(), 'customer-'))
  try {
    const script = guideOf(PAGE, readFileSync(join(root, PAGE), 'utf8')).blocks.find(({ file }) => file === SCRIPT)
    writeFileSync(join(home, SCRIPT), script!.code)
    // A fake of npm: `npm run instance -- destroy inst_1 …` sends `POST /destroy/inst_1` to the server. It fails if the server answers with
    // an error.
    mkdirSync(join(home, 'bin'))
    writeFileSync(join(home, 'bin/npm'), '#!/bin/sh\nshift 3\nexec curl -sSf -X POST "$PLATFORM_URL/$1/$2"\n')
    chmodSync(join(home, 'bin/npm'), 0o755)
    const env = {
      ...children,
      CLOUDFLARE_ACCOUNT_ID: cloudflareAccount,
      PLATFORM_URL: url,
      PLATFORM_ADMIN_KEY: 'key',
      PATH: `${join(home, 'bin')}:${children['PATH']}`,
    }
    const child = spawn('bash', [SCRIPT, 'acme'], { cwd: home, env, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text))
    const status = await new Promise<number | null>((resolve) => child.once('close', resolve))
    return { status, output, done }
  } finally {
    server.closeAllConnections()
    server.close()
    rmSync(home, { recursive: true, force: true })
  }
}

const STEPS = [
  '/own/v1/assets/asset_1',
  '/destroy/inst_1',
  '/keys/key_1',
  '/keys/key_2',
  '/projects/proj_1',
  '/instances/inst_1',
  '/users/user_1',
  '/organizations/org_1',
]

test('removes everything in this order', async () => {
  const { status, output, done } = await play()
  expect(done).toEqual(STEPS)
  expect(status).toBe(0)
  expect(output).toContain('204')
})

test.each(STEPS.map((step, index) => [step, index] as const))('ends if %s fails', async (failing, index) => {
  const { status, done } = await play({ failing })
  expect(done).toEqual(STEPS.slice(0, index))
  expect(status).not.toBe(0)
})

test.each([
  ['GET /config/v1/organizations', 0],
  ['GET /config/v1/instances', 0],
  ['GET /config/v1/instances/inst_1', 0],
  ['GET /config/v1/instances/inst_1/projects', 0],
  ['GET /own/v1/assets', 0],
  ['GET /config/v1/keys', 2],
  ['GET /config/v1/users', 6],
])('ends if %s fails, and takes it for no empty list', async (failing, steps) => {
  const { status, done } = await play({ failing })
  expect(done).toEqual(STEPS.slice(0, steps))
  expect(status).not.toBe(0)
})

test('without a dedicated Worker, the pictures are those of the shared one, and nothing is destroyed', async () => {
  const { status, done } = await play({ hasOwnWorker: false })
  expect(done).toEqual(['/v1/assets/asset_1', ...STEPS.slice(2)])
  expect(status).toBe(0)
})

test('goes on after the dedicated Worker was destroyed on a platform that has no shared one', async () => {
  const { status, done } = await play({ hasOwnWorker: false, hasSharedWorker: false })
  expect(done).toEqual(STEPS.slice(2))
  expect(status).toBe(0)
})

test('leaves the pictures of a Worker that does not answer to destroy, which refuses if there are any', async () => {
  const { status, done } = await play({ answers: false })
  expect(done).toEqual(STEPS.slice(1))
  expect(status).toBe(0)
  expect((await play({ answers: false, failing: '/destroy/inst_1' })).status).not.toBe(0)
})

test.each([[{ hasReported: true }], [{ cloudflareAccount: 'account' }]])(
  'lets destroy look for what is left, without an address: %j',
  async (left) => {
    const { status, done } = await play({ hasOwnWorker: false, ...left })
    expect(done).toEqual(['/v1/assets/asset_1', ...STEPS.slice(1)])
    expect(status).toBe(0)
  },
)
