import type { PlannedRequest } from './provider.ts'

/**
 * The seed of a picture where the provider's answer has none: what was asked for and sent. Of several pictures only the first could have it, and
 * nobody says which that is.
 */
export function seedOfOne({ seed, n }: Pick<PlannedRequest, 'seed' | 'n'>): number | null {
  return n === 1 ? seed : null
}
