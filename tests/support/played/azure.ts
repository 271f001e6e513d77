// Azure OpenAI's Images API, in the form that has the deployment in the URL.
import { z } from 'zod'
import { type Asked, type Endpoint, type Facts, file, numeral, type PlayedProvider, text } from '../played-provider.ts'

const edge = (value: string) => {
  const [width, height] = value.split('x').map(Number)
  return width! % 16 === 0 && height! % 16 === 0 && Math.max(width!, height!) <= 3840
}
const size = z.union([
  z.literal('auto'),
  z
    .string()
    .regex(/^\d+x\d+$/)
    .refine(edge),
])
const common = {
  model: z.string().min(1),
  prompt: text(32_000),
  size: size.optional(),
  quality: z.enum(['low', 'medium', 'high', 'xhigh', 'max']).optional(),
  background: z.enum(['auto', 'opaque', 'transparent']).optional(),
  output_format: z.enum(['png', 'jpeg']).optional(),
}

function draw({ body }: Asked, played: PlayedProvider): Response {
  if (played.refuses)
    return Response.json(
      {
        error: {
          code: 'contentFilter',
          message: 'The response was filtered due to the prompt triggering the content management policy.',
          inner_error: { code: 'ResponsibleAIPolicyViolation' },
        },
      },
      { status: 400 },
    )
  const data = Array.from({ length: played.count(body['n']) }, (_, place) => ({ b64_json: played.picture(place) }))
  const usage = { total_tokens: 500, input_tokens: 61, output_tokens: 439, input_tokens_details: { text_tokens: 61, image_tokens: 0 } }
  return Response.json({ created: 1, data, usage })
}

const wrong: Endpoint['wrong'] = [
  ['prompt', undefined],
  ['size', '1000x1000'],
  ['quality', 'hd'],
  ['output_format', 'webp'],
  ['background', 'blue'],
  ['seed', 1],
]

export const azureFacts: Facts = {
  source: { url: 'https://learn.microsoft.com/azure/ai-foundry/openai/reference-preview', date: '2026-11-28' },
  origin: 'https://studio.openai.azure.com',
  basePath: '',
  credential: (headers) => headers.get('api-key') ?? '',
  error: (message, status) => ({ error: { code: String(status), message } }),
  endpoints: [
    {
      call: 'submit',
      method: 'POST',
      path: '/openai/deployments/*/images/generations',
      takes: z.strictObject({
        ...common,
        n: z.int().min(1).max(10).optional(),
        output_compression: z.int().min(0).max(100).optional(),
        stream: z.boolean().optional(),
        partial_images: z.int().min(0).max(3).optional(),
      }),
      wrong: [...wrong, ['n', 11]],
      answer: draw,
    },
    {
      call: 'submit',
      method: 'POST',
      path: '/openai/deployments/*/images/edits',
      takes: z.strictObject({
        ...common,
        n: numeral(1, 10).optional(),
        output_compression: numeral(0, 100).optional(),
        'image[]': z.array(file).min(1).max(16),
        mask: file.optional(),
      }),
      wrong: [...wrong, ['n', '11'], ['image[]', undefined], ['mask', 'white']],
      answer: draw,
    },
    { call: 'verify', method: 'GET', path: '/openai/models', answer: () => Response.json({ data: [{ id: 'gpt-image-2' }] }) },
  ],
}
