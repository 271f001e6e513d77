import { config } from './config.ts'

const MOST_KEYS = 100

/**
 * Returns the names of the newest keys of an instance's projects by id, each with the last characters of the key, because two keys can have
 * the same name. Undefined while they are being loaded.
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
