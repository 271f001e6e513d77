import { useForm } from 'react-hook-form'
import type { components } from '../../../../generated/config/types.ts'
import { config, configApi } from '../../api/config.ts'
import { me } from '../../api/session-state.ts'
import { usePersonName } from '../people/names.ts'
import { useVersioned, type Versioned } from '../../api/with-etag.ts'
import { useAfter } from '../../parts/after.ts'
import { ConfirmButton } from '../../parts/confirm.tsx'
import { Drawer, DrawerSection } from '../../parts/drawer.tsx'
import { EditForm } from '../../parts/edit-form.tsx'
import { Form, SelectField } from '../../parts/form.tsx'
import { namesById, Time } from '../../parts/format.tsx'
import { KnownId } from '../../parts/known-id.tsx'
import { useWhyNot } from '../../parts/may.tsx'
import { QueryView } from '../../parts/notes.tsx'
import { Facts } from '../../parts/page.tsx'
import { PageLink } from '../../parts/page-link.tsx'
import { Status } from '../../parts/status.tsx'
import { useVersionedSave } from '../../parts/versioned-save.ts'
import { useInstance, useNearestProject } from '../../places.tsx'
import { DependentKeys } from './dependent-keys.tsx'
import { bodyOf, emptyKey, fieldOf, KeyFields, type KeyValues, sayLimit, valuesOf } from './fields.tsx'
import { RotateButton } from './rotate-button.tsx'

type Key = components['schemas']['Key']
type OnSecret = (title: string, secret: string) => void

const PATH = '/keys/{key_id}'
const CHANGES = ['/keys', PATH]

interface NewKeyProps {
  /** The project that is chosen at first. If it is absent or not of this instance, the project that the switcher shows is chosen. */
  projectId: string | undefined
  onClose: () => void
  onSecret: OnSecret
}

export function NewKeyDrawer({ projectId, onClose, onSecret }: NewKeyProps) {
  const { projects } = useInstance()
  const shown = useNearestProject()
  const project = projects.find(({ id }) => id === projectId) ?? shown
  const form = useForm<KeyValues>({ defaultValues: emptyKey(project?.id ?? '') })
  const create = config.useMutation('post', '/keys', useAfter({ done: 'Key created', invalidates: CHANGES }))
  return (
    <Drawer open onClose={onClose} title="Create a key" subtitle="An app sends it with each request.">
      <Form
        form={form}
        submit="Create the key"
        whyNot={useWhyNot('developer')}
        onCancel={onClose}
        pointers={fieldOf}
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
          description="The key makes pictures in this project only."
          options={namesById(projects)}
        />
        <KeyFields />
      </Form>
    </Drawer>
  )
}

const read = (id: string) => configApi.GET(PATH, { params: { path: { key_id: id } } })

export function KeyDrawer({ keyId, onClose, onSecret }: { keyId: string; onClose: () => void; onSecret: OnSecret }) {
  const query = useVersioned(['get', PATH, keyId], () => read(keyId))
  const key = query.data?.value
  return (
    <Drawer
      open
      onClose={onClose}
      title={key?.name ?? 'Key'}
      subtitle={<code className="font-mono">{keyId}</code>}
      {...(key?.status === 'active' && { footer: <EndKey of={key} onClose={onClose} onSecret={onSecret} /> })}
    >
      <QueryView query={query}>
        {(first) => (
          <div className="grid grid-cols-1 gap-7">
            <KeyFacts of={first.value} />
            {first.value.status === 'active' && <EditKey first={first} />}
          </div>
        )}
      </QueryView>
    </Drawer>
  )
}

