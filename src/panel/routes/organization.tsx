import { BuildingsIcon, PlusIcon } from '@phosphor-icons/react'
import { useForm } from 'react-hook-form'
import type { components } from '../../../generated/config/types.ts'
import { config, configApi } from '../api/config.ts'
import { useVersioned, type Versioned } from '../api/with-etag.ts'
import { useAfter } from '../parts/after.ts'
import { type Column, DataTable } from '../parts/data-table.tsx'
import { Drawer } from '../parts/drawer.tsx'
import { EditForm } from '../parts/edit-form.tsx'
import { NumberField, TextField } from '../parts/form.tsx'
import { count, counted, Money } from '../parts/format.tsx'
import { dollarsOf, microsOf, moneyShort } from '../parts/money.ts'
import { Gauges } from '../parts/gauge.tsx'
import { MakeDrawer } from '../parts/make-drawer.tsx'
import { May, useWhyNot } from '../parts/may.tsx'
import { EmptyState, Loading, QueryView } from '../parts/notes.tsx'
import { Card, Page } from '../parts/page.tsx'
import { PageLink } from '../parts/page-link.tsx'
import { sayShare, Stat, Stats } from '../parts/stat.tsx'
import { Status } from '../parts/status.tsx'
import { useUrlState } from '../parts/url-state.ts'
import { useVersionedSave } from '../parts/versioned-save.ts'
import { type InstancePlace, useOrganization } from '../places.tsx'
import { Button } from '../ui.ts'

type Details = components['schemas']['Organization']
type Overview = components['schemas']['OrganizationOverview']
type Row = InstancePlace & { usage: Overview['usage'] | null }

const LIVE_MS = 15_000
const OVERVIEW = '/organizations/{organization_id}/overview'

export default function OrganizationPage() {
  const organization = useOrganization()
  const [url, setUrl] = useUrlState()
  const params = { path: { organization_id: organization.id } }
  const query = config.useQuery('get', OVERVIEW, { params }, { refetchInterval: LIVE_MS })
  return (
    <Page
      title={organization.name}
      description="Every instance that you see, and what it has spent. Days and months begin in UTC, as budgets do."
      actions={
        <May needs="admin">
          {(disabled) => (
            <>
              <Button disabled={disabled} onClick={() => setUrl({ edit: 'budget' })}>
                Name and budget
              </Button>
              <Button variant="primary" icon={PlusIcon} disabled={disabled} onClick={() => setUrl({ new: 'instance' })}>
                New instance
              </Button>
            </>
          )}
        </May>
      }
    >
      <QueryView query={query} loading={<Loading className="h-72" />}>
        {(overview) => <Content overview={overview} />}
      </QueryView>
      <MakeDrawer
        open={url['new'] === 'instance'}
        onClose={() => setUrl({ new: '' })}
        title="New instance"
        note="A separate environment: it shares no project, key, provider, limit or picture with other instances."
        needs="admin"
        path="/instances"
        make={({ name, slug }) => ({ body: { organization_id: organization.id, name, slug, default_model: 'sketch' } })}
        next={(slug) => `/o/${organization.slug}/i/${slug}/overview`}
      />
      {url['edit'] === 'budget' && <EditDrawer onClose={() => setUrl({ edit: '' })} />}
    </Page>
  )
}

const COLUMNS: Column<Row>[] = [
  {
    id: 'name',
    title: 'Instance',
    className: 'max-w-80',
    cell: ({ name, slug, ...instance }) => (
      <PageLink
        page="overview"
        place={{ instance: { ...instance, name, slug }, project: null }}
        className="text-accent-link block font-medium"
      >
        <span className="line-clamp-2 [overflow-wrap:anywhere]" dir="auto">
          {name}
        </span>
      </PageLink>
    ),
  },
  { id: 'status', title: 'Status', from: 'sm', cell: ({ status }) => <Status value={status} /> },
  { id: 'projects', title: 'Projects', align: 'end', from: 'lg', cell: ({ projects }) => count(projects.length) },
  { id: 'pictures', title: 'Pictures this month', align: 'end', from: 'lg', cell: ({ usage }) => count(usage?.this_month.images ?? 0) },
  { id: 'failed', title: 'Failed generations', align: 'end', from: 'lg', cell: ({ usage }) => count(usage?.this_month.failed ?? 0) },
  { id: 'today', title: 'Today', align: 'end', cell: ({ usage }) => <Money micros={usage?.today.cost_micros ?? 0} short /> },
  { id: 'month', title: 'This month', align: 'end', cell: ({ usage }) => <Money micros={usage?.this_month.cost_micros ?? 0} short /> },
]

