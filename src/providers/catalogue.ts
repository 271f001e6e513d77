// The models of an instance: every adapter's catalogue with what the instance changes about it. Data in, data out.
import type { Snapshot } from '../shared/config-rpc.ts'
import { adapterOfDefinition, parseCustomModel } from './custom/index.ts'
import { readPrice } from './price-schema.ts'
import type { CatalogueModel, ProviderAdapter } from './provider.ts'
import { adapters, findAdapter } from './registry.ts'

/** Every model of every adapter, in the order of the registry. */
export function builtInModels(): CatalogueModel[] {
  return adapters().flatMap((adapter) => adapter.models)
}

export interface EffectiveCatalogue {
  /** Enabled models, with the instance's own prices. */
  models: CatalogueModel[]
  /** By id, enabled ones alone. Aliases and successors are the plan's to follow: it tells the caller of each. */
  find(id: string): CatalogueModel | null
}

const known = new WeakMap<Snapshot, EffectiveCatalogue>()
let plain: EffectiveCatalogue | null = null

/** The catalogue of one configuration, made once per snapshot, which never changes. Null: of an instance that changes nothing. */
export function effectiveCatalogue(snapshot: Snapshot | null): EffectiveCatalogue {
  if (snapshot === null) {
    const usual = builtInModels().filter((model) => !model.optIn)
    plain ??= catalogueOf(usual)
    return plain
  }
  const made = known.get(snapshot) ?? catalogueOf(modelsOf(snapshot))
  known.set(snapshot, made)
  return made
}

/** The adapter of a provider as an instance has it: one of the platform's, or one that the instance added as data. Null: neither. */
function findAdapterIn(snapshot: Snapshot, provider: string): ProviderAdapter | null {
  const stored = Object.hasOwn(snapshot.customProviders, provider) ? snapshot.customProviders[provider]! : null
  // A definition can not take the place of a provider that the platform knows.
  return findAdapter(provider) ?? (stored === null ? null : adapterOfDefinition(stored))
}

/** Models that an instance added as data, to its own providers and to known ones; what is not sound any more is left out. */
function addedModels(snapshot: Snapshot): CatalogueModel[] {
  const ofOwnProviders = Object.keys(snapshot.customProviders).flatMap((provider) =>
    findAdapter(provider) ? [] : (findAdapterIn(snapshot, provider)?.models ?? []),
  )
  const ofKnownProviders = Object.values(snapshot.customModels).flatMap((stored) => {
    const read = parseCustomModel(stored, (provider) => findAdapterIn(snapshot, provider) !== null)
    return read.ok ? [read.model] : []
  })
  return [...ofOwnProviders, ...ofKnownProviders]
}

function modelsOf(snapshot: Snapshot): CatalogueModel[] {
  const builtIn = builtInModels()
  const taken = new Set(builtIn.map((model) => model.id))
  return [...builtIn, ...addedModels(snapshot).filter((model) => !taken.has(model.id))].flatMap((model) => {
    const override = Object.hasOwn(snapshot.models, model.id) ? snapshot.models[model.id] : undefined
    if (override?.enabled === false || (model.optIn && override?.enabled !== true)) return []
    if (!override?.price) return [model]
    const own = readPrice(override.price)
    // Checked when it was saved. Were it broken all the same, the model is gone rather than sold at a price that its owner has replaced.
    return own.ok ? [{ ...model, price: own.price }] : []
  })
}

function catalogueOf(models: CatalogueModel[]): EffectiveCatalogue {
  const byId = new Map(models.map((model) => [model.id, model]))
  return { models, find: (id) => byId.get(id) ?? null }
}
