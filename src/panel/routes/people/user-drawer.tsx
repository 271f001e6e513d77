import { useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import type { components } from '../../../../generated/config/types.ts'
import { config, configApi } from '../../api/config.ts'
import { me } from '../../api/session-state.ts'
import { useVersioned, type Versioned } from '../../api/with-etag.ts'
import { useAfter } from '../../parts/after.ts'
import { ConfirmButton } from '../../parts/confirm.tsx'
import { Drawer, DrawerSection } from '../../parts/drawer.tsx'
import { EditForm } from '../../parts/edit-form.tsx'
import { TextField } from '../../parts/form.tsx'
import { counted, Time } from '../../parts/format.tsx'
import { May, useWhyNot } from '../../parts/may.tsx'
import { QueryView } from '../../parts/notes.tsx'
import { Facts } from '../../parts/page.tsx'
import { toast } from '../../parts/toast.ts'
import { useVersionedSave } from '../../parts/versioned-save.ts'
import { reaches, type Role, useOrganization } from '../../places.tsx'
import { Button } from '../../ui.ts'
import { DependentKeys, useDependentCount } from '../keys/dependent-keys.tsx'
import { KeyTimes } from '../keys/key-times.tsx'
import { RotateButton } from '../keys/rotate-button.tsx'
import { NewKeyDialog } from './new-key.tsx'
import { grantsOf, grantValues, isGranted, RoleFields, type RoleValues, USER, USER_CHANGES, useSetGrants } from './roles.tsx'

type User = components['schemas']['User']
type Key = components['schemas']['Key']

const read = (id: string) => configApi.GET(USER, { params: { path: { user_id: id } } })

interface UserDrawerProps {
  id: string
  onClose: () => void
  onSecret: (name: string, secret: string) => void
}

export function UserDrawer({ id, onClose, onSecret }: UserDrawerProps) {
  const query = useVersioned(['get', USER, id], () => read(id))
  const { role } = me()
  // How many of the person's keys have ended because this drawer gave the person a higher role.
  const [ended, setEnded] = useState(0)
  return (
    <Drawer open onClose={onClose} title={query.data?.value.name ?? 'Person'} subtitle={query.data?.value.email}>
      <QueryView query={query}>
        {(first) => (
          <div className="grid grid-cols-1 gap-7">
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
            <EditUser first={first} onRaised={setEnded} />
            <UserKeys user={first.value} ended={ended} onSecret={onSecret} />
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

interface EditUserProps {
  first: Versioned<User>
  /**
   * Called when a higher role was saved. A higher role ends the person's keys whose secret somebody else knows; `ended` is their number.
   */
  onRaised: (ended: number) => void
}

function EditUser({ first, onRaised }: EditUserProps) {
  const { instances } = useOrganization()
  const { id } = first.value
  const ofOthers = useActiveKeys(first.value).data?.data.filter((key) => isMadeByOther(key))
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
  // If a person gets a higher role, those of the person's keys end whose secret somebody else knows. So the list of keys is read again,
  // too.
  const user = useVersionedSave({ first, read: () => read(id), after: useAfter({ invalidates: [...USER_CHANGES, '/keys'] }) })
  const setGrants = useSetGrants()
  const save = async ({ name, email, ...roles }: Values) => {
    const ending = isHigher(roles.role, user.base.role) ? (ofOthers?.length ?? 0) : 0
    const now = await user.save((etag) =>
      configApi.PATCH(USER, {
        params: { path: { user_id: id }, header: { 'If-Match': etag } },
        body: { name, email, role: roles.role },
      }),
    )
    if (now === null) return
    if (isGranted(now.role) && JSON.stringify(sorted(grantsOf(roles))) !== JSON.stringify(sorted(now.grants)))
      user.rebase(await setGrants(id, grantsOf(roles)))
    onRaised(ending)
    toast('Person changed', ending === 0 ? undefined : `${counted(ending, 'key')} ended with the higher role.`)
  }
  return (
    <DrawerSection label="Change this person" title="Role">
      <EditForm
        form={form}
        saved={user}
        valuesOf={valuesOf}
        whyNot={whyNot}
        what="person"
        id={id}
        names={['name', 'email', 'role', 'grants']}
        onSubmit={save}
      >
        <TextField name="name" label="Name" required />
        <TextField name="email" label="E-mail address" required />
        <RoleFields consequence={<EndingKeys keys={ofOthers} from={user.base.role} />} />
      </EditForm>
    </DrawerSection>
  )
}

const sorted = (grants: User['grants']) => [...grants].sort((one, other) => one.instance_id.localeCompare(other.instance_id))

const isHigher = (role: Role, other: Role): boolean => role !== other && reaches(role, other)

/** Whether a key was made or rotated by somebody else than its owner. Such a key ends when its owner gets a higher role. */
const isMadeByOther = ({ created_by: creator, user_id: owner }: Key): boolean => creator !== owner

/**
 * A higher role would also give more rights to those who know the secret of one of the person's keys, so these keys end. If the chosen role
 * is higher than the stored one, says which keys end when it is saved. `keys` is undefined until they are known.
 */
function EndingKeys({ keys, from }: { keys: Key[] | undefined; from: Role }) {
  const role = useWatch<Values, 'role'>({ name: 'role' })
  if (!isHigher(role, from) || keys?.length === 0) return null
  return (
    <div role="alert" className="rounded-card border border-edge-strong bg-warn-tint p-4 text-ink">
      <p className="font-medium">
        {keys === undefined ? 'Saving ends keys of this person' : `Saving ends ${counted(keys.length, 'key')} of this person`}
      </p>
      <p className="mt-1">A key that somebody else made or rotated ends with a higher role, because its maker knows the secret.</p>
      <ul className="mt-2 list-disc space-y-0.5 ps-5" aria-label="Keys that end with the change">
        {keys?.map((key) => (
          <EndingKey key={key.id} of={key} />
        ))}
      </ul>
      <p className="mt-2">Their sessions in the panel end, too. Make a new key for this person afterwards.</p>
    </div>
  )
}

function EndingKey({ of: key }: { of: Key }) {
  const others = useDependentCount(key) ?? 0
  return (
    <li className="[overflow-wrap:anywhere]">
      <bdi>{key.name}</bdi> <code className="font-mono text-small">{`${key.prefix}…${key.last_four}`}</code>
      {others > 0 && `, and ${counted(others, 'key')} that ${others === 1 ? 'was' : 'were'} made with it`}
    </li>
  )
}

const MOST_KEYS = 100

const useActiveKeys = ({ id, organization_id: organizationId }: User) =>
  config.useQuery('get', '/keys', {
    params: { query: { organization_id: organizationId, kind: 'user', user_id: id, status: 'active', limit: MOST_KEYS } },
  })

interface UserKeysProps {
  user: User
  /** How many keys a higher role has just ended. */
  ended: number
  onSecret: (name: string, secret: string) => void
}

/** Lists the active keys with which a user signs in. Has buttons with which an admin makes, rotates and revokes them. */
function UserKeys({ user, ended, onSecret }: UserKeysProps) {
  const query = useActiveKeys(user)
  const [isMaking, setIsMaking] = useState(false)
  const revoke = config.useMutation('delete', '/keys/{key_id}', useAfter({ done: 'Key revoked', invalidates: ['/keys'] }))
  const active = query.data?.data ?? []
  return (
    <DrawerSection
      label="Keys"
      title="Keys to sign in with"
      action={
        <May needs="admin">
          {(disabled) => (
            <Button disabled={disabled} onClick={() => setIsMaking(true)}>
              New key
            </Button>
          )}
        </May>
      }
    >
      {isMaking && <NewKeyDialog of={user} onClose={() => setIsMaking(false)} onSecret={(secret) => onSecret(user.name, secret)} />}
      {ended > 0 && (
        <p role="status" className="rounded-card bg-warn-tint p-3">
          {counted(ended, 'key')} ended with the higher role, because somebody else had made {ended === 1 ? 'it' : 'them'}. So has every key
          that was made with {ended === 1 ? 'it' : 'them'}. Make a new key for this person and hand it over.
        </p>
      )}
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
                    <code className="block font-mono text-small text-ink-muted">{`${key.prefix}…${key.last_four}`}</code>
                    <code className="block font-mono text-small [overflow-wrap:anywhere] text-ink-muted">{key.id}</code>
                    <KeyTimes of={key} />
                    {key.replaced_by !== null && (
                      <span className="block text-small text-ink-muted">
                        Rotated; ends {<Time at={key.expires_at ?? key.created_at} />}
                      </span>
                    )}
                  </span>
                  <RotateButton of={key} needs="admin" isInRow onSecret={(secret) => onSecret(user.name, secret)} />
                  <ConfirmButton
                    needs="admin"
                    size="sm"
                    variant="ghost"
                    label="Revoke"
                    name={`Revoke ${key.name} …${key.last_four}`}
                    title="Revoke this key?"
                    action="Revoke the key"
                    typed={key.last_four}
                    onConfirm={() => revoke.mutateAsync({ params: { path: { key_id: key.id } } })}
                  >
                    <p>It stops at once and for good, and with it every session that it opened.</p>
                    <DependentKeys of={key} />
                  </ConfirmButton>
                </li>
              ))}
            </ul>
          )
        }
      </QueryView>
    </DrawerSection>
  )
}

