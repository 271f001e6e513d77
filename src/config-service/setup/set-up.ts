import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { sql } from 'drizzle-orm'
import { equalTexts, sha256Hex } from '../../shared/crypto.ts'
import { AppError } from '../../shared/errors.ts'
import { newId } from '../../shared/ids.ts'
import { applyChange } from '../change/change.ts'
import { getOrganization } from '../db/organizations.ts'
import { insertKey } from '../db/keys.ts'
import { organizations, users } from '../db/schema.ts'
import { countAttempt } from '../db/sessions.ts'
import { anyUser, getUser } from '../db/users.ts'
import { newKey } from '../keys/new-key.ts'
import { Route } from '../http/route.ts'
import type { AppEnv } from '../services.ts'
import { showOrganization, showUser } from '../show.ts'

const WINDOW_MS = 10 * 60_000
const MAX_ATTEMPTS = 5

export class SetUp extends Route(routes.setUp) {
  async handle(c: Context<AppEnv>) {
    const { services } = c.var
    const { db, environment, clock } = services
    const { body } = this.input
    // Once there is a user the path is as if it were none, whatever is sent.
    if (environment.SETUP_TOKEN === undefined || (await anyUser(db))) throw new AppError('not_found')
    const now = clock()
    if ((await countAttempt(db, 'setup', WINDOW_MS, now)) > MAX_ATTEMPTS)
      throw new AppError('rate_limited', { detail: 'Too many tries.', retryAfterMs: WINDOW_MS - (now % WINDOW_MS) })
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
    await applyChange(services, {
      organizationId,
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
        {
          action: 'organization.create',
          targetKind: 'organization',
          targetId: organizationId,
          instanceId: null,
          before: null,
          after: organization,
        },
        {
          action: 'user.create',
          targetKind: 'user',
          targetId: userId,
          instanceId: null,
          before: null,
          after: { ...admin, role: 'superadmin' },
        },
        {
          action: 'key.create',
          targetKind: 'key',
          targetId: key.id,
          instanceId: null,
          before: null,
          after: { kind: 'user', user_id: userId },
        },
      ],
      instanceIds: [],
      idempotency: null,
      resultPath: null,
    })
    const [made, user] = [await getOrganization(db, organizationId), await getUser(db, userId)]
    return this.reply(201, { organization: showOrganization(made!), user: showUser(user!), key_id: key.id, secret })
  }
}
