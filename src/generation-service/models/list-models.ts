import { effectiveCatalogue } from '../../providers/catalogue.ts'
import { AppError } from '../../shared/errors.ts'
import type { Handler } from '../http/handler.ts'
import { renderModel } from './render-model.ts'
import { findSnapshot } from '../snapshots.ts'

export const listModels: Handler<'listModels'> = async (c, reply) => {
  const { services, principal, epoch } = c.var
  const snapshot = await findSnapshot(services, principal.instanceId, epoch ?? null)
  if (snapshot === null) throw new AppError('not_found')
  return reply(200, { object: 'list', data: effectiveCatalogue(snapshot).models.map((model) => renderModel(model, snapshot, services)) })
}
