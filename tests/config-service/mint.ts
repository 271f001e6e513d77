import { env } from 'cloudflare:workers'
import type { Role } from '../../src/auth/actor.ts'
import { organizations, users } from '../../src/config-service/db/schema.ts'
import { insertKey } from '../../src/config-service/db/keys.ts'
import { newKey } from '../../src/config-service/keys/new-key.ts'
import { createServices, type Services } from '../../src/config-service/services.ts'
import type { Scope } from '../../src/shared/config-rpc.ts'
import { newId } from '../../src/shared/ids.ts'
import { config } from '../support/call.ts'

export const services: Services = createServices(env, { waitUntil: () => {} })
const { db, clock } = services

export interface Minted {
  organizationId: string
  /** Keys of an admin with every scope, and the place that it has made. */
  admin: string
  adminId: string
  instanceId: string
  projectId: string
}

/** An organization of its own, with an admin, an instance and a project. */
export async function mint(): Promise<Minted> {
  const organizationId = newId('org', clock)
  const now = clock()
  await db
    .insert(organizations)
    .values({ id: organizationId, name: 'Test', slug: organizationId.toLowerCase().replace('_', '-'), createdAt: now, updatedAt: now })
  const { key: admin, userId: adminId } = await mintUser(organizationId, 'admin')
  const instance = await config('POST /instances', { key: admin, body: { organization_id: organizationId, name: 'One', slug: 'one' } })
  if (instance.status !== 201) throw new Error(`no instance: ${instance.text}`)
  const project = await config(`POST /instances/${instance.body.id}/projects`, { key: admin, body: { name: 'First', slug: 'first' } })
  if (project.status !== 201) throw new Error(`no project: ${project.text}`)
  return { organizationId, admin, adminId, instanceId: instance.body.id, projectId: project.body.id }
}

/** A user with a key of these scopes, written as the first key of a platform is. */
export async function mintUser(
  organizationId: string,
  role: Role,
  scopes: Scope[] = ['read', 'generate', 'manage'],
): Promise<{ userId: string; key: string; keyId: string }> {
  const userId = newId('user', clock)
  const now = clock()
  await db
    .insert(users)
    .values({ id: userId, organizationId, name: role, email: `${userId}@example.com`, role, createdAt: now, updatedAt: now })
  const { row, secret } = await newKey(services, {
    kind: 'user',
    organizationId,
    instanceId: null,
    projectId: null,
    userId,
    name: 'First',
    scopes,
    limits: [],
    expiresAt: null,
    createdBy: userId,
  })
  await db.run(insertKey(db, row))
  return { userId, key: secret, keyId: row.id }
}

/** A project's key, made through the API. */
export async function mintProjectKey(
  tenant: Minted,
  body: Record<string, unknown> = {},
): Promise<{ id: string; secret: string; version: number }> {
  const made = await config('POST /keys', {
    key: tenant.admin,
    body: { kind: 'project', project_id: tenant.projectId, name: 'App', scopes: ['read', 'generate'], ...body },
  })
  if (made.status !== 201) throw new Error(`no key: ${made.text}`)
  return made.body
}
