import { z } from 'zod'
import { lazily } from '../../shared/lazily.ts'
import { loose } from '../numbers.ts'

/** An answer to a request with a webhook has no polling_url; then the general URL for results is used. */
export const accepted = lazily(() => z.object({ id: z.string().min(1), polling_url: loose.text, cost: loose.anything }))

export const taskResult = lazily(() =>
  z.object({
    status: z.string(),
    result: loose.anything,
    progress: loose.fraction,
    details: loose.anything,
  }),
)
/** The fields of a result that are read in addition to its picture. */
export const resultFacts = lazily(() => z.object({ seed: loose.anything, prompt: loose.text }).catch({ prompt: null }))

export const credits = lazily(() => z.object({ credits: z.number() }))

export const handle = lazily(() =>
  z.object({
    id: z.string().min(1),
    pollingUrl: z.string().nullable(),
    costMicros: z.number().nullable(),
    generationId: z.string(),
  }),
)
