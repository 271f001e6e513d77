import { z } from 'zod'
import { lazily } from '../../shared/lazily.ts'
import { loose } from '../numbers.ts'

export const drawn = lazily(() => z.object({ images: z.array(z.unknown()), info: loose.text }))
export const enlarged = lazily(() => z.object({ image: z.unknown() }))
export const described = lazily(() => z.object({ caption: z.string() }))
/** The schema of the JSON that the text of `info` contains. */
export const facts = lazily(() => z.object({ all_seeds: z.array(loose.seed) }).catch({ all_seeds: [] }))
export const checkpoints = lazily(() => z.array(z.unknown()))
