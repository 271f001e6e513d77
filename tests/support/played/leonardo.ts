// Leonardo's production API.
import { z } from 'zod'
import { type Facts, text } from '../played-provider.ts'

export const leonardoFacts: Facts = {
  source: { url: 'https://docs.leonardo.ai/reference/creategeneration', date: '2026-11-28' },
  origin: 'https://cloud.leonardo.ai',
  credential: (headers) => headers.get('authorization')?.replace('Bearer ', '') ?? '',
  error: (message) => ({ error: message, path: '$', code: 'unexpected' }),
  endpoints: [
    {
      call: 'submit',
      method: 'POST',
      path: '/api/rest/v1/generations',
      takes: z.strictObject({
        modelId: z.uuid(),
        prompt: text(1500),
        negative_prompt: z.string().max(1000).optional(),
        num_images: z.int().min(1).max(4).optional(),
        width: z.int().min(32).max(1536).multipleOf(8).optional(),
        height: z.int().min(32).max(1536).multipleOf(8).optional(),
        seed: z.int().min(0).max(2_147_483_647).optional(),
        enhancePrompt: z.boolean().optional(),
        public: z.boolean().optional(),
        alchemy: z.boolean().optional(),
        contrast: z.literal([1, 1.3, 1.8, 2.5, 3, 3.5, 4, 4.5]).optional(),
        transparency: z.enum(['disabled', 'foreground_only']).optional(),
        presetStyle: z.string().optional(),
        num_inference_steps: z.int().min(10).max(60).optional(),
        guidance_scale: z.number().min(1).max(20).optional(),
      }),
      wrong: [
        ['prompt', undefined],
        ['modelId', 'phoenix'],
        ['num_images', 9],
        ['width', 1025],
        ['height', 1544],
        ['contrast', 2],
        ['alchemy', 'yes'],
        ['seed', -1],
      ],
      answer: ({ body }, played) =>
        played.refuses
          ? Response.json({ error: 'The prompt was blocked by content moderation', path: '$', code: 'unexpected' }, { status: 400 })
          : Response.json({
              sdGenerationJob: { generationId: played.accept(body), apiCreditCost: null, cost: { amount: '0.0147', unit: 'DOLLARS' } },
            }),
    },
    {
      call: 'poll',
      method: 'GET',
      path: '/api/rest/v1/generations/*',
      answer({ parts }, played) {
        const work = played.look(parts[0])
        if (work === null) return Response.json({ generations_by_pk: null })
        const count = played.count(work.body['num_images'])
        const generated_images = work.done
          ? Array.from({ length: count }, (_, id) => ({ id: String(id), nsfw: false, url: played.address() }))
          : []
        return Response.json({ generations_by_pk: { id: parts[0], status: work.done ? 'COMPLETE' : 'PENDING', seed: 7, generated_images } })
      },
    },
    {
      call: 'verify',
      method: 'GET',
      path: '/api/rest/v1/me',
      answer: () => Response.json({ user_details: [{ user: { id: 'u', username: 'ada' } }] }),
    },
  ],
}
