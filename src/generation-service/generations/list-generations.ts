import { showListed } from '../http/answer.ts'
import { decodeCursor, matching, pageOf } from '../../shared/cursor.ts'
import { listGenerationsIn } from '../db/generations.ts'
import type { Handler } from '../http/handler.ts'
import { FINISHED } from '../model/generation.ts'
import { requireGeneration } from '../job/client.ts'

export const listGenerations: Handler<'listGenerations'> = async (c, reply) => {
  const { services, principal } = c.var
  const { limit, cursor, ...filters } = c.req.valid('query')
  const records = await listGenerationsIn(
    services.db,
    principal,
    {
      status: filters.status,
      model: filters.model,
      provider: filters.provider,
      operation: filters.operation,
      prompt: filters.prompt,
      inputAssetId: filters.input_asset_id,
      createdAfter: filters.created_after === undefined ? undefined : Date.parse(filters.created_after),
      createdBefore: filters.created_before === undefined ? undefined : Date.parse(filters.created_before),
    },
    decodeCursor(cursor, matching(/^gen_[0-9A-Z]{26}$/)),
    limit + 1,
  )
  const { page, nextCursor } = pageOf(records, limit, ({ id }) => id)
  // The row of a running generation says only that it runs. The job has its current state.
  const current = await Promise.all(
    page.map(async (record) =>
      FINISHED.has(record.status) ? record : requireGeneration(services, principal, record.id).catch(() => record),
    ),
  )
  const data = await Promise.all(current.map((record) => showListed(c, record)))
  return reply(200, { data, next_cursor: nextCursor })
}
