// Portkey's gateway.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './commit.mjs'
import { upstreamUrl } from './systems.mjs'

const VERSION = '1.15.2'
const folder = join(root, '.local/bench/portkey')
const script = join(folder, 'node_modules/@portkey-ai/gateway/build/start-server.js')

/**
 * Installs the gateway if it is missing. Returns the command that starts it, its environment, and the headers that a request to it needs.
 */
export function portkey() {
  if (!existsSync(script)) {
    mkdirSync(folder, { recursive: true })
    const packages = ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', folder, `@portkey-ai/gateway@${VERSION}`]
    execFileSync('npm', packages, { stdio: ['ignore', 'ignore', 'inherit'] })
  }
  return {
    commandFor: (port) => [process.execPath, script, `--port=${port}`, '--headless'],
    env: process.env,
    headers: { authorization: 'Bearer sk-bench', 'x-portkey-provider': 'openai', 'x-portkey-custom-host': `${upstreamUrl}/v1` },
  }
}
