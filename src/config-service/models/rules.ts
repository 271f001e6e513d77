import type { components } from '../../../generated/config/types.ts'
import { builtInModels } from '../../providers/catalogue.ts'
import {
  adapterOfDefinition,
  claimsOfModel,
  claimsOfProvider,
  parseCustomModel,
  parseCustomProvider,
} from '../../providers/custom/index.ts'
import { readPrice } from '../../providers/price-schema.ts'
import type { ProviderAdapter } from '../../providers/provider.ts'
import { findAdapter } from '../../providers/registry.ts'
import type { ConnectionShare } from '../../shared/config-rpc.ts'
import { AppError, type FieldError } from '../../shared/errors.ts'
import type { JsonObject } from '../../shared/json.ts'
import { requireOutboundUrl } from '../credentials/outbound-url.ts'
import type { StoredModelSettings } from '../db/schema.ts'
import type { Services } from '../services.ts'

type Input = components['schemas']['ModelSettingsInput']

export const NO_MODEL_SETTINGS: StoredModelSettings = { models: [], aliases: [], custom_providers: [], custom_models: [] }
/** The maximum size of the settings, as JSON. They are part of every snapshot, which each isolate holds in memory. */
const LONGEST_BYTES = 512 * 1024

/**
 * Returns the settings in their stored form. Throws `invalid_request` for definitions that are not valid, names that do not exist, and
 * names that collide.
 */
export function soundModelSettings(services: Services, input: Input): StoredModelSettings {
  const settings: StoredModelSettings = {
    models: (input.models ?? []).map(({ model, enabled, price, connections }) => ({
      model,
      enabled: enabled ?? null,
      price: (price as JsonObject | null | undefined) ?? null,
      // A model without connections is stored without the field `connections`, as all models were before the field existed.
      ...(connections ? { connections } : {}),
    })),
    ...(input.providers?.length ? { providers: input.providers } : {}),
    aliases: input.aliases ?? [],
    custom_providers: (input.custom_providers ?? []) as JsonObject[],
    custom_models: (input.custom_models ?? []) as JsonObject[],
  }
  const errors = [...customFaults(settings), ...modelFaults(settings), ...aliasFaults(settings), ...shareFaults(settings)]
  if (JSON.stringify(settings).length > LONGEST_BYTES)
    errors.push({ pointer: '/body', message: `must be ${LONGEST_BYTES} bytes of JSON at most` })
  if (errors.length) throw new AppError('invalid_request', { errors })
  for (const [index, provider] of settings.custom_providers.entries()) {
    requireOutboundUrl(services, provider['base_url'] as string, `/body/custom_providers/${index}/base_url`)
  }
  return settings
}

/** Returns the faults of custom providers and models. The pointers lead into the body of a request that sends all model settings. */
export function customFaults({ custom_providers: providers, custom_models: models }: StoredModelSettings): FieldError[] {
  const errors: FieldError[] = []
  const own = new Map<string, ProviderAdapter | null>()
  const ids = new Set(builtInModels().map((model) => model.id))
  const take = (id: string, pointer: string) => {
    if (ids.has(id)) errors.push({ pointer, message: 'is the name of another model' })
    ids.add(id)
  }
  for (const [index, stored] of providers.entries()) {
    const pointer = `/body/custom_providers/${index}`
    const read = parseCustomProvider(stored)
    if (!read.ok) {
      errors.push(...read.errors.map(({ path, message }) => ({ pointer: `${pointer}${path}`, message })))
      continue
    }
    const { id } = read.definition
    if (findAdapter(id) !== null || own.has(id)) errors.push({ pointer: `${pointer}/id`, message: 'is the name of another provider' })
    own.set(id, adapterOfDefinition(stored))
    errors.push(...claimsOfProvider(read.definition).map(({ path, message }) => ({ pointer: `${pointer}${path}`, message })))
    for (const [position, model] of read.definition.models.entries()) take(model.id, `${pointer}/models/${position}/id`)
  }
  for (const [index, stored] of models.entries()) {
    const pointer = `/body/custom_models/${index}`
    const adapterOf = (provider: string) => findAdapter(provider) ?? own.get(provider) ?? null
    const read = parseCustomModel(stored, adapterOf)
    if (read.ok) {
      take(read.model.id, `${pointer}/id`)
      errors.push(...claimsOfModel(stored, adapterOf).map(({ path, message }) => ({ pointer: `${pointer}${path}`, message })))
    } else errors.push(...read.errors.map(({ path, message }) => ({ pointer: `${pointer}${path}`, message })))
  }
  return errors
}

function modelFaults(settings: StoredModelSettings): FieldError[] {
  const errors: FieldError[] = []
  const models = modelIds(settings)
  const named = new Set<string>()
  for (const [index, { model, price }] of settings.models.entries()) {
    const pointer = `/body/models/${index}`
    if (!models.has(model)) errors.push({ pointer: `${pointer}/model`, message: 'is not a model of the catalogue' })
    if (named.has(model)) errors.push({ pointer: `${pointer}/model`, message: 'occurs twice' })
    named.add(model)
    const read = price ? readPrice(price) : null
    if (read?.ok === false) errors.push(...read.errors.map(({ path, message }) => ({ pointer: `${pointer}/price${path}`, message })))
  }
  return errors
}

