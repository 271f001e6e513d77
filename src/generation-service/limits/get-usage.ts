import { FIRST_TIME } from '../../shared/calendar.ts'
import { AppError } from '../../shared/errors.ts'
import { askConfig } from '../admission/principal.ts'
import type { Handler } from '../http/handler.ts'
import { renderTime } from '../model/render-generation.ts'

const DAY_MS = 86_400_000
const DEFAULT_SPAN_MS = 30 * DAY_MS
const LONGEST_SPAN_MS = { hour: 31 * DAY_MS, day: 366 * DAY_MS }

export const getUsage: Handler<'getUsage'> = async (c, reply) => {
  const { services, principal } = c.var
  const query = c.req.valid('query')
  const to = query.to === undefined ? services.clock() : Date.parse(query.to)
  const from = query.from === undefined ? Math.max(to - DEFAULT_SPAN_MS, FIRST_TIME) : Date.parse(query.from)
  if (from >= to)
    throw new AppError('invalid_request', {
      detail: '`from` must be before `to`.',
      errors: [{ pointer: '/query/from', message: 'must be before `to`' }],
    })
  if (to - from > LONGEST_SPAN_MS[query.bucket]) {
    const days = LONGEST_SPAN_MS[query.bucket] / DAY_MS
    throw new AppError('invalid_request', {
      detail: `With bucket=${query.bucket}, the time range may have at most ${days} days.`,
      errors: [{ pointer: '/query/from', message: `must be at most ${days} days before to` }],
    })
  }

  const { instanceId, projectId } = principal
  const rows = await askConfig(() =>
    services.rpc.usage({ instanceId, projectId, from, to, bucket: query.bucket, groupBy: query.group_by ?? [] }),
  )
  const data = rows.map((row) => ({
    start: renderTime(row.bucketStart),
    key_id: row.keyId,
    model: row.model,
    provider: row.provider,
    connection: row.connection ?? null,
    requests: row.requests,
    succeeded: row.succeeded,
    failed: row.failed,
    images: row.images,
    tokens: row.tokens,
    cost_micros: row.costMicros,
    held_micros: row.heldMicros,
  }))
  return reply(200, { project_id: projectId, from: renderTime(from), to: renderTime(to), bucket: query.bucket, data })
}
