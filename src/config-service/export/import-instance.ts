import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { sql } from 'drizzle-orm'
import { requireInstance } from '../http/access.ts'
import { applyChange, conflict, raced, raceGuard } from '../change/change.ts'
import { auditActor } from '../http/etag.ts'
import { configurationOf, differences, fileOf } from './file.ts'
import { importStatements } from './import.ts'
import { Route } from '../http/route.ts'
import type { AppEnv } from '../services.ts'
import { MOST_WEBHOOKS } from '../webhooks/require-webhook.ts'

export class ImportInstance extends Route(routes.importInstance) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const { params, query, body: file } = this.input
    const row = await requireInstance(services, actor, params.instance_id, 'admin')
    const current = await configurationOf(services.db, row)
    const statements = await importStatements(services, current, file)
    const changes = differences(fileOf(current), file)
    if (query.dry_run || changes.length === 0) return this.reply(200, { dry_run: query.dry_run, changes })

    await applyChange(services, {
      organizationId: row.organizationId,
      actor: auditActor(c),
      guards: [
        raceGuard(sql`(SELECT version FROM instances WHERE id = ${row.id})`, row.version),
        raceGuard(sql`(SELECT limits_version FROM instances WHERE id = ${row.id})`, row.limitsVersion),
        raceGuard(sql`(SELECT model_settings_version FROM instances WHERE id = ${row.id})`, row.modelSettingsVersion),
        // The ids that limits and endpoints name were looked up in these.
        { holds: sql`(SELECT COUNT(*) FROM projects WHERE instance_id = ${row.id}) = ${current.projects.length}`, error: raced() },
        { holds: sql`(SELECT COUNT(*) FROM webhooks WHERE instance_id = ${row.id}) = ${current.webhooks.length}`, error: raced() },
        {
          holds: sql`${current.webhooks.length + changes.filter(({ path, before }) => path.startsWith('/webhooks/') && before === null).length} <= ${MOST_WEBHOOKS}`,
          error: conflict('conflict', `An instance has ${MOST_WEBHOOKS} endpoints at most.`),
        },
      ],
      statements,
      audit: [
        { action: 'instance.import', targetKind: 'instance', targetId: row.id, instanceId: row.id, before: null, after: { changes } },
      ],
      instanceIds: [row.id],
      idempotency: c.var.idempotency,
      resultPath: null,
    })
    return this.reply(200, { dry_run: false, changes })
  }
}
