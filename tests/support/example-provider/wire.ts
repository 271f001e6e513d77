import { z } from 'zod'
import { lazily } from '../../../src/shared/lazily.ts'
import { loose } from '../../../src/providers/numbers.ts'

export const accepted = lazily(() => z.object({ id: z.string().min(1) }))
const state = ['waiting', 'ready', 'refused', 'failed'] as const
export const work = lazily(() => z.object({ state: z.enum(state), pictures: loose.list, reason: loose.text, cost_usd: loose.anything }))
export const pictureFacts = lazily(() => z.object({ seed: loose.seed }).catch({ seed: null }))
export const account = lazily(() => z.object({ owner: z.string() }))
export const handle = lazily(() => z.object({ id: z.string().min(1) }))
