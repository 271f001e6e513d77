import { narrowed, NOTHING } from '../carried.ts'
import type { Capabilities, Carried, CatalogueModel, NotCarried, Operation, Price } from '../provider.ts'
import { STYLE_PRESETS, STYLE_TYPES } from './styles.ts'

const READ = '2026-11-24'
const PRICE_LIST = { url: 'https://ideogram.ai/features/api-pricing', date: READ }
/** The price guide that was published with Ideogram's catalogue of 2026-11-16. */
const PRICE_GUIDE = { url: 'https://ideogram.ai/blog/ideogram-api-pricing', date: READ }
const UNSEEN = { ...PRICE_LIST, note: 'not verified: a fee for each input, whose amount could not be read' }

/**
 * The sources of prices by speed: the price list, and quotes (`dry_run`) that Ideogram's API made for one of its users on 2026-10-10. The
 * user has published them.
 */
const QUOTED = {
  url: 'https://ideogram.ai/features/api-pricing',
  date: '2026-11-28',
  note: 'prices by speed as published by others, and as Ideogram quoted them on 2026-10-10 (qmediat/ideogram-mcp); parameters by its published contract of v2',
}

/** The sizes that the published contract lists for 3.0. */
const SIZES_3 = (
  '512x1536 576x1408 576x1472 576x1536 640x1344 640x1408 640x1472 640x1536 704x1152 704x1216 704x1280 704x1344 704x1408 704x1472 736x1312 ' +
  '768x1088 768x1216 768x1280 768x1344 800x1280 832x960 832x1024 832x1088 832x1152 832x1216 832x1248 864x1152 896x960 896x1024 896x1088 ' +
  '896x1120 896x1152 960x832 960x896 960x1024 960x1088 1024x832 1024x896 1024x960 1024x1024 1088x768 1088x832 1088x896 1088x960 1120x896 ' +
  '1152x704 1152x832 1152x864 1152x896 1216x704 1216x768 1216x832 1248x832 1280x704 1280x768 1280x800 1312x736 1344x640 1344x704 1344x768 ' +
  '1408x576 1408x640 1408x704 1472x576 1472x640 1472x704 1536x512 1536x576 1536x640'
).split(' ')
/** The sizes in the published contract for 4.0: 1K and 2K. */
const SIZES_4 = (
  '1024x1024 896x1120 1120x896 864x1152 1152x864 832x1248 1248x832 800x1280 1280x800 720x1280 1280x720 720x1440 1440x720 512x1536 1536x512 ' +
  '2048x2048 1792x2240 2240x1792 1728x2304 2304x1728 1664x2496 2496x1664 1440x2560 2560x1440 1600x2560 2560x1600 1440x2880 2880x1440 1280x3072 ' +
  '3072x1280 1248x3328 3328x1248 1152x2944 2944x1152 1296x3168 3168x1296 1024x3072 3072x1024'
).split(' ')
const RATIOS_3 = '1:1 1:3 3:1 1:2 2:1 9:16 16:9 10:16 16:10 2:3 3:2 3:4 4:3 4:5 5:4'.split(' ')
const RATIOS_4 = [...RATIOS_3, '1:4', '4:1']
/** The sizes that the documentation lists for 4.5, for requests without source pictures: 1K and 2K. */
const SIZES_45 = (
  '1024x1024 896x1120 1120x896 864x1152 1152x864 832x1248 1248x832 800x1280 1280x800 720x1280 1280x720 720x1440 1440x720 2048x2048 1792x2240 ' +
  '2240x1792 1728x2304 2304x1728 1664x2496 2496x1664 1440x2560 2560x1440 1600x2560 2560x1600 1440x2880 2880x1440 1280x3072 3072x1280 ' +
  '1248x3328 3328x1248 1152x2944 2944x1152 1296x3168 3168x1296 1024x3072 3072x1024'
).split(' ')

const MOST_FILES = 16
const source: Carried['inputs'] = { max: 1, roles: ['image'] }
/**
 * Returns the `inputs` of an operation of Ideogram 3.0. `roles` are the roles that the operation accepts. At most one input is the picture
 * to edit. All others are style or character pictures, which guide the result.
 */
