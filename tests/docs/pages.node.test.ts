// Rules for every page of the docs.
import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../scripts/local/paths.mjs'
import { guides } from './blocks.ts'

const MOST_LINES = 300

const list = ['ls-files', '-co', '--exclude-standard', 'README.md', 'docs/*.md']
const pages = execFileSync('git', list, { cwd: root, encoding: 'utf8' }).trim().split('\n')
const textOf = (page: string) => readFileSync(join(root, page), 'utf8')

test('every page begins with whom it is for', () => {
  const without = pages.filter((page) => !/^#[^\n]*\n+(?:For |# )/.test(textOf(page)) && !/^docs\/decisions\/\d/.test(page))
  expect(without).toEqual([])
})

test(`no page has more than ${MOST_LINES} lines`, () => {
  const long = pages.filter((page) => textOf(page).trimEnd().split('\n').length > MOST_LINES)
  expect(long).toEqual([])
})

const pageTitles = [...textOf('src/panel/pages.ts').matchAll(/^ {4}title: '([^']+)'/gm)].map(([, title]) => title!)

test('the docs call the pages of the panel by their titles', () => {
  expect(pageTitles).toEqual(expect.arrayContaining(['Overview', 'People and roles']))
  // For example `In the panel: *Overview → New project*, then *Keys*.`
  const NAMED = /[Ii]n the\s+panel:\s+((?:\*+[^*]+\*+(?:,?\s+(?:then|and)\s+|,\s+)?)+)/g
  const named = pages.flatMap((page) =>
    [...textOf(page).matchAll(NAMED)].flatMap(([, names]) =>
      [...names!.matchAll(/\*+([^*]+)\*+/g)].map(([, name]) => ({ page, name: name!.split(' → ')[0]! })),
    ),
  )
  expect(named.length).toBeGreaterThan(30)
  expect(named.filter(({ name }) => !pageTitles.includes(name))).toEqual([])
})

test('the page about the panel names every page of it, and no other', () => {
  const rows = [...textOf('docs/admin/panel.md').matchAll(/^\| [^|]+ \| ([^|]+) \| [^|]+ \|$/gm)].map(([, cell]) => cell!).slice(1)
  const names = rows.map((cell) => cell.split(', ')[0]!)
  expect(names.filter((name) => !pageTitles.includes(name))).toEqual([])
  expect(pageTitles.filter((title) => !names.includes(title))).toEqual([])
})

test('the page of questions leads from at least 30 questions to a page', () => {
  const questions = [...textOf('docs/questions.md').matchAll(/^\| ([^|]*\?[^|]*) \| ([^|]+) \|$/gm)]
  expect(questions.length).toBeGreaterThanOrEqual(30)
  expect(questions.filter(([, , page]) => !/\]\([^)]+\.md/.test(page!)).map(([, question]) => question)).toEqual([])
})

test('the page about keys says for every scope of the contract what it allows', () => {
  const { components } = JSON.parse(textOf('generated/config/openapi.json')) as { components: { schemas: { Scope: { enum: string[] } } } }
  const section = textOf('docs/admin/keys-and-secrets.md').split('### Scopes')[1]!.split('\n**')[0]!
  const rows = [...section.matchAll(/^\| `([a-z:]+)` \|/gm)].map(([, scope]) => scope!)
  expect(rows).toEqual(components.schemas.Scope.enum)
})

// A reader runs the blocks in a clone of this repository. `git add .` must not add the files that the blocks write: many of them contain a
// valid key, and the others, such as the reader's programs, do not belong to the project.
test('git ignores every file and folder that the blocks write into the clone, and no file of the project', () => {
  const git = (...words: string[]) => spawnSync('git', words, { cwd: root, encoding: 'utf8' })
  const blocks = guides(root).flatMap((guide) => guide.blocks)
  const commands = blocks.filter(({ language, action }) => language === 'bash' && action !== 'not run').map(({ code }) => code)
  const matches = (pattern: RegExp) => commands.flatMap((code) => Array.from(code.matchAll(pattern), ([, name]) => name!))
  const programs = blocks.filter(({ action }) => action === 'file').map(({ file }) => file!)
  const pictures = blocks.flatMap(({ action, file }) => (action === 'run' && file ? [file] : []))
  const files = [...programs, ...pictures, ...matches(/(?:>|\s-o)\s*([\w$-]+\.\w+)(?=[\s)]|$)/g)].map((name) =>
    name.replace(/\$\w+/, 'acme'),
  )
  const folders = matches(/^(?:mkdir|python3 -m venv|cp -r \S+) ([\w-]+)$/gm).map((name) => `${name}/`)
  const names = [...new Set([...files, ...folders])]
  expect(names).toEqual(expect.arrayContaining(['ada.key', 'acme.env', 'leaked.json', 'small.json']))
  expect(names).toEqual(
    expect.arrayContaining(['receiver.mjs', 'lighthouse.png', 'quickstart.py', 'quickstart-go/', 'quickstart-venv/', 'quickstart-client/']),
  )
  expect(names.filter((name) => git('check-ignore', '--quiet', '--no-index', name).status !== 0)).toEqual([])
  expect(git('ls-files', '--cached', '--ignored', '--exclude-standard')).toMatchObject({ status: 0, stdout: '' })
})
