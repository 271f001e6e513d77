import { z } from 'zod'

/** Its addresses are to be used as they are: a model's path is not the path of its requests. */
export const accepted = z.object({
  request_id: z.string().min(1),
  status_url: z.string(),
  response_url: z.string(),
  cancel_url: z.string(),
})

export const status = z.object({
  status: z.string(),
  queue_position: z.number().nullish(),
  error: z.string().nullish(),
  error_type: z.string().nullish(),
})

const file = z.object({ url: z.string().min(1) })
export const result = z.object({
  images: z.array(file).nullish(),
  image: file.nullish(),
  seed: z.number().nullish(),
  prompt: z.string().nullish(),
  has_nsfw_concepts: z.array(z.boolean()).nullish(),
})

export const handle = z.object({ requestId: z.string(), statusUrl: z.string(), responseUrl: z.string(), cancelUrl: z.string() })
