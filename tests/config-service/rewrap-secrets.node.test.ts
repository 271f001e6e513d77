import { spawn } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'

const script = resolve(import.meta.dirname, '../../scripts/rewrap-secrets.mjs')

interface Platform {
  total: number
  stale: number
  broken: string[]
  authorizations: Set<string | undefined>
}

/** Runs the command that re-wraps secrets. The command calls a fake platform, which has only the operations that the command uses. */
async function runAgainst(platform: Platform): Promise<{ code: number | null; output: string }> {
  const server = createServer((request, response) => {
    platform.authorizations.add(request.headers.authorization)
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      response.setHeader('content-type', 'application/json')
      if (request.method === 'GET') {
        response.end(JSON.stringify({ current_version: 2, total: platform.total, remaining: platform.stale, by_version: [] }))
        return
      }
      const rewrapped = Math.min((JSON.parse(body) as { batch_size: number }).batch_size, platform.stale - platform.broken.length)
      platform.stale -= rewrapped
      response.end(JSON.stringify({ current_version: 2, rewrapped, remaining: platform.stale, failed: platform.broken }))
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  const child = spawn(process.execPath, [script, '--url', `http://127.0.0.1:${port}`, '--key', 'cma_live_example', '--batch', '3'])
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const code = await new Promise<number | null>((exited) => child.on('exit', exited))
  server.close()
  return { code, output }
}

it('continues until nothing is left, and prints its progress', async () => {
  const platform = { total: 8, stale: 7, broken: [], authorizations: new Set<string | undefined>() }
  const { code, output } = await runAgainst(platform)
  expect(output).toContain('8 secrets, 7 on older versions than 2')
  expect(output).toContain('4 of 8 on version 2, 4 to go')
  expect(output).toContain('Done: 0 left')
  expect([code, platform.stale]).toEqual([0, 0])
  expect([...platform.authorizations]).toEqual(['Bearer cma_live_example'])
  expect(output).not.toContain('cma_live_example')
})

it('fails and names the secrets that cannot be decrypted', async () => {
  const { code, output } = await runAgainst({ total: 5, stale: 5, broken: ['cred_x'], authorizations: new Set() })
  expect(code).toBe(1)
  expect(output).toContain('cred_x')
})
