// Plays the part of Replicate's API that makes predictions, by the document that Replicate has published. It accepts the inputs of the
// models in the catalogue.
import { z } from 'zod'
import { type Asked, type Endpoint, type Facts, pictureAddress, type PlayedProvider, text } from '../played-provider.ts'

const prompt = text(50_000)
const ratio = (...further: string[]) =>
  z.enum(['1:1', '16:9', '21:9', '3:2', '2:3', '4:5', '5:4', '3:4', '4:3', '9:16', '9:21', 'match_input_image', 'custom', ...further])
const edge = z.int().min(256).max(2048).optional()
const seed = z.int().optional()
const quality = z.int().min(0).max(100).optional()
const three = z.enum(['webp', 'jpg', 'png']).optional()
const two = z.enum(['jpg', 'png']).optional()
const list = (most: number) => z.array(pictureAddress).min(1).max(most).optional()
const tolerance = z.int().min(1).max(6).optional()

const INPUTS: [model: string, input: z.ZodType, wrong: NonNullable<Endpoint['wrong']>][] = [
  ...['flux-schnell', 'flux-dev'].map((name): (typeof INPUTS)[number] => [
    `black-forest-labs/${name}`,
    z.strictObject({
      prompt,
      aspect_ratio: ratio().optional(),
      num_outputs: z.int().min(1).max(4).optional(),
      seed,
      output_format: three,
      output_quality: quality,
      disable_safety_checker: z.boolean().optional(),
      ...(name === 'flux-dev'
        ? { guidance: z.number().min(0).max(10).optional(), num_inference_steps: z.int().min(1).max(50).optional() }
        : {}),
    }),
    [
      ['input.num_outputs', 5],
      ['input.output_format', 'jpeg'],
    ],
  ]),
  [
    'black-forest-labs/flux-1.1-pro',
    z.strictObject({
      prompt,
      aspect_ratio: ratio().optional(),
      width: edge,
      height: edge,
      seed,
      output_format: three,
      output_quality: quality,
      prompt_upsampling: z.boolean().optional(),
      safety_tolerance: tolerance,
    }),
    [
      ['input.width', 4096],
      ['input.num_outputs', 1],
    ],
  ],
  [
    'black-forest-labs/flux-kontext-pro',
    z.strictObject({
      prompt,
      input_image: pictureAddress.optional(),
      aspect_ratio: ratio().optional(),
      seed,
      output_format: two,
      prompt_upsampling: z.boolean().optional(),
      safety_tolerance: tolerance,
    }),
    [
      ['input.input_image', 'lake.png'],
      ['input.output_format', 'webp'],
    ],
  ],
  [
    'black-forest-labs/flux-2-pro',
    z.strictObject({
      prompt,
      input_images: list(8),
      aspect_ratio: ratio().optional(),
      width: edge,
      height: edge,
      seed,
      output_format: three,
      output_quality: quality,
      safety_tolerance: tolerance,
    }),
    [
      ['input.input_images', []],
      ['input.input_image', 'https://pictures.example.com/a.png'],
    ],
  ],
  [
    'black-forest-labs/flux-fill-pro',
    z.strictObject({
      prompt,
      image: pictureAddress,
      mask: pictureAddress,
      seed,
      steps: z.int().min(15).max(50).optional(),
      guidance: z.number().min(1.5).max(100).optional(),
      prompt_upsampling: z.boolean().optional(),
      output_format: two,
      safety_tolerance: tolerance,
    }),
    [
      ['input.mask', undefined],
      ['input.steps', 5],
      ['input.aspect_ratio', '1:1'],
    ],
  ],
  [
    'google/nano-banana',
    z.strictObject({ prompt, image_input: list(14), aspect_ratio: ratio().optional(), output_format: two }),
    [
      ['input.seed', 7],
      ['input.image_input', 'x'],
    ],
  ],
  [
    'google/nano-banana-pro',
    z.strictObject({
      prompt,
      image_input: list(14),
      aspect_ratio: ratio().optional(),
      resolution: z.enum(['1K', '2K', '4K']).optional(),
      output_format: two,
      safety_filter_level: z.enum(['block_low_and_above', 'block_medium_and_above', 'block_only_high']).optional(),
    }),
    [
      ['input.resolution', '8K'],
      ['input.output_format', 'webp'],
    ],
  ],
]

const body = (input: z.ZodType, own = {}) =>
  z.strictObject({
    ...own,
    input,
    webhook: z
      .string()
      .regex(/^https:\/\//)
      .optional(),
    webhook_events_filter: z.array(z.enum(['start', 'output', 'logs', 'completed'])).optional(),
  })

function predictionOf(id: string, status: string, changes = {}) {
  return {
    id,
    model: 'owner/name',
    version: 'hidden',
    input: {},
    logs: '',
    output: null,
    data_removed: false,
    error: null,
    status,
    ...changes,
  }
}
function accept({ body: sent }: Asked, played: PlayedProvider): Response {
  return Response.json(predictionOf(played.accept(sent), 'starting'), { status: 201 })
}

export const replicateFacts: Facts = {
  source: { url: 'https://api.replicate.com/openapi.json', date: '2026-11-28' },
  origin: 'https://api.replicate.com',
  credential: (headers) => headers.get('authorization')?.replace('Bearer ', '') ?? '',
  error: (message) => ({ title: 'Problem', detail: message, status: 400 }),
  endpoints: [
    ...INPUTS.map(([model, input, wrong]): Endpoint => ({
      call: 'submit',
      method: 'POST',
      path: `/v1/models/${model}/predictions`,
      takes: body(input),
      wrong: [['input.prompt', undefined], ['version', 'x'], ['webhook_events_filter', ['done']], ...wrong],
      answer: accept,
    })),
    {
      call: 'poll',
      method: 'GET',
      path: '/v1/predictions/*',
      answer({ parts }, played) {
        const work = played.look(parts[0])
        if (work === null) return Response.json({ title: 'Not found', detail: 'Prediction not found' }, { status: 404 })
        if (!work.done) return Response.json(predictionOf(parts[0]!, 'processing'))
        if (played.refuses) return Response.json(predictionOf(parts[0]!, 'failed', { error: 'NSFW content detected.' }))
        const input = work.body['input'] as { num_outputs?: number }
        const output = Array.from({ length: played.count(input.num_outputs) }, () => played.address())
        return Response.json(predictionOf(parts[0]!, 'succeeded', { output }))
      },
    },
    { call: 'verify', method: 'GET', path: '/v1/account', answer: () => Response.json({ type: 'user', username: 'tester' }) },
  ],
}
