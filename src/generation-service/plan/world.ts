import { effectiveCatalogue } from '../../providers/catalogue.ts'
import { quoteOf } from '../../providers/pricing.ts'
import { findAdapter } from '../../providers/registry.ts'
import type { Snapshot } from '../../shared/config-rpc.ts'
import type { PlannedTarget } from '../job/record.ts'
import type { PlanInputs } from './plan.ts'

/** What one configuration says of models, credentials and prices, as the plan asks for it. */
export function catalogueOf(snapshot: Snapshot): Pick<PlanInputs, 'findModel' | 'canReach' | 'hasCredential' | 'price'> {
  return {
    findModel: (id) => effectiveCatalogue(snapshot).find(id),
    canReach: (provider) => {
      const needs = findAdapter(provider)?.credentialFields.some((field) => field.required) ?? true
      return !needs || Object.hasOwn(snapshot.credentials, provider)
    },
    hasCredential: (provider) => Object.hasOwn(snapshot.credentials, provider),
    price: quoteOf,
  }
}

/** What a limit on tokens is asked for: an estimate, since only the answer knows. 0 for models that are not paid by tokens. */
export function tokensOf({ quote }: PlannedTarget): number {
  return Math.ceil(quote.breakdown.reduce((sum, line) => sum + (line.unit === 'token' ? line.quantity : 0), 0))
}
