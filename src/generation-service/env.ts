import { z } from 'zod'
import { binding, flag, secretKey, versionedKeys } from '../shared/environment.ts'
import type { ConfigRpc } from '../shared/config-rpc.ts'
import type { Sweeper } from './delivery/sweeper.ts'
import type { GenerationJob } from './job/durable-object.ts'

const environment = z
  .object({
    ENVIRONMENT: z.enum(['development', 'test', 'production']),
    PUBLIC_URL: z.url().optional(),
    VALIDATE_RESPONSES: flag,
    ALLOW_PRIVATE_ADDRESSES: flag,
    LINK_SIGNING_KEYS: versionedKeys,
    CALLBACK_SIGNING_KEY: secretKey,
    DATA_DB: binding<D1Database>(),
    IMAGES: binding<R2Bucket>(),
    GENERATION_JOB: binding<DurableObjectNamespace<GenerationJob>>(),
    SWEEPER: binding<DurableObjectNamespace<Sweeper>>(),
    /** The config service; absent where one Worker hosts both. */
    CONFIG: binding<ConfigRpc>().optional(),
    /** Cloudflare Images, for thumbnails; where the deployment has it. */
    IMAGE_RESIZER: binding<ImagesBinding>().optional(),
    /** Workers AI, where the deployment has it. */
    AI: binding<{ run(model: string, input: unknown): Promise<unknown> }>().optional(),
  })
  .refine((parsed) => parsed.ENVIRONMENT !== 'production' || !parsed.ALLOW_PRIVATE_ADDRESSES, {
    path: ['ALLOW_PRIVATE_ADDRESSES'],
    message: 'is for local development alone',
  })
export type Environment = z.output<typeof environment>

const parsed = new WeakMap<object, Environment>()

/** The environment, checked once per isolate. Throws with the names of what is missing, never with values. */
export function readEnvironment(env: object): Environment {
  const known = parsed.get(env)
  if (known) return known
  const result = environment.safeParse(env)
  if (!result.success) {
    const faults = result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`)
    throw new Error(`The generation service's environment is not complete: ${faults.join('; ')}`)
  }
  parsed.set(env, result.data)
  return result.data
}
