import { ListMagnifyingGlassIcon, SparkleIcon } from '@phosphor-icons/react'
import type { components as ConfigComponents } from '../../../generated/config/types.ts'
import { LOGGED_OPERATIONS } from '../../../generated/generation/logged-operations.ts'
import type { components } from '../../../generated/generation/types.ts'
import { config } from '../api/config.ts'
import { data, inProject } from '../api/data.ts'
import type { Problem } from '../api/problem.ts'
import { me } from '../api/session-state.ts'
import { CopyButton } from '../parts/copy-button.tsx'
import { type Column, DataTable } from '../parts/data-table.tsx'
import { Drawer } from '../parts/drawer.tsx'
import { createdAfter, Filters, FilterSelect, FilterText, FilterTime } from '../parts/filters.tsx'
import { FilterPick } from '../parts/filter-pick.tsx'
import { duration, Money, namesById, Time, timeZone, words } from '../parts/format.tsx'
import { Failure, GenerationDrawer } from '../parts/generation-drawer.tsx'
import { shortId } from '../parts/known-id.tsx'
import { EmptyState, QueryView } from '../parts/notes.tsx'
import { Facts, Page } from '../parts/page.tsx'
import { PageLink } from '../parts/page-link.tsx'
import { Picture } from '../parts/picture.tsx'
import { Status } from '../parts/status.tsx'
import { Tabs } from '../parts/tabs.tsx'
import { useUrlState } from '../parts/url-state.ts'
import { ERROR_CODES } from '../parts/what-to-do.tsx'
import { useInstance, useProject } from '../places.tsx'
import { useAllKeyNames } from './generations/key-names.ts'

type Generation = components['schemas']['Generation']
type GenerationStatus = components['schemas']['GenerationStatus']
type LogEntry = ConfigComponents['schemas']['LogEntry']

const PER_PAGE = 50
const STATUSES: Record<GenerationStatus, string> = {
  queued: 'Queued',
  running: 'Running',
  succeeded: 'Succeeded',
  failed: 'Failed',
  canceled: 'Canceled',
  indeterminate: 'Outcome unknown',
}
const IN_WORK = new Set<GenerationStatus>(['queued', 'running'])
const ASK_AGAIN_MS = 3_000
/**
 * Every parameter that the list of generations or the list of requests keeps in the address. When the user changes to the other list,
 * all of them are cleared, so that the filters of one list do not apply to the other.
 */
const NAMES = ['status', 'model', 'provider', 'since', 'operation', 'outcome', 'error_code', 'of', 'key_id', 'generation_id', 'request_id']
const CLEARED = Object.fromEntries([...NAMES, 'cursor', 'generation', 'request'].map((name) => [name, '']))

export default function GenerationsPage() {
  const [url, setUrl] = useUrlState()
  const isLog = url['tab'] === 'requests' && me().kind === 'user'
  return (
    <Page title="Generations" description={`What was asked for, what came of it and what it cost. Times are in ${timeZone}.`} width="full">
      {me().kind === 'user' && (
        <div className="mb-4">
          <Tabs
            tabs={[
              { value: 'generations', label: 'Generations' },
              { value: 'requests', label: 'Requests' },
            ]}
            value={isLog ? 'requests' : 'generations'}
            onValueChange={(value) => setUrl({ ...CLEARED, tab: value === 'requests' ? 'requests' : '' })}
          />
        </div>
      )}
      {isLog ? <Requests /> : <Generations />}
      {url['generation'] !== undefined && <GenerationDrawer id={url['generation']} onClose={() => setUrl({ generation: '' })} />}
    </Page>
  )
}

