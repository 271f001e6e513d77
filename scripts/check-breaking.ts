// Compares the current contracts with those of the latest release (openapi/releases). A breaking change is accepted only if info.version
// announces it: by a new major version, or below 1.0 by a new minor version. Prints only the breaking changes; with `--all`, every change.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { latestRelease, releasesFolder, root, services, versionOf } from './release/releases.ts'

/** Compares two versions of a contract with `redocly diff`. Each file is an OpenAPI document with one version. */
export function compare(baseFile: string, file: string): { breaking: boolean; report: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'node_modules/@redocly/cli/bin/cli.js'), 'diff', baseFile, file, '--config', join(root, 'openapi', 'redocly.yaml')],
    { encoding: 'utf8', env: { ...process.env, REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', REDOCLY_TELEMETRY: 'off' } },
  )
  const report = `${stdout}${stderr}`
  // If redocly.yaml turns on no rules for `redocly diff`, redocly finds no change. An error is thrown, so that the check does not pass.
  if (status === null || report.includes('No diff rules are on') || !/diff processed/.test(report))
    throw new Error(`redocly diff did not run:\n${report}`)
  return { breaking: status !== 0, report: stdout.trim() }
}

/** Returns whether the step from one version to another announces a breaking change. */
export function announcesBreak(from: string, to: string): boolean {
  const [fromMajor, fromMinor] = from.split('.').map(Number) as [number, number]
  const [toMajor, toMinor] = to.split('.').map(Number) as [number, number]
  return toMajor > fromMajor || (toMajor === 0 && toMinor > fromMinor)
}

/**
 * Returns the breaking changes of a report, each below the operation or component to which it belongs, and the last line, which counts all
 * changes. Must be called for a report with breaking changes. If none is found in it, redocly has changed the form of its reports, so the
 * whole report is returned.
 */
export function breakingOnly(report: string): string {
  const kept: string[] = []
  let heading: string | null = null
  let isBreaking = false
  const lines = report.split('\n').filter((line) => line.trim() !== '')
  for (const line of lines.slice(0, -1)) {
    if (!line.startsWith(' ')) heading = line
    else if (!line.startsWith('   ')) {
      isBreaking = /^ {2}\S major\b/.test(line)
      if (isBreaking && heading !== null) kept.push(heading)
      if (isBreaking) heading = null
    }
    if (isBreaking && line.startsWith(' ')) kept.push(line)
  }
  return kept.length === 0 ? report : [...kept, lines.at(-1)].join('\n')
}

/**
 * Compares each service's current contract with its contract in a release. `fileOf` returns the path of the current contract, and
 * `release.fileOf` that of the release's contract. `shown` turns redocly's report into the text that is shown.
 */
export function compareWithRelease(
  release: { name: string; fileOf: (service: string) => string },
  fileOf: (service: string) => string,
  shown: (report: string) => string = breakingOnly,
): { ok: boolean; lines: string[] } {
  const lines: string[] = []
  let ok = true
  for (const service of services) {
    const [before, after] = [release.fileOf(service), fileOf(service)]
    const { breaking, report } = compare(before, after)
    const [from, to] = [versionOf(before), versionOf(after)]
    if (!breaking) lines.push(`${service}: breaks nothing since release ${release.name}`)
    else if (announcesBreak(from, to))
      lines.push(`${service}: breaks clients of release ${release.name}, as version ${from} → ${to} announces\n${shown(report)}`)
    else {
      ok = false
      lines.push(
        `${service}: breaks clients of release ${release.name}, but its version ${to} does not announce it. Keep the old form, or raise info.version.\n${shown(report)}`,
      )
    }
  }
  return { ok, lines }
}

function main(): void {
  const name = latestRelease(releasesFolder)
  const release = { name, fileOf: (service: string) => join(releasesFolder, name, `${service}.json`) }
  const all = process.argv.includes('--all')
  const { ok, lines } = compareWithRelease(
    release,
    (service) => join(root, 'generated', service, 'openapi.json'),
    all ? (report) => report : breakingOnly,
  )
  if (!all && lines.some((line) => line.includes('\n'))) lines.push('npm run check:breaking -- --all shows every change.')
  if (ok) console.log(lines.join('\n'))
  else {
    console.error(lines.join('\n'))
    process.exitCode = 1
  }
}

if (import.meta.main) main()
