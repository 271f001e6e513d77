// `npm run check:words`: finds wordings that a pattern can recognize and that should be avoided. Each rule has a maximum in
// scripts/words.json; more matches fail the check. `--lower` sets each maximum to the current number of matches; no option raises one.
// `--lines` prints each match.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const ceilingsFile = join(root, 'scripts/words.json')

/**
 * The text that a rule searches. `words`: whole files. `prose`: in a code file the comments; in Markdown everything outside of fenced code;
 * in any other file everything. `doc`: doc comments. `code`: the code in src but not in src/panel, without its comments.
 */
type Where = 'words' | 'prose' | 'doc' | 'code'
interface Rule {
  name: string
  pattern: RegExp
  where: Where
  instead: string
}

export const RULES: Rule[] = [
  { name: 'can not', pattern: /\bcan not\b/gi, where: 'words', instead: 'cannot' },
  { name: 'is none of', pattern: /\b(?:is|are|was|were) none of\b/gi, where: 'words', instead: 'is not' },
  {
    name: 'is told',
    pattern: /\b(?:is|are|was|were|be) told\b/gi,
    where: 'prose',
    instead: 'the active voice: who tells whom, or "reports"',
  },
  { name: 'is had', pattern: /\b(?:is|are|was|were|be) had\b/gi, where: 'prose', instead: 'a verb that says what happens' },
  { name: 'is meant', pattern: /\b(?:is|are|was|were) meant\b/gi, where: 'prose', instead: '"is for", "means", or the intention itself' },
  {
    name: 'headless What',
    pattern: /(?:^\s*|[.:;!] )What [^.?!]*(?:[.!]|$)/g,
    where: 'prose',
    instead: 'a sentence with a subject and a verb',
  },
  {
    name: 'where for a condition',
    pattern:
      /\b(?:null|undefined|true|false|absent|empty|nothing|none|throws|needed|possible) where\b|\bwhere (?:there (?:is|are|was)|it (?:is|was|has|can|does|came|cannot)|they (?:are|have)|that (?:is|was|can|cannot)|none|nothing|nobody|no one|not)\b/gi,
    where: 'prose',
    instead: '"if" for a condition, "when" for a time',
  },
  {
    name: 'answers for returns',
    pattern: /\banswers (?:whether|how|which|what|who|null|true|false|undefined|an?\b|the\b|with what)/gi,
    where: 'doc',
    instead: '"returns" for a function',
  },
  { name: 'place for position', pattern: /\bplaces?\b(?=\s*[,:)=\]}+]|\.\w)/g, where: 'code', instead: '"index" or "position"' },
]

export interface Match {
  rule: string
  line: number
  text: string
}

/** Returns the matches of all rules in one file. */
export function matchesIn(path: string, source: string): Match[] {
  const parts = partsOf(path, source)
  return RULES.flatMap((rule) =>
    parts[rule.where].flatMap(({ text, line }) =>
      [...text.matchAll(rule.pattern)].map((match) => ({
        rule: rule.name,
        line: line + text.slice(0, match.index).split('\n').length - 1,
        text: match[0].replaceAll(/\s+/g, ' ').trim(),
      })),
    ),
  )
}

interface Piece {
  text: string
  line: number
}

function partsOf(path: string, source: string): Record<Where, Piece[]> {
  const whole = [{ text: source, line: 1 }]
  if (!/\.(tsx?|mjs|js)$/.test(path)) {
    // The prose is searched as one text and not line by line, because a sentence may continue after a line break.
    const prose = path.endsWith('.md') ? withoutFences(source) : source
    return { words: whole, prose: [{ text: prose, line: 1 }], doc: [], code: [] }
  }
  const comments = commentsIn(source)
  // In the panel's code, `place` rightly means an organization, an instance or a project. The rule "place for position" would report each
  // of these, so the panel's code is not searched.
  const code = path.startsWith('src/') && !path.startsWith('src/panel/') ? [{ text: withoutComments(source), line: 1 }] : []
  return {
    words: whole,
    prose: comments.map(({ text, line }) => ({ text, line })),
    doc: comments.filter(({ isDoc }) => isDoc),
    code,
  }
}

/** Replaces fenced code by blank lines, so that line numbers stay right. */
const withoutFences = (text: string) => text.replaceAll(/```[\s\S]*?```/g, (fence) => fence.replaceAll(/[^\n]/g, ''))

// A line comment begins a line or follows code and a space. The `//` in a URL has no space before it.
const COMMENT = /\/\*\*?[\s\S]*?\*\/|(?<=^|\s)\/\/ .*(?:\n[ \t]*\/\/ .*)*/gm

function commentsIn(source: string): (Piece & { isDoc: boolean })[] {
  return [...source.matchAll(COMMENT)].map((match) => ({
    // A comment becomes one text: comment marks are removed, line breaks are kept.
    text: match[0].replaceAll(/^[ \t]*(?:\/\/|\/\*\*?|\*(?!\/))[ \t]?/gm, '').replace(/[ \t]*\*\/$/, ''),
    line: source.slice(0, match.index).split('\n').length,
    isDoc: match[0].startsWith('/**'),
  }))
}

const withoutComments = (source: string) => source.replaceAll(COMMENT, (comment) => comment.replaceAll(/[^\n]/g, ''))

/** Lists the files to search, without generated ones. This script and its test are left out, because they contain the patterns. */
function filesToRead(): string[] {
  const folders = ['src', 'openapi/*.yaml', 'docs', 'tests', 'scripts', '*.md']
  return execFileSync('git', ['ls-files', '-co', '--exclude-standard', ...folders], { cwd: root, encoding: 'utf8' })
    .split('\n')
    .filter(
      (file) =>
        /\.(tsx?|mjs|md|yaml)$/.test(file) &&
        !/check-words|words\.node\.test|\/operations\.ts$|^docs\/api\/reference\//.test(file) &&
        existsSync(join(root, file)),
    )
}

function main(): void {
  const ceilings = JSON.parse(readFileSync(ceilingsFile, 'utf8')) as Record<string, number>
  const found = filesToRead().map((file) => ({ file, matches: matchesIn(file, readFileSync(join(root, file), 'utf8')) }))
  const next: Record<string, number> = {}
  for (const { name, instead } of RULES) {
    const perFile = found
      .map(({ file, matches }) => ({ file, matches: matches.filter((match) => match.rule === name) }))
      .filter(({ matches }) => matches.length > 0)
      .toSorted((one, other) => other.matches.length - one.matches.length)
    const count = perFile.reduce((sum, { matches }) => sum + matches.length, 0)
    const ceiling = ceilings[name] ?? 0
    next[name] = Math.min(count, ceiling)
    console.log(`${name}: ${count} of at most ${ceiling}. Write instead: ${instead}.`)
    for (const { file, matches } of perFile) {
      console.log(`  ${String(matches.length).padStart(4)} ${file}`)
      if (process.argv.includes('--lines')) for (const { line, text } of matches) console.log(`         ${file}:${line}: ${text}`)
    }
    if (count > ceiling) {
      console.error(`FAILED ${name}: ${count} matches, at most ${ceiling} are allowed`)
      process.exitCode = 1
    }
  }
  if (process.argv.includes('--lower')) writeFileSync(ceilingsFile, `${JSON.stringify(next, null, 2)}\n`)
}

if (import.meta.main) main()
