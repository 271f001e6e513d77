// Runs in the reader's browser: the search, the buttons that copy code, and the code that lets the keyboard reach blocks that scroll
// sideways. Every page can also be read without JavaScript.
import MiniSearch from 'minisearch'
import { indexOptions, searchOptions } from './search-options.mjs'

const MOST_RESULTS = 12

const box = document.querySelector('.search')
const input = box.querySelector('input')
const found = box.querySelector('.found')
const status = found.querySelector('p')
const results = found.querySelector('ul')
let index = null

/** Loads the search index once. If the load fails, the next search tries it again. */
function loadIndex() {
  index ??= fetch(box.dataset.index)
    .then((answer) => {
      if (!answer.ok) throw new Error(`status ${answer.status}`)
      return answer.text()
    })
    .then((text) => MiniSearch.loadJSON(text, indexOptions))
    .catch((error) => {
      index = null
      throw error
    })
  return index
}

async function search() {
  const query = input.value.trim()
  if (query === '') return close()
  let hits
  try {
    const loaded = await loadIndex()
    hits = loaded.search(query, searchOptions)
    // If no section has all words, sections that have at least one of the words are shown.
    if (hits.length === 0) hits = loaded.search(query, { ...searchOptions, combineWith: 'OR' })
  } catch (error) {
    show([], `The search could not be loaded: ${error.message}`)
    return
  }
  if (query !== input.value.trim()) return
  const shown = hits.slice(0, MOST_RESULTS)
  show(shown, shown.length === 0 ? `Nothing was found for “${query}”.` : `${shown.length} of ${hits.length} results`)
}

function show(hits, text) {
  status.textContent = text
  results.replaceChildren(...hits.map(resultOf))
  found.hidden = false
}

function resultOf({ heading, page, address, excerpt }) {
  const link = document.createElement('a')
  link.href = box.dataset.root + address
  link.append(textIn('strong', heading), textIn('span', page === heading ? '' : page), textIn('small', excerpt))
  const item = document.createElement('li')
  item.append(link)
  return item
}

function textIn(tag, text) {
  const element = document.createElement(tag)
  element.textContent = text
  return element
}

function close() {
  found.hidden = true
  results.replaceChildren()
  status.textContent = ''
}

/** Moves the focus by arrow keys: from the search field to the results, from one result to another, and back. */
function move(event) {
  const stops = [input, ...results.querySelectorAll('a')]
  const at = stops.indexOf(document.activeElement)
  if (at < 0) return
  const next = event.key === 'ArrowDown' ? stops[Math.min(at + 1, stops.length - 1)] : stops[Math.max(at - 1, 0)]
  event.preventDefault()
  next.focus()
}

box.hidden = false
input.addEventListener('focus', () => loadIndex().catch(() => undefined), { once: true })
input.addEventListener('input', search)
box.addEventListener('keydown', (event) => {
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') move(event)
  if (event.key === 'Enter' && event.target === input) results.querySelector('a')?.click()
  if (event.key === 'Escape') {
    close()
    input.focus()
  }
})
// A result may lead to a heading of the page that is already open. Then no other page is loaded, so the list of results would stay open.
results.addEventListener('click', close)
document.addEventListener('click', (event) => {
  if (!box.contains(event.target)) close()
})
document.addEventListener('keydown', (event) => {
  const isTyping = event.target.closest('input, textarea, select, [contenteditable]') !== null
  const isShortcut = (event.key === '/' && !isTyping) || (event.key === 'k' && (event.ctrlKey || event.metaKey))
  if (!isShortcut || event.altKey) return
  event.preventDefault()
  input.focus()
  input.select()
})

for (const block of document.querySelectorAll('.code')) {
  const button = textIn('button', 'Copy')
  button.type = 'button'
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(block.querySelector('code').textContent)
    button.textContent = 'Copied'
    setTimeout(() => (button.textContent = 'Copy'), 2000)
  })
  block.append(button)
}

// A block of code, a table or a diagram that scrolls sideways must be reachable by the keyboard. A block that fits needs no scrolling and
// must not take the focus.
const names = { '.code pre': 'Code', '.table': 'Table', '.diagram': 'Diagram' }
const sizes = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const attributes = { tabindex: '0', role: 'region', 'aria-label': nameOf(target) }
    for (const [name, value] of Object.entries(attributes))
      if (target.scrollWidth > target.clientWidth) target.setAttribute(name, value)
      else target.removeAttribute(name)
  }
})
const parts = Object.keys(names).flatMap((selector) => [...document.querySelectorAll(selector)].map((part) => [part, names[selector]]))
const nameOf = (target) => {
  const same = parts.filter(([, name]) => name === parts.find(([part]) => part === target)[1])
  return `${same[0][1]} ${same.findIndex(([part]) => part === target) + 1}`
}
for (const [part] of parts) sizes.observe(part)
