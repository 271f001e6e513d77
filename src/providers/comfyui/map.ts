// Maps a planned request to a filled workflow. Pure: pictures are passed in as their file names on the server.
import { type Json, type JsonObject, pointerStep } from '../../shared/json.ts'
import { type Operation, type PlannedRequest, ProviderFailure } from '../provider.ts'
import { OF_CREDENTIAL } from './models.ts'
import { STANDARD, STANDARD_CHECKPOINT, STANDARD_UPSCALE_MODEL } from './workflows.ts'

const PLACEHOLDER = /\{\{([a-z_]+)\}\}/g
const STANDARD_STEPS = 20
const STANDARD_GUIDANCE = 7
const STANDARD_STRENGTH = 0.75

/** The settings that the instance's owner enters together with the credential. */
export interface OwnersSettings {
  /** Returns the workflow that the owner has entered for an operation, as JSON text. Null means that the built-in workflow is used. */
  workflow(operation: Operation): string | null
  checkpoint: string | null
  upscaleModel: string | null
}
export interface Uploaded {
  image: string | null
  mask: string | null
}

/**
 * Throws ProviderFailure if the request has provider options. Such options would change nodes of the workflow. Callers may not do this,
 * because the workflow belongs to the instance's owner.
 */
export function refuseOptions({ providerOptions }: Pick<PlannedRequest, 'providerOptions'>): void {
  const [name] = Object.keys(providerOptions)
  if (name === undefined) return
  throw new ProviderFailure('bad_request', 'ComfyUI takes no provider_options: its workflow belongs to the owner of the server.', {
    billed: 'no',
    pointer: `/body/provider_options/${pointerStep(name)}`,
  })
}

/**
 * Returns the workflow with the request's values in place of its placeholders. Throws ProviderFailure if the workflow is missing or
 * invalid, or lacks a placeholder for a part of the request.
 */
export function filledWorkflow(request: PlannedRequest, settings: OwnersSettings, uploaded: Uploaded, seed: number): JsonObject {
  const { operation, model } = request
  const text = settings.workflow(operation)
  const workflow = text === null ? (STANDARD[operation] ?? null) : parsed(text, operation)
  if (workflow === null) throw refused(`It has no workflow for ${operation}.`)
  const values: Record<string, Json> = {
    prompt: request.prompt,
    negative_prompt: request.negativePrompt ?? '',
    width: request.width,
    height: request.height,
    n: request.n,
    seed,
    steps: request.steps ?? STANDARD_STEPS,
    guidance: request.guidance ?? STANDARD_GUIDANCE,
    strength: request.strength ?? STANDARD_STRENGTH,
    image: uploaded.image,
    mask: uploaded.mask,
    checkpoint: model.providerModel === OF_CREDENTIAL ? (settings.checkpoint ?? STANDARD_CHECKPOINT) : model.providerModel,
    upscale_model: settings.upscaleModel ?? STANDARD_UPSCALE_MODEL,
  }
  const used = new Set<string>()
  const filled = fill(workflow, values, used) as JsonObject
  const needed = [
    ...(operation === 'upscale' || request.prompt === '' ? [] : ['prompt']),
    ...(uploaded.image === null ? [] : ['image']),
    ...(uploaded.mask === null ? [] : ['mask']),
  ]
  const missing = needed.find((name) => !used.has(name))
  if (missing !== undefined) throw refused(`Its workflow for ${operation} has no {{${missing}}}.`)
  return filled
}

function parsed(text: string, operation: Operation): JsonObject {
  let read: Json
  try {
    read = JSON.parse(text) as Json
  } catch {
    read = null
  }
  const nodes = read !== null && typeof read === 'object' && !Array.isArray(read) ? Object.values(read) : []
  const isWorkflow = nodes.length > 0 && nodes.every((each) => each !== null && typeof each === 'object' && 'class_type' in each)
  if (!isWorkflow) throw refused(`Its workflow for ${operation} is not one in API format: export it by "Save (API Format)".`)
  return read as JsonObject
}

/**
 * Replaces the placeholders in a workflow by their values. A text that consists only of a placeholder becomes the value itself, for
 * example a number. Unknown placeholders are kept.
 */
function fill(value: Json, values: Record<string, Json>, used: Set<string>): Json {
  if (typeof value === 'string') {
    const alone = /^\{\{([a-z_]+)\}\}$/.exec(value)?.[1]
    if (alone !== undefined && Object.hasOwn(values, alone)) {
      used.add(alone)
      return values[alone]!
    }
    return value.replaceAll(PLACEHOLDER, (whole, name: string) => {
      if (!Object.hasOwn(values, name)) return whole
      used.add(name)
      const inserted = values[name] ?? ''
      return typeof inserted === 'string' ? inserted : JSON.stringify(inserted)
    })
  }
  if (Array.isArray(value)) return value.map((each) => fill(each, values, used))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, fill(each, values, used)]))
}

const refused = (why: string) =>
  new ProviderFailure('bad_request', `The ComfyUI server of this instance cannot do this. ${why}`, { billed: 'no' })
