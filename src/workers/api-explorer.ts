import { Scalar } from '@scalar/hono-api-reference'
import { Hono } from 'hono'
import { NONCE, secureHeaders } from 'hono/secure-headers'
import { assetOf } from './assets.ts'

/** A contract that the explorer shows: its title and where its document is served. */
export interface ContractSource {
  title: string
  slug: string
  url: string
}
export type Explorer = { Bindings: { ASSETS: Fetcher }; Variables: { secureHeadersNonce?: string; requestId: string } }

/**
 * Serves `/docs`: the interactive API explorer, from files that the platform itself hosts. The content security policy of the page allows
 * only our own scripts, no frames, and connections only to this origin.
 */
export function apiExplorer(sources: ContractSource[]): Hono<Explorer> {
  const app = new Hono<Explorer>()
  app.get(
    '/docs',
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: [NONCE],
        // The explorer's script adds styles to the page, so inline styles must be allowed.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
      referrerPolicy: 'no-referrer',
    }),
    Scalar<Explorer>((c) => ({
      pageTitle: 'API explorer',
      sources,
      cdn: '/scalar/standalone.js',
      nonce: c.get('secureHeadersNonce')!,
      withDefaultFonts: false,
      telemetry: false,
      agent: { disabled: true },
      showDeveloperTools: 'never',
      hideClientButton: true,
      mcp: { disabled: true },
      // The explorer offers a key as the first way to authenticate, also for operations that accept signed links or the panel's session.
      authentication: { preferredSecurityScheme: 'bearerAuth' },
      favicon: '/favicon.svg',
    })),
  )
  for (const path of ['/scalar/*', '/favicon.svg'])
    app.get(path, async (c) => {
      const asset = await assetOf(c.env.ASSETS, c.req.raw)
      if (!asset.ok && asset.status !== 304) return c.notFound()
      const headers = new Headers(asset.headers)
      headers.set('x-content-type-options', 'nosniff')
      return new Response(asset.body, { status: asset.status, headers })
    })
  return app
}
