import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { logStatement, type LogRow } from '../db/logs.ts'
import { pageOf, readPosition } from '../db/page.ts'
import { requireInstance } from '../http/access.ts'
import type { AppEnv } from '../http/app-env.ts'
import { Route } from '../http/route.ts'
import { timestamp } from '../http/timestamp.ts'

export class ListLogs extends Route(routes.listLogs) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const { params, query } = this.input
    await requireInstance(services, actor, params.instance_id, 'viewer')
    const filter = {
      instanceId: params.instance_id,
      from: query.from === undefined ? null : Date.parse(query.from),
      to: query.to === undefined ? null : Date.parse(query.to),
      projectId: query.project_id ?? null,
      keyId: query.key_id ?? null,
      operationId: query.operation_id ?? null,
      model: query.model ?? null,
      provider: query.provider ?? null,
      outcome: query.outcome ?? null,
      errorCode: query.error_code ?? null,
      generationId: query.generation_id ?? null,
      requestId: query.request_id ?? null,
    }
    const position = readPosition(query.cursor)
    const rows = await logStatement(
      services.db,
      filter,
      position === null ? null : { at: position.at, id: Number(position.id) },
      query.limit + 1,
    )
    const { page, nextCursor } = pageOf(
      rows.map((row) => ({ createdAt: row.at, id: String(row.id), shown: renderLog(row) })),
      query.limit,
    )
    return this.reply(200, { data: page.map(({ shown }) => shown), next_cursor: nextCursor })
  }
}

function renderLog(row: LogRow) {
  return {
    request_id: row.requestId,
    organization_id: row.organizationId,
    instance_id: row.instanceId,
    project_id: row.projectId,
    key_id: row.keyId,
    operation_id: row.operationId,
    method: row.method,
    path: row.path,
    status: row.status,
    error_code: row.errorCode,
    generation_id: row.generationId,
    provider: row.provider,
    model: row.model,
    duration_ms: row.durationMs,
    provider_ms: row.providerMs,
    cost_micros: row.costMicros,
    created_at: timestamp(row.at),
  }
}
