// Maps a planned request to the JSON of a model. Pictures are passed in as base64.
import type { JsonObject } from '../../shared/json.ts'
import type { InputImage, PlannedRequest } from '../provider.ts'
import { type Service, serviceFields } from '../stability/services.ts'

/** `mask` needs no conversion: white = edit, here and at Bedrock. */
export function modelFields(
  service: Service,
  request: PlannedRequest,
  inputs: readonly InputImage[],
  pictures: { input: string | null; mask: string | null },
): JsonObject {
  return {
    ...serviceFields(service, request, inputs),
    ...(service.image !== undefined && pictures.input !== null ? { [service.image]: pictures.input } : {}),
    ...(pictures.mask === null ? {} : { mask: pictures.mask }),
  }
}
