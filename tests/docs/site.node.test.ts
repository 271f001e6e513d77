// Tests the files of the built guide: every link resolves, nothing needs another host, and nothing breaks the content security policy.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import MiniSearch from 'minisearch'
import { beforeAll, expect, test } from 'vitest'
import { indexOptions, searchOptions } from '../../scripts/guide/search-options.mjs'
import { guideFolder } from '../../scripts/local/guide.mjs'
import { buildGuide } from '../../scripts/local/install.mjs'
import { root } from '../../scripts/local/paths.mjs'

const pages = new Map<string, string>()
const addressesIn = (html: string) => [...html.matchAll(/ (?:href|src|data-index)="([^"]*)"/g)].map(([, address]) => address!)

beforeAll(() => {
  buildGuide()
  for (const file of readdirSync(guideFolder, { recursive: true, encoding: 'utf8' }))
    if (file.endsWith('index.html')) pages.set(file, readFileSync(join(guideFolder, file), 'utf8'))
}, 300_000)

test('every page of docs is a page of the guide', () => {
  const missing = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => file.replace(/README\.md$/, 'index.html').replace(/\.md$/, '/index.html'))
    .filter((file) => !pages.has(file))
  expect(missing).toEqual([])
})

test('every link, picture, style and script of every page leads to a file and a heading that exist', () => {
  const ids = new Map([...pages].map(([file, html]) => [file, new Set([...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id!))]))
  const broken: string[] = []
  for (const [file, html] of pages)
    for (const address of addressesIn(html)) {
      if (address.startsWith('https:')) continue
      const [path, hash] = address.split('#')
      const target = path === '' ? file : fileAt(posix.join(dirname(file), path!))
      if (!existsSync(join(guideFolder, target))) broken.push(`${file}: ${address}`)
      else if (hash && !ids.get(target)?.has(hash)) broken.push(`${file}: ${address} has no such heading`)
    }
  expect(broken).toEqual([])
  expect(pages.size).toBeGreaterThan(150)
})

const fileAt = (path: string) => (path === '.' || path === './' ? 'index.html' : path.endsWith('/') ? `${path}index.html` : path)

test('links between pages are relative, so that the guide runs below any path', () => {
  const absolute = [...pages].flatMap(([file, html]) =>
    addressesIn(html)
      .filter((address) => address.startsWith('/'))
      .map((address) => `${file}: ${address}`),
  )
  expect(absolute).toEqual([])
})

test('no page has an inline script, style or handler, or loads from another host', () => {
  const inline = / style="|<style|<script(?![^>]* src=")|\son[a-z]+="|(?:src|<link[^>]*href)="https?:|@import/
  expect([...pages].filter(([, html]) => inline.test(html.replaceAll(/<code>[\s\S]*?<\/code>/g, ''))).map(([file]) => file)).toEqual([])
  const styles = readdirSync(join(guideFolder, 'assets')).filter((name) => name.endsWith('.css'))
  expect(styles).toHaveLength(1)
  const style = readFileSync(join(guideFolder, 'assets', styles[0]!), 'utf8')
  expect(style).not.toMatch(/url\((?!"?\.\/)|@import|@theme|@source/)
  // The style has the panel's colours, for light and for dark mode.
  expect(style).toMatch(/--color-accent:\s*light-dark\(/)
})

test('diagrams are drawn, code is highlighted, and the marks of blocks are not shown', () => {
  expect(pages.get('specs/architecture/index.html')!.match(/<svg/g)).toHaveLength(3)
  const shown = [...pages].filter(([, html]) => html.includes('language-mermaid') || /<pre><code>[^<]*(?:not run: |makes=)/.test(html))
  expect(shown.map(([file]) => file)).toEqual([])
  expect(pages.get('api/quickstarts/typescript/index.html')).toContain('class="hljs-keyword"')
})

test('a link to a file of the repository is text if no address of a repository is set', () => {
  if (process.env['REPOSITORY_URL']) return
  expect(pages.get('api/reference/generation/generate/index.html')).not.toMatch(/href="[^"]*openapi\//)
  expect([...pages.values()].some((html) => html.includes('<span class="file" title='))).toBe(true)
})

test.each([
  ['idempotency', 'api/guides/idempotency/'],
  ['429', 'api/errors/'],
  ['webhook signature', 'api/guides/webhooks/'],
  ['max_cost_micros', 'api/'],
  ['rotate key', 'admin/'],
  ['provder', 'admin/'],
])('the search finds a page for "%s"', (words, start) => {
  const name = readdirSync(join(guideFolder, 'assets')).find((file) => file.startsWith('search-'))!
  const index = MiniSearch.loadJSON(readFileSync(join(guideFolder, 'assets', name), 'utf8'), indexOptions)
  const found = index
    .search(words, searchOptions)
    .slice(0, 12)
    .map((hit) => String(hit['address']))
  expect(
    found.some((address) => address.startsWith(start)),
    found.join(' '),
  ).toBe(true)
})
