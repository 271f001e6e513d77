// Maps a planned request to a task of midjourney-proxy. Pure: pictures are passed in as `data:` URLs.
import type { Json, JsonObject } from '../../shared/json.ts'
import { withOptions } from '../options.ts'
import { type PlannedRequest, ProviderFailure } from '../provider.ts'

const RESERVED = ['prompt', 'base64', 'base64Array', 'notifyHook', 'taskId']
const ACTIONS = ['UPSCALE', 'VARIATION', 'REROLL']

export interface ProxyCall {
  target: string
  json: JsonObject
}

/**
 * Returns the call for a request. Throws ProviderFailure if the provider options do not fit the request. The adapter itself
 * reads four options. With `task_id`, `action` and `index`, the call works on the pictures of an earlier task. With `blend`, it mixes the
 * input pictures without a prompt.
 */
export function callFor(request: PlannedRequest, pictures: readonly string[], callbackUrl: string | null): ProxyCall {
  const { task_id: taskId, action, index, blend, ...options } = request.providerOptions
  const common: Record<string, Json> = { notifyHook: callbackUrl }
  if (blend !== undefined && request.operation !== 'remix') throw refuse('blend', 'belongs to remix')
  if (index !== undefined && taskId === undefined && action === undefined) throw refuse('index', 'belongs to a task_id')
  if (request.operation === 'describe')
    return { target: '/mj/submit/describe', json: withOptions({ ...common, base64: pictures[0] ?? null }, options, RESERVED) }
  if (taskId !== undefined || action !== undefined) {
    if (typeof taskId !== 'string' || taskId === '') throw refuse('task_id', 'must be the provider_request_id of an earlier generation')
    if (!ACTIONS.includes(action as string)) throw refuse('action', `must be one of ${ACTIONS.join(', ')}`)
    const needsIndex = action !== 'REROLL'
    if (needsIndex && ![1, 2, 3, 4].includes(index as number)) throw refuse('index', 'must be 1 to 4: which picture of the grid')
    const own = { ...common, taskId, action: action as string, index: needsIndex ? (index as number) : null, state: request.prompt }
    return { target: '/mj/submit/change', json: withOptions(own, options, RESERVED) }
  }
  if (request.operation === 'remix' && blend === true) {
    if (pictures.length === 1) throw refuse('blend', 'needs two to five pictures')
    return {
      target: '/mj/submit/blend',
      json: withOptions(
        { ...common, base64Array: [...pictures], dimensions: dimensionsOf(request.aspectRatio), state: request.prompt },
        options,
        RESERVED,
      ),
    }
  }
  const prompt = [
    request.prompt,
    request.aspectRatio === null ? null : `--ar ${request.aspectRatio}`,
    request.seed === null ? null : `--seed ${request.seed}`,
    request.negativePrompt === null ? null : `--no ${request.negativePrompt}`,
  ]
  const own = {
    ...common,
    prompt: prompt.filter((part) => part !== null).join(' '),
    base64Array: pictures.length > 0 ? [...pictures] : null,
  }
  return { target: '/mj/submit/imagine', json: withOptions(own, options, RESERVED) }
}

/** Returns the shape of a mix of pictures (`blend`) for an aspect ratio. A mix can only be square, landscape or portrait. */
function dimensionsOf(aspectRatio: string | null): string {
  const [across = 1, upright = 1] = (aspectRatio ?? '1:1').split(':').map(Number)
  return across === upright ? 'SQUARE' : across > upright ? 'LANDSCAPE' : 'PORTRAIT'
}

const refuse = (name: string, why: string) =>
  new ProviderFailure('bad_request', `provider_options.${name} ${why}.`, { billed: 'no', pointer: `/body/provider_options/${name}` })
