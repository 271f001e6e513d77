// Turns a request and one configuration into the requests for each model, their cost, and warnings about changes. Pure: makes no calls and
// spends nothing.
import { capabilitiesFor } from '../../providers/carried.ts'
import { inTurn } from '../../providers/connections.ts'
import { type CatalogueModel, type InputRole, type Operation, type PlannedRequest, ProviderFailure } from '../../providers/provider.ts'
import type { Snapshot } from '../../shared/config-rpc.ts'
import { AppError, type FieldError } from '../../shared/errors.ts'
import type { JsonObject } from '../../shared/json.ts'
import type { GenerateRequest, PlannedTarget, PriceQuote, Warning } from '../model/generation.ts'
import { checkInputCount, fitToModel } from './fit.ts'
import type { FieldNames } from './messages.ts'
import { findBrokenTerm } from './policy.ts'
import type { PlanContext } from './context.ts'

export interface Plan {
  operation: Operation
  requestedModel: string
  /** The first model, then its fallbacks. */
  targets: PlannedTarget[]
  warnings: Warning[]
  /** The cost if the first target makes all pictures. */
  quote: PriceQuote
  /**
   * The maximum cost of the whole chain, which is the amount that is reserved. It is the price of the most expensive target and not the sum
   * of all: after a target that may have billed, no further target is called.
   */
  reserveMicros: number
}

const NEEDS: Record<Operation, { prompt: boolean; input: boolean; mask: boolean }> = {
  generate: { prompt: true, input: false, mask: false },
  edit: { prompt: true, input: true, mask: false },
  // Some models take no prompt for inpainting: they erase the masked part. So no prompt is required here. If the chosen model takes a
  // prompt, the function `target` requires one.
  inpaint: { prompt: false, input: true, mask: true },
  remix: { prompt: true, input: true, mask: false },
  reframe: { prompt: false, input: true, mask: false },
  upscale: { prompt: false, input: true, mask: false },
  remove_background: { prompt: false, input: true, mask: false },
  replace_background: { prompt: true, input: true, mask: false },
  describe: { prompt: false, input: true, mask: false },
}
/** The maximum length of `provider_options` as JSON. They are kept in the job's row, which must stay far below 2 MB. */
const MAX_PROVIDER_OPTIONS_LENGTH = 64 * 1024
const RETIRING_SOON_DAYS = 30

/** Plans a request. If the request cannot be carried out as sent, throws an AppError with pointers to the faulty fields. */
export function makePlan(context: PlanContext): Plan {
  const { request, snapshot } = context
  const operation = request.operation ?? 'generate'
  checkWholeness(request, operation, context.names)
  checkContent(request, snapshot, context.names)

  const warnings: Warning[] = [...context.earlierWarnings]
  const requestedModel = request.model ?? snapshot.instance.defaultModel
  if (requestedModel === null)
    throw new AppError('invalid_request', {
      detail: 'Send `model`: the instance has no default model.',
      errors: [{ pointer: context.names('/body/model'), message: 'is needed: the instance has no default model' }],
    })
  const first = lookUp(context, requestedModel, '/body/model', warnings)
  requireCredential(context, first)

  const targets = [target(context, first, operation, warnings, providerOptions(request))]
  for (const model of fallbackModels(context, first, warnings)) {
    const fallbackWarnings: Warning[] = []
    try {
      requireCredential(context, model)
      // Options are written for one provider and mean nothing to another, so fallbacks of other providers do not get them.
      targets.push(target(context, model, operation, fallbackWarnings, model.provider === first.provider ? providerOptions(request) : {}))
      warnings.push(...fallbackWarnings)
    } catch (error) {
      if (!(error instanceof AppError) || request.fallbacks !== undefined) throw error
      warnings.push({ code: 'fallback_skipped', message: `The fallback ${model.id} is left out: ${error.message}`, pointer: null })
    }
  }
  const reserveMicros = Math.max(...targets.map((each) => each.quote.maxMicros))
  if (request.max_cost_micros !== undefined && reserveMicros > request.max_cost_micros) {
    throw new AppError('max_cost_exceeded', {
      detail: `The generation may cost up to ${reserveMicros} micro-USD, more than max_cost_micros ${request.max_cost_micros}. Nothing was spent.`,
      errors: [{ pointer: context.names('/body/max_cost_micros'), message: `is below the ${reserveMicros} that it may cost` }],
    })
  }
  return { operation, requestedModel, targets, warnings, quote: targets[0]!.quote, reserveMicros }
}

