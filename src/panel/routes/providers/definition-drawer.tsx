import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { type ModelSettings, useModelSettings, useModelSettingsSave } from '../../api/model-settings.ts'
import type { Versioned } from '../../api/with-etag.ts'
import { ChangedMeanwhile } from '../../parts/changed-meanwhile.tsx'
import { Confirm } from '../../parts/confirm.tsx'
import { Drawer } from '../../parts/drawer.tsx'
import { DryRun } from '../../parts/dry-run.tsx'
import { Form } from '../../parts/form.tsx'
import { JsonField } from '../../parts/json-field.tsx'
import { May, useWhyNot } from '../../parts/may.tsx'
import { EmptyState, QueryView } from '../../parts/notes.tsx'
import { useInstance } from '../../places.tsx'
import { Button } from '../../ui.ts'
import { BracketsCurlyIcon } from '@phosphor-icons/react'

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

/** A provider that the instance defines as data. `id` is `new` if it does not exist yet. */
export function DefinitionDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const settings = useModelSettings(useInstance().id)
  const isNew = id === 'new'
  return (
    <Drawer
      open
      width="wide"
      onClose={onClose}
      title={isNew ? 'A provider as data' : `Definition of ${id}`}
      subtitle="Whoever speaks JSON over HTTP needs no code: say how a request is made and where the pictures are in the answer."
    >
      <QueryView query={settings}>
        {(versioned) =>
          isNew || versioned.value.custom_providers.some((each) => each['id'] === id) ? (
            <Editor first={versioned} id={isNew ? null : id} onClose={onClose} />
          ) : (
            <EmptyState icon={BracketsCurlyIcon} title="This instance has no such provider">
              Somebody may have removed it.
            </EmptyState>
          )
        }
      </QueryView>
    </Drawer>
  )
}

const pretty = (value: unknown): string => JSON.stringify(value, null, 2)

function Editor({ first, id, onClose }: { first: Versioned<ModelSettings>; id: string | null; onClose: () => void }) {
  const instance = useInstance()
  const whyNot = useWhyNot('admin')
  const [isAsking, setIsAsking] = useState(false)
  const find = ({ custom_providers: all }: ModelSettings) => all.find((each) => each['id'] === id)
  const form = useForm({ defaultValues: { definition: pretty(id === null ? EXAMPLE : find(first.value)) } })
  const settings = useModelSettingsSave(instance.id, first, id === null ? 'Provider added' : 'Provider changed')
  const others = ({ custom_providers: all }: ModelSettings) => all.filter((each) => each['id'] !== id)
  return (
    <div className="grid gap-7">
      <Form
        form={form}
        submit={id === null ? 'Add the provider' : 'Save'}
        disabled={whyNot !== null}
        onCancel={onClose}
        onSubmit={async ({ definition }) => {
          const made = JSON.parse(definition) as Definition
          if ((await settings.save((now) => ({ custom_providers: [...others(now), made] }))) !== null) onClose()
        }}
      >
        {whyNot !== null && <p className="text-small text-ink-muted">{whyNot}</p>}
        <JsonField
          name="definition"
          label="Definition"
          description="Texts in double braces are filled in for each request; paths such as /pictures/*/url point into the answer."
          required
          rows={22}
        />
        {settings.meanwhile !== null && (
          <ChangedMeanwhile
            what="set of providers and models"
            id={instance.id}
            {...settings.meanwhile}
            names={['custom_providers', 'custom_models', 'models', 'aliases']}
            onTake={() => {
              form.reset({ definition: pretty(find(settings.base) ?? EXAMPLE) })
              settings.forget()
            }}
          />
        )}
        <DryRun input={() => ({ custom_provider: JSON.parse(form.getValues('definition')) as Definition })} />
      </Form>
      {id !== null && (
        <section aria-label="Remove" className="border-t border-edge pt-5">
          <May needs="admin">
            {(disabled) => (
              <Button variant="secondary-destructive" disabled={disabled} onClick={() => setIsAsking(true)}>
                Remove this provider
              </Button>
            )}
          </May>
          <Confirm
            open={isAsking}
            onClose={() => setIsAsking(false)}
            title={`Remove ${id}?`}
            action="Remove"
            typed={id}
            onConfirm={async () => {
              if ((await settings.save((now) => ({ custom_providers: others(now) }))) !== null) onClose()
            }}
          >
            Its models are gone from this instance at once. Its credential stays until you remove it.
          </Confirm>
        </section>
      )}
    </div>
  )
}
