import { z } from 'zod'

export const accepted = z.object({ id: z.string().min(1) })

export const work = z.object({
  state: z.enum(['waiting', 'ready', 'refused', 'failed']),
  pictures: z.array(z.object({ href: z.string(), seed: z.number().nullish() })).nullish(),
  reason: z.string().nullish(),
})

export const account = z.object({ owner: z.string() })

export const handle = z.object({ id: z.string().min(1) })
