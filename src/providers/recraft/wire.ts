import { z } from 'zod'
import { loose } from '../numbers.ts'

/** The fact of an item besides its picture. */
export const imageFacts = z.object({ revised_prompt: loose.text }).catch({ revised_prompt: null })
/** A new picture is in a list; an edited one is in a field of its own. */
export const imagesAnswer = z.union([
  z.object({ data: z.array(z.unknown()).min(1), credits: loose.number }),
  z.object({ image: z.union([z.string(), z.looseObject({})]), credits: loose.number }),
])
export const account = z.object({ credits: z.number() })
