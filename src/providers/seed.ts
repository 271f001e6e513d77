import { readSeed } from './numbers.ts'
import type { PlannedRequest } from './provider.ts'

/** The seed that an answer reports for a picture; null if it is not a valid integer. If none is reported, the requested seed. */
export function seedOf(reported: unknown, request: Pick<PlannedRequest, 'seed' | 'n'>): number | null {
  return reported === undefined || reported === null ? seedOfOne(request) : readSeed(reported)
}

/**
 * The seed of a picture if the provider reports none: the requested one, if one picture was requested. Of several pictures only the first
 * could have it, and it is unknown which one that is.
 */
export function seedOfOne({ seed, n }: Pick<PlannedRequest, 'seed' | 'n'>): number | null {
  return n === 1 ? seed : null
}
