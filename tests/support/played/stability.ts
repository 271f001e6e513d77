// Stability's v2beta services. They accept forms, in which everything except files is text.
import { z } from 'zod'
import { type Asked, type Endpoint, type Facts, file, numeral, type PlayedProvider, text } from '../played-provider.ts'

export const STYLE_PRESETS = z.enum([
  '3d-model',
  'analog-film',
  'anime',
  'cinematic',
  'comic-book',
  'digital-art',
  'enhance',
  'fantasy-art',
  'isometric',
  'line-art',
  'low-poly',
  'modeling-compound',
  'neon-punk',
  'origami',
  'photographic',
  'pixel-art',
  'tile-texture',
])
const ratio = z.enum(['1:1', '16:9', '21:9', '2:3', '3:2', '4:5', '5:4', '9:16', '9:21'])
const anyFormat = z.enum(['png', 'jpeg', 'webp']).optional()
const seed = numeral(0, 4_294_967_294).optional()
const prompt = text(10_000)
const negative_prompt = z.string().max(10_000).optional()
const style_preset = STYLE_PRESETS.optional()
const grow_mask = (most: number) => numeral(0, most).optional()
const unit = numeral(0, 1).optional()
const side = numeral(0, 2000).optional()

const generated = { prompt, negative_prompt, seed, style_preset }
const sd3Model = z.enum(['sd3.5-large', 'sd3.5-large-turbo', 'sd3.5-medium', 'sd3.5-flash'])

const SHAPES: Record<string, z.ZodType> = {
  'generate/ultra': z
    .strictObject({ ...generated, aspect_ratio: ratio.optional(), output_format: anyFormat, image: file.optional(), strength: unit })
    .refine((body) => (body.image === undefined) === (body.strength === undefined)),
  'generate/core': z.strictObject({ ...generated, aspect_ratio: ratio.optional(), output_format: anyFormat }),
  'generate/sd3': z.discriminatedUnion('mode', [
    z.strictObject({
      ...generated,
      mode: z.literal('text-to-image'),
      model: sd3Model,
      aspect_ratio: ratio.optional(),
      cfg_scale: numeral(1, 10).optional(),
      output_format: z.enum(['png', 'jpeg']).optional(),
    }),
    z.strictObject({
      ...generated,
      mode: z.literal('image-to-image'),
      model: sd3Model,
      image: file,
      strength: numeral(0, 1),
      cfg_scale: numeral(1, 10).optional(),
      output_format: z.enum(['png', 'jpeg']).optional(),
    }),
  ]),
  'edit/inpaint': z.strictObject({ ...generated, image: file, mask: file.optional(), grow_mask: grow_mask(100), output_format: anyFormat }),
  'edit/erase': z.strictObject({ image: file, mask: file.optional(), grow_mask: grow_mask(20), seed, output_format: anyFormat }),
  'edit/outpaint': z
    .strictObject({
      image: file,
      left: side,
      right: side,
      up: side,
      down: side,
      creativity: unit,
      prompt: z.string().max(10_000).optional(),
      seed,
      style_preset,
      output_format: anyFormat,
    })
    .refine((body) => (body.left ?? 0) + (body.right ?? 0) + (body.up ?? 0) + (body.down ?? 0) > 0),
  'edit/search-and-replace': z.strictObject({
    ...generated,
    image: file,
    search_prompt: prompt,
    grow_mask: grow_mask(20),
    output_format: anyFormat,
  }),
  'edit/search-and-recolor': z.strictObject({
    ...generated,
    image: file,
    select_prompt: prompt,
    grow_mask: grow_mask(20),
    output_format: anyFormat,
  }),
  'edit/remove-background': z.strictObject({ image: file, output_format: z.enum(['png', 'webp']).optional() }),
  'edit/replace-background-and-relight': z.strictObject({
    subject_image: file,
    background_reference: file.optional(),
    background_prompt: prompt.optional(),
    foreground_prompt: prompt.optional(),
    negative_prompt,
    preserve_original_subject: unit,
    original_background_depth: unit,
    keep_original_background: z.enum(['true', 'false']).optional(),
    light_source_direction: z.enum(['above', 'below', 'left', 'right']).optional(),
    light_reference: file.optional(),
    light_source_strength: unit,
    seed,
    output_format: anyFormat,
  }),
  'upscale/fast': z.strictObject({ image: file, output_format: anyFormat }),
  'upscale/conservative': z.strictObject({
    image: file,
    prompt,
    negative_prompt,
    seed,
    creativity: numeral(0.2, 0.5).optional(),
    output_format: anyFormat,
  }),
  'upscale/creative': z.strictObject({
    image: file,
    prompt,
    negative_prompt,
    seed,
    creativity: numeral(0.1, 0.5).optional(),
    style_preset,
    output_format: anyFormat,
  }),
  'control/sketch': z.strictObject({ ...generated, image: file, control_strength: unit, output_format: anyFormat }),
  'control/structure': z.strictObject({ ...generated, image: file, control_strength: unit, output_format: anyFormat }),
  'control/style': z.strictObject({ ...generated, image: file, fidelity: unit, aspect_ratio: ratio.optional(), output_format: anyFormat }),
}

