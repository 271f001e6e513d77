import { AppError } from '../../shared/errors.ts'
import { newId } from '../../shared/ids.ts'
import type { Handler } from '../http/handler.ts'
import { requireInputs } from '../plan/inputs.ts'
import { sameNames } from '../plan/messages.ts'
import { makePlan } from '../plan/plan.ts'
import { catalogueOf } from '../plan/catalogue.ts'
import { renderCostLine } from '../model/render-generation.ts'
import { findSnapshot } from '../snapshots.ts'

export const quote: Handler<'quote'> = async (c, reply) => {
  const { services, principal, epoch } = c.var
  const request = c.req.valid('json')
  const snapshot = await findSnapshot(services, principal.instanceId, epoch ?? null)
  if (snapshot === null) throw new AppError('not_found')

  const { inputs, mask } = await requireInputs(services.db, principal, request)
  const today = new Date(services.clock()).toISOString().slice(0, 10)
  const plan = makePlan({
    ...catalogueOf(snapshot, services),
    generationId: newId('gen', services.clock),
    request,
    snapshot,
    inputs,
    mask,
    earlierWarnings: [],
    names: sameNames,
    today,
  })

  return reply(200, {
    operation: plan.operation,
    requested_model: plan.requestedModel,
    amount_micros: plan.quote.amountMicros,
    max_micros: plan.reserveMicros,
    currency: 'USD',
    exact: plan.quote.exact,
    breakdown: plan.quote.breakdown.map(renderCostLine),
    targets: plan.targets.map(({ request: planned, quote: price }) => ({
      model: planned.model.id,
      provider: planned.model.provider,
      width: planned.width,
      height: planned.height,
      aspect_ratio: planned.aspectRatio,
      resolution: planned.resolution,
      n: planned.n,
      quality: planned.quality,
      format: planned.format,
      amount_micros: price.amountMicros,
      max_micros: price.maxMicros,
      exact: price.exact,
    })),
    warnings: plan.warnings,
  })
}
