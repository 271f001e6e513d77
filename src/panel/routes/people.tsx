import { UserPlusIcon, UsersThreeIcon } from '@phosphor-icons/react'
import { useState } from 'react'
import type { components } from '../../../generated/config/types.ts'
import { config } from '../api/config.ts'
import { me } from '../api/session-state.ts'
import { type Column, DataTable } from '../parts/data-table.tsx'
import { FilterSelect, Filters } from '../parts/filters.tsx'
import { Time } from '../parts/format.tsx'
import { May } from '../parts/may.tsx'
import { EmptyState } from '../parts/notes.tsx'
import { Page } from '../parts/page.tsx'
import { SecretOnce } from '../parts/secret-once.tsx'
import { useUrlState } from '../parts/url-state.ts'
import { type InstancePlace, useOrganization } from '../places.tsx'
import { Button } from '../ui.ts'
import { InviteDrawer } from './people/invite-drawer.tsx'
import { ROLES } from './people/roles.tsx'
import { UserDrawer } from './people/user-drawer.tsx'

type Schemas = components['schemas']
type User = Schemas['User']

const PER_PAGE = 50

export default function PeoplePage() {
  const organization = useOrganization()
  const [url, setUrl] = useUrlState()
  const [secret, setSecret] = useState<{ name: string; text: string; isOwn: boolean } | null>(null)
  const role = url['role'] as Schemas['Role'] | undefined
  const query = config.useQuery('get', '/users', {
    params: { query: { organization_id: organization.id, role, limit: PER_PAGE, cursor: url['cursor'] } },
  })
  const close = () => setUrl({ user: '' })
  const onSecret = (name: string, text: string) => setSecret({ name, text, isOwn: url['user'] === me().user?.id })
  return (
    <Page
      title="People and roles"
      description="Who may sign in, and what each person may do in each instance. Apps do not belong here: they use a key of their project."
      actions={
        <May needs="admin">
          {(disabled) => (
            <Button variant="primary" icon={UserPlusIcon} disabled={disabled} onClick={() => setUrl({ user: 'new' })}>
              Invite somebody
            </Button>
          )}
        </May>
      }
    >
      <Filters names={['role']}>
        <FilterSelect name="role" label="Role" options={Object.fromEntries(Object.entries(ROLES).map(([id, { name }]) => [id, name]))} />
      </Filters>
      <DataTable
        label="People"
        columns={columnsWith(organization.instances)}
        query={query}
        rowKey={({ id }) => id}
        rowLink={({ id }) => ({ user: id })}
        selected={({ id }) => id === url['user']}
        empty={
          url['role'] === undefined ? (
            <EmptyState icon={UsersThreeIcon} title="Nobody is here yet">
              Invite the first person. Superadmins of the platform see this organization without being in it.
            </EmptyState>
          ) : (
            <EmptyState icon={UsersThreeIcon} title="Nobody has this role">
              Clear the filter to see everybody.
            </EmptyState>
          )
        }
      />
      {url['user'] === 'new' && <InviteDrawer onClose={close} onSecret={onSecret} />}
      {url['user'] !== undefined && url['user'] !== 'new' && (
        <UserDrawer key={url['user']} id={url['user']} onClose={close} onSecret={onSecret} />
      )}
      {secret !== null && (
        <SecretOnce
          title={`A key for ${secret.name}`}
          secret={secret.text}
          {...(secret.isOwn ? {} : { message: invitation(secret.name, organization.name, secret.text) })}
          onClose={() => setSecret(null)}
        >
          {secret.isOwn
            ? 'Keep it in a password manager: whoever has it can sign in as you. We store only a hash, so nobody can show it again.'
            : 'Nothing was sent. Choose a safe way to send the message: whoever has the key can sign in as this person.'}
        </SecretOnce>
      )}
    </Page>
  )
}

/** Returns what somebody needs to sign in for the first time, as a text to send. */
const invitation = (name: string, organization: string, key: string): string => `Hello ${name},

you can now sign in to ${organization}, where we make pictures.

1. Open ${window.location.origin}/admin
2. Sign in with this key:
${key}

Keep the key in a password manager and give it to nobody: whoever has it can sign in as you. If it is lost, ask me for another one.`

/** Lists the instances to which a user has access, with the user's role in each. */
function whereOf({ role, grants }: Pick<User, 'role' | 'grants'>, instances: InstancePlace[]): string {
  if (role === 'admin' || role === 'superadmin') return 'Everywhere'
  if (grants.length === 0) return 'Nowhere yet'
  return grants.map((grant) => `${instances.find(({ id }) => id === grant.instance_id)?.name ?? '?'} (${grant.role})`).join(', ')
}

const columnsWith = (instances: InstancePlace[]): Column<User>[] => [
  {
    id: 'name',
    title: 'Name',
    className: 'max-w-56 sm:max-w-96',
    cell: ({ id, name, email }) => (
      <>
        <span className="block truncate font-medium" title={name}>
          <bdi>{name}</bdi>
          {id === me().user?.id && <span className="font-normal text-ink-muted"> (you)</span>}
        </span>
        <span className="block truncate text-small text-ink-muted">{email}</span>
      </>
    ),
  },
  {
    id: 'role',
    title: 'Role',
    cell: ({ role, grants }) => (
      <>
        {ROLES[role].name}
        {/* In a narrow window, this column also shows the text of the column `Where`, which is hidden then. */}
        <span className="line-clamp-2 text-small [overflow-wrap:anywhere] text-ink-muted md:hidden" dir="auto">
          {whereOf({ role, grants }, instances)}
        </span>
      </>
    ),
  },
  {
    id: 'grants',
    title: 'Where',
    from: 'md',
    className: 'max-w-80',
    cell: (user) => (
      <span className="line-clamp-2 text-small [overflow-wrap:anywhere] text-ink-muted" dir="auto">
        {whereOf(user, instances)}
      </span>
    ),
  },
  { id: 'created', title: 'Since', from: 'lg', cell: ({ created_at: at }) => <Time at={at} /> },
]
