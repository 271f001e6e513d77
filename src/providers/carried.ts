// Compares the capabilities of a model with what the requests of its adapter can express. For each operation, the catalogue offers only
// the capabilities that the requests can express, so that a plan refuses values that would not reach the provider. A custom definition
// that claims more is refused when it is saved. Pure.
import type {
  Capabilities,
  Carried,
  CatalogueModel,
  InputRule,
  NotCarried,
  Operation,
  OperationCapabilities,
  ProviderAdapter,
  SizeRule,
} from './provider.ts'
import { lazyFields } from '../shared/lazily.ts'

/** The maximum number of inputs of a request. */
const MOST_INPUTS = 16

/** The value for requests that can express no capability. Each adapter starts from it and adds what its own requests can express. */
export const NOTHING: Carried = {
  prompt: false,
  parameters: [],
  size: [],
  many: false,
  format: false,
  quality: false,
  style: false,
  backgrounds: [],
  inputs: { max: 0, roles: [] },
  mask: false,
  partialImages: false,
}

type Carries = (operation: Operation) => Carried | NotCarried

/** Returns the capabilities of a model for one operation. */
export function capabilitiesFor(model: CatalogueModel, operation: Operation): OperationCapabilities {
  const { operations: _, byOperation, ...common } = model.capabilities
  const { defaultQuality, ...own } = { ...common, ...byOperation?.[operation] }
  // The model's default quality is left out if the operation does not offer it.
  return defaultQuality !== undefined && own.qualities.includes(defaultQuality) ? { ...own, defaultQuality } : own
}

/**
 * Returns the models with narrower capabilities: for each operation, a model keeps only what the requests of its adapter can express. The
 * capabilities of a model are computed only when they are first read, because an isolate uses only a few of the models.
 */
export function narrowed(models: CatalogueModel[], carries: ProviderAdapter['carries']): CatalogueModel[] {
  return models.map((model) => {
    const capabilities = () => narrowedCapabilities(model.capabilities, (operation) => carries(model.providerModel, operation))
    return lazyFields({ ...model, capabilities })
  })
}

function narrowedCapabilities(capabilities: Capabilities, carries: Carries): Capabilities {
  const { byOperation: _, ...common } = capabilities
  const byOperation: NonNullable<Capabilities['byOperation']> = {}
  const operations = capabilities.operations.filter((operation) => {
    const carried = carries(operation)
    if ('why' in carried) return false
    const differences = differencesOf(common, carried)
    if (Object.keys(differences).length > 0) byOperation[operation] = differences
    return true
  })
  return { ...common, operations, ...(Object.keys(byOperation).length > 0 ? { byOperation } : {}) }
}

function differencesOf(common: OperationCapabilities, carried: Carried): Partial<OperationCapabilities> {
  const size = carriesSize(common.size, carried) ? {} : { size: { kind: 'input' } as const, defaultSize: null }
  const possible: Partial<OperationCapabilities> = {
    ...size,
    maxImages: carried.many ? common.maxImages : 1,
    formats: carried.format ? common.formats : common.formats.slice(0, 1),
    qualities: carried.quality ? common.qualities : [],
    styles: carried.style ? common.styles : [],
    backgrounds: common.backgrounds.filter((background) => carried.backgrounds.includes(background)),
    parameters: common.parameters.filter((parameter) => carried.parameters.includes(parameter)),
    maxPromptLength: carried.prompt ? common.maxPromptLength : 0,
    inputs: narrowedInputs(common.inputs, carried.inputs),
    mask: common.mask && carried.mask,
    partialImages: common.partialImages && carried.partialImages,
  }
  return Object.fromEntries(
    Object.entries(possible).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(common[name as keyof OperationCapabilities]),
    ),
  )
}

/**
 * Returns whether the adapter's requests can express the sizes of a model. Returns true, too, if a request need not state a size, because
 * the model has only one size or uses the size of the input.
 */
function carriesSize(size: SizeRule, carried: Carried): boolean {
  switch (size.kind) {
    case 'input':
      return true
    case 'list':
      return size.sizes.length <= 1 || carried.size.includes('pixels')
    case 'free':
      return carried.size.includes('pixels')
    case 'ratio':
      return carried.size.includes('ratio') && (size.resolutions.length === 0 || carried.size.includes('resolution'))
  }
}

