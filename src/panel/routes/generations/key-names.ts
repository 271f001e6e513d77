import { config } from '../../api/config.ts'
import { useKeyNames } from '../../api/keys.ts'
import { usePeopleNames } from '../people/names.ts'
import { me } from '../../api/session-state.ts'
import { useInstance, useOrganization } from '../../places.tsx'

const MOST_KEYS = 100

/**
 * Returns, by id, the names of the keys that may have sent requests to the instance: the keys of its projects, and the keys with which
 * people sign in. A sign-in key gets the name of its person. The list of people has the newest ones only; for a person who is not in it, the
 * key's own name is used instead. A user who is not an admin sees no sign-in keys of other people.
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