const GENERATION_COLUMNS: Column<Generation>[] = [
  {
    id: 'picture',
    title: 'Prompt',
    cell: (generation) => (
      <span className="flex min-w-0 items-center gap-3">
        <Thumbnail generation={generation} />
        <span className="line-clamp-2 max-w-xl min-w-0 [overflow-wrap:anywhere]" dir="auto">
          {generation.prompt ?? words(generation.operation)}
        </span>
      </span>
    ),
  },
  {
    id: 'status',
    title: 'Status',
    cell: ({ status, error }) => (
      <span className="flex flex-wrap items-center gap-1.5">
        <Status value={status}>{STATUSES[status]}</Status>
        {error !== null && <code className="font-mono text-micro text-ink-muted max-sm:hidden">{error.code}</code>}
      </span>
    ),
  },
  {
    id: 'model',
    title: 'Model',
    from: 'md',
    cell: ({ model }) => <span className="block min-w-24 [overflow-wrap:anywhere]">{model}</span>,
  },
  { id: 'operation', title: 'Operation', from: 'xl', cell: ({ operation }) => words(operation) },
  {
    id: 'took',
    title: 'Took',
    align: 'end',
    from: 'lg',
    cell: ({ status, timing_ms: timing }) =>
      IN_WORK.has(status) ? <span className="text-ink-muted">–</span> : <span className="whitespace-nowrap">{duration(timing.total)}</span>,
  },
  {
    id: 'cost',
    title: 'Cost',
    align: 'end',
    from: 'sm',
    cell: ({ cost }) => (
      <span>
        <Money micros={cost.amount_micros} />
        {cost.held_micros > 0 && <span className="block text-micro text-warn">held: {<Money micros={cost.held_micros} />}</span>}
      </span>
    ),
  },
  { id: 'created', title: 'Started', align: 'end', from: 'sm', cell: ({ created_at: at }) => <Time at={at} /> },
]

function Thumbnail({ generation: { images } }: { generation: Generation }) {
  const image = images[0]
  if (image === undefined) return <span aria-hidden className="size-12 shrink-0 rounded-control bg-well" />
  return <Picture url={image.url} alt="" width={48} ratio={1} className="size-12 shrink-0 rounded-control" />
}

function Generations() {
  const project = useProject()
  const [url] = useUrlState()
  const status = url['status'] !== undefined && Object.hasOwn(STATUSES, url['status']) ? (url['status'] as GenerationStatus) : undefined
  const query = data.useQuery(
    'get',
    '/generations',
    {
      params: {
        header: inProject(project.id),
        query: {
          limit: PER_PAGE,
          cursor: url['cursor'],
          status,
          model: url['model'],
          provider: url['provider'],
          created_after: createdAfter(url),
        },
      },
    },
    { refetchInterval: ({ state }) => (state.data?.data.some(({ status }) => IN_WORK.has(status)) ? ASK_AGAIN_MS : false) },
  )
  const isFiltered = NAMES.some((name) => url[name] !== undefined)
  return (
    <>
      <Filters names={NAMES}>
        <FilterText name="model" label="Model" />
        <FilterText name="provider" label="Provider" />
        <FilterSelect name="status" label="Status" options={STATUSES} />
        <FilterTime />
      </Filters>
      <DataTable
        label="Generations"
        columns={GENERATION_COLUMNS}
        query={query}
        rowKey={({ id }) => id}
        rowLink={({ id }) => ({ generation: id })}
        selected={({ id }) => id === url['generation']}
        empty={
          <EmptyState
            icon={SparkleIcon}
            title={isFiltered ? 'No generation fits these filters' : 'Nothing was made yet'}
            {...(isFiltered ? {} : { action: <PageLink page="playground">Make a picture</PageLink> })}
          >
            {isFiltered
              ? 'Clear a filter to see more.'
              : 'Each picture that this project asks for is listed here, with its cost and its attempts.'}
          </EmptyState>
        }
      />
    </>
  )
}

