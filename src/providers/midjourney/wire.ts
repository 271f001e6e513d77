import { z } from 'zod'
import { lazily } from '../../shared/lazily.ts'
import { loose } from '../numbers.ts'

export const submitted = lazily(() => z.object({ code: loose.number.pipe(z.number()), description: loose.text, result: loose.anything }))
export const task = lazily(() =>
  z.object({
    status: z.string(),
    progress: loose.text,
    imageUrl: loose.anything,
    failReason: loose.text,
    prompt: loose.text,
    promptEn: loose.text,
  }),
)
export const handle = lazily(() => z.object({ id: z.string().min(1) }))
export const accounts = lazily(() => z.array(z.unknown()))
