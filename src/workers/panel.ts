// `/admin`: the panel's page and its files, built from src/panel into public/admin.
import { Hono } from 'hono'
import { createServices } from '../config-service/services.ts'
import { panelState } from '../config-service/sessions/panel-state.ts'
import { assetOf, notDeployed } from './assets.ts'

export type PanelEnv = { Bindings: Cloudflare.Env; Variables: { requestId: string } }

/**
 * A placeholder in an attribute of the built index page. The Worker replaces it by the session's state. So the page need not request the
 * state; if nobody is signed in, such a request would get a 401.
 */
const STATE_MARK = '%SESSION_STATE%'
const NEVER_CHANGES = 'public, max-age=31536000, immutable'

/**
 * Returns a content security policy that allows scripts and styles only from this host. It allows connections and pictures also from
 * `origins`: the dedicated Workers and picture hosts of the user's instances.
 */
function contentSecurityPolicy(origins: string[]): string {
  const own = ["'self'", ...origins].join(' ')
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `img-src ${own} blob:`,
    `connect-src ${own}`,
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')
}

export function panelPages(): Hono<PanelEnv> {
  const app = new Hono<PanelEnv>()
  app.get('/admin', (c) => c.redirect('/admin/', 308))
  app.get('/admin/assets/*', async (c) => {
    const asset = await assetOf(c.env.ASSETS, c.req.raw)
    // 304 is not an error: it means that the browser already has the file.
    if (!asset.ok && asset.status !== 304) return c.notFound()
    const headers = new Headers(asset.headers)
    headers.set('cache-control', NEVER_CHANGES)
    headers.set('x-content-type-options', 'nosniff')
    return new Response(asset.body, { status: asset.status, headers })
  })
  // Every other path gets the panel's HTML. In the browser, the panel's router then shows the page of this path.
  app.get('/admin/*', async (c) => {
    const [index, scripts, { state, origins }] = await Promise.all([
      assetOf(c.env.ASSETS, new URL('/admin/', c.req.url)),
      scriptsOfPage(c.env.ASSETS, new URL(c.req.url)),
      panelState(createServices(c.env, c.executionCtx), c.req.raw),
    ])
    if (!index.ok) return notDeployed('The panel', 'npm run panel:build')
    const preloads = state.kind === 'signed-in' ? scripts.map((file) => `<link rel="modulepreload" crossorigin href="${file}">`) : []
    return new Response(
      (await index.text())
        .replace(STATE_MARK, () => escapeAttribute(JSON.stringify(state)))
        .replace('</head>', () => `${preloads.join('')}</head>`),
      {
        headers: {
          'content-type': 'text/html; charset=utf-8',
          'content-security-policy': contentSecurityPolicy(origins),
          'cache-control': 'no-store',
          'referrer-policy': 'no-referrer',
          'x-content-type-options': 'nosniff',
          'cross-origin-opener-policy': 'same-origin',
          'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
        },
      },
    )
  })
  return app
}

/**
 * Returns the scripts of the panel's page at this address. The HTML contains a `modulepreload` link for each of them. So the browser loads
 * them at the same time as the panel's shell (the menu and everything else around a page).
 */
async function scriptsOfPage(assets: Fetcher | undefined, address: URL): Promise<string[]> {
  // The address `/admin/` has no page id. It opens the first page that the user may see, which is usually the playground.
  const id = address.pathname.split('/').at(-1) || 'playground'
  const answer = await assetOf(assets, new URL('/admin/pages.json', address))
  // Without `pages.json` the panel still works, but the browser loads the page's scripts only after those of the shell.
  if (!answer.ok) return []
  const scripts = (await answer.json()) as Record<string, string[]>
  return Object.hasOwn(scripts, id) ? scripts[id]! : []
}

function escapeAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
}
