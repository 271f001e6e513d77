import { z } from 'zod'
import { lazily } from '../../shared/lazily.ts'
import { loose } from '../numbers.ts'

export const prediction = lazily(() =>
  z.object({
    id: z.string().min(1),
    status: z.string(),
    /** One picture, or a list of them. */
    output: loose.anything,
    error: loose.anything,
  }),
)
export type Prediction = z.infer<ReturnType<typeof prediction>>

export const account = lazily(() => z.object({ username: z.string() }))

export const webhookSecret = lazily(() => z.object({ key: z.string().min(1) }))

export const handle = lazily(() => z.object({ id: z.string().min(1) }))
