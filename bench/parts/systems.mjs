// Starts the systems to measure, each in its own runtime. The platform runs from the same bundle that a deployment would use.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildBundle } from '../../scripts/local/bundle.mjs'
import { migrations } from '../../tests/support/migrations.mjs'
import { checkedOut, root } from './commit.mjs'
import { CLIENT, runPart, SERVER } from './run.mjs'
import { platformBindings, platformClasses, setUpPlatform } from './tenant.mjs'

const upstream = runPart('upstream.mjs', null, CLIENT)
/** The address of the provider that upstream.mjs plays, and the sizes of its pictures in bytes. */
export const { url: upstreamUrl, sizes } = await upstream.first
export const stopUpstream = upstream.stop

const built = new Map()
/**
 * Returns what a deployment of the platform in `folder` would contain: the Worker's bundle, its Durable Object classes, migrations and
 * variables.
 */
function platformOf(folder) {
  if (built.has(folder)) return built.get(folder)
  const out = mkdtempSync(join(tmpdir(), 'bench-bundle-'))
  process.once('exit', () => rmSync(out, { recursive: true, force: true }))
  buildBundle('', out, { tree: folder })
  const platform = {
    bundle: join(out, 'platform.js'),
    classes: platformClasses(folder),
    migrations: migrations(folder),
    bindings: platformBindings,
  }
  built.set(folder, platform)
  return platform
}

/**
 * Starts a system. `name` is `platform`, or `before` for the platform of the commit `options.commit`, or the name of a file in workers/,
 * for example `durable`. If `-sink` is added to the name, the system's bucket is the one of workers/sink.mjs, which keeps only the last
 * picture.
 */
export async function startSystem(name, options = {}) {
  const [system, sink] = name.endsWith('-sink') ? [name.slice(0, -'-sink'.length), true] : [name, false]
  const folder = system === 'platform' ? root : system === 'before' ? checkedOut(options.commit) : null
  const ours = folder === null ? {} : platformOf(folder)
  const host = runPart('host.mjs', { system, sink, upstream: upstreamUrl, ...ours, ...options }, SERVER)
  const { url, processes, inspector } = await host.first
  const started = { name, url, processes, inspector, stop: host.stop, headers: { authorization: 'Bearer none' }, tenant: null }
  if (folder !== null) {
    started.tenant = await setUpPlatform(url, options.upstream ?? upstreamUrl)
    const { key } = await started.tenant('plain')
    started.headers = { authorization: `Bearer ${key}` }
  }
  return started
}
