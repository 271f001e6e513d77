// The amounts that a model's call takes from the limits, and the messages for exceeded limits.
import type { LimitRef } from '../../shared/config-rpc.ts'
import { tokensOf } from '../plan/catalogue.ts'
import type { JobPlan, PlannedTarget } from '../model/generation.ts'

export function amountsOf(operation: JobPlan['operation'], target: PlannedTarget): { images: number; tokens: number } {
  return { images: operation === 'describe' ? 0 : target.request.n, tokens: tokensOf(target) }
}

export function usedUpWords({ scope, metric }: LimitRef): string {
  return `The limit of scope ${scope} for ${metric} is used up.`
}

export function tooLargeWords({ scope, metric, limit }: LimitRef): string {
  return `This one request is larger than the limit of scope ${scope} for ${metric}, ${limit}. Waiting does not help.`
}
