import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { type ModelSettings, useModelSettingsSave } from '../../api/model-settings.ts'
import type { Versioned } from '../../api/with-etag.ts'
import { ChangedMeanwhile } from '../../parts/changed-meanwhile.tsx'
import { Confirm } from '../../parts/confirm.tsx'
import { Drawer } from '../../parts/drawer.tsx'
import { DryRun } from '../../parts/dry-run.tsx'
import { Form } from '../../parts/form.tsx'
import { JsonField } from '../../parts/json-field.tsx'
import { May, useWhyNot } from '../../parts/may.tsx'
import { useInstance } from '../../places.tsx'
import { Button } from '../../ui.ts'
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

const pretty = (value: unknown): string => JSON.stringify(value, null, 2)

interface CustomModelDrawerProps {
  /** The model's id, or `new`. */
  id: string
  first: Versioned<ModelSettings>
  entries: Entry[]
  onClose: () => void
}

/** Adds a model, defined as data, to a provider that the platform knows. */
export function CustomModelDrawer({ id, first, entries, onClose }: CustomModelDrawerProps) {
  const instance = useInstance()
  const whyNot = useWhyNot('admin')
  const [isAsking, setIsAsking] = useState(false)
  const isNew = id === 'new'
  const find = ({ custom_models: all }: ModelSettings) => all.find((each) => each['id'] === id)
  const others = ({ custom_models: all }: ModelSettings) => all.filter((each) => each['id'] !== id)
  const form = useForm({ defaultValues: { definition: pretty(find(first.value) ?? EXAMPLE) } })
  const settings = useModelSettingsSave(instance.id, first, isNew ? 'Model added' : 'Model changed')
  const providers = [...new Set(entries.map(({ provider }) => provider))].sort()
  return (
    <Drawer
      open
      width="wide"
      onClose={onClose}
      title={isNew ? 'A model as data' : `Definition of ${id}`}
      subtitle="For a model that a known provider has and the catalogue has not. A dry run shows the request that it would get."
    >
      <div className="grid gap-7">
        <Form
          form={form}
          submit={isNew ? 'Add the model' : 'Save'}
          disabled={whyNot !== null}
          onCancel={onClose}
          onSubmit={async ({ definition }) => {
            const made = JSON.parse(definition) as Definition
            if ((await settings.save((now) => ({ custom_models: [...others(now), made] }))) !== null) onClose()
          }}
        >
          {whyNot !== null && <p className="text-small text-ink-muted">{whyNot}</p>}
          <JsonField name="definition" label="Definition" description={`Providers: ${providers.join(', ')}.`} required rows={14} />
          {settings.meanwhile !== null && (
            <ChangedMeanwhile
              what="set of models"
              id={instance.id}
              {...settings.meanwhile}
              names={['custom_models', 'models', 'aliases', 'custom_providers']}
              onTake={() => {
                form.reset({ definition: pretty(find(settings.base) ?? EXAMPLE) })
                settings.forget()
              }}
            />
          )}
          <DryRun input={() => ({ custom_model: JSON.parse(form.getValues('definition')) as Definition })} />
        </Form>
        {!isNew && (
          <section aria-label="Remove" className="border-t border-edge pt-5">
            <May needs="admin">
              {(disabled) => (
                <Button variant="secondary-destructive" disabled={disabled} onClick={() => setIsAsking(true)}>
                  Remove this model
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
                if ((await settings.save((now) => ({ custom_models: others(now) }))) !== null) onClose()
              }}
            >
              Requests for it are refused at once. Pictures that it made stay.
            </Confirm>
          </section>
        )}
      </div>
    </Drawer>
  )
}
