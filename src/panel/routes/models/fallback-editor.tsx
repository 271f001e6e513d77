import { useState } from 'react'
import type { components } from '../../../../generated/config/types.ts'
import { configApi } from '../../api/config.ts'
import { INSTANCE, INSTANCE_CHANGES, readInstance } from '../../api/instance.ts'
import type { Versioned } from '../../api/with-etag.ts'
import { useAfter } from '../../parts/after.ts'
import { ChangedMeanwhile } from '../../parts/changed-meanwhile.tsx'
import { useWhyNot } from '../../parts/may.tsx'
import { ErrorNote } from '../../parts/notes.tsx'
import { OrderedList } from '../../parts/ordered-list.tsx'
import { useUnsaved } from '../../parts/unsaved.ts'
import { useVersionedSave } from '../../parts/versioned-save.ts'
import { useInstance } from '../../places.tsx'
import { Button, Select } from '../../ui.ts'
import type { Entry } from './entries.ts'

type Instance = components['schemas']['Instance']

const MOST_FALLBACKS = 5
const NONE = 'none'

/** Edits the default model and its fallbacks, in the order in which they are tried. The order is changed by dragging or by buttons. */
export function FallbackEditor({ first, entries }: { first: Versioned<Instance>; entries: Entry[] }) {
  const { id } = useInstance()
  const whyNot = useWhyNot('developer')
  const saved = useVersionedSave({
    first,
    read: () => readInstance(id),
    after: useAfter({ done: 'Order is in force', invalidates: [...INSTANCE_CHANGES, '/models'] }),
  })
  const [standard, setStandard] = useState(first.value.default_model)
  const [chain, setChain] = useState(first.value.fallback_chain)
  const [isBusy, setIsBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const names = Object.fromEntries(entries.flatMap(({ id, name, aliases }) => [[id, name], ...aliases.map((alias) => [alias, alias])]))
  const offered = entries.filter(({ state }) => state !== 'off' && state !== 'shut_down').flatMap(({ id, aliases }) => [id, ...aliases])
  const options = (without: string[]) =>
    Object.fromEntries(offered.filter((name) => !without.includes(name)).map((name) => [name, names[name] ?? name]))
  const isChanged = standard !== saved.base.default_model || JSON.stringify(chain) !== JSON.stringify(saved.base.fallback_chain)
  useUnsaved(() => isChanged)
  const save = async () => {
    setError(null)
    setIsBusy(true)
    try {
      await saved.save((etag) =>
        configApi.PATCH(INSTANCE, {
          params: { path: { instance_id: id }, header: { 'If-Match': etag } },
          body: { default_model: standard, fallback_chain: chain },
        }),
      )
    } catch (thrown) {
      setError(thrown)
    } finally {
      setIsBusy(false)
    }
  }
  return (
    <form
      className="grid grid-cols-1 gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      {whyNot !== null && <p className="text-small text-ink-muted">{whyNot}</p>}
      <div className="grid grid-cols-1 items-start gap-x-8 gap-y-4 lg:grid-cols-[minmax(0,20rem)_minmax(0,1fr)]">
        <Select<string>
          className="w-full"
          label="Default model"
          description="For requests that name none."
          disabled={whyNot !== null}
          items={{ [NONE]: 'None: each request names one', ...known(standard, names), ...options([]) }}
          value={standard ?? NONE}
          onValueChange={(value) => setStandard(value === null || value === NONE ? null : value)}
        />
        <div className="min-w-0">
          <p className="font-medium" id="fallbacks">
            Fallbacks
          </p>
          <p className="text-small text-ink-muted">Tried in this order after the model asked for has failed; at most {MOST_FALLBACKS}.</p>
          <OrderedList
            labelledBy="fallbacks"
            items={chain.map((name) => ({ id: name, name: names[name] ?? name }))}
            disabled={whyNot !== null}
            onChange={setChain}
          />
          {chain.length < MOST_FALLBACKS && (
            <Select<string>
              aria-label="Add a fallback"
              className="w-full max-w-80"
              placeholder="Add a fallback"
              disabled={whyNot !== null}
              items={options(chain)}
              value={null}
              onValueChange={(value) => value !== null && setChain([...chain, value])}
            />
          )}
        </div>
      </div>
      <ChangedMeanwhile
        saved={saved}
        what="instance"
        id={id}
        names={['default_model', 'fallback_chain', 'name', 'status', 'retention_days', 'cors_origins']}
        onTake={(now) => {
          setStandard(now.default_model)
          setChain(now.fallback_chain)
        }}
      />
      {error !== null && <ErrorNote error={error} />}
      <div className="flex justify-end">
        <Button type="submit" variant="primary" loading={isBusy} disabled={whyNot !== null || !isChanged}>
          Save the order
        </Button>
      </div>
    </form>
  )
}

/**
 * Returns the chosen model as an option of the field, so that the field shows the model even if it is no longer offered. Returns no option
 * if no model is chosen.
 */
const known = (name: string | null, names: Record<string, string>) => (name === null ? {} : { [name]: names[name] ?? name })
