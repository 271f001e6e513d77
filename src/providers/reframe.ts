// Computes how a picture is extended to another aspect ratio, for providers that take the number of pixels to add on each side. Pure.
import { type InputImage, type PlannedRequest, ProviderFailure } from './provider.ts'

export interface Expansion {
  left: number
  right: number
  up: number
  down: number
}

/**
 * Returns how many pixels must be added on each side of the picture to reach the requested ratio; the picture stays in the middle. The
 * picture is the first input with the role `image`, or the first input if none has this role. Throws ProviderFailure if there is no ratio
 * or no input, if the picture has the ratio already, or if a side would need more than `mostPixels`.
 */
export function expansionOf(request: Pick<PlannedRequest, 'aspectRatio'>, inputs: readonly InputImage[], mostPixels: number): Expansion {
  const refuse = (why: string) =>
    new ProviderFailure('bad_request', `The picture cannot be reframed: ${why}.`, { billed: 'no', pointer: '/body/aspect_ratio' })
  const [across, upright] = (request.aspectRatio ?? '').split(':').map(Number)
  const input = inputs.find(({ role }) => role === 'image') ?? inputs[0]
  if (!across || !upright || input === undefined) throw refuse('an aspect_ratio is needed')
  const { width, height } = input
  const wider = Math.max(0, Math.round((height * across) / upright) - width)
  const taller = wider > 0 ? 0 : Math.max(0, Math.round((width * upright) / across) - height)
  if (wider + taller === 0) throw refuse(`it has the ratio ${request.aspectRatio} already, ${width}x${height}`)
  const expansion = { left: Math.floor(wider / 2), right: Math.ceil(wider / 2), up: Math.floor(taller / 2), down: Math.ceil(taller / 2) }
  if (Math.max(...Object.values(expansion)) > mostPixels)
    throw refuse(`from ${width}x${height} to ${request.aspectRatio} more than ${mostPixels} pixels are missing on a side`)
  return expansion
}
