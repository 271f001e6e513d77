// Builds every environment as a deployment would, without deploying it. Bindings do not inherit, so each environment has to be complete by
// itself.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const configuration = readFileSync(join(root, 'wrangler.toml'), 'utf8')
if (/^ENVIRONMENT = "production"/m.test(configuration) && /ALLOW_PRIVATE_ADDRESSES\s*=\s*"true"/.test(configuration))
  throw new Error('ALLOW_PRIVATE_ADDRESSES is for local development alone')

const folder = mkdtempSync(join(tmpdir(), 'deploy-'))
const failures: string[] = []
try {
  for (const environment of ['', 'config', 'generation']) {
    const run = spawnSync('wrangler', ['deploy', '--dry-run', '--outdir', join(folder, environment || 'platform'), '--env', environment], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, CLOUDFLARE_CF_FETCH_ENABLED: 'false' },
    })
    const name = environment || 'platform'
    if (run.status === 0) console.log(`${name}: ${/Total Upload: (.*)/.exec(run.stdout)?.[1] ?? 'built'}`)
    else failures.push(`${name}:\n${run.stdout}${run.stderr}`)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
if (failures.length) {
  console.error(failures.join('\n'))
  process.exit(1)
}
