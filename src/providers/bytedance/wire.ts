import { z } from 'zod'
import { lazily } from '../../shared/lazily.ts'
import { loose } from '../numbers.ts'

export const imagesAnswer = lazily(() => z.object({ data: z.array(z.unknown()).nullish(), error: loose.anything }))
/** An item is a picture, or an error in place of one. */
export const imageItem = lazily(() => z.object({ error: loose.anything }).catch({ error: null }))
