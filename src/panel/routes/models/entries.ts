// The catalogue of one instance: with its own prices, aliases and definitions, and with what is missing before a model can be used.
import type { components } from '../../../../generated/config/types.ts'
import type { ModelSettings } from '../../api/model-settings.ts'
import { isShutDown } from '../../parts/shut-down.ts'
import type { Price } from '../../parts/price.ts'
import type { Condition } from './price-values.ts'

type Schemas = components['schemas']

/**
 * Whether a model can be used, and why not. The models in `off` are disabled; all others are enabled.
 * - `shut_down`: the provider no longer offers the model.
 * - `missing`: no connection that would serve the model has a credential.
 * - `binding`: the model is called through the AI binding of the deployment, which is absent, or of which nothing is known.
 */
export type ModelState = 'on' | 'off' | 'shut_down' | 'missing' | 'binding'

export interface Entry {
  id: string
  name: string
  provider: string
  description: string
  operations: string[]
  price: Price | null
  /**
   * The price that applies if the instance sets no price of its own for the model. It comes from the catalogue or from the model's
   * definition; null if they state none.
   */
  basePrice: Price | null
  /** For each condition of a price, for example `quality`, the values that the model offers; null if they are not known. */
  choices: Record<Condition, string[]> | null
  hasOwnPrice: boolean
  aliases: string[]
  state: ModelState
  /** Whether the catalogue enables the model by default. */
  isOnByDefault: boolean
  source: Schemas['CatalogueModel']['source'] | null
  shutdownDate: string | null
  successor: string | null
  /** Where the model is defined: in the catalogue, as a custom model, or in the definition of a custom provider. */
  origin: 'catalogue' | 'custom_model' | 'custom_provider'
}

/**
 * Lists the models of an instance. `ready` has the ids of the models that the generation service has reported as ready. It alone knows
 * whether the deployment has an AI binding.
 */
export function entriesOf(
  catalogue: Schemas['CatalogueModel'][],
  settings: ModelSettings,
  providers: Schemas['Provider'][],
  credentials: Schemas['Credential'][],
  ready: ReadonlySet<string> = new Set(),
): Entry[] {
  const settingOf = new Map(settings.models.map((setting) => [setting.model, setting]))
  const connections = new Set(credentials.map(({ provider, connection }) => `${provider} ${connection}`))
  const providerOf = new Map(providers.map((provider) => [provider.id, provider]))
  const listOfProvider = new Map(settings.providers.map((setting) => [setting.provider, setting.connections]))
  // A model can be called without a stored credential, except in three cases: its settings or its provider's settings list connections, the
  // provider has no default address, or the provider requires a field of the credential. The Worker decides in the same way (`missingFor`).
  const lacks = (model: string, id: string): boolean => {
    const provider = providerOf.get(id)
    if (provider === undefined || provider.by_binding) return false
    const named = settingOf.get(model)?.connections ?? listOfProvider.get(id)
    const needs = named !== undefined || provider.default_base_url === null || provider.credential_fields.some(({ required }) => required)
    return needs && !(named ?? [{ id }]).some((each) => connections.has(`${id} ${each.id}`))
  }
  const stateOf = ({ id, provider, shutdownDate }: Pick<Entry, 'id' | 'provider' | 'shutdownDate'>, isOn: boolean): ModelState => {
    if (!isOn) return 'off'
    if (isShutDown(shutdownDate)) return 'shut_down'
    if (providerOf.get(provider)?.by_binding === true) return ready.has(id) ? 'on' : 'binding'
    return lacks(id, provider) ? 'missing' : 'on'
  }
  const entry = (base: Omit<Entry, 'basePrice' | 'hasOwnPrice' | 'aliases' | 'state'>): Entry => {
    const setting = settingOf.get(base.id)
    const isOn = setting?.enabled ?? base.isOnByDefault
    const own = (setting?.price ?? null) as Price | null
    return {
      ...base,
      price: own ?? base.price,
      basePrice: base.price,
      hasOwnPrice: own !== null,
      aliases: settings.aliases.filter(({ model }) => model === base.id).map(({ alias }) => alias),
      state: stateOf(base, isOn),
    }
  }
  const own = (definition: Record<string, unknown>, provider: string, origin: Entry['origin']) =>
    entry({
      id: textOf(definition['id']),
      name: textOf(definition['name']) || textOf(definition['id']),
      provider,
      description: textOf(definition['description']),
      operations: Array.isArray(definition['operations']) ? definition['operations'].map(textOf) : ['generate'],
      price: (definition['price'] ?? null) as Price | null,
      choices: null,
      isOnByDefault: true,
      source: null,
      shutdownDate: null,
      successor: null,
      origin,
    })
  return [
    ...settings.custom_providers.flatMap((provider) =>
      listOf(provider['models']).map((model) => own(model, textOf(provider['id']), 'custom_provider')),
    ),
    ...settings.custom_models.map((model) => own(model, textOf(model['provider']), 'custom_model')),
    ...catalogue.map((model) =>
      entry({
        id: model.id,
        name: model.name,
        provider: model.provider,
        description: model.description,
        operations: listOfTexts(model.capabilities['operations']),
        price: model.price as Price,
        choices: choicesOf(model.capabilities),
        isOnByDefault: !model.opt_in,
        source: model.source,
        shutdownDate: model.shutdown_date,
        successor: model.successor,
        origin: 'catalogue',
      }),
    ),
  ]
}

function choicesOf(capabilities: Record<string, unknown>): Record<Condition, string[]> {
  const size = (capabilities['size'] ?? {}) as Record<string, unknown>
  const inputs = (capabilities['inputs'] ?? {}) as Record<string, unknown>
  return {
    operation: listOfTexts(capabilities['operations']),
    quality: listOfTexts(capabilities['qualities']),
    size: listOfTexts(size['sizes']),
    resolution: listOfTexts(size['resolutions']),
    input: listOfTexts(inputs['roles']),
  }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
const listOfTexts = (value: unknown): string[] => (Array.isArray(value) ? value.map(textOf) : [])
const listOf = (value: unknown): Record<string, unknown>[] => (Array.isArray(value) ? (value as Record<string, unknown>[]) : [])
