import { type ModelSettings, useModelSettings } from '../../api/model-settings.ts'
import { DefinitionEditor } from '../../parts/definition-editor.tsx'
import { Drawer } from '../../parts/drawer.tsx'
import { QueryView } from '../../parts/notes.tsx'
import { useInstance } from '../../places.tsx'

type Definition = ModelSettings['custom_providers'][number]

const EXAMPLE: Definition = {
  id: 'studio',
  name: 'Example Studio',
  base_url: 'https://pictures.example-studio.com/api',
  auth: { kind: 'bearer' },
  request: { path: '/draw', body: { text: '{{prompt}}', count: '{{n}}', seed: '{{seed}}' } },
  response: { images: '/pictures/*/url', kind: 'url', cost_usd: '/cost' },
  models: [
    {
      id: 'studio-1',
      name: 'Studio 1',
      provider_model: 'one',
      operations: ['generate'],
      size: { kind: 'list', sizes: ['1024x1024'] },
      parameters: ['seed'],
      price: { kind: 'per_image', rules: [{ micros: 5000 }] },
    },
  ],
}

/** Edits the definition of a provider that the instance defines as data. `id` is `new` for a new provider. */
export function DefinitionDrawer({ id, onClose, onAdded }: { id: string; onClose: () => void; onAdded: (id: string) => void }) {
  const settings = useModelSettings(useInstance().id)
  const isNew = id === 'new'
  return (
    <Drawer
      open
      width="wide"
      onClose={onClose}
      title={isNew ? 'A provider as data' : `Definition of ${id}`}
      subtitle={
        <>
          For any API that takes and returns JSON: describe the request, and where the pictures are in the response.{' '}
          <a href="/guide/admin/provider-definitions/" target="_blank" rel="noreferrer" className="text-accent-link underline">
            All members and ten examples
          </a>
        </>
      }
    >
      <QueryView query={settings}>
        {(first) => (
          <DefinitionEditor
            list="custom_providers"
            noun="provider"
            id={isNew ? null : id}
            first={first}
            example={EXAMPLE}
            description="Texts in double braces are filled in for each request; paths such as /pictures/*/url point into the response."
            onClose={onClose}
            onAdded={onAdded}
          >
            Its models are gone from this instance at once. Its credential stays until you remove it.
          </DefinitionEditor>
        )}
      </QueryView>
    </Drawer>
  )
}
