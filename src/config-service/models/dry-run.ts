// Reads the subject of a dry run: a definition that is not saved yet, or an existing model.
import type { components } from '../../../generated/config/types.ts'
import { capabilitiesFor } from '../../providers/carried.ts'
import { builtInModels } from '../../providers/catalogue.ts'
import { adapterOfDefinition, parseCustomModel } from '../../providers/custom/index.ts'
import { readPrice } from '../../providers/price-schema.ts'
import type { CatalogueModel, InputRole, InputRule, ProviderAdapter, SizeRule } from '../../providers/provider.ts'
import { findAdapter } from '../../providers/registry.ts'
import { type SampleWish, sampleWish } from '../../providers/sample-call.ts'
import { fits } from '../../providers/size-bounds.ts'
import { AppError, type ErrorCode } from '../../shared/errors.ts'
import type { JsonObject } from '../../shared/json.ts'
import { requireOutboundUrl } from '../credentials/outbound-url.ts'
import type { StoredModelSettings } from '../db/schema.ts'
import type { Services } from '../services.ts'
import { customFaults } from './rules.ts'

type Input = components['schemas']['ModelDryRunInput']

export interface Trial {
  adapter: ProviderAdapter
  model: CatalogueModel
}

/**
 * Returns the model of a dry run with its adapter. Throws `invalid_request` if the request names neither a model nor a definition, if the
 * model is unknown, or if the definition has faults. The pointers of these faults lead into the body of the dry run's request.
 */
export function trialOf(services: Services, saved: StoredModelSettings, input: Input): Trial {
  const provider = (input.custom_provider as JsonObject | undefined) ?? null
  const added = (input.custom_model as JsonObject | undefined) ?? null
  const settings = withDefinitions(saved, provider, added)
  checkDefinitions(settings, provider !== null, added !== null)
  if (provider !== null) requireOutboundUrl(services, provider['base_url'] as string, '/body/custom_provider/base_url')

  const own = settings.custom_providers.flatMap((stored) => adapterOfDefinition(stored) ?? [])
  const adapterOf = (id: string) => findAdapter(id) ?? own.find((adapter) => adapter.id === id) ?? null
  const addedModels = settings.custom_models.flatMap((stored) => {
    const read = parseCustomModel(stored, adapterOf)
    return read.ok ? [read.model] : []
  })
  const models =
    added !== null
      ? [addedModels.at(-1)!]
      : provider !== null
        ? own.at(-1)!.models
        : [...builtInModels(), ...own.flatMap((adapter) => adapter.models), ...addedModels]
  if (input.model === undefined && provider === null && added === null)
    throw noModel('is needed: there is no custom_provider and no custom_model to try')
  const model = input.model === undefined ? models[0] : models.find(({ id }) => id === input.model)
  if (model === undefined)
    throw noModel(provider === null && added === null ? 'is not a model of this instance' : 'is not a model of the definition')
  return { adapter: adapterOf(model.provider)!, model: withOwnPrice(model, settings) }
}

/**
 * Returns the settings as they would be if the definitions of the dry run were saved. Each replaces the stored definition with the same id.
 * The new definitions come last in their lists, so that a name that occurs twice is reported as a fault of the new definition.
 */
function withDefinitions(saved: StoredModelSettings, provider: JsonObject | null, added: JsonObject | null): StoredModelSettings {
  const replaced = (stored: JsonObject[], given: JsonObject | null) =>
    given === null ? stored : [...stored.filter((each) => each['id'] !== given['id']), given]
  return {
    ...saved,
    custom_providers: replaced(saved.custom_providers, provider),
    custom_models: replaced(saved.custom_models, added),
  }
}

function checkDefinitions(settings: StoredModelSettings, provider: boolean, added: boolean): void {
  const tried = [
    ...(provider ? [[`/body/custom_providers/${settings.custom_providers.length - 1}`, '/body/custom_provider'] as const] : []),
    ...(added ? [[`/body/custom_models/${settings.custom_models.length - 1}`, '/body/custom_model'] as const] : []),
  ]
  const errors = customFaults(settings).flatMap(({ pointer, message }) =>
    tried.flatMap(([from, to]) =>
      pointer === from || pointer.startsWith(`${from}/`) ? [{ pointer: `${to}${pointer.slice(from.length)}`, message }] : [],
    ),
  )
  if (errors.length > 0) throw new AppError('invalid_request', { errors })
}

function noModel(message: string): AppError {
  return new AppError('invalid_request', { detail: 'There is no such model to try.', errors: [{ pointer: '/body/model', message }] })
}

function withOwnPrice(model: CatalogueModel, { models }: StoredModelSettings): CatalogueModel {
  const price = models.find((setting) => setting.model === model.id)?.price ?? null
  const own = price === null ? null : readPrice(price)
  return own?.ok ? { ...model, price: own.price } : model
}

/**
 * Returns the parameters of the call that the dry run shows: those of `request`, and sample values for those that `request` omits. Throws
 * `unsupported_…` for values that the model does not support.
 */
export function wishOf(model: CatalogueModel, request: Input['request'] = {}): SampleWish {
  const asked = request.operation ?? sampleWish(model).operation
  const capabilities = capabilitiesFor(model, asked)
  const refuse = (code: ErrorCode, name: string, message: string) => {
    throw new AppError(code, {
      detail: `${model.id} ${message}.`,
      errors: [{ pointer: `/body/request/${name}`, message: `${model.id} ${message}` }],
    })
  }
  const { operations } = model.capabilities
  const { operation, n, size, quality, inputs, provider_options: options } = request
  if (operation !== undefined && !operations.includes(operation))
    refuse('unsupported_operation', 'operation', `does ${operations.join(', ')}`)
  if (n !== undefined && n > capabilities.maxImages) refuse('unsupported_parameter', 'n', `makes at most ${capabilities.maxImages} at once`)
  if (quality !== undefined && !capabilities.qualities.includes(quality))
    refuse(
      'unsupported_parameter',
      'quality',
      capabilities.qualities.length ? `takes ${capabilities.qualities.join(', ')}` : 'does not take it',
    )
  const fault = faultOfInputs(capabilities.inputs, inputs ?? [])
  if (fault !== null) refuse('unsupported_parameter', 'inputs', `${fault} for ${asked}`)
  const [width, height] = size?.split('x').map(Number) ?? []
  if (size !== undefined && !makes(capabilities.size, size, width!, height!)) refuse('unsupported_size', 'size', 'does not make it')
  const usual = sampleWish(model, asked)
  return {
    operation: asked,
    prompt: request.prompt ?? usual.prompt,
    n: n ?? usual.n,
    width: width ?? usual.width,
    height: height ?? usual.height,
    quality: quality ?? usual.quality,
    ...(inputs === undefined ? {} : { inputs }),
    ...(options === undefined ? {} : { providerOptions: options as JsonObject }),
  }
}

/** Returns why the model does not take input pictures of these roles; null if it does. */
function faultOfInputs({ max, roles, maxByRole = {} }: InputRule, given: readonly InputRole[]): string | null {
  if (given.length > max) return `takes at most ${max} pictures`
  const fits = (role: InputRole) => roles.includes(role) && given.filter((each) => each === role).length <= (maxByRole[role] ?? max)
  return given.every(fits) ? null : `takes ${roles.map((role) => `${maxByRole[role] ?? max} as ${role}`).join(', ')}`
}

function makes(rule: SizeRule, size: string, width: number, height: number): boolean {
  return rule.kind === 'list' ? rule.sizes.includes(size) : rule.kind === 'free' && fits(rule, width, height)
}
