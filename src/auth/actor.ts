import type { Scope } from '../shared/config-rpc.ts'

/**
 * From most rights to least: `superadmin` runs the platform, and `admin` runs an organization; `developer` and `viewer` work in the
 * instances that are granted to them.
 */
export type Role = 'superadmin' | 'admin' | 'developer' | 'viewer'
const RANK: Record<Role, number> = { superadmin: 4, admin: 3, developer: 2, viewer: 1 }

export function roleIncludes(role: Role | null, needed: Role): boolean {
  return role !== null && RANK[role] >= RANK[needed]
}

/** A user's role in one instance, for users below `admin`. */
export interface Grant {
  instanceId: string
  role: 'developer' | 'viewer'
}

/** The caller of the config service, read from the database at each request. */
export interface Actor {
  keyId: string
  keyKind: 'project' | 'user'
  /** The panel session of the request; it was opened with the key `keyId`. Null if the request was sent with the key itself. */
  sessionId: string | null
  organizationId: string
  /** The user that the key belongs to; null for a project's key. */
  userId: string | null
  /** The user's role. Null for a project's key: it has no role, so every operation that needs a role refuses it. */
  role: Role | null
  grants: Grant[]
  scopes: Scope[]
  /** The instance of a project's key; null for every other key. */
  instanceId: string | null
  projectId: string | null
}
