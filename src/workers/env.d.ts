// The bindings of the platform Worker, which hosts both services. A Worker that hosts one service has only some of these bindings. At run
// time, each service checks the bindings that it needs (env.ts) and reads no others.
declare namespace Cloudflare {
  interface GlobalProps {
    mainModule: typeof import('./platform.ts')
    durableNamespaces: 'RateLimiter' | 'OrganizationBudget' | 'Outbox' | 'AlertSender' | 'JobHost' | 'GenerationJob' | 'Sweeper'
  }
  interface Env {
    CONFIG_DB: D1Database
    DATA_DB: D1Database
    SNAPSHOTS: KVNamespace
    IMAGES: R2Bucket
    IMAGE_RESIZER: ImagesBinding
    ASSETS: Fetcher
    RATE_LIMITER: DurableObjectNamespace<import('../config-service/limiter-host.ts').RateLimiter>
    ORGANIZATION_BUDGET: DurableObjectNamespace<import('../config-service/limiter-host.ts').OrganizationBudget>
    ALERT_SENDER: DurableObjectNamespace<import('../config-service/alerts/sender.ts').AlertSender>
    OUTBOX: DurableObjectNamespace<import('../config-service/change/outbox.ts').Outbox>
    JOB_HOST: DurableObjectNamespace<import('../generation-service/job/durable-object.ts').JobHostObject>
    GENERATION_JOB: DurableObjectNamespace<import('../generation-service/job/durable-object.ts').JobHostObject>
    SWEEPER: DurableObjectNamespace<import('../generation-service/delivery/sweeper.ts').SweeperObject>
    ENVIRONMENT: string
    PUBLIC_URL?: string
    VALIDATE_RESPONSES?: string
    ALLOW_PRIVATE_ADDRESSES?: string
    SETUP_TOKEN?: string
    KEY_PEPPERS: string
    KEY_ENCRYPTION_KEYS: string
    LINK_SIGNING_KEYS: string
    SESSION_KEY: string
    CALLBACK_SIGNING_KEY: string
  }
}
