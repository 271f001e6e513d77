import { me } from '../../api/session-state.ts'
import { config } from '../../api/config.ts'
import { namesById } from '../../parts/format.tsx'
import { reaches, useOrganization } from '../../places.tsx'

const MOST_PEOPLE = 100

/** Lists the newest people of the organization. Only admins may list people. */
function usePeople() {
  return config.useQuery(
    'get',
    '/users',
    { params: { query: { organization_id: useOrganization().id, limit: MOST_PEOPLE } } },
    { enabled: reaches(me().role, 'admin'), staleTime: 60_000 },
  )
}

/**
 * Returns the names of the organization's people by id, and the user's own name. Only admins may list people, so others get their own name
 * alone. The list has the newest people only, so a caller must expect that a name is missing.
 */
export function usePeopleNames(): Record<string, string> {
  const { user } = me()
  const query = usePeople()
  return { ...namesById(query.data?.data ?? []), ...(user === null ? {} : { [user.id]: user.name }) }
}

/**
 * Returns the name of the person with this id; undefined if it is not known, or if the user may not see it. If the organization has more
 * people than the list contains, or if the person belongs to another organization (`organizationId`), asks the API for this person.
 */
export function usePersonName(id: string, organizationId?: string): string | undefined {
  const { id: own } = useOrganization()
  const isElsewhere = organizationId !== undefined && organizationId !== own
  const name = usePeopleNames()[id]
  const isCut = usePeople().data?.next_cursor != null
  const one = config.useQuery(
    'get',
    '/users/{user_id}',
    { params: { path: { user_id: id } } },
    { enabled: name === undefined && (isCut || isElsewhere) && id.startsWith('user_'), staleTime: 60_000 },
  )
  return name ?? one.data?.name
}