/**
 * Checks the parts of a request that are known before its pictures are stored: the prompt, the model, and the number and roles of the
 * pictures. Throws AppError as `makePlan` would. Only `makePlan` checks the fallbacks.
 */
export function checkBeforeInputs(
  context: Pick<PlanContext, 'request' | 'snapshot' | 'findModel' | 'missingFor' | 'today' | 'names'>,
  roles: InputRole[],
): void {
  const { request, snapshot } = context
  checkContent(request, snapshot, context.names)
  const requested = request.model ?? snapshot.instance.defaultModel
  // Neither the request nor the instance names a model. `makePlan` reports that.
  if (requested === null) return
  const model = lookUp(context, requested, '/body/model', [])
  requireCredential(context, model)
  const operation = request.operation ?? 'generate'
  if (model.capabilities.operations.includes(operation)) checkInputCount(model, operation, roles, context.names)
}

/**
 * Checks that a request has the fields that its operation needs, and that its fields do not contradict each other. Throws AppError
 * otherwise.
 */
function checkWholeness(request: GenerateRequest, operation: Operation, names: FieldNames): void {
  const needs = NEEDS[operation]
  const errors: FieldError[] = []
  const inputs = request.inputs ?? []
  if (needs.prompt && request.prompt === undefined) errors.push({ pointer: '/body/prompt', message: `is needed for ${operation}` })
  if (needs.input && !inputs.some((input) => (input.role ?? 'image') === 'image')) {
    errors.push({ pointer: '/body/inputs', message: `needs at least one input with role image for ${operation}` })
  }
  if (needs.mask && request.mask === undefined) errors.push({ pointer: '/body/mask', message: `is needed for ${operation}` })
  if (!needs.mask && request.mask !== undefined && operation !== 'edit')
    errors.push({ pointer: '/body/mask', message: `has no meaning for ${operation}` })
  if (!needs.input && inputs.some((input) => (input.role ?? 'image') === 'image')) {
    errors.push({ pointer: '/body/inputs', message: 'cannot have a picture with role image for generate; use edit or remix' })
  }
  if (operation === 'describe' && (request.n ?? 1) > 1)
    errors.push({ pointer: '/body/n', message: 'cannot be more than 1 for describe, which returns one text' })
  errors.push(...sizeFaults(request))
  if (request.output?.background === 'transparent' && request.output.format === 'jpeg') {
    errors.push({ pointer: '/body/output/background', message: 'cannot be transparent for a jpeg; request png or webp' })
  }
  if (request.provider_options !== undefined && JSON.stringify(request.provider_options).length > MAX_PROVIDER_OPTIONS_LENGTH) {
    errors.push({ pointer: '/body/provider_options', message: `must have at most ${MAX_PROVIDER_OPTIONS_LENGTH} characters as JSON` })
  }
  if (errors.length > 0) throw incomplete(errors, names)
}

function incomplete(errors: FieldError[], names: FieldNames): AppError {
  const named = errors.map(({ pointer, message }) => ({ pointer: names(pointer), message }))
  return new AppError('invalid_request', { errors: named })
}

function sizeFaults(request: GenerateRequest): FieldError[] {
  if (request.size === undefined || request.size === 'auto') return []
  return (['aspect_ratio', 'resolution'] as const)
    .filter((name) => request[name] !== undefined)
    .map((name) => ({ pointer: `/body/${name}`, message: 'cannot be sent together with `size`: remove one of them' }))
}

/** Applies the instance's content rules before any money is spent. The matched term is not repeated to the caller. */
function checkContent(request: GenerateRequest, snapshot: Snapshot, names: FieldNames): void {
  if (request.prompt === undefined || findBrokenTerm(request.prompt, snapshot.instance.contentPolicy.blockedTerms) === null) return
  throw new AppError('content_policy', {
    detail: 'The prompt holds a term that this instance blocks. Nothing was sent to a provider and nothing was spent.',
    errors: [{ pointer: names('/body/prompt'), message: 'holds a blocked term' }],
  })
}

