import { z } from 'zod'
import { loose } from '../numbers.ts'

/** The answer, in which each `data` is replaced by a reference to its picture, such as `#0`. */
const part = z.object({
  text: z.string().nullish(),
  /** True for a draft that the model made while it was thinking; it is not the result. */
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
    usageMetadata: loose.anything,
    responseId: loose.text,
  })
  // An object without any of these fields is not an answer of generateContent.
  .refine((answer) => answer.candidates != null || answer.promptFeedback != null)
export type ContentAnswer = z.infer<typeof contentAnswer>

export const modelList = z.object({ models: z.array(z.object({ name: z.string() })) })
