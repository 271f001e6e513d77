// Ideogram's v2 API, from its published contract. Requests to the v1 API are compared with Ideogram's document of v1 in
// tests/providers/contracts.node.test.ts.
import { z } from 'zod'
import { STYLE_PRESETS, STYLE_TYPES } from '../../../src/providers/ideogram/styles.ts'
import { type Asked, type Endpoint, type Facts, file, numeral, type PlayedProvider, text } from '../played-provider.ts'

const MOST_SEED = 2_147_483_647
const speed = z.enum(['turbo', 'default', 'quality'])
const magic = z.enum(['auto', 'on', 'off'])
const webhook = z.string().regex(/^https:\/\/.{1,2040}$/)
const size = z.string().regex(/^\d{3,4}x\d{3,4}$/)
const files = (most: number) => z.union([file, z.array(file).max(most)])
const yes = z.literal('true')

/** The common fields of a request: `json` for a body of JSON, `form` for a form. */
const json = {
  prompt: text(10_000),
  num_images: z.int().min(1).max(8).optional(),
  seed: z.int().min(0).max(MOST_SEED).optional(),
  async: z.boolean().optional(),
  webhook_url: webhook.optional(),
}
const form = {
  prompt: text(10_000),
  num_images: numeral(1, 8).optional(),
  seed: numeral(0, MOST_SEED).optional(),
  async: yes.optional(),
  webhook_url: webhook.optional(),
}
const style = { style_type: z.enum(STYLE_TYPES).optional(), style_preset: z.enum(STYLE_PRESETS).optional() }
const of3 = { ...style, rendering_speed: speed.optional(), magic_prompt: magic.optional() }
const unless = <T extends z.ZodType>(schema: T) =>
  schema.refine((body) => !('style_preset' in (body as object) && 'style_reference_images' in (body as object)))

const accept = ({ body }: Asked, played: PlayedProvider) => Response.json({ generation_id: played.accept(body), seed: 12_345 })
const submit = (path: string, takes: z.ZodType, wrong: Endpoint['wrong']): Endpoint => ({
  call: 'submit',
  method: 'POST',
  path: `/v2/image/${path}`,
  takes,
  wrong: wrong!,
  answer: accept,
})
const wrong: NonNullable<Endpoint['wrong']> = [
  ['prompt', undefined],
  ['seed', 'seven'],
  ['rendering_speed', 'flash'],
  ['magic_prompt', 'ON'],
]

