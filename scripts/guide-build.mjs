// `npm run guide:build`: builds the pages of docs into public/guide, as a site that runs on any host of static files. Prints its size. A
// link to a file that is not in the guide leads to the address of that file below REPOSITORY_URL (environment or .env), such as
// https://github.com/acme/platform/blob/main. Without REPOSITORY_URL, such a link becomes text.
import './local/node-version.mjs'
import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { build } from 'esbuild'
import MiniSearch from 'minisearch'
import { highlight } from './guide/highlight.mjs'
import { layout } from './guide/layout.mjs'
import { createRenderer } from './guide/markdown.mjs'
import { inOrder, readPages, treeOf } from './guide/pages.mjs'
import { indexOptions } from './guide/search-options.mjs'
import { guideFolder, guideInputs, guideStamp, isGuideBuilt, repositoryUrl } from './local/guide.mjs'
import { root } from './local/paths.mjs'
import { buildFolder, lock, publish } from './local/publish.mjs'

const startedAt = performance.now()
// `lock` waits while another process builds the guide. If that process has used the same sources, nothing is left to do here.
if (lock('guide') && isGuideBuilt()) process.exit(0)
const inputs = guideInputs()
const folder = buildFolder('guide')
try {
  const pages = readPages()
  const repository = repositoryUrl()
  const render = createRenderer({ pages, highlight, repository })
  const contents = new Map()
  for (const page of pages) contents.set(page.address, await render(page))
  const files = await assets([...contents.values()].flatMap(({ sections }) => sections))
  const tree = treeOf(pages)
  const byAddress = new Map(pages.map((page) => [page.address, page]))
  const order = ['', ...inOrder(tree).filter((address) => address !== '')].map((address) => byAddress.get(address))
  for (const [position, page] of order.entries()) {
    const content = contents.get(page.address)
    const source = repository && `${repository.replace(/\/$/, '')}/${page.file}`
    const html = layout({ page, content, tree, files, before: order[position - 1], after: order[position + 1], source })
    write(`${page.address}index.html`, html)
    for (const { file, address } of content.files) copy(file, address)
  }
  write('404.html', notFound(tree, files))
  publish(folder, guideFolder)
  writeFileSync(guideStamp, inputs)
  const kilobytes = Math.round(readFileSync(join(guideFolder, files.index)).length / 1024)
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  console.log(`guide: ${order.length} pages, search index ${kilobytes} KB, ${seconds} s`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** Writes style, script, font, icon and search index, and returns their addresses. Each file name has a hash of the file's content. */
async function assets(sections) {
  await build({
    stdin: {
      contents: `${tokens()}\n${readFileSync(join(import.meta.dirname, 'guide/guide.css'), 'utf8')}`,
      loader: 'css',
      resolveDir: root,
    },
    outfile: join(folder, 'assets/guide.css'),
    bundle: true,
    minify: true,
    target: 'esnext',
    loader: { '.woff2': 'file' },
    assetNames: '[name]-[hash]',
    logLevel: 'warning',
  })
  await build({
    entryPoints: [join(import.meta.dirname, 'guide/browser.mjs')],
    outfile: join(folder, 'assets/guide.js'),
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    logLevel: 'warning',
  })
  const index = new MiniSearch(indexOptions)
  index.addAll(sections.map((section, id) => ({ id, ...section })))
  write('assets/search.json', JSON.stringify(index))
  copy('public/favicon.svg', 'assets/icon.svg')
  const [style, script, search, icon] = ['guide.css', 'guide.js', 'search.json', 'icon.svg'].map(nameByContent)
  return { style, script, index: search, icon }
}

/** Returns the panel's design tokens as plain CSS: Tailwind's `@theme` becomes `:root`. */
function tokens() {
  return readFileSync(join(root, 'src/panel/styles/tokens.css'), 'utf8').replace('@theme {', ':root {')
}

function nameByContent(name) {
  const content = readFileSync(join(folder, 'assets', name))
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 10)
  const [, stem, ending] = /^(.+)(\.\w+)$/.exec(name)
  renameSync(join(folder, 'assets', name), join(folder, 'assets', `${stem}-${hash}${ending}`))
  return `assets/${stem}-${hash}${ending}`
}

/**
 * Returns the page that a host shows for any missing address. A missing address may be in any folder, so the links in the page must be
 * absolute.
 */
function notFound(tree, files) {
  const page = { title: 'There is no such page', address: '404' }
  const html = '<h1>There is no such page</h1>\n<p>It may have moved. Search for it, or choose from the list of pages.</p>\n'
  const content = { html, headings: [], sections: [], files: [] }
  return layout({ page, content, tree, files, base: process.env.GUIDE_BASE ?? '/guide/' })
}

function write(address, text) {
  mkdirSync(dirname(join(folder, address)), { recursive: true })
  writeFileSync(join(folder, address), text)
}

function copy(file, address) {
  mkdirSync(dirname(join(folder, address)), { recursive: true })
  cpSync(join(root, file), join(folder, address))
}
