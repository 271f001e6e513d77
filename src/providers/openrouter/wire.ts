import { z } from 'zod'
import { lazily } from '../../shared/lazily.ts'
import { loose } from '../numbers.ts'

export const imagesAnswer = lazily(() =>
  z.object({
    data: z.array(z.unknown()),
    usage: loose.anything,
  }),
)
/** The cost in `usage`. */
export const charge = lazily(() => z.object({ cost: loose.anything }).catch({ cost: null }))
export const keyFacts = lazily(() => z.object({ data: z.object({ label: loose.text, limit_remaining: loose.number }) }))
