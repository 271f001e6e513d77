import { z } from 'zod'
import { loose } from '../numbers.ts'

const cost = z.object({ amount: loose.anything, unit: loose.text }).nullish().catch(null)
export const accepted = z.object({ sdGenerationJob: z.object({ generationId: z.string().min(1), cost }) })
export const generation = z.object({
  generations_by_pk: z
    .object({
      status: z.string(),
      seed: loose.seed,
      generated_images: loose.list,
    })
    .nullable(),
})
export const account = z.object({
  user_details: z.array(z.object({ user: z.object({ username: z.string().nullish() }).nullish() })).min(1),
})
export const handle = z.object({ id: z.string().min(1), costMicros: z.number().nullable() })
