import { useQueryClient } from '@tanstack/react-query'
import { toast } from './toast.ts'

interface After {
  /** Said in a toast. */
  done?: string
  /** Paths of the contract whose queries no longer hold, of either service. */
  invalidates?: string[]
}

/**
 * What follows from a change: a message, and lists that are read anew.
 *   const revoke = config.useMutation('delete', '/keys/{key_id}', useAfter({ done: 'Key revoked', invalidates: ['/keys'] }))
 *   await revoke.mutateAsync({ params: { path: { key_id } } })   // throws the API's problem
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
