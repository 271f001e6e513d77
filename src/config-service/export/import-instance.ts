import { sql } from 'drizzle-orm'
import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { change } from '../change/change.ts'
import { conflict, raceGuard, sameRowsGuard } from '../change/guards.ts'
import { instances } from '../db/schema.ts'
import { requireInstance } from '../http/access.ts'
import type { AppEnv } from '../http/app-env.ts'
import { Route } from '../http/route.ts'
import { MOST_WEBHOOKS } from '../webhooks/require-webhook.ts'
import { configurationOf, differences, fileOf, missingConnections } from './file.ts'
import { importStatements } from './import.ts'
import { leaveOut } from './leave-out.ts'

export class ImportInstance extends Route(routes.importInstance) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const { params, query, body: file } = this.input
    const row = await requireInstance(services, actor, params.instance_id, 'admin')
    const current = await configurationOf(services.db, row)
    const { taken, warnings } = leaveOut(fileOf(current), file, query.include ?? [])
    const statements = await importStatements(services, current, file, taken)
    const changes = differences(fileOf(current), taken)
    const missing = missingConnections(current, file)
    if (query.dry_run || changes.length === 0)
      return this.reply(200, { dry_run: query.dry_run, changes, missing_connections: missing, warnings })

    await change(c, {
      target: { ...row, kind: 'instance', instanceId: row.id },
      guards: [
        raceGuard(instances.version, row.id, row.version),
        raceGuard(instances.limitsVersion, row.id, row.limitsVersion),
        raceGuard(instances.modelSettingsVersion, row.id, row.modelSettingsVersion),
        raceGuard(instances.alertSettingsVersion, row.id, row.alertSettingsVersion),
        // The statements and the audit entry were computed from the projects and endpoints that this request has read. These guards refuse
        // the import if another request has added, removed or changed a project or an endpoint since then.
        sameRowsGuard(sql`SELECT id, version FROM projects WHERE instance_id = ${row.id}`, current.projects),
        sameRowsGuard(sql`SELECT id, version FROM webhooks WHERE instance_id = ${row.id}`, current.webhooks),
        {
          holds: sql`${current.webhooks.length + changes.filter(({ path, before }) => path.startsWith('/webhooks/') && before === null).length} <= ${MOST_WEBHOOKS}`,
          error: conflict('conflict', `An instance has ${MOST_WEBHOOKS} endpoints at most.`),
        },
      ],
      statements,
      audit: { action: 'instance.import', after: { changes } },
      resultPath: null,
    })
    return this.reply(200, { dry_run: false, changes, missing_connections: missing, warnings })
  }
}
