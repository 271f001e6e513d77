import { GaugeIcon, PlusIcon, TrashIcon } from '@phosphor-icons/react'
import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react'
import type { components } from '../../../generated/config/types.ts'
import { config, configApi } from '../api/config.ts'
import { problemOf } from '../api/problem.ts'
import { useVersioned, type Versioned } from '../api/with-etag.ts'
import { useAfter } from '../parts/after.ts'
import { ChangedMeanwhile } from '../parts/changed-meanwhile.tsx'
import { count, words } from '../parts/format.tsx'
import { dollarsOf, microsOf } from '../parts/money.ts'
import { amount, Gauges, METRICS, span } from '../parts/gauge.tsx'
import { May, useWhyNot } from '../parts/may.tsx'
import { EmptyState, ErrorNote, QueryView } from '../parts/notes.tsx'
import { Card, Page } from '../parts/page.tsx'
import { PageLink } from '../parts/page-link.tsx'
import { useUnsaved } from '../parts/unsaved.ts'
import { useUrlState } from '../parts/url-state.ts'
import { useVersionedSave } from '../parts/versioned-save.ts'
import { useInstance } from '../places.tsx'
import { Button, cn, Input, Select } from '../ui.ts'
import { Target } from './limits/target.tsx'

type LimitSet = components['schemas']['LimitSet']
type Limit = components['schemas']['Limit']
type Metric = Limit['metric']
type Scope = Limit['scope']

const LIVE_MS = 5_000
/** If the parameter `new` of the address has this value, the page opens with a rule for a new budget. */
const BUDGET = 'budget'
const PATH = '/instances/{instance_id}/limits'
const STATES = '/instances/{instance_id}/limits/states'

export default function LimitsPage() {
  const instance = useInstance()
  const [, setUrl] = useUrlState()
  const params = { path: { instance_id: instance.id } }
  const states = config.useQuery('get', STATES, { params }, { refetchInterval: LIVE_MS })
  const limits = useVersioned(['get', PATH, instance.id], () => read(instance.id))
  return (
    <Page
      title="Limits and budgets"
      description="How much may be used, by whom, and in what time. The tightest limit decides; a request above it is refused before it costs anything."
    >
      <div className="grid items-start gap-5 xl:grid-cols-2">
        <Card title="In use now, closest to the limit first" actions={<PageLink page="organization">Budget of the organization</PageLink>}>
          <QueryView query={states}>
            {({ data: gauges, truncated }) =>
              gauges.length === 0 ? (
                <EmptyState
                  icon={GaugeIcon}
                  title="Nothing is limited"
                  action={
                    <May needs="developer">
                      {(disabled) => (
                        <Button variant="primary" icon={PlusIcon} disabled={disabled} onClick={() => setUrl({ new: BUDGET })}>
                          Set a budget
                        </Button>
                      )}
                    </May>
                  }
                >
                  Add a budget first: it bounds what a mistake in an app can cost.
                </EmptyState>
              ) : (
                <>
                  <Gauges label="Limits as they stand" gauges={gauges} />
                  {truncated && <p className="mt-4 text-small text-ink-muted">There are more; these are closest to their end.</p>}
                </>
              )
            }
          </QueryView>
        </Card>
        <Card title="Rules">
          <QueryView query={limits}>{(first) => <Editor key={instance.id} first={first} />}</QueryView>
        </Card>
      </div>
    </Page>
  )
}

/** A limit while the user edits it; the page calls it a rule. Its numbers are texts, as the user has typed them. */
interface Draft {
  id: number
  scope: Scope
  target: string
  metric: Metric
  window: string
  amount: string
  burst: string
}

const EACH: Record<Scope, string> = {
  instance: 'The whole instance',
  project: 'Projects',
  key: 'Keys',
  provider: 'Providers',
  model: 'Models',
}
const CALENDAR = { day: 'a day (UTC)', month: 'a month (UTC)' }
const RATES: Record<string, string> = Object.fromEntries(
  [1, 10, 60, 3_600, 86_400, 2_592_000].map((seconds) => [String(seconds), `in ${span(seconds)}`]),
)

