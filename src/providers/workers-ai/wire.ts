import { z } from 'zod'

/** FLUX and Lucid return an object with base64; other models return the picture's bytes as a stream. */
export const imageAnswer = z.object({ image: z.string().min(1) })
