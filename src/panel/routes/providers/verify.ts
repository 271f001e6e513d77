import { useIsMutating } from '@tanstack/react-query'
import { config } from '../../api/config.ts'
import { useAfter } from '../../parts/after.ts'
import { toastProblem } from '../../parts/toast.ts'
import { CHANGES } from './credential-fields.tsx'

const VERIFY = '/credentials/{credential_id}/verify'

/** Asks the provider whether it accepts a credential. */
export const useVerify = () => config.useMutation('post', VERIFY, useAfter({ invalidates: CHANGES }))

/**
 * Returns a function that verifies a credential that was just stored: a wrong key is found now, and not with the first picture. The drawer
 * of the connection shows the result. If the platform cannot verify the credential, a message says so, because the form may be gone.
 */
export function useVerifyStored(): (credentialId: string) => void {
  const verify = config.useMutation('post', VERIFY, {
    ...useAfter({ invalidates: CHANGES }),
    onError: (error: unknown) => toastProblem('The credential is stored, but not verified', error),
  })
  return (credentialId) => verify.mutate({ params: { path: { credential_id: credentialId } } })
}

/** Returns whether the provider is being asked about a credential now, by whichever part of the page. */
export function useIsVerifying(credentialId: string): boolean {
  const running = useIsMutating({
    mutationKey: ['post', VERIFY],
    predicate: ({ state }) => (state.variables as Asked | undefined)?.params.path.credential_id === credentialId,
  })
  return running > 0
}

interface Asked {
  params: { path: { credential_id: string } }
}