function EndUser({ user, onClose }: { user: User; onClose: () => void }) {
  const params = { path: { user_id: user.id } }
  const isSelf = user.id === me().user?.id
  const signOut = config.useMutation('delete', '/users/{user_id}/sessions', useAfter({ done: 'Signed out everywhere' }))
  const remove = config.useMutation(
    'delete',
    USER,
    useAfter({ done: 'Person removed', invalidates: ['/users', '/instances/{instance_id}/overview'] }),
  )
  return (
    <DrawerSection label="Sign out or remove">
      <div className="flex flex-wrap gap-2">
        <ConfirmButton
          needs="admin"
          variant="secondary"
          disabled={isSelf}
          label="Sign out everywhere"
          title="Sign this person out everywhere?"
          action="Sign out"
          onConfirm={() => signOut.mutateAsync({ params })}
        >
          Every session of theirs in the panel ends at once. Their keys stay; revoke those, too, if a key may be in wrong hands.
        </ConfirmButton>
        <ConfirmButton
          needs="admin"
          disabled={isSelf}
          label="Remove"
          title={`Remove ${user.name}?`}
          action="Remove"
          typed={user.email}
          onConfirm={async () => {
            await remove.mutateAsync({ params })
            onClose()
          }}
        >
          Their keys and sessions stop at once and for good. Keys of projects that they made stay.
        </ConfirmButton>
      </div>
      {isSelf && <p className="text-small text-ink-muted">This is you: sign out in the account menu; another admin can remove you.</p>}
    </DrawerSection>
  )
}
