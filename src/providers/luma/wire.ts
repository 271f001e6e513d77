import { z } from 'zod'
import { loose } from '../numbers.ts'

export const generation = z.object({
  id: z.string().min(1),
  state: z.string(),
  failure_reason: loose.text,
  assets: loose.anything,
})
export const credits = z.object({ credit_balance: z.number() })
export const handle = z.object({ id: z.string().min(1) })
