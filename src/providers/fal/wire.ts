import { z } from 'zod'
import { lazily } from '../../shared/lazily.ts'
import { loose } from '../numbers.ts'

/**
 * fal's answer when it accepts work. Its three URLs must be used as they are. They cannot be built from the path of the model, because
 * their paths differ from that path.
 */
export const accepted = lazily(() =>
  z.object({
    request_id: z.string().min(1),
    status_url: z.string(),
    response_url: z.string(),
    cancel_url: z.string(),
  }),
)

export const status = lazily(() => z.object({ status: z.string(), error: loose.text, error_type: loose.text }))

export const result = lazily(() =>
  z.object({
    images: loose.list,
    image: loose.anything,
    seed: loose.anything,
    has_nsfw_concepts: loose.list,
  }),
)

export const handle = lazily(() =>
  z.object({ requestId: z.string(), statusUrl: z.string(), responseUrl: z.string(), cancelUrl: z.string() }),
)