const logColumns = (names: Record<string, string>): Column<LogEntry>[] => [
  {
    id: 'operation',
    title: 'Request',
    cell: ({ operation_id: operation, method, path }) => (
      <span className="block min-w-0">
        <span className="font-medium">{spaced(operation)}</span>
        <code className="block truncate font-mono text-micro text-ink-muted max-sm:hidden">
          {method} {path}
        </code>
      </span>
    ),
  },
  {
    id: 'status',
    title: 'Answer',
    cell: ({ status, error_code: code }) => (
      <Status value={String(status)} tone={status < 400 ? 'good' : status < 500 ? 'warn' : 'bad'}>
        {code === null ? String(status) : `${status} ${code}`}
      </Status>
    ),
  },
  {
    id: 'key',
    title: 'Key',
    from: 'xl',
    className: 'max-w-48',
    cell: ({ key_id: id }) => (
      <span dir="auto" className="block truncate" title={id}>
        {names[id] ?? shortId(id)}
      </span>
    ),
  },
  { id: 'model', title: 'Model', from: 'md', cell: ({ model }) => model ?? '' },
  { id: 'took', title: 'Took', align: 'end', from: 'lg', cell: ({ duration_ms: took }) => duration(took) },
  { id: 'cost', title: 'Cost', align: 'end', from: 'lg', cell: (entry) => <Cost entry={entry} /> },
  { id: 'created', title: 'When', align: 'end', from: 'sm', cell: ({ created_at: at }) => <Time at={at} /> },
]

/** Shows what a request was charged. A GET is free. Older log entries state a cost for some GETs by mistake; such a cost is not shown. */
function Cost({ entry: { method, cost_micros: cost } }: { entry: LogEntry }) {
  return cost === null || method === 'GET' ? <span className="text-ink-muted">–</span> : <Money micros={cost} />
}

