import { useForm } from 'react-hook-form'
import { type ModelSettings, useModelSettingsSave } from '../../api/model-settings.ts'
import type { Versioned } from '../../api/with-etag.ts'
import { Drawer, DrawerSection } from '../../parts/drawer.tsx'
import { EditForm } from '../../parts/edit-form.tsx'
import { SelectField, TextField } from '../../parts/form.tsx'
import { words } from '../../parts/format.tsx'
import { JsonField } from '../../parts/json-field.tsx'
import { useWhyNot } from '../../parts/may.tsx'
import { Facts } from '../../parts/page.tsx'
import { PageLink } from '../../parts/page-link.tsx'
import { type Price, sayPrice } from '../../parts/price.ts'
import { useUrlState } from '../../parts/url-state.ts'
import { useInstance } from '../../places.tsx'
import { Button } from '../../ui.ts'
import type { Entry } from './entries.ts'

interface ModelDrawerProps {
  entry: Entry
  first: Versioned<ModelSettings>
  /** Whether it is the default model or a fallback, and so cannot be disabled. */
  isUsed: boolean
  onClose: () => void
}

interface Values {
  state: 'default' | 'on' | 'off'
  aliases: string
  price: string
}

const valuesOf = (settings: ModelSettings, id: string): Values => {
  const setting = settings.models.find(({ model }) => model === id)
  return {
    state: setting?.enabled === true ? 'on' : setting?.enabled === false ? 'off' : 'default',
    aliases: settings.aliases
      .filter(({ model }) => model === id)
      .map(({ alias }) => alias)
      .join(', '),
    price: setting?.price == null ? '' : JSON.stringify(setting.price, null, 2),
  }
}

/** Returns the settings with this model's part changed. */
function changed(settings: ModelSettings, id: string, { state, aliases, price }: Values): Partial<ModelSettings> {
  const own = price.trim() === '' ? null : (JSON.parse(price) as Record<string, unknown>)
  const enabled = state === 'default' ? null : state === 'on'
  const { connections } = settings.models.find(({ model }) => model === id) ?? {}
  const others = settings.models.filter(({ model }) => model !== id)
  const setting = { model: id, enabled, price: own, ...(connections != null && { connections }) }
  const names = aliases.split(/[\s,]+/).filter((name) => name !== '')
  return {
    models: enabled === null && own === null && connections == null ? others : [...others, setting],
    aliases: [...settings.aliases.filter(({ model }) => model !== id), ...names.map((alias) => ({ alias, model: id }))],
  }
}

export function ModelDrawer({ entry, first, isUsed, onClose }: ModelDrawerProps) {
  const instance = useInstance()
  const [, setUrl] = useUrlState()
  const whyNot = useWhyNot('developer')
  const priceWhyNot = useWhyNot('admin')
  const form = useForm<Values>({ defaultValues: valuesOf(first.value, entry.id) })
  const settings = useModelSettingsSave(instance.id, first, `${entry.name} changed`)
  const { source, price } = entry
  return (
    <Drawer open onClose={onClose} title={entry.name} subtitle={<code className="font-mono">{entry.id}</code>}>
      <div className="grid gap-7">
        {entry.description !== '' && <p dir="auto">{entry.description}</p>}
        <Facts
          items={[
            ['Provider', entry.provider],
            ['Can', entry.operations.map((each) => words(each).toLowerCase()).join(', ')],
            ['Price', price === null ? null : sayPrice(price)],
            [
              'Source',
              source === null ? (
                'Defined by this instance'
              ) : (
                <a key="source" href={source.url} target="_blank" rel="noreferrer" className="text-accent-link">
                  {URL.canParse(source.url) ? new URL(source.url).host : source.url}, {source.date}
                </a>
              ),
            ],
            ['Note', source?.note ?? null],
            ['Ends', entry.shutdownDate],
            ['Successor', entry.successor],
          ]}
        />
        {entry.state === 'missing' && (
          <p className="rounded-card bg-warn-tint p-3">
            {entry.provider} has no credential in this instance.{' '}
            <PageLink page="providers" search={{ provider: entry.provider }} className="text-accent-link underline">
              Connect it
            </PageLink>{' '}
            and the model is ready.
          </p>
        )}
        {entry.origin === 'custom_model' && (
          <div>
            <Button type="button" onClick={() => setUrl({ model: '', define: entry.id })}>
              Show its definition
            </Button>
          </div>
        )}
        <DrawerSection title="In this instance">
          <EditForm
            form={form}
            saved={settings}
            valuesOf={(now) => valuesOf(now, entry.id)}
            whyNot={whyNot}
            what="set of models"
            id={instance.id}
            names={['models', 'aliases', 'custom_providers', 'custom_models']}
            onSubmit={async (values) => {
              if ((await settings.save((now) => changed(now, entry.id, values))) !== null) onClose()
            }}
          >
            <SelectField
              name="state"
              label="Offered"
              description={
                isUsed ? 'It is the default model or a fallback here: take it out of the order, too, if you switch it off.' : undefined
              }
              options={{
                default: entry.isOnByDefault ? 'As the catalogue: yes' : 'As the catalogue: no, it is for tests',
                on: 'Yes',
                off: 'No',
              }}
            />
            <TextField
              name="aliases"
              label="Aliases"
              description="Further names for it, with commas between them. Apps that use a name stay as they are when you point it elsewhere."
              placeholder="house-style, poster"
              mono
            />
            <fieldset disabled={priceWhyNot !== null} className="min-w-0">
              <JsonField
                name="price"
                label="Own price"
                description={`Replaces the price of the catalogue, for quotes and budgets; empty: ${price === null || entry.hasOwnPrice ? 'that of the catalogue' : sayPrice(price)}. For example ${EXAMPLE}`}
                rows={4}
              />
              {priceWhyNot !== null && whyNot === null && <p className="mt-1 text-small text-ink-muted">{priceWhyNot}</p>}
            </fieldset>
          </EditForm>
        </DrawerSection>
      </div>
    </Drawer>
  )
}

const EXAMPLE = JSON.stringify({ kind: 'per_image', rules: [{ micros: 40_000 }] } satisfies Price)
