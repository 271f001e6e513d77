import { useNavigate } from '@tanstack/react-router'
import type { components } from '../../../../generated/config/types.ts'
import { config } from '../../api/config.ts'
import { INSTANCE, INSTANCE_CHANGES } from '../../api/instance.ts'
import { useAfter } from '../../parts/after.ts'
import { ConfirmButton } from '../../parts/confirm.tsx'
import { May } from '../../parts/may.tsx'
import { toastProblem } from '../../parts/toast.ts'
import { useInstance } from '../../places.tsx'
import { Button } from '../../ui.ts'

/** Switches an instance off and on, or deletes it for good. While it is off, every request with its keys is refused. */
export function EndInstance({ instance: { id, name, slug, status } }: { instance: components['schemas']['Instance'] }) {
  const { projects } = useInstance()
  const navigate = useNavigate()
  const params = { path: { instance_id: id } }
  const isActive = status === 'active'
  const update = config.useMutation(
    'patch',
    INSTANCE,
    useAfter({ done: isActive ? 'Instance is off' : 'Instance is on', invalidates: INSTANCE_CHANGES }),
  )
  const remove = config.useMutation(
    'delete',
    INSTANCE,
    useAfter({ done: 'Instance deleted', invalidates: ['/me/places', '/organizations/{organization_id}/overview'] }),
  )
  const switchOn = () =>
    update.mutate({ params, body: { status: 'active' } }, { onError: (error) => toastProblem('It could not be switched on', error) })
  return (
    <div className="grid grid-cols-1 gap-4">
      <p className="text-ink-muted">
        {isActive
          ? 'Switching it off refuses every request with its keys; what runs runs to its end, and nothing is lost.'
          : 'It is off: every request with its keys is refused.'}
      </p>
      <div className="flex flex-wrap gap-2">
        {isActive ? (
          <ConfirmButton
            needs="developer"
            variant="secondary"
            label="Switch off"
            title={`Switch ${name} off?`}
            action="Switch off"
            onConfirm={() => update.mutateAsync({ params, body: { status: 'disabled' } })}
          >
            Every app that uses it is refused at once, until you switch it on again.
          </ConfirmButton>
        ) : (
          <May needs="developer">
            {(disabled) => (
              <Button disabled={disabled} loading={update.isPending} onClick={switchOn}>
                Switch on
              </Button>
            )}
          </May>
        )}
        <ConfirmButton
          needs="admin"
          disabled={projects.length > 0}
          label="Delete the instance"
          title={`Delete ${name}?`}
          action="Delete"
          typed={slug}
          onConfirm={async () => {
            await remove.mutateAsync({ params })
            await navigate({ to: '/' })
          }}
        >
          Its credentials, limits, model settings and webhooks go with it, for good.
        </ConfirmButton>
      </div>
      {projects.length > 0 && <p className="text-small text-ink-muted">Only an instance without projects can be deleted.</p>}
    </div>
  )
}
