import { useState } from 'react'
import type { components } from '../../../../generated/config/types.ts'
import { config } from '../../api/config.ts'
import { holdPage, me, releasePage } from '../../api/session-state.ts'
import { useAfter } from '../../parts/after.ts'
import { ConfirmButton } from '../../parts/confirm.tsx'
import type { Role } from '../../places.tsx'
import { Select } from '../../ui.ts'

const GRACE = { '0': 'At once', '3600': 'After an hour', '86400': 'After a day', '604800': 'After a week', '2592000': 'After 30 days' }

interface RotateButtonProps {
  of: Pick<components['schemas']['Key'], 'id' | 'kind' | 'name' | 'last_four' | 'replaced_by' | 'connected_app'>
  needs: Role
  /** The button is in a row of a list, so it is small and its label for screen readers names the key. */
  isInRow?: boolean
  onSecret: (secret: string) => void
}

/** A button that rotates a key. It is absent if the key was rotated already or belongs to a connected app: such keys cannot be rotated. */
export function RotateButton({ of: key, needs, isInRow = false, onSecret }: RotateButtonProps) {
  const [grace, setGrace] = useState('86400')
  const rotate = config.useMutation(
    'post',
    '/keys/{key_id}/rotate',
    useAfter({ done: 'Key rotated', invalidates: ['/keys', '/keys/{key_id}'] }),
  )
  if (key.connected_app !== null || key.replaced_by !== null) return null
  return (
    <ConfirmButton
      needs={needs}
      variant={isInRow ? 'ghost' : 'secondary'}
      label="Rotate"
      {...(isInRow && { size: 'sm', name: `Rotate ${key.name} …${key.last_four}` })}
      title="Rotate this key?"
      action="Rotate the key"
      isHarmless
      onConfirm={async () => {
        // The user may rotate the key of this session and let the old key end immediately. Then the API may refuse another request of the
        // page before the response to the rotation arrives. The sign-in page would open, and the new secret in this response would be lost.
        // So this page is kept until the user has stored the secret.
        holdPage()
        try {
          const made = await rotate.mutateAsync({
            params: { path: { key_id: key.id } },
            body: { grace_period_seconds: Number(grace) },
          })
          onSecret(made.secret)
        } catch (error) {
          releasePage()
          throw error
        }
      }}
    >
      <p className="mb-4">
        You get a new key with the same scopes and limits. Both work until the old one ends, so that{' '}
        {key.kind === 'user' ? 'the person can go over to the new one' : 'you can switch your app over'} without a break.
      </p>
      <Select<string> label="The old key ends" items={GRACE} value={grace} onValueChange={(value) => setGrace(value ?? grace)} />
      {key.kind === 'user' && (
        <p className="mt-3">
          {key.id === me().key_id
            ? 'You are signed in with this key. When it ends, you sign in again with the new one.'
            : 'Sessions that the old key opened end with it.'}{' '}
          Keys that were made with it stay.
        </p>
      )}
    </ConfirmButton>
  )
}
