import { effectiveCatalogue } from '../../providers/catalogue.ts'
import { connectionsFor } from '../../providers/connections.ts'
import { adapterOfDefinition } from '../../providers/custom/index.ts'
import { quoteOf } from '../../providers/pricing.ts'
import type { PictureFormat } from '../../pictures/inspect.ts'
import { uprightFault } from '../../pictures/upright-copy.ts'
import {
  type CatalogueModel,
  type InputImage,
  needsConnection,
  type PlannedRequest,
  type ProviderAdapter,
  ProviderFailure,
} from '../../providers/provider.ts'
import { findAdapter } from '../../providers/registry.ts'
import type { Snapshot } from '../../shared/config-rpc.ts'
import type { JsonObject } from '../../shared/json.ts'
import type { PlannedInput, PlannedTarget } from '../model/generation.ts'
import type { Services } from '../services.ts'
import type { Missing, PlanContext } from './context.ts'

/** Returns the part of the plan context that follows from one configuration: models, credentials and prices. */
export function catalogueOf(
  snapshot: Snapshot,
  { ai, environment }: Pick<Services, 'ai' | 'environment'>,
): Pick<PlanContext, 'findModel' | 'missingFor' | 'connectionsFor' | 'customProvider' | 'price' | 'check'> {
  return {
    findModel: (id) => effectiveCatalogue(snapshot).find(id),
    missingFor: (model) => missingFor(model, snapshot, { ai }),
    customProvider: (provider) => customProviderIn(snapshot, provider),
    connectionsFor: (model) => connectionsFor(snapshot, model).shares,
    price: quoteOf,
    check(request, customProvider, inputs, mask) {
      requireTestOptions(request, snapshot, environment)
      const adapter = adapterFor(request.model.provider, customProvider)
      if (adapter?.turnsPictures !== true) {
        for (const [index, input] of inputs.entries()) requireTurnable(input, `/body/inputs/${index}`)
        if (mask !== null) requireTurnable(mask, '/body/mask')
      }
      adapter?.check?.({
        request,
        inputs: inputs.map(unopened),
        mask: mask === null ? null : unopened(mask),
        callbackUrl: null,
      })
    },
  }
}

/**
 * Throws ProviderFailure if the request has test options that are not allowed. With these options, `sketch` simulates faults and prices.
 * They are refused in production, and by an instance that forbids them.
 */
function requireTestOptions(
  { model, providerOptions }: PlannedRequest,
  { instance }: Snapshot,
  { ENVIRONMENT }: Services['environment'],
): void {
  if (model.provider !== 'sketch' || providerOptions['sketch'] === undefined) return
  const allowed = instance.contentPolicy.providerSafety['sketch']?.['test_options'] !== false
  if (ENVIRONMENT !== 'production' && allowed) return
  const why = ENVIRONMENT === 'production' ? 'a production deployment takes none' : 'this instance takes none'
  throw new ProviderFailure('bad_request', `provider_options.sketch plays faults and prices for tests: ${why}. Leave it out.`, {
    billed: 'no',
    pointer: '/body/provider_options/sketch',
  })
}

/** Throws ProviderFailure for a picture that must be rotated upright but cannot be. */
function requireTurnable({ orientation, contentType, width, height }: PlannedInput, pointer: string): void {
  const format = contentType.slice('image/'.length) as PictureFormat
  const fault = orientation === undefined ? null : uprightFault({ format, width, height })
  if (fault !== null) throw new ProviderFailure('bad_request', `The picture ${fault}.`, { billed: 'no', pointer })
}

const customProviderIn = ({ customProviders }: Snapshot, provider: string) =>
  Object.hasOwn(customProviders, provider) ? customProviders[provider]! : null

/** Returns what must still be set up before the model can be called; null if nothing is missing. */
export function missingFor(model: Pick<CatalogueModel, 'id' | 'provider'>, snapshot: Snapshot, { ai }: Pick<Services, 'ai'>): Missing {
  const adapter = adapterFor(model.provider, customProviderIn(snapshot, model.provider))
  if (adapter?.byBinding) return ai === null ? 'ai_binding' : null
  const { named, shares } = connectionsFor(snapshot, model)
  const needs = named || adapter === null || needsConnection(adapter)
  return needs && shares.length === 0 ? 'credential' : null
}

/** Returns an input picture for a plan. A plan must never read the bytes of pictures, so `open` always fails. */
function unopened(input: PlannedInput): InputImage {
  return { ...input, open: () => Promise.reject(new Error('a plan opens no picture')), url: () => Promise.resolve(null) }
}

/** Returns the built-in adapter, or one made from the instance's definition of a custom provider; null if there is neither. */
export function adapterFor(provider: string, customProvider: JsonObject | null): ProviderAdapter | null {
  return findAdapter(provider) ?? (customProvider === null ? null : adapterOfDefinition(customProvider))
}

/**
 * Returns how many tokens the request takes from a token limit. The number is an estimate, because only the provider's answer has the
 * actual number. It is 0 for models that are not billed by tokens.
 */
export function tokensOf({ quote }: PlannedTarget): number {
  return Math.ceil(quote.breakdown.reduce((sum, line) => sum + (line.unit === 'token' ? line.quantity : 0), 0))
}
