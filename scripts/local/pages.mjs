// Finds the pages of the documentation.
import { readdirSync } from 'node:fs'
import { join, sep } from 'node:path'

/** Returns the Markdown files in a folder of `root`, in order; if `path` is one itself, only this one. Paths have `/` on every system. */
export function pagesIn(root, path) {
  if (path.endsWith('.md')) return [path]
  return readdirSync(join(root, path), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md') && !name.includes('node_modules'))
    .toSorted()
    .map((name) => `${path}/${name.split(sep).join('/')}`)
}
