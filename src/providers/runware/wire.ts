import { z } from 'zod'
import { lazily } from '../../shared/lazily.ts'
import { loose } from '../numbers.ts'

export const answer = lazily(() => z.object({ data: loose.list, errors: loose.list }))
/** The fields of one result of a task, apart from its picture, which is read separately. */
export const result = lazily(() =>
  z
    .object({
      taskUUID: loose.text,
      status: loose.text,
      text: loose.text,
      seed: loose.anything,
      cost: loose.anything,
    })
    .catch({ taskUUID: null, status: null, text: null, seed: null, cost: null }),
)
export const taskError = lazily(() =>
  z.object({ code: loose.text, message: loose.text, parameter: loose.text }).catch({ code: null, message: null, parameter: null }),
)
export const handle = lazily(() => z.object({ id: z.string().min(1) }))
