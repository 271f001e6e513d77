// Finds blocked terms. One pass over the prompt looks for all of them; the work per character is bounded by the total length of the terms.
// A regular expression like `word[\s\p{P}]+word` would try every way to divide the punctuation, which takes minutes for some terms.

/**
 * Returns the first blocked word or phrase in a prompt; null if there is none. Matches whole words, in upper or lower case. Between the
 * words of a phrase, the prompt may have any white space and punctuation.
 */
export function findBrokenTerm(prompt: string, blockedTerms: readonly string[]): string | null {
  if (blockedTerms.length === 0) return null
  const found = matcherOf(blockedTerms).find(prompt)
  return found === null ? null : blockedTerms[found]!
}

const matchers = new WeakMap<readonly string[], TermMatcher>()

/** Returns the matcher of a list of terms. The matcher is kept for as long as the snapshot with the list is in memory. */
function matcherOf(terms: readonly string[]): TermMatcher {
  const known = matchers.get(terms)
  if (known !== undefined) return known
  const made = new TermMatcher(terms)
  matchers.set(terms, made)
  return made
}

const SEPARATOR = /[\s\p{P}]/u
const WORD = /[\p{L}\p{N}_]/u

/**
 * The states that one character can activate; they may belong to different terms. Each state is one bit in a list of 32-bit words. `words`
 * has the indexes of the words that are not zero, `masks` has these words in the same order, and `byWord` maps each index to its word.
 */
interface Steps {
  words: Int32Array
  masks: Int32Array
  byWord: Map<number, number>
}

function stepsOf(masks: Map<number, number> = new Map()): Steps {
  return { words: Int32Array.from(masks.keys()), masks: Int32Array.from(masks.values()), byWord: masks }
}

/**
 * The states that are active after a character of the prompt. Each state is one bit in a list of 32-bit words. `words` has the indexes of
 * the words that are not zero, and `bits` has these words in the same order.
 */
interface Standing {
  words: Int32Array
  bits: Int32Array
  /** Whether a term can begin right after this character. It cannot after a character of a word, because only whole words match. */
  mayStart: boolean
  /**
   * The index of a term that ends with this character; null if there is none. The term counts as found only if the next character does not
   * continue the term's last word.
   */
  ended: number | null
  /**
   * Maps the kind of the next character to the set of states that follows. It has an entry only for each kind for which the set was
   * computed before.
   */
  next: Map<string, Standing>
}

/**
 * Each of these two constants keeps a part of one `TermMatcher`'s memory below 1 MB. The matcher keeps the sets of active states that it
 * has computed, stored as integers, and the transitions between these sets. `MAX_REMEMBERED` limits the total number of transitions and of
 * integers in small sets. `MAX_REMEMBERED_LARGE` limits the number of integers in large sets. `FEW_WORDS` says which sets are large.
 */
const MAX_REMEMBERED = 50_000
const MAX_REMEMBERED_LARGE = 200_000
/**
 * A set of states counts as large if it takes more 32-bit words than this. Once all large sets together exceed `MAX_REMEMBERED_LARGE`, the
 * matcher records no further transition from a large set. `#stepDensely` then computes such a transition each time that it is needed.
 */
const FEW_WORDS = 32
const MAX_KINDS = 4096

/**
 * A bit-parallel automaton (Shift-And). Every character of every term is a state, stored as one bit. A gap between two words is a state as
 * well; it stays active during white space and punctuation. One operation moves 32 states.
 *
 * The matcher remembers each set of states that a prompt has reached, and the set that follows it for each kind of character. So repetitive
 * prompts, and prompts without blocked terms, cost one look-up per character. The constants above limit how much the matcher remembers.
 */
export class TermMatcher {
  /**
   * Maps each character that occurs in the blocked terms to the states that this character can activate. The character activates such a
   * state only if the state before it is active. The state of a term's first character is in `#starts` instead: no state comes before it.
   */
  readonly #steps = new Map<string, Steps>()
  /**
   * Maps the first character of each blocked term to the states that this character can activate: one state for each term that begins with
   * it. The character activates these states wherever a term may begin.
   */
  readonly #starts = new Map<string, Steps>()
  /**
   * The states that stand for the gaps between the words of a term. White space or punctuation activates such a state if the state before
   * it is active. More white space or punctuation keeps it active.
   */
  readonly #gaps: Steps
  /**
   * Maps the number of a state to the index of a term in the list of blocked terms. The map has one entry for each term: the state that
   * stands for the term's last character.
   */
  readonly #ends = new Map<number, number>()
  readonly #endMasks: Int32Array
  readonly #now: Int32Array
  readonly #next: Int32Array
  readonly #kinds = new Map<string, string>()
  #start: Standing = nowhere()
  #standings = new Map<number, Standing[]>()
  #remembered = 0
  #rememberedLarge = 0
  /** How many 32-bit words this matcher has computed so far. Only tests read this number. */
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
    this.#endMasks = new Int32Array(length)
    this.#now = new Int32Array(length)
    this.#next = new Int32Array(length)
    const gaps = new Map<number, number>()
    const bySymbol = new Map<string, Map<number, number>>()
    const startsBySymbol = new Map<string, Map<number, number>>()
    for (const [state, { symbol, starts }] of states.entries()) {
      const [word, bit] = [state >> 5, 1 << (state & 31)]
      if (this.#ends.has(state)) this.#endMasks[word]! |= bit
      // A state in `bySymbol` becomes active only if the state before it is active. The first character of a term must not depend on the
      // state before it, which belongs to another term. So the state of a first character goes into `startsBySymbol` instead.
      const masks = symbol === null ? gaps : of(bySymbol, symbol)
      add(starts ? of(startsBySymbol, symbol!) : masks, word, bit)
    }
    for (const [symbol, masks] of bySymbol) this.#steps.set(symbol, stepsOf(masks))
    for (const [symbol, masks] of startsBySymbol) this.#starts.set(symbol, stepsOf(masks))
    this.#gaps = stepsOf(gaps)
  }

