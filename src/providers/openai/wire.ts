import { z } from 'zod'
import { lazily } from '../../shared/lazily.ts'
import { loose } from '../numbers.ts'

/** Only the picture and the texts of an item are read, because servers that implement OpenAI's API differ in all other fields. */
export const imagesAnswer = lazily(() => z.object({ data: z.array(z.unknown()).min(1), usage: loose.anything }))
export const imageItem = lazily(() => z.object({ revised_prompt: loose.text }).catch({ revised_prompt: null }))

export const partialEvent = lazily(() => z.object({ partial_image_index: loose.number }))

export const modelList = lazily(() => z.object({ data: z.array(z.object({ id: z.string() })) }))