export const ideogramFacts: Facts = {
  source: { url: 'https://api.ideogram.ai/openapi.json', date: '2026-10-07' },
  origin: 'https://api.ideogram.ai',
  credential: (headers) => headers.get('api-key') ?? '',
  error: (message) => ({ error: message }),
  endpoints: [
    submit(
      'generate/ideogram-3',
      unless(
        z.union([
          z.strictObject({ ...json, ...of3, negative_prompt: text(10_000).optional(), resolution: size.optional() }),
          z.strictObject({
            ...form,
            ...of3,
            negative_prompt: text(10_000).optional(),
            resolution: size.optional(),
            style_reference_images: files(10),
          }),
        ]),
      ),
      [...wrong, ['style_preset', 'OIL_PAINTING'], ['style_type', 'any'], ['character_reference_images', 'x']],
    ),
    submit(
      'remix/ideogram-3',
      unless(
        z.strictObject({
          ...form,
          ...of3,
          image: file,
          image_weight: numeral(1, 100).optional(),
          negative_prompt: text(10_000).optional(),
          resolution: size.optional(),
          style_reference_images: files(10).optional(),
        }),
      ),
      [...wrong, ['image', undefined], ['image_weight', '0']],
    ),
    submit(
      'inpaint/ideogram-3',
      unless(z.strictObject({ ...form, ...of3, image: file, mask: file, style_reference_images: files(10).optional() })),
      [...wrong, ['mask', undefined], ['image', undefined], ['resolution', '1024x1024']],
    ),
    submit(
      'reframe/ideogram-3',
      z.strictObject({
        image: file,
        resolution: size,
        num_images: form.num_images,
        seed: form.seed,
        rendering_speed: speed.optional(),
        async: yes.optional(),
        style_reference_images: files(10).optional(),
      }),
      [
        ['resolution', undefined],
        ['rendering_speed', 'QUALITY'],
        ['webhook_url', 'https://platform.example.com/'],
        ['prompt', 'a lake'],
      ],
    ),
    {
      call: 'submit',
      method: 'POST',
      path: '/v1/ideogram-v3/replace-background',
      takes: z.strictObject({
        prompt: text(10_000),
        image: file,
        num_images: numeral(1, 8).optional(),
        seed: numeral(0, MOST_SEED).optional(),
        rendering_speed: z.enum(['FLASH', 'TURBO', 'BALANCED', 'DEFAULT', 'QUALITY']).optional(),
        magic_prompt: z.enum(['AUTO', 'ON', 'OFF']).optional(),
        style_reference_images: files(10).optional(),
      }),
      wrong: [
        ['image', undefined],
        ['magic_prompt', 'on'],
        ['rendering_speed', 'turbo'],
      ],
      answer: ({ body }, played) => pictures(played, played.count(body['num_images'])),
    },
    submit(
      'generate/ideogram-4',
      z.strictObject({ ...json, rendering_speed: speed.optional(), magic_prompt: magic.optional(), resolution: size.optional() }),
      [...wrong, ['negative_prompt', 'fog'], ['resolution', 'big'], ['num_images', 9]],
    ),
    submit(
      'generate/ideogram-4-transparent',
      z.strictObject({ ...json, rendering_speed: speed.optional(), magic_prompt: magic.optional(), aspect_ratio: ratio(['1x4', '4x1']) }),
      [...wrong, ['aspect_ratio', '1:1'], ['resolution', '1024x1024']],
    ),
    submit(
      'generate/ideogram-3-transparent',
      z.strictObject({
        ...json,
        rendering_speed: speed.optional(),
        magic_prompt: magic.optional(),
        negative_prompt: text(10_000).optional(),
        aspect_ratio: ratio([]),
      }),
      [...wrong, ['aspect_ratio', '1x4'], ['upscale_factor', 'x8']],
    ),
    {
      call: 'poll',
      method: 'GET',
      path: '/v2/generations/*',
      answer({ parts }, played) {
        const work = played.look(parts[0])
        if (work === null) return Response.json({ error: 'no such generation' }, { status: 404 })
        const common = { generation_id: parts[0], created: '2026-11-24T09:30:00Z' }
        if (!work.done) return Response.json({ ...common, status: 'pending' })
        if (played.refuses) return Response.json({ ...common, status: 'failed', failure_reason: 'content_policy_violation' })
        const count = played.count(work.body['num_images'])
        return Response.json({
          ...common,
          status: 'completed',
          response_type: 'url',
          data: itemsOf(played, count),
          usage_cost_usd_micros: 60_000 * count,
        })
      },
    },
    { call: 'verify', method: 'GET', path: '/models', answer: () => Response.json({ models: [] }) },
  ],
}

function ratio(further: readonly string[]) {
  const names = ['1x1', '1x3', '3x1', '1x2', '2x1', '9x16', '16x9', '10x16', '16x10', '2x3', '3x2', '3x4', '4x3', '4x5', '5x4', ...further]
  return z.enum(['auto', ...names]).optional()
}

function itemsOf(played: PlayedProvider, count: number) {
  return Array.from({ length: count }, (_, place) => ({
    object_type: 'image.generation',
    url: played.address(),
    prompt: 'a lake, at length',
    resolution: '1024x1024',
    seed: 12_345 + place,
    is_image_safe: true,
  }))
}

function pictures(played: PlayedProvider, count: number): Response {
  return Response.json({ created: '2026-11-24T09:30:00Z', data: itemsOf(played, count) })
}
