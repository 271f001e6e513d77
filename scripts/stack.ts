// `npm run stack < log`: prints each line that it reads, with the places in a bundle replaced by places in the source. The names in a
// bundle are shortened, so a stack in the log says no more than `at Ke (platform.js:391:55737)`. A deployed bundle is built again from this
// checkout, so the checkout must be the version that has written the log: `GET /v1/health` tells its commit. The bundle of `npm start` has
// its source map beside it as long as the server runs.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { SourceMap, type SourceMapPayload } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { buildBundle } from './local/bundle.mjs'
import { root } from './local/paths.mjs'
import { versionOfTree } from './local/version.mjs'

/** Matches a place in a bundle, for example `platform.js:391:55737`. A bundle has the name of its Worker's entry in `src/workers`. */
const PLACE = /(file:\/\/[^\s()]*\/)?\b(platform|config|generation)\.js:(\d+):(\d+)/g

type Worker = 'platform' | 'config' | 'generation'

interface Bundle {
  map: SourceMap
  /** The folder of the bundle. The paths in its source map are relative to this folder. */
  folder: string
}

const folder = mkdtempSync(join(tmpdir(), 'stack-'))
const bundles = new Map<string, Bundle>()

/** Builds the bundle of a Worker as it is deployed. */
function built(worker: Worker): Bundle {
  const to = join(folder, worker)
  buildBundle(worker === 'platform' ? '' : worker, to)
  console.error(`Places in the ${worker} Worker are those of this checkout, ${versionOfTree()}. It must be the deployed version.`)
  return bundleAt(join(to, `${worker}.js.map`))
}

/** Reads the source map of a bundle that the local server runs. */
function running(file: string): Bundle {
  if (!existsSync(file)) throw new Error(`${file} is gone. The bundle of \`npm start\` exists only while the server runs.`)
  return bundleAt(file)
}

function bundleAt(file: string): Bundle {
  return { map: new SourceMap(JSON.parse(readFileSync(file, 'utf8')) as SourceMapPayload), folder: dirname(file) }
}

/** Returns the place in the source as `path:line:column`, or the given text if the bundle has no such place. */
function placeInSource(text: string, url: string | undefined, worker: Worker, line: string, column: string): string {
  const name = `${url ?? ''}${worker}`
  const isLocal = name.includes('/.wrangler/tmp/')
  const bundle = bundles.get(name) ?? (isLocal ? running(fileURLToPath(`${name}.js.map`)) : built(worker))
  bundles.set(name, bundle)
  const origin = bundle.map.findOrigin(Number(line), Number(column))
  if (!('fileName' in origin)) return text
  return `${relative(root, resolve(bundle.folder, origin.fileName))}:${origin.lineNumber}:${origin.columnNumber}`
}

if (process.stdin.isTTY) console.error('Paste the stack, or lines of the log, and end with Ctrl-D.')
try {
  for await (const line of createInterface({ input: process.stdin })) {
    // In a line of the log, a stack is a JSON string, in which a line break is `\n`.
    console.log(line.replaceAll(PLACE, placeInSource).replaceAll(String.raw`\n`, '\n'))
  }
  if (bundles.size === 0) throw new Error('No place like `platform.js:391:55737` was read. Give a stack, or lines of the log with one.')
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
