import { BracketsCurlyIcon, CloudIcon, CpuIcon, PlugsConnectedIcon, PlugsIcon } from '@phosphor-icons/react'
import { useState } from 'react'
import type { components } from '../../../generated/config/types.ts'
import { config } from '../api/config.ts'
import { count, counted, utcClock } from '../parts/format.tsx'
import { May } from '../parts/may.tsx'
import { EmptyState, Loading, QueryView } from '../parts/notes.tsx'
import { Page } from '../parts/page.tsx'
import { SearchInput } from '../parts/search-input.tsx'
import { useUrlState } from '../parts/url-state.ts'
import { useInstance } from '../places.tsx'
import { Button, cn } from '../ui.ts'
import { type Connection, ConnectionDrawer } from './providers/connection-drawer.tsx'
import { ConnectionStatus, needsNothing, restOf, sayFields } from './providers/connection-status.tsx'
import { DefinitionDrawer } from './providers/definition-drawer.tsx'

type Schemas = components['schemas']
type Provider = Schemas['Provider']
type Credential = Schemas['Credential']
type Health = Pick<Schemas['UsagePoint'], 'requests' | 'failed'>

const HOUR_MS = 3_600_000

export default function ProvidersPage() {
  const instance = useInstance()
  const [url, setUrl] = useUrlState()
  const [words, setWords] = useState('')
  const params = { path: { instance_id: instance.id } }
  const providers = config.useQuery('get', '/instances/{instance_id}/providers', { params })
  const credentials = config.useQuery('get', '/instances/{instance_id}/credentials', { params })
  // `from` is a full hour, because usage is counted by the hour. It is computed only once, because another `from` would be another query.
  const [from] = useState(() => new Date(Math.floor(Date.now() / HOUR_MS) * HOUR_MS - HOUR_MS).toISOString())
  const usage = config.useQuery('get', '/instances/{instance_id}/usage', {
    params: { ...params, query: { from, bucket: 'hour', group_by: ['provider'] } },
  })
  const both = {
    data: credentials.data === undefined ? undefined : providers.data?.data,
    error: providers.error ?? credentials.error,
    refetch: () => Promise.all([providers.refetch(), credentials.refetch()]),
  }
  const health = healthOf(usage.data?.data ?? [])
  const close = () => setUrl({ provider: '', define: '' })
  return (
    <Page
      title="Providers"
      description="The services that make the pictures. A connection holds this instance's own credential, encrypted; nobody can read it again."
      actions={
        <May needs="admin">
          {(disabled) => (
            <Button icon={BracketsCurlyIcon} disabled={disabled} onClick={() => setUrl({ define: 'new' })}>
              Add a provider as data
            </Button>
          )}
        </May>
      }
    >
      <QueryView query={both} loading={<Loading className="h-72" />}>
        {(all) => {
          const connections = connectionsOf(all, credentials.data?.data ?? [])
          const found = connections.filter(({ id, name }) => `${id} ${name}`.toLowerCase().includes(words.trim().toLowerCase()))
          const groups = groupsOf(found)
          const open = connections.find(({ id }) => id === url['provider'])
          return (
            <>
              <div role="search" className="mb-5 sm:max-w-80">
                <SearchInput label="Find a provider" value={words} onChange={setWords} />
              </div>
              {found.length === 0 && <EmptyState icon={PlugsIcon} title="No provider has this name" />}
              <div className="grid grid-cols-1 gap-7">
                {groups.map(({ title, of }) => (
                  <section key={title} aria-label={title}>
                    <h2 className="mb-3 font-semibold">{title}</h2>
                    <ul className="grid grid-cols-1 gap-3 sm:grid-cols-2 xl:grid-cols-3 2xl:grid-cols-4">
                      {of.map((connection) => (
                        <Tile
                          key={connection.id}
                          connection={connection}
                          health={health.get(connection.provider.id) ?? null}
                          since={utcClock(from)}
                          onOpen={() => setUrl({ provider: connection.id }, { replace: false })}
                        />
                      ))}
                    </ul>
                  </section>
                ))}
              </div>
              {open !== undefined && (
                <ConnectionDrawer
                  key={open.id}
                  connection={open}
                  credentials={credentials.data?.data ?? []}
                  onClose={close}
                  onOpen={(id) => setUrl({ provider: id })}
                  onDefinition={() => setUrl({ provider: '', define: open.provider.id })}
                />
              )}
            </>
          )
        }}
      </QueryView>
      {url['define'] !== undefined && (
        <DefinitionDrawer key={url['define']} id={url['define']} onClose={close} onAdded={(id) => setUrl({ define: '', provider: id })} />
      )}
    </Page>
  )
}

