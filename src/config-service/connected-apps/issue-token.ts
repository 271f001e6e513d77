import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { equalTexts, sha256 } from '../../shared/crypto.ts'
import { encodeBase64Url } from '../../shared/base64.ts'
import { AppError } from '../../shared/errors.ts'
import { change } from '../change/change.ts'
import {
  findGrant,
  findGrantByCode,
  type GrantRow,
  keyLivesGuard,
  refreshNumberGuard,
  setRefreshToken,
  spendCode,
} from '../db/connected-apps.ts'
import { countAttempt } from '../db/sessions.ts'
import type { AppEnv } from '../http/app-env.ts'
import { timestamp } from '../http/timestamp.ts'
import { rightsOf } from './access-token.ts'
import { disconnect } from './disconnect.ts'
import { OAuthRefusal, OAuthRoute } from './oauth-error.ts'
import { ACCESS_TOKEN_MS, hashCode, hashRefreshToken, newAccessToken, newRefreshToken, openRefreshToken } from './tokens.ts'

const HOUR_MS = 3_600_000
/**
 * The maximum number of access tokens in an hour for one OAuth grant (the access that a person has given to a connected app). The contract
 * states this number.
 */
const MOST_OF_GRANT = 60

export class IssueToken extends OAuthRoute(routes.issueToken) {
  async handle(c: Context<AppEnv>) {
    const { body } = this.input
    switch (body.grant_type) {
      case 'authorization_code':
        return this.reply(200, await byCode(c, body))
      case 'refresh_token':
        return this.reply(200, await byRefreshToken(c, body))
      default:
        throw new OAuthRefusal('unsupported_grant_type', 'grant_type must be authorization_code or refresh_token.')
    }
  }
}

type Body = IssueToken['input']['body']

async function byCode(c: Context<AppEnv>, body: Body) {
  const { services } = c.var
  const { code, redirect_uri: redirectUri, code_verifier: verifier, client_id: clientId } = body
  if (code === undefined || redirectUri === undefined || verifier === undefined || clientId === undefined)
    throw new OAuthRefusal('invalid_request', 'code, client_id, redirect_uri and code_verifier are needed.')
  const now = services.clock()
  const hash = await hashCode(services, code)
  // The code is marked as used before the other fields of the request are checked. So nobody can try a code twice.
  const grant = await spendCode(services.db, hash, now)
  if (grant === null) {
    const used = await findGrantByCode(services.db, hash)
    // If a code is used twice, somebody other than the app may know it, so the app's access is ended (RFC 6749, 4.1.2).
    if (used !== null) await disconnect(c, used, 'code_reused')
    throw invalidGrant('The code is unknown, used or has expired.')
  }
  const isSound =
    grant.codeExpiresAt > now &&
    grant.clientId === clientId &&
    grant.redirectUri === redirectUri &&
    /^[\w.~-]{43,128}$/.test(verifier) &&
    equalTexts(encodeBase64Url(await sha256(verifier)), grant.codeChallenge)
  if (!isSound) {
    await disconnect(c, grant, 'code_misused')
    throw invalidGrant('The code has expired, or client_id, redirect_uri or code_verifier does not belong to it.')
  }
  requireResource(grant, body)
  return issue(c, grant, 'app.token')
}

async function byRefreshToken(c: Context<AppEnv>, body: Body) {
  const { services } = c.var
  const { refresh_token: token, client_id: clientId } = body
  if (token === undefined || clientId === undefined) throw new OAuthRefusal('invalid_request', 'refresh_token and client_id are needed.')
  const claims = await openRefreshToken(services, token)
  const grant = claims === null ? null : await findGrant(services.db, claims.grantId)
  if (claims === null || grant === null || grant.clientId !== clientId) throw invalidGrant('The refresh token is unknown or has ended.')
  if (claims.number !== grant.refreshNumber || !equalTexts(await hashRefreshToken(services, token), grant.refreshHash ?? '')) {
    // If a refresh token is used twice, somebody other than the app may know it, so the app's access is ended (RFC 9700, 4.14.2).
    await disconnect(c, grant, 'refresh_token_reused')
    throw invalidGrant('The refresh token was used before, so the access has ended.')
  }
  requireResource(grant, body)
  const more = (body.scope ?? '').split(' ').filter((scope) => scope !== '' && !grant.scopes.some((each) => each === scope))
  if (more.length > 0) throw new OAuthRefusal('invalid_scope', `The access does not include ${more.join(' and ').slice(0, 200)}.`)
  return issue(c, grant, 'app.refresh')
}

function requireResource(grant: GrantRow, { resource }: Body): void {
  if (resource !== undefined && resource !== grant.resource)
    throw new OAuthRefusal('invalid_target', `The access is for ${grant.resource}.`)
}

/** Issues an access token and the next refresh token. */
async function issue(c: Context<AppEnv>, grant: GrantRow, action: 'app.token' | 'app.refresh') {
  const { services, requestId } = c.var
  const now = services.clock()
  const rights = await rightsOf(services, grant)
  if (!rights.ok) throw invalidGrant(rights.detail ?? 'The access has ended.')
  if ((await countAttempt(services.db, `oauth-token|${grant.id}`, HOUR_MS, now)) > MOST_OF_GRANT)
    throw new AppError('rate_limited', {
      detail: `An app gets at most ${MOST_OF_GRANT} tokens an hour; each works for an hour.`,
      retryAfterMs: HOUR_MS - (now % HOUR_MS),
    })
  const expiresAt = Math.min(now + ACCESS_TOKEN_MS, rights.key.expiresAt ?? Number.POSITIVE_INFINITY)
  const refresh = await newRefreshToken(services, grant.id, grant.refreshNumber + 1)
  const raced = new AppError('conflict')
  const ended = new AppError('revoked_key')
  try {
    await change(c, {
      target: { kind: 'key', id: grant.keyId, organizationId: grant.organizationId, instanceId: grant.instanceId },
      actor: { kind: 'key', id: grant.keyId, keyId: grant.keyId, requestId },
      guards: [keyLivesGuard(grant, now, ended), refreshNumberGuard(grant, raced)],
      statements: [setRefreshToken(services.db, grant, refresh.hash)],
      audit: { action, after: { client_id: grant.clientId, number: grant.refreshNumber + 1, expires_at: timestamp(expiresAt) } },
      affects: { ids: [] },
      idempotency: null,
    })
  } catch (error) {
    if (error === raced) await disconnect(c, grant, 'refresh_token_reused')
    if (error === raced || error === ended) throw invalidGrant('The access has ended.')
    throw error
  }
  return {
    access_token: await newAccessToken(services, grant.id, expiresAt),
    token_type: 'Bearer',
    expires_in: Math.max(0, Math.floor((expiresAt - now) / 1000)),
    refresh_token: refresh.token,
    scope: rights.scopes.join(' '),
  }
}

function invalidGrant(description: string): OAuthRefusal {
  return new OAuthRefusal('invalid_grant', description)
}