  /**
   * Finds the blocked term that ends first in the prompt. Returns the term's index in the list of blocked terms; null if no term is in the
   * prompt.
   */
  find(prompt: string): number | null {
    let standing = this.#start
    for (const character of prompt.normalize('NFKC')) {
      const kind = this.#kindOf(character)
      let next = standing.next.get(kind)
      if (next === undefined) {
        const isLarge = standing.words.length > FEW_WORDS && this.#rememberedLarge > MAX_REMEMBERED_LARGE
        next = isLarge ? this.#stepDensely(standing, kind) : this.#step(standing, kind)
      }
      // The term `standing.ended` ended just before `character`. The term counts only if `character` does not continue the term's last
      // word. If `next.mayStart` is true, `character` belongs to no word, so it continues none.
      if (standing.ended !== null && next.mayStart) return standing.ended
      standing = next
    }
    return standing.ended
  }

  /**
   * Returns the kind of a character. The first letter of the kind says what the character does: `w` belongs to a word, `s` separates words,
   * `b` does both (the underscore), `o` does neither. If the character occurs in the terms, the kind ends with the character.
   */
  #kindOf(character: string): string {
    const known = this.#kinds.get(character)
    if (known !== undefined) return known
    const symbol = folded(character)
    const [isWord, isSeparator] = [WORD.test(character), SEPARATOR.test(character)]
    const role = isWord ? (isSeparator ? 'b' : 'w') : isSeparator ? 's' : 'o'
    const kind = `${role}${this.#steps.has(symbol) ? symbol : ''}`
    if (this.#kinds.size < MAX_KINDS) this.#kinds.set(character, kind)
    return kind
  }

  #step(from: Standing, kind: string): Standing {
    const symbol = kind.slice(1)
    const touched: number[] = []
    for (const [at, word] of from.words.entries()) this.#now[word] = from.bits[at]!
    let ended = this.#move(from, this.#steps.get(symbol), touched, false)
    const starts = from.mayStart ? this.#starts.get(symbol) : undefined
    if (starts !== undefined) for (const [at, word] of starts.words.entries()) ended = this.#enter(word, starts.masks[at]!, touched, ended)
    // The result of `#move` says whether a term has ended. It is not needed here, because a gap between words never ends a term.
    if (separates(kind)) this.#move(from, this.#gaps, touched, true)
    for (const word of from.words) this.#now[word] = 0
    const words = Int32Array.from(touched).sort()
    const bits = words.map((word) => this.#next[word]!)
    for (const word of words) this.#next[word] = 0
    const mayStart = !isOfWord(kind)
    const next = this.#remember({ words, bits, mayStart, ended: ended === null ? null : this.#ends.get(ended)!, next: new Map() })
    from.next.set(kind, next)
    this.#remembered++
    return next
  }

  /**
   * Activates states for one character. `#now` has the active states before the character, `#next` those after it. Each state of `steps`
   * becomes active in `#next` if the state before it, with the number lower by one, is active in `#now`. If `stays` is true, each state of
   * `steps` that is active in `#now` is also active in `#next`. Returns the lowest activated state that ends a term; null if none does.
   */
  #move(from: Standing, steps: Steps | undefined, touched: number[], stays: boolean): number | null {
    let ended: number | null = null
    if (steps === undefined) return ended
    const moveWord = (word: number, mask: number) => {
      const before = this.#now[word]!
      let moved = before << 1
      if (word > 0) moved |= this.#now[word - 1]! >>> 31
      if (stays) moved |= before
      ended = this.#enter(word, moved & mask, touched, ended)
    }
    if (steps.words.length <= from.words.length * 2) for (const [at, word] of steps.words.entries()) moveWord(word, steps.masks[at]!)
    else
      for (const word of from.words) {
        moveWord(word, steps.byWord.get(word) ?? 0)
        // The highest bit of this 32-bit word can activate the lowest bit of the next 32-bit word. If the next word is zero, the loop does
        // not visit it, so `moveWord` is called for it here.
        if (this.#now[word]! < 0 && this.#now[word + 1] === 0) moveWord(word + 1, steps.byWord.get(word + 1) ?? 0)
      }
    return ended
  }

