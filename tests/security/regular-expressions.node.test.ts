// Tests that no regular expression takes quadratic time. Callers, providers and picture servers can send long texts. If the time of an
// expression grew with the square of the text's length, a long text could occupy an isolate for minutes, and other tenants share this
// isolate.
import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import ts from 'typescript'

/** Expressions that are not tested, because the code applies them only to texts of a few characters. */
const FOR_SHORT_TEXTS = new Set([String.raw`/(={0,2})\s*$/`])
const CHARACTERS = 20_000
/**
 * The time limit for one expression on a text with `CHARACTERS` characters. The expression needs a few milliseconds if its time is linear,
 * and a second or more if its time is quadratic.
 */
const MOST_MS = 250
const TRIES = 3

interface Expression {
  at: string
  text: string
  pattern: RegExp
}

/** Returns the regular expressions of the Workers. Those of the command line and the panel are left out: they can delay only one user. */
function expressions(): Expression[] {
  const files = globSync('{src,generated}/**/*.{ts,tsx}').filter((file) => !/^src\/(panel|cli)\/|^generated\/clients\//.test(file))
  const found = new Map<string, Expression>()
  for (const file of files) {
    const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest)
    const visit = (node: ts.Node): void => {
      if (ts.isRegularExpressionLiteral(node)) {
        const end = node.text.lastIndexOf('/')
        const pattern = new RegExp(node.text.slice(1, end), node.text.slice(end + 1))
        found.set(node.text, { at: `${file}: ${node.text}`, text: node.text, pattern })
      }
      ts.forEachChild(node, visit)
    }
    visit(source)
  }
  return [...found.values()].filter(({ text }) => /[*+]|\{\d+,/.test(text) && !FOR_SHORT_TEXTS.has(text))
}

/**
 * Returns long texts for the expression with this source. Each text repeats characters or words that may be part of a match, so a slow
 * expression tries many matches. The control character at the end of the text makes most of them fail.
 */
function* hostileTexts(text: string): Generator<string> {
  const words = [...new Set(text.replaceAll(/\\[a-zA-Z]/g, ' ').match(/[\w-]{2,}/g) ?? [])].slice(0, 8)
  const units = [
    ...' \ta0-_./"=,:%{;',
    'aa ',
    'a.',
    '"a",',
    '; ',
    ...words,
    ...words.map((word) => `${word}-`),
    ...words.map((word) => `${word} `),
  ]
  for (const unit of units)
    for (const before of ['', 'a', ...words.slice(0, 2)]) yield `${before}${unit.repeat(Math.ceil(CHARACTERS / unit.length))}\u0001`
}

function millisecondsOf({ pattern }: Expression, text: string): number {
  const start = performance.now()
  text.replace(pattern, '')
  return performance.now() - start
}

test('no regular expression takes quadratic time for a long text', () => {
  const all = expressions()
  expect(all.length).toBeGreaterThan(100)
  const slow = all.filter((each) =>
    // A busy machine can make a single try slow. So an expression counts as slow only if all its tries with the same text are slow.
    [...hostileTexts(each.text)].some((text) => Array.from({ length: TRIES }).every(() => millisecondsOf(each, text) > MOST_MS)),
  )
  expect(slow.map(({ at }) => at)).toEqual([])
})
