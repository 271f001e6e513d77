// Finds the files that the commands of the pages have written into the clone.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pagesIn } from './pages.mjs'

/** Folders whose pages have commands, and single pages. Generated pages of the reference have none. */
const PAGES = ['README.md', 'docs', 'generated/clients']
/** The platform, its tools and contributors keep these names in the clone. Names that begin with a dot are kept, too. */
const KEPT = ['node_modules', 'public', 'backups', 'dist', 'coverage', 'worker-configuration.d.ts']

export interface Leftovers {
  /** Files and folders that a page's commands write. */
  written: string[]
  /** Other files and folders. */
  others: string[]
}

/**
 * Returns the files and folders that are in a clone's own folder and not in its repository. Throws if the folder is no clone, because then
 * nothing tells a file of the repository from one that a command has written.
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
 * Returns the names that the pages mention and that their commands may write: each file name with an ending, and each folder that a
 * command makes.
 */
export function namesInPages(root: string): Set<string> {
  const texts = PAGES.flatMap((path) => pagesIn(root, path)).map((page) => readFileSync(join(root, page), 'utf8'))
  return new Set(
    texts.flatMap((text) => [
      ...(text.match(/[\w-]+(?:\.[\w-]+)+/g) ?? []),
      ...[...text.matchAll(/(?:mkdir|-m venv) ([\w-]+)/g)].map(([, folder]) => folder!),
    ]),
  )
}
