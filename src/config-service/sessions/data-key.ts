// The key that the panel uses for the generation service: its claims, and how it is authenticated.
import type { components } from '../../../generated/config/types.ts'
import type { Actor } from '../../auth/actor.ts'
import { keyFault, reachesInstance, type StoredKey } from '../../auth/authenticate.ts'
import { roleInInstance } from '../../auth/authorize.ts'
import { DATA_KEY_PREFIX } from '../../auth/key-format.ts'
import type { AuthenticateRequest, AuthenticateResult, Scope } from '../../shared/config-rpc.ts'
import { findProject, type ProjectRow } from '../db/projects.ts'
import { findLivingSession } from '../db/sessions.ts'
import { timestamp } from '../http/timestamp.ts'
import type { Services } from '../services.ts'
import { openToken, signToken } from './signed-token.ts'

export const DATA_KEY_MS = 15 * 60_000

/**
 * `pageOrigin`: the origin of the panel's page. With the data key, a page of this origin may call a generation service, even if the service
 * has another origin.
 */
export interface DataKeyClaims {
  sessionId: string
  projectId: string
  pageOrigin: string
  expiresAt: number
}

/**
 * Returns a new data key in the form of the contract. `project.workerUrl` is the address of the instance's dedicated Worker; null if the
 * platform's own Worker serves the instance.
 */
export async function makeDataKey(
  services: Services,
  actor: Actor & { sessionId: string },
  project: { id: string; organizationId: string; instanceId: string; workerUrl: string | null },
  pageOrigin: string,
): Promise<components['schemas']['DataKey']> {
  const expiresAt = services.clock() + DATA_KEY_MS
  return {
    secret: await signDataKey(services, { sessionId: actor.sessionId, projectId: project.id, pageOrigin, expiresAt }),
    base_url: `${project.workerUrl ?? ''}/v1`,
    instance_id: project.instanceId,
    project_id: project.id,
    scopes: scopesThere(actor, project),
    expires_at: timestamp(expiresAt),
  }
}

export function signDataKey({ environment }: Services, claims: DataKeyClaims): Promise<string> {
  const { sessionId, projectId, pageOrigin, expiresAt } = claims
  return signToken(DATA_KEY_PREFIX, [sessionId, projectId, pageOrigin, expiresAt], environment.SESSION_KEY)
}

/** Returns the scopes that a key has in an instance. The key of a viewer can only read, whatever its scopes are. */
export function scopesThere(key: Pick<Actor, 'role' | 'organizationId' | 'grants' | 'scopes'>, tenant: InstanceTenant): Scope[] {
  const role = roleInInstance(key as Actor, tenant)
  return role === 'viewer' ? key.scopes.filter((scope) => scope === 'read') : key.scopes
}
type InstanceTenant = { organizationId: string; instanceId: string }

/**
 * Authenticates the panel's data key. The session, the person's key and the project are read at each request. So the data key becomes
 * invalid as soon as the session, the key or the project becomes invalid.
 */
export async function authenticateDataKey(services: Services, request: AuthenticateRequest): Promise<AuthenticateResult> {
  const { db, clock } = services
  const now = clock()
  const claims = await openDataKey(services, request.token)
  if (claims === null) return { ok: false, code: 'invalid_key' }
  if (claims.expiresAt <= now)
    return { ok: false, code: 'expired_key', detail: `A key of the panel is valid for ${DATA_KEY_MS / 60_000} minutes. Get a new one.` }
  const [found, project] = await Promise.all([findLivingSession(db, claims.sessionId, now), findProject(db, claims.projectId)])
  if (found === null) return { ok: false, code: 'expired_key', detail: "The panel's session has ended. Sign in again." }
  const { key } = found
  const fault = key === null ? 'revoked_key' : keyFault(key, now)
  if (key === null || fault !== null) return { ok: false, code: fault! }
  return inProject(project, key, claims, request)
}

function inProject(
  project: ProjectRow | null,
  key: StoredKey,
  { projectId, pageOrigin }: DataKeyClaims,
  request: AuthenticateRequest,
): AuthenticateResult {
  if (project === null || !reachesInstance(key, project)) return { ok: false, code: 'not_found' }
  const { organizationId, instanceId } = project
  if (request.projectId !== null && request.projectId !== projectId) return { ok: false, code: 'not_found' }
  if (request.instanceId !== null && request.instanceId !== instanceId) return { ok: false, code: 'not_found' }
  const { keyId, kind, userId } = key
  const scopes = scopesThere(key, project)
  return { ok: true, principal: { keyId, keyKind: kind, userId, organizationId, instanceId, projectId, scopes, pageOrigin } }
}

async function openDataKey({ environment }: Services, token: string): Promise<DataKeyClaims | null> {
  const claims = await openToken(DATA_KEY_PREFIX, token, environment.SESSION_KEY)
  if (claims === null) return null
  const [sessionId, projectId, pageOrigin, expiresAt] = claims as [string, string, string, number]
  return { sessionId, projectId, pageOrigin, expiresAt }
}