/**
 * Values that every service must refuse: a service that has the field refuses the value, and a service that does not have the field
 * refuses the field.
 */
const wrong: Endpoint['wrong'] = [
  ['seed', '4294967295'],
  ['output_format', 'gif'],
  ['style_preset', 'oil'],
  ['aspect_ratio', '4:3'],
  ['image', 'https://example.com/a.png'],
  ['mask', 'white'],
  ['strength', '2'],
  ['creativity', '1.5'],
]
const FURTHER: Record<string, Endpoint['wrong']> = {
  'generate/sd3': [
    ['model', 'sd3'],
    ['mode', 'inpaint'],
    ['cfg_scale', '11'],
  ],
  'edit/outpaint': [
    ['left', '2001'],
    ['image', undefined],
  ],
  'edit/search-and-replace': [['search_prompt', undefined]],
  'edit/search-and-recolor': [['select_prompt', undefined]],
  'edit/replace-background-and-relight': [['subject_image', undefined]],
  'upscale/conservative': [
    ['prompt', ''],
    ['creativity', '0.1'],
  ],
  'edit/inpaint': [['grow_mask', '101']],
  'upscale/fast': [['prompt', 'a lake']],
}

const filtered = { id: 'e-1', name: 'content_moderation', errors: ['Your request was flagged by our content moderation system.'] }

function accept({ body }: Asked, played: PlayedProvider): Response {
  if (played.refuses) return Response.json(filtered, { status: 403 })
  return Response.json({ id: played.accept(body) })
}
function draw(_: Asked, played: PlayedProvider): Response {
  if (played.refuses) return Response.json(filtered, { status: 403 })
  return Response.json({ image: played.picture(), finish_reason: 'SUCCESS', seed: 343_940_597 })
}

const ASYNCHRONOUS = new Set(['edit/replace-background-and-relight', 'upscale/creative'])

export const stabilityFacts: Facts = {
  source: { url: 'https://platform.stability.ai/docs/api-reference', date: '2026-11-28' },
  origin: 'https://api.stability.ai',
  credential: (headers) => headers.get('authorization')?.replace('Bearer ', '') ?? '',
  error: (message) => ({ id: 'e-2', name: 'error', errors: [message] }),
  endpoints: [
    ...Object.entries(SHAPES).map(([path, takes]): Endpoint => ({
      call: 'submit',
      method: 'POST',
      path: `/v2beta/stable-image/${path}`,
      takes,
      wrong: [...wrong, ...(FURTHER[path] ?? [])],
      answer: ASYNCHRONOUS.has(path) ? accept : draw,
    })),
    {
      call: 'poll',
      method: 'GET',
      path: '/v2beta/results/*',
      answer({ parts }, played) {
        const work = played.look(parts[0])
        if (work === null)
          return Response.json(
            { id: 'e-3', name: 'not_found', errors: ['It is not there, or it was there too long ago.'] },
            { status: 404 },
          )
        if (!work.done) return Response.json({ id: parts[0], status: 'in-progress' }, { status: 202 })
        return Response.json({ result: played.picture(), finish_reason: 'SUCCESS', seed: 12 })
      },
    },
    { call: 'verify', method: 'GET', path: '/v1/user/balance', answer: () => Response.json({ credits: 123.5 }) },
  ],
}
