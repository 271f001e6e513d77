import { narrowed, NOTHING } from '../carried.ts'
import {
  carries as carriesOpenai,
  GPT_IMAGE,
  GPT_IMAGE_2,
  PRICE_OF_1_5,
  PRICE_OF_2,
  PRICE_OF_2_5,
  PRICE_OF_MINI,
} from '../openai/models.ts'
import type { Capabilities, Carried, CatalogueModel, NotCarried, Operation, Price } from '../provider.ts'

const SOURCE: CatalogueModel['source'] = {
  url: 'https://azure.microsoft.com/en-us/pricing/details/azure-openai/',
  date: '2026-11-28',
  note: 'through a published price list that quotes it (litellm 1.110.2); the page itself was not seen; tokens as at OpenAI',
}
const FLUX_SOURCE: CatalogueModel['source'] = {
  ...SOURCE,
  url: 'https://azure.microsoft.com/en-us/pricing/details/ai-foundry-models/black-forest-labs/',
}

/** Whether a deployment is a FLUX model. FLUX at AI Foundry has the same paths as the GPT Image models, but fewer fields. */
const isFlux = (deployment: string) => /^flux/i.test(deployment)
const flux: Carried = { ...NOTHING, prompt: true, size: ['pixels'], format: true }

export function carries(deployment: string, operation: Operation): Carried | NotCarried {
  if (!isFlux(deployment)) return carriesOpenai(deployment, operation)
  if (operation === 'generate') return flux
  if (operation === 'edit') return { ...flux, inputs: { max: 1, roles: ['image'] } }
  return { why: 'FLUX at Azure does generate and edit; leave this out' }
}

/** Azure makes no WebP, and always requires a quality. */
const atAzure: Partial<Capabilities> = { formats: ['png', 'jpeg'], qualities: ['low', 'medium', 'high'], defaultQuality: 'medium' }
const fluxCapabilities: Capabilities = {
  ...GPT_IMAGE,
  operations: ['generate'],
  size: { kind: 'list', sizes: ['1024x1024'] },
  maxImages: 1,
  formats: ['png', 'jpeg'],
  qualities: [],
  backgrounds: [],
  parameters: [],
  maxPromptLength: 5000,
  inputs: { max: 1, roles: ['image'], maxBytes: 20_000_000, formats: ['png', 'jpeg'] },
  mask: false,
  partialImages: false,
}

type Row = [
  deployment: string,
  name: string,
  description: string,
  capabilities: Capabilities,
  price: Price,
  shutdownDate: string,
  source?: CatalogueModel['source'],
]
const ROWS: Row[] = [
  [
    'gpt-image-2.5-flare',
    'GPT Image 2.5 Flare at Azure',
    'Fast pictures and edits.',
    { ...GPT_IMAGE_2, ...atAzure },
    PRICE_OF_2_5,
    '2027-09-09',
  ],
  [
    'gpt-image-2.5-sunburst',
    'GPT Image 2.5 Sunburst at Azure',
    'Detailed pictures and precise edits.',
    { ...GPT_IMAGE_2, ...atAzure },
    PRICE_OF_2_5,
    '2027-09-09',
  ],
  ['gpt-image-2', 'GPT Image 2 at Azure', 'Pictures and edits of any size.', { ...GPT_IMAGE_2, ...atAzure }, PRICE_OF_2, '2027-10-21'],
  ['gpt-image-1.5', 'GPT Image 1.5 at Azure', 'The generation before 2.', { ...GPT_IMAGE, ...atAzure }, PRICE_OF_1_5, '2026-12-16'],
  ['gpt-image-1-mini', 'GPT Image 1 Mini at Azure', 'Small and cheap.', { ...GPT_IMAGE, ...atAzure }, PRICE_OF_MINI, '2027-04-07'],
  [
    'FLUX-1.1-pro',
    'FLUX 1.1 pro at Azure',
    'By Black Forest Labs.',
    fluxCapabilities,
    { kind: 'per_image', rules: [{ micros: 40_000 }] },
    '2027-01-05',
    FLUX_SOURCE,
  ],
  [
    'FLUX.1-Kontext-pro',
    'FLUX.1 Kontext pro at Azure',
    'New pictures and edits by Black Forest Labs.',
    { ...fluxCapabilities, operations: ['generate', 'edit'] },
    { kind: 'per_image', rules: [{ micros: 40_000 }] },
    '2027-01-05',
    FLUX_SOURCE,
  ],
]

const catalogue: CatalogueModel[] = ROWS.map(([deployment, name, description, capabilities, price, shutdownDate, source = SOURCE]) => ({
  id: `azure.${deployment.toLowerCase()}`,
  provider: 'azure',
  // A call to Azure names a deployment, not a model. `deployment` is the name that Azure suggests for a deployment of this model.
  providerModel: deployment,
  name,
  description,
  capabilities,
  price,
  source,
  shutdownDate,
  successor: deployment.startsWith('gpt-image-1') ? 'azure.gpt-image-2.5-flare' : null,
}))

export const models = narrowed(catalogue, carries)
