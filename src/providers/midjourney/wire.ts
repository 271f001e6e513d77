import { z } from 'zod'
import { loose } from '../numbers.ts'

export const submitted = z.object({ code: loose.number.pipe(z.number()), description: loose.text, result: loose.anything })
export const task = z.object({
  status: z.string(),
  progress: loose.text,
  imageUrl: loose.anything,
  failReason: loose.text,
  prompt: loose.text,
  promptEn: loose.text,
})
export const handle = z.object({ id: z.string().min(1) })
export const accounts = z.array(z.unknown())
