import { sql } from 'drizzle-orm'
import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { candidateHashes, makeKey } from '../../auth/key-format.ts'
import { equalTexts, hmacSha256, keyOfVersion, sha256Hex } from '../../shared/crypto.ts'
import { AppError } from '../../shared/errors.ts'
import { IDEMPOTENCY_WINDOW_MS } from '../../shared/idempotency.ts'
import { newId } from '../../shared/ids.ts'
import { change } from '../change/change.ts'
import { canonicalJson } from '../db/audit.ts'
import { findKey, findKeyByHash, insertKey } from '../db/keys.ts'
import { findOrganization } from '../db/organizations.ts'
import { organizations, users } from '../db/schema.ts'
import { countAttempt } from '../db/sessions.ts'
import { hasUsers, findUser } from '../db/users.ts'
import type { AppEnv } from '../http/app-env.ts'
import { Route } from '../http/route.ts'
import { type KeyOrder, newKey } from '../keys/new-key.ts'
import { renderOrganization } from '../organizations/render-organization.ts'
import type { Services } from '../services.ts'
import { renderUser } from '../users/render-user.ts'

const WINDOW_MS = 10 * 60_000
const MAX_ATTEMPTS = 5

type Body = SetUp['input']['body']

export class SetUp extends Route(routes.setUp) {
  async handle(c: Context<AppEnv>) {
    const { services } = c.var
    const { db, environment, clock } = services
    const { body, headers } = this.input
    if (environment.SETUP_TOKEN === undefined) throw new AppError('not_found')
    const idempotencyKey = headers['idempotency-key']
    // Once a user exists, this path responds as if it did not exist, unless the request is a repeat.
    if (await hasUsers(db)) return this.#repeat(services, body, idempotencyKey)
    const now = clock()
    if ((await countAttempt(db, 'setup', WINDOW_MS, now)) > MAX_ATTEMPTS)
      throw new AppError('rate_limited', {
        detail: 'There were too many attempts. Wait a while.',
        retryAfterMs: WINDOW_MS - (now % WINDOW_MS),
      })
    await requireToken(services, body)

    const organizationId = newId('org', clock)
    const userId = newId('user', clock)
    const order: KeyOrder = {
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
    }
    const { row: key, secret } = await newKey(
      services,
      order,
      idempotencyKey === undefined ? undefined : await secretOf(services, body, idempotencyKey),
    )
    const times = { createdAt: now, updatedAt: now }
    const { organization, admin } = body
    try {
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
    } catch (error) {
      // Another request has created the first user since the check above. If that request was the first call with the same idempotency key,
      // this request is its repeat.
      if (error instanceof AppError && error.code === 'not_found') return this.#repeat(services, body, idempotencyKey)
      throw error
    }
    return this.#render(services, { organizationId, userId, keyId: key.id, secret })
  }

  /** Returns the response of the first call again. Throws `not_found` if the request is not a repeat. */
  async #repeat(services: Services, body: Body, idempotencyKey: string | undefined) {
    if (idempotencyKey === undefined) throw new AppError('not_found')
    await requireToken(services, body)
    const { db, environment, clock } = services
    const secret = await secretOf(services, body, idempotencyKey)
    const hashes = await candidateHashes(secret, environment.KEY_PEPPERS)
    const found = await findKeyByHash(
      db,
      hashes.map(({ hash }) => hash),
    )
    const key = found === null || found.revokedAt !== null ? null : await findKey(db, found.keyId)
    if (key === null || key.userId === null || key.createdAt <= clock() - IDEMPOTENCY_WINDOW_MS) throw new AppError('not_found')
    return this.#render(services, { organizationId: key.organizationId, userId: key.userId, keyId: key.id, secret })
  }

  async #render({ db }: Services, made: { organizationId: string; userId: string; keyId: string; secret: string }) {
    const { organizationId, userId, keyId, secret } = made
    const [organization, user] = [await findOrganization(db, organizationId), await findUser(db, userId)]
    return this.reply(201, { organization: renderOrganization(organization!), user: renderUser(user!), key_id: keyId, secret })
  }
}

async function requireToken({ environment }: Services, { setup_token: token }: Body): Promise<void> {
  if (!equalTexts(await sha256Hex(token), await sha256Hex(environment.SETUP_TOKEN ?? ''))) throw new AppError('not_found')
}

/**
 * Derives the secret of the first key from the request. So a repeat can return the secret, although only its hash is stored. Nobody can
 * derive it without the pepper of the deployment, its set-up token, and the caller's Idempotency-Key.
 */
async function secretOf({ environment: { KEY_PEPPERS: peppers } }: Services, body: Body, idempotencyKey: string): Promise<string> {
  const pepper = keyOfVersion(peppers, peppers.current, 'KEY_PEPPERS')
  return makeKey(await hmacSha256(pepper, `first key|${idempotencyKey}|${canonicalJson(body)}`))
}
