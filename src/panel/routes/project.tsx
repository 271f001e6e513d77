import { CurrencyDollarIcon, GearSixIcon, ImagesIcon } from '@phosphor-icons/react'
import type { components } from '../../../generated/generation/types.ts'
import { data, inProject } from '../api/data.ts'
import { me } from '../api/session-state.ts'
import { count, counted, Money } from '../parts/format.tsx'
import { moneyShort } from '../parts/money.ts'
import { type Gauged, Gauges } from '../parts/gauge.tsx'
import { EmptyState, Loading, QueryView } from '../parts/notes.tsx'
import { Card, Facts, Page } from '../parts/page.tsx'
import { ButtonLink, PageLink } from '../parts/page-link.tsx'
import { RecentPictures } from '../parts/recent-pictures.tsx'
import { Stat, Stats } from '../parts/stat.tsx'
import { useUrlState } from '../parts/url-state.ts'
import { useProject } from '../places.tsx'
import { Button } from '../ui.ts'
import { ProjectSettings } from './project/settings-drawer.tsx'

type Report = components['schemas']['UsageReport']
type Row = components['schemas']['UsageRow']

const LIVE_MS = 30_000
const DAYS = 30

/**
 * Shows what the project has used, what may still be used, and its newest pictures. Somebody who has signed in with a project key sees only
 * what this key has used.
 */
export default function ProjectPage() {
  const project = useProject()
  const { kind, key_id: keyId, scopes } = me()
  const [url, setUrl] = useUrlState()
  const header = inProject(project.id)
  const usage = data.useQuery('get', '/usage', { params: { header, query: { bucket: 'day', group_by: ['key', 'model'] } } })
  const limits = data.useQuery('get', '/limits', { params: { header } }, { refetchInterval: LIVE_MS })
  const own = kind === 'project' ? usage.data?.data.filter((row) => row.key_id === keyId) : usage.data?.data
  const sum = (name: 'cost_micros' | 'images' | 'requests' | 'failed') => own?.reduce((total, row) => total + row[name], 0) ?? 0
  return (
    <Page
      title={project.name}
      description={
        kind === 'project'
          ? 'What your key has used in the last 30 days, and what it may still use.'
          : 'What this project has used in the last 30 days, and what your own requests may still use.'
      }
      {...(kind === 'user' && {
        actions: (
          <Button icon={GearSixIcon} onClick={() => setUrl({ edit: 'settings' })}>
            Settings
          </Button>
        ),
      })}
    >
      <div className="grid grid-cols-1 gap-5">
        {kind === 'user' && usage.data !== undefined && sum('requests') === 0 && <NextSteps projectId={project.id} />}
        <QueryView query={usage}>
          {() => (
            <Stats>
              <Stat label={`Spent in ${DAYS} days`} value={moneyShort(sum('cost_micros'))} note="Days begin in UTC" />
              <Stat label="Pictures" value={count(sum('images'))} />
              <Stat label="Generations" value={count(sum('requests'))} />
              <Stat label="Failed generations" value={count(sum('failed'))} note="Canceled and unknown ones, too" />
            </Stats>
          )}
        </QueryView>
        <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-2">
          <Card title="Limits and budgets">
            <QueryView query={limits}>
              {({ data: gauges }) =>
                gauges.length === 0 ? (
                  <p className="text-ink-muted">None: nothing bounds what this {kind === 'project' ? 'key' : 'project'} may use.</p>
                ) : (
                  <Gauges label="Limits" gauges={gauges.map((gauge) => named(gauge, project.name))} />
                )
              }
            </QueryView>
          </Card>
          <ByModel usage={usage} rows={own ?? []} />
        </div>
        <Card title="Recent pictures" actions={<PageLink page="gallery">Gallery</PageLink>}>
          <RecentPictures project={project} icon={ImagesIcon} />
        </Card>
        {kind === 'project' && (
          <Card title="This key">
            <Facts
              items={[
                [
                  'Id',
                  <code key="id" className="font-mono text-small">
                    {keyId}
                  </code>,
                ],
                ['Scopes', scopes.join(', ')],
              ]}
            />
          </Card>
        )}
      </div>
      {kind === 'user' && url['edit'] === 'settings' && <ProjectSettings onClose={() => setUrl({ edit: '' })} />}
    </Page>
  )
}

/**
 * Adds the name of the target to a limit for projects or keys, because the generation service returns no names. The target is always this
 * project, or the key with which the user signed in. Even if a limit is for every project or every key, the service returns only the usage
 * of this project or this key.
 */
function named(gauge: Gauged, projectName: string): Gauged {
  const { scope, target } = gauge
  if (scope !== 'project' && scope !== 'key') return gauge
  return { ...gauge, target: target ?? scope, target_name: scope === 'project' ? projectName : 'with which you signed in' }
}

/** Suggests the first steps in a project that nobody has used yet. */
function NextSteps({ projectId }: { projectId: string }) {
  return (
    <Card title="This project is ready" actions={<ButtonLink page="playground">Make a picture</ButtonLink>}>
      <ul className="grid gap-x-6 gap-y-3 sm:grid-cols-2" aria-label="Next steps">
        <li>
          <PageLink page="keys" search={{ key: 'new', project: projectId }} className="text-accent-link font-medium">
            Create a key
          </PageLink>
          <span className="block text-small text-ink-muted">With it an app makes pictures in this project.</span>
        </li>
        <li>
          <PageLink page="limits" search={{ new: 'budget', project: projectId }} className="text-accent-link font-medium">
            Set a budget
          </PageLink>
          <span className="block text-small text-ink-muted">It bounds what a mistake in its apps can cost.</span>
        </li>
      </ul>
    </Card>
  )
}

function ByModel({ usage, rows }: { usage: { data: Report | undefined; error: unknown; refetch: () => unknown }; rows: Row[] }) {
  const byModel = Map.groupBy(rows, ({ model }) => model ?? '')
  return (
    <Card title="By model">
      <QueryView query={usage} loading={<Loading />}>
        {() =>
          byModel.size === 0 ? (
            <EmptyState icon={CurrencyDollarIcon} title="Nothing was used yet" />
          ) : (
            <Facts
              items={[...byModel].map(([model, rows]) => [
                model,
                <span key={model} className="flex flex-wrap justify-between gap-x-3">
                  <span className="text-ink-muted">
                    {counted(
                      rows.reduce((total, row) => total + row.images, 0),
                      'picture',
                    )}
                  </span>
                  <Money micros={rows.reduce((total, row) => total + row.cost_micros, 0)} />
                </span>,
              ])}
            />
          )
        }
      </QueryView>
    </Card>
  )
}
