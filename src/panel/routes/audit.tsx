import { ClipboardTextIcon, DownloadSimpleIcon, SealCheckIcon } from '@phosphor-icons/react'
import type { components } from '../../../generated/config/types.ts'
import { config } from '../api/config.ts'
import { usePeopleNames } from './people/names.ts'
import { me } from '../api/session-state.ts'
import { CopyButton } from '../parts/copy-button.tsx'
import { type Column, DataTable } from '../parts/data-table.tsx'
import { Difference } from '../parts/difference.tsx'
import { Drawer } from '../parts/drawer.tsx'
import { createdAfter, Filters, FilterSelect, FilterTime } from '../parts/filters.tsx'
import { count, counted, namesById, Time, timesNote, words } from '../parts/format.tsx'
import { FilterPick } from '../parts/filter-pick.tsx'
import { EmptyState, ErrorNote } from '../parts/notes.tsx'
import { Facts, Page } from '../parts/page.tsx'
import { useUrlState } from '../parts/url-state.ts'
import { type OrganizationPlace, useOrganization } from '../places.tsx'
import { Button, cn } from '../ui.ts'

type Entry = components['schemas']['AuditEntry']
type Verification = components['schemas']['AuditVerification']

const PER_PAGE = 50
/** The kinds of actions to filter by. Each id ends with a dot: the API then returns every action that begins with it. */
const KINDS = {
  'session.': 'Sign-ins',
  'user.': 'People and roles',
  'key.': 'Keys',
  'credential.': 'Providers',
  'limits.': 'Limits',
  'alert.': 'Alerts',
  'models.': 'Models',
  'webhook.': 'Webhooks',
  'project.': 'Projects',
  'instance.': 'Instances',
  'organization.': 'Organizations',
  'limiter.': 'Limiter',
}

/** Describes an action in words, for example `User: set grants` for `user.set_grants`. */
function sayAction(action: string): string {
  const [noun = '', ...verb] = action.split('.')
  return verb.length === 0 ? words(noun) : `${words(noun)}: ${verb.join(' ').replaceAll('_', ' ')}`
}

/**
 * Returns the names of things by their ids. The API returns the names of users and keys together with the log (`ofLog`). The names of the
 * organization, its instances and its projects are in `organization`. Any other thing, for example a deleted one, gets the name that an
 * entry on this page contains.
 */
function namesOf(organization: OrganizationPlace, ofLog: Record<string, string>, entries: Entry[]): Record<string, string> {
  const shown = entries.flatMap((entry): [string, string][] => {
    const name = stateName(entry)
    return name === null ? [] : [[entry.target.id, name]]
  })
  return { ...Object.fromEntries(shown), ...namesById(placesOf(organization)), ...ofLog }
}

const placesOf = (organization: OrganizationPlace) => [
  organization,
  ...organization.instances,
  ...organization.instances.flatMap(({ projects }) => projects),
]

/**
 * Returns the name of the changed thing as the entry itself contains it. The name of a webhook is its address; the name of a credential is
 * the id of its connection. Null if the entry contains no name.
 */
function stateName({ before, after }: Entry): string | null {
  for (const state of [after, before]) {
    const said = state?.['name'] ?? state?.['url'] ?? state?.['connection']
    if (typeof said === 'string') return said
  }
  return null
}

/** Returns the name of the changed thing, from the entry or from `names`; null if neither contains it. */
const sayThing = (entry: Entry, names: Record<string, string>): string | null => stateName(entry) ?? names[entry.target.id] ?? null

