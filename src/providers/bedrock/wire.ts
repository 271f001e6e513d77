import { z } from 'zod'
import { loose } from '../numbers.ts'

/**
 * The answer, in which each of `images` is replaced by a reference to its picture, such as `#0`. A refused picture is missing and has a
 * reason.
 */
export const invokeAnswer = z.object({
  images: z.array(z.string().nullish()).nullish(),
  seeds: loose.list,
  finish_reasons: z.array(z.string().nullish()),
})

export const modelList = z.object({ modelSummaries: z.array(z.object({ modelId: z.string() })) })