/** Writes the id of an operation in words, for example `List generations` for `listGenerations`. */
const spaced = (id: string) => words(id.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`))

/** The names of the operations that the request log records, by their ids. */
const OPERATIONS = Object.fromEntries(LOGGED_OPERATIONS.map((id) => [id, spaced(id)]))
const ERROR_OPTIONS = Object.fromEntries(ERROR_CODES.map((code) => [code, code]))

function Requests() {
  const instance = useInstance()
  const project = useProject()
  const [url, setUrl] = useUrlState()
  const code = url['error_code']
  const outcome = url['outcome']
  const keyNames = useAllKeyNames()
  const query = config.useQuery('get', '/instances/{instance_id}/logs', {
    params: {
      path: { instance_id: instance.id },
      query: {
        limit: PER_PAGE,
        cursor: url['cursor'],
        project_id: url['of'] === 'all' ? undefined : (url['of'] ?? project.id),
        model: url['model'],
        provider: url['provider'],
        key_id: url['key_id'],
        operation_id: url['operation'],
        generation_id: url['generation_id'],
        request_id: url['request_id'],
        from: createdAfter(url),
        outcome: outcome === 'failed' || outcome === 'succeeded' ? outcome : undefined,
        error_code: code !== undefined && Object.hasOwn(ERROR_OPTIONS, code) ? (code as Problem['code']) : undefined,
      },
    },
  })
  const isFiltered = NAMES.some((name) => url[name] !== undefined)
  const others = instance.projects.filter(({ id }) => id !== project.id)
  return (
    <>
      <Filters names={NAMES}>
        <FilterText name="request_id" label="Request id" />
        <FilterText name="model" label="Model" />
        <FilterSelect name="operation" label="Operation" options={OPERATIONS} />
        <FilterSelect name="outcome" label="Outcome" options={{ succeeded: 'Succeeded requests', failed: 'Failed requests' }} />
        <FilterSelect name="error_code" label="Error code" options={ERROR_OPTIONS} />
        <FilterSelect name="of" label="Project" all={project.name} options={{ all: 'All projects', ...namesById(others) }} />
        <FilterTime />
        <FilterPick name="key_id" label="Key" options={keyNames} />
      </Filters>
      <Fixed names={{ generation_id: 'Generation', provider: 'Provider' }} />
      <DataTable
        label="Requests"
        columns={logColumns(keyNames)}
        query={query}
        rowKey={(entry) => `${entry.request_id} ${entry.created_at} ${entry.operation_id}`}
        rowLink={({ request_id: id }) => ({ request: id })}
        selected={({ request_id: id }) => id === url['request']}
        empty={
          <EmptyState icon={ListMagnifyingGlassIcon} title={isFiltered ? 'No request fits these filters' : 'No requests yet'}>
            {isFiltered
              ? 'Clear a filter to see more.'
              : 'Each call of the API with a key of this project is listed here some seconds later.'}
          </EmptyState>
        }
      />
      {url['request'] !== undefined && (
        <RequestDrawer id={url['request']} known={query.data?.data} onClose={() => setUrl({ request: '' })} />
      )}
    </>
  )
}

/** Shows the filters in the address that have no field on this page. A link to the page can set them. */
function Fixed({ names }: { names: Record<string, string> }) {
  const [url] = useUrlState()
  const set = Object.entries(names).filter(([name]) => url[name] !== undefined)
  if (set.length === 0) return null
  return (
    <p className="mb-3 flex flex-wrap gap-x-4 text-small text-ink-muted">
      {set.map(([name, label]) => (
        <span key={name}>
          {label}: <code className="font-mono">{url[name]}</code>
        </span>
      ))}
    </p>
  )
}

function RequestDrawer({ id, known, onClose }: { id: string; known: LogEntry[] | undefined; onClose: () => void }) {
  const instance = useInstance()
  const found = known?.find(({ request_id: requestId }) => requestId === id)
  const query = config.useQuery(
    'get',
    '/instances/{instance_id}/logs',
    { params: { path: { instance_id: instance.id }, query: { request_id: id, limit: 1 } } },
    { enabled: found === undefined },
  )
  return (
    <Drawer
      open
      onClose={onClose}
      title={found === undefined ? 'Request' : spaced(found.operation_id)}
      subtitle={<code className="font-mono">{id}</code>}
    >
      {found !== undefined ? (
        <RequestDetails entry={found} />
      ) : (
        <QueryView query={query}>
          {({ data: [entry] }) =>
            entry === undefined ? (
              <EmptyState icon={ListMagnifyingGlassIcon} title="There is no such request">
                It belongs to another instance, or it is not in the log yet: the log is some seconds behind.
              </EmptyState>
            ) : (
              <RequestDetails entry={entry} />
            )
          }
        </QueryView>
      )}
    </Drawer>
  )
}

function RequestDetails({ entry }: { entry: LogEntry }) {
  const instance = useInstance()
  const keyNames = useAllKeyNames()
  const inPlace = instance.projects.find(({ id }) => id === entry.project_id)
  return (
    <div className="grid grid-cols-1 gap-6">
      {entry.error_code !== null && <Failure code={entry.error_code} />}
      <Facts
        items={[
          ['Answer', String(entry.status)],
          ['Address', <code key="path" className="font-mono text-small">{`${entry.method} ${entry.path}`}</code>],
          [
            'Project',
            <span key="project" dir="auto">
              {inPlace?.name ?? entry.project_id}
            </span>,
          ],
          [
            'Key',
            <PageLink key="key" page="generations" search={{ tab: 'requests', of: 'all', key_id: entry.key_id }}>
              <span dir="auto">{keyNames[entry.key_id] ?? shortId(entry.key_id)}</span>
            </PageLink>,
          ],
          ['Model', entry.model === null ? null : `${entry.model} (${entry.provider ?? 'no provider'})`],
          ['Took', duration(entry.duration_ms)],
          ['Of it, the provider', entry.provider_ms === null ? null : duration(entry.provider_ms)],
          ['Cost', <Cost key="cost" entry={entry} />],
          ['When', <Time key="when" at={entry.created_at} full />],
          [
            'Generation',
            entry.generation_id === null ? null : (
              <PageLink
                key="generation"
                page="generations"
                {...(inPlace === undefined ? {} : { place: { project: inPlace } })}
                search={{ generation: entry.generation_id }}
              >
                {entry.generation_id}
              </PageLink>
            ),
          ],
          [
            'Request id',
            <span key="id" className="flex items-center gap-1">
              <code className="min-w-0 truncate font-mono text-small">{entry.request_id}</code>
              <CopyButton text={entry.request_id} label="Copy the request id" />
            </span>,
          ],
        ]}
      />
    </div>
  )
}
