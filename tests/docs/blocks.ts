// The code blocks of the guides. The words after a block's language say what the tests do with the block:
//   bash run                      run it
//   bash run makes=picture.png    run it, and check that it has written this picture
//   bash run background           start it, and stop it when all blocks of the page have run
//   ts file=quickstart.ts         write it into this file, which a later block must run
//   json answer, text answer      compare it with the output of the block before; `…` stands for any text
//   ts quotes=src/a.ts            check that this file of the project contains the lines of the block
//   tsx builds=src/a.tsx          put it into this file in a copy of the project, and compile the copy (built.node.test.ts)
//   bash not run: the reason      nothing
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pagesIn } from '../../scripts/local/pages.mjs'

/** The pages to read. Every code block in them must have a mark: words after the language that say what the tests do with the block. */
const GUIDES = ['README.md', 'CONTRIBUTING.md', 'docs']
/** Pages that are left out, because other tests check the code blocks on them. */
const CHECKED_ELSEWHERE = [
  // These pages are generated. Their blocks come from the contracts, whose examples the contract tests check.
  'docs/api/reference/',
]

export interface Block {
  language: string
  action: 'run' | 'background' | 'file' | 'answer' | 'quotes' | 'builds' | 'not run'
  /**
   * For the actions `file`, `quotes` and `builds`: the file that the mark names. For `run`: the picture that the block must write, if the
   * mark names one. Otherwise null.
   */
  file: string | null
  code: string
  /** The line of the page, counted from 1. */
  line: number
}

export interface Guide {
  page: string
  blocks: Block[]
  /** Blocks whose mark is missing or unknown. */
  unmarked: string[]
}

export function guides(root: string): Guide[] {
  return GUIDES.flatMap((path) => pagesIn(root, path))
    .filter((page) => !CHECKED_ELSEWHERE.some((path) => page.startsWith(path)))
    .map((page) => guideOf(page, readFileSync(join(root, page), 'utf8')))
}

export function guideOf(page: string, text: string): Guide {
  const blocks: Block[] = []
  const unmarked: string[] = []
  for (const match of text.matchAll(/^( *)```([^\n]*)\n([\s\S]*?)^\1```$/gm)) {
    const [, indent, info, code] = match
    const line = text.slice(0, match.index).split('\n').length
    const [language = '', ...words] = info!.trim().split(' ')
    if (language === 'mermaid') continue
    const mark = markOf(words.join(' '))
    if (language === '' || mark === null) unmarked.push(`${page}:${line}: \`\`\`${info}`)
    else blocks.push({ language, ...mark, code: code!.replaceAll(new RegExp(`^${indent}`, 'gm'), ''), line })
  }
  return { page, blocks, unmarked }
}

function markOf(words: string): Pick<Block, 'action' | 'file'> | null {
  const run = /^run(?: (background)| makes=(\S+))?$/.exec(words)
  if (run) return { action: run[1] ? 'background' : 'run', file: run[2] ?? null }
  const file = /^file=(\S+)$/.exec(words)
  if (file) return { action: 'file', file: file[1]! }
  const quoted = /^quotes=(\S+)$/.exec(words)
  if (quoted) return { action: 'quotes', file: quoted[1]! }
  const built = /^builds=(\S+)$/.exec(words)
  if (built) return { action: 'builds', file: built[1]! }
  if (words === 'answer') return { action: 'answer', file: null }
  // The reason must not contain a backtick. Markdown allows none after the characters that open a block: it would read the whole block as
  // ordinary text.
  return /^not run: [^`]{10,}$/.test(words) ? { action: 'not run', file: null } : null
}

/**
 * Compares an answer with the example in a page. Returns the first difference, or null if there is none. Fields and elements that the
 * example leaves out are ignored.
 */
export function difference(example: unknown, given: unknown, path = ''): string | null {
  const where = path || 'the answer'
  if (example === '…') return null
  if (Array.isArray(example)) {
    if (!Array.isArray(given)) return `${where} is not a list`
    if (example.length > given.length) return `${where} has ${given.length} entries, not ${example.length}`
    return first(example.map((entry, index) => difference(entry, given[index], `${path}/${index}`)))
  }
  if (typeof example === 'object' && example !== null) {
    if (typeof given !== 'object' || given === null) return `${where} is not an object`
    return first(
      Object.entries(example).map(([name, value]) =>
        Object.hasOwn(given, name)
          ? difference(value, (given as Record<string, unknown>)[name], `${path}/${name}`)
          : `${path}/${name} is missing`,
      ),
    )
  }
  if (typeof example === 'string' && typeof given === 'string')
    return matches(example, given) ? null : `${where} is ${JSON.stringify(given)}, not ${JSON.stringify(example)}`
  return example === given ? null : `${where} is ${JSON.stringify(given)}, not ${JSON.stringify(example)}`
}

const first = (found: (string | null)[]) => found.find((text) => text !== null) ?? null

const escape = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Returns whether the text matches the example, in which `…` stands for any text. */
function matches(example: string, text: string): boolean {
  return new RegExp(`^${example.split('…').map(escape).join('.*')}$`, 's').test(text)
}

/**
 * Compares the lines of an example with the lines of an output. Returns the differences: lines that the output lacks, and lines that the
 * example does not show. Both must have the lines in the same order. A line `…` of the example stands for any number of lines. Empty lines
 * do not count.
 */
export function differentLines(example: string, output: string): string[] {
  const linesOf = (text: string) =>
    text
      .split('\n')
      .map((line) => line.trimEnd())
      .filter(Boolean)
  const printed = linesOf(output)
  const faults: string[] = []
  let next = 0
  let mayLeaveOut = false
  const show = (until: number) => {
    if (!mayLeaveOut) faults.push(...printed.slice(next, until).map((line) => `not shown: ${line}`))
    mayLeaveOut = false
  }
  for (const line of linesOf(example)) {
    if (line.trim() === '…') {
      mayLeaveOut = true
      continue
    }
    const at = printed.findIndex((other, index) => index >= next && matches(line, other))
    if (at < 0) {
      faults.push(`not printed: ${line}`)
      continue
    }
    show(at)
    next = at + 1
  }
  show(printed.length)
  return faults
}
