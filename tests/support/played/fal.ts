// fal's queue. The inputs of its endpoints come from fal's own client (@fal-ai/client 1.10.1).
import { z } from 'zod'
import { type Asked, type Endpoint, type Facts, pictureAddress, type PlayedProvider, text } from '../played-provider.ts'

const prompt = text(50_000)
const one = pictureAddress
const list = (most: number) => z.array(pictureAddress).min(1).max(most)
const seed = z.int().optional()
const size = z.union([
  z.strictObject({ width: z.int().min(256).max(14_142), height: z.int().min(256).max(14_142) }),
  z.enum(['square_hd', 'square', 'portrait_4_3', 'portrait_16_9', 'landscape_4_3', 'landscape_16_9']),
])
const ratios = (names: string) => z.enum(names.split(' '))
const NANO = ratios('auto 21:9 16:9 3:2 4:3 5:4 1:1 4:5 3:4 2:3 9:16')
const FLUX = ratios('21:9 16:9 4:3 3:2 1:1 2:3 3:4 9:16 9:21')
const two = z.enum(['jpeg', 'png']).optional()
const three = z.enum(['jpeg', 'png', 'webp']).optional()
const many = z.int().min(1).max(4).optional()
const tolerance = { safety_tolerance: z.enum(['1', '2', '3', '4', '5', '6']).optional() }
const checker = { enable_safety_checker: z.boolean().optional() }
const steps = { num_inference_steps: z.int().min(1).max(50).optional(), guidance_scale: z.number().min(0).max(20).optional() }

const nano = { prompt, aspect_ratio: NANO.optional(), num_images: many, output_format: three, seed, ...tolerance }
const sharper = { ...nano, resolution: z.enum(['0.5K', '1K', '2K', '4K']).optional() }
const flux2 = { prompt, image_size: size.optional(), output_format: two, seed, ...checker, ...tolerance }
const kontext = {
  prompt,
  aspect_ratio: FLUX.optional(),
  enhance_prompt: z.boolean().optional(),
  guidance_scale: z.number().min(1).max(20).optional(),
  num_images: many,
  output_format: two,
  seed,
  ...tolerance,
}
const flux1 = { prompt, image_size: size.optional(), num_images: many, output_format: two, seed, ...checker, ...steps }
const seedream = { prompt, image_size: size.optional(), num_images: many, max_images: many, seed, ...checker }

const accept = ({ body, recorded }: Asked, played: PlayedProvider) => {
  const base = `${recorded.url.origin}/fal-ai/queue/requests/${played.accept(body)}`
  const id = base.slice(base.lastIndexOf('/') + 1)
  return Response.json({
    request_id: id,
    status: 'IN_QUEUE',
    queue_position: 0,
    response_url: base,
    status_url: `${base}/status`,
    cancel_url: `${base}/cancel`,
  })
}
const submit = (path: string, takes: z.ZodType, wrong: NonNullable<Endpoint['wrong']>): Endpoint => ({
  call: 'submit',
  method: 'POST',
  path: `/${path}`,
  takes,
  wrong,
  answer: accept,
})
const noPrompt: NonNullable<Endpoint['wrong']> = [
  ['prompt', undefined],
  ['seed', 'seven'],
]
const notANano: NonNullable<Endpoint['wrong']> = [
  ...noPrompt,
  ['aspect_ratio', '16x9'],
  ['image_size', 'square'],
  ['image_url', 'https://x.example/'],
]

