import { z } from 'zod'
import { loose } from '../numbers.ts'

/** An answer to a request with a webhook has no polling_url; then the general URL for results is used. */
export const accepted = z.object({ id: z.string().min(1), polling_url: loose.text, cost: loose.anything })

export const taskResult = z.object({
  status: z.string(),
  result: loose.anything,
  progress: loose.fraction,
  details: loose.anything,
})
/** The fields of a result that are read in addition to its picture. */
export const resultFacts = z.object({ seed: loose.anything, prompt: loose.text }).catch({ prompt: null })

export const credits = z.object({ credits: z.number() })

export const handle = z.object({
  id: z.string().min(1),
  pollingUrl: z.string().nullable(),
  costMicros: z.number().nullable(),
  generationId: z.string(),
})
