// The picture part of Luma's Dream Machine API.
import { z } from 'zod'
import { type Asked, type Endpoint, type Facts, pictureAddress, type PlayedProvider, text } from '../played-provider.ts'

const url = z.string().regex(/^https:\/\//)
const picture = pictureAddress
const reference = z.strictObject({ url: picture, weight: z.number().min(0).max(1).optional() })
const common = {
  model: z.enum(['photon-1', 'photon-flash-1']),
  format: z.enum(['jpg', 'png']).optional(),
  callback_url: url.optional(),
}
const ratio = z.enum(['1:1', '16:9', '9:16', '4:3', '3:4', '21:9', '9:21'])

const wrong: Endpoint['wrong'] = [
  ['model', 'photon-2'],
  ['aspect_ratio', '3:2'],
  ['format', 'jpeg'],
  ['callback_url', 'soon'],
]
const state = (id: string, name: string, changes = {}) =>
  Response.json({ id, state: name, generation_type: 'image', assets: null, ...changes }, { status: name === 'queued' ? 201 : 200 })
const accept = ({ body }: Asked, played: PlayedProvider) => state(played.accept(body), 'queued')

export const lumaFacts: Facts = {
  source: { url: 'https://docs.lumalabs.ai/reference/generateimage', date: '2026-11-28' },
  origin: 'https://api.lumalabs.ai',
  credential: (headers) => headers.get('authorization')?.replace('Bearer ', '') ?? '',
  error: (message) => ({ detail: message }),
  endpoints: [
    {
      call: 'submit',
      method: 'POST',
      path: '/dream-machine/v1/generations/image',
      takes: z.strictObject({
        ...common,
        generation_type: z.literal('image').optional(),
        prompt: text(5000),
        aspect_ratio: ratio.optional(),
        image_ref: z.array(reference).max(4).optional(),
        style_ref: z.array(reference).max(1).optional(),
        character_ref: z.strictObject({ identity0: z.strictObject({ images: z.array(picture).min(1).max(4) }) }).optional(),
        modify_image_ref: reference.optional(),
      }),
      wrong: [...wrong, ['modify_image_ref.weight', 2], ['image_ref.0.url', 'lake.png'], ['seed', 1]],
      answer: accept,
    },
    {
      call: 'submit',
      method: 'POST',
      path: '/dream-machine/v1/generations/image/reframe',
      takes: z.strictObject({
        ...common,
        generation_type: z.literal('reframe_image'),
        media: z.strictObject({ url: picture }),
        aspect_ratio: ratio,
        prompt: text(5000).optional(),
      }),
      wrong: [...wrong, ['media', undefined], ['aspect_ratio', undefined]],
      answer: accept,
    },
    {
      call: 'poll',
      method: 'GET',
      path: '/dream-machine/v1/generations/*',
      answer({ parts }, played) {
        const work = played.look(parts[0])
        if (work === null) return Response.json({ detail: 'Generation not found' }, { status: 404 })
        if (!work.done) return state(parts[0]!, 'dreaming')
        if (played.refuses) return state(parts[0]!, 'failed', { failure_reason: '400: Advanced moderation failed' })
        return state(parts[0]!, 'completed', { assets: { image: played.address() } })
      },
    },
    { call: 'cancel', method: 'DELETE', path: '/dream-machine/v1/generations/*', answer: () => new Response(null, { status: 204 }) },
    { call: 'verify', method: 'GET', path: '/dream-machine/v1/credits', answer: () => Response.json({ credit_balance: 1200 }) },
  ],
}
