import { dataApi, inProject } from '../api/data.ts'
import { dollarsOf } from '../parts/money.ts'
import { type Draft, emptyDraft, type InputPicture } from './capabilities.ts'
import type { Generation } from './follow.ts'

const text = (value: number | string | undefined): string => (value === undefined ? '' : String(value))

/** Returns the values with which the form sends a generation's request again. Throws if one of its input pictures was deleted. */
export async function draftOf(projectId: string, { request, prompt, operation }: Generation): Promise<Draft> {
  const draft = { ...emptyDraft(operation), prompt: prompt ?? '' }
  if (request === null) return draft
  const find = async (assetId: string) => {
    const { data, error } = await dataApi.GET('/assets/{asset_id}', {
      params: { header: inProject(projectId), path: { asset_id: assetId } },
    })
    if (error !== undefined) throw error
    return data
  }
  const inputs = await Promise.all(
    (request.inputs ?? []).map(async ({ asset_id: assetId, role = 'image', weight }): Promise<InputPicture> => {
      const { url, width, height } = await find(assetId)
      return { assetId, url, width, height, role, weight: weight ?? null }
    }),
  )
  const mask = request.mask === undefined ? null : await find(request.mask.asset_id)
  return {
    ...draft,
    negativePrompt: text(request.negative_prompt),
    inputs,
    mask: mask === null ? null : { assetId: mask.id, url: mask.url },
    size: text(request.size),
    aspectRatio: text(request.aspect_ratio),
    resolution: text(request.resolution),
    n: request.n ?? 1,
    quality: text(request.quality),
    style: text(request.style),
    background: text(request.output?.background),
    format: text(request.output?.format),
    compression: text(request.output?.compression),
    seed: text(request.seed),
    strength: text(request.strength),
    guidance: text(request.guidance),
    steps: text(request.steps),
    enhancePrompt: request.enhance_prompt ?? false,
    previews: (request.partial_images ?? 0) > 0,
    adapt: request.on_unsupported === 'adapt',
    maxCost: request.max_cost_micros === undefined ? '' : String(dollarsOf(request.max_cost_micros)),
  }
}
