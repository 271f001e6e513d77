import { expect, test } from 'vitest'
import { brokenTerm } from '../../../src/generation-service/plan/policy.ts'

test.each([
  ['a Forbidden thing', ['forbidden'], 'forbidden'],
  ['two   words, here', ['two words'], 'two words'],
  ['two-words', ['two words'], 'two words'],
  ['ＦＯＲＢＩＤＤＥＮ', ['forbidden'], 'forbidden'],
  ['unforbidden forbiddenness', ['forbidden'], null],
  ['c++ code', ['c++'], 'c++'],
  ['äther', ['ther'], null],
  ['anything', ['', '  '], null],
  ['nothing', [], null],
])('%s against %j', (prompt, terms, found) => {
  expect(brokenTerm(prompt, terms)).toBe(found)
})
