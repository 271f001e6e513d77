import { useQueryClient } from '@tanstack/react-query'
import { toast } from './toast.ts'

interface After {
  /** The text of the success message. */
  done?: string
  /**
   * Paths of the config service or the generation service, as their contracts write them. After the change, the queries of these paths are
   * read again.
   */
  invalidates?: string[]
}

/**
 * Returns the options for a mutation. After a successful change, the message `done` is shown, and the queries of the paths in
 * `invalidates` are read again.
 *
 * const revoke = config.useMutation('delete', '/keys/{key_id}', useAfter({ done: 'Key revoked', invalidates: ['/keys'] }))
 *
 * await revoke.mutateAsync({ params: { path: { key_id } } })   // throws if the API refuses the change
 */
export function useAfter({ done, invalidates = [] }: After): { onSuccess: () => void } {
  const client = useQueryClient()
  return {
    onSuccess() {
      void client.invalidateQueries({ predicate: ({ queryKey }) => invalidates.includes(queryKey[1] as string) })
      if (done !== undefined) toast(done)
    },
  }
}
