import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import type { UsageRow } from '../../shared/config-rpc.ts'
import { readNames } from '../db/overviews.ts'
import { readUsage, type Timing } from '../db/usage.ts'
import { requireInstance } from '../http/access.ts'
import type { AppEnv } from '../http/app-env.ts'
import { Route } from '../http/route.ts'
import { usageRange } from './range.ts'
import { renderSums, totalsOf } from './render-sums.ts'
import { timestamp } from '../http/timestamp.ts'

export class GetInstanceUsage extends Route(routes.getInstanceUsage) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const { params, query } = this.input
    await requireInstance(services, actor, params.instance_id, 'viewer')
    const { from, to } = usageRange(query, services.clock())
    const groupBy = query.group_by ?? []
    const rows = await readUsage(services.db, {
      instanceId: params.instance_id,
      projectId: query.project_id ?? null,
      from,
      to,
      bucket: query.bucket,
      connection: query.connection ?? null,
      groupBy,
    })
    return this.reply(200, {
      from: timestamp(from),
      to: timestamp(to),
      bucket: query.bucket,
      group_by: groupBy,
      data: rows.map(renderPoint),
      totals: totalsOf(rows),
      latency: latencyOf(rows),
      names: await readNames(
        services.db,
        params.instance_id,
        rows.flatMap(({ projectId, keyId }) => [projectId, keyId].filter((id) => id !== null)),
      ),
    })
  }
}

function renderPoint(row: UsageRow & Timing) {
  return {
    bucket_start: timestamp(row.bucketStart),
    project_id: row.projectId,
    key_id: row.keyId,
    model: row.model,
    provider: row.provider,
    connection: row.connection ?? null,
    ...renderSums(row),
    latency: latencyOf([row]),
  }
}

function latencyOf(rows: Timing[]) {
  const generations = rows.reduce((sum, { timed }) => sum + timed, 0)
  if (generations === 0) return null
  return {
    generations,
    mean_ms: Math.round(rows.reduce((sum, { tookMs }) => sum + tookMs, 0) / generations),
    longest_ms: rows.reduce((longest, { longestMs }) => Math.max(longest, longestMs), 0),
  }
}
