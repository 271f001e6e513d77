import type { Done, ProviderFailure } from '../../providers/provider.ts'
import { MAX_COST_MICROS, readNumber } from '../../providers/numbers.ts'
import { chargeOf } from '../../providers/pricing.ts'
import type { Cost, PlannedInput, PlannedTarget } from '../model/generation.ts'

/** Returns the cost of an answer: the provider's own figure if there is one, else the catalogue's price of the pictures received. */
export function costOf(
  target: PlannedTarget,
  inputs: PlannedInput[],
  answer: Pick<Done, 'images' | 'usage' | 'costMicros'>,
): { cost: Cost; tokens: number } {
  const { usage, costMicros } = answer
  const tokens = usage === null ? 0 : usage.textInTokens + usage.imageInTokens + usage.textOutTokens + usage.imageOutTokens
  const charge = chargeOf(target.request, { images: answer.images.length, usage, inputs, costMicros })
  const { maxMicros } = target.quote
  if (charge.source === 'provider' || charge.amountMicros <= maxMicros) return { cost: { ...charge, heldMicros: 0 }, tokens }
  // A price that is computed from the catalogue is cut to the maximum of the quote. A cost that the provider reports is not cut; if it
  // exceeds the reservation, the audit log gets an entry.
  const description = `${target.request.model.id}: the most that was quoted, for what comes to ${charge.amountMicros} micro-USD`
  const line = { description, quantity: 1, unit: 'call', unitMicros: maxMicros, amountMicros: maxMicros }
  return { cost: { amountMicros: maxMicros, heldMicros: 0, source: 'computed', breakdown: [line] }, tokens }
}

export function costOfFailure(target: PlannedTarget, failure: ProviderFailure): Cost {
  const reported = readNumber(failure.costMicros, MAX_COST_MICROS)
  if (reported !== null) {
    const amountMicros = Math.ceil(reported)
    const line = {
      description: `${target.request.model.id}: failed, billed by the provider`,
      quantity: 1,
      unit: 'call',
      unitMicros: amountMicros,
      amountMicros,
    }
    return { amountMicros, heldMicros: 0, source: 'provider', breakdown: [line] }
  }
  if (failure.usage !== null) return costOf(target, [], { images: [], usage: failure.usage, costMicros: null }).cost
  return { amountMicros: target.quote.amountMicros, heldMicros: 0, source: 'computed', breakdown: target.quote.breakdown }
}

export function noCost(): Cost {
  return { amountMicros: 0, heldMicros: 0, source: 'computed', breakdown: [] }
}
