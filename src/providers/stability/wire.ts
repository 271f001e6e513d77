import { z } from 'zod'
import { lazily } from '../../shared/lazily.ts'
import { loose } from '../numbers.ts'

/**
 * The answer after its picture was taken out. `image` is a reference to the picture, such as `#0`. The base64 text of a small picture may
 * be left in `image`.
 */
export const imageAnswer = lazily(() => z.object({ image: z.string(), finish_reason: loose.text, seed: loose.seed }))
/**
 * The answer for polled work, after its picture was taken out. `result` is a reference to the picture, such as `#0`. The base64 text of a
 * small picture may be left in `result`.
 */
export const resultAnswer = lazily(() => z.object({ result: z.string(), finish_reason: loose.text, seed: loose.seed }))
/** The answer if the work was accepted. An answer with an error may have an `id`, too, so the schema excludes answers with `errors`. */
export const accepted = lazily(() => z.object({ id: z.string().min(1), errors: z.undefined().optional() }))
export const balance = lazily(() => z.object({ credits: z.number() }))
export const handle = lazily(() => z.object({ id: z.string().min(1) }))
