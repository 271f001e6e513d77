// Recraft's API.
import { z } from 'zod'
import { type Asked, type Endpoint, type Facts, pictureAddress, type PlayedProvider, text } from '../played-provider.ts'

const V3_SIZES =
  '1024x1024 1365x1024 1024x1365 1536x1024 1024x1536 1820x1024 1024x1820 1024x2048 2048x1024 1434x1024 1024x1434 1024x1280 1280x1024 1024x1707 1707x1024'.split(
    ' ',
  )
const V4_SIZES =
  '1024x1024 1536x768 768x1536 1280x832 832x1280 1216x896 896x1216 1152x896 896x1152 832x1344 1280x896 896x1280 1344x768 768x1344'.split(
    ' ',
  )
const PRO_SIZES =
  '2048x2048 3072x1536 1536x3072 2560x1664 1664x2560 2432x1792 1792x2432 2304x1792 1792x2304 1664x2688 2560x1792 1792x2560 2688x1536 1536x2688'.split(
    ' ',
  )

const output = {
  image_format: z.enum(['webp', 'png']).optional(),
  response_format: z.enum(['url', 'b64_json']).optional(),
  expire: z.boolean().optional(),
}
const drawing = {
  ...output,
  n: z.int().min(1).max(6).optional(),
  random_seed: z.int().min(0).max(4_294_967_295).optional(),
  block_nsfw: z.boolean().optional(),
}
const v4 = { ...drawing, prompt: text(10_000) }
const v3 = {
  ...drawing,
  prompt: text(1000),
  negative_prompt: z.string().max(1000).optional(),
  style: z.enum(['any', 'realistic_image', 'digital_illustration', 'vector_illustration', 'icon', 'logo_raster']).optional(),
  substyle: z.string().optional(),
}
const NEW = z.enum(['recraftv4', 'recraftv4_1', 'recraftv4_1_utility'])
const NEW_PRO = z.enum(['recraftv4_pro', 'recraftv4_1_pro', 'recraftv4_1_utility_pro'])
const image_url = pictureAddress
const strength = z.number().min(0).max(1)
const pixels = z.int().min(1).optional()

const SHAPES: Record<string, z.ZodType> = {
  generations: z.union([
    z.strictObject({ ...v4, model: NEW, size: z.enum(V4_SIZES).optional() }),
    z.strictObject({ ...v4, model: NEW_PRO, size: z.enum(PRO_SIZES).optional() }),
    z.strictObject({ ...v3, model: z.enum(['recraftv3', 'recraftv2']), size: z.enum(V3_SIZES).optional() }),
  ]),
  imageToImage: z.union([
    z.strictObject({ ...v4, model: z.union([NEW, NEW_PRO]), image_url, strength }),
    z.strictObject({ ...v3, model: z.literal('recraftv3'), image_url, strength }),
  ]),
  inpaint: z.strictObject({ ...v3, model: z.literal('recraftv3'), image_url, mask_url: pictureAddress }),
  replaceBackground: z.strictObject({ ...v3, model: z.literal('recraftv3'), image_url }),
  outpaint: z
    .strictObject({
      ...v3,
      model: z.literal('recraftv3'),
      image_url,
      expand_left: pixels,
      expand_right: pixels,
      expand_top: pixels,
      expand_bottom: pixels,
    })
    .refine((body) => (body.expand_left ?? body.expand_right ?? body.expand_top ?? body.expand_bottom) !== undefined),
  removeBackground: z.strictObject({ ...output, image_url }),
  crispUpscale: z.strictObject({ ...output, image_url }),
  creativeUpscale: z.strictObject({ ...output, image_url }),
  eraseRegion: z.strictObject({ ...output, image_url, mask_url: pictureAddress }),
}
const CREDITS: Record<string, number> = { removeBackground: 10, crispUpscale: 4, creativeUpscale: 250, eraseRegion: 2 }

const wrong: Endpoint['wrong'] = [
  ['model', 'recraftv9'],
  ['image_format', 'jpeg'],
  ['response_format', 'bytes'],
  ['n', 7],
  ['random_seed', -1],
  ['size', '1000x1000'],
  ['image_url', 'lake.png'],
  ['mask_url', 'white'],
  ['strength', 2],
]

function draw({ body, recorded }: Asked, played: PlayedProvider): Response {
  if (played.refuses) return Response.json({ code: 'nsfw_content', message: 'The request was refused by moderation' }, { status: 400 })
  const image = () => ({ image_id: crypto.randomUUID(), url: played.address() })
  const own = CREDITS[recorded.url.pathname.split('/').at(-1)!]
  if (own !== undefined) return Response.json({ created: 1, credits: own, image: image() })
  const count = played.count(body['n'])
  return Response.json({ created: 1, credits: 35 * count, data: Array.from({ length: count }, image) })
}

export const recraftFacts: Facts = {
  source: { url: 'https://www.recraft.ai/docs/api-reference/endpoints', date: '2026-11-28' },
  origin: 'https://external.api.recraft.ai',
  credential: (headers) => headers.get('authorization')?.replace('Bearer ', '') ?? '',
  error: (message, status) => ({ code: `error_${status}`, error: message }),
  endpoints: [
    ...Object.entries(SHAPES).map(([path, takes]): Endpoint => ({
      call: 'submit',
      method: 'POST',
      path: `/v1/images/${path}`,
      takes,
      wrong,
      answer: draw,
    })),
    { call: 'verify', method: 'GET', path: '/v1/users/me', answer: () => Response.json({ id: crypto.randomUUID(), credits: 900 }) },
  ],
}
