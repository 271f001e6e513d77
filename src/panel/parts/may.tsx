import type { ReactNode } from 'react'
import { me } from '../api/session-state.ts'
import { reaches, type Role, useRole } from '../places.tsx'
import { Tooltip } from '../ui.ts'

/**
 * Returns why the user may not do something at the current place (organization, instance or project); null if the user may. To be allowed,
 * the user needs `role` at this place, and the user's key needs `scope`.
 */
export function useWhyNot(role: Role | null, scope: 'read' | 'generate' | 'manage' = 'manage'): string | null {
  const own = useRole()
  if (!me().scopes.includes(scope)) return `Your key lacks the scope ${scope}.`
  // A project key has no role; in its project, its scopes decide.
  return role === null || me().kind === 'project' || reaches(own, role)
    ? null
    : `This takes the role ${role}; you are ${own ?? 'nobody'} here.`
}

/**
 * Wraps a control that not everybody may use. For a user who lacks the permission, the control is disabled and shows the reason. The child
 * gets `disabled`. `<May needs="admin">{(disabled) => <Button disabled={disabled}>Rotate</Button>}</May>`
 */
export function May({
  needs,
  scope = 'manage',
  children,
}: {
  needs: Role | null
  scope?: 'read' | 'generate' | 'manage'
  children: (disabled: boolean) => ReactNode
}) {
  const whyNot = useWhyNot(needs, scope)
  if (whyNot === null) return <>{children(false)}</>
  return (
    <Tooltip content={whyNot} render={<span tabIndex={0} aria-label={whyNot} role="note" />}>
      {children(true)}
    </Tooltip>
  )
}
