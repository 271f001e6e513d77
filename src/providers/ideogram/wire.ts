import { z } from 'zod'
import { lazily } from '../../shared/lazily.ts'
import { loose } from '../numbers.ts'

/** The fields of one item of `data`, except its picture. */
export const imageFacts = lazily(() =>
  z.object({ prompt: loose.text, seed: loose.anything, is_image_safe: loose.flag }).catch({ prompt: null, is_image_safe: null }),
)

/** The answer of v1 with pictures. */
export const imagesAnswer = lazily(() => z.object({ data: z.array(z.unknown()), generation_id: loose.text }))

export const descriptionsAnswer = lazily(() => z.object({ descriptions: z.array(z.object({ text: loose.text })) }))

/** The answer to a request with `async: true`. It has `data` if the server was done immediately. */
export const acceptedAnswer = lazily(() => z.object({ generation_id: z.string().min(1), data: loose.list }))

export const generation = lazily(() =>
  z.object({
    status: z.string(),
    failure_reason: loose.text,
    data: loose.list,
    usage_cost_usd_micros: loose.number,
  }),
)

export const modelList = lazily(() => z.object({ models: z.array(z.unknown()) }))

export const handle = lazily(() => z.object({ generationId: z.string().min(1) }))
