// `npm run release:workers -- [commit]`: builds the Workers of a release from its commit, and saves them for the tests of upgrades. The
// default commit is HEAD. With --check it saves nothing: it builds only the commit of the saved Workers, and fails if the result differs
// from the saved Workers.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { releasesFolder, root, services } from './release/releases.ts'
import { buildWorker, keepRelease, readRelease, type ReleaseWorkers } from './release/workers.ts'

const git = (...args: string[]) => execFileSync('git', args, { cwd: root, maxBuffer: 1 << 30 })

/**
 * Builds the Workers of a commit, with the node_modules of this folder. The commit must be that of a release. So this function throws if
 * openapi/releases has no contracts for the commit's version, or if they differ from the commit's contracts.
 */
function buildCommit(name: string): ReleaseWorkers {
  const commit = git('rev-parse', '--verify', `${name}^{commit}`).toString().trim()
  const { version: release } = JSON.parse(git('show', `${commit}:package.json`).toString()) as { version: string }
  for (const service of services) {
    const kept = join(releasesFolder, release, `${service}.json`)
    if (!existsSync(kept) || git('show', `${commit}:generated/${service}/openapi.json`).toString() !== readFileSync(kept, 'utf8'))
      throw new Error(`The contracts of ${commit} are not those in openapi/releases/${release}. Name the commit of the release.`)
  }
  const tree = mkdtempSync(join(tmpdir(), 'release-'))
  try {
    execFileSync('tar', ['-x', '-C', tree], { input: git('archive', commit), maxBuffer: 1 << 30 })
    symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'))
    return { release, commit, platform: buildWorker(tree, ''), generation: buildWorker(tree, 'generation') }
  } finally {
    rmSync(tree, { recursive: true, force: true })
  }
}

const words = process.argv.slice(2)
if (words.includes('--check')) {
  const kept = readRelease()
  if (isDeepStrictEqual(buildCommit(kept.commit), kept)) console.log(`the kept Workers are those of release ${kept.release}`)
  else {
    console.error(`The kept Workers are not those of ${kept.commit}: they were changed, or built with other packages.`)
    process.exitCode = 1
  }
} else {
  const workers = buildCommit(words[0] ?? 'HEAD')
  keepRelease(workers)
  console.log(`kept the Workers of release ${workers.release}, commit ${workers.commit.slice(0, 8)}`)
}