/** Finds a model by id or alias. If the model was shut down, returns its successor, with a warning. */
function lookUp(
  context: Pick<PlanContext, 'snapshot' | 'findModel' | 'today'>,
  id: string,
  pointer: string,
  warnings: Warning[],
): CatalogueModel {
  const alias = Object.hasOwn(context.snapshot.aliases, id) ? context.snapshot.aliases[id]! : null
  if (alias !== null) warnings.push({ code: 'model_aliased', message: `${id} is an alias of ${alias}`, pointer })
  let model = context.findModel(alias ?? id)
  const seen = new Set<string>()
  while (model !== null && model.shutdownDate !== null && model.shutdownDate <= context.today && !seen.has(model.id)) {
    seen.add(model.id)
    if (model.successor === null) {
      throw new AppError('model_not_found', {
        detail: `${model.id} was shut down on ${model.shutdownDate} and has no successor.`,
        errors: [{ pointer, message: 'was shut down' }],
      })
    }
    warnings.push({
      code: 'model_aliased',
      message: `${model.id} was shut down on ${model.shutdownDate}; ${model.successor} is used instead`,
      pointer,
    })
    model = context.findModel(model.successor)
  }
  if (model === null) {
    throw new AppError('model_not_found', {
      detail: `This instance has no model ${alias ?? id}; GET /v1/models lists those that it has.`,
      errors: [{ pointer, message: 'is not a model of this instance' }],
    })
  }
  if (model.shutdownDate !== null && daysBetween(context.today, model.shutdownDate) <= RETIRING_SOON_DAYS) {
    const successor = model.successor === null ? '' : `; from then on, ${model.successor} is used instead`
    warnings.push({ code: 'model_retiring', message: `${model.id} is shut down on ${model.shutdownDate}${successor}`, pointer })
  }
  return model
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000
}

function fallbackModels(context: PlanContext, first: CatalogueModel, warnings: Warning[]): CatalogueModel[] {
  const asked = context.request.fallbacks
  const models: CatalogueModel[] = []
  for (const [index, id] of (asked ?? context.snapshot.instance.fallbackChain).entries()) {
    let model: CatalogueModel
    try {
      model = lookUp(context, id, asked === undefined ? '/body/model' : `/body/fallbacks/${index}`, warnings)
    } catch (error) {
      if (!(error instanceof AppError) || asked !== undefined) throw error
      warnings.push({ code: 'fallback_skipped', message: `The fallback ${id} is left out: ${error.message}`, pointer: null })
      continue
    }
    if (model.id !== first.id && !models.some((each) => each.id === model.id)) models.push(model)
  }
  return models
}

function requireCredential(context: Pick<PlanContext, 'missingFor'>, model: CatalogueModel): void {
  const { id, provider } = model
  const missing = context.missingFor(model)
  if (missing === null) return
  const detail =
    missing === 'credential'
      ? `The instance has no credential for ${provider}, which ${id} needs. An admin can add one.`
      : `${id} runs on Workers AI, and this deployment has no binding to it. Whoever deploys it adds [ai] to wrangler.toml.`
  throw new AppError('credential_missing', { detail })
}

function providerOptions(request: GenerateRequest): JsonObject {
  return (request.provider_options ?? {}) as JsonObject
}

function target(
  context: PlanContext,
  model: CatalogueModel,
  operation: Operation,
  warnings: Warning[],
  options: JsonObject,
): PlannedTarget {
  const { request, snapshot, inputs, mask } = context
  const roles = inputs.map((input): InputRole => input.role)
  const manner = { onUnsupported: request.on_unsupported ?? 'reject', names: context.names } as const
  if (operation === 'inpaint' && request.prompt === undefined && capabilitiesFor(model, operation).maxPromptLength > 0)
    throw incomplete([{ pointer: '/body/prompt', message: `is needed for inpaint with ${model.id}` }], context.names)
  const fitted = fitToModel(model, operation, request, { inputs, roles, mask }, manner, warnings)
  const planned: PlannedRequest = {
    ...fitted,
    generationId: context.generationId,
    operation,
    model,
    providerOptions: options,
    safety: snapshot.instance.contentPolicy.providerSafety[model.provider] ?? {},
  }
  const customProvider = context.customProvider(model.provider)
  checkWithAdapter(context, planned, customProvider)
  const connections = inTurn(context.connectionsFor(model), context.generationId)
  return {
    request: planned,
    quote: context.price(model, planned, inputs),
    hasCredential: connections.length > 0,
    connections,
    customProvider,
  }
}

/** Throws AppError if the adapter would refuse the request when called. So such a request is refused before anything is reserved. */
function checkWithAdapter({ check, inputs, mask, names }: PlanContext, planned: PlannedRequest, customProvider: JsonObject | null): void {
  try {
    check(planned, customProvider, inputs, mask)
  } catch (error) {
    if (!(error instanceof ProviderFailure) || error.pointer === null) throw error
    const { pointer, message } = error
    const code = pointer.startsWith('/body/provider_options') ? 'unsupported_parameter' : 'input_invalid'
    throw new AppError(code, { detail: message, errors: [{ pointer: names(pointer), message }] })
  }
}
