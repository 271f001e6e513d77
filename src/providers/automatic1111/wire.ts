import { z } from 'zod'
import { loose } from '../numbers.ts'

export const drawn = z.object({ images: z.array(z.unknown()), info: loose.text })
export const enlarged = z.object({ image: z.unknown() })
export const described = z.object({ caption: z.string() })
/** The schema of the JSON that the text of `info` contains. */
export const facts = z.object({ all_seeds: z.array(loose.seed) }).catch({ all_seeds: [] })
export const checkpoints = z.array(z.unknown())