function KeyFacts({ of: key }: { of: Key }) {
  const project = useInstance().projects.find(({ id }) => id === key.project_id)
  const { connected_app: app } = key
  const time = (at: string | null) => (at === null ? null : <Time at={at} full />)
  return (
    <Facts
      items={[
        ['State', <Status key="status" value={key.status} />],
        ['Looks like', app === null ? <code key="looks" className="font-mono">{`${key.prefix}…${key.last_four}`}</code> : null],
        ['Connected app', app === null ? null : `${app.name}, which nobody has checked; it returned to ${app.redirect_host}`],
        ['Project', project?.name ?? key.project_id],
        ['Scopes', key.scopes.join(', ')],
        ['Limits', key.limits.length === 0 ? 'Those of the instance' : key.limits.map(sayLimit).join('; ')],
        ['Last used', time(key.last_used_at) ?? 'Never'],
        ['Expires', time(key.expires_at) ?? 'Never'],
        ['Revoked', time(key.revoked_at)],
        ['Replaced by', key.replaced_by === null ? null : <ReplacedBy key="replaced" id={key.replaced_by} />],
        ['Created', time(key.created_at)],
        ['Created by', key.created_by === null ? null : <CreatedBy key="creator" id={key.created_by} />],
      ]}
    />
  )
}

function useKeyName(id: string, enabled = true): string | undefined {
  return config.useQuery('get', PATH, { params: { path: { key_id: id } } }, { enabled }).data?.name
}

function ReplacedBy({ id }: { id: string }) {
  return (
    <PageLink page="keys" search={{ key: id }}>
      <KnownId id={id} name={useKeyName(id)} />
    </PageLink>
  )
}

/** Shows who created a key: a user, or another key. */
function CreatedBy({ id }: { id: string }) {
  const personName = usePersonName(id)
  const keyName = useKeyName(id, id.startsWith('key_'))
  if (id === me().user?.id) return 'You'
  return <KnownId id={id} name={personName ?? keyName} />
}

function EditKey({ first }: { first: Versioned<Key> }) {
  const { id } = first.value
  const whyNot = useWhyNot('developer')
  const form = useForm<KeyValues>({ defaultValues: valuesOf(first.value) })
  const key = useVersionedSave({ first, read: () => read(id), after: useAfter({ done: 'Key changed', invalidates: CHANGES }) })
  return (
    <DrawerSection label="Change this key" title="Change">
      <EditForm
        form={form}
        saved={key}
        valuesOf={valuesOf}
        whyNot={whyNot}
        what="key"
        id={id}
        names={['name', 'scopes', 'expires_at', 'limits', 'status']}
        pointers={fieldOf}
        onSubmit={async (values) => {
          const { base } = key
          // The field has no seconds, so it can differ from the stored expiry. If the user did not change it, the stored expiry is sent.
          const isUntouched = values.expires_at === valuesOf(base).expires_at
          await key.save((etag) =>
            configApi.PATCH(PATH, {
              params: { path: { key_id: id }, header: { 'If-Match': etag } },
              body: { ...bodyOf(values), ...(isUntouched && { expires_at: base.expires_at }) },
            }),
          )
        }}
      >
        <KeyFields />
      </EditForm>
    </DrawerSection>
  )
}

/** The buttons that revoke and rotate a key. They are in the footer of the drawer, so that they are always in view. */
function EndKey({ of: key, onClose, onSecret }: { of: Key; onClose: () => void; onSecret: OnSecret }) {
  const isApp = key.connected_app !== null
  const params = { path: { key_id: key.id } }
  const revoke = config.useMutation('delete', PATH, useAfter({ done: 'Key revoked', invalidates: CHANGES }))
  return (
    <>
      <ConfirmButton
        needs="developer"
        label="Revoke"
        title="Revoke this key?"
        action="Revoke the key"
        // The user types the last characters of the key to confirm, because two keys may have the same name.
        {...(isApp ? {} : { typed: key.last_four })}
        onConfirm={() => revoke.mutateAsync({ params })}
      >
        <p>{`“${key.name}” stops at once and for good: every request with it is refused. Work that it started runs to its end.`}</p>
        <DependentKeys of={key} />
      </ConfirmButton>
      <RotateButton
        of={key}
        needs="developer"
        onSecret={(secret) => {
          onClose()
          onSecret('Key rotated', secret)
        }}
      />
    </>
  )
}
