import { useForm } from 'react-hook-form'
import type { components } from '../../../../generated/config/types.ts'
import { type ModelSettings, useModelSettingsSave } from '../../api/model-settings.ts'
import type { Versioned } from '../../api/with-etag.ts'
import {
  connectionNames,
  ConnectionsField,
  connectionsValue,
  type ConnectionsValue,
  sayShares,
  sharesOf,
} from '../../parts/connections-field.tsx'
import { Drawer, DrawerSection } from '../../parts/drawer.tsx'
import { EditForm } from '../../parts/edit-form.tsx'
import { SelectField, TextField } from '../../parts/form.tsx'
import { day, words } from '../../parts/format.tsx'
import { useJsonFaults } from '../../parts/json-field.tsx'
import { useWhyNot } from '../../parts/may.tsx'
import { Facts } from '../../parts/page.tsx'
import { PageLink } from '../../parts/page-link.tsx'
import { sayPrice, sayTokenPrices } from '../../parts/price.ts'
import { useUrlState } from '../../parts/url-state.ts'
import { useInstance } from '../../places.tsx'
import { Button, Fieldset } from '../../ui.ts'
import { ALIAS_RULE, aliasesOf, checkAliases } from './aliases.ts'
import type { Entry } from './entries.ts'
import { PriceField } from './price-field.tsx'
import { type OwnPrice, priceFieldOf, priceOf, priceValue, type PriceValue } from './price-values.ts'

type Schemas = components['schemas']

interface ModelDrawerProps {
  entry: Entry
  first: Versioned<ModelSettings>
  /** The model's provider; undefined if the instance does not have this provider. */
  provider: Schemas['Provider'] | undefined
  credentials: Schemas['Credential'][]
  /** Whether the model is the default model or a fallback, and so cannot be disabled. */
  isUsed: boolean
  onClose: () => void
}

interface Values {
  state: 'default' | 'on' | 'off'
  aliases: string
  price: PriceValue
  connections: ConnectionsValue
}

const valuesOf = (settings: ModelSettings, { id, basePrice }: Entry): Values => {
  const setting = settings.models.find(({ model }) => model === id)
  return {
    state: setting?.enabled === true ? 'on' : setting?.enabled === false ? 'off' : 'default',
    aliases: settings.aliases
      .filter(({ model }) => model === id)
      .map(({ alias }) => alias)
      .join(', '),
    price: priceValue(setting?.price ?? null, basePrice as OwnPrice | null),
    connections: connectionsValue(setting?.connections),
  }
}

/** Returns the settings of all models and all aliases, with the values that the user entered for this model. */
function changed(
  settings: ModelSettings,
  { id, basePrice }: Entry,
  { state, aliases, price, connections }: Values,
): Partial<ModelSettings> {
  const before = settings.models.find(({ model }) => model === id)?.price ?? (basePrice as OwnPrice | null)
  const own = priceOf(price, before)
  const enabled = state === 'default' ? null : state === 'on'
  const shares = sharesOf(connections)
  const others = settings.models.filter(({ model }) => model !== id)
  const setting = { model: id, enabled, price: own, ...(shares !== null && { connections: shares }) }
  return {
    models: enabled === null && own === null && shares === null ? others : [...others, setting],
    aliases: [...settings.aliases.filter(({ model }) => model !== id), ...aliasesOf(aliases).map((alias) => ({ alias, model: id }))],
  }
}

