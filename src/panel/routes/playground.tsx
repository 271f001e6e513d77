import { MagicWandIcon, SparkleIcon } from '@phosphor-icons/react'
import { useQueries, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import { data, dataApi, inProject } from '../api/data.ts'
import { sayProblem } from '../api/problem.ts'
import { money, moneyShort } from '../parts/format.tsx'
import { May, useWhyNot } from '../parts/may.tsx'
import { EmptyState, ErrorNote, Loading, QueryView } from '../parts/notes.tsx'
import { Page } from '../parts/page.tsx'
import { toastProblem } from '../parts/toast.ts'
import { useUrlState } from '../parts/url-state.ts'
import { useInstance, useProject } from '../places.tsx'
import {
  capabilitiesFor,
  type Draft,
  emptyDraft,
  formShape,
  type GenerateRequest,
  missing,
  type Model,
  type Operation,
  OPERATIONS,
  requestFor,
} from '../playground/capabilities.ts'
import { CopyAs } from '../playground/copy-as.tsx'
import { draftOf } from '../playground/draft-of.ts'
import { Fields } from '../playground/fields.tsx'
import type { Generation } from '../playground/follow.ts'
import { Inputs } from '../playground/inputs.tsx'
import { ModelPicker } from '../playground/model-picker.tsx'
import { ResultCard } from '../playground/result-card.tsx'
import { withoutDefaults } from '../playground/snippets.ts'
import { asInput } from '../playground/upload.ts'
import { Button, InputArea, Select } from '../ui.ts'
import { dataKeyFor } from '../api/data-key.ts'

const MOST_MODELS = 4
const SETTLE_MS = 350
const RECENT = 12

export default function PlaygroundPage() {
  const project = useProject()
  const models = data.useQuery('get', '/models', { params: { header: inProject(project.id) } }, { staleTime: 60_000 })
  return (
    <Page title="Playground" description="Make a picture, compare models, see what each costs before you start." width="full">
      <QueryView query={models} loading={<Loading className="h-96" />}>
        {({ data: all }) => <Workbench key={project.id} models={all} />}
      </QueryView>
    </Page>
  )
}

/** The models in the address; otherwise the instance's default; otherwise the first one that can be used. */
function useChosenModels(models: Model[], operation: Operation): [Model[], (ids: string[]) => void] {
  const [url, setUrl] = useUrlState()
  const { default_model: defaultModel } = useInstance()
  const able = models.filter((model) => capabilitiesFor(model, operation) !== null && model.ready)
  const named = (url['models'] ?? '').split(',').flatMap((id) => able.find((model) => model.id === id) ?? [])
  const fallback =
    able.find((model) => model.id === defaultModel || (defaultModel !== null && model.aliases.includes(defaultModel))) ?? able[0]
  const chosen = named.length > 0 ? named : fallback === undefined ? [] : [fallback]
  return [chosen.slice(0, MOST_MODELS), (ids) => setUrl({ models: ids.join(',') })]
}

function Workbench({ models }: { models: Model[] }) {
  const project = useProject()
  const [url, setUrl] = useUrlState()
  const operation = (url['operation'] ?? 'generate') in OPERATIONS ? ((url['operation'] ?? 'generate') as Operation) : 'generate'
  const [draft, setDraft] = useState<Draft>(() => emptyDraft(operation))
  const [chosen, choose] = useChosenModels(models, operation)
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }))
  const setOperation = (next: Operation) => setUrl({ operation: next === 'generate' ? '' : next })
  const current = { ...draft, operation }
  const shape = formShape(
    chosen.flatMap((model) => capabilitiesFor(model, operation) ?? []),
    operation,
  )
  const requests = chosen.map((model) => requestFor(model, current, chosen.length === 1)!)
  const isMissing = shape === null ? 'No model of this instance does that and is ready.' : missing(current, shape)
  const start = useStart(project.id)
  const [copying, setCopying] = useState<{ request: GenerateRequest; baseUrl: string } | null>(null)
  useNamedInput(project.id, url['input'], (picture) => {
    change({ inputs: [picture], mask: null })
    setUrl({ input: '', operation: operation === 'generate' ? 'edit' : operation })
  })
  const again = (generation: Generation) => {
    void draftOf(project.id, generation).then(setDraft, (error: unknown) => toastProblem('A picture that it was made from is gone', error))
    setUrl({ again: '', operation: generation.operation === 'generate' ? '' : generation.operation, models: generation.requested_model })
    window.scrollTo({ top: 0, behavior: 'smooth' })
  }
  useNamedGeneration(project.id, url['again'], again)
  const copy = (request: GenerateRequest) =>
    void dataKeyFor(project.id).then(
      ({ baseUrl }) => setCopying({ request, baseUrl: new URL(baseUrl, window.location.href).href }),
      (error: unknown) => toastProblem('The address is not known', error),
    )
  return (
    <div className="grid gap-6 lg:grid-cols-[minmax(20rem,26rem)_minmax(0,1fr)]">
      <form
        aria-label="What to make"
        className="grid grid-cols-[minmax(0,1fr)] content-start gap-4"
        onSubmit={(event) => event.preventDefault()}
      >
        <Select<string>
          className="w-full"
          label="What to do"
          items={Object.fromEntries(Object.entries(OPERATIONS).map(([id, { title }]) => [id, title]))}
          value={operation}
          description={OPERATIONS[operation].says}
          onValueChange={(next) => setOperation((next ?? 'generate') as Operation)}
        />
        <ModelPicker models={models} operation={operation} chosen={chosen} most={MOST_MODELS} onChange={choose} />
        {shape !== null && (
          <>
            {shape.prompt !== null && (
              <InputArea
                label={operation === 'generate' ? 'Prompt' : 'What to do with it'}
                placeholder={operation === 'generate' ? 'A lighthouse in fog, woodcut' : 'Make it winter'}
                rows={4}
                dir="auto"
                maxLength={shape.prompt.longest}
                value={draft.prompt}
                onChange={(event) => change({ prompt: event.target.value })}
              />
            )}
            <Inputs key={operation} projectId={project.id} draft={current} shape={shape} onChange={change} />
            <Fields draft={current} shape={shape} onChange={change} />
          </>
        )}
        <Run projectId={project.id} chosen={chosen} requests={requests} isMissing={isMissing} start={start} onCopy={copy} />
      </form>
      <Results
        projectId={project.id}
        starting={start.isPending ? chosen : []}
        onUse={(image) => {
          change({ inputs: [asInput({ ...image, id: image.asset_id }, 'image')], mask: null })
          if (operation === 'generate') setOperation('edit')
          window.scrollTo({ top: 0, behavior: 'smooth' })
        }}
        onAgain={again}
        onCopy={(generation) => copy(requestOf(generation))}
      />
      <CopyAs request={copying?.request ?? null} baseUrl={copying?.baseUrl ?? ''} onClose={() => setCopying(null)} />
    </div>
  )
}

