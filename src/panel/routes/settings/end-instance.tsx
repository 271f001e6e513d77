import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { components } from '../../../../generated/config/types.ts'
import { config } from '../../api/config.ts'
import type { Versioned } from '../../api/with-etag.ts'
import { useAfter } from '../../parts/after.ts'
import { Confirm } from '../../parts/confirm.tsx'
import { May } from '../../parts/may.tsx'
import { useInstance } from '../../places.tsx'
import { Button } from '../../ui.ts'
import { INSTANCE_CHANGES } from './settings-form.tsx'

/** Disables the instance, which stops all its keys until it is enabled again, or deletes it. */
export function EndInstance({ first }: { first: Versioned<components['schemas']['Instance']> }) {
  const { id, name, slug, status } = first.value
  const { projects } = useInstance()
  const navigate = useNavigate()
  const [asking, setAsking] = useState<'disable' | 'delete' | null>(null)
  const params = { path: { instance_id: id } }
  const isActive = status === 'active'
  const update = config.useMutation(
    'patch',
    '/instances/{instance_id}',
    useAfter({ done: isActive ? 'Instance is off' : 'Instance is on', invalidates: INSTANCE_CHANGES }),
  )
  const remove = config.useMutation(
    'delete',
    '/instances/{instance_id}',
    useAfter({ done: 'Instance deleted', invalidates: ['/me/places', '/organizations/{organization_id}/overview'] }),
  )
  const set = (next: 'active' | 'disabled') => update.mutateAsync({ params, body: { status: next } })
  return (
    <div className="grid gap-4">
      <p className="text-ink-muted">
        {isActive
          ? 'Switching it off refuses every request with its keys; what runs runs to its end, and nothing is lost.'
          : 'It is off: every request with its keys is refused.'}
      </p>
      <div className="flex flex-wrap gap-2">
        <May needs="developer">
          {(disabled) => (
            <Button disabled={disabled} onClick={() => (isActive ? setAsking('disable') : void set('active').catch(() => null))}>
              {isActive ? 'Switch off' : 'Switch on'}
            </Button>
          )}
        </May>
        <May needs="admin">
          {(disabled) => (
            <Button variant="secondary-destructive" disabled={disabled || projects.length > 0} onClick={() => setAsking('delete')}>
              Delete the instance
            </Button>
          )}
        </May>
      </div>
      {projects.length > 0 && <p className="text-small text-ink-muted">Only an instance without projects can be deleted.</p>}
      <Confirm
        open={asking === 'disable'}
        onClose={() => setAsking(null)}
        title={`Switch ${name} off?`}
        action="Switch off"
        onConfirm={() => set('disabled')}
      >
        Every app that uses it is refused at once, until you switch it on again.
      </Confirm>
      <Confirm
        open={asking === 'delete'}
        onClose={() => setAsking(null)}
        title={`Delete ${name}?`}
        action="Delete"
        typed={slug}
        onConfirm={async () => {
          await remove.mutateAsync({ params })
          await navigate({ to: '/' })
        }}
      >
        Its credentials, limits, model settings and webhooks go with it, for good.
      </Confirm>
    </div>
  )
}
