import { eq } from 'drizzle-orm'
import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { change } from '../change/change.ts'
import { conflict, versionGuard } from '../change/guards.ts'
import { instancesOfOrganization } from '../db/instances.ts'
import { findOrganization } from '../db/organizations.ts'
import { organizations } from '../db/schema.ts'
import { requireOrganization } from '../http/access.ts'
import type { AppEnv } from '../http/app-env.ts'
import { etag, expectedVersion } from '../http/etag.ts'
import { newMark } from '../db/snapshots.ts'
import { Route } from '../http/route.ts'
import { renderOrganization } from './render-organization.ts'

export class UpdateOrganization extends Route(routes.updateOrganization) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const { db, clock } = services
    const { params, headers, body } = this.input
    const id = params.organization_id
    const row = await requireOrganization(services, actor, id, 'admin')
    const version = expectedVersion(headers['if-match'], row.version)
    const daily = body.budget?.daily_micros === undefined ? row.dailyBudgetMicros : body.budget.daily_micros
    const monthly = body.budget?.monthly_micros === undefined ? row.monthlyBudgetMicros : body.budget.monthly_micros
    const budgetChanged = daily !== row.dailyBudgetMicros || monthly !== row.monthlyBudgetMicros
    const hadBudget = row.dailyBudgetMicros !== null || row.monthlyBudgetMicros !== null
    const hasBudget = daily !== null || monthly !== null
    const values = {
      name: body.name ?? row.name,
      slug: body.slug ?? row.slug,
      dailyBudgetMicros: daily,
      monthlyBudgetMicros: monthly,
      budgetVersion: row.budgetVersion + (budgetChanged ? 1 : 0),
      ...(budgetChanged ? { budgetMark: newMark() } : {}),
      version: version + 1,
      updatedAt: clock(),
    }
    await change(c, {
      target: { kind: 'organization', id, organizationId: id },
      guards: [versionGuard(organizations.version, id, version)],
      statements: [db.update(organizations).set(values).where(eq(organizations.id, id))],
      audit: {
        action: 'organization.update',
        before: renderOrganization(row),
        after: renderOrganization({ ...row, ...values }),
      },
      // An instance's policy contains only whether the organization has a budget, not how large it is. So the instances are affected only
      // if a budget is added or removed.
      affects: hadBudget === hasBudget ? { ids: [] } : instancesOfOrganization(id),
      organizationBudget: budgetChanged,
      conflicts: {
        'organizations.slug': conflict('conflict', `There is an organization with the slug ${values.slug} already.`, '/body/slug'),
      },
    })
    const now = await findOrganization(db, id)
    return this.reply(200, renderOrganization(now!), { ETag: etag(now!.version) })
  }
}
