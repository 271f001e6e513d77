// Tests that the Worker's top-level code makes no zod schema and no Intl.NumberFormat. The first request to a new isolate waits until the
// isolate has run this code, and most schemas and formats are never used in the life of the isolate.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, type Plugin } from 'esbuild'
import { afterAll, beforeAll, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const members = join(root, 'src/workers/bundle/zod-members.js')

/** The package zod; each call of one of its functions is noted in `madeSchemas`. */
const NOTED_ZOD = `
import * as members from ${JSON.stringify(members)}
globalThis.madeSchemas = []
const noted = (functions) => Object.fromEntries(Object.entries(functions).map(([name, value]) => {
  if (name === 'iso' || name === 'coerce') return [name, noted(value)]
  // Calls of all functions are noted, except classes, whose names begin with a capital letter, and \`config\`, which makes no schema.
  if (typeof value !== 'function' || !/^_?[a-z]/.test(name) || name === 'config') return [name, value]
  return [name, (...values) => (globalThis.madeSchemas.push(name), value(...values))]
}))
export * from ${JSON.stringify(members)}
export const z = noted(members)
export default z
`
const RUNTIME = `
export class DurableObject {}
export class WorkerEntrypoint {}
export const tracing = {}
`
const replaced: Plugin = {
  name: 'replaced',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(zod|zod\/v4|cloudflare:workers)$/ }, ({ path }) => ({ path, namespace: 'replaced' }))
    onResolve({ filter: /^js-yaml$/ }, () => ({ path: join(root, 'src/workers/bundle/js-yaml.js') }))
    onLoad({ filter: /./, namespace: 'replaced' }, ({ path }) => ({
      contents: path === 'cloudflare:workers' ? RUNTIME : NOTED_ZOD,
      resolveDir: root,
    }))
  },
}

const folder = mkdtempSync(join(tmpdir(), 'new-isolate-'))
const { NumberFormat } = Intl
afterAll(() => {
  Intl.NumberFormat = NumberFormat
  rmSync(folder, { recursive: true })
})
declare global {
  var madeSchemas: string[]
}

type Loaded = { routes: typeof import('../../generated/generation/routes.ts').routes }
let loaded: Loaded
let madeFormats = 0
beforeAll(async () => {
  const outfile = join(folder, 'worker.mjs')
  const contents = `export * from './src/workers/platform.ts'\nexport { routes } from './generated/generation/routes.ts'`
  await build({ stdin: { contents, resolveDir: root }, outfile, bundle: true, format: 'esm', platform: 'node', plugins: [replaced] })
  Intl.NumberFormat = new Proxy(NumberFormat, {
    construct(format, values: ConstructorParameters<typeof NumberFormat>) {
      madeFormats++
      return new format(...values)
    },
  })
  loaded = (await import(pathToFileURL(outfile).href)) as Loaded
}, 120_000)

it('loads the Worker without making a schema', () => {
  expect(globalThis.madeSchemas).toEqual([])
})

it('loads the Worker without making a format of numbers, which takes some milliseconds', () => {
  expect(madeFormats).toBe(0)
})

it('makes a schema when a request needs it', () => {
  const { routes } = loaded
  expect(routes.generate.request.headers.safeParse({ 'idempotency-key': '' }).success).toBe(false)
  expect(globalThis.madeSchemas).toContain('object')
})