export default function AuditPage() {
  const organization = useOrganization()
  const [url, setUrl] = useUrlState()
  const kind = url['kind']
  const query = config.useQuery('get', '/audit-log', {
    params: {
      query: {
        organization_id: organization.id,
        limit: PER_PAGE,
        cursor: url['cursor'],
        actor: url['actor'],
        target: url['target'],
        action: kind !== undefined && Object.hasOwn(KINDS, kind) ? kind : undefined,
        from: createdAfter(url),
      },
    },
  })
  const verify = config.useQuery(
    'get',
    '/audit-log/verify',
    { params: { query: { organization_id: organization.id } } },
    { enabled: false, staleTime: 0 },
  )
  const open = query.data?.data.find(({ sequence }) => String(sequence) === url['entry'])
  const names = namesOf(organization, query.data?.names ?? {}, query.data?.data ?? [])
  const people = usePeopleNames()
  return (
    <Page
      title="Audit log"
      description={`Every change of the configuration and every sign-in. ${timesNote}`}
      actions={
        <>
          <Button icon={SealCheckIcon} loading={verify.isFetching} onClick={() => void verify.refetch()}>
            Verify
          </Button>
          <Button
            icon={DownloadSimpleIcon}
            onClick={() => window.location.assign(`/config/v1/audit-log/export?organization_id=${organization.id}`)}
          >
            Export
          </Button>
        </>
      }
    >
      {verify.error !== null && <ErrorNote error={verify.error} className="mb-4" />}
      {verify.data !== undefined && <Finding finding={verify.data} />}
      <Filters names={['kind', 'actor', 'target', 'since']}>
        <FilterSelect name="kind" label="About" options={KINDS} />
        <FilterTime />
        <FilterPick name="actor" label="Who" options={actorNames(people, query.data)} />
        <FilterPick name="target" label="Thing" options={{ ...names, ...people, ...namesById(placesOf(organization)) }} />
      </Filters>
      <DataTable
        label="Audit log"
        columns={columnsWith(names)}
        query={query}
        rowKey={({ sequence }) => String(sequence)}
        rowLink={({ sequence }) => ({ entry: String(sequence) })}
        selected={({ sequence }) => String(sequence) === url['entry']}
        empty={
          <EmptyState icon={ClipboardTextIcon} title="No entry fits these filters">
            Clear a filter to see more.
          </EmptyState>
        }
      />
      {open !== undefined && <EntryDrawer entry={open} names={names} onClose={() => setUrl({ entry: '' })} />}
    </Page>
  )
}

/** Returns, by id, the names of the organization's people and of the users and keys that made the changes on this page. */
function actorNames(people: Record<string, string>, list: components['schemas']['AuditList'] | undefined): Record<string, string> {
  const actors = list?.data.flatMap(({ actor: { id } }) => {
    const name = id === null ? undefined : list.names[id]
    return id === null || name === undefined ? [] : [[id, name] as const]
  })
  return { ...Object.fromEntries(actors ?? []), ...people }
}

const columnsWith = (names: Record<string, string>): Column<Entry>[] => [
  {
    id: 'action',
    title: 'What',
    cell: (entry) => {
      const { action, actor } = entry
      const thing = sayThing(entry, names)
      return (
        <span className="block min-w-0">
          <span className="font-medium">{sayAction(action)}</span>
          {thing !== null && (
            <span className="line-clamp-1 max-w-96 text-small [overflow-wrap:anywhere] text-ink-muted" dir="auto">
              {thing}
            </span>
          )}
          {/* In a narrow window, this column also shows the actor, because the column `Who` is hidden then. */}
          <span className="block max-w-96 text-small text-ink-muted md:hidden">
            <Actor actor={actor} names={names} />
          </span>
        </span>
      )
    },
  },
  {
    id: 'actor',
    title: 'Who',
    from: 'md',
    className: 'max-w-72',
    cell: ({ actor }) => <Actor actor={actor} names={names} />,
  },
  {
    id: 'target',
    title: 'Thing',
    from: 'xl',
    cell: ({ target }) => <code className="font-mono text-micro text-ink-muted">{target.id}</code>,
  },
  { id: 'number', title: 'No.', align: 'end', from: 'lg', cell: ({ sequence }) => count(sequence) },
  { id: 'when', title: 'When', align: 'end', cell: ({ created_at: at }) => <Time at={at} /> },
]

/**
 * The words for each kind of actor. An actor of the kind `session` has the id of the person who was signed in, so it is called a person,
 * too.
 */
