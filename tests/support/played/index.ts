// All fake providers that are made from a table of facts. Each entry has an adapter, the facts, and `subjects`: the models and operations
// with which the tests try every fault of the fault table. A new provider needs one more entry, with a port that no other fake has.
import { blackForestLabs } from '../../../src/providers/black-forest-labs/index.ts'
import { bedrock } from '../../../src/providers/bedrock/index.ts'
import { fal } from '../../../src/providers/fal/index.ts'
import { gemini } from '../../../src/providers/gemini/index.ts'
import { azure } from '../../../src/providers/azure/index.ts'
import { leonardo } from '../../../src/providers/leonardo/index.ts'
import { luma } from '../../../src/providers/luma/index.ts'
import { recraft } from '../../../src/providers/recraft/index.ts'
import { xai } from '../../../src/providers/xai/index.ts'
import type { Operation, ProviderAdapter } from '../../../src/providers/provider.ts'
import { stability } from '../../../src/providers/stability/index.ts'
import { bytedance } from '../../../src/providers/bytedance/index.ts'
import { dashscope } from '../../../src/providers/dashscope/index.ts'
import { fireworks } from '../../../src/providers/fireworks/index.ts'
import { openrouter } from '../../../src/providers/openrouter/index.ts'
import { together } from '../../../src/providers/together/index.ts'
import { automatic1111 } from '../../../src/providers/automatic1111/index.ts'
import { comfyui } from '../../../src/providers/comfyui/index.ts'
import { huggingface } from '../../../src/providers/huggingface/index.ts'
import { midjourney } from '../../../src/providers/midjourney/index.ts'
import { replicate } from '../../../src/providers/replicate/index.ts'
import { runware } from '../../../src/providers/runware/index.ts'
import { ideogram } from '../../../src/providers/ideogram/index.ts'
import { vertex } from '../../../src/providers/vertex/index.ts'
import type { Facts } from '../played-provider.ts'
import { bedrockFacts } from './bedrock.ts'
import { geminiFacts, makeTestKey, vertexFacts } from './google.ts'
import { stabilityFacts } from './stability.ts'
import { azureFacts } from './azure.ts'
import { leonardoFacts } from './leonardo.ts'
import { lumaFacts } from './luma.ts'
import { recraftFacts } from './recraft.ts'
import { bytedanceFacts } from './bytedance.ts'
import { dashscopeFacts } from './dashscope.ts'
import { fireworksFacts } from './fireworks.ts'
import { openrouterFacts } from './openrouter.ts'
import { togetherFacts } from './together.ts'
import { automatic1111Facts } from './automatic1111.ts'
import { comfyuiFacts } from './comfyui.ts'
import { huggingfaceFacts } from './huggingface.ts'
import { midjourneyFacts } from './midjourney.ts'
import { runwareFacts } from './runware.ts'
import { blackForestLabsFacts } from './black-forest-labs.ts'
import { falFacts } from './fal.ts'
import { ideogramFacts } from './ideogram.ts'
import { replicateFacts } from './replicate.ts'
import { xaiFacts } from './xai.ts'

// The credential in `vertexFacts` contains a private key, so this key is made first. The adapter signs its requests for an access token
// with this key.
await makeTestKey()

export interface PlayedSubject {
  model: string
  /** The operation; `generate` by default. */
  operation?: Operation
  /** Whether the provider returns the pictures in the first answer or is polled; `sync` by default. */
  shape?: 'sync' | 'async'
  /** The maximum number of pictures in one call; 1 by default. */
  most?: number
}
export interface Played {
  adapter: ProviderAdapter
  /**
   * The port on which `npm run serve:fakes` serves the fake of this provider; null if that command does not serve the fake. No other fake
   * may have this port, here or in serve-fakes.ts.
   */
  port: number | null
  facts: Facts
  subjects: PlayedSubject[]
  /** True if the adapter signs its requests instead of sending the secret of the credential. */
  signs?: true
  /** Other hosts of the provider, to which the adapter may also send requests. */
  hosts?: string[]
}

