// From a planned request to the model's input. Pure.
import type { JsonObject } from '../../shared/json.ts'
import type { MultipartPart } from '../multipart.ts'
import { fileNameOf, formFields, withOptions } from '../options.ts'
import { type InputImage, type PlannedRequest, ProviderFailure } from '../provider.ts'
import { MAX_INPUT_EDGE, STEPS } from './models.ts'

const RESERVED = ['width', 'height', 'steps', 'num_steps', 'multipart', 'image', 'image_b64', 'mask']

export type MappedInput = { kind: 'json'; input: JsonObject } | { kind: 'multipart'; parts: MultipartPart[] }

export function mapInput(request: PlannedRequest, inputs: readonly InputImage[]): MappedInput {
  const { providerModel } = request.model
  const steps = STEPS[providerModel] ?? null
  const common = { prompt: request.prompt, seed: request.seed }
  const sized = { ...common, width: request.width, height: request.height, guidance: request.guidance }
  const fields = (own: JsonObject) => withOptions(own, request.providerOptions, RESERVED)
  if (providerModel.startsWith('@cf/black-forest-labs/flux-2')) {
    const files = inputs.map((input, place): MultipartPart => {
      if (Math.max(input.width, input.height) > MAX_INPUT_EDGE)
        throw new ProviderFailure(
          'bad_request',
          `The input is ${input.width}x${input.height}; this model takes at most ${MAX_INPUT_EDGE} pixels an edge.`,
          { billed: 'no' },
        )
      const name = `input_image_${place}`
      return {
        name,
        fileName: fileNameOf(input, name),
        contentType: input.contentType,
        sizeBytes: input.sizeBytes,
        open: () => input.open(),
      }
    })
    return { kind: 'multipart', parts: [...formFields(fields({ ...sized, steps })), ...files] }
  }
  if (providerModel.endsWith('/flux-1-schnell')) return { kind: 'json', input: fields({ ...common, steps }) }
  return { kind: 'json', input: fields({ ...sized, negative_prompt: request.negativePrompt, num_steps: steps }) }
}
