import { useIsMutating } from '@tanstack/react-query'
import { config } from '../../api/config.ts'
import { useAfter } from '../../parts/after.ts'
import { toast, toastProblem, toastWarning } from '../../parts/toast.ts'
import { CHANGES } from './credential-fields.tsx'

const VERIFY = '/credentials/{credential_id}/verify'

/** Asks the provider whether it accepts a credential. */
export const useVerify = () => config.useMutation('post', VERIFY, useAfter({ invalidates: CHANGES }))

/**
 * Returns a function that verifies a credential that was just stored. So a wrong key is found now, and not with the first picture. The
 * function shows one of these messages:
 * - If the provider rejects the credential or gives no clear answer: a warning.
 * - If the request to verify fails: an error. The form cannot show this error, because the form may be closed by then.
 * - Otherwise: the message `done`.
 *
 * The connection's drawer also shows the provider's answer.
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

/** Returns whether the provider is being asked about a credential now, no matter which part of the page has asked. */
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