const ACTORS: Record<Entry['actor']['kind'], string> = {
  user: 'A person',
  session: 'A person',
  key: 'A key',
  system: 'The platform',
  setup: 'The first set-up',
}

/**
 * Shows the actor's name. The API returns the names of all actors that still exist. For an actor that was deleted, shows its kind
 * and its id instead.
 */
function Actor({ actor, names }: { actor: Entry['actor']; names: Record<string, string> }) {
  // The signed-in user may be a superadmin who belongs to another organization. `names` does not have the name of such a superadmin, only
  // `Superadmin of the platform`. So the own name comes from the session.
  const user = me().user
  const own = user !== null && user.id === actor.id ? user.name : undefined
  const name = own ?? (actor.id === null ? undefined : names[actor.id])
  if (name === undefined)
    return (
      <>
        {actor.id === null ? ACTORS[actor.kind] : `${ACTORS[actor.kind]}, deleted`}{' '}
        <code className="font-mono text-micro text-ink-muted">{actor.id}</code>
      </>
    )
  return (
    <span className="line-clamp-1 [overflow-wrap:anywhere]" title={actor.id ?? undefined}>
      <span dir="auto">{name}</span>
      {actor.kind === 'session' && <span className="text-ink-muted"> in the panel</span>}
    </span>
  )
}

function Finding({ finding }: { finding: Verification }) {
  const { intact, entries, broken_at: brokenAt, reason, head_hash: head } = finding
  return (
    <div role="status" className={cn('mb-4 rounded-card border p-4', intact ? 'border-good/25 bg-good-tint' : 'border-bad/25 bg-bad-tint')}>
      <p className="font-medium">
        {intact
          ? `Intact: ${counted(entries, 'entry', 'entries')}, each follows from the one before.`
          : `Entry ${brokenAt} does not fit: ${reason ?? 'changed'}.`}
      </p>
      {head !== null && (
        <p className="mt-1 flex items-center gap-1 text-small text-ink-muted">
          Keep the last hash elsewhere: a later check must find it again. <code className="min-w-0 truncate font-mono">{head}</code>
          <CopyButton text={head} label="Copy the last hash" />
        </p>
      )}
    </div>
  )
}

function EntryDrawer({ entry, names, onClose }: { entry: Entry; names: Record<string, string>; onClose: () => void }) {
  const [, setUrl] = useUrlState()
  const only = (filter: Record<string, string>) => () =>
    setUrl({ entry: '', cursor: '', kind: '', since: '', actor: '', target: '', ...filter })
  const { actor, target } = entry
  const thing = sayThing(entry, names)
  return (
    <Drawer open onClose={onClose} title={sayAction(entry.action)} subtitle={<Time at={entry.created_at} full />} width="wide">
      <div className="grid grid-cols-1 gap-6">
        <Difference before={entry.before} after={entry.after} />
        <Facts
          items={[
            [
              'Who',
              <span key="who" className="flex flex-wrap items-center gap-x-2">
                <Actor actor={actor} names={names} />
                {actor.id !== null && (
                  <Button size="sm" variant="ghost" className="-ms-2" onClick={only({ actor: actor.id })}>
                    All by them
                  </Button>
                )}
              </span>,
            ],
            [
              'Thing',
              <span key="thing" className="flex flex-wrap items-center gap-x-2">
                {words(target.kind)} {thing !== null && <bdi>{thing}</bdi>}
                <code className="font-mono text-small">{target.id}</code>
                <Button size="sm" variant="ghost" className="-ms-2" onClick={only({ target: target.id })}>
                  Its history
                </Button>
              </span>,
            ],
            [
              'Request',
              entry.request_id === null ? null : (
                <code key="request" className="font-mono text-small">
                  {entry.request_id}
                </code>
              ),
            ],
            ['Number', count(entry.sequence)],
            [
              'Hash',
              <code key="hash" className="font-mono text-small">
                {entry.hash}
              </code>,
            ],
          ]}
        />
      </div>
    </Drawer>
  )
}
