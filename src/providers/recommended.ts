// The models that the platform recommends for each operation. The platform recommends the first model in the operation's list that the
// instance can call and for which no shutdown is announced. The lists are data, ordered by the abilities of the models in relation to their
// prices. `sketch` is last; it is always available, because it needs no account.
import { type CatalogueModel, type Operation, OPERATIONS } from './provider.ts'

const LISTS: Readonly<Record<Operation, readonly string[]>> = {
  generate: [
    'gpt-image-2.6-flare',
    'gemini-3.1-flash-image',
    'flux-2-pro',
    'seedream-5-0-260128',
    'qwen-image-3.0',
    'ideogram-4.5',
    'recraft-v4.1',
    'stable-image-core',
    'grok-imagine-image',
    'photon-1',
    'fal.flux-dev',
    'replicate.flux-dev',
    'runware.flux-dev',
    'together.flux-2-pro',
    'openrouter.flux.2-pro',
    'workers-ai.flux-1-schnell',
    'sketch',
  ],
  edit: [
    'gemini-3.1-flash-image',
    'gpt-image-2.6-flare',
    'flux-2-pro',
    'seedream-5-0-260128',
    'qwen-image-3.0',
    'fal.flux-kontext-pro',
    'replicate.flux-kontext-pro',
    'runware.flux-kontext-dev',
    'together.flux-1-kontext-pro',
    'openrouter.gemini-2.5-flash-image',
    'workers-ai.flux-2-dev',
    'sketch',
  ],
  inpaint: ['ideogram-4.5', 'stability-inpaint', 'gpt-image-2.6-flare', 'flux-fill', 'recraft-v3', 'runware.flux-fill-dev', 'sketch'],
  remix: [
    'ideogram-3',
    'ideogram-v3',
    'recraft-v4.1',
    'stable-image-ultra',
    'photon-1',
    'gemini-3.1-flash-image',
    'runware.flux-dev',
    'sketch',
  ],
  reframe: ['ideogram-3', 'ideogram-v3', 'stability-outpaint', 'recraft-outpaint', 'photon-1', 'sketch'],
  upscale: [
    'recraft-crisp-upscale',
    'stability-upscale-fast',
    'runware.ccsr-upscale',
    'ideogram-upscale',
    'bedrock.stability-upscale-fast',
    'sketch',
  ],
  remove_background: [
    'recraft-remove-background',
    'ideogram-remove-background',
    'runware.bria-rmbg',
    'fal.bria-remove-background',
    'stability-remove-background',
    'sketch',
  ],
  replace_background: ['ideogram-3', 'ideogram-v3', 'recraft-v3', 'stability-replace-background', 'sketch'],
  describe: ['ideogram-describe', 'runware.qwen-vl', 'sketch'],
}

/** Returns the operations for which each model is recommended, by model id. `canCall`: whether the instance can call a model's provider. */
export function recommendations(models: readonly CatalogueModel[], canCall: (model: CatalogueModel) => boolean): Map<string, Operation[]> {
  const byId = new Map(models.map((model) => [model.id, model]))
  const found = new Map<string, Operation[]>()
  for (const operation of OPERATIONS) {
    const first = LISTS[operation]
      .map((id) => byId.get(id))
      .find(
        (model) =>
          model !== undefined && model.shutdownDate === null && model.capabilities.operations.includes(operation) && canCall(model),
      )
    if (first !== undefined) found.set(first.id, [...(found.get(first.id) ?? []), operation])
  }
  return found
}

/** Returns every id in the lists. A test checks that each of these models is in the catalogue. */
export const recommendedIds = (): { operation: Operation; id: string }[] =>
  OPERATIONS.flatMap((operation) => LISTS[operation].map((id) => ({ operation, id })))
