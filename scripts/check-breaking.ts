// Does a contract break its clients? Compares the bundles with those of the last release (the nearest tag v…), of origin/main, or of
// main; BASE_REF names another commit. A breaking change passes when info.version says so (a new major, or below 1.0 a new minor), and
// on main itself as long as nothing is released: there it is only told.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')

/** What `redocly diff` says of two bundles. */
export function compare(baseFile: string, file: string): { breaking: boolean; report: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'node_modules/@redocly/cli/bin/cli.js'), 'diff', baseFile, file, '--config', join(root, 'redocly.yaml')],
    { encoding: 'utf8', env: { ...process.env, REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', REDOCLY_TELEMETRY: 'off' } },
  )
  const report = `${stdout}${stderr}`
  // Without its rules the command finds nothing and passes.
  if (status === null || report.includes('No diff rules are on') || !/diff processed/.test(report))
    throw new Error(`redocly diff did not run:\n${report}`)
  return { breaking: status !== 0, report: stdout.trim() }
}

/** Whether the step between two versions announces a breaking change. */
export function announcesBreak(from: string, to: string): boolean {
  const [fromMajor, fromMinor] = from.split('.').map(Number) as [number, number]
  const [toMajor, toMinor] = to.split('.').map(Number) as [number, number]
  return toMajor > fromMajor || (toMajor === 0 && toMinor > fromMinor)
}

function git(...args: string[]): string | null {
  try {
    return execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 64 * 1024 * 1024 })
  } catch {
    return null
  }
}

/** The commit to compare with; null in a repository that has none yet. */
function baseOf(): { ref: string; commit: string; unreleased: boolean } | null {
  const commitOf = (ref: string) => git('rev-parse', '--verify', '--quiet', `${ref}^{commit}`)?.trim()
  const release = git('describe', '--tags', '--abbrev=0', '--match', 'v*')?.trim()
  for (const ref of [process.env.BASE_REF, release, 'origin/main', 'main']) {
    const commit = ref && commitOf(ref)
    if (commit) return { ref, commit, unreleased: ref !== process.env.BASE_REF && ref !== release && commit === commitOf('HEAD') }
  }
  return null
}

function main(): void {
  const base = baseOf()
  if (base === null) {
    console.log('nothing to compare with: no release, no main branch')
    return
  }
  const at = `${base.ref} (${base.commit.slice(0, 10)})`
  const folder = mkdtempSync(join(tmpdir(), 'contract-'))
  try {
    for (const service of ['config', 'generation']) {
      const path = `generated/${service}/openapi.json`
      const before = git('show', `${base.commit}:${path}`)
      if (before === null) {
        console.log(`${service}: new since ${at}`)
        continue
      }
      const baseFile = join(folder, `${service}.json`)
      writeFileSync(baseFile, before)
      const { breaking, report } = compare(baseFile, join(root, path))
      const [from, to] = [before, readFileSync(join(root, path), 'utf8')].map(
        (text) => (JSON.parse(text) as { info: { version: string } }).info.version,
      ) as [string, string]
      if (!breaking) console.log(`${service}: breaks nothing since ${at}`)
      else if (announcesBreak(from, to)) console.log(`${service}: breaks clients of ${at}, as version ${from} → ${to} says\n${report}`)
      else if (base.unreleased) console.log(`${service}: differs from ${at}, which was never released\n${report}`)
      else {
        console.error(`${service}: breaks clients of ${at}, and its version ${to} does not say so\n${report}`)
        process.exitCode = 1
      }
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

if (import.meta.main) main()
