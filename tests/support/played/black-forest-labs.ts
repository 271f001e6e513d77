// Black Forest Labs' API, without the FLUX.2 models. The facts for FLUX 3 come from the provider's documentation, those for the other
// models from the provider's OpenAPI document.
import { z } from 'zod'
import { type Asked, base64, type Endpoint, type Facts, type PlayedProvider, text } from '../played-provider.ts'

const picture = z.union([base64, z.string().regex(/^https:\/\//)])
const ratio = z.string().regex(/^\d{1,2}:\d{1,2}$/)
const common = {
  prompt: text(10_000).optional(),
  seed: z.int().optional(),
  prompt_upsampling: z.boolean().optional(),
  safety_tolerance: z.int().min(0).max(6).optional(),
  output_format: z.enum(['jpeg', 'png', 'webp']).optional(),
  webhook_url: z.url().max(2083).optional(),
  webhook_secret: z.string().optional(),
}
const side = z.int().min(0).max(2048).optional()
const wrong: NonNullable<Endpoint['wrong']> = [
  ['output_format', 'gif'],
  ['webhook_url', 'soon'],
  ['seed', 'seven'],
]

function accept({ body, recorded }: Asked, played: PlayedProvider): Response {
  const id = played.accept(body)
  const charge = { cost: 4, input_mp: 0, output_mp: 1.05 }
  if (body['webhook_url'] !== undefined) return Response.json({ id, status: 'Pending', webhook_url: body['webhook_url'], ...charge })
  return Response.json({ id, polling_url: `${recorded.url.origin}/v1/get_result?id=${id}`, ...charge })
}
const submit = (path: string, takes: z.ZodType, refused: Endpoint['wrong']): Endpoint => ({
  call: 'submit',
  method: 'POST',
  path: `/v1/${path}`,
  takes,
  wrong: refused!,
  answer: accept,
})

export const blackForestLabsFacts: Facts = {
  source: { url: 'https://api.bfl.ai/openapi.json', date: '2026-11-28' },
  origin: 'https://api.bfl.ai',
  credential: (headers) => headers.get('x-key') ?? '',
  error: (message) => ({ detail: message }),
  endpoints: [
    submit(
      'flux-3-image',
      z.strictObject({
        prompt: text(32_000),
        images: z.array(picture).min(1).max(10).optional(),
        aspect_ratio: z.enum('auto 21:9 2:1 16:9 3:2 7:5 4:3 5:4 1:1 4:5 3:4 5:7 2:3 9:16 1:2 9:21'.split(' ')).optional(),
        resolution: z.enum(['768sq', '1k', '1.5k', '2k', '4k']).optional(),
        safety_tolerance: z.int().min(0).max(4).optional(),
        grounding: z.boolean().optional(),
        version: z.string().optional(),
      }),
      [
        ['prompt', undefined],
        ['resolution', '3k'],
        ['aspect_ratio', '10:1'],
        ['seed', 7],
        ['webhook_url', 'https://platform.example.com/'],
        ['output_format', 'png'],
        ['safety_tolerance', 5],
      ],
    ),
    submit(
      'flux-pro-1.1-ultra',
      z.strictObject({
        ...common,
        aspect_ratio: ratio.optional(),
        raw: z.boolean().optional(),
        image_prompt: base64.optional(),
        image_prompt_strength: z.number().min(0).max(1).optional(),
      }),
      [...wrong, ['aspect_ratio', '16x9'], ['image_prompt_strength', 1.2], ['image_prompt', 'https://platform.example.com/a.png']],
    ),
    submit(
      'flux-pro-1.0-expand',
      z.strictObject({
        ...common,
        image: base64,
        top: side,
        bottom: side,
        left: side,
        right: side,
        steps: z.int().min(15).max(50).optional(),
        guidance: z.number().min(1.5).max(100).optional(),
      }),
      [...wrong, ['image', undefined], ['left', 2049], ['steps', 5], ['guidance', 1]],
    ),
    ...['pro', 'max'].map((name) =>
      submit(
        `flux-kontext-${name}`,
        z.strictObject({
          ...common,
          prompt: text(10_000),
          input_image: picture.optional(),
          input_image_2: picture.optional(),
          input_image_3: picture.optional(),
          input_image_4: picture.optional(),
          aspect_ratio: ratio.optional(),
        }),
        [...wrong, ['prompt', undefined], ['aspect_ratio', 'wide'], ['input_image_5', 'x'], ['guidance', 3]],
      ),
    ),
    {
      call: 'poll',
      method: 'GET',
      path: '/v1/get_result',
      answer({ recorded }, played) {
        const id = recorded.url.searchParams.get('id') ?? ''
        const work = played.look(id)
        if (work === null) return Response.json({ id, status: 'Task not found', result: null })
        if (!work.done) return Response.json({ id, status: 'Reasoning', result: null, progress: 0.5 })
        if (played.refuses) return Response.json({ id, status: 'Content Moderated', result: null }, { status: 422 })
        return Response.json({ id, status: 'Ready', result: { sample: played.address(), prompt: 'a lake', duration: 1 } })
      },
    },
    { call: 'verify', method: 'GET', path: '/v1/credits', answer: () => Response.json({ credits: 1234.5 }) },
  ],
}
