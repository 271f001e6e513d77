// The workflows that are used if the credential contains none, in ComfyUI's API format. Texts in double braces are placeholders.
import type { JsonObject } from '../../shared/json.ts'
import type { Operation } from '../provider.ts'

const node = (class_type: string, inputs: JsonObject): JsonObject => ({ class_type, inputs })

const drawing = (latent: string, denoise: string | number): JsonObject => ({
  model: node('CheckpointLoaderSimple', { ckpt_name: '{{checkpoint}}' }),
  positive: node('CLIPTextEncode', { text: '{{prompt}}', clip: ['model', 1] }),
  negative: node('CLIPTextEncode', { text: '{{negative_prompt}}', clip: ['model', 1] }),
  sampler: node('KSampler', {
    model: ['model', 0],
    positive: ['positive', 0],
    negative: ['negative', 0],
    latent_image: [latent, 0],
    seed: '{{seed}}',
    steps: '{{steps}}',
    cfg: '{{guidance}}',
    sampler_name: 'euler',
    scheduler: 'normal',
    denoise,
  }),
  pixels: node('VAEDecode', { samples: ['sampler', 0], vae: ['model', 2] }),
  save: node('SaveImage', { images: ['pixels', 0], filename_prefix: 'platform' }),
})
const picture = node('LoadImage', { image: '{{image}}' })
const repeated = (latent: string) => node('RepeatLatentBatch', { samples: [latent, 0], amount: '{{n}}' })

export const STANDARD: Partial<Record<Operation, JsonObject>> = {
  generate: { empty: node('EmptyLatentImage', { width: '{{width}}', height: '{{height}}', batch_size: '{{n}}' }), ...drawing('empty', 1) },
  remix: {
    picture,
    encoded: node('VAEEncode', { pixels: ['picture', 0], vae: ['model', 2] }),
    batch: repeated('encoded'),
    ...drawing('batch', '{{strength}}'),
  },
  inpaint: {
    picture,
    mask: node('LoadImageMask', { image: '{{mask}}', channel: 'red' }),
    encoded: node('VAEEncode', { pixels: ['picture', 0], vae: ['model', 2] }),
    masked: node('SetLatentNoiseMask', { samples: ['encoded', 0], mask: ['mask', 0] }),
    batch: repeated('masked'),
    ...drawing('batch', '{{strength}}'),
  },
  upscale: {
    picture,
    model: node('UpscaleModelLoader', { model_name: '{{upscale_model}}' }),
    larger: node('ImageUpscaleWithModel', { upscale_model: ['model', 0], image: ['picture', 0] }),
    save: node('SaveImage', { images: ['larger', 0], filename_prefix: 'platform' }),
  },
}

export const STANDARD_CHECKPOINT = 'v1-5-pruned-emaonly-fp16.safetensors'
export const STANDARD_UPSCALE_MODEL = 'RealESRGAN_x4plus.pth'
