import { z } from 'zod'
import { loose } from '../numbers.ts'

const image = z.object({ url: loose.text, revised_prompt: loose.text })
/** New pictures come as a list, a changed picture by itself. */
export const imagesAnswer = z.union([
  z.object({ data: z.array(image).min(1), credits: loose.number }),
  z.object({ image, credits: loose.number }),
])
export const account = z.object({ credits: z.number() })
