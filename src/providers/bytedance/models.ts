import { narrowed, NOTHING } from '../carried.ts'
import type { Capabilities, Carried, CatalogueModel, NotCarried, Operation } from '../provider.ts'

const READ = '2026-11-28'
const PRICES = 'https://docs.byteplus.com/en/docs/ModelArk/1544106'

const K1 = ['1024x1024', '864x1152', '1152x864', '1312x736', '736x1312', '832x1248', '1248x832', '1568x672']
const K2 = ['2048x2048', '1728x2304', '2304x1728', '2848x1600', '1600x2848', '1664x2496', '2496x1664', '3136x1344']
const K3 = ['3072x3072', '2592x3456', '3456x2592', '4096x2304', '2304x4096', '2496x3744', '3744x2496', '4704x2016']
const K4 = ['4096x4096', '3520x4704', '4704x3520', '5504x3040', '3040x5504', '3328x4992', '4992x3328', '6240x2656']
/** The 2K sizes that Seedream 5.0 Pro accepts. The sizes in `K2` with more than 2048 × 2048 pixels are not among them. */
const K2_PRO = ['2048x2048', '1728x2304', '2304x1728', '1664x2496', '2496x1664']

const capabilities: Capabilities = {
  operations: ['generate', 'edit', 'remix'],
  size: { kind: 'list', sizes: [...K2, ...K4] },
  defaultSize: '2048x2048',
  maxImages: 1,
  formats: ['jpeg'],
  qualities: [],
  styles: [],
  backgrounds: [],
  parameters: [],
  maxPromptLength: 4000,
  inputs: { max: 10, roles: ['image', 'reference'], maxBytes: 10_000_000, formats: ['png', 'jpeg', 'webp'] },
  mask: false,
  partialImages: false,
}

/** Whether the caller can choose the format. Only models of the fifth generation support this. */
export const choosesFormat = (providerModel: string): boolean => /seedream-5/.test(providerModel)

export function carries(providerModel: string, operation: Operation): Carried | NotCarried {
  const common: Carried = { ...NOTHING, prompt: true, size: ['pixels'], format: choosesFormat(providerModel) }
  switch (operation) {
    case 'generate':
      return { ...common, inputs: { max: 14, roles: ['reference'] } }
    case 'edit':
    case 'remix':
      return { ...common, inputs: { max: 14, roles: ['image', 'reference'] } }
    default:
      return { why: 'Seedream does generate, edit and remix; leave this out' }
  }
}

function seedream(
  id: string,
  name: string,
  description: string,
  micros: number,
  changes: Partial<Capabilities>,
  source: Partial<CatalogueModel['source']> = {},
): CatalogueModel {
  return {
    id,
    provider: 'bytedance',
    providerModel: id,
    name,
    description,
    capabilities: { ...capabilities, ...changes },
    price: { kind: 'per_image', rules: [{ micros }] },
    source: { url: PRICES, date: READ, note: 'through two published price lists that quote it', ...source },
    shutdownDate: null,
    successor: null,
  }
}

export const models = narrowed(
  [
    seedream(
      'seedream-5-0-pro-260628',
      'Seedream 5.0 Pro',
      'ByteDance’s best: precise edits, lettering, up to 2K.',
      90_000,
      { size: { kind: 'list', sizes: [...K2_PRO, ...K1] }, formats: ['png', 'jpeg'] },
      { note: 'not verified: the price of a reseller, Tencent Cloud, through a published price list (litellm 1.110.2)' },
    ),
    seedream('seedream-5-0-260128', 'Seedream 5.0 Lite', 'Fast, with several sources, up to 4K.', 35_000, {
      size: { kind: 'list', sizes: [...K2, ...K3, ...K4] },
      formats: ['png', 'jpeg'],
    }),
    seedream('seedream-4-5-251128', 'Seedream 4.5', 'Posters and lettering, 2K and 4K.', 40_000, {}),
    seedream('seedream-4-0-250828', 'Seedream 4.0', 'The cheapest, from 1K to 4K.', 30_000, {
      size: { kind: 'list', sizes: [...K2, ...K1, ...K4] },
    }),
  ],
  carries,
)
