import { useState } from 'react'
import { useForm } from 'react-hook-form'
import type { components } from '../../../../generated/config/types.ts'
import { config, configApi } from '../../api/config.ts'
import { me } from '../../api/session-state.ts'
import { useVersioned, type Versioned } from '../../api/with-etag.ts'
import { useAfter } from '../../parts/after.ts'
import { ChangedMeanwhile } from '../../parts/changed-meanwhile.tsx'
import { Confirm } from '../../parts/confirm.tsx'
import { Drawer } from '../../parts/drawer.tsx'
import { Form, TextField } from '../../parts/form.tsx'
import { Time } from '../../parts/format.tsx'
import { May, useWhyNot } from '../../parts/may.tsx'
import { ErrorNote, QueryView } from '../../parts/notes.tsx'
import { Facts } from '../../parts/page.tsx'
import { Status } from '../../parts/status.tsx'
import { toast } from '../../parts/toast.ts'
import { useVersionedSave } from '../../parts/versioned-save.ts'
import { reaches, useOrganization } from '../../places.tsx'
import { Button } from '../../ui.ts'
import { grantsOf, grantValues, isGranted, RoleFields, type RoleValues } from './roles.tsx'

type User = components['schemas']['User']

const PATH = '/users/{user_id}'
const CHANGES = [PATH, '/users', '/instances/{instance_id}/overview', '/me/places']
const read = (id: string) => configApi.GET(PATH, { params: { path: { user_id: id } } })

interface UserDrawerProps {
  id: string
  onClose: () => void
  onSecret: (name: string, secret: string) => void
}

export function UserDrawer({ id, onClose, onSecret }: UserDrawerProps) {
  const query = useVersioned(['get', PATH, id], () => read(id))
  const { role } = me()
  return (
    <Drawer open onClose={onClose} title={query.data?.value.name ?? 'Person'} subtitle={query.data?.value.email}>
      <QueryView query={query}>
        {(first) => (
          <div className="grid gap-7">
            <Facts
              items={[
                ['Since', <Time key="since" at={first.value.created_at} full />],
                [
                  'Id',
                  <code key="id" className="font-mono text-small">
                    {id}
                  </code>,
                ],
              ]}
            />
            {!reaches(role, first.value.role) && (
              <p className="text-small text-ink-muted">Nobody changes a user of a higher role than their own.</p>
            )}
            <EditUser first={first} />
            <UserKeys user={first.value} onSecret={onSecret} />
            <EndUser user={first.value} onClose={onClose} />
          </div>
        )}
      </QueryView>
    </Drawer>
  )
}

interface Values extends RoleValues {
  name: string
  email: string
}

function EditUser({ first }: { first: Versioned<User> }) {
  const { instances } = useOrganization()
  const { id } = first.value
  const whyNot = useWhyNot('admin') ?? (reaches(me().role, first.value.role) ? null : 'Their role is above yours.')
  const valuesOf = ({ name, email, role, grants }: User): Values => ({
    name,
    email,
    role,
    grants: grantValues(
      grants,
      instances.map((instance) => instance.id),
    ),
  })
  const form = useForm<Values>({ defaultValues: valuesOf(first.value) })
  const user = useVersionedSave({ first, read: () => read(id), after: useAfter({ invalidates: CHANGES }) })
  const params = { path: { user_id: id } }
  const save = async ({ name, email, ...roles }: Values) => {
    const now = await user.save((etag) =>
      configApi.PATCH(PATH, { params: { ...params, header: { 'If-Match': etag } }, body: { name, email, role: roles.role } }),
    )
    if (now === null) return
    if (isGranted(now.role) && JSON.stringify(sorted(grantsOf(roles))) !== JSON.stringify(sorted(now.grants))) {
      const { data, error, response } = await read(id)
      if (data === undefined) throw error
      const granted = await configApi.PUT('/users/{user_id}/grants', {
        params: { ...params, header: { 'If-Match': response.headers.get('etag') ?? '' } },
        body: { grants: grantsOf(roles) },
      })
      if (granted.data === undefined) throw granted.error
      user.rebase({ value: granted.data, etag: granted.response.headers.get('etag') ?? '' })
    }
    toast('Person changed')
  }
  return (
    <section aria-label="Change this person" className="border-t border-edge pt-5">
      <h3 className="mb-4 font-semibold">Role</h3>
      {whyNot !== null && <p className="mb-4 text-small text-ink-muted">{whyNot}</p>}
      <Form form={form} submit="Save" disabled={whyNot !== null} onSubmit={save}>
        <fieldset disabled={whyNot !== null} className="grid min-w-0 gap-5">
          <TextField name="name" label="Name" required />
          <TextField name="email" label="E-mail address" required />
          <RoleFields />
        </fieldset>
        {user.meanwhile !== null && (
          <ChangedMeanwhile
            what="person"
            id={id}
            {...user.meanwhile}
            names={['name', 'email', 'role', 'grants']}
            onTake={() => {
              form.reset(valuesOf(user.base))
              user.forget()
            }}
          />
        )}
      </Form>
    </section>
  )
}

