import { readSeed } from './numbers.ts'
import type { PlannedRequest } from './provider.ts'

/**
 * Returns the seed that an answer reports for a picture; null if the reported seed is not a valid integer. If the answer reports no seed,
 * `seedOfOne` determines the seed from the request.
 */
export function seedOf(reported: unknown, request: Pick<PlannedRequest, 'seed' | 'n'>): number | null {
  return reported === undefined || reported === null ? seedOfOne(request) : readSeed(reported)
}

/**
 * Returns the seed of a picture for which the provider reports none. If one picture was requested, this is the requested seed. Returns null
 * for several pictures: only one of them has the requested seed, and nobody knows which.
 */
export function seedOfOne({ seed, n }: Pick<PlannedRequest, 'seed' | 'n'>): number | null {
  return n === 1 ? seed : null
}
