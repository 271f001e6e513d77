import { describe, expect, it, test } from 'vitest'
import { findBrokenTerm, TermMatcher } from '../../../src/generation-service/plan/policy.ts'

test.each([
  ['a Forbidden thing', ['forbidden'], 'forbidden'],
  ['two   words, here', ['two words'], 'two words'],
  ['two-words', ['two words'], 'two words'],
  ['two_words', ['two words'], 'two words'],
  ['two_words', ['words'], null],
  ['ＦＯＲＢＩＤＤＥＮ', ['forbidden'], 'forbidden'],
  ['unforbidden forbiddenness', ['forbidden'], null],
  ['c++ code', ['c++'], 'c++'],
  ['äther', ['ther'], null],
  ['a carpet on the floor', ['car', 'pet'], null],
  ['gunman', ['gun', 'man'], null],
  ['man age', ['man', 'age'], 'man'],
  ['anything', ['', '  '], null],
  ['nothing', [], null],
])('%s against %j', (prompt, terms, found) => {
  expect(findBrokenTerm(prompt, terms)).toBe(found)
})

describe('D2: blocked terms are looked for in time linear in the prompt', () => {
  it.each([
    ['- - - - - Z', '-'.repeat(240)],
    ['f * * k', `f${'*'.repeat(2000)}`],
    ['- - - - - Z', '- '.repeat(16_000)],
    ['a b a b a b a b c', 'a b '.repeat(8000)],
  ])('D2: %s', (term, prompt) => {
    const matcher = new TermMatcher([term])
    expect(matcher.find(prompt)).toBeNull()
    // The matcher has one bit for each character of a term, and one for each gap between two words of the term. The bits of each term above
    // fit into one 32-bit integer. For one character of the prompt, the matcher may compute the integer of a term several times, for
    // example for the characters of the term and again for its gaps. `work` counts these computations for all terms together: on average,
    // at most two for each character of the prompt.
    expect(matcher.work).toBeLessThanOrEqual(2 * prompt.length)
    expect(findBrokenTerm(`${prompt} but f, * ! * k`, ['nothing', 'f * * k'])).toBe('f * * k')
  })

  it('D2: 500 terms of 100 characters cost at most their states, 32 at once, per character', () => {
    const terms = Array.from({ length: 500 }, (_, place) => `${'a-'.repeat(48)}${place}`)
    const matcher = new TermMatcher(terms)
    const prompt = 'a-'.repeat(4000)
    expect(matcher.find(prompt)).toBeNull()
    expect(matcher.work).toBeLessThanOrEqual(2 * prompt.length * Math.ceil((500 * 100) / 32))
  }, 60_000)

  it('D2: it finds what the regular expression found', () => {
    const { text } = randomTexts()
    let found = 0
    for (let round = 0; round < 10_000; round++) {
      const [term, prompt] = [text(4), text(24)]
      const expected = isFound(prompt, term)
      if (expected) found++
      expect([term, prompt, findBrokenTerm(prompt, [term]) !== null]).toEqual([term, prompt, expected])
    }
    expect(found).toBeGreaterThan(500)
  }, 60_000)

  it('D2: among several terms it finds one that the regular expression found', () => {
    const { text, pick } = randomTexts()
    let found = 0
    for (let round = 0; round < 3000; round++) {
      const terms = Array.from({ length: 1 + pick(4) }, () => text(4))
      const prompt = text(24)
      const expected = terms.filter((term) => isFound(prompt, term))
      if (expected.length > 0) found++
      const term = findBrokenTerm(prompt, terms)
      expect([terms, prompt, term === null ? expected.length === 0 : expected.includes(term)]).toEqual([terms, prompt, true])
    }
    expect(found).toBeGreaterThan(300)
  }, 60_000)
})

/** Returns whether a regular expression finds the term in the prompt. */
function isFound(prompt: string, term: string): boolean {
  const words = term.normalize('NFKC').trim().split(/\s+/u).filter(Boolean)
  const pattern = words.map((word) => word.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)).join(String.raw`[\s\p{P}]+`)
  return words.length > 0 && new RegExp(String.raw`(?<![\p{L}\p{N}_])${pattern}(?![\p{L}\p{N}_])`, 'iu').test(prompt.normalize('NFKC'))
}

/** Makes texts of letters, spaces and punctuation, the same ones in each run. */
function randomTexts() {
  const alphabet = ['a', 'B', 'ä', 'Σ', 'ς', '1', '_', ' ', '  ', '-', '*', '+', '.', '😀', 'ſ', 'ß']
  let state = 20_261_128
  const pick = (most: number) => ((state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0) >>> 12) % most
  const text = (most: number) => Array.from({ length: 1 + pick(most) }, () => alphabet[pick(alphabet.length)]).join('')
  return { pick, text }
}
