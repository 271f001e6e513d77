// Hugging Face's service `hf-inference`: text to image, and image to image.
import { z } from 'zod'
import { base64, type Facts, text } from '../played-provider.ts'

const parameters = {
  width: z.int().min(1).optional(),
  height: z.int().min(1).optional(),
  seed: z.int().optional(),
  num_inference_steps: z.int().min(1).max(200).optional(),
  guidance_scale: z.number().optional(),
  negative_prompt: z.string().optional(),
  scheduler: z.string().optional(),
}

export const huggingfaceFacts: Facts = {
  source: { url: 'https://huggingface.co/docs/inference-providers/tasks/text-to-image', date: '2026-11-28' },
  origin: 'https://router.huggingface.co',
  credential: (headers) => headers.get('authorization')?.replace('Bearer ', '') ?? '',
  error: (message) => ({ error: message }),
  endpoints: [
    {
      call: 'submit',
      method: 'POST',
      path: '/hf-inference/models/*/*',
      takes: z.union([
        z.strictObject({ inputs: base64, parameters: z.strictObject({ ...parameters, prompt: text(2000) }) }),
        z.strictObject({ inputs: text(2000), parameters: z.strictObject(parameters).optional() }),
      ]),
      wrong: [
        ['inputs', undefined],
        ['inputs', ''],
        ['parameters.width', 0],
        ['parameters.seed', 'seven'],
        ['parameters.num_inference_steps', 0],
      ],
      answer(_, played) {
        if (played.refuses) return Response.json({ error: 'NSFW content detected in the prompt' }, { status: 400 })
        return new Response(played.bytes(), { headers: { 'content-type': 'image/jpeg' } })
      },
    },
    { call: 'verify', method: 'GET', path: '/api/whoami-v2', answer: () => Response.json({ type: 'user', name: 'ada' }) },
  ],
}
