import { z } from 'zod'
import { lazily } from '../../shared/lazily.ts'
import { loose } from '../numbers.ts'

/**
 * The answer after `readPictureJson` has replaced the pictures in `images` by markers such as `#0`. If a picture was refused,
 * `finish_reasons` has the reason at the same index.
 */
export const invokeAnswer = lazily(() =>
  z.object({ images: loose.list, seeds: loose.list, finish_reasons: loose.list }).catch({ images: [], seeds: [], finish_reasons: [] }),
)

export const modelList = lazily(() => z.object({ modelSummaries: z.array(z.object({ modelId: z.string() })) }))
