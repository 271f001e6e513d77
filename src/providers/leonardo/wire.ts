import { z } from 'zod'
import { lazily } from '../../shared/lazily.ts'
import { loose } from '../numbers.ts'

const cost = lazily(() => z.object({ amount: loose.anything, unit: loose.text }).nullish().catch(null))
export const accepted = lazily(() => z.object({ sdGenerationJob: z.object({ generationId: z.string().min(1), cost: cost() }) }))
export const generation = lazily(() =>
  z.object({
    generations_by_pk: z
      .object({
        status: z.string(),
        seed: loose.seed,
        generated_images: loose.list,
      })
      .nullable(),
  }),
)
export const account = lazily(() =>
  z.object({
    user_details: z.array(z.object({ user: z.object({ username: z.string().nullish() }).nullish() })).min(1),
  }),
)
export const handle = lazily(() => z.object({ id: z.string().min(1), costMicros: z.number().nullable() }))