const guided = (roles: Carried['inputs']['roles']): Carried['inputs'] => ({ max: MOST_FILES, roles, maxByRole: { image: 1 } })
const common3: Carried = { ...NOTHING, parameters: ['seed'], many: true, quality: true }
const CARRIED_3: Partial<Record<Operation, Carried>> = {
  generate: {
    ...common3,
    prompt: true,
    parameters: ['seed', 'negative_prompt', 'enhance_prompt'],
    size: ['pixels'],
    style: true,
    inputs: guided(['style', 'character']),
  },
  remix: {
    ...common3,
    prompt: true,
    parameters: ['seed', 'negative_prompt', 'enhance_prompt', 'strength'],
    size: ['pixels'],
    style: true,
    inputs: guided(['image', 'style', 'character']),
  },
  inpaint: {
    ...common3,
    prompt: true,
    parameters: ['seed', 'enhance_prompt'],
    style: true,
    inputs: guided(['image', 'style', 'character']),
    mask: true,
  },
  reframe: { ...common3, size: ['pixels'], inputs: guided(['image', 'style']) },
  replace_background: { ...common3, prompt: true, parameters: ['seed', 'enhance_prompt'], inputs: guided(['image', 'style']) },
  upscale: { ...NOTHING, prompt: true, parameters: ['seed', 'strength', 'enhance_prompt'], many: true, inputs: source },
  describe: { ...NOTHING, inputs: source },
}
const generation2: Carried = { ...common3, prompt: true, parameters: ['seed', 'enhance_prompt'], size: ['pixels'] }
/**
 * An edit accepts no size, because the result has the size of its source. Its prompt is an instruction, which Ideogram does not rewrite,
 * so `enhance_prompt` is not accepted either.
 */
const edit2: Carried = { ...common3, prompt: true, inputs: { max: MOST_FILES, roles: ['image', 'reference'] }, mask: true }
const CARRIED_2: Partial<Record<Operation, Carried>> = {
  generate: generation2,
  edit: edit2,
  inpaint: edit2,
  remove_background: { ...NOTHING, inputs: source },
}

const generation4: Carried = { ...common3, prompt: true, parameters: ['seed', 'enhance_prompt'], size: ['pixels'] }
const transparent: Carried = { ...generation4, quality: false, size: ['ratio'], backgrounds: ['transparent'] }
const { describe: _, upscale: __, ...CARRIED_3_ALONE } = CARRIED_3
/**
 * The fields and values that can be sent to Ideogram 3.0 through the v2 API, by operation. The role `character` is left out, because the v2
 * API has separate models for character pictures, which are not in our catalogue.
 */
const CARRIED_3_V2: Partial<Record<Operation, Carried>> = Object.fromEntries(
  Object.entries(CARRIED_3_ALONE).map(([operation, carried]) => {
    const roles = carried.inputs.roles.filter((role) => role !== 'character')
    return [operation, { ...carried, inputs: { ...carried.inputs, roles } }]
  }),
)
const CARRIED: Record<string, Partial<Record<Operation, Carried>>> = {
  'ideogram-v3': CARRIED_3,
  'ideogram-3': CARRIED_3_V2,
  'ideogram-4': { generate: generation4 },
  'ideogram-4-transparent': { generate: transparent },
  'ideogram-3-transparent': { generate: { ...transparent, parameters: [...transparent.parameters, 'negative_prompt'] } },
}

export function carries(providerModel: string, operation: Operation): Carried | NotCarried {
  const table = CARRIED[providerModel] ?? CARRIED_2
  const known = Object.keys(table).join(', ')
  return table[operation] ?? { why: `this model does ${known} at Ideogram; leave this out` }
}

const withoutInputs: Capabilities = {
  operations: ['generate'],
  size: { kind: 'input' },
  defaultSize: null,
  maxImages: 8,
  formats: ['png'],
  qualities: [],
  styles: [],
  backgrounds: [],
  parameters: [],
  maxPromptLength: 10_000,
  inputs: { max: 0, roles: [], maxBytes: 0, formats: [] },
  mask: false,
  partialImages: false,
}

/**
 * Returns a price per picture by rendering speed. The models differ only in the price at the speed `quality`, so only this price is a
 * parameter.
 */
