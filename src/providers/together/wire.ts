import { z } from 'zod'
import { lazily } from '../../shared/lazily.ts'

export const imagesAnswer = lazily(() => z.object({ data: z.array(z.unknown()) }))
export const modelList = lazily(() => z.array(z.unknown()))
