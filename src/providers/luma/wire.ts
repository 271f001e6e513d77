import { z } from 'zod'
import { lazily } from '../../shared/lazily.ts'
import { loose } from '../numbers.ts'

export const generation = lazily(() =>
  z.object({
    id: z.string().min(1),
    state: z.string(),
    failure_reason: loose.text,
    assets: loose.anything,
  }),
)
export const credits = lazily(() => z.object({ credit_balance: z.number() }))
export const handle = lazily(() => z.object({ id: z.string().min(1) }))
