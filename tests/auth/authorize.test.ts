import { describe, expect, it } from 'vitest'
import type { Actor } from '../../src/auth/actor.ts'
import { authorizeOperation, requireRole, roleInInstance, roleInOrganization } from '../../src/auth/authorize.ts'
import type { AppError } from '../../src/shared/errors.ts'

const actor = (changes: Partial<Actor>): Actor => ({
  keyId: 'key_1',
  keyKind: 'user',
  sessionId: null,
  organizationId: 'org_1',
  userId: 'user_1',
  role: 'viewer',
  grants: [],
  scopes: ['read'],
  instanceId: null,
  projectId: null,
  ...changes,
})
const place = { organizationId: 'org_1', instanceId: 'inst_1' }

describe('authorizeOperation', () => {
  it('checks the scope first, then the role', () => {
    expect(authorizeOperation(actor({ scopes: [] }), { requiredScope: 'read', requiredRole: 'viewer' })).toBe('insufficient_scope')
    expect(authorizeOperation(actor({}), { requiredScope: 'read', requiredRole: 'admin' })).toBe('insufficient_role')
    expect(authorizeOperation(actor({}), { requiredScope: 'read', requiredRole: 'viewer' })).toBe('allow')
    expect(authorizeOperation(actor({ role: null }), { requiredScope: 'read', requiredRole: null })).toBe('allow')
    expect(authorizeOperation(actor({ role: null, keyKind: 'project' }), { requiredScope: 'read', requiredRole: 'viewer' })).toBe(
      'insufficient_role',
    )
  })

  it('no scope includes another', () => {
    expect(authorizeOperation(actor({ role: 'admin', scopes: ['manage'] }), { requiredScope: 'read', requiredRole: 'viewer' })).toBe(
      'insufficient_scope',
    )
  })

  it('lets a developer by grant run developer operations', () => {
    const granted = actor({ grants: [{ instanceId: 'inst_1', role: 'developer' }] })
    expect(authorizeOperation(granted, { requiredScope: 'read', requiredRole: 'developer' })).toBe('allow')
    expect(roleInInstance(granted, { ...place, instanceId: 'inst_2' })).toBe(null)
  })
})

describe('roles in an organization and an instance', () => {
  it('apply in the actor’s own organizations and instances, and not in foreign ones', () => {
    expect(roleInInstance(actor({ role: 'superadmin', organizationId: 'org_2' }), place)).toBe('superadmin')
    expect(roleInInstance(actor({ role: 'admin' }), place)).toBe('admin')
    expect(roleInInstance(actor({ role: 'admin', organizationId: 'org_2' }), place)).toBe(null)
    expect(roleInInstance(actor({ role: 'developer' }), place)).toBe(null)
    expect(roleInInstance(actor({ role: 'developer', grants: [{ instanceId: 'inst_1', role: 'viewer' }] }), place)).toBe('viewer')
    expect(roleInInstance(actor({ organizationId: 'org_2', grants: [{ instanceId: 'inst_1', role: 'viewer' }] }), place)).toBe(null)
    expect(roleInOrganization(actor({ role: 'admin', organizationId: 'org_2' }), 'org_1')).toBe(null)
  })

  it('requireRole throws not_found if the actor may not know of the resource, insufficient_role if it may', () => {
    const codeOf = (run: () => void) => {
      try {
        run()
        return null
      } catch (error) {
        return (error as AppError).code
      }
    }
    expect(codeOf(() => requireRole(null, 'viewer'))).toBe('not_found')
    expect(codeOf(() => requireRole('viewer', 'developer'))).toBe('insufficient_role')
    expect(codeOf(() => requireRole('admin', 'developer'))).toBe(null)
  })
})
