// xAI's image API.
import { z } from 'zod'
import { type Asked, type Endpoint, type Facts, pictureAddress, type PlayedProvider, text } from '../played-provider.ts'

const common = {
  model: z.enum(['grok-imagine-image', 'grok-imagine-image-2.0']),
  prompt: text(8000),
  n: z.int().min(1).max(10).optional(),
  resolution: z.enum(['1k', '2k']).optional(),
  quality: z.enum(['low', 'medium', 'high']).optional(),
  response_format: z.enum(['url', 'b64_json']).optional(),
  user: z.string().optional(),
}
const ratios = ['1:1', '16:9', '9:16', '4:3', '3:4', '3:2', '2:3', '2:1', '1:2', 'auto'] as const
const picture = z.strictObject({ type: z.literal('image_url'), url: pictureAddress })

const wrong: Endpoint['wrong'] = [
  ['model', 'grok-2-image'],
  ['prompt', undefined],
  ['n', 11],
  ['aspect_ratio', '5:4'],
  ['resolution', '4k'],
  ['quality', 'best'],
  ['response_format', 'bytes'],
  ['seed', 1],
]

function draw({ body }: Asked, played: PlayedProvider): Response {
  const usage = { cost_in_usd_ticks: played.refuses ? 0 : 600_000_000 }
  if (played.refuses) return Response.json({ data: [{ respect_moderation: false }], usage })
  const data = Array.from({ length: played.count(body['n']) }, (_, place) => ({
    b64_json: played.picture(place),
    respect_moderation: true,
    revised_prompt: '',
  }))
  return Response.json({ data, usage })
}

export const xaiFacts: Facts = {
  source: { url: 'https://docs.x.ai/docs/api-reference', date: '2026-11-28' },
  origin: 'https://api.x.ai',
  credential: (headers) => headers.get('authorization')?.replace('Bearer ', '') ?? '',
  error: (message, status) => ({ code: String(status), error: message }),
  endpoints: [
    {
      call: 'submit',
      method: 'POST',
      path: '/v1/images/generations',
      takes: z.strictObject({ ...common, aspect_ratio: z.enum([...ratios, '19.5:9', '9:19.5', '20:9', '9:20']).optional() }),
      wrong: [...wrong, ['image', { type: 'image_url', url: 'https://example.com/a.png' }]],
      answer: draw,
    },
    {
      call: 'submit',
      method: 'POST',
      path: '/v1/images/edits',
      takes: z
        .strictObject({
          ...common,
          aspect_ratio: z.enum(ratios).optional(),
          image: picture.optional(),
          images: z.array(picture).max(5).optional(),
        })
        .refine((body) => (body.image === undefined) !== (body.images === undefined)),
      wrong: [...wrong, ['images', undefined], ['image.type', 'file'], ['images.0.url', 'a.png']],
      answer: draw,
    },
    {
      call: 'verify',
      method: 'GET',
      path: '/v1/image-generation-models',
      answer: () => Response.json({ models: [{ id: 'grok-imagine-image' }] }),
    },
  ],
}
