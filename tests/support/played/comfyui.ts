// The routes of a ComfyUI server. The fake checks a workflow as the server does: the type of each node must be known, and links must lead
// to existing nodes.
import { z } from 'zod'
import { type Asked, type Facts, file, type PlayedProvider } from '../played-provider.ts'

const value = z.union([z.string(), z.number(), z.boolean(), z.tuple([z.string(), z.int().min(0)])])
/** For each type of node that the tests use, the names of its inputs. */
const NODES: Record<string, string> = {
  CheckpointLoaderSimple: 'ckpt_name',
  CLIPTextEncode: 'text clip',
  EmptyLatentImage: 'width height batch_size',
  KSampler: 'model positive negative latent_image seed steps cfg sampler_name scheduler denoise',
  VAEDecode: 'samples vae',
  VAEEncode: 'pixels vae',
  SaveImage: 'images filename_prefix',
  LoadImage: 'image',
  LoadImageMask: 'image channel',
  SetLatentNoiseMask: 'samples mask',
  RepeatLatentBatch: 'samples amount',
  UpscaleModelLoader: 'model_name',
  ImageUpscaleWithModel: 'upscale_model image',
}
const node = z
  .strictObject({ class_type: z.enum(Object.keys(NODES)), inputs: z.record(z.string(), value) })
  .refine(({ class_type, inputs }) => {
    const named = Object.keys(inputs).toSorted().join(' ')
    return named === NODES[class_type]!.split(' ').toSorted().join(' ')
  })
const workflow = z
  .record(z.string(), node)
  .refine((nodes) => Object.values(nodes).some(({ class_type }) => class_type === 'SaveImage'))
  .refine((nodes) =>
    Object.values(nodes).every(({ inputs }) => Object.values(inputs).every((each) => !Array.isArray(each) || each[0] in nodes)),
  )
  .refine((nodes) => !JSON.stringify(nodes).includes('{{'))

/** Returns the number of pictures that a workflow makes, which is its batch size. */
function batchOf(body: Record<string, unknown>): number {
  const nodes = Object.values(body['prompt'] as Record<string, z.infer<typeof node>>)
  const inputs = nodes.map((each) => each.inputs['batch_size'] ?? each.inputs['amount']).filter((each) => typeof each === 'number')
  return inputs[0] ?? 1
}

function history({ parts }: Asked, played: PlayedProvider): Response {
  const id = parts[0]!
  const work = played.look(id)
  if (work === null || !work.done) return Response.json({})
  if (played.refuses) {
    const error = { node_type: 'KSampler', exception_message: 'The prompt was flagged by the moderation of the node.' }
    return Response.json({
      [id]: { outputs: {}, status: { status_str: 'error', completed: false, messages: [['execution_error', error]] } },
    })
  }
  const images = Array.from({ length: played.count(batchOf(work.body)) }, (_, place) => ({
    filename: `platform_${place}_.png`,
    subfolder: '',
    type: 'output',
  }))
  return Response.json({ [id]: { outputs: { save: { images } }, status: { status_str: 'success', completed: true, messages: [] } } })
}

export const comfyuiFacts: Facts = {
  source: { url: 'https://docs.comfy.org/development/comfyui-server/comms_routes', date: '2026-11-28' },
  origin: 'https://pictures.example-studio.com',
  basePath: '',
  fields: (secret) => ({ api_key: secret, checkpoint: 'sd_xl_base_1.0.safetensors' }),
  needsNoKey: true,
  credential: (headers) => headers.get('authorization')?.replace('Bearer ', '') ?? '',
  error: (message) => ({ error: { type: 'prompt_outputs_failed_validation', message, details: '', extra_info: {} }, node_errors: {} }),
  endpoints: [
    {
      call: 'token',
      method: 'POST',
      path: '/upload/image',
      takes: z.strictObject({
        image: file,
        type: z.enum(['input', 'temp']).optional(),
        overwrite: z.string().optional(),
        subfolder: z.string().optional(),
      }),
      wrong: [
        ['image', undefined],
        ['type', 'output'],
      ],
      answer: () => Response.json({ name: 'picture.png', subfolder: '', type: 'input' }),
    },
    {
      call: 'submit',
      method: 'POST',
      path: '/prompt',
      takes: z.strictObject({ prompt: workflow, client_id: z.string().optional() }),
      wrong: [
        ['prompt', {}],
        ['prompt.save.class_type', 'PreviewImage'],
        ['prompt.save.inputs.images', ['nowhere', 0]],
        ['prompt.save.inputs.filename_prefix', '{{prompt}}'],
        ['client_id', 7],
      ],
      answer: ({ body }, played) => Response.json({ prompt_id: played.accept(body), number: 1, node_errors: {} }),
    },
    { call: 'poll', method: 'GET', path: '/history/*', answer: history },
    {
      call: 'result',
      method: 'GET',
      path: '/queue',
      answer: (_, played) => Response.json({ queue_running: [...played.work.keys()].map((id) => [1, id, {}, {}, []]), queue_pending: [] }),
    },
    {
      call: 'result',
      method: 'GET',
      path: '/view',
      answer: (_, played) => new Response(played.bytes(), { headers: { 'content-type': 'image/png' } }),
    },
    { call: 'cancel', method: 'POST', path: '/queue', answer: () => new Response(null, { status: 200 }) },
    { call: 'cancel', method: 'POST', path: '/interrupt', answer: () => new Response(null, { status: 200 }) },
    { call: 'verify', method: 'GET', path: '/system_stats', answer: () => Response.json({ system: { comfyui_version: '0.3.76' } }) },
  ],
}
