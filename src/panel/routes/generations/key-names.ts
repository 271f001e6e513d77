import { config } from '../../api/config.ts'
import { useKeyNames } from '../../api/keys.ts'
import { usePeopleNames } from '../people/names.ts'
import { me } from '../../api/session-state.ts'
import { useInstance, useOrganization } from '../../places.tsx'

const MOST_KEYS = 100

/**
 * Returns, by id, the names of the keys that may have sent requests to the instance: the keys of its projects, and the keys with which
 * people sign in. A sign-in key gets the name of its person. If this name is not known, it gets the name of the key itself: only admins may
 * list people, and a user who is no admin sees only the own sign-in keys.
 */
export function useAllKeyNames(): Record<string, string> {
  const { user } = me()
  const ofProjects = useKeyNames(useInstance().id)
  const people = usePeopleNames()
  const query = { kind: 'user' as const, organization_id: useOrganization().id, limit: MOST_KEYS }
  const ofPeople = config.useQuery('get', '/keys', { params: { query } }, { staleTime: 60_000 })
  const named = ofPeople.data?.data.map(({ id, name, last_four: lastFour, user_id: userId }) => [
    id,
    `${userId === user?.id ? 'You' : (people[userId ?? ''] ?? name)} …${lastFour}`,
  ])
  return { ...ofProjects, ...Object.fromEntries(named ?? []) }
}
