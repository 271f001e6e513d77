import { readSeed } from './numbers.ts'
import type { PlannedRequest } from './provider.ts'

/** The seed that an answer tells of a picture, null if no JSON holds it; without a word what was sent. */
export function seedOf(reported: unknown, request: Pick<PlannedRequest, 'seed' | 'n'>): number | null {
  return reported === undefined || reported === null ? seedOfOne(request) : readSeed(reported)
}

/**
 * The seed of a picture if the provider's answer has none: the requested one. Of several pictures only the first could have it, and it is
 * unknown which one that is.
 */
export function seedOfOne({ seed, n }: Pick<PlannedRequest, 'seed' | 'n'>): number | null {
  return n === 1 ? seed : null
}
