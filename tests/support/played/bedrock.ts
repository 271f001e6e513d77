// Stability's models at Amazon Bedrock.
import { z } from 'zod'
import { base64, type Endpoint, type Facts, type PlayedProvider, text } from '../played-provider.ts'
import { STYLE_PRESETS } from './stability.ts'

const ratio = z.enum(['1:1', '16:9', '21:9', '2:3', '3:2', '4:5', '5:4', '9:16', '9:21'])
const words = {
  prompt: text(10_000),
  negative_prompt: z.string().max(10_000).optional(),
  seed: z.int().min(0).max(4_294_967_294).optional(),
}
const anyFormat = { output_format: z.enum(['png', 'jpeg', 'webp']).optional() }
const pngOrJpeg = { output_format: z.enum(['png', 'jpeg']).optional() }
const unit = z.number().min(0).max(1)
const side = z.int().min(0).max(2000).optional()

const SHAPES: Record<string, z.ZodType> = {
  'stability.stable-image-ultra-v1:1': z.strictObject({ ...words, ...pngOrJpeg, aspect_ratio: ratio.optional() }),
  'stability.stable-image-core-v1:1': z.strictObject({ ...words, ...pngOrJpeg, aspect_ratio: ratio.optional() }),
  'stability.sd3-5-large-v1:0': z.discriminatedUnion('mode', [
    z.strictObject({ ...words, ...anyFormat, mode: z.literal('text-to-image'), aspect_ratio: ratio.optional() }),
    z.strictObject({ ...words, ...anyFormat, mode: z.literal('image-to-image'), image: base64, strength: unit }),
  ]),
  'us.stability.stable-image-inpaint-v1:0': z.strictObject({
    ...words,
    ...anyFormat,
    image: base64,
    mask: base64,
    grow_mask: z.int().min(0).max(20).optional(),
  }),
  'us.stability.stable-image-erase-object-v1:0': z.strictObject({
    ...anyFormat,
    image: base64,
    mask: base64,
    seed: words.seed,
    grow_mask: z.int().min(0).max(20).optional(),
  }),
  'us.stability.stable-outpaint-v1:0': z
    .strictObject({ ...words, ...anyFormat, image: base64, left: side, right: side, up: side, down: side, creativity: unit.optional() })
    .refine(({ left = 0, right = 0, up = 0, down = 0 }) => left + right + up + down > 0),
  'us.stability.stable-image-search-replace-v1:0': z.strictObject({ ...words, ...anyFormat, image: base64, search_prompt: text(10_000) }),
  'us.stability.stable-image-search-recolor-v1:0': z.strictObject({ ...words, ...anyFormat, image: base64, select_prompt: text(10_000) }),
  'us.stability.stable-image-remove-background-v1:0': z.strictObject({ image: base64, output_format: z.enum(['png', 'webp']).optional() }),
  'us.stability.stable-fast-upscale-v1:0': z.strictObject({ ...anyFormat, image: base64 }),
  'us.stability.stable-conservative-upscale-v1:0': z.strictObject({ ...words, ...anyFormat, image: base64 }),
  'us.stability.stable-creative-upscale-v1:0': z.strictObject({
    ...words,
    ...anyFormat,
    image: base64,
    creativity: z.number().min(0.1).max(0.5).optional(),
    style_preset: STYLE_PRESETS.optional(),
  }),
  'us.stability.stable-image-control-sketch-v1:0': z.strictObject({
    ...words,
    ...anyFormat,
    image: base64,
    control_strength: unit.optional(),
  }),
  'us.stability.stable-image-control-structure-v1:0': z.strictObject({
    ...words,
    ...anyFormat,
    image: base64,
    control_strength: unit.optional(),
  }),
  'us.stability.stable-image-style-guide-v1:0': z.strictObject({ ...words, ...anyFormat, image: base64, fidelity: unit.optional() }),
}

const wrong: Endpoint['wrong'] = [
  ['seed', 4_294_967_295],
  ['output_format', 'PNG'],
  ['output_format', 'gif'],
  ['aspect_ratio', '4:3'],
  ['image', 'https://example.com/a.png'],
  ['mask', 'white'],
  ['creativity', 2],
  ['strength', 2],
]

function draw(played: PlayedProvider): Response {
  if (played.refuses) return Response.json({ seeds: [7], finish_reasons: ['Filter reason: prompt'], images: [null] })
  return Response.json({ seeds: [7], finish_reasons: [null], images: [played.picture()] }, { headers: { 'x-amzn-requestid': 'r-1' } })
}

export const bedrockFacts: Facts = {
  source: { url: 'https://docs.aws.amazon.com/bedrock/latest/userguide/stable-image-services.html', date: '2026-11-28' },
  origin: 'https://bedrock-runtime.us-west-2.amazonaws.com',
  fields: (secret) => ({ access_key_id: 'AKIAIOSFODNN7EXAMPLE', secret_access_key: secret }),
  credential: (headers) =>
    /^AWS4-HMAC-SHA256 Credential=(AKIAIOSFODNN7EXAMPLE)\/\d{8}\/us-west-2\/bedrock\/aws4_request, SignedHeaders=host;x-amz-date, Signature=[0-9a-f]{64}$/.exec(
      headers.get('authorization') ?? '',
    )?.[1] ?? '',
  error: (message) => ({ message }),
  endpoints: [
    ...Object.entries(SHAPES).map(([model, takes]): Endpoint => ({
      call: 'submit',
      method: 'POST',
      path: `/model/${encodeURIComponent(model)}/invoke`,
      takes,
      wrong,
      answer: (_, played) => draw(played),
    })),
    {
      call: 'verify',
      method: 'GET',
      path: '/foundation-models',
      answer: () => Response.json({ modelSummaries: [{ modelId: 'stability.sd3-5-large-v1:0' }] }),
    },
  ],
}
