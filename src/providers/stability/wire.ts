import { z } from 'zod'
import { loose } from '../numbers.ts'

/** The answer, with `image` replaced by a reference to the picture, `#0`. */
export const imageAnswer = z.object({ image: z.string(), finish_reason: loose.text, seed: loose.seed })
/** The same for polled work; there the picture is `result`. */
export const resultAnswer = z.object({ result: z.string(), finish_reason: loose.text, seed: loose.seed })
/** Errors have an id, too. */
export const accepted = z.object({ id: z.string().min(1), errors: z.undefined().optional() })
export const balance = z.object({ credits: z.number() })
export const handle = z.object({ id: z.string().min(1) })
