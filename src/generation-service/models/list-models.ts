import { effectiveCatalogue } from '../../providers/catalogue.ts'
import { recommendations } from '../../providers/recommended.ts'
import { AppError } from '../../shared/errors.ts'
import type { Handler } from '../http/handler.ts'
import { missingFor } from '../plan/catalogue.ts'
import { passes } from './filter-models.ts'
import { renderModel } from './render-model.ts'
import { findSnapshot } from '../snapshots.ts'

export const listModels: Handler<'listModels'> = async (c, reply) => {
  const { services, principal, epoch } = c.var
  const snapshot = await findSnapshot(services, principal.instanceId, epoch ?? null)
  if (snapshot === null) throw new AppError('not_found')

  const filter = c.req.valid('query')
  const { models } = effectiveCatalogue(snapshot)
  const recommended = recommendations(models, (model) => missingFor(model, snapshot, services) === null)
  const data = models.flatMap((model) => {
    const rendered = renderModel(model, recommended, snapshot, services)
    return passes(model, rendered, filter) ? [rendered] : []
  })
  return reply(200, { object: 'list', data })
}
