// Builds every environment as a deployment would, without deploying it. Environments do not inherit bindings, so each must be complete.
// Fails if the platform's bundle is too large, and prints how long its start takes on this machine.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildBundle } from './local/bundle.mjs'
import { children, node, root, wrangler } from './local/paths.mjs'

/**
 * The maximum size of the platform's bundle, compressed as Cloudflare counts it. Cloudflare allows 3 MiB, but a small bundle starts
 * faster. docs/decisions/0013 gives the reason for this number.
 */
export const MOST_BUNDLE_KIB = 485
/** How many KiB a provider's adapter usually adds. The nineteen adapters that were added last have 35 KiB together. */
const ADAPTER_KIB = 2

/** Returns what is wrong with a bundle of this size; null if it is not too large. */
export function bundleFault(kib: number): string | null {
  if (kib <= MOST_BUNDLE_KIB) return null
  return `platform: the bundle has ${kib} KiB compressed, at most ${MOST_BUNDLE_KIB} are allowed. A provider's adapter usually adds about ${ADAPTER_KIB} KiB. If yours adds no more, raise MOST_BUNDLE_KIB in scripts/check-deploy.ts by that, and the numbers in docs/decisions/0013-mcp-by-its-official-package.md and docs/deployment/domains-and-limits.md. If it adds more, look first at what is in the bundle: \`npx wrangler deploy --dry-run --outdir dist --metafile\` writes it to dist/bundle-meta.json.`
}

function main(): void {
  const configuration = readFileSync(join(root, 'wrangler.toml'), 'utf8')
  if (/^ENVIRONMENT = "production"/m.test(configuration) && /ALLOW_PRIVATE_ADDRESSES\s*=\s*"true"/.test(configuration))
    throw new Error('ALLOW_PRIVATE_ADDRESSES is only for local development')
  const folder = mkdtempSync(join(tmpdir(), 'deploy-'))
  const failures: string[] = []
  try {
    for (const environment of ['', 'config', 'generation'] as const) {
      const name = environment || 'platform'
      try {
        const printed = buildBundle(environment, join(folder, name))
        const size = /Total Upload: (.* \/ gzip: ([\d.]+) KiB)/.exec(printed)
        if (size === null) throw new Error(`${name}: wrangler did not print the size:\n${printed}`)
        console.log(`${name}: ${size[1]}`)
        const fault = name === 'platform' ? bundleFault(Number(size[2])) : null
        if (fault !== null) failures.push(fault)
      } catch (error) {
        failures.push((error as Error).message)
      }
    }
    console.log(`platform: ${startupTime(folder)}`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  if (failures.length) {
    console.error(failures.join('\n'))
    process.exit(1)
  }
}

/** Returns a sentence with the CPU time of the bundle's top-level code. It is only printed and not
 * compared with a maximum, because it depends on the machine.
 */
function startupTime(folder: string): string {
  const file = join(folder, 'startup.cpuprofile')
  const run = spawnSync(node, [wrangler, 'check', 'startup', '--env', '', '--outfile', file], {
    cwd: root,
    encoding: 'utf8',
    env: children,
  })
  if (run.status !== 0) return `its start could not be measured\n${run.stdout}${run.stderr}`
  const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(file, 'utf8')) as {
    nodes: { id: number; callFrame: { functionName: string } }[]
    samples: number[]
    timeDeltas: number[]
  }
  const idle = new Set(nodes.filter(({ callFrame }) => callFrame.functionName === '(idle)').map(({ id }) => id))
  const busyMicros = samples.reduce((sum, id, index) => sum + (idle.has(id) ? 0 : timeDeltas[index]!), 0)
  return `starts in ${Math.round(busyMicros / 1000)} ms on this machine`
}

if (import.meta.main) main()
