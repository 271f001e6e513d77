// Starts the systems to measure, each in its own runtime. The platform runs as it is deployed.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrations } from '../../tests/support/migrations.mjs'
import { CLIENT, runPart, SERVER } from './run.mjs'
import { platformBindings, setUpPlatform } from './tenant.mjs'

export const root = join(import.meta.dirname, '../..')

const upstream = runPart('upstream.mjs', null, CLIENT)
/** The provider's address, and the sizes of its pictures in bytes. */
export const { url: upstreamUrl, sizes } = await upstream.first
export const stopUpstream = upstream.stop

let built
function bundle() {
  if (built !== undefined) return built
  const folder = mkdtempSync(join(tmpdir(), 'bench-bundle-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const wrangler = join(root, 'node_modules/wrangler/bin/wrangler.js')
  const stdio = ['ignore', 'ignore', 'inherit']
  execFileSync(process.execPath, [wrangler, 'deploy', '--env', '', '--dry-run', '--outdir', folder], { cwd: root, stdio })
  return (built = join(folder, 'platform.js'))
}

/** `name` is a file in workers/, or `platform`. With the suffix `-sink`, pictures are dropped. */
export async function startSystem(name, options = {}) {
  const [system, sink] = name.endsWith('-sink') ? [name.slice(0, -'-sink'.length), true] : [name, false]
  const ours = system === 'platform' ? { bundle: bundle(), migrations: migrations(), bindings: platformBindings } : {}
  const host = runPart('host.mjs', { system, sink, upstream: upstreamUrl, ...ours, ...options }, SERVER)
  const { url, processes, inspector } = await host.first
  const started = { name, url, processes, inspector, stop: host.stop, headers: { authorization: 'Bearer none' }, tenant: null }
  if (system === 'platform') {
    started.tenant = await setUpPlatform(url, options.upstream ?? upstreamUrl)
    const { key } = await started.tenant('plain')
    started.headers = { authorization: `Bearer ${key}` }
  }
  return started
}
