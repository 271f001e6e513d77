// Maps a planned request to the multipart form that one of Stability's services takes. The functions are pure.
import { type MultipartPart } from '../multipart.ts'
import { fileNameOf, formFields } from '../options.ts'
import type { InputImage, PlannedRequest } from '../provider.ts'
import { type Service, serviceFields } from './services.ts'

/** Returns the parts of the form for a service. `mask` needs no conversion: white = edit, here and at Stability. */
export function serviceParts(
  service: Service,
  request: PlannedRequest,
  inputs: readonly InputImage[],
  mask: InputImage | null,
): MultipartPart[] {
  const fields = formFields(serviceFields(service, request, inputs))
  const [input] = inputs
  return [
    ...fields,
    ...(service.image !== undefined && request.operation !== 'generate' && input !== undefined ? [fileOf(input, service.image)] : []),
    ...(mask !== null ? [fileOf(mask, 'mask')] : []),
  ]
}

function fileOf(input: InputImage, name: string): MultipartPart {
  return { name, fileName: fileNameOf(input, name), contentType: input.contentType, sizeBytes: input.sizeBytes, open: () => input.open() }
}
