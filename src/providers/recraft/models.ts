import { narrowed } from '../carried.ts'
import type { Capabilities, CatalogueModel, Operation } from '../provider.ts'
import { carries } from './tools.ts'

export { carries } from './tools.ts'

const PRICING = { url: 'https://www.recraft.ai/docs/api-reference/pricing', date: '2026-11-28' }
const CHANGES = {
  ...PRICING,
  note: 'the price of a new picture; that of image to image was not seen, and the answer says what was charged',
}

const V4 = sizes(
  '1024x1024 1536x768 768x1536 1280x832 832x1280 1216x896 896x1216 1152x896 896x1152 832x1344 1280x896 896x1280 1344x768 768x1344',
)
const V4_PRO = sizes(
  '2048x2048 3072x1536 1536x3072 2560x1664 1664x2560 2432x1792 1792x2432 2304x1792 1792x2304 1664x2688 2560x1792 1792x2560 2688x1536 1536x2688',
)
const V3 = sizes(
  '1024x1024 1365x1024 1024x1365 1536x1024 1024x1536 1820x1024 1024x1820 1024x2048 2048x1024 1434x1024 1024x1434 1024x1280 1280x1024 1024x1707 1707x1024',
)
function sizes(text: string): Capabilities['size'] {
  return { kind: 'list', sizes: text.split(' ') }
}

const capabilities: Capabilities = {
  operations: ['generate', 'remix'],
  size: V4,
  defaultSize: '1024x1024',
  maxImages: 6,
  formats: ['png', 'webp'],
  qualities: [],
  styles: [],
  backgrounds: [],
  parameters: ['seed', 'negative_prompt', 'strength'],
  maxPromptLength: 10_000,
  inputs: { max: 1, roles: ['image'], maxBytes: 10_000_000, maxEdge: 4096, maxPixels: 16_000_000, formats: ['png', 'jpeg', 'webp'] },
  mask: false,
  partialImages: false,
}
const pro: Partial<Capabilities> = { size: V4_PRO, defaultSize: '2048x2048' }
const old: Partial<Capabilities> = { size: V3, maxPromptLength: 1000, styles: ['realistic_image', 'digital_illustration'] }
const tool = (operation: Operation, changes: Partial<Capabilities> = {}): Partial<Capabilities> => ({
  operations: [operation],
  size: { kind: 'input' },
  defaultSize: null,
  ...changes,
})

type Row = [
  id: string,
  model: string,
  name: string,
  description: string,
  micros: number,
  capabilities?: Partial<Capabilities>,
  source?: CatalogueModel['source'],
]
const ROWS: Row[] = [
  ['recraft-v4.1', 'recraftv4_1', 'Recraft V4.1', 'Design with taste; the usual choice.', 35_000, {}, CHANGES],
  ['recraft-v4.1-pro', 'recraftv4_1_pro', 'Recraft V4.1 Pro', 'The same at 2K, with finer detail.', 210_000, pro, CHANGES],
  [
    'recraft-v4.1-utility',
    'recraftv4_1_utility',
    'Recraft V4.1 Utility',
    'Clean and predictable: flat light, simple composition.',
    35_000,
    {},
    CHANGES,
  ],
  ['recraft-v4.1-utility-pro', 'recraftv4_1_utility_pro', 'Recraft V4.1 Utility Pro', 'Utility at 2K.', 210_000, pro, CHANGES],
  ['recraft-v4', 'recraftv4', 'Recraft V4', 'The one before 4.1.', 40_000, {}, CHANGES],
  ['recraft-v4-pro', 'recraftv4_pro', 'Recraft V4 Pro', 'V4 at 2K.', 250_000, pro, CHANGES],
  [
    'recraft-v3',
    'recraftv3',
    'Recraft V3',
    'Styles by name; also paints what a mask marks, replaces backgrounds and goes on beyond the edges.',
    40_000,
    { ...old, operations: ['generate', 'remix', 'inpaint', 'replace_background'], mask: true },
  ],
  [
    'recraft-outpaint',
    'recraftv3',
    'Recraft Outpaint',
    'V3 goes on beyond the edges until the picture has another shape; it stays in the middle.',
    40_000,
    {
      ...old,
      operations: ['reframe'],
      size: {
        kind: 'ratio',
        ratios: ['16:9', '9:16', '1:1', '4:3', '3:4', '3:2', '2:3', '5:4', '4:5', '2:1', '1:2'],
        resolutions: [],
        pixels: {},
      },
      defaultSize: '16:9',
    },
  ],
  ['recraft-v2', 'recraftv2', 'Recraft V2', 'Old and cheap.', 22_000, { ...old, operations: ['generate'] }],
  [
    'recraft-remove-background',
    'removeBackground',
    'Recraft Remove Background',
    'Leaves the subject alone.',
    10_000,
    tool('remove_background'),
  ],
  ['recraft-crisp-upscale', 'crispUpscale', 'Recraft Crisp Upscale', 'Larger and sharper, with the same content.', 4000, tool('upscale')],
  [
    'recraft-creative-upscale',
    'creativeUpscale',
    'Recraft Creative Upscale',
    'Larger, with fine detail and faces made anew.',
    250_000,
    tool('upscale'),
  ],
  [
    'recraft-erase',
    'eraseRegion',
    'Recraft Erase Region',
    'Takes away what a mask marks; without a prompt.',
    2000,
    tool('inpaint', { mask: true }),
  ],
]

const catalogue: CatalogueModel[] = ROWS.map(([id, providerModel, name, description, micros, changes = {}, source = PRICING]) => ({
  id,
  provider: 'recraft',
  providerModel,
  name,
  description,
  capabilities: { ...capabilities, ...changes },
  price: { kind: 'per_image', rules: [{ micros }] },
  reportsCost: true,
  source,
  shutdownDate: null,
  successor: null,
}))

export const models = narrowed(catalogue, carries)
