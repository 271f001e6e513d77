import { me } from './session-state.ts'
import { config } from './config.ts'
import { namesById } from '../parts/format.tsx'
import { reaches, useOrganization } from '../places.tsx'

const MOST_PEOPLE = 100

/**
 * Returns the names of the organization's people by id, and the user's own name. Only admins may list people, so others get their own name
 * alone. The list has the newest people only, so a caller must expect that a name is missing.
 */
export function usePeopleNames(): Record<string, string> {
  const { user, role } = me()
  const query = config.useQuery(
    'get',
    '/users',
    { params: { query: { organization_id: useOrganization().id, limit: MOST_PEOPLE } } },
    { enabled: reaches(role, 'admin'), staleTime: 60_000 },
  )
  return { ...namesById(query.data?.data ?? []), ...(user === null ? {} : { [user.id]: user.name }) }
}
