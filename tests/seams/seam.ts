// Fuzzes the readers of data from outside. `npm run test:seams` runs 10,000 inputs of each, `npm test` fewer; SEAM_RUNS sets the number,
// SEAM_SEED the seed. Each call of `seam` makes a test.
import { expect, inject, it } from 'vitest'

declare module 'vitest' {
  interface ProvidedContext {
    seamRuns: number
    seamSeed: number
  }
}

const RUNS = inject('seamRuns')
const SEED = inject('seamSeed')
const TIMEOUT_MS = 1_800_000

export interface Random {
  /** Returns a whole number from 0 to `below` − 1. */
  int(below: number): number
  /** Returns true at random, on average once in `count` calls. */
  oneIn(count: number): boolean
  pick<T>(from: readonly T[]): T
}

/** Counts the work that an input causes. The tests limit this work instead of the time, because the time depends on the machine. */
export class Work {
  done = 0
  count(steps = 1): void {
    this.done += steps
  }
}

/**
 * Makes one test that runs many inputs. `play` makes an input, passes it to the code under test, and checks the result; `play` throws if
 * the result is wrong.
 * @param mostWork the maximum work that one input may cause, in the units that `play` counts.
 */
export function seam(name: string, mostWork: number, play: (random: Random, work: Work) => Promise<void>): void {
  it(`${name}: ${RUNS} inputs, seed ${SEED}`, { timeout: TIMEOUT_MS }, async () => {
    let most = 0
    for (let number = 0; number < RUNS; number++) {
      const work = new Work()
      try {
        await play(randomOf(SEED * 1_000_003 + number), work)
      } catch (error) {
        throw new Error(`${name}: input ${number} of seed ${SEED}`, { cause: error })
      }
      most = Math.max(most, work.done)
      if (work.done > mostWork) throw new Error(`${name}: input ${number} of seed ${SEED} cost ${work.done}, more than ${mostWork}`)
    }
    expect(most).toBeGreaterThan(0)
    console.log(`${name}: ${RUNS} inputs, seed ${SEED}, at most ${most} of ${mostWork} steps`)
  })
}

/** Mulberry32, a small random generator that gives the same numbers everywhere. */
function randomOf(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const int = (below: number) => Math.floor(next() * below)
  return { int, oneIn: (count) => int(count) === 0, pick: (from) => from[int(from.length)]! }
}
