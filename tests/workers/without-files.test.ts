// Tests a deployment whose static files are missing: the binding ASSETS is absent, or the panel and the guide were not built.
import { createExecutionContext, env } from 'cloudflare:test'
import { expect, it } from 'vitest'
import { apiExplorer } from '../../src/workers/api-explorer.ts'
import { CONFIG_CONTRACT, hostPages } from '../../src/workers/pages.ts'
import { panelPages } from '../../src/workers/panel.ts'

const nothing: Partial<Fetcher> = { fetch: () => Promise.resolve(new Response(null, { status: 404 })) }

it.each([
  ['no binding', undefined],
  ['no file', nothing],
])('says in words what is missing: %s', async (_, ASSETS) => {
  const pages = hostPages(apiExplorer([CONFIG_CONTRACT]), panelPages())
  const get = (path: string) => pages.request(path, {}, { ...env, ASSETS: ASSETS as Fetcher }, createExecutionContext())
  for (const [path, words] of [
    ['/admin/', 'The panel is not in this deployment. Build it with `npm run panel:build`'],
    ['/guide/', 'The guide is not in this deployment. Build it with `npm run guide:build`'],
  ] as const) {
    const answer = await get(path)
    expect([path, answer.status, answer.headers.get('content-type')]).toEqual([path, 404, 'text/plain; charset=utf-8'])
    expect(await answer.text()).toContain(words)
  }
  for (const path of ['/admin/assets/none.js', '/scalar/standalone.js', '/favicon.svg']) {
    const answer = await get(path)
    expect([path, answer.status, (await answer.json<{ code: string }>()).code]).toEqual([path, 404, 'route_not_found'])
  }
})
