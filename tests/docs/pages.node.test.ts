// Rules for every page of the docs.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../scripts/local/paths.mjs'
import { adapters } from '../../src/providers/registry.ts'

const MOST_LINES = 300
/** Lists in which readers look up one entry: a table of prices, and a section for each provider. They grow with the providers. */
const LISTS = ['docs/api/prices.md', 'docs/development/providers.md']

const list = ['ls-files', '-co', '--exclude-standard', 'README.md', 'docs/*.md']
const pages = execFileSync('git', list, { cwd: root, encoding: 'utf8' }).trim().split('\n')
const textOf = (page: string) => readFileSync(join(root, page), 'utf8')

test('every page begins with whom it is for', () => {
  const without = pages.filter((page) => !/^#[^\n]*\n+(?:For |# )/.test(textOf(page)) && !/^docs\/decisions\/\d/.test(page))
  expect(without).toEqual([])
})

test(`no page has more than ${MOST_LINES} lines`, () => {
  const long = pages.filter((page) => !LISTS.includes(page) && textOf(page).trimEnd().split('\n').length > MOST_LINES)
  expect(long).toEqual([])
})

test('the page about connecting has every provider, with every field that its credential requires', () => {
  const rows = new Map(
    [...textOf('docs/admin/providers.md').matchAll(/^\| `([a-z0-9-]+)` \|([^\n]*)$/gm)].map(([, id, row]) => [id!, row!]),
  )
  const missing = [...adapters()].flatMap(({ id, credentialFields, defaultBaseUrl, byBinding }) => {
    const row = rows.get(id)
    if (row === undefined) return [id]
    const needed = credentialFields.filter(({ required }) => required).map(({ name }) => name)
    if (credentialFields.length > 0 && defaultBaseUrl === null && !byBinding) needed.push('base_url')
    return needed.filter((name) => !row.includes(`\`${name}\``)).map((name) => `${id}: ${name}`)
  })
  expect(missing).toEqual([])
  expect([...rows.keys()].filter((id) => ![...adapters()].some((adapter) => adapter.id === id))).toEqual([])
})

test('the page of questions leads from at least 30 questions to a page', () => {
  const questions = [...textOf('docs/questions.md').matchAll(/^\| ([^|]*\?[^|]*) \| ([^|]+) \|$/gm)]
  expect(questions.length).toBeGreaterThanOrEqual(30)
  expect(questions.filter(([, , page]) => !/\]\([^)]+\.md/.test(page!)).map(([, question]) => question)).toEqual([])
})
