import { SweeperObject } from './delivery/sweeper.ts'
import { GenerationJobObject } from './job/durable-object.ts'
import type { ReachConfig } from './services.ts'

/** The service's Durable Object classes, for a Worker that reaches the config service so. */
export function objectsOf(reachConfig: ReachConfig) {
  return {
    GenerationJob: class GenerationJob extends GenerationJobObject {
      constructor(context: DurableObjectState, env: Cloudflare.Env) {
        super(context, env, reachConfig)
      }
    },
    Sweeper: class Sweeper extends SweeperObject {
      constructor(context: DurableObjectState, env: Cloudflare.Env) {
        super(context, env, reachConfig)
      }
    },
  }
}
