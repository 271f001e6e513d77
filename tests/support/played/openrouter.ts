// OpenRouter's Image API.
import { z } from 'zod'
import { type Facts, pictureAddress, text } from '../played-provider.ts'

export const openrouterFacts: Facts = {
  source: { url: 'https://openrouter.ai/docs/guides/overview/multimodal/image-generation', date: '2026-11-28' },
  origin: 'https://openrouter.ai',
  credential: (headers) => headers.get('authorization')?.replace('Bearer ', '') ?? '',
  error: (message, status) => ({ error: { code: status, message } }),
  endpoints: [
    {
      call: 'submit',
      method: 'POST',
      path: '/api/v1/images',
      takes: z.strictObject({
        model: z.string().regex(/^[a-z-]+\/[a-z0-9.-]+$/),
        prompt: text(10_000),
        n: z.int().min(1).max(10).optional(),
        aspect_ratio: z.enum(['1:1', '16:9', '9:16', '4:3', '3:4', '3:2', '2:3', '5:4', '4:5', '21:9', 'auto']).optional(),
        resolution: z.enum(['512', '1K', '2K', '4K']).optional(),
        size: z
          .string()
          .regex(/^\d+x\d+$/)
          .optional(),
        quality: z.enum(['auto', 'low', 'medium', 'high', 'xhigh', 'max']).optional(),
        background: z.enum(['auto', 'transparent', 'opaque']).optional(),
        output_format: z.enum(['png', 'jpeg', 'webp', 'svg']).optional(),
        output_compression: z.int().min(0).max(100).optional(),
        seed: z.int().optional(),
        input_references: z
          .array(z.strictObject({ type: z.literal('image_url'), image_url: z.strictObject({ url: pictureAddress }) }))
          .max(16)
          .optional(),
      }),
      wrong: [
        ['model', 'flux'],
        ['prompt', undefined],
        ['n', 11],
        ['aspect_ratio', '7:5'],
        ['resolution', '8K'],
        ['quality', 'best'],
        ['output_format', 'gif'],
        ['input_references.0.type', 'file'],
        ['input_references.0.image_url.url', 'lake.png'],
      ],
      answer({ body }, played) {
        if (played.refuses)
          return Response.json(
            { error: { code: 403, message: 'Your input was flagged', metadata: { reasons: ['violence'], flagged_input: 'a lake' } } },
            { status: 403 },
          )
        const data = Array.from({ length: played.count(body['n']) }, (_, place) => ({
          b64_json: played.picture(place),
          media_type: 'image/png',
        }))
        const usage = {
          prompt_tokens: 12,
          completion_tokens: 4175,
          total_tokens: 4187,
          cost: 0.04,
          cost_details: { upstream_inference_cost: null },
        }
        return Response.json({ created: 1, data, usage })
      },
    },
    {
      call: 'verify',
      method: 'GET',
      path: '/api/v1/key',
      answer: () => Response.json({ data: { label: 'sk-or-v1-ab…', limit: 10, limit_remaining: 7.5, usage: 2.5 } }),
    },
  ],
}
