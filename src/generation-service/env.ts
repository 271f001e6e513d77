import { z } from 'zod'
import { binding, common, environmentReader, secretKey, versionedKeys } from '../shared/environment.ts'
import type { ConfigRpc } from '../shared/config-rpc.ts'
import type { SweeperObject } from './delivery/sweeper.ts'
import type { GenerationJobObject } from './job/durable-object.ts'

const environment = z.object({
  ...common,
  LINK_SIGNING_KEYS: versionedKeys,
  CALLBACK_SIGNING_KEY: secretKey,
  DATA_DB: binding<D1Database>(),
  IMAGES: binding<R2Bucket>(),
  GENERATION_JOB: binding<DurableObjectNamespace<GenerationJobObject>>(),
  SWEEPER: binding<DurableObjectNamespace<SweeperObject>>(),
  /** The config service of a dedicated Worker; one that hosts both does not look at it. */
  CONFIG: binding<ConfigRpc>().optional(),
  /** Cloudflare Images, for thumbnails; where the deployment has it. */
  IMAGE_RESIZER: binding<ImagesBinding>().optional(),
  /** Workers AI, where the deployment has it. */
  AI: binding<{ run(model: string, input: unknown): Promise<unknown> }>().optional(),
})
export type Environment = z.output<typeof environment>

export const readEnvironment = environmentReader('generation service', environment)
