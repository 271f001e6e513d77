// AUTOMATIC1111's API, as its models.py describes it.
import { z } from 'zod'
import { type Asked, base64, type Endpoint, type Facts, type PlayedProvider, text } from '../played-provider.ts'

const edge = z.int().min(64).max(2048).multipleOf(8).optional()
const drawing = {
  prompt: text(10_000),
  negative_prompt: z.string().optional(),
  width: edge,
  height: edge,
  batch_size: z.int().min(1).max(8).optional(),
  seed: z.int().min(-1).optional(),
  steps: z.int().min(1).max(150).optional(),
  cfg_scale: z.number().min(1).max(30).optional(),
  sampler_name: z.string().optional(),
  send_images: z.boolean().optional(),
  save_images: z.boolean().optional(),
  override_settings: z.strictObject({ sd_model_checkpoint: z.string() }).optional(),
}
const wrong: Endpoint['wrong'] = [
  ['prompt', undefined],
  ['width', 1001],
  ['batch_size', 0],
  ['steps', 500],
  ['cfg_scale', 'much'],
  ['send_images', 'yes'],
]

function draw({ body }: Asked, played: PlayedProvider): Response {
  if (played.refuses)
    return Response.json(
      { error: 'HTTPException', detail: 'NSFW content detected by the safety checker', body: '', errors: '' },
      { status: 422 },
    )
  const images = Array.from({ length: played.count(body['batch_size']) }, (_, place) => played.picture(place))
  return Response.json({ images, parameters: {}, info: JSON.stringify({ all_seeds: images.map((_, place) => 7 + place) }) })
}

export const automatic1111Facts: Facts = {
  source: { url: 'https://github.com/AUTOMATIC1111/stable-diffusion-webui/blob/master/modules/api/models.py', date: '2026-11-28' },
  origin: 'https://pictures.example-studio.com',
  basePath: '',
  fields: (secret) => ({ username: 'ada', password: secret }),
  needsNoKey: true,
  credential: (headers) => atob(headers.get('authorization')?.replace('Basic ', '') ?? '').replace(/^ada:/, ''),
  error: (message) => ({ error: 'HTTPException', detail: message, body: '', errors: '' }),
  endpoints: [
    { call: 'submit', method: 'POST', path: '/sdapi/v1/txt2img', takes: z.strictObject(drawing), wrong, answer: draw },
    {
      call: 'submit',
      method: 'POST',
      path: '/sdapi/v1/img2img',
      takes: z.strictObject({
        ...drawing,
        init_images: z.array(base64).min(1),
        denoising_strength: z.number().min(0).max(1).optional(),
        mask: base64.optional(),
        inpainting_mask_invert: z.literal([0, 1]).optional(),
        mask_blur: z.int().min(0).optional(),
      }),
      wrong: [...wrong, ['init_images', undefined], ['init_images.0', 'data:image/png;base64,AAAA'], ['denoising_strength', 2]],
      answer: draw,
    },
    {
      call: 'submit',
      method: 'POST',
      path: '/sdapi/v1/extra-single-image',
      takes: z.strictObject({ image: base64, upscaling_resize: z.number().gt(0).optional(), upscaler_1: z.string().optional() }),
      wrong: [
        ['image', undefined],
        ['upscaling_resize', 0],
      ],
      answer: (_, played) => Response.json({ html_info: '', image: played.picture() }),
    },
    {
      call: 'submit',
      method: 'POST',
      path: '/sdapi/v1/interrogate',
      takes: z.strictObject({ image: base64, model: z.string().optional() }),
      wrong: [
        ['image', undefined],
        ['model', 7],
      ],
      answer: () => Response.json({ caption: 'a lake in the mountains' }),
    },
    { call: 'verify', method: 'GET', path: '/sdapi/v1/sd-models', answer: () => Response.json([{ title: 'sd_xl_base_1.0' }]) },
  ],
}