let made = 0
function draftOf({ scope, target, metric, window, window_seconds: seconds, limit, burst }: Limit): Draft {
  return {
    id: made++,
    scope,
    target: target ?? '',
    metric,
    window: window ?? (seconds === undefined ? '' : String(seconds)),
    amount: String(metric === 'cost_micros' ? dollarsOf(limit) : limit),
    burst: burst === undefined ? '' : String(burst),
  }
}

/** Describes a limit in a few words. */
function sayLimit({ scope, target, metric, window, window_seconds: seconds, limit }: Limit): string {
  const time = window === undefined ? (seconds === undefined ? '' : ` in ${span(seconds)}`) : ` ${CALENDAR[window]}`
  return `${METRICS[metric]}: ${amount(metric, limit)}${time}, ${target ?? EACH[scope].toLowerCase()}`
}

/**
 * Says what a limit on a rate admits. The burst is admitted at once, and room for more comes back at the rate. So a window of the limit
 * admits at most the sum of the burst and the amount.
 */
function sayRate({ amount, burst }: Draft): string {
  const [rate, atOnce] = [Number(amount), Number(burst === '' ? amount : burst)]
  const here = amount === '' ? '' : ` Here: ${count(atOnce)} at once, and at most ${count(rate + atOnce)} in any such time.`
  return `At once: how many may come in the same moment; empty, as many as the limit. Room then comes back evenly, so any such time admits at most both numbers together.${here}`
}

function limitOf({ scope, target, metric, window, amount, burst }: Draft): Limit {
  const number = Number(amount)
  const common = { scope, target: scope === 'instance' || target === '' ? null : target, metric }
  if (metric === 'cost_micros') return { ...common, window: window === 'month' ? 'month' : 'day', limit: microsOf(number) }
  if (metric === 'concurrency') return { ...common, limit: number }
  return { ...common, window_seconds: Number(window), limit: number, ...(burst === '' ? {} : { burst: Number(burst) }) }
}

/** Returns what a rule limits, as one text. Of two rules with the same text, only one can be saved. */
const nameOf = ({ scope, target, metric, window }: Omit<Draft, 'id'>): string => [scope, target, metric, window].join(' ')

const read = (id: string) => configApi.GET(PATH, { params: { path: { instance_id: id } } })

