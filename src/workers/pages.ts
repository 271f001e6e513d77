import { Hono } from 'hono'
import { onError } from '../contract/problem.ts'
import { requestId } from '../contract/request-id.ts'
import { AppError } from '../shared/errors.ts'
import type { ContractSource, Explorer } from './api-explorer.ts'
import { guidePages } from './guide.ts'
import type { PanelEnv } from './panel.ts'
import { problemPages } from './problem-pages.ts'

export const CONFIG_CONTRACT: ContractSource = { title: 'Config service', slug: 'config', url: '/config/v1/openapi.json' }
export const GENERATION_CONTRACT: ContractSource = { title: 'Generation service', slug: 'generation', url: '/v1/openapi.json' }

/**
 * Serves all paths outside of the two services. The root redirects to the panel, or to the explorer if there is no panel. Unknown paths
 * get the same error as in the services.
 */
export function hostPages(explorer: Hono<Explorer>, panel: Hono<PanelEnv> | null = null): Hono<Explorer> {
  const app = new Hono<Explorer>()
  app.use(requestId())
  app.get('/', (c) => c.redirect(panel === null ? '/docs' : '/admin/'))
  app.route('/', explorer)
  app.route('/', guidePages())
  app.route('/', problemPages())
  if (panel !== null) app.route('/', panel)
  // The error is returned, not thrown: a thrown error would bypass the middleware that sets X-Request-ID.
  app.notFound((c) =>
    onError(
      new AppError('route_not_found', {
        detail: 'The API is under /v1 and /config/v1; /docs explains it, /guide has the documentation, and /admin is the panel.',
      }),
      c,
    ),
  )
  app.onError(onError)
  return app
}
