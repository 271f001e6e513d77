import { useState } from 'react'
import { useForm } from 'react-hook-form'
import type { components } from '../../../../generated/config/types.ts'
import { config, configApi } from '../../api/config.ts'
import { problemOf } from '../../api/problem.ts'
import { useAfter } from '../../parts/after.ts'
import { ChangedMeanwhile } from '../../parts/changed-meanwhile.tsx'
import { Confirm } from '../../parts/confirm.tsx'
import { Drawer } from '../../parts/drawer.tsx'
import { Form, SelectField } from '../../parts/form.tsx'
import { Time } from '../../parts/format.tsx'
import { May, useWhyNot } from '../../parts/may.tsx'
import { ErrorNote, QueryView } from '../../parts/notes.tsx'
import { Facts } from '../../parts/page.tsx'
import { Status } from '../../parts/status.tsx'
import { useInstance } from '../../places.tsx'
import { Button, Select } from '../../ui.ts'
import { bodyOf, emptyKey, KeyFields, type KeyValues, sayLimit, valuesOf } from './fields.tsx'

type Key = components['schemas']['Key']
type OnSecret = (title: string, secret: string) => void

const CHANGES = ['/keys', '/keys/{key_id}']

export function NewKeyDrawer({ onClose, onSecret }: { onClose: () => void; onSecret: OnSecret }) {
  const { projects } = useInstance()
  const form = useForm<KeyValues>({ defaultValues: emptyKey(projects[0]?.id ?? '') })
  const create = config.useMutation('post', '/keys', useAfter({ done: 'Key created', invalidates: CHANGES }))
  return (
    <Drawer open onClose={onClose} title="Create a key" subtitle="An app signs its requests with it.">
      <Form
        form={form}
        submit="Create the key"
        onCancel={onClose}
        onSubmit={async (values) => {
          const made = await create.mutateAsync({ body: { kind: 'project', project_id: values.project_id, ...bodyOf(values) } })
          onClose()
          onSecret('Key created', made.secret)
        }}
      >
        <SelectField
          name="project_id"
          label="Project"
          required
          description="The key makes pictures in this project alone."
          options={Object.fromEntries(projects.map(({ id, name }) => [id, name]))}
        />
        <KeyFields />
      </Form>
    </Drawer>
  )
}

export function KeyDrawer({ keyId, onClose, onSecret }: { keyId: string; onClose: () => void; onSecret: OnSecret }) {
  const query = config.useQuery('get', '/keys/{key_id}', { params: { path: { key_id: keyId } } })
  return (
    <Drawer open onClose={onClose} title={query.data?.name ?? 'Key'} subtitle={<code className="font-mono">{keyId}</code>}>
      <QueryView query={query}>
        {(key) => (
          <div className="grid gap-7">
            <KeyFacts of={key} />
            {key.status === 'active' && <EditKey key={key.id} of={key} />}
            {key.status === 'active' && <EndKey of={key} onClose={onClose} onSecret={onSecret} />}
          </div>
        )}
      </QueryView>
    </Drawer>
  )
}

function KeyFacts({ of: key }: { of: Key }) {
  const project = useInstance().projects.find(({ id }) => id === key.project_id)
  const time = (at: string | null) => (at === null ? null : <Time at={at} full />)
  return (
    <Facts
      items={[
        ['State', <Status key="status" value={key.status} />],
        ['Looks like', <code key="looks" className="font-mono">{`${key.prefix}…${key.last_four}`}</code>],
        ['Project', project?.name ?? key.project_id],
        ['Scopes', key.scopes.join(', ')],
        ['Limits', key.limits.length === 0 ? 'Those of the instance' : key.limits.map(sayLimit).join('; ')],
        ['Last used', time(key.last_used_at) ?? 'Never'],
        ['Expires', time(key.expires_at) ?? 'Never'],
        ['Revoked', time(key.revoked_at)],
        ['Replaced by', key.replaced_by],
        ['Created', time(key.created_at)],
        ['Created by', key.created_by],
      ]}
    />
  )
}

