import { z } from 'zod'
import { loose } from '../numbers.ts'

export const generationAnswer = z.object({
  output: z.object({ choices: loose.list }).catch({ choices: [] }),
  code: loose.text,
  message: loose.text,
  request_id: loose.text,
})
export const choice = z.object({ message: z.object({ content: loose.list }) }).catch({ message: { content: [] } })
export const modelList = z.object({ data: z.array(z.unknown()) })
