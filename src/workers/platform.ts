// The Worker that hosts both services, the panel and all other pages, for local development, tests and small deployments.
import { createConfigApp, isConfigPath } from '../config-service/app.ts'
import { configRpc } from '../config-service/rpc.ts'
import { createServices } from '../config-service/services.ts'
import { createGenerationApp, isGenerationPath } from '../generation-service/app.ts'
import { objectsOf } from '../generation-service/objects.ts'
import type { ConnectConfig } from '../generation-service/services.ts'
import { lazily } from '../shared/lazily.ts'
import { apiExplorer } from './api-explorer.ts'
import { CONFIG_CONTRACT, GENERATION_CONTRACT, hostPages } from './pages.ts'
import { panelPages } from './panel.ts'

export { AlertSender } from '../config-service/alerts/sender.ts'
export { OrganizationBudget, RateLimiter } from '../config-service/limiter-host.ts'
export { Outbox } from '../config-service/change/outbox.ts'
export { ConfigService } from '../config-service/rpc.ts'

/** One isolate runs both services, so they call each other directly (docs/decisions/0006). */
const inThisWorker: ConnectConfig = (env, context) => configRpc(createServices(env, context), null, true)

export const { JobHost, GenerationJob, Sweeper } = objectsOf(inThisWorker)

const config = lazily(createConfigApp)
const generation = lazily(() => createGenerationApp(inThisWorker))
const pages = lazily(() => hostPages(apiExplorer([GENERATION_CONTRACT, CONFIG_CONTRACT]), panelPages()))

export default {
  fetch(request, env, context) {
    const { pathname } = new URL(request.url)
    if (isConfigPath(pathname)) return config().fetch(request, env, context)
    if (isGenerationPath(pathname)) return generation().fetch(request, env, context)
    return pages().fetch(request, env, context)
  },
} satisfies ExportedHandler<Cloudflare.Env>
