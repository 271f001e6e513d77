// Maps a planned request to one of Runware's tasks. Pure: pictures are passed in as URLs.
import type { Json, JsonObject } from '../../shared/json.ts'
import { withOptions } from '../options.ts'
import type { PlannedRequest } from '../provider.ts'
import { familyOf } from './families.ts'

const RESERVED = [
  'taskType',
  'taskUUID',
  'model',
  'deliveryMethod',
  'outputType',
  'includeCost',
  'webhookURL',
  'uploadEndpoint',
  'inputImage',
  'seedImage',
  'maskImage',
  'referenceImages',
  'numberResults',
]
const FORMATS = { png: 'PNG', jpeg: 'JPG', webp: 'WEBP' } as const
const STANDARD_STRENGTH = 0.8
const STANDARD_FACTOR = 2

export function taskFields(request: PlannedRequest, taskUUID: string, pictures: readonly string[], mask: string | null): JsonObject {
  const { providerModel } = request.model
  const family = familyOf(providerModel)
  const own: Record<string, Json> = {
    taskType: family.task,
    taskUUID,
    model: providerModel,
    includeCost: true,
    deliveryMethod: 'async',
  }
  if (family.task !== 'caption') Object.assign(own, { outputType: 'URL', outputFormat: FORMATS[request.format] })
  if (family.task === 'imageInference') {
    Object.assign(own, {
      positivePrompt: request.prompt,
      negativePrompt: request.negativePrompt,
      width: request.width,
      height: request.height,
      numberResults: request.n,
      seed: request.seed,
      steps: request.steps,
      CFGScale: request.guidance,
      maskImage: mask,
    })
    if (family.sources === 'references') own['referenceImages'] = pictures.length > 0 ? [...pictures] : null
    else {
      own['seedImage'] = pictures[0] ?? null
      own['strength'] = request.operation === 'remix' ? (request.strength ?? STANDARD_STRENGTH) : null
    }
  } else {
    own['inputImage'] = pictures[0] ?? null
    if (family.task === 'caption') own['prompt'] = request.prompt === '' ? null : request.prompt
    if (family.task === 'upscale' && !Object.hasOwn(request.providerOptions, 'upscaleFactor')) own['upscaleFactor'] = STANDARD_FACTOR
  }
  return withOptions(own, request.providerOptions, RESERVED)
}
