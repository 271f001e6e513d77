import { fnv1a } from '../../../shared/fnv.ts'

/** Returns a function that returns random numbers from 0 to below 1. The same seed gives the same numbers on every machine. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Returns a 32-bit hash of a text. */
export function hashText(text: string): number {
  const hash = fnv1a(text)
  return (hash ^ (hash >>> 15)) >>> 0
}

/** Returns a hash of two integers as a number from 0 to below 1. */
export function hashPair(x: number, y: number): number {
  let mixed = Math.imul(x | 0, 0x27d4eb2d) ^ Math.imul(y | 0, 0x165667b1)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d)
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39)
  return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32
}

const SIZE = 256
const MASK = SIZE - 1

/** Smooth noise from 0 to 1 over a lattice of random values; repeats after 256 cells. */
export class Noise {
  readonly #lattice = new Float32Array(SIZE * SIZE)

  constructor(seed: number) {
    const random = randomFrom(seed)
    for (let at = 0; at < this.#lattice.length; at++) this.#lattice[at] = random()
  }

  at(x: number, y: number): number {
    const column = Math.floor(x)
    const row = Math.floor(y)
    const u = x - column
    const v = y - row
    const easedU = u * u * (3 - 2 * u)
    const easedV = v * v * (3 - 2 * v)
    const left = column & MASK
    const right = (column + 1) & MASK
    const top = (row & MASK) << 8
    const bottom = ((row + 1) & MASK) << 8
    const lattice = this.#lattice
    const above = lattice[top | left]! + (lattice[top | right]! - lattice[top | left]!) * easedU
    const below = lattice[bottom | left]! + (lattice[bottom | right]! - lattice[bottom | left]!) * easedU
    return above + (below - above) * easedV
  }

  /**
   * Returns the weighted mean of several octaves of noise. Each octave has half the size and half the weight of the octave before. The
   * octaves are rotated, so that the lattice is not visible.
   */
  fractal(x: number, y: number, octaves: number): number {
    let sum = 0
    let weight = 0.5
    let total = 0
    for (let octave = 0; octave < octaves; octave++) {
      sum += this.at(x, y) * weight
      total += weight
      weight *= 0.5
      const turned = x * 1.616 - y * 1.178 + 17.3
      y = x * 1.178 + y * 1.616 + 5.7
      x = turned
    }
    return sum / total
  }

  /** Returns noise with sharp crests, for mountains. */
  ridged(x: number, y: number, octaves: number): number {
    let sum = 0
    let weight = 0.5
    let total = 0
    for (let octave = 0; octave < octaves; octave++) {
      const crest = 1 - Math.abs(this.at(x, y) * 2 - 1)
      sum += crest * crest * weight
      total += weight
      weight *= 0.46
      x = x * 2.03 + 11.1
      y = y * 2.03 + 3.3
    }
    return sum / total
  }
}