function Content({ overview }: { overview: Overview }) {
  const mayChange = useWhyNot('admin') === null
  const organization = useOrganization()
  const [, setUrl] = useUrlState()
  const { today, this_month: month } = overview.usage
  const usageOf = new Map(overview.instances.map(({ id, usage }) => [id, usage]))
  const rows = organization.instances
    .map((instance): Row => ({ ...instance, usage: usageOf.get(instance.id) ?? null }))
    .sort((one, other) => (other.usage?.this_month.cost_micros ?? 0) - (one.usage?.this_month.cost_micros ?? 0))
  return (
    <div className="grid grid-cols-1 gap-5">
      <Stats>
        <Stat label="Spent today" value={moneyShort(today.cost_micros)} note={counted(today.images, 'picture')} />
        <Stat
          label="Spent this month"
          value={moneyShort(month.cost_micros)}
          note={month.held_micros > 0 ? `${moneyShort(month.held_micros)} held until it is settled` : 'nothing held'}
        />
        <Stat label="Pictures this month" value={count(month.images)} note={`from ${counted(month.requests, 'generation')}`} />
        <Stat label="Failed generations this month" value={count(month.failed)} note={sayShare(month.failed, month.requests)} />
      </Stats>
      <Card title="Budget of the organization">
        {overview.budgets.length === 0 ? (
          <p className="text-ink-muted">
            There is none; instances may have their own. {mayChange ? 'Set' : 'An admin sets'} one under “Name and budget”.
          </p>
        ) : (
          <Gauges label="Budgets" gauges={overview.budgets} />
        )}
      </Card>
      <DataTable
        label="Instances"
        columns={COLUMNS}
        query={{ data: { data: rows }, error: null, refetch: () => undefined }}
        rowKey={({ id }) => id}
        empty={
          <EmptyState
            icon={BuildingsIcon}
            title="No instance yet"
            action={
              <May needs="admin">
                {(disabled) => (
                  <Button variant="primary" icon={PlusIcon} disabled={disabled} onClick={() => setUrl({ new: 'instance' })}>
                    Add the first instance
                  </Button>
                )}
              </May>
            }
          >
            An instance is an environment of its own, such as production or a customer.{mayChange ? '' : ' An admin makes the first one.'}
          </EmptyState>
        }
      />
    </div>
  )
}

interface Values {
  name: string
  daily: number | null
  monthly: number | null
}

const valuesOf = ({ name, budget }: Details): Values => ({
  name,
  daily: budget.daily_micros === null ? null : dollarsOf(budget.daily_micros),
  monthly: budget.monthly_micros === null ? null : dollarsOf(budget.monthly_micros),
})
const read = (id: string) => configApi.GET('/organizations/{organization_id}', { params: { path: { organization_id: id } } })

function EditDrawer({ onClose }: { onClose: () => void }) {
  const { id } = useOrganization()
  const query = useVersioned(['get', '/organizations/{organization_id}', id], () => read(id))
  return (
    <Drawer
      open
      onClose={onClose}
      title="Name and budget"
      subtitle="A budget of the organization bounds what all its instances spend together."
    >
      <QueryView query={query}>{(first) => <OrganizationForm first={first} onClose={onClose} />}</QueryView>
    </Drawer>
  )
}

function OrganizationForm({ first, onClose }: { first: Versioned<Details>; onClose: () => void }) {
  const { id } = first.value
  const whyNot = useWhyNot('admin')
  const form = useForm<Values>({ defaultValues: valuesOf(first.value) })
  const organization = useVersionedSave({
    first,
    read: () => read(id),
    after: useAfter({
      done: 'Organization changed',
      invalidates: [OVERVIEW, '/organizations/{organization_id}', '/organizations', '/me/places'],
    }),
  })
  return (
    <EditForm
      form={form}
      saved={organization}
      valuesOf={valuesOf}
      whyNot={whyNot}
      what="organization"
      id={id}
      names={['name', 'budget']}
      onCancel={onClose}
      pointers={{ '/body/budget/daily_micros': 'daily', '/body/budget/monthly_micros': 'monthly' }}
      onSubmit={async ({ name, daily, monthly }) => {
        const saved = await organization.save((etag) =>
          configApi.PATCH('/organizations/{organization_id}', {
            params: { path: { organization_id: id }, header: { 'If-Match': etag } },
            body: {
              name,
              budget: {
                daily_micros: daily === null ? null : microsOf(daily),
                monthly_micros: monthly === null ? null : microsOf(monthly),
              },
            },
          }),
        )
        if (saved !== null) onClose()
      }}
    >
      <TextField name="name" label="Name" required />
      <NumberField name="daily" label="Budget of a day, in US dollars" description="Empty: none. Days begin at midnight UTC." min={0} />
      <NumberField name="monthly" label="Budget of a month, in US dollars" description="Empty: none. Months begin in UTC." min={0} />
    </EditForm>
  )
}
