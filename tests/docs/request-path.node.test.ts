// Tests the lists of files on the architecture page: they must name the files that run for a generate request and for a config change.
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const page = readFileSync(join(root, 'docs/specs/architecture.md'), 'utf8')

let walked: Record<'generate' | 'change', string[]>
beforeAll(async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [join(import.meta.dirname, 'request-path.mjs')], { timeout: 560_000 })
  walked = JSON.parse(stdout)
}, 580_000)

describe.each([
  { walk: 'generate' as const, heading: 'What a generate request visits', service: 'src/generation-service', most: 40 },
  { walk: 'change' as const, heading: 'What a config change visits', service: 'src/config-service', most: 25 },
])('$heading', ({ walk, heading, service, most }) => {
  const [, section] = new RegExp(`\\n## ${heading}\\n(.*?)\\n## `, 's').exec(page)!
  const listed = [...section!.matchAll(/^\| `(src\/[^`]+)` \|/gm)].map(([, file]) => file!)
  /** Folders and files that the page lists without explaining them. */
  const passed = [...section!.slice(section!.indexOf('It also passes')).matchAll(/`([^`]+)`/g)].map(([, path]) =>
    path!.startsWith('src/') ? path! : `${service}/${path}`,
  )

  test(`a reader meets at most ${most} files, none twice`, () => {
    expect(listed.length).toBeLessThanOrEqual(most)
    expect(new Set(listed).size).toBe(listed.length)
    expect(passed.length).toBeGreaterThan(0)
  })

  test('the request meets the listed files in their order, and no other but those that the page names beside them', () => {
    const met = walked[walk]
    expect(met.filter((file) => listed.includes(file))).toEqual(listed)
    const unnamed = met.filter((file) => !listed.includes(file) && !passed.some((path) => file === path || file.startsWith(path)))
    expect(unnamed).toEqual([])
  })
})
