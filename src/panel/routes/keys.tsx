import { KeyIcon, PlusIcon } from '@phosphor-icons/react'
import { useState } from 'react'
import type { components } from '../../../generated/config/types.ts'
import { config } from '../api/config.ts'
import { type Column, DataTable } from '../parts/data-table.tsx'
import { FilterSelect, Filters } from '../parts/filters.tsx'
import { namesById, Time } from '../parts/format.tsx'
import { May } from '../parts/may.tsx'
import { EmptyState } from '../parts/notes.tsx'
import { Page } from '../parts/page.tsx'
import { SecretOnce } from '../parts/secret-once.tsx'
import { Status } from '../parts/status.tsx'
import { useUrlState } from '../parts/url-state.ts'
import { useInstance, useOrganization } from '../places.tsx'
import { Button } from '../ui.ts'
import { KeyDrawer, NewKeyDrawer } from './keys/key-drawer.tsx'

type Schemas = components['schemas']
type Key = Schemas['Key']

const NEW = 'new'
const PER_PAGE = 50
const STATUSES: Record<Schemas['KeyStatus'], string> = { active: 'Active', expired: 'Expired', revoked: 'Revoked' }

export default function KeysPage() {
  const instance = useInstance()
  const organization = useOrganization()
  const [url, setUrl] = useUrlState()
  const [secret, setSecret] = useState<{ title: string; text: string } | null>(null)
  const [open, projectId] = [url['key'], url['project']]
  const status = url['status'] === undefined ? undefined : (url['status'] as Schemas['KeyStatus'])
  const query = config.useQuery('get', '/keys', {
    params: {
      query: {
        // By default, the API lists the keys of the user's own organization. A superadmin may be on the page of another organization, so
        // this query names the organization.
        organization_id: organization.id,
        kind: 'project',
        ...(projectId === undefined ? { instance_id: instance.id } : { project_id: projectId }),
        status,
        limit: PER_PAGE,
        cursor: url['cursor'],
      },
    },
  })
  const projects = namesById(instance.projects)
  const close = () => setUrl({ key: '' })
  const hasProject = instance.projects.length > 0
  const create = (
    <May needs="developer">
      {(disabled) => (
        <Button variant="primary" icon={PlusIcon} disabled={disabled || !hasProject} onClick={() => setUrl({ key: NEW })}>
          Create a key
        </Button>
      )}
    </May>
  )
  const drawer = { onClose: close, onSecret: (title: string, text: string) => setSecret({ title, text }) }
  const isFiltered = status !== undefined || projectId !== undefined
  return (
    <Page title="Keys" description="Apps send a key with each request." actions={create}>
      <Filters names={['status', 'project']}>
        <FilterSelect name="status" label="State" options={STATUSES} />
        <FilterSelect name="project" label="Project" options={projects} />
      </Filters>
      <DataTable
        label="Keys"
        columns={columnsWith(projects)}
        query={query}
        rowKey={({ id }) => id}
        rowLink={({ id }) => ({ key: id })}
        selected={({ id }) => id === open}
        empty={
          <EmptyState
            icon={KeyIcon}
            title={isFiltered ? 'No key fits these filters' : 'No keys yet'}
            {...(isFiltered || !hasProject ? {} : { action: create })}
          >
            {isFiltered
              ? 'Clear a filter to see more.'
              : hasProject
                ? 'Create one for each app, so that you can end one without the others.'
                : 'A key belongs to a project. Create a project in this instance first.'}
          </EmptyState>
        }
      />
      {open === NEW && <NewKeyDrawer {...drawer} projectId={projectId} />}
      {open !== undefined && open !== NEW && <KeyDrawer key={open} keyId={open} {...drawer} />}
      {secret !== null && (
        <SecretOnce title={secret.title} secret={secret.text} onClose={() => setSecret(null)}>
          Put it into your app's settings as its API key. We store only a hash, so nobody can show it again.
        </SecretOnce>
      )}
    </Page>
  )
}

const columnsWith = (projects: Record<string, string>): Column<Key>[] => [
  {
    id: 'name',
    title: 'Name',
    className: 'max-w-56 sm:max-w-80',
    cell: ({ name, prefix, last_four: lastFour, connected_app: app }) => (
      <>
        <span dir="auto" className="block truncate font-medium" title={name}>
          {name}
        </span>
        {app === null ? (
          <code className="font-mono text-small text-ink-muted">{`${prefix}…${lastFour}`}</code>
        ) : (
          <span className="block truncate text-small text-ink-muted">{`Connected app, ${app.redirect_host}`}</span>
        )}
      </>
    ),
  },
  {
    id: 'project',
    title: 'Project',
    from: 'md',
    className: 'max-w-56',
    cell: ({ project_id: id }) => (
      <span dir="auto" className="block truncate">
        {projects[id ?? ''] ?? id}
      </span>
    ),
  },
  { id: 'scopes', title: 'Scopes', from: 'lg', cell: ({ scopes }) => scopes.join(', ') },
  {
    id: 'status',
    title: 'State',
    cell: ({ status, replaced_by: next }) => (
      <span className="flex flex-wrap items-center gap-1.5">
        <Status value={status} />
        {next !== null && <span className="text-micro text-ink-muted">replaced</span>}
      </span>
    ),
  },
  { id: 'expires', title: 'Expires', from: 'lg', cell: ({ expires_at: at }) => (at === null ? 'Never' : <Time at={at} />) },
  { id: 'used', title: 'Last used', from: 'sm', cell: ({ last_used_at: at }) => (at === null ? 'Never' : <Time at={at} />) },
  { id: 'created', title: 'Created', from: 'xl', cell: ({ created_at: at }) => <Time at={at} /> },
]
