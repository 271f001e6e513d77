// The Worker that hosts only the generation service, as the dedicated Worker of one instance. It calls the config service through its
// CONFIG binding.
import { createGenerationApp, isGenerationPath } from '../generation-service/app.ts'
import { objectsOf } from '../generation-service/objects.ts'
import { throughBinding } from '../generation-service/services.ts'
import { lazily } from '../shared/lazily.ts'
import { apiExplorer } from './api-explorer.ts'
import { GENERATION_CONTRACT, hostPages } from './pages.ts'

export const { JobHost, GenerationJob, Sweeper } = objectsOf(throughBinding)

const generation = lazily(() => createGenerationApp(throughBinding))
const pages = lazily(() => hostPages(apiExplorer([GENERATION_CONTRACT])))

export default {
  fetch(request, env, context) {
    const app = isGenerationPath(new URL(request.url).pathname) ? generation() : pages()
    return app.fetch(request, env, context)
  },
} satisfies ExportedHandler<Cloudflare.Env>
