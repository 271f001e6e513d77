import { CheckCircleIcon, CircleIcon, ImagesIcon, PlusIcon } from '@phosphor-icons/react'
import type { components } from '../../../generated/config/types.ts'
import { config } from '../api/config.ts'
import { Filters, FilterSelect } from '../parts/filters.tsx'
import { count, counted, namesById, Time } from '../parts/format.tsx'
import { moneyShort } from '../parts/money.ts'
import { amount, Gauges, gaugeTitle, whose } from '../parts/gauge.tsx'
import { May } from '../parts/may.tsx'
import { MakeDrawer } from '../parts/make-drawer.tsx'
import { Loading, QueryView } from '../parts/notes.tsx'
import { Card, Page } from '../parts/page.tsx'
import { ButtonLink, PageLink } from '../parts/page-link.tsx'
import { RecentPictures } from '../parts/recent-pictures.tsx'
import { sayShare, Stat, Stats } from '../parts/stat.tsx'
import { useUrlState } from '../parts/url-state.ts'
import { whatToDo } from '../parts/what-to-do.tsx'
import { useInstance, useNearestProject, useOrganization } from '../places.tsx'
import { Button } from '../ui.ts'

type Overview = components['schemas']['InstanceOverview']
type LimitGauge = components['schemas']['LimitGauge']

const LIVE_MS = 15_000
const GAUGES_SHOWN = 5

export default function OverviewPage() {
  const [organization, instance] = [useOrganization(), useInstance()]
  const [url, setUrl] = useUrlState()
  const params = { path: { instance_id: instance.id } }
  const query = config.useQuery('get', '/instances/{instance_id}/overview', { params }, { refetchInterval: LIVE_MS })
  const shown = useNearestProject()
  const project = instance.projects.find(({ id }) => id === url['of']) ?? shown
  return (
    <Page
      title={instance.name}
      description="Spend, failures and the newest pictures of this instance. Days and months begin in UTC, as budgets do."
      actions={
        <May needs="developer">
          {(disabled) => (
            <Button icon={PlusIcon} disabled={disabled} onClick={() => setUrl({ new: 'project' })}>
              New project
            </Button>
          )}
        </May>
      }
    >
      {/* Limits and pictures are outside `QueryView`, so that their requests begin together with the request for the overview. */}
      <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
        <QueryView query={query} loading={<Loading className="h-72" />}>
          {(overview) => (
            <>
              <OpenAlerts />
              <Spend overview={overview} />
              <Checklist overview={overview} />
            </>
          )}
        </QueryView>
        <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-2">
          <Nearest />
          {query.data !== undefined && <Errors overview={query.data} />}
        </div>
        {shown !== null && project !== null && (
          <Card
            title="Recent pictures"
            actions={
              <PageLink page="gallery" place={{ project }}>
                Gallery
              </PageLink>
            }
          >
            {instance.projects.length > 1 && (
              <Filters names={[]}>
                <FilterSelect
                  name="of"
                  label="Project"
                  all={shown.name}
                  options={namesById(instance.projects.filter(({ id }) => id !== shown.id))}
                />
              </Filters>
            )}
            <RecentPictures project={project} icon={ImagesIcon} />
          </Card>
        )}
      </div>
      <MakeDrawer
        open={url['new'] === 'project'}
        onClose={() => setUrl({ new: '' })}
        title="New project"
        note="Pictures and keys belong to a project, and usage is counted for each project."
        needs="developer"
        path="/instances/{instance_id}/projects"
        make={({ name, slug }) => ({ params: { path: { instance_id: instance.id } }, body: { name, slug } })}
        next={(slug) => `/o/${organization.slug}/i/${instance.slug}/p/${slug}/project`}
      />
    </Page>
  )
}

function OpenAlerts() {
  const { open_alerts: open } = useInstance()
  if (open === 0) return null
  return (
    <p className="rounded-card bg-warn-tint px-4 py-3">
      {counted(open, 'alert')} {open === 1 ? 'needs' : 'need'} attention.{' '}
      <PageLink page="alerts" className="text-accent-link font-medium">
        Show alerts
      </PageLink>
    </p>
  )
}

