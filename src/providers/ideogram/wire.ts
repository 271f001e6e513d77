import { z } from 'zod'

const image = z.object({
  url: z.string().nullish(),
  prompt: z.string().nullish(),
  seed: z.number().nullish(),
  is_image_safe: z.boolean().nullish(),
})
export type WireImage = z.infer<typeof image>

/** Synchronous answers, v1 and v2. */
export const imagesAnswer = z.object({ data: z.array(image), generation_id: z.string().nullish() })

export const descriptionsAnswer = z.object({ descriptions: z.array(z.object({ text: z.string().nullish() })) })

/** The answer to `async: true`; with `data` where the server was done at once. */
export const acceptedAnswer = z.object({ generation_id: z.string().min(1), data: z.array(image).nullish() })

export const generation = z.object({
  generation_id: z.string(),
  status: z.enum(['pending', 'completed', 'failed']),
  failure_reason: z.string().nullish(),
  data: z.array(image).nullish(),
  usage_cost_usd_micros: z.number().int().min(0).nullish(),
})

export const modelList = z.object({ models: z.array(z.unknown()) })

export const handle = z.object({ generationId: z.string().min(1) })
