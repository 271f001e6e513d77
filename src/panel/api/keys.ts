import { config } from './config.ts'

const MOST_KEYS = 100

/**
 * Returns a map from ids to names, for the newest keys of an instance's projects. Two keys can have the same name, so each name is followed
 * by the last characters of the key. Undefined while the keys are being loaded.
 */
export function useKeyNames(instanceId: string): Record<string, string> | undefined {
  const query = config.useQuery('get', '/keys', { params: { query: { kind: 'project', instance_id: instanceId, limit: MOST_KEYS } } })
  return (
    query.data &&
    Object.fromEntries(
      query.data.data.map(({ id, name, last_four: lastFour, status }) => [
        id,
        `${name} …${lastFour}${status === 'active' ? '' : `, ${status}`}`,
      ]),
    )
  )
}