function Editor({ first }: { first: Versioned<LimitSet> }) {
  const instance = useInstance()
  const whyNot = useWhyNot('developer')
  const [drafts, setDrafts] = useState(() => first.value.limits.map(draftOf))
  const saved = useVersionedSave({
    first,
    read: () => read(instance.id),
    after: useAfter({ done: 'Limits are in force', invalidates: [PATH, STATES, '/instances/{instance_id}/overview'] }),
  })
  const { limits } = saved.base
  const differs = (shown: readonly Draft[]) =>
    JSON.stringify(shown.map(limitOf)) !== JSON.stringify(limits.map((limit) => limitOf(draftOf(limit))))
  const isChanged = differs(drafts)
  const change = (id: number, values: Partial<Draft>) =>
    setDrafts(drafts.map((draft) => (draft.id === id ? { ...draft, ...values } : draft)))
  const add = (projectId?: string) => {
    const whom = projectId === undefined ? { scope: 'instance' as const, target: '' } : { scope: 'project' as const, target: projectId }
    const budget = { ...whom, metric: 'cost_micros' as const, amount: '', burst: '' }
    // The instance and each project can have one monthly and one daily budget. If `whom` has a monthly budget, the new one is daily.
    const hasMonth = drafts.some((draft) => nameOf(draft) === nameOf({ ...budget, window: 'month' }))
    setDrafts([...drafts, { ...budget, id: made++, window: hasMonth ? 'day' : 'month' }])
  }
  useNewBudget(add)
  // A new rule without an amount limits nothing yet. So it does not count as unsaved input, and the user may leave the page without a
  // question.
  useUnsaved(() => differs(drafts.filter(({ amount }) => amount !== '')))
  const submit = useMutation({
    mutationFn: () =>
      saved.save((etag) =>
        configApi.PUT(PATH, {
          params: { path: { instance_id: instance.id }, header: { 'If-Match': etag } },
          body: { limits: drafts.map(limitOf) },
        }),
      ),
    onSuccess: (now) => now !== null && setDrafts(now.limits.map(draftOf)),
  })
  const problem = problemOf(submit.error)
  const faultOf = (index: number) =>
    problem?.errors?.filter(({ pointer }) => pointer.startsWith(`/body/limits/${index}/`) || pointer === `/body/limits/${index}`) ?? []
  const twins = drafts.map((draft, index) => drafts.slice(0, index).findIndex((before) => nameOf(before) === nameOf(draft)))
  const isIncomplete = drafts.some(({ amount }) => amount.trim() === '' || !Number.isFinite(Number(amount)))
  return (
    <form
      noValidate
      className="grid grid-cols-1 gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        submit.mutate()
      }}
    >
      {whyNot !== null && <p className="text-small text-ink-muted">{whyNot}</p>}
      <ol hidden={drafts.length === 0} className="grid grid-cols-1 gap-3" aria-label="Rules">
        {drafts.map((draft, index) => (
          <li key={draft.id} className="rounded-control border border-edge p-3">
            <DraftFields
              draft={draft}
              number={index + 1}
              disabled={whyNot !== null}
              onChange={(values) => change(draft.id, values)}
              onRemove={() => setDrafts(drafts.filter(({ id }) => id !== draft.id))}
            />
            {twins[index] !== -1 && (
              <p role="alert" className="mt-2 text-small text-bad">
                Rule {twins[index]! + 1} is for the same thing and time. Change one of them, or remove it.
              </p>
            )}
            {faultOf(index).map(({ pointer, message }) => (
              <p key={pointer} role="alert" className="mt-2 text-small text-bad">
                {pointer.split('/')[4]?.replaceAll('_', ' ') ?? 'This rule'} {message}
              </p>
            ))}
          </li>
        ))}
      </ol>
      {drafts.length === 0 && <p className="text-ink-muted">No rules yet.</p>}
      {submit.error !== null && <ErrorNote error={submit.error} />}
      <ChangedMeanwhile
        saved={saved}
        what="set of limits"
        id={instance.id}
        names={['limits']}
        say={{ limits: (value) => value.map(sayLimit) }}
        onTake={(now) => setDrafts(now.limits.map(draftOf))}
      />
      <div className="flex flex-wrap justify-between gap-2">
        <Button type="button" icon={PlusIcon} disabled={whyNot !== null} onClick={() => add()}>
          Add a rule
        </Button>
        <span className="flex gap-2">
          {isChanged && (
            <Button type="button" onClick={() => setDrafts(limits.map(draftOf))}>
              Undo
            </Button>
          )}
          <Button
            type="submit"
            variant="primary"
            loading={submit.isPending}
            disabled={whyNot !== null || !isChanged || isIncomplete || twins.some((twin) => twin !== -1)}
          >
            Save
          </Button>
        </span>
      </div>
    </form>
  )
}

/**
 * If the address has the parameter `new=budget`, adds a rule for a new budget and removes the parameter from the address. If the address
 * has the parameter `project` as well, the budget is for this project.
 */
function useNewBudget(onAdd: (projectId: string | undefined) => void): void {
  const [url, setUrl] = useUrlState()
  const add = useEffectEvent(() => {
    onAdd(url['project'])
    setUrl({ new: '', project: '' })
  })
  const isWanted = url['new'] === BUDGET
  useEffect(() => {
    if (isWanted) add()
  }, [isWanted])
}

interface DraftFieldsProps {
  draft: Draft
  number: number
  disabled: boolean
  onChange: (values: Partial<Draft>) => void
  onRemove: () => void
}

function DraftFields({ draft, number, disabled, onChange, onRemove }: DraftFieldsProps) {
  const isRate = isRateOf(draft.metric)
  const named = (name: string) => `${name} of rule ${number}`
  return (
    <>
      <div className="mb-1 flex items-center justify-between gap-2">
        <h3 className="text-small font-semibold">Rule {number}</h3>
        <Button
          type="button"
          size="sm"
          variant="ghost"
          shape="square"
          icon={TrashIcon}
          disabled={disabled}
          aria-label={`Remove rule ${number}`}
          onClick={onRemove}
        />
      </div>
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-3">
        <What draft={draft} named={named} disabled={disabled} onChange={onChange} />
        <Whom draft={draft} named={named} disabled={disabled} onChange={onChange} />
        {isRate && (
          <Cell label="At once, at most" className="max-sm:col-span-2">
            <Input
              aria-label={named('Most at once')}
              className="w-full"
              type="number"
              min={1}
              disabled={disabled}
              placeholder={draft.amount === '' ? 'As many' : draft.amount}
              value={draft.burst}
              onChange={(event) => onChange({ burst: event.target.value })}
            />
          </Cell>
        )}
      </div>
      {isRate && <p className="mt-2 text-micro text-ink-muted">{sayRate(draft)}</p>}
    </>
  )
}

