import { CubeIcon, PlusIcon } from '@phosphor-icons/react'
import type { components } from '../../../generated/config/types.ts'
import { config } from '../api/config.ts'
import { data, inProject } from '../api/data.ts'
import { useInstanceSettings } from '../api/instance.ts'
import { type ModelSettings, useModelSettings } from '../api/model-settings.ts'
import type { Versioned } from '../api/with-etag.ts'
import { type Column, DataTable } from '../parts/data-table.tsx'
import { FilterSelect, Filters, FilterText } from '../parts/filters.tsx'
import { words } from '../parts/format.tsx'
import { May } from '../parts/may.tsx'
import { EmptyState, Loading, QueryView } from '../parts/notes.tsx'
import { Card, Page } from '../parts/page.tsx'
import { sayPrice } from '../parts/price.ts'
import { Status, type Tone } from '../parts/status.tsx'
import { useUrlState } from '../parts/url-state.ts'
import { useInstance, useNearestProject } from '../places.tsx'
import { Button } from '../ui.ts'
import { CustomModelDrawer } from './models/custom-model-drawer.tsx'
import { FallbackEditor } from './models/fallback-editor.tsx'
import { ModelDrawer } from './models/model-drawer.tsx'
import { type Entry, entriesOf, type ModelState } from './models/entries.ts'

type Schemas = components['schemas']

/** The words for the states of models, in the filter and in the list. */
const STATES: Record<ModelState, string> = {
  on: 'Offered',
  off: 'Switched off',
  missing: 'No credential',
  binding: 'Needs the AI binding',
  shut_down: 'Shut down',
}
const TONES: Record<ModelState, Tone> = { on: 'good', off: 'quiet', missing: 'warn', binding: 'warn', shut_down: 'warn' }

export default function ModelsPage() {
  const instance = useInstance()
  const [url, setUrl] = useUrlState()
  const params = { path: { instance_id: instance.id } }
  const catalogue = config.useQuery('get', '/models', {}, { staleTime: 600_000 })
  const providers = config.useQuery('get', '/instances/{instance_id}/providers', { params })
  const credentials = config.useQuery('get', '/instances/{instance_id}/credentials', { params })
  const settings = useModelSettings(instance.id)
  const ready = useReadyModels()
  const details = useInstanceSettings(instance.id)
  const queries = [catalogue, providers, credentials, settings, details]
  const all = {
    data:
      catalogue.data && providers.data && credentials.data && settings.data && details.data
        ? {
            entries: entriesOf(catalogue.data.data, settings.data.value, providers.data.data, credentials.data.data, ready),
            settings: settings.data,
            details: details.data,
            providers: providers.data.data,
            credentials: credentials.data.data,
          }
        : undefined,
    error: queries.find(({ error }) => error !== null)?.error ?? null,
    refetch: () => Promise.all(queries.map((query) => query.refetch())),
  }
  const close = () => setUrl({ model: '', define: '' })
  return (
    <Page
      title="Models and aliases"
      description="The models that this instance offers, with their order, names and prices."
      actions={
        <May needs="admin">
          {(disabled) => (
            <Button icon={PlusIcon} disabled={disabled} onClick={() => setUrl({ define: 'new' })}>
              Add a model as data
            </Button>
          )}
        </May>
      }
    >
      <QueryView query={all} loading={<Loading className="h-72" />}>
        {({ entries, settings, details, ...connections }) => (
          <>
            <Card title="Order" className="mb-5">
              <FallbackEditor first={details} entries={entries} />
            </Card>
            <Catalogue entries={entries} />
            <OpenModel id={url['model']} entries={entries} settings={settings} details={details} {...connections} onClose={close} />
            {url['define'] !== undefined && (
              <CustomModelDrawer key={url['define']} id={url['define']} first={settings} entries={entries} onClose={close} />
            )}
          </>
        )}
      </QueryView>
    </Page>
  )
}

/**
 * Returns the ids of the models that the generation service can call. Empty while they are being loaded, and if the instance has no
 * project: the generation service is only asked in a project.
 */
