import { useIsMutating } from '@tanstack/react-query'
import { config } from '../../api/config.ts'
import { useAfter } from '../../parts/after.ts'
import { toast, toastProblem, toastWarning } from '../../parts/toast.ts'
import { CHANGES } from './credential-fields.tsx'

const VERIFY = '/credentials/{credential_id}/verify'

/** Asks the provider whether it accepts a credential. */
export const useVerify = () => config.useMutation('post', VERIFY, useAfter({ invalidates: CHANGES }))

/**
 * Returns a function that verifies a credential that was just stored: a wrong key is found now, and not with the first picture. The drawer
 * of the connection shows the result, and a message says `done` only if nothing speaks against the credential. If the platform cannot
 * verify the credential, the message says so, because the form may be gone.
 */
export function useVerifyStored(done: string): (credentialId: string) => void {
  const { onSuccess: readAgain } = useAfter({ invalidates: CHANGES })
  const verify = config.useMutation('post', VERIFY, {
    onSuccess({ status, detail }) {
      readAgain()
      if (status === 'rejected') toastWarning('The credential is stored, but the provider rejects it', detail)
      else if (status === 'unreachable') toastWarning('The credential is stored, but the provider gave no clear answer', detail)
      else toast(done)
    },
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
