import type { ReactNode } from 'react'
import { useFormContext, useWatch } from 'react-hook-form'
import type { components } from '../../../../generated/config/types.ts'
import { configApi } from '../../api/config.ts'
import { me } from '../../api/session-state.ts'
import type { Versioned } from '../../api/with-etag.ts'
import { useAfter } from '../../parts/after.ts'
import { SelectField } from '../../parts/form.tsx'
import { reaches, type Role, useOrganization } from '../../places.tsx'
import { Select } from '../../ui.ts'

type Grant = components['schemas']['Grant']
type User = components['schemas']['User']

export const USER = '/users/{user_id}'
/** The queries that must be read again after a user has changed. */
export const USER_CHANGES = [USER, '/users', '/instances/{instance_id}/overview', '/me/places']

/** The role of a developer or viewer opens no instance: what they may do in an instance is decided by the grant alone (src/auth). */
const BY_GRANTS = 'Opens no instance by itself: what they may do is chosen for each instance, below.'

export const ROLES: Record<Role, { name: string; may: string }> = {
  superadmin: { name: 'Superadmin', may: 'Everything, in every organization of the platform.' },
  admin: { name: 'Admin', may: 'Everything in this organization, people and credentials included.' },
  developer: { name: 'Developer', may: `${BY_GRANTS} It may make up to 60 changes a minute.` },
  viewer: { name: 'Viewer', may: `${BY_GRANTS} It may make up to 30 changes a minute.` },
}

export interface RoleValues {
  role: Role
  /** The user's role in each instance. */
  grants: Record<string, Grant['role'] | 'none'>
}

export const isGranted = (role: Role): boolean => role === 'developer' || role === 'viewer'

export const grantsOf = ({ grants }: RoleValues): Grant[] =>
  Object.entries(grants).flatMap(([id, role]) => (role === 'none' ? [] : [{ instance_id: id, role }]))

export const grantValues = (grants: Grant[], instanceIds: string[]): RoleValues['grants'] =>
  Object.fromEntries([...instanceIds.map((id) => [id, 'none'] as const), ...grants.map(({ instance_id: id, role }) => [id, role] as const)])

/**
 * Returns a function that replaces the grants of a user. The function reads the user's current version first, because the API requires
 * it, and returns the user with the new version.
 */
export function useSetGrants() {
  const { onSuccess } = useAfter({ invalidates: USER_CHANGES })
  return async (userId: string, grants: Grant[]): Promise<Versioned<User>> => {
    const path = { user_id: userId }
    const now = await configApi.GET(USER, { params: { path } })
    if (now.data === undefined) throw now.error
    const granted = await configApi.PUT('/users/{user_id}/grants', {
      params: { path, header: { 'If-Match': now.response.headers.get('etag') ?? '' } },
      body: { grants },
    })
    if (granted.data === undefined) throw granted.error
    onSuccess()
    return { value: granted.data, etag: granted.response.headers.get('etag') ?? '' }
  }
}

/** The scopes of a key with which a person signs in to the panel and makes pictures. */
export const SIGN_IN_SCOPES: components['schemas']['Scope'][] = ['read', 'generate', 'manage']

/** Returns the body of a request that makes a key with which a user signs in. */
export const signInKey = (userId: string, name: string) => ({ kind: 'user' as const, user_id: userId, name, scopes: SIGN_IN_SCOPES })

/**
 * Shows the field for the user's role in the organization. If this role is developer or viewer, it also shows a field for the role in each
 * instance of the organization. Nobody can give a higher role than their own. `consequence` is shown below the role.
 */
export function RoleFields({ consequence }: { consequence?: ReactNode }) {
  const { instances } = useOrganization()
  const form = useFormContext<RoleValues>()
  const [role, grants] = useWatch({ control: form.control, name: ['role', 'grants'] })
  const own = me().role
  const options = Object.entries(ROLES).filter(([id]) => reaches(own, id as Role) || id === role)
  return (
    <>
      <SelectField
        name="role"
        label="Role"
        description={ROLES[role].may}
        options={Object.fromEntries(options.map(([id, { name }]) => [id, name]))}
      />
      {consequence}
      {isGranted(role) && (
        <fieldset className="grid grid-cols-1 min-w-0 gap-2">
          <legend className="font-medium">Where</legend>
          {instances.every(({ id }) => (grants[id] ?? 'none') === 'none') ? (
            <p className="text-small text-warn">They see nothing until you give them a role in an instance.</p>
          ) : (
            <p className="text-small text-ink-muted">
              A developer changes the instance and makes pictures in it; a viewer only reads. Instances with Nothing are invisible to them.
            </p>
          )}
          <ul className="divide-y divide-edge rounded-card border border-edge">
            {instances.map(({ id, name }) => (
              <li key={id} className="flex flex-wrap items-center justify-between gap-2 px-3 py-2">
                <span className="min-w-0 flex-1 [overflow-wrap:anywhere]" dir="auto">
                  {name}
                </span>
                <Select<string>
                  aria-label={`Role in ${name}`}
                  className="w-36"
                  items={{ none: 'Nothing', viewer: 'Viewer', developer: 'Developer' }}
                  value={grants[id] ?? 'none'}
                  onValueChange={(value) =>
                    form.setValue('grants', { ...grants, [id]: (value ?? 'none') as Grant['role'] | 'none' }, { shouldDirty: true })
                  }
                />
              </li>
            ))}
          </ul>
        </fieldset>
      )}
    </>
  )
}
