import { BellIcon, SlidersHorizontalIcon } from '@phosphor-icons/react'
import type { components } from '../../../generated/config/types.ts'
import { config } from '../api/config.ts'
import { type Column, DataTable } from '../parts/data-table.tsx'
import { Filters, FilterSelect } from '../parts/filters.tsx'
import { Time, timesNote } from '../parts/format.tsx'
import { EmptyState } from '../parts/notes.tsx'
import { Page } from '../parts/page.tsx'
import { useUrlState } from '../parts/url-state.ts'
import { type InstancePlace, reaches, useInstance, useOrganization, useRole } from '../places.tsx'
import { Button } from '../ui.ts'
import { AlertDrawer } from './alerts/alert-drawer.tsx'
import { AlertState } from './alerts/alert-state.tsx'
import { ALERT_NAMES } from './alerts/names.ts'
import { SettingsDrawer } from './alerts/settings-drawer.tsx'

type Alert = components['schemas']['Alert']

const PER_PAGE = 50
const STATUSES = { closed: 'Closed', any: 'Open and closed' }
const ORGANIZATION = 'organization'

export default function AlertsPage() {
  const [instance, organization] = [useInstance(), useOrganization()]
  const [url, setUrl] = useUrlState()
  const mayAll = reaches(useRole(), 'admin')
  const ofAll = mayAll && url['of'] === ORGANIZATION
  const kind = url['kind']
  const asked = {
    limit: PER_PAGE,
    cursor: url['cursor'],
    kind: kind !== undefined && Object.hasOwn(ALERT_NAMES, kind) ? (kind as Alert['kind']) : undefined,
    status: url['status'] === 'any' ? undefined : url['status'] === 'closed' ? ('closed' as const) : ('open' as const),
  }
  const own = config.useQuery(
    'get',
    '/instances/{instance_id}/alerts',
    { params: { path: { instance_id: instance.id }, query: asked } },
    { enabled: !ofAll },
  )
  const all = config.useQuery(
    'get',
    '/organizations/{organization_id}/alerts',
    { params: { path: { organization_id: organization.id }, query: asked } },
    { enabled: ofAll },
  )
  const query = ofAll ? all : own
  const open = query.data?.data.find(({ id }) => id === url['alert'])
  return (
    <Page
      title="Alerts"
      description={`Things that need attention. Each is raised once; webhooks can hear of it. ${timesNote}`}
      actions={
        <Button icon={SlidersHorizontalIcon} onClick={() => setUrl({ settings: 'open' })}>
          When to alert
        </Button>
      }
    >
      <Filters names={['status', 'kind', 'of']}>
        <FilterSelect name="status" label="State" all="Open" options={STATUSES} />
        <FilterSelect name="kind" label="About" options={ALERT_NAMES} />
        {mayAll && <FilterSelect name="of" label="Where" all="This instance" options={{ [ORGANIZATION]: 'The whole organization' }} />}
      </Filters>
      <DataTable
        label="Alerts"
        columns={ofAll ? [...COLUMNS.slice(0, 1), instanceColumn(organization.instances), ...COLUMNS.slice(1)] : COLUMNS}
        query={query}
        rowKey={({ id }) => id}
        rowLink={({ id }) => ({ alert: id })}
        selected={({ id }) => id === url['alert']}
        empty={
          <EmptyState icon={BellIcon} title="Nothing needs attention">
            Budgets, providers, webhooks, storage and prices are watched.
          </EmptyState>
        }
      />
      {open !== undefined && <AlertDrawer alert={open} onClose={() => setUrl({ alert: '' })} />}
      {url['settings'] !== undefined && <SettingsDrawer onClose={() => setUrl({ settings: '' })} />}
    </Page>
  )
}

/** The table column with each alert's instance, for the list of a whole organization. */
const instanceColumn = (instances: InstancePlace[]): Column<Alert> => ({
  id: 'instance',
  title: 'Instance',
  from: 'md',
  className: 'max-w-56',
  cell: ({ instance_id: id }) =>
    id === null ? (
      <span className="text-ink-muted">all together</span>
    ) : (
      <span className="block truncate" dir="auto">
        {instances.find((instance) => instance.id === id)?.name ?? id}
      </span>
    ),
})

const COLUMNS: Column<Alert>[] = [
  {
    id: 'summary',
    title: 'What',
    className: 'max-w-64 sm:max-w-xl',
    cell: ({ kind, summary }) => (
      <>
        <span className="block font-medium">{ALERT_NAMES[kind]}</span>
        <span className="block truncate text-small text-ink-muted" title={summary}>
          {summary}
        </span>
      </>
    ),
  },
  { id: 'since', title: 'Since', from: 'sm', cell: ({ since }) => <Time at={since} /> },
  { id: 'seen', title: 'Last seen', from: 'lg', cell: ({ last_seen: at }) => <Time at={at} /> },
  {
    id: 'status',
    title: 'State',
    cell: (alert) => <AlertState of={alert} />,
  },
]