function aliasFaults(settings: StoredModelSettings): FieldError[] {
  const errors: FieldError[] = []
  const models = modelIds(settings)
  const aliases = new Set<string>()
  for (const [index, { alias, model }] of settings.aliases.entries()) {
    if (!models.has(model)) errors.push({ pointer: `/body/aliases/${index}/model`, message: 'is not a model of the catalogue' })
    if (aliases.has(alias)) errors.push({ pointer: `/body/aliases/${index}/alias`, message: 'occurs twice' })
    aliases.add(alias)
  }
  return errors
}

/** Returns every list of connections in the settings, with its pointer and the provider of the models that use the list. */
export function shareLists({ models, providers = [], ...own }: StoredModelSettings): {
  pointer: string
  provider: string | null
  shares: ConnectionShare[]
}[] {
  const providerOfModel = new Map(modelsOf(own).map(({ id, provider }) => [id, provider]))
  return [
    ...models.flatMap(({ model, connections }, index) =>
      connections
        ? [{ pointer: `/body/models/${index}/connections`, provider: providerOfModel.get(model) ?? null, shares: connections }]
        : [],
    ),
    ...providers.map(({ provider, connections }, index) => ({
      pointer: `/body/providers/${index}/connections`,
      provider,
      shares: connections,
    })),
  ]
}

function shareFaults(settings: StoredModelSettings): FieldError[] {
  const errors: FieldError[] = []
  const named = new Set<string>()
  for (const [index, { provider }] of (settings.providers ?? []).entries()) {
    const pointer = `/body/providers/${index}/provider`
    const exists = findAdapter(provider) !== null || settings.custom_providers.some((each) => each['id'] === provider)
    if (!exists) errors.push({ pointer, message: 'is not a provider of this instance' })
    if (named.has(provider)) errors.push({ pointer, message: 'occurs twice' })
    named.add(provider)
  }
  for (const { pointer, shares } of shareLists(settings)) {
    const ids = new Set<string>()
    for (const [index, { id }] of shares.entries()) {
      if (ids.has(id)) errors.push({ pointer: `${pointer}/${index}/id`, message: 'occurs twice' })
      ids.add(id)
    }
    const weighted = shares.filter(({ weight }) => weight !== undefined).length
    if (weighted > 0 && weighted < shares.length)
      errors.push({ pointer, message: 'have weights only in part: set a weight for each of them, or for none' })
  }
  return errors
}

/** Checks that a default model and a fallback chain name a model of the catalogue, a model of the instance, or an alias. */
export function requireKnownModels(
  settings: { defaultModel: string | null; fallbackChain: string[] },
  models: StoredModelSettings,
  pointer: string,
): void {
  const errors = unknownModels(settings, models).map(({ path }) => ({
    pointer: `${pointer}/${path}`,
    message: 'is not a model or alias of this instance',
  }))
  if (errors.length) throw new AppError('invalid_request', { errors })
}

/**
 * Returns those names in `defaultModel` and `fallbackChain` that are neither a model nor an alias of the instance. `path` is the path to
 * the name, with the field names of the contract: `default_model`, or for example `fallback_chain/0`.
 */
export function unknownModels(
  { defaultModel, fallbackChain }: { defaultModel: string | null; fallbackChain: string[] },
  models: StoredModelSettings,
): { path: string; name: string }[] {
  const known = modelIds(models)
  for (const { alias } of models.aliases) known.add(alias)
  const named = [
    ...(defaultModel === null ? [] : [{ path: 'default_model', name: defaultModel }]),
    ...fallbackChain.map((name, index) => ({ path: `fallback_chain/${index}`, name })),
  ]
  return named.filter(({ name }) => !known.has(name))
}

/**
 * Returns the ids of all models that the instance could use: the models of the catalogue, of its `custom_providers`, and its
 * `custom_models`.
 */
export function modelIds(settings: StoredModelSettings): Set<string> {
  return new Set(modelsOf(settings).map(({ id }) => id))
}

/** Returns the names of all models that the instance could use, by id. */
export function modelNames(settings: StoredModelSettings): Map<string, string> {
  return new Map(modelsOf(settings).map(({ id, name }) => [id, name]))
}

function modelsOf({ custom_providers: providers, custom_models: models }: Pick<StoredModelSettings, 'custom_providers' | 'custom_models'>) {
  const ofOwnProviders = providers.flatMap((stored) => adapterOfDefinition(stored)?.models ?? [])
  return [
    ...[...builtInModels(), ...ofOwnProviders].map(({ id, provider, name }) => ({ id, provider, name })),
    ...models.map((model) => ({ id: model['id'] as string, provider: model['provider'] as string, name: model['name'] as string })),
  ]
}
