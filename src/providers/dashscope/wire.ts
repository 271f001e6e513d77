import { z } from 'zod'
import { lazily } from '../../shared/lazily.ts'
import { loose } from '../numbers.ts'

export const generationAnswer = lazily(() =>
  z.object({
    output: z.object({ choices: loose.list }).catch({ choices: [] }),
    code: loose.text,
    message: loose.text,
    request_id: loose.text,
  }),
)
export const choice = lazily(() => z.object({ message: z.object({ content: loose.list }) }).catch({ message: { content: [] } }))
export const modelList = lazily(() => z.object({ data: z.array(z.unknown()) }))
