import { sql } from 'drizzle-orm'
import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { equalTexts, sha256Hex } from '../../shared/crypto.ts'
import { AppError } from '../../shared/errors.ts'
import { newId } from '../../shared/ids.ts'
import { change } from '../change/change.ts'
import { insertKey } from '../db/keys.ts'
import { findOrganization } from '../db/organizations.ts'
import { organizations, users } from '../db/schema.ts'
import { countAttempt } from '../db/sessions.ts'
import { hasUsers, findUser } from '../db/users.ts'
import type { AppEnv } from '../http/app-env.ts'
import { Route } from '../http/route.ts'
import { newKey } from '../keys/new-key.ts'
import { renderOrganization } from '../organizations/render-organization.ts'
import { renderUser } from '../users/render-user.ts'

const WINDOW_MS = 10 * 60_000
const MAX_ATTEMPTS = 5

export class SetUp extends Route(routes.setUp) {
  async handle(c: Context<AppEnv>) {
    const { services } = c.var
    const { db, environment, clock } = services
    const { body } = this.input
    // Once a user exists, this path always responds as if it did not exist.
    if (environment.SETUP_TOKEN === undefined || (await hasUsers(db))) throw new AppError('not_found')
    const now = clock()
    if ((await countAttempt(db, 'setup', WINDOW_MS, now)) > MAX_ATTEMPTS)
      throw new AppError('rate_limited', {
        detail: 'There were too many attempts. Wait a while.',
        retryAfterMs: WINDOW_MS - (now % WINDOW_MS),
      })
    if (!equalTexts(await sha256Hex(body.setup_token), await sha256Hex(environment.SETUP_TOKEN))) throw new AppError('not_found')

    const organizationId = newId('org', clock)
    const userId = newId('user', clock)
    const { row: key, secret } = await newKey(services, {
      kind: 'user',
      organizationId,
      instanceId: null,
      projectId: null,
      userId,
      name: 'First key',
      scopes: ['read', 'generate', 'manage'],
      limits: [],
      expiresAt: null,
      createdBy: userId,
    })
    const times = { createdAt: now, updatedAt: now }
    const { organization, admin } = body
    await change(c, {
      target: { kind: 'organization', id: organizationId, organizationId },
      actor: { kind: 'setup', id: null, requestId: c.var.requestId },
      guards: [{ holds: sql`NOT EXISTS (SELECT 1 FROM users)`, error: new AppError('not_found') }],
      statements: [
        db.insert(organizations).values({
          id: organizationId,
          name: organization.name,
          slug: organization.slug,
          dailyBudgetMicros: organization.budget?.daily_micros ?? null,
          monthlyBudgetMicros: organization.budget?.monthly_micros ?? null,
          ...times,
        }),
        db.insert(users).values({ id: userId, organizationId, name: admin.name, email: admin.email, role: 'superadmin', ...times }),
        insertKey(db, key),
      ],
      audit: [
        { action: 'organization.create', after: organization },
        { action: 'user.create', target: { kind: 'user', id: userId, organizationId }, after: { ...admin, role: 'superadmin' } },
        { action: 'key.create', target: { ...key, kind: 'key' }, after: { kind: 'user', user_id: userId } },
      ],
    })
    const [made, user] = [await findOrganization(db, organizationId), await findUser(db, userId)]
    return this.reply(201, { organization: renderOrganization(made!), user: renderUser(user!), key_id: key.id, secret })
  }
}
