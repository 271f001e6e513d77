// The Workers of the last release, as they were deployed: tests/upgrade/release.json says which release and commit they are from, and
// tests/upgrade/workers.br holds their code. The tests of upgrades run this code on databases with the migrations of this checkout.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'
import { experimental_readRawConfig, type Unstable_RawEnvironment } from 'wrangler'
import { root } from './releases.ts'

/** One Worker: its code, and the settings with which the code runs. */
export interface Worker {
  code: string
  compatibilityDate: string
  /** Maps the name of each Durable Object binding to the name of its class. */
  objects: Record<string, string>
}
export interface ReleaseWorkers {
  release: string
  commit: string
  /** The Worker that hosts both services. */
  platform: Worker
  /** The Worker that hosts only the generation service. */
  generation: Worker
}

const folder = join(root, 'tests/upgrade')
const codeFile = join(folder, 'workers.br')
const factsFile = join(folder, 'release.json')
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** Builds a Worker as `wrangler deploy` does. `tree`: a folder with the project and its packages. */
export function buildWorker(tree: string, environment: '' | 'generation'): Worker {
  const out = mkdtempSync(join(tmpdir(), 'worker-'))
  try {
    const wrangler = join(tree, 'node_modules/wrangler/bin/wrangler.js')
    execFileSync(process.execPath, [wrangler, 'deploy', `--env=${environment}`, '--dry-run', '--outdir', out], {
      cwd: tree,
      // stderr is piped, so that the error of a failed build contains what wrangler has printed there.
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    const { rawConfig } = experimental_readRawConfig({ config: join(tree, 'wrangler.toml') })
    const settings: Unstable_RawEnvironment = environment === '' ? rawConfig : rawConfig.env![environment]!
    return {
      code: readFileSync(join(out, environment === '' ? 'platform.js' : `${environment}.js`), 'utf8'),
      compatibilityDate: rawConfig.compatibility_date!,
      objects: Object.fromEntries(settings.durable_objects!.bindings!.map(({ name, class_name }) => [name, class_name])),
    }
  } finally {
    rmSync(out, { recursive: true, force: true })
  }
}

const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_LGWIN, BROTLI_MAX_QUALITY, BROTLI_MAX_WINDOW_BITS } = constants
// Brotli finds repeated code only within its window. The largest window covers both Workers, so code that both contain is stored once.
const params = { [BROTLI_PARAM_QUALITY]: BROTLI_MAX_QUALITY, [BROTLI_PARAM_LGWIN]: BROTLI_MAX_WINDOW_BITS }

/** Saves the Workers of a release in tests/upgrade. They overwrite the Workers of the earlier release. */
export function keepRelease({ release, commit, platform, generation }: ReleaseWorkers): void {
  const code = JSON.stringify([platform.code, generation.code])
  writeFileSync(codeFile, brotliCompressSync(code, { params }))
  const facts = {
    release,
    commit,
    sha256: sha256(code),
    platform: { ...platform, code: undefined },
    generation: { ...generation, code: undefined },
  }
  writeFileSync(factsFile, `${JSON.stringify(facts, null, 2)}\n`)
}

/** Returns the saved Workers. Throws if workers.br does not have the code whose hash release.json names. */
export function readRelease(): ReleaseWorkers {
  const { sha256: kept, ...facts } = JSON.parse(readFileSync(factsFile, 'utf8')) as ReleaseWorkers & { sha256: string }
  const code = brotliDecompressSync(readFileSync(codeFile)).toString('utf8')
  if (sha256(code) !== kept) throw new Error(`${codeFile} is not the code that release.json names. Run npm run release:workers.`)
  const [platform, generation] = JSON.parse(code) as [string, string]
  return { ...facts, platform: { ...facts.platform, code: platform }, generation: { ...facts.generation, code: generation } }
}
