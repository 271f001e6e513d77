// The frame of every page: header with search, navigation, contents, and the pages before and after.
import { escapeHtml } from './html.mjs'
import { relative } from './markdown.mjs'

const NAME = 'Multi-Agent System'

/**
 * `files`: the addresses of the style sheet, the script, the search index and the icon, relative to the guide's root. `base`: the relative
 * address that leads from the page to the guide's root.
 */
export function layout({ page, content, tree, files, before, after, source, base = relative(page.address, '') }) {
  const isHome = page.address === ''
  const title = isHome ? `${NAME}: guide` : `${page.title} · ${NAME}`
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<meta name="description" content="${escapeHtml(content.sections[0]?.excerpt ?? '')}">
<link rel="icon" href="${base}${files.icon}" type="image/svg+xml">
<link rel="stylesheet" href="${base}${files.style}">
<script type="module" src="${base}${files.script}"></script>
</head>
<body>
<a class="skip" href="#content">Skip to the text</a>
<header class="top">
<button class="menu" type="button" popovertarget="pages">Pages</button>
<a class="brand" href="${base}"><img src="${base}${files.icon}" alt="" width="24" height="24">${NAME}<span>Guide</span></a>
<div class="search" role="search" data-root="${base}" data-index="${base}${files.index}" hidden>
<input id="search" type="search" placeholder="Search" aria-label="Search the guide" aria-controls="found" autocomplete="off" spellcheck="false"><kbd aria-hidden="true">/</kbd>
<div id="found" class="found" hidden><p role="status"></p><ul></ul></div>
</div>
</header>
<div class="frame">
<nav id="pages" class="pages" popover aria-label="Pages">
${list(tree, page, base)}
</nav>
<main id="content" tabindex="-1">
<article>
${content.html}</article>
${neighbours(before, after, base, source)}
</main>
${contents(content.headings)}
</div>
</body>
</html>
`
}

/**
 * Returns the navigation as HTML. A node shows its children only if the current page is the node's own page or below it, so that the
 * navigation stays short.
 */
function list(nodes, page, base) {
  const items = nodes.map(({ title, address, folder, children }) => {
    const isOpen = page.address.startsWith(folder) || (address !== null && page.address === address)
    const first = address ?? firstOf(children)
    const current = page.address === address ? ' aria-current="page"' : ''
    const below = isOpen && children.length > 0 ? `\n${list(children, page, base)}` : ''
    return `<li><a href="${base}${first}"${current}${isOpen && !current ? ' class="open"' : ''}>${escapeHtml(title)}</a>${below}</li>`
  })
  return `<ul>\n${items.join('\n')}\n</ul>`
}

const firstOf = ([{ address, children }]) => address ?? firstOf(children)

function contents(headings) {
  const shown = headings.filter(({ level }) => level === 2 || level === 3)
  if (shown.length < 2) return ''
  const items = shown.map(({ id, text, level }) => `<li class="level-${level}"><a href="#${escapeHtml(id)}">${escapeHtml(text)}</a></li>`)
  return `<nav class="contents" aria-label="On this page"><p>On this page</p><ul>\n${items.join('\n')}\n</ul></nav>`
}

function neighbours(before, after, base, source) {
  const link = (page, words, kind) =>
    page === undefined
      ? ''
      : `<a class="${kind}" href="${base}${page.address}" rel="${kind}"><span>${words}</span>${escapeHtml(page.title)}</a>`
  const own = source === undefined ? '' : `<a class="source" href="${escapeHtml(source)}" rel="noreferrer">Source of this page</a>`
  return `<nav class="neighbours" aria-label="Before and after">${link(before, 'Before', 'prev')}${link(after, 'Next', 'next')}${own}</nav>`
}
