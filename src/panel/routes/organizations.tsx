import { BuildingsIcon, PlusIcon, TrashIcon } from '@phosphor-icons/react'
import { useState } from 'react'
import type { components } from '../../../generated/config/types.ts'
import { config } from '../api/config.ts'
import { useAfter } from '../parts/after.ts'
import { Confirm } from '../parts/confirm.tsx'
import { type Column, DataTable } from '../parts/data-table.tsx'
import { Money, Time } from '../parts/format.tsx'
import { MakeDrawer } from '../parts/make-drawer.tsx'
import { May } from '../parts/may.tsx'
import { EmptyState } from '../parts/notes.tsx'
import { Page } from '../parts/page.tsx'
import { PageLink } from '../parts/page-link.tsx'
import { useUrlState } from '../parts/url-state.ts'
import { usePlaces } from '../places.tsx'
import { Button } from '../ui.ts'

type Organization = components['schemas']['Organization']

const PER_PAGE = 50

function Budget({ micros }: { micros: number | null }) {
  return micros === null ? <span className="text-ink-muted">none</span> : <Money micros={micros} short />
}

function Name({ id, name, slug }: Organization) {
  const place = usePlaces().organizations.find((organization) => organization.id === id)
  return (
    <PageLink
      page="organization"
      // On a large platform, `usePlaces` lacks some organizations. The link to such an organization is made from the data of its row.
      place={{ organization: place ?? { id, name, slug, instances: [] }, instance: null, project: null }}
      className="text-accent-link block font-medium"
    >
      <span className="line-clamp-2 [overflow-wrap:anywhere]" dir="auto">
        {name}
      </span>
      <code className="block truncate font-mono text-micro font-normal text-ink-muted">{slug}</code>
    </PageLink>
  )
}

const COLUMNS: Column<Organization>[] = [
  { id: 'name', title: 'Organization', className: 'max-w-80', cell: (organization) => <Name {...organization} /> },
  { id: 'daily', title: 'Daily budget', align: 'end', from: 'md', cell: ({ budget }) => <Budget micros={budget.daily_micros} /> },
  { id: 'monthly', title: 'Monthly budget', align: 'end', from: 'sm', cell: ({ budget }) => <Budget micros={budget.monthly_micros} /> },
  { id: 'created', title: 'Created', align: 'end', from: 'md', cell: ({ created_at: at }) => <Time at={at} /> },
]

const deleteButton = (ask: (organization: Organization) => void) => (organization: Organization) => (
  <span className="flex justify-end">
    <May needs="superadmin">
      {(disabled) => (
        <Button
          size="sm"
          variant="ghost"
          shape="square"
          icon={TrashIcon}
          disabled={disabled}
          aria-label={`Delete ${organization.slug}`}
          onClick={() => ask(organization)}
        />
      )}
    </May>
  </span>
)

/** Lists all organizations of the platform, for superadmins. */
export default function OrganizationsPage() {
  const [url, setUrl] = useUrlState()
  const [doomed, setDoomed] = useState<Organization | null>(null)
  const query = config.useQuery('get', '/organizations', { params: { query: { limit: PER_PAGE, cursor: url['cursor'] } } })
  const remove = config.useMutation(
    'delete',
    '/organizations/{organization_id}',
    useAfter({ done: 'Organization deleted', invalidates: ['/organizations', '/me/places'] }),
  )
  const columns: Column<Organization>[] = [...COLUMNS, { id: 'delete', title: 'Actions', align: 'end', cell: deleteButton(setDoomed) }]
  return (
    <Page
      title="Organizations"
      description="The customers of this platform. None sees anything of another."
      actions={
        <May needs="superadmin">
          {(disabled) => (
            <Button variant="primary" icon={PlusIcon} disabled={disabled} onClick={() => setUrl({ new: 'organization' })}>
              New organization
            </Button>
          )}
        </May>
      }
    >
      <DataTable
        label="Organizations"
        columns={columns}
        query={query}
        rowKey={({ id }) => id}
        empty={<EmptyState icon={BuildingsIcon} title="No organization yet" />}
      />
      <MakeDrawer
        open={url['new'] === 'organization'}
        onClose={() => setUrl({ new: '' })}
        title="New organization"
        note="It sees nothing of other organizations."
        needs="superadmin"
        path="/organizations"
        make={({ name, slug }) => ({ body: { name, slug } })}
        next={(slug) => `/o/${slug}/organization`}
      />
      <Confirm
        open={doomed !== null}
        onClose={() => setDoomed(null)}
        title="Delete this organization?"
        action="Delete"
        typed={doomed?.slug ?? ''}
        onConfirm={async () => {
          await remove.mutateAsync({ params: { path: { organization_id: doomed!.id } } })
          setDoomed(null)
        }}
      >
        It can be deleted once it has no instance and no user. Its audit log stays.
      </Confirm>
    </Page>
  )
}
