// Tests that a command that does not reach the platform names the address, the reason and what to do.
import { spawn } from 'node:child_process'
import { createServer as createHttpServer, type Server } from 'node:http'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { healthOf } from '../../scripts/instance/platform.ts'
import { children, node, root } from '../../scripts/local/paths.mjs'
import { reach } from '../../scripts/local/reach.mjs'
import { freePort } from '../support/server.mjs'

const TRIED: Record<string, string[]> = {
  'npm run instance -- status': ['instance.ts', 'status'],
  'npm run instance -- plan': ['instance.ts', 'plan', 'production'],
  'npm run restore -- reconcile': ['restore.ts', 'reconcile'],
}
function run([script, ...words]: string[], url: string): Promise<{ status: number | null; errors: string }> {
  const tokens = { CLOUDFLARE_API_TOKEN: 'token', CLOUDFLARE_ACCOUNT_ID: 'account' }
  const env = { ...children, ...tokens, PLATFORM_URL: url, PLATFORM_ADMIN_KEY: 'key' }
  const child = spawn(node, [join(root, 'scripts', script!), ...words], { env, stdio: ['ignore', 'ignore', 'pipe'] })
  let errors = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text))
  return new Promise((resolve) => child.once('exit', (status) => resolve({ status, errors })))
}

let website: Server
let websiteUrl: string
let unbound: string
beforeAll(async () => {
  website = createHttpServer((_, response) => response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>No such page</h1>'))
  await new Promise<void>((resolve) => website.listen(0, '127.0.0.1', resolve))
  websiteUrl = `http://127.0.0.1:${(website.address() as AddressInfo).port}`
  unbound = `http://127.0.0.1:${await freePort()}`
})
afterAll(() => website.close())

describe.each(Object.entries(TRIED))('%s', (_, words) => {
  it('names the address at which nothing answers, and the reason', async () => {
    const { status, errors } = await run(words, unbound)
    expect(errors).toContain(`Nothing answers at ${unbound} (ECONNREFUSED). Is the address right, and does the platform run?`)
    expect(errors).toContain('docs/deployment/troubleshooting.md')
    expect(status).toBe(1)
  })

  it('names the address at which something else answers', async () => {
    const { status, errors } = await run(words, websiteUrl)
    expect(errors).toMatch(/http:\/\/127\.0\.0\.1:\d+\/config\/v1\/\S+ answered 404, but not as the platform does\. Is the address right\?/)
    expect(errors).not.toContain('<h1>')
    expect(status).toBe(1)
  })
})

it.each(['config.example.com', 'localhost:8787'])('the address %s is refused', async (url) => {
  for (const script of ['npm run instance -- status', 'npm run restore -- reconcile']) {
    const { status, errors } = await run(TRIED[script]!, url)
    expect(errors, script).toContain(url)
    expect(errors, script).toContain('begins with https:// or http://')
    expect(status, script).toBe(1)
  }
})

test.each([
  [
    'a host that does not exist',
    () => 'https://no-such-host.invalid',
    /^Nothing answers at https:\/\/no-such-host\.invalid \((ENOTFOUND|EAI_AGAIN)\)/,
  ],
  [
    'https instead of http',
    () => websiteUrl.replace('http:', 'https:'),
    /^The request to https:\S+ failed \(ERR_SSL_\w+\)\. Does the address begin/,
  ],
  ['a port that is never asked', () => 'http://127.0.0.1:9', /^The request to http:\/\/127\.0\.0\.1:9 failed \(bad port\)/],
])('%s: the error has the address and the reason', async (_, address, message) => {
  await expect(reach(`${address()}/config/v1/me`)).rejects.toThrow(message)
})

it('a connection that breaks is an error with the address, and one of the caller stays as it is', async () => {
  const breaking = createServer((socket) => socket.destroy())
  await new Promise<void>((resolve) => breaking.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(breaking.address() as AddressInfo).port}`
  await expect(reach(url)).rejects.toThrow(new RegExp(`^The request to ${url} failed \\((ECONNRESET|UND_ERR_SOCKET)\\)`))
  breaking.close()
  const stopped = new Error('stopped')
  await expect(reach(websiteUrl, { signal: AbortSignal.abort(stopped) })).rejects.toBe(stopped)
})

it('the health of a Worker that does not answer has the reason', async () => {
  expect(await healthOf(unbound)).toEqual({ health: null, fault: 'gave no answer (ECONNREFUSED)' })
})
