// The models of an instance: every adapter's catalogue with what the instance changes about it. Data in, data out.
import type { Snapshot } from '../shared/config-rpc.ts'
import { readPrice } from './price-schema.ts'
import type { CatalogueModel } from './provider.ts'
import { adapters } from './registry.ts'

/** Every model of every adapter, in the order of the registry. */
export function builtInModels(): CatalogueModel[] {
  return adapters().flatMap((adapter) => adapter.models)
}

export interface EffectiveCatalogue {
  /** Enabled models, with the instance's own prices. */
  models: CatalogueModel[]
  /** By id, enabled ones alone; aliases are not looked at. */
  find(id: string): CatalogueModel | null
  /** By id or alias, past those that were shut down. `today` is YYYY-MM-DD. */
  resolve(name: string, today: string): ModelResolution
}

/** `via`: what was passed on the way from the name to the model, in order; empty when the name is the model's own. */
export type ModelResolution =
  | { kind: 'found'; model: CatalogueModel; via: ResolutionStep[] }
  /** No such model or alias, or not enabled. `wanted` is the id that is missing, which an alias or a successor may have named. */
  | { kind: 'unknown'; wanted: string; via: ResolutionStep[] }
  | { kind: 'shut_down'; model: CatalogueModel; via: ResolutionStep[] }
export type ResolutionStep =
  | { kind: 'alias'; from: string; to: string }
  | { kind: 'successor'; from: string; to: string; shutdownDate: string }

const known = new WeakMap<Snapshot, EffectiveCatalogue>()
let plain: EffectiveCatalogue | null = null

/** The catalogue of one configuration, made once per snapshot, which never changes. Null: of an instance that changes nothing. */
export function effectiveCatalogue(snapshot: Snapshot | null): EffectiveCatalogue {
  if (snapshot === null)
    return (plain ??= catalogueOf(
      builtInModels().filter((model) => !model.optIn),
      {},
    ))
  const made = known.get(snapshot) ?? catalogueOf(modelsOf(snapshot), snapshot.aliases)
  known.set(snapshot, made)
  return made
}

function modelsOf(snapshot: Snapshot): CatalogueModel[] {
  return builtInModels().flatMap((model) => {
    const override = Object.hasOwn(snapshot.models, model.id) ? snapshot.models[model.id] : undefined
    if (override?.enabled === false || (model.optIn && override?.enabled !== true)) return []
    if (!override?.price) return [model]
    const own = readPrice(override.price)
    // Checked when it was saved. Were it broken all the same, the model is gone rather than sold at a price that its owner has replaced.
    return own.ok ? [{ ...model, price: own.price }] : []
  })
}

function catalogueOf(models: CatalogueModel[], aliases: Record<string, string>): EffectiveCatalogue {
  const byId = new Map(models.map((model) => [model.id, model]))
  return {
    models,
    find: (id) => byId.get(id) ?? null,
    resolve(name, today) {
      const via: ResolutionStep[] = []
      let wanted = name
      if (Object.hasOwn(aliases, name)) {
        wanted = aliases[name]!
        via.push({ kind: 'alias', from: name, to: wanted })
      }
      for (const passed = new Set<string>(); ;) {
        const model = byId.get(wanted)
        if (model === undefined) return { kind: 'unknown', wanted, via }
        if (model.shutdownDate === null || model.shutdownDate > today) return { kind: 'found', model, via }
        passed.add(model.id)
        if (model.successor === null || passed.has(model.successor)) return { kind: 'shut_down', model, via }
        via.push({ kind: 'successor', from: model.id, to: model.successor, shutdownDate: model.shutdownDate })
        wanted = model.successor
      }
    },
  }
}
