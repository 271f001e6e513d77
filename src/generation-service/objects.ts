import { SweeperObject } from './delivery/sweeper.ts'
import { JobHostObject } from './job/durable-object.ts'
import { EarlierJobObject } from './job/earlier.ts'
import type { ConnectConfig } from './services.ts'

/** Creates the service's Durable Object classes for a Worker; `reachConfig` connects them to the config service. */
export function objectsOf(reachConfig: ConnectConfig) {
  return {
    JobHost: class JobHost extends JobHostObject {
      constructor(context: DurableObjectState, env: Cloudflare.Env) {
        super(context, env, reachConfig)
      }
    },
    GenerationJob: class GenerationJob extends EarlierJobObject {
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