function Spend({ overview: { usage } }: { overview: Overview }) {
  const { today, this_month: month } = usage
  return (
    <Stats>
      <Stat
        label="Spent today"
        value={
          <PageLink page="usage" search={{ span: 'day', by: 'model' }} className="hover:underline">
            {moneyShort(today.cost_micros)}
          </PageLink>
        }
        note={counted(today.images, 'picture')}
      />
      <Stat
        label="Spent this month"
        value={
          <PageLink page="usage" className="hover:underline">
            {moneyShort(month.cost_micros)}
          </PageLink>
        }
        note={month.held_micros > 0 ? `${moneyShort(month.held_micros)} held until it is settled` : 'nothing held'}
      />
      <Stat
        label="Pictures this month"
        value={
          <PageLink page="usage" search={{ metric: 'images' }} className="hover:underline">
            {count(month.images)}
          </PageLink>
        }
        note={`from ${counted(month.requests, 'generation')}`}
      />
      <Stat
        label="Failed generations this month"
        value={
          <PageLink page="usage" search={{ metric: 'failed' }} className="hover:underline">
            {count(month.failed)}
          </PageLink>
        }
        note={sayShare(month.failed, month.requests)}
      />
    </Stats>
  )
}

interface Step {
  title: string
  /** The label of the button that opens the page of the step. */
  next: string
  why: string
  page: string
  isDone: boolean
}

