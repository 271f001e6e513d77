import { narrowed } from '../carried.ts'
import type { Capabilities, CatalogueModel } from '../provider.ts'
import { carries, familyOf } from './families.ts'

const SOURCE: CatalogueModel['source'] = {
  url: 'https://runware.ai/pricing',
  date: '2026-11-28',
  note: 'not verified: from memory; the page could not be read, and the answer says what was charged',
}

const capabilities: Capabilities = {
  operations: [],
  size: { kind: 'free', multipleOf: 64, minEdge: 256, maxEdge: 2048, maxPixels: 2048 * 2048, maxRatio: 4 },
  defaultSize: '1024x1024',
  maxImages: 4,
  formats: ['png', 'jpeg', 'webp'],
  qualities: [],
  styles: [],
  backgrounds: [],
  parameters: ['seed', 'steps', 'guidance', 'negative_prompt', 'strength'],
  maxPromptLength: 3000,
  inputs: { max: 4, roles: ['image', 'reference'], maxBytes: 20_000_000, formats: ['png', 'jpeg', 'webp'] },
  mask: true,
  partialImages: false,
}
const onInput: Partial<Capabilities> = { size: { kind: 'input' }, defaultSize: null, maxImages: 1 }
const sizes = (list: string[]): Partial<Capabilities> => ({ size: { kind: 'list', sizes: list }, defaultSize: list[0]! })
const KONTEXT = sizes('1024x1024 1248x832 832x1248 1184x880 880x1184 1392x752 752x1392 1568x672 672x1568'.split(' '))
const NANO = sizes('1024x1024 1248x832 832x1248 1184x864 864x1184 1344x768 768x1344 1536x672'.split(' '))
const SEEDREAM = sizes('2048x2048 2304x1728 1728x2304 2560x1440 1440x2560 2496x1664 1664x2496'.split(' '))
const TO_1440: Partial<Capabilities> = {
  size: { kind: 'free', multipleOf: 32, minEdge: 256, maxEdge: 1440, maxPixels: 1440 * 1440, maxRatio: 5 },
}

function model(
  id: string,
  providerModel: string,
  name: string,
  description: string,
  micros: number,
  changes: Partial<Capabilities> = {},
): CatalogueModel {
  return {
    id: `runware.${id}`,
    provider: 'runware',
    providerModel,
    name: `${name} on Runware`,
    description,
    capabilities: { ...capabilities, ...changes, operations: [...familyOf(providerModel).operations] },
    price: { kind: 'per_image', rules: [{ micros }] },
    reportsCost: true,
    source: SOURCE,
    shutdownDate: null,
    successor: null,
  }
}

export const models = narrowed(
  [
    model('flux-schnell', 'runware:100@1', 'FLUX.1 schnell', 'Fast and very cheap; new pictures, and variations of one.', 600),
    model('flux-dev', 'runware:101@1', 'FLUX.1 dev', 'Good pictures, and variations of one.', 3800),
    model('flux-fill-dev', 'runware:102@1', 'FLUX.1 Fill dev', 'Paints what a mask shows.', 4500, onInput),
    model('flux-kontext-dev', 'runware:106@1', 'FLUX Kontext dev', 'Edits as told, cheaply.', 10_500, KONTEXT),
    model('qwen-image', 'runware:108@1', 'Qwen-Image', 'Long lettering.', 6000),
    model('flux-1.1-pro', 'bfl:2@1', 'FLUX 1.1 pro', 'Detailed pictures.', 40_000, TO_1440),
    model('flux-fill-pro', 'bfl:1@2', 'FLUX.1 Fill pro', 'Paints what a mask shows, in detail.', 50_000, onInput),
    model('flux-kontext-pro', 'bfl:3@1', 'FLUX Kontext pro', 'New pictures, and edits as told.', 40_000, KONTEXT),
    model('flux-kontext-max', 'bfl:4@1', 'FLUX Kontext max', 'The same, with more care for lettering.', 80_000, KONTEXT),
    model('flux-2-pro', 'bfl:5@1', 'FLUX.2 pro', 'Pictures and edits with several sources.', 30_000, {
      size: { kind: 'free', multipleOf: 16, minEdge: 256, maxEdge: 1920, maxPixels: 1920 * 1920, maxRatio: 4 },
    }),
    model('nano-banana', 'google:4@1', 'Gemini 2.5 Flash Image', 'Edits with several sources.', 39_000, NANO),
    model('nano-banana-pro', 'google:4@2', 'Gemini 3 Pro Image', 'Lettering and edits of the best quality.', 138_000, NANO),
    model('seedream-4.0', 'bytedance:5@0', 'Seedream 4.0', 'Large pictures, and edits with several sources.', 30_000, SEEDREAM),
    model('clarity-upscale', 'runware:500@1', 'Clarity', 'Doubles a picture and invents detail.', 4000, onInput),
    model('ccsr-upscale', 'runware:501@1', 'CCSR', 'Doubles a picture and keeps to it.', 4000, onInput),
    model('swinir-upscale', 'runware:503@1', 'SwinIR', 'Doubles a picture, or makes it four times as large.', 2000, onInput),
    model('rembg', 'runware:109@1', 'RemBG 1.4', 'Cuts out what is in front.', 600, { ...onInput, formats: ['png'] }),
    model('bria-rmbg', 'runware:110@1', 'Bria RMBG 2.0', 'The same, with finer edges.', 6000, { ...onInput, formats: ['png'] }),
    model('birefnet', 'runware:112@5', 'BiRefNet', 'The same, with an open model.', 600, { ...onInput, formats: ['png'] }),
    model('llava', 'runware:150@2', 'LLaVA 1.6', 'Describes a picture.', 1000, onInput),
    model('qwen-vl', 'runware:152@2', 'Qwen2.5-VL 7B', 'Describes a picture, or answers a question about it.', 1000, onInput),
  ],
  carries,
)
