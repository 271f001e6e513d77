import { z } from 'zod'
import { lazily } from '../../shared/lazily.ts'
import { loose } from '../numbers.ts'

export const imagesAnswer = lazily(() =>
  z.object({
    data: z.array(z.unknown()),
    usage: z.object({ cost_in_usd_ticks: loose.number }).catch({ cost_in_usd_ticks: null }),
  }),
)
/** `respect_moderation` is false if the picture was withheld. */
export const imageItem = lazily(() =>
  z.object({ revised_prompt: loose.text, respect_moderation: loose.flag }).catch({ revised_prompt: null, respect_moderation: null }),
)

export const modelList = lazily(() => z.object({ models: z.array(z.object({ id: z.string() })) }))
