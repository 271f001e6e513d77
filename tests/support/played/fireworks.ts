// Fireworks AI's workflows.
import { z } from 'zod'
import { type Facts, pictureAddress, text } from '../played-provider.ts'

const ratio = z.enum(['1:1', '2:3', '3:2', '4:5', '5:4', '16:9', '9:16', '9:21', '21:9'])

export const fireworksFacts: Facts = {
  source: { url: 'https://docs.fireworks.ai/api-reference/generate-a-new-image-from-a-text-prompt', date: '2026-11-28' },
  origin: 'https://api.fireworks.ai',
  credential: (headers) => headers.get('authorization')?.replace('Bearer ', '') ?? '',
  error: (message) => ({ error: { object: 'error', type: 'invalid_request_error', message } }),
  endpoints: [
    {
      call: 'submit',
      method: 'POST',
      path: '/inference/v1/workflows/accounts/fireworks/models/*/text_to_image',
      takes: z.strictObject({
        prompt: text(4000),
        aspect_ratio: ratio.optional(),
        guidance_scale: z.number().min(0).max(20).optional(),
        num_inference_steps: z.int().min(1).max(50).optional(),
        seed: z.int().min(0).optional(),
      }),
      wrong: [
        ['prompt', undefined],
        ['aspect_ratio', '7:5'],
        ['num_inference_steps', 0],
        ['guidance_scale', 'much'],
      ],
      answer(_, played) {
        // Fireworks refuses with status 200 and a black picture. Only `finishReason` shows the refusal.
        const finishReason = played.refuses ? 'CONTENT_FILTERED' : 'SUCCESS'
        return Response.json({ id: 'f1', base64: [`data:image/png;base64,${played.picture()}`], finishReason, seed: 7 })
      },
    },
    {
      call: 'submit',
      method: 'POST',
      path: '/inference/v1/workflows/accounts/fireworks/models/*',
      takes: z.strictObject({
        prompt: text(4000),
        input_image: pictureAddress.optional(),
        aspect_ratio: ratio.optional(),
        seed: z.int().optional(),
        output_format: z.enum(['png', 'jpeg']).optional(),
        prompt_upsampling: z.boolean().optional(),
        safety_tolerance: z.int().min(0).max(6).optional(),
      }),
      wrong: [
        ['prompt', undefined],
        ['aspect_ratio', '7:5'],
        ['output_format', 'webp'],
        ['input_image', 'lake.png'],
      ],
      answer: ({ body }, played) => Response.json({ request_id: played.accept(body) }),
    },
    {
      call: 'poll',
      method: 'POST',
      path: '/inference/v1/workflows/accounts/fireworks/models/*/get_result',
      takes: z.strictObject({ id: z.string().min(1) }),
      wrong: [
        ['id', undefined],
        ['id', 7],
      ],
      answer({ body }, played) {
        const id = String(body['id'])
        const work = played.look(id)
        const state = work === null ? 'Task not found' : !work.done ? 'Pending' : played.refuses ? 'Content Moderated' : 'Ready'
        return Response.json({ id, status: state, result: state === 'Ready' ? { sample: played.address() } : null })
      },
    },
    {
      call: 'verify',
      method: 'GET',
      path: '/inference/v1/models',
      answer: () => Response.json({ object: 'list', data: [{ id: 'accounts/fireworks/models/flux-1-schnell-fp8' }] }),
    },
  ],
}
