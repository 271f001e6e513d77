// The request path in the architecture page equals the path of a real request.
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const page = readFileSync(join(root, 'docs/specs/architecture.md'), 'utf8')
const [, section] = /\n## What a generate request visits\n(.*?)\n## /s.exec(page)!
const listed = [...section!.matchAll(/^\| `(src\/[^`]+)` \|/gm)].map(([, file]) => file!)
/** Folders and files that the page names without explaining them. */
const passed = [...section!.slice(section!.indexOf('It also passes')).matchAll(/`([^`]+)`/g)].map(([, path]) =>
  path!.startsWith('src/') ? path! : `src/generation-service/${path}`,
)

test('the page lists at most 40 files, none twice', () => {
  expect(listed.length).toBeLessThanOrEqual(40)
  expect(new Set(listed).size).toBe(listed.length)
  expect(passed.length).toBeGreaterThan(0)
})

test('a request visits the listed files in order, and no others except those that the page names without a row', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [join(import.meta.dirname, 'request-path.mjs')], { timeout: 280_000 })
  const met = stdout.trim().split('\n')
  expect(met.filter((file) => listed.includes(file))).toEqual(listed)
  const unnamed = met.filter((file) => !listed.includes(file) && !passed.some((path) => file === path || file.startsWith(path)))
  expect(unnamed).toEqual([])
}, 300_000)
