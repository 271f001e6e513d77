import * as fc from 'fast-check'
import { inject } from 'vitest'

declare module 'vitest' {
  interface ProvidedContext {
    propertyRuns?: number
  }
}

/** The number of runs: 10,000 with `npm run test:property`, fewer with `npm test`. */
const numRuns = inject('propertyRuns') ?? 300

/** Checks a property with random inputs. A failure prints the seed and the smallest input that fails. */
export function property<T>(inputs: fc.Arbitrary<T>, holds: (input: T) => void): void {
  fc.assert(
    fc.property(inputs, (input) => {
      holds(input)
    }),
    { numRuns },
  )
}
