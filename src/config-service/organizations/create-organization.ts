import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { newId } from '../../shared/ids.ts'
import { change } from '../change/change.ts'
import { conflict } from '../change/guards.ts'
import { findOrganization } from '../db/organizations.ts'
import { organizations } from '../db/schema.ts'
import type { AppEnv } from '../http/app-env.ts'
import { etag } from '../http/etag.ts'
import { Route } from '../http/route.ts'
import { renderOrganization } from './render-organization.ts'

export class CreateOrganization extends Route(routes.createOrganization) {
  async handle(c: Context<AppEnv>) {
    const { services } = c.var
    const { db, clock } = services
    const { body } = this.input
    const id = newId('org', clock)
    const now = clock()
    await change(c, {
      target: { kind: 'organization', id, organizationId: id },
      creates: true,
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
      audit: { action: 'organization.create', after: body },
      conflicts: {
        'organizations.slug': conflict('conflict', `There is an organization with the slug ${body.slug} already.`, '/body/slug'),
      },
    })
    const made = await findOrganization(db, id)
    return this.reply(201, renderOrganization(made!), { ETag: etag(made!.version), Location: `/config/v1/organizations/${id}` })
  }
}
