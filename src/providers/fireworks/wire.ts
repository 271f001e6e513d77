import { z } from 'zod'
import { lazily } from '../../shared/lazily.ts'
import { loose } from '../numbers.ts'

export const picturesAnswer = lazily(() =>
  z.object({
    base64: z.union([z.array(z.unknown()), z.string().transform((text) => [text])]),
    finishReason: loose.text,
    seed: loose.seed,
    id: loose.text,
  }),
)
export const accepted = lazily(() => z.object({ request_id: z.string().min(1) }))
export const task = lazily(() => z.object({ status: z.string(), result: loose.anything, details: loose.anything }))
export const handle = lazily(() => z.object({ id: z.string().min(1) }))
export const modelList = lazily(() => z.object({ data: z.array(z.unknown()) }))
