import type { AuthenticateRequest, AuthenticateResult, Principal, Scope } from '../shared/config-rpc.ts'
import { equalTexts, type VersionedKeys } from '../shared/crypto.ts'
import type { Actor, Grant, Role } from './actor.ts'
import { candidateHashes, isWellFormedKey } from './key-format.ts'

/** A key as the database has it, with the current state of its user. */
export interface StoredKey {
  keyId: string
  kind: 'project' | 'user'
  hash: string
  pepperVersion: number
  organizationId: string
  /** The instance of a project's key; null for every other key. */
  instanceId: string | null
  projectId: string | null
  userId: string | null
  scopes: Scope[]
  /** The expiry in Unix milliseconds; null if the key does not expire. A rotation sets it to the end of the grace period. */
  expiresAt: number | null
  revokedAt: number | null
  lastUsedAt: number | null
  role: Role | null
  grants: Grant[]
}

export interface KeyStore {
  /** Finds the key that is stored under one of these hashes, valid or not. Returns null if there is none, or if its user was deleted. */
  findKey(hashes: string[]): Promise<StoredKey | null>
}

export type KeyRefusalCode = 'missing_key' | 'invalid_key' | 'expired_key' | 'revoked_key'
export type KeyCheck = { ok: true; key: StoredKey } | { ok: false; code: KeyRefusalCode }

/** Returns the token of `Authorization: Bearer …`; null if the header is absent or has another scheme. */
export function bearerToken(header: string | null | undefined): string | null {
  return /^Bearer +(\S+) *$/i.exec(header ?? '')?.[1] ?? null
}

/**
 * Returns the key that a token stands for, or the reason why the token is not valid. Checks form and checksum before it asks the database;
 * caches nothing.
 */
export async function checkKey(token: string | null, store: KeyStore, peppers: VersionedKeys, now: number): Promise<KeyCheck> {
  if (token === null) return { ok: false, code: 'missing_key' }
  if (!isWellFormedKey(token)) return { ok: false, code: 'invalid_key' }
  const candidates = await candidateHashes(token, peppers)
  const key = await store.findKey(candidates.map((candidate) => candidate.hash))
  if (key === null) return { ok: false, code: 'invalid_key' }
  // The database has found a row with one of these hashes. The row's hash must be the token's hash under the pepper that the row names. The
  // two hashes are compared in constant time: the duration does not show how many characters are equal.
  const expected = candidates.find((candidate) => candidate.pepperVersion === key.pepperVersion)
  if (expected === undefined || !equalTexts(expected.hash, key.hash)) return { ok: false, code: 'invalid_key' }
  const fault = keyFault(key, now)
  return fault === null ? { ok: true, key } : { ok: false, code: fault }
}

/** Returns why a known key is not valid; null if it is valid. */
export function keyFault(key: { revokedAt: number | null; expiresAt: number | null }, now: number): 'revoked_key' | 'expired_key' | null {
  if (key.revokedAt !== null) return 'revoked_key'
  return key.expiresAt !== null && key.expiresAt <= now ? 'expired_key' : null
}

export function actorOf(key: StoredKey, sessionId: string | null = null): Actor {
  const { keyId, organizationId, userId, role, grants, scopes, instanceId, projectId } = key
  return { keyId, keyKind: key.kind, sessionId, organizationId, userId, role, grants, scopes, instanceId, projectId }
}

export interface ProjectStore {
  /** Returns the organization and the instance of an active project; null if there is no such project. */
  findProject(projectId: string): Promise<{ organizationId: string; instanceId: string } | null>
}

/**
 * Checks the key of a request to the generation service, and returns the caller with the project in which the request acts. If the key may
 * not see this project, returns the code `not_found`, as if the project did not exist.
 */
export async function authenticateForProject(
  request: AuthenticateRequest,
  store: KeyStore & ProjectStore,
  peppers: VersionedKeys,
  now: number,
): Promise<AuthenticateResult> {
  const checked = await checkKey(request.token, store, peppers, now)
  if (!checked.ok) return { ok: false, code: checked.code === 'missing_key' ? 'invalid_key' : checked.code }
  const { key } = checked
  const tenant = key.kind === 'project' ? ownProject(key, request) : await namedProject(key, request, store)
  if (!tenant.ok) return tenant
  if (request.instanceId !== null && request.instanceId !== tenant.instanceId)
    return {
      ok: false,
      code: 'not_found',
      detail: 'X-Instance-ID names another instance than that of the key. Omit the header.',
    }
  const principal: Principal = {
    keyId: key.keyId,
    keyKind: key.kind,
    userId: key.userId,
    organizationId: tenant.organizationId,
    instanceId: tenant.instanceId,
    projectId: tenant.projectId,
    scopes: key.scopes,
  }
  return { ok: true, principal }
}

type ProjectTenant = { ok: true; organizationId: string; instanceId: string; projectId: string }

function ownProject(key: StoredKey, request: AuthenticateRequest): ProjectTenant | Extract<AuthenticateResult, { ok: false }> {
  const { organizationId, instanceId, projectId } = key
  if (instanceId === null || projectId === null) return { ok: false, code: 'invalid_key' }
  if (request.projectId !== null && request.projectId !== projectId)
    return { ok: false, code: 'not_found', detail: "X-Project-ID names another project than this key's own. Leave it out." }
  return { ok: true, organizationId, instanceId, projectId }
}

const NEEDS_PROJECT = "is required with a user's key: it names the project to act in"

async function namedProject(
  key: StoredKey,
  request: AuthenticateRequest,
  store: ProjectStore,
): Promise<ProjectTenant | Extract<AuthenticateResult, { ok: false }>> {
  if (request.projectId === null)
    return { ok: false, code: 'invalid_request', errors: [{ pointer: '/header/X-Project-ID', message: NEEDS_PROJECT }] }
  const project = await store.findProject(request.projectId)
  if (project === null || !reachesInstance(key, project))
    return { ok: false, code: 'not_found', detail: 'X-Project-ID does not name a project that this key can access.' }
  return { ok: true, ...project, projectId: request.projectId }
}

/**
 * Returns whether a key may be used for a project. A project's key may be used for its own project only. A user's key may be used for
 * every project in the instances that the user has access to.
 */
export function reachesProject(key: StoredKey, tenant: { organizationId: string; instanceId: string }, projectId: string): boolean {
  return key.kind === 'project' ? key.projectId === projectId : reachesInstance(key, tenant)
}

/** Returns whether a key's user has access to an instance, with any role. */
export function reachesInstance(key: StoredKey, tenant: { organizationId: string; instanceId: string }): boolean {
  if (key.role === 'superadmin') return true
  if (key.organizationId !== tenant.organizationId) return false
  return key.role === 'admin' || key.grants.some((grant) => grant.instanceId === tenant.instanceId)
}
