// The pages of the documentation show commands that write files. If a user runs them in a clone of the repository, their files stay there
// as leftovers. This module finds the leftovers.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pagesIn } from './pages.mjs'

/** The pages that show commands: single pages, and folders with pages. */
const PAGES = ['README.md', 'docs', 'generated/clients']
/**
 * Files and folders that are no leftovers, because the platform, its tools or contributors use them. A file or folder whose name begins
 * with a dot is no leftover either.
 */
export const KEPT = ['node_modules', 'public', 'backups', 'dist', 'coverage', 'worker-configuration.d.ts']

export interface Leftovers {
  /** Files and folders that a page names, so a command of that page has probably written them. */
  written: string[]
  /** Files and folders that no page names. */
  others: string[]
}

/**
 * Returns the leftovers in the top folder of a clone: files and folders that git does not track. Throws if the folder is no clone, because
 * it is then unknown which files belong to the repository.
 * @param names the result of `namesInPages`.
 */
export function leftoversIn(clone: string, names: Set<string>): Leftovers {
  const { status, stdout, stderr } = spawnSync('git', ['ls-files', '-z', '--others', '--directory'], { cwd: clone, encoding: 'utf8' })
  if (status !== 0) throw new Error(`This needs git and a clone of the repository: ${stderr}`)
  const found = stdout
    .split('\0')
    .map((path) => path.replace(/\/$/, ''))
    .filter((path) => path !== '' && !path.includes('/') && !path.startsWith('.') && !KEPT.includes(path))
  const [written, others] = [found.filter((path) => names.has(path)), found.filter((path) => !names.has(path))]
  return { written, others }
}

/**
 * Returns the names of the files and folders that commands on the docs pages may write: every text on these pages that looks like a file
 * name with an extension, and each folder that a command makes.
 */
export function namesInPages(root: string): Set<string> {
  const texts = PAGES.flatMap((path) => pagesIn(root, path)).map((page) => readFileSync(join(root, page), 'utf8'))
  return new Set(
    texts.flatMap((text) => [
      ...(text.match(/[\w-]+(?:\.[\w-]+)+/g) ?? []),
      ...[...text.matchAll(/(?:mkdir|-m venv|cp -r \S+) ([\w-]+)/g)].map(([, folder]) => folder!),
    ]),
  )
}
