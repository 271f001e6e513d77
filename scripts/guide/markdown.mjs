// Turns the Markdown of a page into HTML, and into sections for the search.
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join, posix } from 'node:path'
import MarkdownIt from 'markdown-it'
import sharp from 'sharp'
import { root } from '../local/paths.mjs'
import { diagram } from './diagram.mjs'
import { escapeHtml } from './html.mjs'
import { targetOf } from './pages.mjs'

const EXCERPT_CHARACTERS = 160

/**
 * Returns `render(page)`, which returns { html, headings, sections, files }. Links to files that are not in the guide lead to these files
 * below the address `repository`. If `repository` is undefined, such links become text.
 */
export function createRenderer({ pages, highlight, repository }) {
  const addresses = new Map(pages.map(({ file, address }) => [file, address]))
  addresses.set('README.md', '')
  const md = new MarkdownIt({ html: true })
  md.renderer.rules.fence = (tokens, index) => {
    const language = tokens[index].info.trim().split(' ')[0]
    const code = tokens[index].content
    if (language === 'mermaid') return diagram(code)
    return `<div class="code"><pre><code>${highlight(code.replace(/\n$/, ''), language)}</code></pre></div>\n`
  }
  // Removes comments, which are only for the authors of the pages.
  md.renderer.rules.html_block = (tokens, index) => tokens[index].content.replaceAll(/<!--[\s\S]*?-->\s*/g, '')
  md.renderer.rules.table_open = () => '<div class="table"><table>\n'
  md.renderer.rules.table_close = () => '</table></div>\n'

  async function render(page) {
    const env = { page, ids: new Map(), headings: [], files: [] }
    const tokens = md.parse(page.text, env)
    nameHeadings(tokens, env)
    emptyHeaders(tokens)
    for (const { children } of tokens) {
      rewriteLinks(children ?? [], page, { addresses, repository, env })
      for (const child of children ?? []) if (child.type === 'image') await placePicture(child, page, env)
    }
    const html = md.renderer.render(tokens, md.options, env)
    return { html, headings: env.headings, files: env.files, sections: sectionsOf(tokens, page) }
  }
  return render
}

/** Returns the relative address from one page to another. The address is right on any host and below any path. */
export function relative(from, to) {
  const path = posix.relative(`/${from}`, `/${to}`)
  return path === '' ? './' : to === '' || to.endsWith('/') ? `${path}/` : path
}

/** Returns the anchor that GitHub makes for a heading. */
const anchorOf = (heading) =>
  heading
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(/\s/g, '-')

function nameHeadings(tokens, env) {
  for (const [index, token] of tokens.entries()) {
    if (token.type !== 'heading_open') continue
    const text = plainText(tokens[index + 1].children)
    const anchor = anchorOf(text)
    const count = env.ids.get(anchor) ?? 0
    env.ids.set(anchor, count + 1)
    const id = count === 0 ? anchor : `${anchor}-${count}`
    token.attrSet('id', id)
    env.headings.push({ id, text, level: Number(token.tag.slice(1)) })
  }
}

/** Makes a `td` of each empty `th` in a table, because an empty cell is no header of a column. */
function emptyHeaders(tokens) {
  for (const [index, token] of tokens.entries())
    if (token.type === 'th_open' && tokens[index + 1].content.trim() === '') for (const part of [token, tokens[index + 2]]) part.tag = 'td'
}

/** Returns the words of an inline token's children, without Markdown's marks. */
function plainText(children) {
  return (children ?? [])
    .map(({ type, content, children: nested }) => {
      if (type === 'text' || type === 'code_inline') return content
      if (type === 'image') return plainText(nested)
      return /break|html_inline/.test(type) ? ' ' : ''
    })
    .join('')
}

/** Returns whether a link leads to a file in the folder docs, for example to a JSON file. The guide contains these files, too. */
const isOfDocs = (file) => file.startsWith('docs/') && existsSync(join(root, file)) && statSync(join(root, file)).isFile()

function rewriteLinks(children, page, { addresses, repository, env }) {
  const open = []
  for (const token of children) {
    if (token.type === 'link_close' && open.pop()) Object.assign(token, { type: 'html_inline', content: '</span>' })
    if (token.type !== 'link_open') continue
    const link = token.attrGet('href')
    const target = targetOf(page.file, link)
    const hash = link.includes('#') ? link.slice(link.indexOf('#')) : ''
    let isText = false
    if (target === null) {
      if (/^https?:/.test(link)) token.attrSet('rel', 'noreferrer')
    } else if (addresses.has(target)) token.attrSet('href', relative(page.address, addresses.get(target)) + hash)
    else if (isOfDocs(target)) {
      const address = target.replace(/^docs\//, '')
      env.files.push({ file: target, address })
      token.attrSet('href', relative(page.address, address))
    } else if (repository) token.attrSet('href', `${repository.replace(/\/$/, '')}/${target}${hash}`)
    else {
      // The guide does not contain this file of the repository, and the repository's address is unknown. So the link becomes text with the
      // file's path as its title.
      Object.assign(token, { type: 'html_inline', content: `<span class="file" title="${escapeHtml(target)}">` })
      isText = true
    }
    open.push(isText)
  }
}

/** Sets the address and the size of a picture. The size keeps the text from moving when the picture arrives. */
async function placePicture(token, page, env) {
  const file = targetOf(page.file, token.attrGet('src'))
  if (file === null) return
  if (!existsSync(join(root, file))) throw new Error(`${page.file} shows ${file}, which does not exist`)
  const { width, height } = await sharp(readFileSync(join(root, file))).metadata()
  const address = file.replace(/^docs\//, '')
  env.files.push({ file, address })
  token.attrSet('src', relative(page.address, address))
  token.attrSet('width', String(width))
  token.attrSet('height', String(height))
  token.attrSet('loading', 'lazy')
}

/** Returns a section for each heading: the heading, and the text below it without code blocks. */
function sectionsOf(tokens, page) {
  const sections = [{ id: '', heading: page.title, words: [] }]
  for (const [index, token] of tokens.entries()) {
    if (token.type === 'heading_open' && token.tag !== 'h1')
      sections.push({ id: token.attrGet('id'), heading: plainText(tokens[index + 1].children), words: [] })
    else if (token.type === 'inline' && tokens[index - 1]?.type !== 'heading_open') sections.at(-1).words.push(plainText(token.children))
  }
  return sections.map(({ id, heading, words }) => {
    const text = words.join(' ').replaceAll(/\s+/g, ' ').trim()
    const excerpt = text.length > EXCERPT_CHARACTERS ? `${text.slice(0, EXCERPT_CHARACTERS).replace(/\s\S*$/, '')}…` : text
    return { address: page.address + (id && `#${id}`), page: page.title, heading, text, excerpt }
  })
}
