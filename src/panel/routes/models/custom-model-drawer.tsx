import type { ModelSettings } from '../../api/model-settings.ts'
import type { Versioned } from '../../api/with-etag.ts'
import { DefinitionEditor } from '../../parts/definition-editor.tsx'
import { Drawer } from '../../parts/drawer.tsx'
import type { Entry } from './entries.ts'

type Definition = ModelSettings['custom_models'][number]

const EXAMPLE: Definition = {
  provider: 'openai',
  id: 'my-model',
  name: 'My model',
  provider_model: 'the-name-that-the-provider-gives-it',
  operations: ['generate'],
  size: { kind: 'list', sizes: ['1024x1024'] },
  price: { kind: 'per_image', rules: [{ micros: 40_000 }] },
}

interface CustomModelDrawerProps {
  /** The model's id, or `new` for a new model. */
  id: string
  first: Versioned<ModelSettings>
  entries: Entry[]
  onClose: () => void
}

/** Edits the JSON definition of a model that the catalogue lacks. The model's provider is one that the platform knows. */
export function CustomModelDrawer({ id, first, entries, onClose }: CustomModelDrawerProps) {
  const isNew = id === 'new'
  const providers = [...new Set(entries.map(({ provider }) => provider))].sort()
  return (
    <Drawer
      open
      width="wide"
      onClose={onClose}
      title={isNew ? 'A model as data' : `Definition of ${id}`}
      subtitle="For a model that the catalogue lacks, of a provider that the platform knows. A dry run shows the request that would be sent."
    >
      <DefinitionEditor
        list="custom_models"
        noun="model"
        id={isNew ? null : id}
        first={first}
        example={EXAMPLE}
        description={`Providers: ${providers.join(', ')}.`}
        onClose={onClose}
      >
        Requests for it are refused at once. Pictures that it made stay.
      </DefinitionEditor>
    </Drawer>
  )
}