function bySpeed(quality: number): Price {
  return {
    kind: 'per_image',
    rules: [{ quality: 'turbo', micros: 30_000 }, { quality: 'quality', micros: quality }, { micros: 60_000 }],
  }
}

const catalogue: CatalogueModel[] = [
  {
    id: 'ideogram-4.5',
    provider: 'ideogram',
    providerModel: 'ideogram-4-5',
    name: 'Ideogram 4.5',
    description: 'Precise edits that leave the rest of a picture as it is, and crisp lettering.',
    capabilities: {
      operations: ['generate', 'edit', 'inpaint'],
      size: { kind: 'list', sizes: SIZES_45 },
      defaultSize: '1024x1024',
      maxImages: 8,
      formats: ['png'],
      qualities: ['low', 'medium', 'high'],
      defaultQuality: 'medium',
      styles: [],
      backgrounds: [],
      parameters: ['seed', 'enhance_prompt'],
      maxPromptLength: 10_000,
      inputs: { max: 5, roles: ['image', 'reference'], maxBytes: 25_000_000, formats: ['png', 'jpeg', 'webp'] },
      mask: true,
      partialImages: false,
    },
    price: {
      kind: 'per_image',
      rules: [
        { quality: 'low', micros: 30_000 },
        { quality: 'medium', micros: 60_000 },
        { quality: 'high', operation: 'edit', micros: 220_000 },
        { quality: 'high', operation: 'inpaint', micros: 220_000 },
        { quality: 'high', micros: 100_000 },
      ],
    },
    reportsCost: true,
    source: PRICE_GUIDE,
    shutdownDate: null,
    successor: null,
  },
  {
    id: 'ideogram-4',
    provider: 'ideogram',
    providerModel: 'ideogram-4',
    name: 'Ideogram 4.0',
    description: 'New pictures of 1K and 2K with crisp lettering.',
    capabilities: {
      ...withoutInputs,
      size: { kind: 'list', sizes: SIZES_4 },
      defaultSize: '1024x1024',
      qualities: ['turbo', 'default', 'quality'],
      defaultQuality: 'default',
      parameters: ['seed', 'enhance_prompt'],
    },
    price: bySpeed(100_000),
    reportsCost: true,
    source: QUOTED,
    shutdownDate: null,
    successor: null,
  },
  {
    id: 'ideogram-3',
    provider: 'ideogram',
    providerModel: 'ideogram-3',
    name: 'Ideogram 3.0, resumable',
    description: 'Design, lettering, and sixty-two style presets; remix, reframe and new backgrounds. Interrupted work is resumed.',
    capabilities: {
      operations: ['generate', 'remix', 'inpaint', 'reframe', 'replace_background'],
      size: { kind: 'list', sizes: SIZES_3 },
      defaultSize: '1024x1024',
      maxImages: 8,
      formats: ['png'],
      qualities: ['turbo', 'default', 'quality'],
      defaultQuality: 'default',
      styles: [...STYLE_PRESETS, ...STYLE_TYPES],
      backgrounds: [],
      parameters: ['negative_prompt', 'seed', 'strength', 'enhance_prompt'],
      maxPromptLength: 10_000,
      inputs: { max: 11, roles: ['image', 'style'], maxByRole: { style: 10 }, maxBytes: 25_000_000, formats: ['png', 'jpeg', 'webp'] },
      mask: true,
      partialImages: false,
    },
    price: bySpeed(90_000),
    reportsCost: true,
    source: QUOTED,
    shutdownDate: null,
    successor: null,
  },
  ...(
    [
      ['4', '4.0', RATIOS_4, ['seed', 'enhance_prompt'], 60_000],
      ['3', '3.0', RATIOS_3, ['seed', 'enhance_prompt', 'negative_prompt'], 70_000],
    ] as const
  ).map(([version, name, ratios, parameters, micros]): CatalogueModel => ({
    id: `ideogram-${version}-transparent`,
    provider: 'ideogram',
    providerModel: `ideogram-${version}-transparent`,
    name: `Ideogram ${name} with a transparent background`,
    description: 'Logos, stickers and cut-outs, always on a transparent background.',
    capabilities: {
      ...withoutInputs,
      size: { kind: 'ratio', ratios: [...ratios], resolutions: [], pixels: {} },
      defaultSize: '1:1',
      backgrounds: ['transparent'],
      parameters: [...parameters],
    },
    price: { kind: 'per_image', rules: [{ micros }] },
    reportsCost: true,
    source: {
      ...QUOTED,
      note: `Ideogram's quote of one picture at the usual speed, of 2026-10-10, as published by a user of its API (qmediat/ideogram-mcp)`,
    },
    shutdownDate: null,
    successor: null,
  })),
  {
    id: 'ideogram-v3',
    provider: 'ideogram',
    providerModel: 'ideogram-v3',
    name: 'Ideogram 3.0',
    description: 'Design, styles, lettering and characters; remix, reframe and new backgrounds. One answer, which cannot be resumed.',
    capabilities: {
      operations: ['generate', 'remix', 'inpaint', 'reframe', 'replace_background'],
      size: { kind: 'list', sizes: SIZES_3 },
      defaultSize: '1024x1024',
      maxImages: 8,
      formats: ['png'],
      qualities: ['flash', 'turbo', 'balanced', 'default', 'quality'],
      defaultQuality: 'default',
      styles: ['auto', 'general', 'realistic', 'design', 'fiction'],
      backgrounds: [],
      parameters: ['negative_prompt', 'seed', 'strength', 'enhance_prompt'],
      maxPromptLength: 10_000,
      inputs: { max: 4, roles: ['image', 'style', 'character'], maxBytes: 10_000_000, formats: ['png', 'jpeg', 'webp'] },
      mask: true,
      partialImages: false,
    },
    price: {
      kind: 'per_image',
      rules: [
        { input: 'character', quality: 'flash', micros: 100_000 },
        { input: 'character', quality: 'turbo', micros: 100_000 },
        { input: 'character', quality: 'quality', micros: 200_000 },
        { input: 'character', micros: 150_000 },
        { quality: 'flash', micros: 30_000 },
        { quality: 'turbo', micros: 30_000 },
        { quality: 'quality', micros: 90_000 },
        { micros: 60_000 },
      ],
    },
    source: PRICE_LIST,
    shutdownDate: null,
    successor: null,
  },
  tool('ideogram-upscale', 'ideogram-v3', 'Ideogram upscale', 'Twice the edges, with more detail where it is let.', 60_000, UNSEEN, {
    operations: ['upscale'],
    parameters: ['seed', 'strength', 'enhance_prompt'],
    maxPromptLength: 10_000,
  }),
  tool('ideogram-describe', 'ideogram-v3', 'Ideogram describe', 'What a picture shows, as a prompt for another one.', 10_000, UNSEEN, {
    operations: ['describe'],
  }),
  tool(
    'ideogram-remove-background',
    'ideogram-1',
    'Ideogram background removal',
    'Cuts out what is in front, on a transparent background.',
    10_000,
    PRICE_GUIDE,
    { operations: ['remove_background'] },
    true,
  ),
]

export const models = narrowed(catalogue, carries)

/** Returns the catalogue entry of a tool that takes one picture and has one price. */
function tool(
  id: string,
  providerModel: string,
  name: string,
  description: string,
  micros: number,
  source: CatalogueModel['source'],
  capabilities: Pick<Capabilities, 'operations'> & Partial<Capabilities>,
  reportsCost = false,
): CatalogueModel {
  return {
    id,
    provider: 'ideogram',
    providerModel,
    name,
    description,
    capabilities: {
      size: { kind: 'input' },
      defaultSize: null,
      maxImages: 1,
      formats: ['png'],
      qualities: [],
      styles: [],
      backgrounds: [],
      parameters: [],
      maxPromptLength: 0,
      inputs: { max: 1, roles: ['image'], maxBytes: 10_000_000, formats: ['png', 'jpeg', 'webp'] },
      mask: false,
      partialImages: false,
      ...capabilities,
    },
    price: { kind: 'per_image', rules: [{ micros }] },
    ...(reportsCost ? { reportsCost } : {}),
    source,
    shutdownDate: null,
    successor: null,
  }
}
