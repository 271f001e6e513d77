import { z } from 'zod'
import { lazily } from '../shared/lazily.ts'
import { binding, common, environmentReader, secretKey, versionedKeys } from '../shared/environment.ts'
import type { ConfigRpc } from '../shared/config-rpc.ts'
import type { ObjectNamespace } from '../shared/object-namespace.ts'
import type { JobHostRpc } from './job/rpc.ts'

/** The methods of an instance's sweeper. */
export interface SweeperRpc {
  /** Starts the hourly sweep of an instance. Calling it again has no effect. */
  watch(instanceId: string): Promise<void>
}

const environment = lazily(() =>
  z.object({
    ...common(),
    LINK_SIGNING_KEYS: versionedKeys(),
    CALLBACK_SIGNING_KEY: secretKey(),
    DATA_DB: binding<D1Database>(),
    IMAGES: binding<R2Bucket>(),
    JOB_HOST: binding<ObjectNamespace<JobHostRpc>>(),
    /** The jobs that version 0.2 of the platform has begun: one object for each generation. */
    GENERATION_JOB: binding<ObjectNamespace<JobHostRpc>>(),
    SWEEPER: binding<ObjectNamespace<SweeperRpc>>(),
    /** The config service's Worker. Only a Worker without a config service of its own, such as a dedicated Worker, has this binding. */
    CONFIG: binding<ConfigRpc>().optional(),
    /** The instance of a dedicated Worker, which the health check names; absent if the Worker serves several instances. */
    INSTANCE_ID: z.string().max(100).optional(),
    /** Cloudflare Images, for thumbnails; absent if the deployment does not have it. */
    IMAGE_RESIZER: binding<ImagesBinding>().optional(),
    /** Workers AI; absent if the deployment does not have it. */
    AI: binding<{ run(model: string, input: unknown): Promise<unknown> }>().optional(),
  }),
)
export type Environment = z.output<ReturnType<typeof environment>>

export const readEnvironment = environmentReader('generation service', environment)