function healthOf(points: Schemas['UsagePoint'][]): Map<string, Health> {
  const sums = new Map<string, Health>()
  for (const { provider, requests, failed } of points) {
    const before = sums.get(provider ?? '') ?? { requests: 0, failed: 0 }
    sums.set(provider ?? '', { requests: before.requests + requests, failed: before.failed + failed })
  }
  return sums
}

/** Lists the connections of each provider: first the one with the provider's own id, then the others. */
function connectionsOf(providers: Provider[], credentials: Credential[]): Connection[] {
  return providers.flatMap((provider) => [
    {
      id: provider.id,
      name: provider.name,
      provider,
      credential: credentials.find(({ connection }) => connection === provider.id) ?? null,
    },
    ...credentials
      .filter((each) => each.provider === provider.id && each.connection !== provider.id)
      .map((credential) => ({ id: credential.connection, name: `${provider.name} (${credential.connection})`, provider, credential })),
  ])
}

function groupsOf(connections: Connection[]) {
  const open = connections.filter(({ credential }) => credential === null)
  return [
    { title: 'Connected', of: connections.filter(({ credential }) => credential !== null) },
    { title: 'Own providers', of: open.filter(({ provider }) => provider.is_custom) },
    { title: 'No credential needed', of: open.filter(({ provider }) => !provider.is_custom && needsNothing(provider)) },
    { title: 'To connect', of: open.filter(({ provider }) => !provider.is_custom && !needsNothing(provider)) },
  ].filter(({ of }) => of.length > 0)
}

interface TileProps {
  connection: Connection
  health: Health | null
  /** The time from which the requests are counted. */
  since: string
  onOpen: () => void
}

function Tile({ connection: { name, provider, credential }, health, since, onOpen }: TileProps) {
  const Icon = provider.by_binding
    ? CloudIcon
    : needsNothing(provider) && !provider.is_custom
      ? CpuIcon
      : credential === null
        ? PlugsIcon
        : PlugsConnectedIcon
  return (
    <li className="relative flex flex-col gap-3 rounded-card border border-edge bg-surface p-4 shadow-card transition-colors hover:border-edge-strong">
      <div className="flex items-start gap-3">
        <span
          className={cn(
            'grid size-9 shrink-0 place-items-center rounded-control',
            credential === null ? 'bg-well text-ink-muted' : 'bg-accent-tint text-accent',
          )}
        >
          <Icon className="size-5" weight="duotone" />
        </span>
        <div className="min-w-0 flex-1">
          <button
            type="button"
            onClick={onOpen}
            className="block max-w-full truncate text-left font-semibold after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:rounded-card focus-visible:after:outline-2 focus-visible:after:outline-accent"
            dir="auto"
            title={name}
          >
            {name}
          </button>
          <p className="truncate text-small text-ink-muted">{credential === null ? sayAddress(provider) : sayFields(credential)}</p>
        </div>
      </div>
      <div className="mt-auto flex flex-wrap items-center justify-between gap-2">
        <ConnectionStatus provider={provider} credential={credential} />
        {credential?.verification?.status === 'unreachable' && restOf(credential) === null && (
          <p className="order-last line-clamp-2 w-full text-small [overflow-wrap:anywhere] text-ink-muted">
            {credential.verification.detail}
          </p>
        )}
        {health !== null && health.requests > 0 && (
          <span className={`text-small ${health.failed > 0 ? 'text-bad' : 'text-ink-muted'}`}>
            {health.failed > 0
              ? `${count(health.failed)} of ${count(health.requests)} failed since ${since}`
              : `${counted(health.requests, 'request')} since ${since}`}
          </span>
        )}
      </div>
    </li>
  )
}

function sayAddress({ by_binding: byBinding, default_base_url: address }: Provider): string {
  if (byBinding) return 'Cloudflare’s own models'
  if (address === null) return 'At an address of yours'
  return URL.canParse(address) && /^https?:/.test(address) ? new URL(address).host : 'Inside the platform'
}
