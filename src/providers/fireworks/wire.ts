import { z } from 'zod'
import { loose } from '../numbers.ts'

export const picturesAnswer = z.object({
  base64: z.union([z.array(z.unknown()), z.string().transform((text) => [text])]),
  finishReason: loose.text,
  seed: loose.seed,
  id: loose.text,
})
export const accepted = z.object({ request_id: z.string().min(1) })
export const task = z.object({ status: z.string(), result: loose.anything, details: loose.anything })
export const handle = z.object({ id: z.string().min(1) })
export const modelList = z.object({ data: z.array(z.unknown()) })
