// The current rights of a connected app, and the authentication of its access token.
import type { Actor } from '../../auth/actor.ts'
import { keyFault, type StoredKey } from '../../auth/authenticate.ts'
import { roleInInstance } from '../../auth/authorize.ts'
import type { AuthenticateRequest, AuthenticateResult, KeyRefusal, Scope } from '../../shared/config-rpc.ts'
import { findGrant, type GrantRow } from '../db/connected-apps.ts'
import { findKeyById } from '../db/keys.ts'
import { findProject } from '../db/projects.ts'
import { findUser } from '../db/users.ts'
import type { Services } from '../services.ts'
import { openAccessToken } from './tokens.ts'

export type GrantRights = { ok: true; key: StoredKey; scopes: Scope[] } | { ok: false; code: KeyRefusal; detail?: string }

/**
 * Returns the current rights of a connected app. The key, the user and the project are read at each call. So the app loses its access as
 * soon as the key ends, the user is deleted, or the user loses access to the project. The scopes are those that the person has allowed,
 * that the key still has, and that the person's role still permits.
 */
export async function rightsOf({ db, clock }: Services, grant: GrantRow): Promise<GrantRights> {
  const key = await findKeyById(db, grant.keyId)
  const fault = key === null ? 'revoked_key' : keyFault(key, clock())
  if (key === null || fault !== null) return { ok: false, code: fault! }
  const user = await findUser(db, grant.userId)
  if (user === null) return { ok: false, code: 'revoked_key', detail: 'The user who connected the app was deleted.' }
  const project = await findProject(db, grant.projectId)
  const role = project === null ? null : roleInInstance(user as Pick<Actor, 'role' | 'organizationId' | 'grants'> as Actor, project)
  if (role === null) return { ok: false, code: 'not_found', detail: 'The user who connected the app cannot reach the project any more.' }
  const scopes = grant.scopes.filter((scope) => key.scopes.includes(scope) && (role !== 'viewer' || scope === 'read'))
  return { ok: true, key, scopes }
}

export async function authenticateAccessToken(services: Services, request: AuthenticateRequest): Promise<AuthenticateResult> {
  const claims = await openAccessToken(services, request.token)
  if (claims === null) return { ok: false, code: 'invalid_key' }
  const grant = await findGrant(services.db, claims.grantId)
  if (grant === null) return { ok: false, code: 'revoked_key' }
  if (request.resource !== grant.resource) return { ok: false, code: 'invalid_key', detail: `This token works only at ${grant.resource}.` }
  if (claims.expiresAt <= services.clock()) return { ok: false, code: 'expired_key', detail: 'The token has expired. Refresh it.' }
  const rights = await rightsOf(services, grant)
  if (!rights.ok) return rights
  const { organizationId, instanceId, projectId, keyId } = grant
  if (request.projectId !== null && request.projectId !== projectId) return { ok: false, code: 'not_found' }
  if (request.instanceId !== null && request.instanceId !== instanceId) return { ok: false, code: 'not_found' }
  return {
    ok: true,
    principal: { keyId, keyKind: 'project', userId: null, organizationId, instanceId, projectId, scopes: rights.scopes },
  }
}
