// `/guide`: the pages of docs as a site, built by `npm run guide:build` into public/guide.
import { Hono } from 'hono'
import { assetOf, notDeployed } from './assets.ts'

export type GuideEnv = { Bindings: { ASSETS: Fetcher } }

const NEVER_CHANGES = 'public, max-age=31536000, immutable'
const PAGE_HEADERS = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; '),
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'referrer-policy': 'no-referrer',
}

export function guidePages(): Hono<GuideEnv> {
  const app = new Hono<GuideEnv>()
  app.get('/guide', (c) => c.redirect('/guide/', 308))
  app.get('/guide/*', async (c) => {
    const asset = await assetOf(c.env.ASSETS, c.req.raw)
    if (asset.status !== 404) return withHeaders(asset, c.req.path.startsWith('/guide/assets/'))
    const missing = await assetOf(c.env.ASSETS, new URL('/guide/404', c.req.url))
    if (!missing.ok) return notDeployed('The guide', 'npm run guide:build')
    return withHeaders(new Response(missing.body, { status: 404, headers: missing.headers }), false)
  })
  return app
}

/**
 * Adds the headers of the guide to a response for a file. The status is kept, because it may be 304, or a redirect to the page's address
 * with a final slash.
 */
function withHeaders(asset: Response, neverChanges: boolean): Response {
  const headers = new Headers(asset.headers)
  for (const [name, value] of Object.entries(PAGE_HEADERS)) headers.set(name, value)
  headers.set('x-content-type-options', 'nosniff')
  if (neverChanges && asset.ok) headers.set('cache-control', NEVER_CHANGES)
  return new Response(asset.body, { status: asset.status, headers })
}
