import { z } from 'zod'
import { loose } from '../numbers.ts'

export const imagesAnswer = z.object({ data: z.array(z.unknown()).nullish(), error: loose.anything })
/** An item is a picture, or the error in its place. */
export const imageItem = z.object({ error: loose.anything }).catch({ error: null })
