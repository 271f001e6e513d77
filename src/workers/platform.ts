// Both services in one Worker, with the API explorer: local development, tests, small deployments.
import { createConfigApp } from '../config-service/app.ts'
import { createGenerationApp } from '../generation-service/app.ts'
import { apiExplorer } from './api-explorer.ts'
import { CONFIG_CONTRACT, GENERATION_CONTRACT, hostPages } from './pages.ts'

export { OrganizationBudget, RateLimiter } from '../config-service/limiter-host.ts'
export { Outbox } from '../config-service/outbox.ts'
export { ConfigService } from '../config-service/rpc.ts'
export { Sweeper } from '../generation-service/delivery/sweeper.ts'
export { GenerationJob } from '../generation-service/job/durable-object.ts'

const config = createConfigApp()
const generation = createGenerationApp()
const pages = hostPages(apiExplorer([GENERATION_CONTRACT, CONFIG_CONTRACT]))

export default {
  fetch(request, env, context) {
    const { pathname } = new URL(request.url)
    if (pathname.startsWith('/config/v1/')) return config.fetch(request, env, context)
    if (pathname.startsWith('/v1/')) return generation.fetch(request, env, context)
    return pages.fetch(request, env, context)
  },
} satisfies ExportedHandler<Cloudflare.Env>
