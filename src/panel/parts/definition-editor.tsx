// The editor of a provider or a model that an instance defines as data: its JSON, a dry run, and its removal.
// The text inside the element tells the user the consequences of the removal:
//   <DefinitionEditor list="custom_models" noun="model" id={null} first={settings} example={EXAMPLE} description="…" onClose={close}>
//     Requests for this model are refused at once.
//   </DefinitionEditor>
import { BracketsCurlyIcon } from '@phosphor-icons/react'
import type { ReactNode } from 'react'
import { useForm } from 'react-hook-form'
import { type ModelSettings, useModelSettingsSave } from '../api/model-settings.ts'
import type { Versioned } from '../api/with-etag.ts'
import { useInstance } from '../places.tsx'
import { ChangedMeanwhile } from './changed-meanwhile.tsx'
import { ConfirmButton } from './confirm.tsx'
import { DrawerSection } from './drawer.tsx'
import { DryRun } from './dry-run.tsx'
import { Form } from './form.tsx'
import { words } from './format.tsx'
import { JsonField, useJsonFaults } from './json-field.tsx'
import { useWhyNot } from './may.tsx'
import { EmptyState } from './notes.tsx'

type List = 'custom_providers' | 'custom_models'

interface DefinitionEditorProps {
  list: List
  /** The thing that the definition describes, in one word. */
  noun: 'provider' | 'model'
  /** The id of the definition; null for a new one. */
  id: string | null
  first: Versioned<ModelSettings>
  /** The text that a new definition starts with. */
  example: ModelSettings[List][number]
  description: string
  onClose: () => void
  /** Called after a definition was added; the page can then show it. If absent, the editor closes instead. */
  onAdded?: (id: string) => void
  /** Tells the user the consequences of removing the definition. */
  children: ReactNode
}

const pretty = (value: unknown): string => JSON.stringify(value, null, 2)

export function DefinitionEditor(props: DefinitionEditorProps) {
  const { list, noun, id, first } = props
  if (id === null || first.value[list].some((each) => each['id'] === id)) return <Editor {...props} />
  return (
    <EmptyState icon={BracketsCurlyIcon} title={`This instance has no such ${noun}`}>
      Somebody may have removed it.
    </EmptyState>
  )
}

function Editor({ list, noun, id, first, example, description, onClose, onAdded, children }: DefinitionEditorProps) {
  const instance = useInstance()
  const whyNot = useWhyNot('admin')
  const valuesOf = (settings: ModelSettings) => ({ definition: pretty(settings[list].find((each) => each['id'] === id) ?? example) })
  const others = (settings: ModelSettings) => settings[list].filter((each) => each['id'] !== id)
  const form = useForm({ defaultValues: valuesOf(first.value) })
  const settings = useModelSettingsSave(instance.id, first, `${words(noun)} ${id === null ? 'added' : 'changed'}`)
  const parsed = () => JSON.parse(form.getValues('definition')) as ModelSettings[List][number]
  const json = useJsonFaults()
  const add = async () => {
    json.clear()
    const index = others(settings.base).length
    try {
      const saved = await settings.save((now) => ({ [list]: [...others(now), parsed()] }))
      if (saved === null) return
      if (id === null && onAdded !== undefined) onAdded(String(parsed()['id']))
      else onClose()
    } catch (error) {
      if (!json.take(error, `/body/${list}/${index}`)) throw error
    }
  }
  const save = async (change: (now: ModelSettings) => Partial<ModelSettings>) => {
    if ((await settings.save(change)) !== null) onClose()
  }
  return (
    <div className="grid grid-cols-1 gap-7">
      <Form form={form} submit={id === null ? `Add the ${noun}` : 'Save'} whyNot={whyNot} onCancel={onClose} onSubmit={add}>
        <JsonField name="definition" label="Definition" description={description} required rows={20} faults={json.faults} />
        <ChangedMeanwhile
          saved={settings}
          what="set of providers and models"
          id={instance.id}
          names={['custom_providers', 'custom_models', 'models', 'aliases']}
          onTake={(now) => form.reset(valuesOf(now))}
        />
        <DryRun input={() => ({ [`custom_${noun}`]: parsed() })} showFaults={(error) => json.take(error, `/body/custom_${noun}`)} />
      </Form>
      {id !== null && (
        <DrawerSection label="Remove">
          <div>
            <ConfirmButton
              needs="admin"
              label={`Remove this ${noun}`}
              title={`Remove ${id}?`}
              action="Remove"
              typed={id}
              onConfirm={() => save((now) => ({ [list]: others(now) }))}
            >
              {children}
            </ConfirmButton>
          </div>
        </DrawerSection>
      )}
    </div>
  )
}
