import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { followChanges } from '../change/after-restore.ts'
import { listAuditEntriesAfter } from '../db/audit-reads.ts'
import { requireAuditedOrganization } from '../http/access.ts'
import type { AppEnv } from '../http/app-env.ts'
import { Route } from '../http/route.ts'
import { verifyChain } from './verify.ts'

const STRETCH = 500

export class VerifyAuditLog extends Route(routes.verifyAuditLog) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const organizationId = this.input.query.organization_id ?? actor.organizationId
    await requireAuditedOrganization(services, actor, organizationId)
    // The outbox keeps a journal of each organization's changes, which shows whether the database was restored to an earlier time.
    // Authentication compares the database only with the journal of the caller's own organization. The audited organization may be another
    // one, so its journal is compared here.
    await followChanges(services, organizationId)
    const { intact, entries, headHash, brokenAt, reason } = await verifyChain((after) =>
      listAuditEntriesAfter(services.db, organizationId, after, STRETCH),
    )
    return this.reply(200, { intact, entries, head_hash: headHash, broken_at: brokenAt, reason })
  }
}
