import type { JsonObject } from '../../../src/shared/json.ts'
import { withOptions } from '../../../src/providers/options.ts'
import type { PlannedRequest } from '../../../src/providers/provider.ts'

export function mapFields(request: PlannedRequest): JsonObject {
  const own = {
    model: request.model.providerModel,
    text: request.prompt,
    count: request.n,
    size: `${request.width}x${request.height}`,
    seed: request.seed,
  }
  return withOptions(own, request.providerOptions, ['callback'])
}
