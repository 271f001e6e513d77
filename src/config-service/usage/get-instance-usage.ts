import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import type { components } from '../../../generated/config/types.ts'
import type { UsageRow } from '../../shared/config-rpc.ts'
import { readUsage } from '../db/usage.ts'
import { requireInstance } from '../http/access.ts'
import type { AppEnv } from '../http/app-env.ts'
import { Route } from '../http/route.ts'
import { usageRange } from './range.ts'
import { timestamp } from '../http/timestamp.ts'

type Sums = components['schemas']['UsageTotals']

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
      groupBy,
    })
    return this.reply(200, {
      from: timestamp(from),
      to: timestamp(to),
      bucket: query.bucket,
      group_by: groupBy,
      data: rows.map(renderPoint),
      totals: totalsOf(rows),
    })
  }
}

function renderPoint(row: UsageRow) {
  return {
    bucket_start: timestamp(row.bucketStart),
    project_id: row.projectId,
    key_id: row.keyId,
    model: row.model,
    provider: row.provider,
    ...renderSums(row),
  }
}

function renderSums(row: Omit<UsageRow, 'bucketStart' | 'projectId' | 'keyId' | 'model' | 'provider'>): Sums {
  const { requests, succeeded, failed, images, tokens, costMicros, heldMicros } = row
  return { requests, succeeded, failed, images, tokens, cost_micros: costMicros, held_micros: heldMicros }
}

function totalsOf(rows: UsageRow[]): Sums {
  const totals = { requests: 0, succeeded: 0, failed: 0, images: 0, tokens: 0, costMicros: 0, heldMicros: 0 }
  for (const row of rows) for (const name of Object.keys(totals) as (keyof typeof totals)[]) totals[name] += row[name]
  return renderSums(totals)
}
