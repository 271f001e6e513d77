import { z } from 'zod'

/** FLUX and Lucid answer an object, with base64 in it; the others give the picture's bytes as a stream. */
export const imageAnswer = z.object({ image: z.string().min(1) })
