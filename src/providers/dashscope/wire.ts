import { z } from 'zod'
import { loose } from '../numbers.ts'

export const generationAnswer = z.object({
  output: z
    .object({ choices: z.array(z.object({ message: z.object({ content: loose.list }).nullish() })).nullish() })
    .nullish()
    .catch(null),
  code: loose.text,
  message: loose.text,
  request_id: loose.text,
})
export const contentItem = z.object({ image: loose.text }).catch({ image: null })
export const modelList = z.object({ data: z.array(z.unknown()) })