function narrowedInputs(own: InputRule, carried: Carried['inputs']): InputRule {
  const { maxByRole: ownMost, weights: ownWeights, ...bounds } = own
  const roles = own.roles.filter((role) => carried.roles.includes(role))
  const most = roles.map((role) => [role, Math.min(ownMost?.[role] ?? MOST_INPUTS, carried.maxByRole?.[role] ?? MOST_INPUTS)] as const)
  const max = Math.min(
    own.max,
    carried.max,
    most.reduce((sum, [, count]) => sum + count, 0),
  )
  const maxByRole = Object.fromEntries(most.filter(([, count]) => count < max))
  const weights = ownWeights?.filter((role) => roles.includes(role) && carried.weights?.includes(role)) ?? []
  return {
    ...bounds,
    max,
    roles,
    ...(Object.keys(maxByRole).length > 0 ? { maxByRole } : {}),
    ...(weights.length > 0 ? { weights } : {}),
  }
}

// --- definitions --------------------------------------------------------------------------------------------------------------------

export interface Claim {
  /** A JSON pointer into the definition of the model. */
  path: string
  message: string
}
/**
 * Returns the advice for a capability that cannot be sent: how the definition must be changed. For a template, the advice names the
 * missing placeholder.
 */
export type Remedy = (part: Part) => string
export type Part =
  | { kind: 'prompt' | 'size' | 'many' | 'format' | 'quality' | 'style' | 'mask' | 'inputs' }
  | { kind: 'parameter' | 'background' | 'role'; name: string }

/**
 * Returns the faults of a definition:
 * - each operation for which the adapter cannot send requests,
 * - each capability that the adapter cannot send, whatever the operation is,
 * - inputs or a mask that an operation needs, but that the definition does not allow.
 */
export function claimsBeyond(capabilities: Capabilities, carries: Carries, remedy: Remedy): Claim[] {
  const claims: Claim[] = []
  const possible: Carried[] = []
  for (const [index, operation] of capabilities.operations.entries()) {
    const carried = carries(operation)
    if ('why' in carried) claims.push({ path: `/operations/${index}`, message: carried.why })
    else possible.push(carried)
  }
  // If the adapter supports none of the definition's operations, it cannot send any capability either. Then only the faults of the
  // operations are returned, because they are the cause.
  if (possible.length === 0) return claims
  const lost = (path: string, part: Part, carried: (each: Carried) => boolean) => {
    if (!possible.some(carried)) claims.push({ path, message: remedy(part) })
  }
  const { operations, size, maxImages, formats, qualities, styles, backgrounds, parameters, maxPromptLength, inputs, mask } = capabilities
  const onPicture = operations.find((operation) => operation !== 'generate')
  if (onPicture !== undefined && (inputs.max === 0 || !inputs.roles.includes('image')))
    claims.push({ path: '/inputs', message: `${onPicture} needs a picture: allow inputs, with the role image` })
  if (operations.includes('inpaint') && !mask) claims.push({ path: '/mask', message: 'must be true for inpaint' })
  if (maxPromptLength > 0) lost('/max_prompt_length', { kind: 'prompt' }, ({ prompt }) => prompt)
  lost('/size', { kind: 'size' }, (carried) => carriesSize(size, carried))
  if (maxImages > 1) lost('/max_images', { kind: 'many' }, ({ many }) => many)
  if (formats.length > 1) lost('/formats', { kind: 'format' }, ({ format }) => format)
  if (qualities.length > 0) lost('/qualities', { kind: 'quality' }, ({ quality }) => quality)
  if (styles.length > 0) lost('/styles', { kind: 'style' }, ({ style }) => style)
  for (const [index, name] of backgrounds.entries())
    lost(`/backgrounds/${index}`, { kind: 'background', name }, (carried) => carried.backgrounds.includes(name))
  for (const [index, name] of parameters.entries())
    lost(`/parameters/${index}`, { kind: 'parameter', name }, (carried) => carried.parameters.includes(name))
  if (mask) lost('/mask', { kind: 'mask' }, (carried) => carried.mask)
  if (inputs.max > 0) {
    lost('/inputs/max', { kind: 'inputs' }, (carried) => carried.inputs.max >= inputs.max)
    for (const [index, name] of inputs.roles.entries())
      lost(`/inputs/roles/${index}`, { kind: 'role', name }, (carried) => carried.inputs.roles.includes(name))
  }
  return claims
}