export const PLAYED: Played[] = [
  {
    adapter: gemini,
    port: 9106,
    facts: geminiFacts,
    subjects: [{ model: 'gemini-3-pro-image' }, { model: 'gemini-2.5-flash-image', operation: 'edit' }],
  },
  {
    adapter: vertex,
    port: null,
    facts: vertexFacts,
    subjects: [{ model: 'vertex.gemini-3.1-flash-image' }],
    signs: true,
    hosts: ['oauth2.googleapis.com'],
  },
  {
    adapter: stability,
    port: 9107,
    facts: stabilityFacts,
    subjects: [{ model: 'stable-image-ultra' }, { model: 'stability-upscale-creative', operation: 'upscale', shape: 'async' }],
  },
  {
    adapter: bedrock,
    port: 9108,
    facts: bedrockFacts,
    subjects: [{ model: 'bedrock.sd3.5-large' }, { model: 'bedrock.stability-upscale-fast', operation: 'upscale' }],
    signs: true,
    hosts: ['bedrock.us-west-2.amazonaws.com'],
  },
  {
    adapter: xai,
    port: 9109,
    facts: xaiFacts,
    subjects: [
      { model: 'grok-imagine-image-2.0', most: 4 },
      { model: 'grok-imagine-image', operation: 'edit', most: 4 },
    ],
  },
  {
    adapter: recraft,
    port: 9110,
    facts: recraftFacts,
    subjects: [
      { model: 'recraft-v4.1', most: 4 },
      { model: 'recraft-crisp-upscale', operation: 'upscale' },
    ],
  },
  { adapter: azure, port: 9111, facts: azureFacts, subjects: [{ model: 'azure.gpt-image-2.5-flare', most: 4 }] },
  {
    adapter: luma,
    port: 9112,
    facts: lumaFacts,
    subjects: [
      { model: 'photon-1', shape: 'async' },
      { model: 'photon-flash-1', operation: 'edit', shape: 'async' },
    ],
  },
  { adapter: leonardo, port: 9113, facts: leonardoFacts, subjects: [{ model: 'leonardo.phoenix-1.0', shape: 'async', most: 4 }] },
  {
    adapter: bytedance,
    port: 9114,
    facts: bytedanceFacts,
    subjects: [{ model: 'seedream-4-5-251128' }, { model: 'seedream-5-0-260128', operation: 'edit' }],
  },
  {
    adapter: dashscope,
    port: 9115,
    facts: dashscopeFacts,
    subjects: [
      { model: 'qwen-image-2.0', most: 4 },
      { model: 'qwen-image-edit-plus', operation: 'edit', most: 4 },
    ],
  },
  {
    adapter: openrouter,
    port: 9116,
    facts: openrouterFacts,
    subjects: [
      { model: 'openrouter.seedream-4.5', most: 4 },
      { model: 'openrouter.flux.2-pro', operation: 'edit' },
    ],
  },
  {
    adapter: together,
    port: 9117,
    facts: togetherFacts,
    subjects: [
      { model: 'together.flux-1-schnell', most: 4 },
      { model: 'together.flux-2-pro', operation: 'edit', most: 4 },
    ],
  },
  {
    adapter: fireworks,
    port: 9118,
    facts: fireworksFacts,
    subjects: [{ model: 'fireworks.flux-1-schnell-fp8' }, { model: 'fireworks.flux-kontext-pro', operation: 'edit', shape: 'async' }],
  },
  {
    adapter: runware,
    port: 9119,
    facts: runwareFacts,
    subjects: [
      { model: 'runware.flux-schnell', shape: 'async', most: 4 },
      { model: 'runware.bria-rmbg', operation: 'remove_background', shape: 'async' },
    ],
  },
  { adapter: huggingface, port: 9120, facts: huggingfaceFacts, subjects: [{ model: 'huggingface.sdxl' }] },
  { adapter: midjourney, port: 9121, facts: midjourneyFacts, subjects: [{ model: 'midjourney', shape: 'async' }] },
  { adapter: comfyui, port: 9122, facts: comfyuiFacts, subjects: [{ model: 'comfyui', shape: 'async', most: 4 }] },
  { adapter: automatic1111, port: 9123, facts: automatic1111Facts, subjects: [{ model: 'automatic1111', most: 4 }] },
]

/**
 * Providers whose fakes are classes of their own, such as `FakeFal`. Unlike the fakes in `PLAYED`, these fakes are not made from a table of
 * facts. Each of these providers has a table of facts (`facts`) all the same, because the tests compare the adapters' requests with it.
 */
export const FACTS_ALONE: {
  adapter: ProviderAdapter
  facts: Facts
  /**
   * Returns whether `facts` describes the requests for this model. Requests for the provider's other models are compared with a published
   * document. Absent if `facts` describes the requests for all models.
   */
  models?: (id: string) => boolean
}[] = [
  {
    adapter: blackForestLabs,
    facts: blackForestLabsFacts,
    models: (id) => /^flux-(3-image|pro-1\.1-ultra|expand|kontext-)/.test(id),
  },
  { adapter: fal, facts: falFacts },
  { adapter: replicate, facts: replicateFacts },
  {
    adapter: ideogram,
    facts: ideogramFacts,
    models: (id) => ['ideogram-3', 'ideogram-4', 'ideogram-3-transparent', 'ideogram-4-transparent'].includes(id),
  },
]
