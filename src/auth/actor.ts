import type { Scope } from '../shared/config-rpc.ts'

/** From most to least: `superadmin` runs the platform, `admin` an organization; `developer` and `viewer` work in the instances granted to them. */
export type Role = 'superadmin' | 'admin' | 'developer' | 'viewer'
const RANK: Record<Role, number> = { superadmin: 4, admin: 3, developer: 2, viewer: 1 }

export function roleReaches(role: Role | null, needed: Role): boolean {
  return role !== null && RANK[role] >= RANK[needed]
}

/** What a user may do in one instance, below the role `admin`. */
export interface Grant {
  instanceId: string
  role: 'developer' | 'viewer'
}

/** Who calls the config service, read afresh at each request. */
export interface Actor {
  keyId: string
  keyKind: 'project' | 'user'
  /** The session of the panel through which the key acts, if it does. */
  sessionId: string | null
  organizationId: string
  /** Null for a project's key. */
  userId: string | null
  /** Null for a project's key: it has no role, so it configures nothing. */
  role: Role | null
  grants: Grant[]
  scopes: Scope[]
  /** Set for a project's key: the place that it belongs to. */
  instanceId: string | null
  projectId: string | null
}
