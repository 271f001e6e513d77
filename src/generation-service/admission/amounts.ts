import { tokensOf } from '../plan/catalogue.ts'
import type { JobPlan, PlannedTarget } from '../model/generation.ts'

/** Returns how many images and tokens one call of a model takes from the limits. */
export function amountsOf(operation: JobPlan['operation'], target: PlannedTarget): { images: number; tokens: number } {
  return { images: operation === 'describe' ? 0 : target.request.n, tokens: tokensOf(target) }
}
