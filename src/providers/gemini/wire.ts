import { z } from 'zod'

const tokensOf = z.array(z.object({ modality: z.string().nullish(), tokenCount: z.number().nullish() })).nullish()
const usage = z.object({
  promptTokenCount: z.number().nullish(),
  promptTokensDetails: tokensOf,
  candidatesTokenCount: z.number().nullish(),
  candidatesTokensDetails: tokensOf,
  thoughtsTokenCount: z.number().nullish(),
})
export type WireUsage = z.infer<typeof usage>

/** The answer with each `data` replaced by the place of its picture, `#0`. */
const part = z.object({
  text: z.string().nullish(),
  /** What the model drew while it was thinking; it is not the result. */
  thought: z.boolean().nullish(),
  inlineData: z.object({ mimeType: z.string().nullish(), data: z.string() }).nullish(),
})
const candidate = z.object({
  content: z.object({ parts: z.array(part).nullish() }).nullish(),
  finishReason: z.string().nullish(),
  finishMessage: z.string().nullish(),
})

export const contentAnswer = z
  .object({
    candidates: z.array(candidate).nullish(),
    promptFeedback: z.object({ blockReason: z.string().nullish(), blockReasonMessage: z.string().nullish() }).nullish(),
    usageMetadata: usage.nullish(),
    responseId: z.string().nullish(),
  })
  // An object with none of these is another answer.
  .refine((answer) => answer.candidates != null || answer.promptFeedback != null)
export type ContentAnswer = z.infer<typeof contentAnswer>

export const modelList = z.object({ models: z.array(z.object({ name: z.string() })) })
