import type { Done, ProviderFailure } from '../../providers/provider.ts'
import { chargeOf } from '../../providers/pricing.ts'
import type { Cost, PlannedInput, PlannedTarget } from '../model/generation.ts'

/** The cost of an answer: the provider's own figure if there is one, else the catalogue's price of the pictures received. */
export function costOf(target: PlannedTarget, inputs: PlannedInput[], answer: Done): { cost: Cost; tokens: number } {
  const { usage, costMicros } = answer
  const tokens = usage === null ? 0 : usage.textInTokens + usage.imageInTokens + usage.textOutTokens + usage.imageOutTokens
  const charge = chargeOf(target.request, { images: answer.images.length, usage, inputs, costMicros })
  return { cost: { ...charge, heldMicros: 0 }, tokens }
}

export function costOfFailure(target: PlannedTarget, failure: ProviderFailure): Cost {
  if (failure.costMicros !== null) {
    const amountMicros = Math.ceil(failure.costMicros)
    const line = {
      description: `${target.request.model.id}: failed, billed by the provider`,
      quantity: 1,
      unit: 'call',
      unitMicros: amountMicros,
      amountMicros,
    }
    return { amountMicros, heldMicros: 0, source: 'provider', breakdown: [line] }
  }
  return { amountMicros: target.quote.amountMicros, heldMicros: 0, source: 'computed', breakdown: target.quote.breakdown }
}

export function noCost(): Cost {
  return { amountMicros: 0, heldMicros: 0, source: 'computed', breakdown: [] }
}
