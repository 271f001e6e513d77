import { bedrock } from './bedrock/index.ts'
import { blackForestLabs } from './black-forest-labs/index.ts'
import { fal } from './fal/index.ts'
import { gemini } from './gemini/index.ts'
import { ideogram } from './ideogram/index.ts'
import { openai } from './openai/index.ts'
import { azure } from './azure/index.ts'
import { leonardo } from './leonardo/index.ts'
import { luma } from './luma/index.ts'
import { recraft } from './recraft/index.ts'
import { xai } from './xai/index.ts'
import { bytedance } from './bytedance/index.ts'
import { dashscope } from './dashscope/index.ts'
import { fireworks } from './fireworks/index.ts'
import { openrouter } from './openrouter/index.ts'
import { together } from './together/index.ts'
import { automatic1111 } from './automatic1111/index.ts'
import { comfyui } from './comfyui/index.ts'
import { huggingface } from './huggingface/index.ts'
import { midjourney } from './midjourney/index.ts'
import { runware } from './runware/index.ts'
import type { ProviderAdapter } from './provider.ts'
import { replicate } from './replicate/index.ts'
import { sketch } from './sketch/index.ts'
import { stability } from './stability/index.ts'
import { vertex } from './vertex/index.ts'
import { workersAi } from './workers-ai/index.ts'

/** All built-in providers. To add one, add its folder, and its import and its entry here. */
const ADAPTERS: readonly ProviderAdapter[] = [
  sketch,
  openai,
  ideogram,
  workersAi,
  fal,
  replicate,
  blackForestLabs,
  gemini,
  vertex,
  stability,
  bedrock,
  xai,
  recraft,
  azure,
  luma,
  leonardo,
  bytedance,
  dashscope,
  openrouter,
  together,
  fireworks,
  runware,
  huggingface,
  midjourney,
  comfyui,
  automatic1111,
]

const byId = new Map(ADAPTERS.map((adapter) => [adapter.id, adapter]))

export const adapters = (): readonly ProviderAdapter[] => ADAPTERS

/** Returns the adapter of a built-in provider; null if there is none. */
export const findAdapter = (provider: string): ProviderAdapter | null => byId.get(provider) ?? null