const requestOf = ({ request, requested_model: model, prompt }: Generation): GenerateRequest =>
  request === null ? { model, ...(prompt === null ? {} : { prompt }) } : withoutDefaults(request)

/** Adds the picture that the address names, for example after a link in the gallery. */
function useNamedInput(projectId: string, assetId: string | undefined, onFound: (picture: ReturnType<typeof asInput>) => void): void {
  // Runs once for each picture in the address, although the page passes a new function at each rendering.
  const found = useEffectEvent(onFound)
  useEffect(() => {
    if (assetId === undefined) return
    const find = async () => {
      const { data: asset, error } = await dataApi.GET('/assets/{asset_id}', {
        params: { header: inProject(projectId), path: { asset_id: assetId } },
      })
      if (asset !== undefined) found(asInput(asset, 'image'))
      else toastProblem('That picture is not there', error)
    }
    void find()
  }, [projectId, assetId])
}

/** Fills the form from the generation that the address names. */
function useNamedGeneration(projectId: string, id: string | undefined, onFound: (generation: Generation) => void): void {
  const found = useEffectEvent(onFound)
  useEffect(() => {
    if (id === undefined) return
    const find = async () => {
      const { data: generation, error } = await dataApi.GET('/generations/{generation_id}', {
        params: { header: inProject(projectId), path: { generation_id: id } },
      })
      if (generation !== undefined) found(generation)
      else toastProblem('That generation is not there', error)
    }
    void find()
  }, [projectId, id])
}

