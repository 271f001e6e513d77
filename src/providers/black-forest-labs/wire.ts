import { z } from 'zod'

/** With a webhook the answer has no polling_url; then the general address of results serves. */
export const accepted = z.object({ id: z.string().min(1), polling_url: z.string().nullish(), cost: z.number().min(0).nullish() })

export const taskResult = z.object({
  id: z.string(),
  status: z.string(),
  result: z.object({ sample: z.string().nullish(), seed: z.number().nullish(), prompt: z.string().nullish() }).nullish(),
  progress: z.number().nullish(),
  details: z.unknown().optional(),
})

export const credits = z.object({ credits: z.number() })

export const handle = z.object({
  id: z.string().min(1),
  pollingUrl: z.string().nullable(),
  costMicros: z.number().nullable(),
  generationId: z.string(),
})
