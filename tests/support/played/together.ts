// Together AI's image API.
import { z } from 'zod'
import { type Facts, pictureAddress, text } from '../played-provider.ts'

export const togetherFacts: Facts = {
  source: { url: 'https://docs.together.ai/reference/post-images-generations', date: '2026-11-28' },
  origin: 'https://api.together.xyz',
  credential: (headers) => headers.get('authorization')?.replace('Bearer ', '') ?? '',
  error: (message) => ({ id: 'o1', error: { message, type: 'invalid_request_error', param: null, code: null } }),
  endpoints: [
    {
      call: 'submit',
      method: 'POST',
      path: '/v1/images/generations',
      takes: z
        .strictObject({
          model: z.string().regex(/^[\w-]+\/[\w.-]+$/),
          prompt: text(4000),
          negative_prompt: z.string().optional(),
          width: z.int().min(64).max(1792).multipleOf(16).optional(),
          height: z.int().min(64).max(1792).multipleOf(16).optional(),
          n: z.int().min(1).max(4).optional(),
          seed: z.int().optional(),
          steps: z.int().min(1).max(50).optional(),
          guidance_scale: z.number().min(0).max(20).optional(),
          output_format: z.enum(['jpeg', 'png']).optional(),
          response_format: z.enum(['base64', 'url']).optional(),
          image_url: pictureAddress.optional(),
          reference_images: z.array(pictureAddress).min(1).max(8).optional(),
          disable_safety_checker: z.boolean().optional(),
        })
        // Which field contains the input pictures depends on the family of the model.
        .refine(({ model, image_url }) => image_url === undefined || /kontext/.test(model))
        .refine(({ model, reference_images }) => reference_images === undefined || /FLUX\.2|google|Seedream/.test(model)),
      wrong: [
        ['model', 'flux'],
        ['prompt', undefined],
        ['width', 1000.5],
        ['height', 4096],
        ['n', 5],
        ['steps', 0],
        ['output_format', 'webp'],
        ['response_format', 'b64_json'],
      ],
      answer({ body }, played) {
        if (played.refuses)
          return Response.json(
            {
              id: 'o1',
              error: {
                message: 'The prompt was flagged by the content filter.',
                type: 'invalid_request_error',
                param: 'prompt',
                code: 'content_policy_violation',
              },
            },
            { status: 422 },
          )
        const data = Array.from({ length: played.count(body['n']) }, (_, index) => ({
          index,
          b64_json: played.picture(index),
          type: 'b64_json',
        }))
        return Response.json({ id: 'o1', model: body['model'], object: 'list', data })
      },
    },
    { call: 'verify', method: 'GET', path: '/v1/models', answer: () => Response.json([{ id: 'black-forest-labs/FLUX.1-schnell' }]) },
  ],
}
