import type { CatalogueModel, PlannedRequest } from '../../providers/provider.ts'
import type { ConnectionShare, Snapshot } from '../../shared/config-rpc.ts'
import type { JsonObject } from '../../shared/json.ts'
import type { GenerateRequest, PlannedInput, PriceQuote, Warning } from '../model/generation.ts'
import type { FieldNames } from './messages.ts'

/**
 * Names the thing that must still be set up before a provider can be called; null if nothing is missing. `credential`: the instance has no
 * credential for the provider. `ai_binding`: the deployment has no binding to Workers AI.
 */
export type Missing = 'credential' | 'ai_binding' | null

/** Everything that a plan depends on. It is passed in, so that planning needs no outside calls. */
export interface PlanContext {
  generationId: string
  request: GenerateRequest
  snapshot: Snapshot
  /**
   * Returns a model with the instance's own prices. Returns null if the model is not in the instance's catalogue, which has only enabled
   * models.
   */
  findModel(id: string): CatalogueModel | null
  /** Returns what must still be set up before this model can be called; null if nothing is missing. */
  missingFor(model: Pick<CatalogueModel, 'id' | 'provider'>): Missing
  /** Returns the connections that may serve the model; empty if its provider needs no credential. */
  connectionsFor(model: Pick<CatalogueModel, 'id' | 'provider'>): ConnectionShare[]
  /** Returns the instance's own definition of a provider; null if the provider is built in. */
  customProvider(provider: string): JsonObject | null
  price(model: CatalogueModel, request: PlannedRequest, inputs: PlannedInput[]): PriceQuote
  /** Asks the provider's adapter to check the request. Throws ProviderFailure if the adapter would refuse it. */
  check(request: PlannedRequest, customProvider: JsonObject | null, inputs: PlannedInput[], mask: PlannedInput | null): void
  inputs: PlannedInput[]
  mask: PlannedInput | null
  /** The current date, in the form YYYY-MM-DD. */
  today: string
  /** Warnings for fields that were removed from the request before planning. */
  earlierWarnings: Warning[]
  /** Maps the fields of `GenerateRequest` to their names in the request that the caller sent. Messages use these names. */
  names: FieldNames
}
