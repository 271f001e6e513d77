import { z } from 'zod'

export const imagesAnswer = z.object({ data: z.array(z.unknown()) })
export const modelList = z.array(z.unknown())
