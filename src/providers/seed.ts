import type { PlannedRequest } from './provider.ts'

/**
 * The seed of a picture if the provider's answer has none: the requested one. Of several pictures only the first could have it, and it is
 * unknown which one that is.
 */
export function seedOfOne({ seed, n }: Pick<PlannedRequest, 'seed' | 'n'>): number | null {
  return n === 1 ? seed : null
}
