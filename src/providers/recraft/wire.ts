import { z } from 'zod'
import { loose } from '../numbers.ts'

const image = z.object({ url: loose.text, revised_prompt: loose.text })
/** A new picture is in a list; an edited one is in a field of its own. */
export const imagesAnswer = z.union([
  z.object({ data: z.array(image).min(1), credits: loose.number }),
  z.object({ image, credits: loose.number }),
])
export const account = z.object({ credits: z.number() })
