import { z } from 'zod'
import { loose } from '../../../src/providers/numbers.ts'

export const accepted = z.object({ id: z.string().min(1) })

export const work = z.object({
  state: z.enum(['waiting', 'ready', 'refused', 'failed']),
  pictures: loose.list,
  reason: loose.text,
  cost_usd: loose.anything,
})
export const pictureFacts = z.object({ seed: loose.seed }).catch({ seed: null })

export const account = z.object({ owner: z.string() })

export const handle = z.object({ id: z.string().min(1) })
