import { PlusIcon, WebhooksLogoIcon } from '@phosphor-icons/react'
import { useState } from 'react'
import type { components } from '../../../generated/config/types.ts'
import { config } from '../api/config.ts'
import { type Column, DataTable } from '../parts/data-table.tsx'
import { counted, namesById, Time } from '../parts/format.tsx'
import { May } from '../parts/may.tsx'
import { EmptyState } from '../parts/notes.tsx'
import { Page } from '../parts/page.tsx'
import { SecretOnce } from '../parts/secret-once.tsx'
import { Status } from '../parts/status.tsx'
import { useUrlState } from '../parts/url-state.ts'
import { useInstance } from '../places.tsx'
import { Button } from '../ui.ts'
import { NewWebhookDrawer, WebhookDrawer } from './webhooks/webhook-drawer.tsx'

type Webhook = components['schemas']['Webhook']

const NEW = 'new'
const PER_PAGE = 50

export default function WebhooksPage() {
  const instance = useInstance()
  const [url, setUrl] = useUrlState()
  const [secret, setSecret] = useState<{ title: string; text: string } | null>(null)
  const open = url['hook']
  const query = config.useQuery('get', '/instances/{instance_id}/webhooks', {
    params: { path: { instance_id: instance.id }, query: { limit: PER_PAGE, cursor: url['cursor'] } },
  })
  const drawer = { onClose: () => setUrl({ hook: '' }), onSecret: (title: string, text: string) => setSecret({ title, text }) }
  const create = (
    <May needs="developer">
      {(disabled) => (
        <Button variant="primary" icon={PlusIcon} disabled={disabled} onClick={() => setUrl({ hook: NEW })}>
          New webhook
        </Button>
      )}
    </May>
  )
  return (
    <Page
      title="Webhooks"
      description="They report to your endpoints how each generation ended, and alerts. Events are signed, and sent again until the endpoint accepts them."
      actions={create}
    >
      <DataTable
        label="Webhooks"
        columns={columnsWith(namesById(instance.projects))}
        query={query}
        rowKey={({ id }) => id}
        rowLink={({ id }) => ({ hook: id })}
        selected={({ id }) => id === open}
        empty={
          <EmptyState icon={WebhooksLogoIcon} title="No webhooks yet" action={create}>
            A webhook tells your app when a generation has ended, so the app does not have to ask.
          </EmptyState>
        }
      />
      {open === NEW && <NewWebhookDrawer {...drawer} />}
      {open !== undefined && open !== NEW && <WebhookDrawer key={open} id={open} {...drawer} />}
      {secret !== null && (
        <SecretOnce title={secret.title} secret={secret.text} onClose={() => setSecret(null)}>
          Your endpoint checks each signature with it. Put it into its settings now: nobody can show it again.
        </SecretOnce>
      )}
    </Page>
  )
}

/**
 * Describes the events of a webhook: lists the events of generations by name, and only counts the events of alerts, for example
 * `succeeded, failed, 2 alerts`.
 */
function sayEvents(events: Webhook['events']): string {
  const [alerts, ends] = [events.filter((event) => event.startsWith('alert.')), events.filter((event) => event.startsWith('generation.'))]
  const said = ends.map((event) => event.replace('generation.', ''))
  return [...said, ...(alerts.length === 0 ? [] : [counted(alerts.length, 'alert')])].join(', ')
}

const columnsWith = (projects: Record<string, string>): Column<Webhook>[] => [
  {
    id: 'url',
    title: 'Address',
    className: 'max-w-56 sm:max-w-md',
    cell: ({ url, description }) => (
      <>
        <span className="block truncate font-medium" title={url}>
          {url}
        </span>
        {description !== '' && (
          <span className="block truncate text-small text-ink-muted" dir="auto">
            {description}
          </span>
        )}
      </>
    ),
  },
  {
    id: 'events',
    title: 'Hears of',
    from: 'lg',
    cell: ({ events }) => sayEvents(events),
  },
  {
    id: 'project',
    title: 'Project',
    from: 'md',
    className: 'max-w-56',
    cell: ({ project_id: id }) => (
      <span dir="auto" className="block truncate">
        {id === null ? 'All' : (projects[id] ?? id)}
      </span>
    ),
  },
  { id: 'status', title: 'State', cell: ({ status }) => <Status value={status} /> },
  { id: 'created', title: 'Created', from: 'xl', cell: ({ created_at: at }) => <Time at={at} /> },
]
