import { effectiveCatalogue } from '../../providers/catalogue.ts'
import { recommendations } from '../../providers/recommended.ts'
import { AppError } from '../../shared/errors.ts'
import type { Handler } from '../http/handler.ts'
import { missingFor } from '../plan/catalogue.ts'
import { renderModel } from './render-model.ts'
import { findSnapshot } from '../snapshots.ts'

export const getModel: Handler<'getModel'> = async (c, reply) => {
  const { services, principal, epoch } = c.var
  const snapshot = await findSnapshot(services, principal.instanceId, epoch ?? null)
  if (snapshot === null) throw new AppError('not_found')

  const { model: name } = c.req.valid('param')
  const { find, models } = effectiveCatalogue(snapshot)
  const model = find(Object.hasOwn(snapshot.aliases, name) ? snapshot.aliases[name]! : name)
  if (model === null)
    throw new AppError('model_not_found', {
      detail: 'This instance has no such model; GET /v1/models lists those that it has.',
      errors: [{ pointer: '/path/model', message: 'is not a model of this instance' }],
    })
  const recommended = recommendations(models, (each) => missingFor(each, snapshot, services) === null)
  return reply(200, renderModel(model, recommended, snapshot, services))
}
