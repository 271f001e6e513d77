import { z } from 'zod'
import { lazily } from '../../shared/lazily.ts'
import { loose } from '../numbers.ts'

/** The fields of one item of `data`, apart from its picture, which is read separately. */
export const imageFacts = lazily(() => z.object({ revised_prompt: loose.text }).catch({ revised_prompt: null }))
/** An answer has either the list `data` with one or more pictures, or the field `image` with one picture. */
export const imagesAnswer = lazily(() =>
  z.union([
    z.object({ data: z.array(z.unknown()).min(1), credits: loose.number }),
    z.object({ image: z.union([z.string(), z.looseObject({})]), credits: loose.number }),
  ]),
)
export const account = lazily(() => z.object({ credits: z.number() }))
