import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { listAuditEntries, readUserAndKeyNames } from '../db/audit-reads.ts'
import { pageOf, readPosition } from '../db/page.ts'
import { requireAuditedOrganization } from '../http/access.ts'
import type { AppEnv } from '../http/app-env.ts'
import { Route } from '../http/route.ts'
import { renderAuditEntry } from './render-audit-entry.ts'

export class ListAuditLog extends Route(routes.listAuditLog) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const { query } = this.input
    const organizationId = query.organization_id ?? actor.organizationId
    await requireAuditedOrganization(services, actor, organizationId)
    const filter = {
      organizationId,
      actorId: query.actor ?? null,
      action: query.action ?? null,
      targetId: query.target ?? null,
      from: query.from === undefined ? null : Date.parse(query.from),
      to: query.to === undefined ? null : Date.parse(query.to),
    }
    // `pageOf` makes the cursor from a time and an id. Here it gets an entry's sequence number instead of the time. The sequence number
    // alone shows where a page ended, so the id in the cursor is ignored.
    const rows = await listAuditEntries(services.db, filter, readPosition(query.cursor)?.at ?? null, query.limit + 1)
    const { page, nextCursor } = pageOf(
      rows.map((row) => ({ createdAt: row.seq, id: row.targetId, row })),
      query.limit,
    )
    const ids = page.flatMap(({ row }) => (row.actorId === null ? [row.targetId] : [row.actorId, row.targetId]))
    return this.reply(200, {
      data: page.map(({ row }) => renderAuditEntry(row)),
      names: await readUserAndKeyNames(services.db, organizationId, [...new Set(ids)]),
      next_cursor: nextCursor,
    })
  }
}
