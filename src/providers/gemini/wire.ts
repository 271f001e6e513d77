import { z } from 'zod'
import { lazily } from '../../shared/lazily.ts'
import { loose } from '../numbers.ts'

/**
 * The fields of one part of an answer, except its picture. `thought` is true if the part is not the result but a draft that the model made
 * while it was thinking.
 */
export const partFacts = lazily(() => z.object({ text: loose.text, thought: loose.flag }).catch({ text: null, thought: null }))
const candidate = lazily(() =>
  z
    .object({ content: z.object({ parts: loose.list }).catch({ parts: [] }), finishReason: loose.text, finishMessage: loose.text })
    .catch({ content: { parts: [] }, finishReason: null, finishMessage: null }),
)

/** The answer, in which each `data` is replaced by a reference to its picture, such as `#0`. */
export const contentAnswer = lazily(() =>
  z
    .object({
      candidates: z.array(candidate()).nullish(),
      promptFeedback: z.object({ blockReason: loose.text, blockReasonMessage: loose.text }).nullish().catch(null),
      usageMetadata: loose.anything,
      responseId: loose.text,
    })
    // An object with neither of these two fields is not an answer of generateContent.
    .refine((answer) => answer.candidates != null || answer.promptFeedback != null),
)
export type ContentAnswer = z.infer<ReturnType<typeof contentAnswer>>

export const modelList = lazily(() => z.object({ models: z.array(z.object({ name: z.string() })) }))