interface RunProps {
  projectId: string
  chosen: Model[]
  requests: GenerateRequest[]
  isMissing: string | null
  start: ReturnType<typeof useStart>
  onCopy: (request: GenerateRequest) => void
}

/** Shows the cost for each model and in total, and the button that starts the generations. */
function Run({ projectId, chosen, requests, isMissing, start, onCopy }: RunProps) {
  const settled = useSettled(requests, SETTLE_MS)
  const whyNot = useWhyNot('developer', 'generate')
  // While the user changes the form, the last quote is for another request.
  const isAsking = isMissing === null && whyNot === null && JSON.stringify(settled) === JSON.stringify(requests)
  const quotes = useQueries({
    queries: settled.map((body) => ({
      ...data.queryOptions('post', '/quote', { params: { header: inProject(projectId) }, body: body as never }),
      enabled: isAsking,
      staleTime: 30_000,
    })),
  })
  const known = quotes.flatMap(({ data }) => data ?? [])
  const sum = known.reduce((total, quote) => total + quote.amount_micros, 0)
  const isExact = known.length === chosen.length && known.every(({ exact }) => exact)
  const hasError = isAsking && quotes.some(({ error, isFetching }) => error !== null && !isFetching)
  const price = known.length === 0 || !isAsking ? '' : ` · ${isExact ? '' : 'about '}${moneyShort(sum)}`
  return (
    <div className="sticky bottom-3 z-10 grid grid-cols-[minmax(0,1fr)] gap-3 rounded-card border border-edge bg-surface p-4 shadow-float">
      <ul aria-label="Quote" className="grid grid-cols-[minmax(0,1fr)] gap-2">
        {chosen.map((model, index) => {
          const quote = quotes[index]
          const told = isAsking ? quote?.data : undefined
          return (
            <li key={model.id}>
              <p className="flex items-baseline justify-between gap-3">
                <span className="min-w-0 truncate font-medium">{model.name}</span>
                <span className="tabular whitespace-nowrap" aria-live="polite">
                  {told === undefined
                    ? isAsking && quote?.error === null
                      ? '…'
                      : '–'
                    : `${told.exact ? '' : 'about '}${money(told.amount_micros)}`}
                </span>
              </p>
              {told !== undefined && told.max_micros > told.amount_micros && (
                <p className="text-micro text-ink-muted">up to {money(told.max_micros)} with fallbacks</p>
              )}
              {told?.warnings.map(({ message }) => (
                <p key={message} className="text-small text-warn">
                  {message}
                </p>
              ))}
              {isAsking && quote?.error != null && (
                <p className="text-small text-bad [overflow-wrap:anywhere]">{sayProblem(quote.error)}</p>
              )}
            </li>
          )
        })}
      </ul>
      {isMissing !== null && <p className="text-small text-ink-muted">{isMissing}</p>}
      {start.error !== null && <ErrorNote error={start.error} />}
      <div className="flex flex-wrap gap-2">
        <May needs="developer" scope="generate">
          {(disabled) => (
            <Button
              type="submit"
              variant="primary"
              size="lg"
              icon={SparkleIcon}
              className="flex-1 justify-center"
              disabled={disabled || isMissing !== null || hasError}
              loading={start.isPending}
              onClick={() => void start.run(requests)}
            >
              {`Make${chosen.length > 1 ? ` with ${chosen.length} models` : ''}${price}`}
            </Button>
          )}
        </May>
        <Button size="lg" disabled={requests.length === 0 || isMissing !== null} onClick={() => onCopy(requests[0]!)}>
          Copy as…
        </Button>
      </div>
    </div>
  )
}

