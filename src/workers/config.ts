// The Worker that hosts only the config service.
import { createConfigApp, isConfigPath } from '../config-service/app.ts'
import { lazily } from '../shared/lazily.ts'
import { apiExplorer } from './api-explorer.ts'
import { CONFIG_CONTRACT, hostPages } from './pages.ts'
import { panelPages } from './panel.ts'

export { AlertSender } from '../config-service/alerts/sender.ts'
export { OrganizationBudget, RateLimiter } from '../config-service/limiter-host.ts'
export { Outbox } from '../config-service/change/outbox.ts'
export { ConfigService } from '../config-service/rpc.ts'

const config = lazily(createConfigApp)
const pages = lazily(() => hostPages(apiExplorer([CONFIG_CONTRACT]), panelPages()))

export default {
  fetch(request, env, context) {
    const app = isConfigPath(new URL(request.url).pathname) ? config() : pages()
    return app.fetch(request, env, context)
  },
} satisfies ExportedHandler<Cloudflare.Env>
