// Tests the lint for wording: each rule finds the wording that it forbids, and accepts the recommended wording.
import { expect, it } from 'vitest'
import { matchesIn, RULES } from '../../scripts/check-words.ts'

const rulesIn = (source: string, path = 'src/canary.ts') => matchesIn(path, source).map(({ rule }) => rule)

it.each<[string, string, string]>([
  ['can not', "throw new Error('It can not be read')\n", "throw new Error('It cannot be read')\n"],
  ['is none of', '// This is none of ours.\n', '// This is not ours.\n'],
  ['is told', '// The caller is told later.\n', '// The response tells the caller later.\n'],
  ['is had', '// An answer is had at once.\n', '// The answer comes at once.\n'],
  ['is meant', '// No change is meant.\n', '// The change is intended.\n'],
  ['headless What', '/** What a caller may see. */\n', '/** Returns the things that a caller may see. What else is there? */\n'],
  ['where for a condition', '/** Null where there is none. */\n', '/** Null if there is none. It says where the file is. */\n'],
  ['answers for returns', '/** Answers whether it is open. */\n', '// The provider answers the poll.\n'],
  [
    'place for position',
    'for (const [place, model] of models.entries()) take(model, place)\n',
    '// The place of birth.\nconst index = 1\n',
  ],
])('finds: %s', (rule, bad, good) => {
  expect(rulesIn(bad)).toContain(rule)
  expect(rulesIn(good)).toEqual([])
})

it('has a case for every rule', () => {
  expect(RULES.map(({ name }) => name)).toHaveLength(9)
})

it('reads the prose of docs and contracts, without the code of docs', () => {
  expect(rulesIn('It is null where it is free.\n', 'docs/a.md')).toEqual(['where for a condition'])
  expect(rulesIn('```\nnull where it is free\n```\n', 'docs/a.md')).toEqual([])
  expect(rulesIn('description: Null where there is none.\n', 'openapi/a.yaml')).toEqual(['where for a condition'])
})

it('reads doc comments of several lines, and the panel', () => {
  expect(rulesIn('  /**\n   * What a caller may see.\n   */\n')).toEqual(['headless What'])
  expect(rulesIn('/** What a caller may see. */\n', 'src/panel/a.tsx')).toEqual(['headless What'])
  expect(rulesIn('const place = placeOf(url)\ntake(place)\n', 'src/panel/a.tsx')).toEqual([])
})

it('names the line', () => {
  expect(matchesIn('src/a.ts', 'const a = 1\n\n/**\n * One line.\n * It can not end.\n */\n')[0]).toMatchObject({
    line: 5,
    text: 'can not',
  })
})
