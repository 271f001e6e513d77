// Seedream at BytePlus ModelArk.
import { z } from 'zod'
import { type Facts, pictureAddress, text } from '../played-provider.ts'

const size = z.string().refine((value) => {
  const [width, height] = value.split('x').map(Number)
  const pixels = width! * height!
  return /^\d+x\d+$/.test(value) && pixels >= 921_600 && pixels <= 4096 * 4096 && width! / height! <= 16 && height! / width! <= 16
})

const common = {
  prompt: text(4000),
  image: z.union([pictureAddress, z.array(pictureAddress).min(1).max(14)]).optional(),
  size: size.optional(),
  sequential_image_generation: z.enum(['auto', 'disabled']).optional(),
  response_format: z.enum(['url', 'b64_json']).optional(),
  watermark: z.boolean().optional(),
}

export const bytedanceFacts: Facts = {
  source: { url: 'https://docs.byteplus.com/en/docs/ModelArk/1824121', date: '2026-11-28' },
  origin: 'https://ark.ap-southeast.bytepluses.com',
  credential: (headers) => headers.get('authorization')?.replace('Bearer ', '') ?? '',
  error: (message) => ({ error: { code: 'InvalidParameter', message, param: '', type: 'BadRequest' } }),
  endpoints: [
    {
      call: 'submit',
      method: 'POST',
      path: '/api/v3/images/generations',
      takes: z.discriminatedUnion('model', [
        z.strictObject({ model: z.enum(['seedream-4-0-250828', 'seedream-4-5-251128']), ...common }),
        z.strictObject({
          model: z.enum(['seedream-5-0-260128', 'seedream-5-0-pro-260628']),
          ...common,
          output_format: z.enum(['png', 'jpeg']).optional(),
        }),
      ]),
      wrong: [
        ['model', 'dall-e-3'],
        ['prompt', undefined],
        ['size', '512x512'],
        ['size', '1024*1024'],
        ['image', 'lake.png'],
        ['response_format', 'bytes'],
        ['output_format', 'gif'],
        ['n', 2],
        ['watermark', 'no'],
      ],
      answer({ body }, played) {
        // The provider accepts the request, but refuses the finished picture. So the answer has status 200, and an error in place of the
        // picture.
        if (played.refuses)
          return Response.json({
            model: body['model'],
            created: 1,
            data: [
              { error: { code: 'OutputImageSensitiveContentDetected', message: 'The output image may contain sensitive information.' } },
            ],
            usage: { generated_images: 0, output_tokens: 0, total_tokens: 0 },
          })
        const data = [{ b64_json: played.picture(), size: body['size'] }]
        return Response.json({
          model: body['model'],
          created: 1,
          data,
          usage: { generated_images: 1, output_tokens: 16_384, total_tokens: 16_384 },
        })
      },
    },
  ],
}
