import { narrowed } from '../carried.ts'
import type { Capabilities, Carried, CatalogueModel, NotCarried, Operation } from '../provider.ts'
import { models as stabilityModels } from '../stability/models.ts'
import { carriedBy } from '../stability/services.ts'
import { BEDROCK_SERVICES } from './services.ts'

const SOURCE: CatalogueModel['source'] = {
  url: 'https://aws.amazon.com/bedrock/pricing/',
  date: '2026-11-28',
  note: 'through a published price list that quotes it (litellm 1.110.2); the page itself was not seen',
}

export function carries(providerModel: string, operation: Operation): Carried | NotCarried {
  const service = BEDROCK_SERVICES[providerModel]
  return service === undefined
    ? { why: 'this is not a supported model at Bedrock; docs/admin/providers/bedrock.md lists them' }
    : carriedBy(service, operation)
}

/** The maximum size of an input picture. Bedrock accepts 25 MB of JSON, and base64 makes a picture a third larger. */
const MAX_INPUT_BYTES = 18_000_000
/** Bedrock's responses are at most 16 MB. A large PNG exceeds that, so PNG is the last choice. */
const SMALL_FIRST: Capabilities['formats'] = ['jpeg', 'webp', 'png']
const PNG_OR_JPEG: Capabilities['formats'] = ['png', 'jpeg']

/**
 * Each row: our id, Bedrock's model id, our id of the same model at Stability itself, the price of a picture, and the formats if they
 * differ from Stability's.
 */
const ROWS: [id: string, model: string, like: string, micros: number, formats?: Capabilities['formats']][] = [
  ['stable-image-ultra', 'stability.stable-image-ultra-v1:1', 'stable-image-ultra', 140_000, PNG_OR_JPEG],
  ['stable-image-core', 'stability.stable-image-core-v1:1', 'stable-image-core', 40_000, PNG_OR_JPEG],
  ['sd3.5-large', 'stability.sd3-5-large-v1:0', 'sd3.5-large', 80_000],
  ['stability-inpaint', 'us.stability.stable-image-inpaint-v1:0', 'stability-inpaint', 70_000],
  ['stability-erase', 'us.stability.stable-image-erase-object-v1:0', 'stability-erase', 70_000],
  ['stability-outpaint', 'us.stability.stable-outpaint-v1:0', 'stability-outpaint', 60_000],
  ['stability-search-and-replace', 'us.stability.stable-image-search-replace-v1:0', 'stability-search-and-replace', 70_000],
  ['stability-search-and-recolor', 'us.stability.stable-image-search-recolor-v1:0', 'stability-search-and-recolor', 70_000],
  ['stability-remove-background', 'us.stability.stable-image-remove-background-v1:0', 'stability-remove-background', 70_000],
  ['stability-upscale-fast', 'us.stability.stable-fast-upscale-v1:0', 'stability-upscale-fast', 30_000, SMALL_FIRST],
  [
    'stability-upscale-conservative',
    'us.stability.stable-conservative-upscale-v1:0',
    'stability-upscale-conservative',
    400_000,
    SMALL_FIRST,
  ],
  ['stability-upscale-creative', 'us.stability.stable-creative-upscale-v1:0', 'stability-upscale-creative', 600_000, SMALL_FIRST],
  ['stability-sketch', 'us.stability.stable-image-control-sketch-v1:0', 'stability-sketch', 70_000],
  ['stability-structure', 'us.stability.stable-image-control-structure-v1:0', 'stability-structure', 70_000],
  ['stability-style', 'us.stability.stable-image-style-guide-v1:0', 'stability-style', 70_000],
]

const catalogue: CatalogueModel[] = ROWS.map(([id, providerModel, like, micros, formats]) => {
  const own = stabilityModels.find((model) => model.id === like)!
  const { byOperation: _, ...capabilities } = own.capabilities
  return {
    ...own,
    id: `bedrock.${id}`,
    provider: 'bedrock',
    providerModel,
    name: `${own.name} at Bedrock`,
    capabilities: {
      ...capabilities,
      operations: [...BEDROCK_SERVICES[providerModel]!.operations],
      formats: formats ?? capabilities.formats,
      inputs: { ...capabilities.inputs, maxBytes: MAX_INPUT_BYTES },
    },
    price: { kind: 'per_image', rules: [{ micros }] },
    source: SOURCE,
  }
})

export const models = narrowed(catalogue, carries)