const sorted = (grants: User['grants']) => [...grants].sort((one, other) => one.instance_id.localeCompare(other.instance_id))

const MOST_KEYS = 20

/** The keys with which a user signs in. */
function UserKeys({ user, onSecret }: { user: User; onSecret: (name: string, secret: string) => void }) {
  const query = config.useQuery('get', '/keys', {
    params: { query: { organization_id: user.organization_id, kind: 'user', user_id: user.id, limit: MOST_KEYS } },
  })
  const [revoking, setRevoking] = useState<string | null>(null)
  const make = config.useMutation('post', '/keys', useAfter({ done: 'Key created', invalidates: ['/keys'] }))
  const revoke = config.useMutation('delete', '/keys/{key_id}', useAfter({ done: 'Key revoked', invalidates: ['/keys'] }))
  const create = async () => {
    const key = await make
      .mutateAsync({ body: { kind: 'user', user_id: user.id, name: 'Made in the panel', scopes: ['read', 'generate', 'manage'] } })
      .catch(() => null)
    // The error is shown below the button.
    if (key !== null) onSecret(user.name, key.secret)
  }
  const active = query.data?.data.filter(({ status }) => status === 'active') ?? []
  const open = active.find(({ id }) => id === revoking)
  return (
    <section aria-label="Keys" className="grid gap-3 border-t border-edge pt-5">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h3 className="font-semibold">Keys to sign in with</h3>
        <May needs="admin">
          {(disabled) => (
            <Button disabled={disabled} loading={make.isPending} onClick={() => void create()}>
              New key
            </Button>
          )}
        </May>
      </div>
      {make.error !== null && <ErrorNote error={make.error} />}
      <QueryView query={query}>
        {() =>
          active.length === 0 ? (
            <p className="text-ink-muted">None that works: this person cannot sign in.</p>
          ) : (
            <ul className="divide-y divide-edge rounded-card border border-edge">
              {active.map((key) => (
                <li key={key.id} className="flex flex-wrap items-center justify-between gap-2 px-3 py-2">
                  <span className="min-w-0 flex-1">
                    <span className="block truncate" dir="auto">
                      {key.name}
                    </span>
                    <code className="font-mono text-small text-ink-muted">{`${key.prefix}…${key.last_four}`}</code>
                  </span>
                  <Status value={key.status} />
                  <May needs="admin">
                    {(disabled) => (
                      <Button
                        size="sm"
                        variant="ghost"
                        disabled={disabled}
                        aria-label={`Revoke ${key.name} …${key.last_four}`}
                        onClick={() => setRevoking(key.id)}
                      >
                        Revoke
                      </Button>
                    )}
                  </May>
                </li>
              ))}
            </ul>
          )
        }
      </QueryView>
      <Confirm
        open={open !== undefined}
        onClose={() => setRevoking(null)}
        title="Revoke this key?"
        action="Revoke the key"
        typed={open?.last_four ?? ''}
        onConfirm={async () => {
          if (open !== undefined) await revoke.mutateAsync({ params: { path: { key_id: open.id } } })
        }}
      >
        It stops at once and for good, and with it every session that it opened.
      </Confirm>
    </section>
  )
}

function EndUser({ user, onClose }: { user: User; onClose: () => void }) {
  const [asking, setAsking] = useState<'sign-out' | 'delete' | null>(null)
  const params = { path: { user_id: user.id } }
  const isSelf = user.id === me().user?.id
  const signOut = config.useMutation('delete', '/users/{user_id}/sessions', useAfter({ done: 'Signed out everywhere' }))
  const remove = config.useMutation(
    'delete',
    PATH,
    useAfter({ done: 'Person removed', invalidates: ['/users', '/instances/{instance_id}/overview'] }),
  )
  return (
    <section aria-label="Sign out or remove" className="flex flex-wrap gap-2 border-t border-edge pt-5">
      <May needs="admin">
        {(disabled) => (
          <>
            <Button disabled={disabled || isSelf} onClick={() => setAsking('sign-out')}>
              Sign out everywhere
            </Button>
            <Button variant="secondary-destructive" disabled={disabled || isSelf} onClick={() => setAsking('delete')}>
              Remove
            </Button>
          </>
        )}
      </May>
      {isSelf && (
        <p className="w-full text-small text-ink-muted">This is you: sign out in the account menu; another admin can remove you.</p>
      )}
      <Confirm
        open={asking === 'sign-out'}
        onClose={() => setAsking(null)}
        title="Sign this person out everywhere?"
        action="Sign out"
        onConfirm={() => signOut.mutateAsync({ params })}
      >
        Every session of theirs in the panel ends at once. Their keys stay; revoke those, too, if a key may be in wrong hands.
      </Confirm>
      <Confirm
        open={asking === 'delete'}
        onClose={() => setAsking(null)}
        title={`Remove ${user.name}?`}
        action="Remove"
        typed={user.email}
        onConfirm={async () => {
          await remove.mutateAsync({ params })
          onClose()
        }}
      >
        Their keys and sessions stop at once and for good. Keys of projects that they made stay.
      </Confirm>
    </section>
  )
}
