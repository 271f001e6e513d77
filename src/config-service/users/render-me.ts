import type { components } from '../../../generated/config/types.ts'
import type { Actor } from '../../auth/actor.ts'
import type { UserRow } from '../db/users.ts'
import { renderUser } from './render-user.ts'

export function renderMe(actor: Actor, user: UserRow | null): components['schemas']['Me'] {
  return {
    key_id: actor.keyId,
    kind: actor.keyKind,
    organization_id: actor.organizationId,
    user: user === null ? null : renderUser(user),
    project_id: actor.projectId,
    instance_id: actor.instanceId,
    role: actor.role,
    grants: actor.grants.map((grant) => ({ instance_id: grant.instanceId, role: grant.role })),
    scopes: actor.scopes,
  }
}
