// The models of an instance: every adapter's catalogue, with the instance's own settings. Pure.
import type { Snapshot } from '../shared/config-rpc.ts'
import { adapterOfDefinition, parseCustomModel } from './custom/index.ts'
import { readPrice } from './price-schema.ts'
import type { CatalogueModel, ProviderAdapter } from './provider.ts'
import { adapters, findAdapter } from './registry.ts'

let builtIn: { models: readonly CatalogueModel[]; byId: ReadonlyMap<string, CatalogueModel> } | null = null

/** Collects all models once, so that the adapters are not visited again after each change of a configuration. */
function allBuiltIn() {
  const models = builtIn?.models ?? adapters().flatMap((adapter) => adapter.models)
  builtIn ??= { models, byId: new Map(models.map((model) => [model.id, model])) }
  return builtIn
}

/** Returns every model of every adapter, in the order of the registry. */
export function builtInModels(): readonly CatalogueModel[] {
  return allBuiltIn().models
}

export interface EffectiveCatalogue {
  /** Enabled models, with the instance's own prices. */
  readonly models: CatalogueModel[]
  /** Finds an enabled model by id; aliases are not considered. */
  find(id: string): CatalogueModel | null
  /** Finds the model for an id or alias. A model whose shutdown date is `today` (YYYY-MM-DD) or earlier is replaced by its successor. */
  resolve(name: string, today: string): ModelResolution
}

/** `via`: the alias and the successors that lead from the name to the model, in order; empty if the name is the model's id. */
type ModelResolution =
  | { kind: 'found'; model: CatalogueModel; via: ResolutionStep[] }
  /**
   * The model or alias does not exist or is not enabled. `wanted` is the id that was not found: the given name, the id that the
   * alias stands for, or the id of a successor.
   */
  | { kind: 'unknown'; wanted: string; via: ResolutionStep[] }
  | { kind: 'shut_down'; model: CatalogueModel; via: ResolutionStep[] }
type ResolutionStep = { kind: 'alias'; from: string; to: string } | { kind: 'successor'; from: string; to: string; shutdownDate: string }

const known = new WeakMap<Snapshot, EffectiveCatalogue>()
let plain: EffectiveCatalogue | null = null

/**
 * Returns the catalogue for a snapshot. The catalogue is built only once per snapshot, because a snapshot never changes. If `snapshot` is
 * null, returns the catalogue of an instance without settings of its own.
 */
export function effectiveCatalogue(snapshot: Snapshot | null): EffectiveCatalogue {
  if (snapshot === null) {
    plain ??= catalogueOf({ models: {}, aliases: {} }, () => [])
    return plain
  }
  const made = known.get(snapshot) ?? catalogueOf(snapshot, () => addedModels(snapshot))
  known.set(snapshot, made)
  return made
}

/**
 * Returns the adapter of a provider for an instance: a built-in one, or one that the instance has defined. Returns null if there is
 * neither.
 */
function findAdapterIn(snapshot: Snapshot, provider: string): ProviderAdapter | null {
  const stored = Object.hasOwn(snapshot.customProviders, provider) ? snapshot.customProviders[provider]! : null
  // A built-in provider comes first, so a definition cannot replace it.
  return findAdapter(provider) ?? (stored === null ? null : adapterOfDefinition(stored))
}

/**
 * Returns the models that an instance has defined, for its own providers and for built-in ones. Definitions that are no longer valid are
 * left out.
 */
function addedModels(snapshot: Snapshot): CatalogueModel[] {
  const ofOwnProviders = Object.keys(snapshot.customProviders).flatMap((provider) =>
    findAdapter(provider) ? [] : (findAdapterIn(snapshot, provider)?.models ?? []),
  )
  const ofKnownProviders = Object.values(snapshot.customModels).flatMap((stored) => {
    const read = parseCustomModel(stored, (provider) => findAdapterIn(snapshot, provider))
    return read.ok ? [read.model] : []
  })
  return [...ofOwnProviders, ...ofKnownProviders]
}

/** Returns the model, with the instance's own price if there is one; null if the instance does not offer the model. */
function offeredModel(model: CatalogueModel, models: Snapshot['models']): CatalogueModel | null {
  const override = Object.hasOwn(models, model.id) ? models[model.id] : undefined
  if (override?.enabled === false || (model.optIn && override?.enabled !== true)) return null
  if (!override?.price) return model
  const own = readPrice(override.price)
  // The instance's own price was checked when it was saved. If this price is invalid nevertheless, the model is not offered. If the model
  // were offered, its generations would be charged at the usual price, although the instance's owner has replaced that price.
  return own.ok ? { ...model, price: own.price } : null
}

/**
 * Builds a catalogue that computes each model when the model is first looked up. A plan needs only a few models, so the first plan after a
 * change takes the same time however many models there are. Only the list `models` computes them all.
 */
function catalogueOf(
  { models: overrides, aliases }: Pick<Snapshot, 'models' | 'aliases'>,
  ofInstance: () => CatalogueModel[],
): EffectiveCatalogue {
  const decided = new Map<string, CatalogueModel | null>()
  let added: Map<string, CatalogueModel> | null = null
  let all: CatalogueModel[] | null = null
  const decide = (model: CatalogueModel): CatalogueModel | null => {
    const earlier = decided.get(model.id)
    if (earlier !== undefined) return earlier
    const offered = offeredModel(model, overrides)
    decided.set(model.id, offered)
    return offered
  }
  const addedById = () => {
    added ??= new Map(ofInstance().flatMap((model) => (allBuiltIn().byId.has(model.id) ? [] : [[model.id, model] as const])))
    return added
  }
  const find = (id: string): CatalogueModel | null => {
    const model = allBuiltIn().byId.get(id) ?? addedById().get(id)
    return model === undefined ? null : decide(model)
  }
  return {
    get models() {
      all ??= [...builtInModels(), ...addedById().values()].flatMap((model) => decide(model) ?? [])
      return all
    },
    find,
    resolve(name, today) {
      const via: ResolutionStep[] = []
      let wanted = name
      if (Object.hasOwn(aliases, name)) {
        wanted = aliases[name]!
        via.push({ kind: 'alias', from: name, to: wanted })
      }
      for (const passed = new Set<string>(); ;) {
        const model = find(wanted)
        if (model === null) return { kind: 'unknown', wanted, via }
        if (model.shutdownDate === null || model.shutdownDate > today) return { kind: 'found', model, via }
        passed.add(model.id)
        if (model.successor === null || passed.has(model.successor)) return { kind: 'shut_down', model, via }
        via.push({ kind: 'successor', from: model.id, to: model.successor, shutdownDate: model.shutdownDate })
        wanted = model.successor
      }
    },
  }
}
