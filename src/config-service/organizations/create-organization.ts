import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { newId } from '../../shared/ids.ts'
import { applyChange, conflict } from '../change/change.ts'
import { getOrganization } from '../db/organizations.ts'
import { organizations } from '../db/schema.ts'
import { auditActor, etag } from '../http/etag.ts'
import { Route } from '../http/route.ts'
import type { AppEnv } from '../services.ts'
import { showOrganization } from '../show.ts'

export class CreateOrganization extends Route(routes.createOrganization) {
  async handle(c: Context<AppEnv>) {
    const { services } = c.var
    const { db, clock } = services
    const { body } = this.input
    const id = newId('org', clock)
    const now = clock()
    await applyChange(services, {
      organizationId: id,
      actor: auditActor(c),
      guards: [],
      statements: [
        db.insert(organizations).values({
          id,
          name: body.name,
          slug: body.slug,
          dailyBudgetMicros: body.budget?.daily_micros ?? null,
          monthlyBudgetMicros: body.budget?.monthly_micros ?? null,
          createdAt: now,
          updatedAt: now,
        }),
      ],
      audit: [{ action: 'organization.create', targetKind: 'organization', targetId: id, instanceId: null, before: null, after: body }],
      instanceIds: [],
      conflicts: {
        'organizations.slug': conflict('conflict', `There is an organization with the slug ${body.slug} already.`, '/body/slug'),
      },
      idempotency: c.var.idempotency,
      resultPath: `/config/v1/organizations/${id}`,
    })
    const made = await getOrganization(db, id)
    return this.reply(201, showOrganization(made!), { ETag: etag(made!.version), Location: `/config/v1/organizations/${id}` })
  }
}
