import { z } from 'zod'

const usage = z.object({
  input_tokens: z.number().default(0),
  output_tokens: z.number().default(0),
  input_tokens_details: z
    .object({ text_tokens: z.number().default(0), image_tokens: z.number().default(0) })
    .partial()
    .nullish(),
  output_tokens_details: z
    .object({ text_tokens: z.number().default(0), image_tokens: z.number().default(0) })
    .partial()
    .nullish(),
})
export type WireUsage = z.infer<typeof usage>

/** The answer with each `b64_json` replaced by the place of its picture, `#0`. Servers that take OpenAI's form may give `url` instead. */
export const imagesAnswer = z.object({
  data: z.array(z.object({ b64_json: z.string().nullish(), url: z.string().nullish(), revised_prompt: z.string().nullish() })).min(1),
  usage: usage.nullish(),
})

export const streamEvent = z.object({
  type: z.string(),
  b64_json: z.string().nullish(),
  partial_image_index: z.number().int().nullish(),
  usage: usage.nullish(),
})

export const modelList = z.object({ data: z.array(z.object({ id: z.string() })) })