function useReadyModels(): ReadonlySet<string> {
  const project = useNearestProject()
  const query = data.useQuery(
    'get',
    '/models',
    { params: { header: inProject(project?.id ?? '') } },
    { enabled: project !== null, staleTime: 60_000 },
  )
  return new Set(query.data?.data.flatMap(({ id, ready }) => (ready ? [id] : [])))
}

function Catalogue({ entries }: { entries: Entry[] }) {
  const [url] = useUrlState()
  const text = (url['words'] ?? '').toLowerCase()
  const found = entries.filter(
    (entry) =>
      (url['provider'] === undefined || entry.provider === url['provider']) &&
      (url['state'] === undefined || entry.state === url['state']) &&
      (url['operation'] === undefined || entry.operations.includes(url['operation'])) &&
      `${entry.id} ${entry.name} ${entry.provider} ${entry.aliases.join(' ')}`.toLowerCase().includes(text),
  )
  const providers = [...new Set(entries.map(({ provider }) => provider))].sort()
  const operations = [...new Set(entries.flatMap((entry) => entry.operations))]
  return (
    <>
      <Filters names={['words', 'provider', 'operation', 'state']}>
        <FilterText name="words" label="Name or alias" />
        <FilterSelect name="provider" label="Provider" options={Object.fromEntries(providers.map((id) => [id, id]))} />
        <FilterSelect name="operation" label="Can" options={Object.fromEntries(operations.map((id) => [id, words(id)]))} />
        <FilterSelect name="state" label="State" options={STATES} />
      </Filters>
      <DataTable
        label="Models"
        columns={COLUMNS}
        query={{ data: { data: found }, error: null, refetch: () => undefined }}
        rowKey={({ id }) => id}
        rowLink={({ id }) => ({ model: id })}
        selected={({ id }) => id === url['model']}
        empty={
          <EmptyState icon={CubeIcon} title="No model fits these filters">
            Clear a filter to see more.
          </EmptyState>
        }
      />
    </>
  )
}

const COLUMNS: Column<Entry>[] = [
  {
    id: 'name',
    title: 'Model',
    className: 'max-w-56 sm:max-w-96',
    cell: ({ id, name, aliases }) => (
      <>
        <span dir="auto" className="block truncate font-medium" title={name}>
          {name}
        </span>
        <span className="block truncate text-small text-ink-muted">
          <code className="font-mono">{id}</code>
          {aliases.length > 0 && ` · also ${aliases.join(', ')}`}
        </span>
      </>
    ),
  },
  { id: 'provider', title: 'Provider', from: 'md', cell: ({ provider }) => provider },
  {
    id: 'operations',
    title: 'Can',
    from: 'xl',
    className: 'max-w-96',
    cell: ({ operations }) => (
      <span className="line-clamp-2 text-small text-ink-muted">{operations.map((each) => words(each).toLowerCase()).join(', ')}</span>
    ),
  },
  {
    id: 'price',
    title: 'Price',
    from: 'sm',
    className: 'max-w-48',
    cell: ({ price, hasOwnPrice }) => (
      <span>
        {price === null ? 'as its definition' : sayPrice(price)}
        {hasOwnPrice && <span className="block text-small text-ink-muted">own price</span>}
      </span>
    ),
  },
  {
    id: 'state',
    title: 'State',
    cell: ({ state }) => (
      <Status value={state} tone={TONES[state]}>
        {STATES[state]}
      </Status>
    ),
  },
]

interface OpenModelProps {
  id: string | undefined
  entries: Entry[]
  settings: Versioned<ModelSettings>
  details: Versioned<Schemas['Instance']>
  providers: Schemas['Provider'][]
  credentials: Schemas['Credential'][]
  onClose: () => void
}

function OpenModel({ id, entries, settings, details, providers, credentials, onClose }: OpenModelProps) {
  const entry = entries.find((each) => each.id === id)
  if (entry === undefined) return null
  const { default_model: standard, fallback_chain: fallbacks } = details.value
  const isUsed = [standard, ...fallbacks].some((name) => name === entry.id || (name !== null && entry.aliases.includes(name)))
  const provider = providers.find((each) => each.id === entry.provider)
  return <ModelDrawer key={entry.id} first={settings} {...{ entry, provider, credentials, isUsed, onClose }} />
}
