// Reads a value together with its version, for forms that replace it. With `If-Match`, the API refuses the change with 412 if somebody else
// has changed the value in the meantime.
import { useQuery } from '@tanstack/react-query'

interface Answer<Data> {
  data?: Data
  error?: unknown
  response: Response
}

export interface Versioned<Data> {
  value: Data
  etag: string
  /** The key of the query that has read the value. */
  key?: readonly unknown[]
}

/**
 * Reads a value together with its version: `const limits = useVersioned(['get', '/instances/{instance_id}/limits', id], () =>
 * configApi.GET('/instances/{instance_id}/limits', …))`, then `limits.data.value` and `limits.data.etag`. `key` begins with the
 * method and the path, like the keys of `config.useQuery`. `useAfter` finds this query by its path and reads it again.
 */
export function useVersioned<Data>(key: readonly unknown[], read: () => Promise<Answer<Data>>) {
  return useQuery({
    queryKey: key,
    // The value is not cached after the form is closed. Otherwise, a form that is opened again would be filled from an old version.
    gcTime: 0,
    async queryFn(): Promise<Versioned<Data>> {
      const { data, error, response } = await read()
      if (data === undefined) throw error
      return { value: data, etag: response.headers.get('etag') ?? '', key }
    },
  })
}
