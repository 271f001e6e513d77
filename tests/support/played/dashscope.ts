// Qwen-Image at Alibaba Cloud Model Studio.
import { z } from 'zod'
import { type Facts, pictureAddress, text } from '../played-provider.ts'

const size = z.string().refine((value) => {
  const [width, height] = value.split('*').map(Number)
  return /^\d+\*\d+$/.test(value) && width! * height! >= 512 * 512 && width! * height! <= 2560 * 2560 && width! / height! <= 8
})
const content = z.union([z.strictObject({ image: pictureAddress }), z.strictObject({ text: text(5000) })])

export const dashscopeFacts: Facts = {
  source: { url: 'https://www.alibabacloud.com/help/en/model-studio/qwen-image-api', date: '2026-11-28' },
  origin: 'https://dashscope-intl.aliyuncs.com',
  credential: (headers) => headers.get('authorization')?.replace('Bearer ', '') ?? '',
  error: (message) => ({ code: 'InvalidParameter', message, request_id: 'r1' }),
  endpoints: [
    {
      call: 'submit',
      method: 'POST',
      path: '/api/v1/services/aigc/multimodal-generation/generation',
      takes: z.strictObject({
        model: z.string().regex(/^qwen-image(-(3\.0|2\.0|max|plus|edit)(-(pro|max|plus))?)?$/),
        input: z.strictObject({
          messages: z.tuple([
            z.strictObject({
              role: z.literal('user'),
              content: z
                .array(content)
                .min(1)
                .max(4)
                .refine((items) => items.filter((item) => 'text' in item).length === 1),
            }),
          ]),
        }),
        parameters: z.strictObject({
          size: size.optional(),
          n: z.int().min(1).max(6).optional(),
          seed: z.int().min(0).max(2_147_483_647).optional(),
          negative_prompt: text(500).optional(),
          prompt_extend: z.boolean().optional(),
          watermark: z.boolean().optional(),
        }),
      }),
      wrong: [
        ['model', 'wanx-v1'],
        ['input.messages', []],
        ['input.messages.0.role', 'system'],
        ['input.messages.0.content', []],
        ['parameters.size', '1024x1024'],
        ['parameters.n', 7],
        ['parameters.seed', -1],
        ['parameters.watermark', 'no'],
      ],
      answer({ body }, played) {
        if (played.refuses)
          return Response.json(
            { code: 'DataInspectionFailed', message: 'Input data may contain inappropriate content.', request_id: 'r1' },
            { status: 400 },
          )
        const { n } = body['parameters'] as { n?: number }
        const choices = Array.from({ length: played.count(n) }, () => ({
          finish_reason: 'stop',
          message: { role: 'assistant', content: [{ image: played.address() }] },
        }))
        return Response.json({ output: { choices }, usage: { image_count: choices.length, width: 1024, height: 1024 }, request_id: 'r1' })
      },
    },
    {
      call: 'verify',
      method: 'GET',
      path: '/compatible-mode/v1/models',
      answer: () => Response.json({ object: 'list', data: [{ id: 'qwen-image-plus' }] }),
    },
  ],
}