/** A field of a rule with its label. Screen readers get a longer name from the field itself, with the number of the rule. */
function Cell({ label, className, children }: { label: string; className?: string; children: ReactNode }) {
  return (
    <div className={cn('min-w-0', className)}>
      <span aria-hidden className="mb-1 block text-micro text-ink-muted">
        {label}
      </span>
      {children}
    </div>
  )
}

const isRateOf = (metric: Metric) => metric !== 'cost_micros' && metric !== 'concurrency'

type PartProps = Pick<DraftFieldsProps, 'draft' | 'disabled' | 'onChange'> & { named: (name: string) => string }

function What({ draft, named, disabled, onChange }: PartProps) {
  const { scope, metric } = draft
  const known = draft.window in RATES || draft.window === '' ? {} : { [draft.window]: `in ${draft.window} s` }
  const windows = isRateOf(metric) ? { ...RATES, ...known } : CALENDAR
  return (
    <>
      <Cell label="What" className="max-sm:col-span-2">
        <Select<string>
          aria-label={named('Metric')}
          className="w-full"
          disabled={disabled}
          items={METRICS}
          value={metric}
          onValueChange={(value) => {
            const next = (value ?? metric) as Metric
            const window = next === 'cost_micros' ? 'month' : next === 'concurrency' ? '' : '60'
            onChange({
              metric: next,
              window,
              burst: '',
              ...(next === 'cost_micros' && (scope === 'provider' || scope === 'model') ? { scope: 'instance', target: '' } : {}),
            })
          }}
        />
      </Cell>
      <Cell
        label={metric === 'cost_micros' ? 'US dollars' : 'At most'}
        {...(metric === 'concurrency' && { className: 'max-sm:col-span-2' })}
      >
        <Input
          aria-label={named('Amount')}
          className="w-full"
          type="number"
          inputMode="decimal"
          min={0}
          step="any"
          disabled={disabled}
          value={draft.amount}
          placeholder={metric === 'cost_micros' ? '100.00' : '60'}
          onChange={(event) => onChange({ amount: event.target.value })}
        />
      </Cell>
      {metric !== 'concurrency' && (
        <Cell label="Time">
          <Select<string>
            aria-label={named('Time')}
            className="w-full"
            disabled={disabled}
            items={windows}
            value={draft.window}
            onValueChange={(value) => onChange({ window: value ?? draft.window })}
          />
        </Cell>
      )}
    </>
  )
}

/** Returns the classes for the widths of the fields `For` and `Which`. With these widths, a rule's fields fill each line of its grid. */
function widthsOf({ scope, metric }: Draft): { scope: string; target: string } {
  if (metric === 'concurrency') return { scope: 'max-sm:col-span-2', target: 'col-span-full' }
  if (metric === 'cost_micros') return { scope: scope === 'instance' ? 'col-span-full' : '', target: 'sm:col-span-2' }
  return { scope: scope === 'instance' ? 'col-span-2' : '', target: '' }
}

function Whom({ draft, named, disabled, onChange }: PartProps) {
  const { scope, target, metric } = draft
  const widths = widthsOf(draft)
  // Providers and models have no budgets, because a cost is reserved before it is known which model of the fallback chain will spend it.
  const scopes = metric === 'cost_micros' ? { instance: EACH.instance, project: EACH.project, key: EACH.key } : EACH
  return (
    <>
      <Cell label="For" className={widths.scope}>
        <Select<string>
          aria-label={named('For')}
          className="w-full"
          disabled={disabled}
          items={scopes}
          value={scope}
          onValueChange={(value) => onChange({ scope: (value ?? scope) as Scope, target: '' })}
        />
      </Cell>
      {scope !== 'instance' && (
        <Cell label="Which" className={widths.target}>
          <Target
            scope={scope}
            label={named(words(scope))}
            disabled={disabled}
            target={target}
            onChange={(id) => onChange({ target: id })}
          />
        </Cell>
      )}
    </>
  )
}
