import { z } from 'zod'
import { loose } from '../numbers.ts'

export const imagesAnswer = z.object({
  data: z.array(z.unknown()),
  usage: loose.anything,
})
/** The cost in `usage`. */
export const charge = z.object({ cost: loose.anything }).catch({ cost: null })
export const keyFacts = z.object({ data: z.object({ label: loose.text, limit_remaining: loose.number }) })
