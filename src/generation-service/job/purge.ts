import { generationPrefix } from '../assets/keys.ts'
import type { Services } from '../services.ts'
import type { JobPlan } from '../model/generation.ts'
import type { JobState } from './state.ts'

/**
 * Deletes the job's objects from the bucket. With `keepPictures`, the pictures of the generation stay, and only the other objects are
 * deleted, such as previews.
 */
export async function forgetEverything(
  services: Services,
  plan: JobPlan,
  state: JobState,
  { keepPictures }: { keepPictures: boolean },
): Promise<void> {
  if (keepPictures) {
    const kept = new Set(state.images.map((image) => image.key))
    const left = state.keys.filter((key) => !kept.has(key))
    if (left.length > 0) await services.images.delete(left)
    return
  }
  await deletePrefix(services.images, generationPrefix(plan.instanceId, plan.generationId))
}

export async function deletePrefix(bucket: R2Bucket, prefix: string): Promise<void> {
  for (let cursor: string | undefined, more = true; more;) {
    const page = await bucket.list({ prefix, cursor })
    if (page.objects.length > 0) await bucket.delete(page.objects.map((object) => object.key))
    more = page.truncated
    cursor = page.truncated ? page.cursor : undefined
  }
}
