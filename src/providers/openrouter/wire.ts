import { z } from 'zod'
import { loose } from '../numbers.ts'

export const imagesAnswer = z.object({
  data: z.array(z.unknown()),
  usage: z.object({ cost: loose.anything }).nullish().catch(null),
})
export const keyFacts = z.object({ data: z.object({ label: loose.text, limit_remaining: loose.number }) })
