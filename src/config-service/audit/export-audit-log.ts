import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { listAuditEntriesAfter } from '../db/audit-reads.ts'
import { readChainEnd } from '../db/audit.ts'
import type { Database } from '../db/database.ts'
import { requireAuditedOrganization } from '../http/access.ts'
import type { AppEnv } from '../http/app-env.ts'
import { Route } from '../http/route.ts'
import { renderAuditEntry } from './render-audit-entry.ts'

const STRETCH = 200

export class ExportAuditLog extends Route(routes.exportAuditLog) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const organizationId = this.input.query.organization_id ?? actor.organizationId
    await requireAuditedOrganization(services, actor, organizationId)
    const { seq: end } = await readChainEnd(services.db, organizationId)
    return this.reply(200, entriesAsLines(services.db, organizationId, end), {
      'Content-Type': 'application/jsonl',
      'Content-Disposition': 'attachment; filename="audit-log.ndjson"',
    })
  }
}

/**
 * Streams one entry per line. Reads the next entries from the database whenever the receiver of the stream wants more. `end` is the
 * sequence number of the last entry that the log had when the export began; later entries are not exported.
 */
function entriesAsLines(db: Database, organizationId: string, end: number): ReadableStream<Uint8Array> {
  let after = 0
  const encoder = new TextEncoder()
  return new ReadableStream<Uint8Array>({
    async pull(sink) {
      const rows = after < end ? await listAuditEntriesAfter(db, organizationId, after, Math.min(STRETCH, end - after)) : []
      if (rows.length === 0) {
        sink.close()
        return
      }
      after = rows.at(-1)!.seq
      sink.enqueue(encoder.encode(rows.map((row) => `${JSON.stringify(renderAuditEntry(row))}\n`).join('')))
    },
  })
}