/** Lists what an empty instance still needs, until everything is done. */
function Checklist({ overview: { set_up: setUp, usage } }: { overview: Overview }) {
  const instance = useInstance()
  const steps: Step[] = [
    {
      title: 'A project',
      next: 'Make a project',
      why: 'Pictures and keys belong to one.',
      page: 'overview',
      isDone: setUp.projects > 0,
    },
    {
      title: 'A provider',
      next: 'Connect a provider',
      why: 'Without one, only the built-in model sketch makes pictures.',
      page: 'providers',
      isDone: setUp.credentials > 0,
    },
    {
      title: 'A default model',
      next: 'Choose a default model',
      why: 'For requests that name none.',
      page: 'models',
      isDone: instance.default_model !== null,
    },
    {
      title: 'A limit or budget',
      next: 'Set a budget',
      why: 'So that a mistake in an app cannot run up a bill.',
      page: 'limits',
      isDone: setUp.limits > 0,
    },
    {
      title: 'A first picture',
      next: 'Make a picture',
      why: 'To see that everything works.',
      page: 'playground',
      isDone: usage.this_month.succeeded > 0,
    },
    {
      title: 'A key',
      next: 'Create a key',
      why: 'An app needs one to make requests.',
      page: 'keys',
      isDone: setUp.project_keys > 0,
    },
  ]
  const done = steps.filter(({ isDone }) => isDone).length
  const next = steps.find(({ isDone }) => !isDone)
  if (next === undefined) return null
  const searchOf = ({ page }: Step): Record<string, string> =>
    page === 'overview' ? { new: 'project' } : page === 'limits' ? { new: 'budget' } : {}
  return (
    <Card
      title={`Set up: ${done} of ${steps.length}`}
      actions={
        <ButtonLink page={next.page} search={searchOf(next)}>
          {next.next}
        </ButtonLink>
      }
    >
      <ul className="grid gap-x-6 gap-y-3 sm:grid-cols-2 xl:grid-cols-3" aria-label="Checklist">
        {steps.map((step) => {
          const { title, why, page, isDone } = step
          return (
            <li key={title} className="flex gap-2.5">
              {isDone ? (
                <CheckCircleIcon weight="fill" className="mt-px size-5 shrink-0 text-good" aria-label="Done" />
              ) : (
                <CircleIcon className="mt-px size-5 shrink-0 text-ink-faint" aria-label="To do" />
              )}
              <span>
                {isDone ? (
                  <span className="font-medium text-ink-muted">{title}</span>
                ) : (
                  <PageLink page={page} search={searchOf(step)} className="text-accent-link font-medium">
                    {title}
                  </PageLink>
                )}
                <span className="block text-small text-ink-muted">{why}</span>
              </span>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}

function useLimitStates() {
  const params = { path: { instance_id: useInstance().id } }
  return config.useQuery('get', '/instances/{instance_id}/limits/states', { params }, { refetchInterval: LIVE_MS })
}

function Nearest() {
  const query = useLimitStates()
  return (
    <Card title="Budgets and limits, closest to their end first" actions={<PageLink page="limits">All</PageLink>}>
      <QueryView query={query}>
        {({ data: gauges }) =>
          gauges.length === 0 ? (
            <p className="text-ink-muted">
              Nothing bounds what this instance may spend.{' '}
              <PageLink page="limits" search={{ new: 'budget' }} className="text-accent-link underline">
                Set a budget
              </PageLink>
              .
            </p>
          ) : (
            <Gauges label="Nearest to their end" gauges={gauges.slice(0, GAUGES_SHOWN)} />
          )
        }
      </QueryView>
    </Card>
  )
}

function Errors({ overview: { errors } }: { overview: Overview }) {
  return (
    <Card title="Failed requests of the last 24 hours">
      <p className="mb-3 text-small text-ink-muted">Every request to the API that was refused or failed, by its error code.</p>
      {errors.length === 0 ? (
        <p className="text-ink-muted">None.</p>
      ) : (
        <ul className="grid grid-cols-1 gap-3" aria-label="Failed requests by code">
          {errors.map(({ error_code: code, requests, last_at: at }) => (
            <li key={code} className="flex gap-3">
              <span className="tabular w-10 shrink-0 text-right font-semibold">{count(requests)}</span>
              <span className="min-w-0">
                <PageLink
                  page="generations"
                  search={{ tab: 'requests', of: 'all', error_code: code, since: 'day' }}
                  className="text-accent-link font-mono text-small"
                >
                  {code}
                </PageLink>{' '}
                <span className="text-small text-ink-muted">
                  last <Time at={at} />
                </span>
                <span className="block text-small text-ink-muted">
                  {code === 'budget_exceeded' ? <BudgetAdvice refusedAt={at} /> : whatToDo(code)}
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

/**
 * Returns whether a budget may have refused a request at `refusedAt` and may refuse more requests now. The costs of the requests are not
 * known here, so the answer is a guess. It is true if the budget's day or month has not ended since `refusedAt`, and less than half of the
 * budget is left.
 */
function mayStillRefuse({ window_seconds: seconds, resets_at: end, remaining, limit }: LimitGauge, refusedAt: string): boolean {
  const began = end === null || seconds === null ? -Infinity : Date.parse(end) - seconds * 1000
  return remaining * 2 < limit && began <= Date.parse(refusedAt)
}

/**
 * Says what to do after a budget has refused a request. If some budgets may still refuse requests, names the one with the least left, and
 * says when it renews. Otherwise, says that the budgets have room again.
 */
function BudgetAdvice({ refusedAt }: { refusedAt: string }) {
  const states = useLimitStates().data?.data
  const budgets = states?.filter(({ metric }) => metric === 'cost_micros') ?? []
  const least = budgets.toSorted((one, other) => one.remaining - other.remaining).find((budget) => mayStillRefuse(budget, refusedAt))
  const link = (
    <PageLink page={least?.scope === 'organization' ? 'organization' : 'limits'} className="text-accent-link font-medium">
      Show the budgets
    </PageLink>
  )
  if (states === undefined) return <>A budget has no room left. {link}</>
  // A budget has refused the request. `states` contains all budgets except those that a single key has of its own. So if `states` contains
  // no budget at all, the key's own budget has refused the request.
  if (budgets.length === 0) return <>The key has used up its own budget. Raise it on the page of keys, or wait until its time ends.</>
  if (least === undefined) return <>The budgets have room again. Only a request that may cost more than what is left is refused. {link}</>
  return (
    <>
      Least is left of: {gaugeTitle(least)}, <bdi>{whose(least)}</bdi>, {amount(least.metric, least.remaining)} of{' '}
      {amount(least.metric, least.limit)}
      {least.resets_at !== null && (
        <>
          {' '}
          (renews <Time at={least.resets_at} />)
        </>
      )}
      . Wait until then, or raise it. {link}
    </>
  )
}
