import { z } from 'zod'
import { loose } from '../numbers.ts'

export const imagesAnswer = z.object({ data: z.array(z.unknown()).nullish(), error: loose.anything })
/** An item is a picture, or an error in place of one. */
export const imageItem = z.object({ error: loose.anything }).catch({ error: null })
