// Blocked terms. All of them are looked for in one pass: one step per character of the prompt, whatever the terms are. A regular expression
// of `word[\s\p{P}]+word` tries every way to divide the punctuation, which takes minutes for some terms.

/** The first blocked word or phrase in a prompt, as a whole word, without case, however it is spaced; null if there is none. */
export function findBrokenTerm(prompt: string, blockedTerms: readonly string[]): string | null {
  if (blockedTerms.length === 0) return null
  const found = matcherOf(blockedTerms).find(prompt)
  return found === null ? null : blockedTerms[found]!
}

const matchers = new WeakMap<readonly string[], TermMatcher>()

/** A snapshot's list is the same object for as long as the snapshot is in memory. */
function matcherOf(terms: readonly string[]): TermMatcher {
  const known = matchers.get(terms)
  if (known !== undefined) return known
  const made = new TermMatcher(terms)
  matchers.set(terms, made)
  return made
}

const SEPARATOR = /[\s\p{P}]/u
const WORD = /[\p{L}\p{N}_]/u

/** The states that a character may lead to, of all terms: 32 in a word, and which words they are in. */
interface Steps {
  words: Int32Array
  masks: Int32Array
}

function stepsOf(masks: Map<number, number>): Steps {
  return { words: Int32Array.from(masks.keys()), masks: Int32Array.from(masks.values()) }
}

/**
 * Every character of every term is a state, a bit; a gap between two words is one, too, which stays for as long as white space or punctuation
 * comes. All bits are moved on together (Shift-And), so the work is counted in words of 32 states.
 */
export class TermMatcher {
  /** By character: the states that it leads to. */
  readonly #steps = new Map<string, Steps>()
  /** The states that any separator leads to: the gaps. */
  readonly #gaps: Steps
  readonly #starts: Int32Array
  /** The last state of a term, and which term that is. */
  readonly #ends = new Map<number, number>()
  readonly #endMasks: Int32Array
  /** How many words of states were moved on, for tests. */
  work = 0

  constructor(terms: readonly string[]) {
    const states: { symbol: string | null; starts: boolean }[] = []
    for (const [term, text] of terms.entries()) {
      const words = text.normalize('NFKC').trim().split(/\s+/u).filter(Boolean)
      if (words.length === 0) continue
      for (const [index, word] of words.entries()) {
        if (index > 0) states.push({ symbol: null, starts: false })
        for (const [at, character] of Array.from(word).entries())
          states.push({ symbol: folded(character), starts: index === 0 && at === 0 })
      }
      this.#ends.set(states.length - 1, term)
    }
    const length = (states.length + 31) >> 5
    this.#starts = new Int32Array(length)
    this.#endMasks = new Int32Array(length)
    const gaps = new Map<number, number>()
    const bySymbol = new Map<string, Map<number, number>>()
    for (const [state, { symbol, starts }] of states.entries()) {
      const [word, bit] = [state >> 5, 1 << (state & 31)]
      if (starts) this.#starts[word]! |= bit
      if (this.#ends.has(state)) this.#endMasks[word]! |= bit
      const masks = symbol === null ? gaps : (bySymbol.get(symbol) ?? new Map<number, number>())
      masks.set(word, (masks.get(word) ?? 0) | bit)
      if (symbol !== null) bySymbol.set(symbol, masks)
    }
    for (const [symbol, masks] of bySymbol) this.#steps.set(symbol, stepsOf(masks))
    this.#gaps = stepsOf(gaps)
  }

  /** The index of the first of the terms that is in the prompt, by where it ends; null if none is. */
  find(prompt: string): number | null {
    let now = new Int32Array(this.#starts.length)
    let next = new Int32Array(this.#starts.length)
    /** Terms that end at the character before this one; they count if no letter follows. */
    let ended: number | null = null
    let mayStart = true
    for (const character of prompt.normalize('NFKC')) {
      const isWord = WORD.test(character)
      if (ended !== null && !isWord) return ended
      next.fill(0)
      const steps = this.#steps.get(folded(character))
      // A gap is never the last state of a term.
      ended = steps === undefined ? null : this.#move(steps, now, next, mayStart, false)
      if (SEPARATOR.test(character)) this.#move(this.#gaps, now, next, false, true)
      ;[now, next] = [next, now]
      mayStart = !isWord
    }
    return ended
  }

  /** Adds to `next` what the states of `now` come to; returns a term that has ended with it, or null. `stays`: a state leads to itself, too. */
  #move({ words, masks }: Steps, now: Int32Array, next: Int32Array, mayStart: boolean, stays: boolean): number | null {
    this.work += words.length
    let ended: number | null = null
    for (let at = 0; at < words.length; at++) {
      const word = words[at]!
      const before = now[word]!
      let moved = before << 1
      if (word > 0) moved |= now[word - 1]! >>> 31
      if (mayStart) moved |= this.#starts[word]!
      if (stays) moved |= before
      moved &= masks[at]!
      if (moved === 0) continue
      next[word]! |= moved
      const ends = moved & this.#endMasks[word]!
      if (ends !== 0) ended ??= this.#ends.get(word * 32 + 31 - Math.clz32(ends & -ends))!
    }
    return ended
  }
}

const foldedBefore = new Map<string, string>()

/** Without case, one character for one: final sigma is sigma, but ß stays what it is. */
function folded(character: string): string {
  if (character <= '\u007f') return character.toLowerCase()
  let fold = foldedBefore.get(character)
  if (fold === undefined) {
    const upper = character.toUpperCase()
    fold = (Array.from(upper).length === 1 ? upper : character).toLowerCase()
    if (foldedBefore.size < 4096) foldedBefore.set(character, fold)
  }
  return fold
}