  #enter(word: number, states: number, touched: number[] | null, ended: number | null): number | null {
    this.work++
    if (states === 0) return ended
    if (this.#next[word] === 0) touched?.push(word)
    this.#next[word]! |= states
    const ends = states & this.#endMasks[word]!
    if (ends === 0) return ended
    const state = word * 32 + 31 - Math.clz32(ends & -ends)
    return ended === null || state < ended ? state : ended
  }

  /**
   * Computes the same as `#step`, but does not record the transition. A prompt can be made so that it reaches many large sets of states,
   * but each of them only once. Recorded transitions would then never be used again.
   *
   * For such a prompt, this method takes a third of the time of `#step`. It simply visits every 32-bit word in which the character can
   * activate a state.
   */
  #stepDensely(from: Standing, kind: string): Standing {
    const [now, next, endMasks] = [this.#now, this.#next, this.#endMasks]
    for (let at = 0; at < from.words.length; at++) now[from.words[at]!] = from.bits[at]!
    const symbol = kind.slice(1)
    let ended = -1
    const passes = [this.#steps.get(symbol), separates(kind) ? this.#gaps : undefined]
    for (let pass = 0; pass < 2; pass++) {
      const steps = passes[pass]
      if (steps === undefined) continue
      const { words, masks } = steps
      this.work += words.length
      for (let at = 0; at < words.length; at++) {
        const word = words[at]!
        const before = now[word]!
        let moved = before << 1
        if (word > 0) moved |= now[word - 1]! >>> 31
        if (pass === 1) moved |= before
        moved &= masks[at]!
        if (moved === 0) continue
        next[word]! |= moved
        const ends = moved & endMasks[word]!
        if (ends !== 0 && ended === -1) ended = word * 32 + 31 - Math.clz32(ends & -ends)
      }
    }
    const starts = from.mayStart ? this.#starts.get(symbol) : undefined
    let first = ended === -1 ? null : ended
    if (starts !== undefined)
      for (let at = 0; at < starts.words.length; at++) first = this.#enter(starts.words[at]!, starts.masks[at]!, null, first)
    for (let at = 0; at < from.words.length; at++) now[from.words[at]!] = 0
    let count = 0
    for (let word = 0; word < next.length; word++) if (next[word] !== 0) count++
    const words = new Int32Array(count)
    const bits = new Int32Array(count)
    for (let word = 0, at = 0; at < count; word++) {
      if (next[word] === 0) continue
      words[at] = word
      bits[at++] = next[word]!
      next[word] = 0
    }
    const standing = { words, bits, mayStart: !isOfWord(kind), ended: first === null ? null : this.#ends.get(first)!, next: new Map() }
    return count > FEW_WORDS ? standing : this.#remember(standing)
  }

  /**
   * Returns a kept set of states that equals `standing`, so that its known transitions are used again. If there is none, keeps `standing`
   * and returns it.
   */
  #remember(standing: Standing): Standing {
    const { words, bits, mayStart, ended } = standing
    let hash = mayStart ? 1 : 0
    for (let at = 0; at < words.length; at++) hash = Math.imul(Math.imul(hash ^ words[at]!, 0x01000193) ^ bits[at]!, 0x01000193)
    const alike = this.#standings.get(hash)
    const same = alike?.find(
      (each) => each.mayStart === mayStart && each.ended === ended && areSame(each.words, words) && areSame(each.bits, bits),
    )
    if (same !== undefined) return same
    if (words.length > FEW_WORDS) this.#rememberedLarge += words.length * 2
    else this.#remembered += words.length * 2 + 8
    if (this.#remembered > MAX_REMEMBERED) {
      this.#start = nowhere()
      this.#standings = new Map()
      this.#remembered = 0
      this.#rememberedLarge = 0
    }
    if (alike === undefined) this.#standings.set(hash, [standing])
    else alike.push(standing)
    return standing
  }
}

/** Whether characters of this kind (see `#kindOf`) belong to a word. */
const isOfWord = (kind: string) => kind[0] === 'w' || kind[0] === 'b'
/** Whether characters of this kind separate words. */
const separates = (kind: string) => kind[0] === 's' || kind[0] === 'b'

function areSame(one: Int32Array, other: Int32Array): boolean {
  if (one.length !== other.length) return false
  for (let at = 0; at < one.length; at++) if (one[at] !== other[at]) return false
  return true
}

function nowhere(): Standing {
  return { words: new Int32Array(0), bits: new Int32Array(0), mayStart: true, ended: null, next: new Map() }
}

function of(maps: Map<string, Map<number, number>>, symbol: string): Map<number, number> {
  const known = maps.get(symbol)
  if (known !== undefined) return known
  const made = new Map<number, number>()
  maps.set(symbol, made)
  return made
}

function add(masks: Map<number, number>, word: number, bit: number): void {
  masks.set(word, (masks.get(word) ?? 0) | bit)
}

const foldedBefore = new Map<string, string>()

/**
 * Returns the form of a character that is the same for upper and lower case. It is always one character: final sigma becomes sigma, ß is
 * unchanged.
 */
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
