// Maps a planned request to the model's input. Pure.
import type { JsonObject } from '../../shared/json.ts'
import type { MultipartPart } from '../multipart.ts'
import { fileNameOf, formFields, withOptions } from '../options.ts'
import type { InputImage, PlannedRequest } from '../provider.ts'
import { STEPS, takesInputs, takesOneInput, takesSeedAlone } from './models.ts'

const RESERVED = ['width', 'height', 'steps', 'num_steps', 'multipart', 'image', 'image_b64', 'mask']

export type MappedInput = { kind: 'json'; input: JsonObject } | { kind: 'multipart'; parts: MultipartPart[] }

/** The pictures that are sent inside JSON: the picture as base64, and the mask as a list of its bytes. */
export interface Inside {
  image: string | null
  mask: number[] | null
}

export function mapInput(request: PlannedRequest, inputs: readonly InputImage[], inside: Inside): MappedInput {
  const { providerModel } = request.model
  const steps = STEPS[providerModel] ?? null
  const common = { prompt: request.prompt, seed: request.seed }
  const sized = { ...common, width: request.width, height: request.height, guidance: request.guidance }
  const fields = (own: JsonObject) => withOptions(own, request.providerOptions, RESERVED)
  if (takesInputs(providerModel)) {
    const files = inputs.map((input, index): MultipartPart => {
      const name = `input_image_${index}`
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
  if (takesSeedAlone(providerModel)) return { kind: 'json', input: fields({ ...common, steps }) }
  const whole = { ...sized, negative_prompt: request.negativePrompt, num_steps: steps }
  if (!takesOneInput(providerModel)) return { kind: 'json', input: fields(whole) }
  return { kind: 'json', input: fields({ ...whole, image_b64: inside.image, mask: inside.mask, strength: request.strength }) }
}
