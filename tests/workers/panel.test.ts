import { beforeAll, describe, expect, it } from 'vitest'
import { call, config } from '../support/call.ts'
import { mintInstance, mintTenant, mintUser, type Tenant } from '../support/tenant.ts'

// Requests the page of the panel. It is a file in public/admin, which `npm test` builds first.
const page = (cookie?: string, path = '/admin/') => call(`GET ${path}`, { headers: cookie === undefined ? {} : { cookie } })

/** Returns the state that the Worker wrote into the page. */
function stateIn(html: string) {
  const text = /name="session-state" content="([^"]*)"/.exec(html)?.[1] ?? ''
  return JSON.parse(text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&'))
}
async function cookieOf(key: string) {
  const answer = await config('POST /sessions', { body: { key } })
  return answer.headers.get('set-cookie')!.split(';')[0]!
}
const directive = (policy: string, name: string) =>
  policy
    .split('; ')
    .find((part) => part.startsWith(`${name} `))
    ?.split(' ')
    .slice(1)

describe('before there is any user', () => {
  it('the page says that the platform is to be set up', async () => {
    expect(stateIn((await page()).text)).toEqual({ kind: 'setup' })
  })
})

describe('the page', () => {
  let tenant: Tenant
  beforeAll(async () => {
    tenant = await mintTenant()
  })

  it('is never cached, and allows only scripts, styles and hosts of its own', async () => {
    const { status, headers, text } = await page()
    expect([status, headers.get('cache-control')]).toEqual([200, 'no-store'])
    const policy = headers.get('content-security-policy')!
    expect(directive(policy, 'default-src')).toEqual(["'none'"])
    for (const name of ['script-src', 'style-src', 'font-src', 'connect-src']) expect(directive(policy, name)).toEqual(["'self'"])
    expect(directive(policy, 'img-src')).toEqual(["'self'", 'blob:'])
    for (const name of ['base-uri', 'form-action', 'frame-ancestors']) expect(directive(policy, name)).toEqual(["'none'"])
    expect(policy).toContain("require-trusted-types-for 'script'")
    expect(policy).not.toContain('unsafe')
    expect(stateIn(text)).toEqual({ kind: 'signed-out' })
    expect(text).not.toMatch(/<script>|<style|style=/)
  })

  it('serves every path below /admin, and its files with a long cache time', async () => {
    expect((await page(undefined, '/admin/o/acme/i/shop/keys?sort=name')).text).toContain('session-state')
    expect((await call('GET /admin')).text).toContain('session-state')
    const script = /src="(\/admin\/assets\/[^"]+\.js)"/.exec((await page()).text)![1]!
    const file = await call(`GET ${script}`)
    expect([file.status, file.headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable'])
    const again = await call(`GET ${script}`, { headers: { 'if-none-match': file.headers.get('etag')! } })
    expect([again.status, again.text]).toEqual([304, ''])
    expect((await call('GET /admin/assets/none.js')).status).toBe(404)
  })

  it('contains who is signed in, and nothing of it once that has ended', async () => {
    const cookie = await cookieOf(tenant.adminKey)
    const state = stateIn((await page(cookie)).text)
    expect(state).toMatchObject({ kind: 'signed-in', me: { user: { id: tenant.adminId }, role: 'admin' } })
    // The state in the page also contains the tree that `GET /me/places` returns, so that the panel need not request the tree.
    expect(state.tree).toEqual((await config('GET /me/places', { key: tenant.adminKey })).body)
    expect(state.tree.organizations.map(({ id }: { id: string }) => id)).toEqual([tenant.organizationId])
    const out = await config('DELETE /sessions/current', { headers: { cookie, 'x-csrf-token': state.session.csrf_token } })
    expect(out.status).toBe(204)
    expect(stateIn((await page(cookie)).text)).toEqual({ kind: 'signed-out' })
  })

  it('contains a key for the project that the address names, and none for what its user does not see', async () => {
    const viewer = await mintUser(tenant, 'viewer', { instanceIds: [tenant.instanceId] })
    const cookie = await cookieOf(viewer.key)
    const { organizations } = (await config('GET /me/places', { key: viewer.key })).body
    const [organization] = organizations
    const [instance] = organization.instances
    const [project] = instance.projects
    const keyAt = async (path: string, shown = cookie) => stateIn((await page(shown, path)).text).data_key
    const there = `/admin/o/${organization.slug}/i/${instance.slug}`
    const key = await keyAt(`${there}/p/${project.slug}/gallery`)
    expect(key).toMatchObject({ project_id: project.id, instance_id: instance.id, base_url: '/v1', scopes: ['read'] })
    expect((await call('GET /v1/generations', { key: key.secret })).status).toBe(200)
    expect((await keyAt(`${there}/overview`)).project_id).toBe(project.id)
    for (const path of [`${there}/p/none/gallery`, `/admin/o/${organization.slug}/people`, '/admin/', '/admin/o/none/i/none/overview'])
      expect(await keyAt(path)).toBeNull()
    const stranger = await cookieOf((await mintTenant()).adminKey)
    expect(await keyAt(`${there}/p/${project.slug}/gallery`, stranger)).toBeNull()
    const { csrf_token: csrf } = stateIn((await page(cookie)).text).session
    await config('DELETE /sessions/current', { headers: { cookie, 'x-csrf-token': csrf } })
    expect((await call('GET /v1/generations', { key: key.secret })).status).toBe(401)
  })

  it('names the scripts of the page that is opened, once somebody is signed in', async () => {
    const preloads = (text: string) =>
      [...text.matchAll(/<link rel="modulepreload" crossorigin href="(\/admin\/assets\/[^"]+)">/g)].map(([, file]) => file!)
    const cookie = await cookieOf(tenant.adminKey)
    // Without a session, the page preloads only the scripts of the shell (the menu and everything else around a page).
    const shell = preloads((await page()).text)
    // The address `/admin/` usually opens the playground, so the page also preloads the playground's scripts.
    expect(preloads((await page(cookie)).text).some((file) => /\/playground-[\w-]+\.js$/.test(file))).toBe(true)
    const keys = preloads((await page(cookie, '/admin/o/acme/i/shop/keys?sort=name')).text)
    const own = keys.filter((file) => !shell.includes(file))
    expect(own.some((file) => /\/keys-[\w-]+\.js$/.test(file))).toBe(true)
    for (const file of own) expect((await call(`GET ${file}`)).status).toBe(200)
    expect(preloads((await page(undefined, '/admin/o/acme/i/shop/keys')).text)).toEqual(shell)
    expect(preloads((await page(cookie, '/admin/constructor')).text)).toEqual(shell)
  })

  it('may connect to the Workers and picture hosts of the instances that its user sees, and no others', async () => {
    const dedicated = await mintInstance(tenant, { worker_url: 'https://images.acme.com', delivery_base_url: 'https://cdn.acme.com' })
    const policyFor = async (key: string) => (await page(await cookieOf(key))).headers.get('content-security-policy')!
    for (const policy of [await policyFor(tenant.adminKey), await policyFor(tenant.superadminKey)]) {
      expect(directive(policy, 'connect-src')).toEqual(["'self'", 'https://images.acme.com', 'https://cdn.acme.com'])
      expect(directive(policy, 'img-src')).toEqual(["'self'", 'https://images.acme.com', 'https://cdn.acme.com', 'blob:'])
      expect(directive(policy, 'script-src')).toEqual(["'self'"])
    }
    const elsewhere = await mintUser(tenant, 'viewer', { instanceIds: [tenant.instanceId] })
    expect(await policyFor(elsewhere.key)).not.toContain('acme.com')
    const there = await mintUser(tenant, 'viewer', { instanceIds: [dedicated] })
    expect(await policyFor(there.key)).toContain('https://images.acme.com')
    expect(await policyFor((await mintTenant()).adminKey)).not.toContain('acme.com')
  })

  it('puts names into the page as text', async () => {
    const hostile = await mintUser(tenant, 'admin')
    await config(`PATCH /users/${hostile.userId}`, { key: tenant.superadminKey, body: { name: '"><script>alert(1)</script>&quot;' } })
    const { text } = await page(await cookieOf(hostile.key))
    expect(text).not.toContain('<script>alert')
    expect(stateIn(text).me.user.name).toBe('"><script>alert(1)</script>&quot;')
  })
})
