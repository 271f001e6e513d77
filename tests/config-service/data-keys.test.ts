import { exports } from 'cloudflare:workers'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { call, config } from '../support/call.ts'
import { mintInstance, mintProject, mintTenant, mintUser, mustApi, replace, type Tenant } from '../support/tenant.ts'

let tenant: Tenant
let other: Tenant
beforeAll(async () => {
  tenant = await mintTenant()
  other = await mintTenant()
})

let addresses = 0
async function signIn(body: { key: string } | { code: string }) {
  const answer = await config('POST /sessions', { body, headers: { 'cf-connecting-ip': `203.0.113.${++addresses}` } })
  const headers = { cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '', 'x-csrf-token': answer.body?.csrf_token as string }
  return { answer, headers }
}
const dataKey = (headers: Record<string, string>, projectId = tenant.projectId) =>
  config('POST /sessions/current/data-keys', { headers, body: { project_id: projectId } })
const picture = { prompt: 'a hill', size: '64x64' }
const reads = async (key: string) => (await call('GET /v1/generations', { key })).body

describe('the short-lived key of a session', () => {
  it('works in its project for 15 minutes, with the scopes of the key behind the session', async () => {
    const { headers } = await signIn({ key: tenant.adminKey })
    const { status, body } = await dataKey(headers)
    expect(status).toBe(201)
    expect(body).toMatchObject({ base_url: '/v1', project_id: tenant.projectId, instance_id: tenant.instanceId })
    expect(body.scopes.toSorted()).toEqual(['generate', 'manage', 'read'])
    expect(body.secret).toMatch(/^cma_panel_/)
    expect(Date.parse(body.expires_at) - Date.now()).toBeGreaterThan(14 * 60_000)
    const made = await call('POST /v1/generate', { key: body.secret, body: picture })
    expect([made.status, made.body.project_id]).toEqual([200, tenant.projectId])
    expect((await call(`GET /v1/generations`, { key: body.secret, headers: { 'x-project-id': other.projectId } })).status).toBe(404)

    vi.spyOn(Date, 'now').mockReturnValue(Date.parse(body.expires_at) + 1)
    expect((await reads(body.secret)).code).toBe('expired_key')
    vi.restoreAllMocks()
    // The generation service refuses a data key whose claims were changed to name another project. The config service refuses every data
    // key, even an unchanged one.
    const [claims, signature] = (body.secret as string).slice('cma_panel_'.length).split('.') as [string, string]
    const forged = btoa(atob(claims.replaceAll('-', '+').replaceAll('_', '/')).replace(tenant.projectId, other.projectId)).replaceAll(
      '=',
      '',
    )
    expect((await reads(`cma_panel_${forged}.${signature}`)).code).toBe('invalid_key')
    expect((await config('GET /me', { key: body.secret })).body.code).toBe('invalid_key')
  })

  it('dies with its session', async () => {
    const { headers } = await signIn({ key: tenant.adminKey })
    const { secret } = (await dataKey(headers)).body
    expect((await reads(secret)).data).toBeDefined()
    await config('DELETE /sessions/current', { headers })
    expect((await reads(secret)).code).toBe('expired_key')
  })

  it('dies with the key behind the session, and with the grant', async () => {
    const user = await mintUser(tenant, 'developer', { instanceIds: [tenant.instanceId] })
    const { headers } = await signIn({ key: user.key })
    const { secret } = (await dataKey(headers)).body
    expect((await call('POST /v1/generate', { key: secret, body: picture })).status).toBe(200)
    await replace(`/users/${user.userId}/grants`, { grants: [] }, tenant.superadminKey, (await grantsVersion(user.userId))!)
    expect((await reads(secret)).code).toBe('not_found')
    await replace(
      `/users/${user.userId}/grants`,
      { grants: [{ instance_id: tenant.instanceId, role: 'developer' }] },
      tenant.superadminKey,
      (await grantsVersion(user.userId))!,
    )
    expect((await reads(secret)).data).toBeDefined()
    await mustApi('DELETE', `/keys/${user.keyId}`, undefined, tenant.superadminKey)
    expect(['revoked_key', 'expired_key']).toContain((await reads(secret)).code)
  })

  it('only reads for a viewer, whatever the scopes', async () => {
    const user = await mintUser(tenant, 'viewer', { instanceIds: [tenant.instanceId] })
    const { headers } = await signIn({ key: user.key })
    const { secret, scopes } = (await dataKey(headers)).body
    expect(scopes).toEqual(['read'])
    expect((await reads(secret)).data).toBeDefined()
    expect((await call('POST /v1/generate', { key: secret, body: picture })).body.code).toBe('insufficient_scope')
  })

  it('is given only for projects that the user reaches; foreign and missing ones get the same response', async () => {
    const user = await mintUser(tenant, 'viewer', { instanceIds: [tenant.instanceId] })
    const sibling = await mintProject({ instanceId: await mintInstance(tenant), adminKey: tenant.adminKey })
    const { headers } = await signIn({ key: user.key })
    const answers = await Promise.all([sibling, other.projectId, `proj_${'0'.repeat(26)}`].map((id) => dataKey(headers, id)))
    for (const { status, body } of answers) {
      expect(status).toBe(404)
      expect({ ...body, request_id: '' }).toEqual({ ...answers[0]!.body, request_id: '' })
    }
    expect(
      (await config('POST /sessions/current/data-keys', { key: tenant.adminKey, body: { project_id: tenant.projectId } })).status,
    ).toBe(404)
    const { 'x-csrf-token': _, ...withoutToken } = headers
    expect((await dataKey(withoutToken as Record<string, string>)).body.code).toBe('csrf_failed')
  })

  it("lets the panel's page call a dedicated Worker that allows no other page", async () => {
    const { headers } = await signIn({ key: tenant.adminKey })
    const { secret } = (await dataKey(headers)).body
    // Calls the same Worker under another host name, as if it were a dedicated Worker. Its origin then differs from the origin of the
    // panel.
    const at = async (origin: string, key: string) => {
      const sent = new Headers({ authorization: `Bearer ${key}`, origin, 'x-project-id': tenant.projectId })
      const answer = await exports.default.fetch(new Request('https://dedicated.example/v1/generations', { headers: sent }))
      return [answer.status, answer.headers.get('access-control-allow-origin')]
    }
    expect(await at('http://platform.test', secret)).toEqual([200, 'http://platform.test'])
    // These calls are refused, because the instance does not allow the page's origin. Nevertheless the page may read the error, because an
    // error only says what was wrong with the page's own request.
    expect(await at('http://platform.test', tenant.adminKey)).toEqual([403, 'http://platform.test'])
    expect(await at('https://elsewhere.example', secret)).toEqual([403, 'https://elsewhere.example'])
  })
})