function EditKey({ of: key }: { of: Key }) {
  // Keeps the key that the form was filled from, because a save is compared with that one. The list may be read again in the background.
  const [base, setBase] = useState(key)
  const [meanwhile, setMeanwhile] = useState<{ before: Key; now: Key } | null>(null)
  const form = useForm<KeyValues>({ defaultValues: valuesOf(key) })
  const whyNot = useWhyNot('developer')
  const update = config.useMutation('patch', '/keys/{key_id}', useAfter({ done: 'Key changed', invalidates: CHANGES }))
  const save = async (values: KeyValues) => {
    const path = { key_id: key.id }
    try {
      const now = await update.mutateAsync({
        params: { path, header: { 'If-Match': `"${base.version}"` } },
        // The field has no seconds. If the user did not change the expiry, it is sent exactly as it was.
        body: { ...bodyOf(values), ...(values.expires_at === valuesOf(base).expires_at ? { expires_at: base.expires_at } : {}) },
      })
      setBase(now)
      setMeanwhile(null)
    } catch (error) {
      if (problemOf(error)?.code !== 'precondition_failed') throw error
      const { data: now } = await configApi.GET('/keys/{key_id}', { params: { path } })
      if (now === undefined) throw error
      setMeanwhile({ before: base, now })
      setBase(now)
    }
  }
  return (
    <section aria-label="Change this key" className="border-t border-edge pt-5">
      <h3 className="mb-4 font-semibold">Change</h3>
      {whyNot !== null && <p className="mb-4 text-small text-ink-muted">{whyNot}</p>}
      <Form form={form} submit="Save" disabled={whyNot !== null} onSubmit={save}>
        <fieldset disabled={whyNot !== null} className="grid min-w-0 gap-5">
          <KeyFields />
        </fieldset>
        {meanwhile !== null && (
          <ChangedMeanwhile
            what="key"
            id={key.id}
            {...meanwhile}
            names={['name', 'scopes', 'expires_at', 'limits', 'status']}
            onTake={() => {
              form.reset(valuesOf(meanwhile.now))
              setMeanwhile(null)
            }}
          />
        )}
      </Form>
    </section>
  )
}

const GRACE = { '0': 'At once', '3600': 'After an hour', '86400': 'After a day', '604800': 'After a week', '2592000': 'After 30 days' }

function EndKey({ of: key, onClose, onSecret }: { of: Key; onClose: () => void; onSecret: OnSecret }) {
  const [grace, setGrace] = useState('86400')
  const [isAsking, setIsAsking] = useState(false)
  const params = { path: { key_id: key.id } }
  const rotate = config.useMutation('post', '/keys/{key_id}/rotate', useAfter({ done: 'Key rotated', invalidates: CHANGES }))
  const revoke = config.useMutation('delete', '/keys/{key_id}', useAfter({ done: 'Key revoked', invalidates: CHANGES }))
  const rotateNow = async () => {
    const made = await rotate.mutateAsync({ params, body: { grace_period_seconds: Number(grace) } }).catch(() => null)
    // The error is shown below the button.
    if (made === null) return
    onClose()
    onSecret('Key rotated', made.secret)
  }
  return (
    <section aria-label="Rotate or revoke" className="grid gap-4 border-t border-edge pt-5">
      <h3 className="font-semibold">Rotate or revoke</h3>
      <p className="text-ink-muted">
        Rotating makes a new key with the same scopes and limits. Both work until the old one ends, so that you can change your app over.
      </p>
      <div className="flex flex-wrap items-end gap-2">
        <Select<string> label="The old key ends" items={GRACE} value={grace} onValueChange={(value) => setGrace(value ?? grace)} />
        <May needs="developer">
          {(disabled) => (
            <Button disabled={disabled} loading={rotate.isPending} onClick={() => void rotateNow()}>
              Rotate
            </Button>
          )}
        </May>
        <May needs="developer">
          {(disabled) => (
            <Button variant="secondary-destructive" disabled={disabled} onClick={() => setIsAsking(true)}>
              Revoke
            </Button>
          )}
        </May>
      </div>
      {rotate.error !== null && <ErrorNote error={rotate.error} />}
      <Confirm
        open={isAsking}
        onClose={() => setIsAsking(false)}
        title="Revoke this key?"
        action="Revoke the key"
        // Names may be equal, so the user types the last characters, which differ.
        typed={key.last_four}
        onConfirm={() => revoke.mutateAsync({ params })}
      >
        {`“${key.name}” stops at once and for good: every request with it is refused. Work that it started runs to its end.`}
      </Confirm>
    </section>
  )
}