export const falFacts: Facts = {
  source: { url: 'https://www.npmjs.com/package/@fal-ai/client', date: '2026-11-28' },
  origin: 'https://queue.fal.run',
  credential: (headers) => headers.get('authorization')?.replace('Key ', '') ?? '',
  error: (message) => ({ detail: [{ loc: ['body'], msg: message, type: 'some_error' }] }),
  endpoints: [
    submit('fal-ai/nano-banana', z.strictObject(nano), notANano),
    submit('fal-ai/nano-banana/edit', z.strictObject({ ...nano, image_urls: list(14) }), [...notANano, ['image_urls', []]]),
    ...['nano-banana-2', 'nano-banana-pro'].flatMap((name) => [
      submit(`fal-ai/${name}`, z.strictObject(sharper), [...notANano, ['resolution', '3K']]),
      submit(`fal-ai/${name}/edit`, z.strictObject({ ...sharper, image_urls: list(14) }), [...notANano, ['resolution', '1k']]),
    ]),
    submit('fal-ai/flux-2-pro', z.strictObject(flux2), [...noPrompt, ['num_images', 2], ['output_format', 'webp']]),
    submit('fal-ai/flux-2-pro/edit', z.strictObject({ ...flux2, image_urls: list(8) }), [...noPrompt, ['image_urls', 'x']]),
    submit('fal-ai/flux-2-flex', z.strictObject({ ...flux2, ...steps }), [...noPrompt, ['guidance_scale', 'high']]),
    submit('fal-ai/flux-2-flex/edit', z.strictObject({ ...flux2, ...steps, image_urls: list(8) }), [
      ...noPrompt,
      ['image_urls', undefined],
    ]),
    ...['', '/max'].flatMap((name) => [
      submit(`fal-ai/flux-pro/kontext${name}`, z.strictObject({ ...kontext, image_url: one }), [...noPrompt, ['image_url', 'lake.png']]),
      submit(`fal-ai/flux-pro/kontext${name}/text-to-image`, z.strictObject(kontext), [...noPrompt, ['aspect_ratio', '5:4']]),
      submit(`fal-ai/flux-pro/kontext${name}/multi`, z.strictObject({ ...kontext, image_urls: list(4) }), [
        ...noPrompt,
        ['image_urls', []],
      ]),
    ]),
    submit(
      'fal-ai/flux-pro/v1.1-ultra',
      z.strictObject({
        prompt,
        aspect_ratio: FLUX.optional(),
        enhance_prompt: z.boolean().optional(),
        image_url: one.optional(),
        image_prompt_strength: z.number().min(0).max(1).optional(),
        num_images: many,
        output_format: two,
        raw: z.boolean().optional(),
        seed,
        ...tolerance,
      }),
      [...noPrompt, ['image_prompt_strength', 2], ['guidance_scale', 3]],
    ),
    submit(
      'fal-ai/flux-pro/v1.1',
      z.strictObject({
        prompt,
        image_size: size.optional(),
        enhance_prompt: z.boolean().optional(),
        num_images: many,
        output_format: two,
        seed,
        ...tolerance,
      }),
      [...noPrompt, ['num_inference_steps', 9], ['image_size', 'big']],
    ),
    submit(
      'fal-ai/flux-pro/v1/fill',
      z.strictObject({
        prompt,
        image_url: one,
        mask_url: one,
        enhance_prompt: z.boolean().optional(),
        num_images: many,
        output_format: two,
        seed,
        ...tolerance,
      }),
      [...noPrompt, ['mask_url', undefined], ['image_size', 'square']],
    ),
    submit('fal-ai/flux/schnell', z.strictObject(flux1), [...noPrompt, ['num_images', 5]]),
    submit('fal-ai/flux/dev', z.strictObject(flux1), [...noPrompt, ['guidance_scale', 50]]),
    submit('fal-ai/bytedance/seedream/v4.5/text-to-image', z.strictObject(seedream), [...noPrompt, ['output_format', 'png']]),
    submit('fal-ai/bytedance/seedream/v4.5/edit', z.strictObject({ ...seedream, image_urls: list(10) }), [
      ...noPrompt,
      ['image_urls', undefined],
    ]),
    submit('fal-ai/qwen-image', z.strictObject({ ...flux1, negative_prompt: z.string().optional() }), [...noPrompt, ['num_images', 0]]),
    submit('fal-ai/bria/background/remove', z.strictObject({ image_url: one }), [
      ['image_url', undefined],
      ['prompt', 'a lake'],
    ]),
    {
      call: 'poll',
      method: 'GET',
      path: '/fal-ai/queue/requests/*/status',
      answer({ parts }, played) {
        const work = played.look(parts[0])
        if (work === null) return Response.json({ detail: 'Request not found' }, { status: 404 })
        return Response.json({ status: work.done ? 'COMPLETED' : 'IN_PROGRESS', request_id: parts[0] }, { status: work.done ? 200 : 202 })
      },
    },
    {
      call: 'result',
      method: 'GET',
      path: '/fal-ai/queue/requests/*',
      answer({ parts }, played) {
        const work = played.work.get(parts[0]!)
        if (work === undefined) return Response.json({ detail: 'Request not found' }, { status: 404 })
        if (played.refuses) return Response.json({ detail: [{ msg: 'x', type: 'content_policy_violation' }] }, { status: 422 })
        const images = Array.from({ length: played.count(work.body['num_images']) }, () => ({ url: played.address() }))
        return Response.json({ images, seed: 42, prompt: 'a lake' })
      },
    },
  ],
}
