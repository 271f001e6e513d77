// Each test file makes its own tenant through the API, so that the test files cannot affect each other.
import { env } from 'cloudflare:workers'
import type { Role } from '../../src/auth/actor.ts'
import type { Limit, Scope } from '../../src/shared/config-rpc.ts'
import { type Answer, config } from './call.ts'

export interface Superadmin {
  organizationId: string
  userId: string
  keyId: string
  key: string
}
export interface MintedKey {
  id: string
  /** The key, for `Authorization: Bearer`. */
  key: string
}
export interface Tenant {
  organizationId: string
  instanceId: string
  projectId: string
  adminId: string
  /** An admin's key with every scope. */
  adminKey: string
  adminKeyId: string
  /** The project's key, with every scope. */
  projectKey: string
  projectKeyId: string
  /** The key of the superadmin, who runs the whole platform and does not belong to this tenant. */
  superadminKey: string
}
export interface TenantOptions {
  /** The settings of the instance, as in `POST /instances`. */
  settings?: Record<string, unknown>
  budget?: { daily_micros?: number | null; monthly_micros?: number | null }
  /** The limits, as in `PUT /instances/{id}/limits`. */
  limits?: unknown[]
  /** The model settings, as in `PUT /instances/{id}/models`. */
  models?: Record<string, unknown>
  /** The scopes of the project's key. */
  scopes?: Scope[]
}

const EVERY_SCOPE: Scope[] = ['read', 'generate', 'manage']

/** Sends a request to the config service; `path` is below /config/v1. */
export function configApi(
  method: string,
  path: string,
  body?: unknown,
  key?: string,
  headers: Record<string, string> = {},
): Promise<Answer> {
  return config(`${method} ${path}`, { headers, ...(body === undefined ? {} : { body }), ...(key === undefined ? {} : { key }) })
}

/** Sends a request as `configApi` does. Throws an error with the response if the request does not succeed. */
export async function mustApi(
  method: string,
  path: string,
  body?: unknown,
  key?: string,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const answer = await configApi(method, path, body, key, headers)
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`)
  return answer
}

let made: Promise<Superadmin> | null = null

/** Returns the superadmin. The database of each test file is empty at first, so the first caller sets up the platform. */
export function superadmin(): Promise<Superadmin> {
  made ??= mustApi('POST', '/setup', {
    setup_token: env.SETUP_TOKEN,
    organization: { name: 'Platform', slug: 'platform' },
    admin: { name: 'Ada', email: 'ada@example.com' },
  }).then(({ body }) => ({ organizationId: body.organization.id, userId: body.user.id, keyId: body.key_id, key: body.secret }))
  return made
}

let names = 0
/** Returns a slug that no earlier call in the same test file has returned. */
export const uniqueSlug = (word: string): string => `${word}-${++names}`

/** Makes an organization with an admin, an instance, a project and keys. */
export async function mintTenant({ settings = {}, budget, limits, models, scopes = EVERY_SCOPE }: TenantOptions = {}): Promise<Tenant> {
  const platform = await superadmin()
  const slug = uniqueSlug('tenant')
  const organization = await mustApi('POST', '/organizations', { name: slug, slug, ...(budget ? { budget } : {}) }, platform.key)
  const organizationId: string = organization.body.id
  const admin = await mintUser({ organizationId, superadminKey: platform.key }, 'admin')
  const instance = await mustApi('POST', '/instances', { name: 'One', slug: 'one', default_model: 'sketch', ...settings }, admin.key)
  const instanceId: string = instance.body.id
  if (limits) await replace(`/instances/${instanceId}/limits`, { limits }, admin.key)
  if (models) await replace(`/instances/${instanceId}/models`, models, admin.key)
  const projectId = await mintProject({ instanceId, adminKey: admin.key })
  const projectKey = await mintProjectKey({ projectId, adminKey: admin.key }, { scopes })
  return {
    organizationId,
    instanceId,
    projectId,
    adminId: admin.userId,
    adminKey: admin.key,
    adminKeyId: admin.keyId,
    projectKey: projectKey.key,
    projectKeyId: projectKey.id,
    superadminKey: platform.key,
  }
}

/** Makes a user of the organization, and a key of this user. The user gets a grant in each instance of `instanceIds`. */
export async function mintUser(
  tenant: Pick<Tenant, 'organizationId' | 'superadminKey'>,
  role: Role,
  options: { scopes?: Scope[]; instanceIds?: string[] } = {},
): Promise<{ userId: string; key: string; keyId: string }> {
  const email = `${uniqueSlug(role)}@example.com`
  const user = await mustApi('POST', '/users', { organization_id: tenant.organizationId, name: role, email, role }, tenant.superadminKey)
  if (options.instanceIds) {
    const grants = options.instanceIds.map((instance_id) => ({ instance_id, role }))
    await replace(`/users/${user.body.id}/grants`, { grants }, tenant.superadminKey, user.headers.get('etag') ?? '')
  }
  const key = await mustApi(
    'POST',
    '/keys',
    { kind: 'user', user_id: user.body.id, name: 'First', scopes: options.scopes ?? EVERY_SCOPE },
    tenant.superadminKey,
  )
  return { userId: user.body.id, key: key.body.secret, keyId: key.body.id }
}

export async function mintInstance(tenant: Pick<Tenant, 'adminKey'>, settings: Record<string, unknown> = {}): Promise<string> {
  const slug = uniqueSlug('instance')
  return (await mustApi('POST', '/instances', { name: slug, slug, default_model: 'sketch', ...settings }, tenant.adminKey)).body.id
}

export async function mintProject(tenant: Pick<Tenant, 'instanceId' | 'adminKey'>): Promise<string> {
  const slug = uniqueSlug('project')
  return (await mustApi('POST', `/instances/${tenant.instanceId}/projects`, { name: slug, slug }, tenant.adminKey)).body.id
}

export async function mintProjectKey(
  tenant: Pick<Tenant, 'projectId' | 'adminKey'>,
  options: {
    name?: string
    scopes?: Scope[]
    limits?: (Omit<Limit, 'scope' | 'target' | 'windowSeconds'> & Record<string, unknown>)[]
    expires_at?: string
  } = {},
): Promise<MintedKey> {
  const body = { kind: 'project', project_id: tenant.projectId, name: 'App', scopes: EVERY_SCOPE, ...options }
  const key = await mustApi('POST', '/keys', body, tenant.adminKey)
  return { id: key.body.id, key: key.body.secret }
}

/** Reads the ETag of a resource and replaces the resource. */
export async function replace(path: string, body: unknown, key: string, etag?: string): Promise<Answer> {
  const match = etag ?? (await mustApi('GET', path, undefined, key)).headers.get('etag') ?? ''
  return mustApi('PUT', path, body, key, { 'if-match': match })
}