/** Returns the value after it has not changed for a moment. */
function useSettled<Value>(value: Value, waitMs: number): Value {
  const text = JSON.stringify(value)
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), waitMs)
    return () => clearTimeout(timer)
  }, [text, waitMs])
  return JSON.parse(settled) as Value
}

function useStart(projectId: string) {
  const client = useQueryClient()
  const [isPending, setIsPending] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const run = async (requests: GenerateRequest[]) => {
    setIsPending(true)
    setError(null)
    const started = await Promise.allSettled(
      requests.map(async (body) => {
        const { data: generation, error: refused } = await dataApi.POST('/generate', {
          params: { header: { ...inProject(projectId), Prefer: 'respond-async' } },
          body,
        })
        if (refused !== undefined) throw refused
        return generation
      }),
    )
    const made = started.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
    const failed = started.find((each) => each.status === 'rejected')
    if (failed !== undefined) setError(failed.reason)
    prepend(client, projectId, made)
    setIsPending(false)
  }
  return { run, isPending, error }
}

const recentKey = (projectId: string) => ['playground', projectId]

/** Adds a generation to the cached list immediately, because the API's list contains it only a moment later. */
function prepend(client: ReturnType<typeof useQueryClient>, projectId: string, made: Generation[]): void {
  client.setQueryData<Generation[]>(recentKey(projectId), (before = []) => [...made, ...before])
}

interface ResultsProps {
  projectId: string
  /** Models whose request has no response yet. */
  starting: Model[]
  onUse: (image: Generation['images'][number]) => void
  onAgain: (generation: Generation) => void
  onCopy: (generation: Generation) => void
}

/** Shows what was made in this tab and, below it, the project's newest generations. */
function Results({ projectId, starting, onUse, onAgain, onCopy }: ResultsProps) {
  const client = useQueryClient()
  const list = data.useQuery(
    'get',
    '/generations',
    { params: { header: inProject(projectId), query: { limit: RECENT } } },
    { refetchOnWindowFocus: false },
  )
  const own = useQueries({
    queries: [
      {
        queryKey: recentKey(projectId),
        queryFn: () => [] as Generation[],
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: Number.POSITIVE_INFINITY,
      },
    ],
  })[0]
  const ownIds = new Set((own.data ?? []).map(({ id }) => id))
  if (list.data === undefined && list.error !== null) return <ErrorNote error={list.error} retry={list.refetch} />
  if (list.data === undefined) return <Loading className="h-96" label="Loading pictures" />
  const shown = [...(own.data ?? []), ...list.data.data.filter(({ id }) => !ownIds.has(id))]
  const onEnd = (generation: Generation) => {
    client.setQueryData<Generation[]>(recentKey(projectId), (before = []) =>
      before.map((each) => (each.id === generation.id ? generation : each)),
    )
    void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[1] === '/assets' })
  }
  if (shown.length === 0 && starting.length === 0) {
    return (
      <EmptyState icon={MagicWandIcon} title="Your pictures appear here">
        Say what to make on the left. The built-in model <code className="font-mono">sketch</code> is free and draws at once.
      </EmptyState>
    )
  }
  return (
    <section aria-label="Results" className="grid content-start items-start gap-4 sm:grid-cols-[repeat(auto-fill,minmax(17rem,1fr))]">
      {starting.map((model) => (
        <article
          key={model.id}
          aria-label={`${model.name}: starting`}
          className="overflow-hidden rounded-card border border-edge bg-surface shadow-card"
        >
          <div className="sheen aspect-square w-full" />
          <p role="status" className="p-4 text-ink-muted">
            {model.name} is starting
          </p>
        </article>
      ))}
      {shown.map((generation) => (
        <ResultCard
          key={generation.id}
          projectId={projectId}
          generation={generation}
          onEnd={onEnd}
          onUse={onUse}
          onAgain={onAgain}
          onCopy={onCopy}
        />
      ))}
    </section>
  )
}
