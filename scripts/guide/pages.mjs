// The pages of the guide: every Markdown file below docs, and a few from elsewhere. Each gets an address and a position in the navigation.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, posix, sep } from 'node:path'
import { root } from '../local/paths.mjs'

/** Pages outside of docs, with their addresses. */
export const ELSEWHERE = {
  'generated/clients/typescript/README.md': 'clients/typescript/',
  'generated/clients/python/README.md': 'clients/python/',
  'generated/clients/go/README.md': 'clients/go/',
  'generated/clients/java/README.md': 'clients/java/',
  'src/cli/README.md': 'clients/cli/',
  'CHANGELOG.md': 'project/changelog/',
  'CONTRIBUTING.md': 'project/contributing/',
  'SECURITY.md': 'project/security/',
}

/** For each folder without a README.md: its title, and the address of the page that introduces the folder (null if there is none). */
const FOLDERS = {
  'specs/': { title: 'Architecture', first: 'specs/architecture/' },
  'clients/': { title: 'Clients', first: null },
  'project/': { title: 'The project', first: null },
  'api/reference/config/': { title: 'Config service', first: null },
  'api/reference/generation/': { title: 'Generation service', first: null },
}

/**
 * The order of the top folders in the navigation. Within a folder, pages have the order in which the nearest README.md links to them. Pages
 * to which it does not link come last, by title.
 */
const PARTS = ['questions/', 'api/', 'admin/', 'deployment/', 'development/', 'specs/', 'decisions/', 'clients/', 'project/']

export function readPages() {
  const files = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .map((file) => `docs/${file.split(sep).join('/')}`)
    .filter((file) => file.endsWith('.md'))
  const pages = [
    ...files.map((file) => [file, addressOf(file)]),
    ...Object.entries(ELSEWHERE).filter(([file]) => existsSync(join(root, file))),
  ].map(([file, address]) => {
    const text = readFileSync(join(root, file), 'utf8')
    return { file, address, text, title: titleOf(text) ?? address }
  })
  return pages.toSorted((one, other) => (one.address < other.address ? -1 : 1))
}

/** Returns the address of a page: docs/api/errors.md → api/errors/, docs/api/README.md → api/, docs/README.md → the empty address. */
function addressOf(file) {
  return file
    .replace(/^docs\//, '')
    .replace(/(^|\/)README\.md$/, '$1')
    .replace(/\.md$/, '/')
}

const titleOf = (text) => /^# (.+)$/m.exec(text)?.[1].replaceAll('`', '')

/** Returns the file to which a relative link leads, without its `#…`; null if the link leads to another host or to its own page. */
export function targetOf(file, link) {
  if (/^([a-z]+:|#|\/)/i.test(link)) return null
  return posix.join(posix.dirname(file), decodeURI(link.split('#')[0]))
}

/** Returns the navigation as a tree: nodes with a title, the address of a page or null, and children. */
export function treeOf(pages) {
  const byAddress = new Map(pages.map((page) => [page.address, page]))
  const top = childrenOf('', pages, byAddress)
  return top.toSorted((one, other) => PARTS.indexOf(one.folder) - PARTS.indexOf(other.folder))
}

function childrenOf(folder, pages, byAddress) {
  const inside = pages.filter(({ address }) => address.startsWith(folder) && address !== folder)
  const names = [...new Set(inside.map(({ address }) => `${folder}${address.slice(folder.length).split('/')[0]}/`))]
  const mentioned = mentionedBy(folder, pages)
  const nodes = names.map((address) => {
    const introduction = FOLDERS[address]?.first
    return {
      folder: address,
      title: FOLDERS[address]?.title ?? byAddress.get(address)?.title ?? address,
      address: byAddress.has(address) ? address : (introduction ?? null),
      children: childrenOf(address, pages, byAddress).filter((child) => child.address === null || child.address !== introduction),
    }
  })
  const position = ({ folder: address }) => {
    const index = mentioned.findIndex((each) => each.startsWith(address))
    return index < 0 ? Number.MAX_SAFE_INTEGER : index
  }
  return nodes.toSorted((one, other) => position(one) - position(other) || (one.title < other.title ? -1 : 1))
}

/** Returns the addresses of the pages to which the nearest README.md links, in the order of the links. */
function mentionedBy(folder, pages) {
  const addresses = new Map(pages.map(({ file, address }) => [file, address]))
  for (let at = folder; ; at = at.replace(/[^/]+\/$/, '')) {
    const page = pages.find(({ file, address }) => address === at && file.endsWith('README.md'))
    if (page) {
      const targets = [...page.text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => targetOf(page.file, link))
      return targets.flatMap((target) => (target !== null && addresses.has(target) ? [addresses.get(target)] : []))
    }
    if (at === '') return []
  }
}

/** Returns the pages in the order in which the navigation shows them. */
export function inOrder(tree) {
  return tree.flatMap(({ address, children }) => [...(address === null ? [] : [address]), ...inOrder(children)])
}
