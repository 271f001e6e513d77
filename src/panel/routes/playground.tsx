import { EraserIcon } from '@phosphor-icons/react'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { data, dataApi, inProject } from '../api/data.ts'
import { dataKeyFor } from '../api/data-key.ts'
import { Loading, QueryView } from '../parts/notes.tsx'
import { Page } from '../parts/page.tsx'
import { scrollMotion } from '../parts/scroll-motion.ts'
import { toastProblem, toastWarning } from '../parts/toast.ts'
import { useUrlState } from '../parts/url-state.ts'
import { useInstance, useProject } from '../places.tsx'
import {
  capabilitiesFor,
  isUsable,
  modelNamed,
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
import { keepForm, keptForm } from '../playground/kept-form.ts'
import { Inputs } from '../playground/inputs.tsx'
import { ModelPicker } from '../playground/model-picker.tsx'
import { Results, useLatest } from '../playground/results.tsx'
import { Run } from '../playground/run.tsx'
import { asCode } from '../playground/snippets.ts'
import { useStart } from '../playground/start.ts'
import { asInput } from '../playground/upload.ts'
import { Button, InputArea, Select } from '../ui.ts'

const MOST_MODELS = 4

export default function PlaygroundPage() {
  const project = useProject()
  const models = data.useQuery('get', '/models', { params: { header: inProject(project.id) } }, { staleTime: 60_000 })
  useLatest(project.id)
  return (
    <Page title="Playground" description="Make a picture, compare models, see what each costs before you start." width="full">
      <QueryView query={models} loading={<Loading className="h-96" />}>
        {({ data: all }) => <Workbench key={project.id} models={all} />}
      </QueryView>
    </Page>
  )
}

/**
 * Returns the chosen models, and a function that changes them. If the address names models, by their ids or aliases, these are chosen.
 * Otherwise the instance's default model is chosen, or, if that cannot be used, the first model that can be used.
 */
function useChosenModels(models: Model[], operation: Operation): [Model[], (ids: string[]) => void] {
  const [url, setUrl] = useUrlState()
  const { default_model: defaultModel } = useInstance()
  const able = models.filter((model) => isUsable(model, operation))
  const named = [...new Set((url['models'] ?? '').split(',').flatMap((name) => modelNamed(able, name) ?? []))]
  const fallback = (defaultModel === null ? undefined : modelNamed(able, defaultModel)) ?? able[0]
  const chosen = named.length > 0 ? named : fallback === undefined ? [] : [fallback]
  return [chosen.slice(0, MOST_MODELS), (ids) => setUrl({ models: ids.join(',') })]
}

function Workbench({ models }: { models: Model[] }) {
  const project = useProject()
  const [url, setUrl] = useUrlState()
  const operation = (url['operation'] ?? 'generate') in OPERATIONS ? ((url['operation'] ?? 'generate') as Operation) : 'generate'
  const [draft, setDraft] = useState<Draft>(() => {
    const kept = url['again'] === undefined ? keptForm(project.id) : undefined
    return kept?.draft ?? emptyDraft(operation)
  })
  const [chosen, choose] = useChosenModels(models, operation)
  useKept(project.id, draft)
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
    const { operation: before, requested_model: requested } = generation
    const model = modelAgain(models, generation)
    setUrl({ again: '', operation: before === 'generate' ? '' : before, models: model?.id ?? '' })
    if (model === undefined)
      toastWarning(`${requested} cannot be used any more`, 'The form has another model: look at it before you start.')
    window.scrollTo({ top: 0, behavior: scrollMotion() })
  }
  useNamedGeneration(project.id, url['again'], again)
  const copy = (request: GenerateRequest) =>
    void dataKeyFor(project.id).then(
      ({ baseUrl }) => setCopying({ request: asCode(request), baseUrl: new URL(baseUrl, window.location.href).href }),
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
            {JSON.stringify({ ...draft, operation }) !== JSON.stringify(emptyDraft(operation)) && (
              <Button
                size="sm"
                variant="ghost"
                className="-mt-2 justify-self-start"
                icon={EraserIcon}
                onClick={() => setDraft(emptyDraft(operation))}
              >
                Clear the form
              </Button>
            )}
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
          window.scrollTo({ top: 0, behavior: scrollMotion() })
        }}
        onAgain={again}
        onCopy={(generation) => copy(requestOf(generation))}
      />
      <CopyAs request={copying?.request ?? null} baseUrl={copying?.baseUrl ?? ''} onClose={() => setCopying(null)} />
    </div>
  )
}

/**
 * Returns the model with which a generation can be made again: the one that it asked for, by id or alias, or else the one that made it.
 * Undefined if neither can be used now.
 */
const modelAgain = (models: Model[], { operation, requested_model: requested, model }: Generation): Model | undefined =>
  [requested, model].map((name) => modelNamed(models, name)).find((found) => found !== undefined && isUsable(found, operation))

const requestOf = ({ request, requested_model: model, prompt }: Generation): GenerateRequest =>
  request ?? { model, ...(prompt === null ? {} : { prompt }) }

/**
 * Keeps the form's contents while the user is on other pages. When the user returns, writes the kept operation and models into the address
 * again. If the address already has contents for the form, nothing is restored: the user has followed a link that opens the playground with
 * these contents.
 */
function useKept(projectId: string, draft: Draft): void {
  const [url, setUrl] = useUrlState()
  const { operation = '', models = '' } = url
  const path = useRef(window.location.pathname)
  const restore = useEffectEvent(() => {
    const address = keptForm(projectId)?.address
    const isNamed = ['operation', 'models', 'input', 'again'].some((name) => url[name] !== undefined)
    if (address !== undefined && !isNamed) setUrl({ ...address })
  })
  // This effect reads the kept form, so it must run before the next effect, which replaces the kept form.
  useEffect(() => restore(), [projectId])
  useEffect(() => {
    // When the user goes to another page, the address changes first, while this page is still shown. The new address has no operation and
    // no models. If `keepForm` were called then, the operation and the models that the user has chosen here would be lost.
    if (window.location.pathname === path.current) keepForm(projectId, { draft, address: { operation, models } })
  }, [projectId, draft, operation, models])
}

/**
 * Finds the picture whose id is in the page's address, for example after a click on `Use as input` in the gallery, and passes it to
 * `onFound` as an input.
 */
function useNamedInput(projectId: string, assetId: string | undefined, onFound: (picture: ReturnType<typeof asInput>) => void): void {
  // The effect below must run once for each picture in the address. Without `useEffectEvent` it would run at each rendering, because the
  // page passes a new `onFound` each time.
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
