// Portkey's gateway, which forwards requests and stores nothing. It is not a dependency of this repository: at its first start, the bench
// installs it in a folder of its own.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from '../../tests/support/server.mjs'
import { descendants } from './processes.mjs'
import { run, SERVER } from './run.mjs'
import { root } from './commit.mjs'
import { upstreamUrl } from './systems.mjs'

const VERSION = '1.15.2'
const folder = join(root, '.local/bench/portkey')
const script = join(folder, 'node_modules/@portkey-ai/gateway/build/start-server.js')

export async function startPortkey() {
  if (!existsSync(script)) {
    mkdirSync(folder, { recursive: true })
    const packages = ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', folder, `@portkey-ai/gateway@${VERSION}`]
    execFileSync('npm', packages, { stdio: ['ignore', 'ignore', 'inherit'] })
  }
  const port = await freePort()
  const server = run([process.execPath, script, `--port=${port}`, '--headless'], SERVER, (line) =>
    /running|ready|listening/i.test(line) ? {} : undefined,
  )
  // Portkey does not end when its standard input closes, so it must be killed.
  process.once('exit', server.kill)
  await server.first
  const headers = { authorization: 'Bearer sk-bench', 'x-portkey-provider': 'openai', 'x-portkey-custom-host': `${upstreamUrl}/v1` }
  const url = `http://127.0.0.1:${port}`
  return {
    name: 'portkey',
    url,
    processes: [server.pid, ...descendants(server.pid)],
    inspector: null,
    stop: server.kill,
    headers,
    tenant: null,
  }
}
