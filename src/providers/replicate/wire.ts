import { z } from 'zod'
import { loose } from '../numbers.ts'

export const prediction = z.object({
  id: z.string().min(1),
  status: z.string(),
  /** One picture, or a list of them. */
  output: loose.anything,
  error: loose.anything,
})
export type Prediction = z.infer<typeof prediction>

export const account = z.object({ username: z.string() })

export const webhookSecret = z.object({ key: z.string().min(1) })

export const handle = z.object({ id: z.string().min(1) })
