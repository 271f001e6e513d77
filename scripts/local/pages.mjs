// Finds the pages of the documentation.
import { readdirSync } from 'node:fs'
import { join, sep } from 'node:path'

/**
 * Returns the sorted paths of the Markdown files in the folder `path` of `root`. If `path` is itself a Markdown file, returns only `path`.
 * Paths have `/` on every system.
 */
export function pagesIn(root, path) {
  if (path.endsWith('.md')) return [path]
  return readdirSync(join(root, path), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md') && !name.includes('node_modules'))
    .toSorted()
    .map((name) => `${path}/${name.split(sep).join('/')}`)
}
