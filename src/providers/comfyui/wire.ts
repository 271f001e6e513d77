import { z } from 'zod'
import { lazily } from '../../shared/lazily.ts'
import { loose } from '../numbers.ts'

export const uploaded = lazily(() => z.object({ name: z.string().min(1), subfolder: loose.text }))
export const queued = lazily(() => z.object({ prompt_id: z.string().min(1) }))

export const outputFile = lazily(() => z.object({ filename: z.string().min(1), subfolder: loose.text, type: loose.text }))
export type OutputFile = z.infer<ReturnType<typeof outputFile>>
const run = lazily(() =>
  z.object({
    outputs: z.record(z.string(), z.object({ images: loose.list }).catch({ images: [] })).catch({}),
    status: z.object({ status_str: loose.text, completed: loose.flag, messages: loose.anything }).nullish().catch(null),
  }),
)
/** The finished work, by its id. The object is empty while the work waits or runs. */
export const history = lazily(() => z.record(z.string(), run()))
/** Each entry of `queue_running` and `queue_pending` is a list; its second item is the id of the work. */
export const queue = lazily(() => z.object({ queue_running: z.array(z.unknown()), queue_pending: z.array(z.unknown()) }))
export const handle = lazily(() => z.object({ id: z.string().min(1), seed: z.number().nullable() }))
export const stats = lazily(() => z.object({ system: z.object({ comfyui_version: loose.text }).nullish().catch(null) }))