const grantsVersion = async (userId: string) =>
  (await mustApi('GET', `/users/${userId}`, undefined, tenant.superadminKey)).headers.get('etag')

describe('a sign-in link', () => {
  const link = async (body: unknown = {}) => (await mustApi('POST', '/sessions/links', body, tenant.adminKey)).body

  it('signs in once, as the key that made it', async () => {
    const { url, code } = await link()
    expect(new URL(url).pathname).toBe('/admin/')
    expect(new URL(url).hash).toBe(`#sign-in=${code}`)
    const { answer, headers } = await signIn({ code })
    expect(answer.status).toBe(201)
    expect((await config('GET /me', { headers: { cookie: headers.cookie } })).body.user.id).toBe(tenant.adminId)
    expect((await signIn({ code })).answer.body.code).toBe('invalid_key')
  })

  it('works once, even if sixteen requests use it at the same time', async () => {
    const { code } = await link()
    const answers = await Promise.all(Array.from({ length: 16 }, () => signIn({ code })))
    expect(answers.filter(({ answer }) => answer.status === 201)).toHaveLength(1)
  })

  it('ends when it expires, and with its key', async () => {
    const { code, expires_at: expiresAt } = await link({ expires_in_seconds: 60 })
    vi.spyOn(Date, 'now').mockReturnValue(Date.parse(expiresAt) + 1)
    expect((await signIn({ code })).answer.body.code).toBe('invalid_key')
    vi.restoreAllMocks()
    const user = await mintUser(tenant, 'admin')
    const made = await mustApi('POST', '/sessions/links', {}, user.key)
    await mustApi('DELETE', `/keys/${user.keyId}`, undefined, tenant.superadminKey)
    expect((await signIn({ code: made.body.code })).answer.body.code).toBe('invalid_key')
    expect((await signIn({ code: `${code.slice(0, -1)}x` })).answer.body.code).toBe('invalid_key')
    // A data key is signed with the same secret as the code of a sign-in link, but must not be accepted as such a code.
    const { headers } = await signIn({ key: tenant.adminKey })
    expect((await signIn({ code: (await dataKey(headers)).body.secret })).answer.body.code).toBe('invalid_key')
  })
})