export function ModelDrawer({ entry, first, provider, credentials, isUsed, onClose }: ModelDrawerProps) {
  const instance = useInstance()
  const [, setUrl] = useUrlState()
  const whyNot = useWhyNot('developer')
  const priceWhyNot = useWhyNot('admin')
  const form = useForm<Values>({ defaultValues: valuesOf(first.value, entry) })
  const settings = useModelSettingsSave(instance.id, first, `${entry.name} changed`)
  const json = useJsonFaults()
  // The API's errors name the settings of a model by their index in the list `models` of the body. `changed` puts this model's settings at
  // the end of the list, so their index is how many other models have settings.
  const pointer = `/body/models/${settings.base.models.filter(({ model }) => model !== entry.id).length}`
  const fieldOf = (at: string): string | undefined => {
    if (at.startsWith('/body/aliases')) return 'aliases'
    if (at.startsWith(`${pointer}/connections`)) return 'connections'
    const field = at.startsWith(`${pointer}/price`)
      ? priceFieldOf(at.slice(`${pointer}/price`.length), form.getValues('price.rules').length)
      : undefined
    return field === undefined ? undefined : `price.${field}`
  }
  const save = async (values: Values) => {
    json.clear()
    try {
      if ((await settings.save((now) => changed(now, entry, values))) !== null) onClose()
    } catch (error) {
      if (values.price.way !== 'json' || !json.take(error, `${pointer}/price`)) throw error
    }
  }
  const { source, price } = entry
  return (
    <Drawer open onClose={onClose} title={entry.name} subtitle={<code className="font-mono">{entry.id}</code>}>
      <div className="grid grid-cols-1 gap-7">
        {entry.description !== '' && <p dir="auto">{entry.description}</p>}
        <Facts
          items={[
            ['Provider', entry.provider],
            ['Can', entry.operations.map((each) => words(each).toLowerCase()).join(', ')],
            ['Price', price === null ? null : sayPrice(price)],
            ['A million tokens', price === null ? null : sayTokenPrices(price)],
            [
              'Source',
              source === null ? (
                'Defined by this instance'
              ) : !/^https?:/.test(source.url) ? (
                `This platform, ${day(source.date)}`
              ) : (
                <a key="source" href={source.url} target="_blank" rel="noreferrer" className="text-accent-link">
                  {new URL(source.url).host}, {day(source.date)}
                </a>
              ),
            ],
            ['Note', source?.note ?? null],
            [entry.state === 'shut_down' ? 'Ended' : 'Ends', entry.shutdownDate === null ? null : day(entry.shutdownDate)],
            ['Successor', entry.successor],
          ]}
        />
        {entry.state === 'missing' && (
          <p className="rounded-card bg-warn-tint p-3">
            No connection of {entry.provider} that serves this model has a credential.{' '}
            <PageLink page="providers" search={{ provider: entry.provider }} className="text-accent-link underline">
              Connect it
            </PageLink>{' '}
            and the model is ready.
          </p>
        )}
        {entry.state === 'binding' && (
          <p className="rounded-card bg-warn-tint p-3">
            It is called through the AI binding of the deployment. Whoever deploys the platform adds it; then the model is ready.
          </p>
        )}
        {entry.state === 'shut_down' && (
          <p className="rounded-card bg-warn-tint p-3">
            {entry.provider} shut this model down on {day(entry.shutdownDate!)}.{' '}
            {entry.successor === null
              ? 'A request for it is refused.'
              : `A request for it is made with ${entry.successor} instead, with a warning.`}
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
            valuesOf={(now) => valuesOf(now, entry)}
            whyNot={whyNot}
            what="set of models"
            id={instance.id}
            names={['models', 'aliases', 'custom_providers', 'custom_models']}
            pointers={fieldOf}
            onSubmit={save}
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
              description={`Further names for it, with commas between them. ${ALIAS_RULE} Apps that use a name stay as they are when you point it elsewhere.`}
              placeholder="house-style, poster"
              mono
              validate={(text) =>
                checkAliases(
                  text,
                  settings.base.aliases.filter(({ model }) => model !== entry.id),
                )
              }
            />
            {provider !== undefined && provider.credential_fields.length > 0 && (
              <Connections
                entry={entry}
                provider={provider}
                credentials={credentials}
                settings={settings.base}
                disabled={priceWhyNot !== null}
              />
            )}
            <Fieldset.Root disabled={priceWhyNot !== null} className="min-w-0">
              <PriceField entry={entry} faults={json.faults} disabled={priceWhyNot !== null} />
              {priceWhyNot !== null && whyNot === null && <p className="mt-1 text-small text-ink-muted">{priceWhyNot}</p>}
            </Fieldset.Root>
          </EditForm>
        </DrawerSection>
      </div>
    </Drawer>
  )
}

interface ConnectionsProps {
  entry: Entry
  provider: Schemas['Provider']
  credentials: Schemas['Credential'][]
  settings: ModelSettings
  disabled: boolean
}

/**
 * Lets the user choose the connections of the model. If the instance has only one connection of the provider, there is nothing to choose,
 * and the drawer says how to add another one.
 */
function Connections({ entry, provider, credentials, settings, disabled }: ConnectionsProps) {
  const own = settings.models.find(({ model }) => model === entry.id)?.connections
  const ofProvider = settings.providers.find((setting) => setting.provider === provider.id)?.connections ?? [{ id: provider.id }]
  const names = connectionNames(provider, credentials, [...ofProvider, ...(own ?? [])])
  if (Object.keys(names).length < 2)
    return (
      <p className="text-small text-ink-muted">
        {provider.name} has one connection here.{' '}
        <PageLink page="providers" search={{ provider: provider.id }} className="text-accent-link underline">
          Add another account or address
        </PageLink>{' '}
        to choose which of them serves this model.
      </p>
    )
  return (
    <ConnectionsField
      name="connections"
      label="Served by"
      unset={`As the provider: ${sayShares(ofProvider, names)}`}
      names={names}
      disabled={disabled}
    />
  )
}
