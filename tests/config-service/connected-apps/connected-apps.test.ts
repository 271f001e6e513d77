// Tests apps that connect through OAuth: every step, and an attack on each step.
import { env } from 'cloudflare:workers'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { call, config } from '../../support/call.ts'
import {
  authorizationRequest,
  connect,
  decide,
  exchange,
  form,
  freshAddress,
  listTools,
  parametersOf,
  type Person,
  REDIRECT,
  refresh,
  register,
  RESOURCE,
  review,
  signIn,
} from '../../support/connected-app.ts'
import { mintInstance, mintProject, mintTenant, mintUser, mustApi, type Tenant } from '../../support/tenant.ts'

let tenant: Tenant
let admin: Person
beforeAll(async () => {
  tenant = await mintTenant({ models: { models: [{ model: 'sketch-priced', enabled: true }], aliases: [] } })
  admin = await signIn(tenant.adminKey)
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

const keyOf = async (id: string) => (await config(`GET /keys/${id}`, { key: tenant.adminKey })).body
const auditOf = async (keyId: string) =>
  (await config(`GET /audit-log?target=${keyId}`, { key: tenant.adminKey })).body.data.map(({ action }: { action: string }) => action)
const moveClock = (ms: number) => {
  const now = Date.now()
  vi.spyOn(Date, 'now').mockImplementation(() => now + ms)
}
const newClient = async () => (await register()).body.client_id as string
async function newCode(changes: Record<string, string | undefined> = {}) {
  const clientId = await newClient()
  const decided = await decide(admin, await authorizationRequest(clientId, changes), tenant.projectId)
  return { clientId, code: parametersOf(decided).get('code')!, keyId: decided.body.key_id as string }
}

describe('the way from an address to a picture', () => {
  it('begins with a 401 that leads to the metadata of the resource and of the authorization server', async () => {
    const refused = await call('POST /mcp', { body: {} })
    expect(refused.status).toBe(401)
    const challenge = refused.headers.get('www-authenticate')!
    expect(challenge).toBe(
      'Bearer resource_metadata="http://platform.test/.well-known/oauth-protected-resource/mcp", scope="read generate"',
    )
    const resource = await call('GET /.well-known/oauth-protected-resource/mcp')
    expect(resource.body).toMatchObject({ resource: RESOURCE, authorization_servers: ['http://platform.test'] })
    const server = await call('GET /.well-known/oauth-authorization-server')
    expect(server.headers.get('access-control-allow-origin')).toBe('*')
    expect(server.body).toEqual((await config('GET /oauth/metadata')).body)
    expect(server.body).toMatchObject({
      issuer: 'http://platform.test',
      authorization_endpoint: 'http://platform.test/admin/connect',
      code_challenge_methods_supported: ['S256'],
      authorization_response_iss_parameter_supported: true,
    })
  })

  it('makes a key with its own budget, and every step is in the audit log', async () => {
    const clientId = await newClient()
    const request = await authorizationRequest(clientId)
    const seen = await review(admin, request)
    expect(seen.body).toMatchObject({
      client_name: 'An assistant',
      client_source: 'registered',
      redirect_host: 'assistant.test',
      redirect_kind: 'web',
      scopes: ['read', 'generate'],
      refusal: null,
    })
    expect(seen.body.projects.map(({ id }: { id: string }) => id)).toContain(tenant.projectId)

    const decided = await decide(admin, request, tenant.projectId)
    expect(decided.status, decided.text).toBe(201)
    const back = parametersOf(decided)
    expect(back.get('state')).toBe('a state&of "the app"')
    expect(back.get('iss')).toBe('http://platform.test')
    const keyId = decided.body.key_id
    expect(await keyOf(keyId)).toMatchObject({
      kind: 'project',
      project_id: tenant.projectId,
      scopes: ['read', 'generate'],
      limits: [{ metric: 'cost_micros', window: 'month', limit: 5_000_000 }],
      connected_app: { client_id: clientId, name: 'An assistant', redirect_host: 'assistant.test' },
    })

    const issued = await exchange(clientId, back.get('code')!)
    expect(issued.status, issued.text).toBe(200)
    expect(issued.body).toMatchObject({ token_type: 'Bearer', expires_in: 3600, scope: 'read generate' })
    expect(issued.headers.get('cache-control')).toBe('no-store')
    expect((await listTools(issued.body.access_token)).text).toContain('generate_image')
    const renewed = await refresh(clientId, issued.body.refresh_token)
    expect(renewed.status, renewed.text).toBe(200)
    expect((await listTools(renewed.body.access_token)).status).toBe(200)
    expect((await form('/oauth/revoke', { token: renewed.body.refresh_token })).status).toBe(200)
    expect(await auditOf(keyId)).toEqual(['key.revoke', 'app.disconnect', 'app.refresh', 'app.token', 'app.connect', 'key.create'])
    expect((await config('GET /audit-log/verify', { key: tenant.adminKey })).body.intact).toBe(true)
  })

  it('spends the budget of the key and no more', async () => {
    const { access } = await connect(admin, tenant.projectId, { budget: { window: 'day', limit_micros: 1 } })
    const answer = await call('POST /mcp', {
      key: access,
      headers: { accept: 'application/json, text/event-stream', 'mcp-protocol-version': '2025-11-25' },
      body: {
        jsonrpc: '2.0',
        id: 1,
        method: 'tools/call',
        params: { name: 'generate_image', arguments: { prompt: 'a fox', model: 'sketch-priced' } },
      },
    })
    expect(answer.text).toMatch(/budget_exceeded|request_exceeds_limit/)
  })

  it('lets a person deny, and tells the app so', async () => {
    const decided = await decide(admin, await authorizationRequest(await newClient()), tenant.projectId, { decision: 'deny' })
    expect(decided.body.key_id).toBeNull()
    expect(parametersOf(decided).get('error')).toBe('access_denied')
    expect(parametersOf(decided).get('code')).toBeNull()
  })

  it('stores no secret as it is', async () => {
    const { code, access, refresh: token, keyId } = await connect(admin, tenant.projectId)
    const rows = await env.CONFIG_DB.prepare('SELECT * FROM oauth_grants WHERE key_id = ?').bind(keyId).all()
    const log = await env.CONFIG_DB.prepare('SELECT * FROM audit_log WHERE target_id = ?').bind(keyId).all()
    for (const secret of [code, access, token]) expect(JSON.stringify([rows.results, log.results])).not.toContain(secret)
  })
})

describe('a code', () => {
  it('works once; a second use ends what the first one gave', async () => {
    const { clientId, code, access, keyId, refresh: token } = await connect(admin, tenant.projectId)
    expect((await listTools(access)).status).toBe(200)
    expect((await exchange(clientId, code)).body.error).toBe('invalid_grant')
    expect((await listTools(access)).status).toBe(401)
    expect((await refresh(clientId, token)).body.error).toBe('invalid_grant')
    expect((await keyOf(keyId)).status).toBe('revoked')
  })

  it('needs its verifier, its client and its redirect address; a wrong try spends it', async () => {
    const faults: Record<string, string | undefined>[] = [
      { code_verifier: 'x'.repeat(43) },
      { code_verifier: undefined },
      { client_id: await newClient() },
      { redirect_uri: `${REDIRECT}/` },
    ]
    for (const fault of faults) {
      const { clientId, code, keyId } = await newCode()
      const refused = await exchange(clientId, code, fault)
      expect([refused.status, refused.body.error]).toEqual([
        400,
        fault['code_verifier'] === undefined && 'code_verifier' in fault ? 'invalid_request' : 'invalid_grant',
      ])
      if (refused.body.error === 'invalid_request') continue
      expect((await exchange(clientId, code)).body.error).toBe('invalid_grant')
      expect((await keyOf(keyId)).status).toBe('revoked')
    }
  })

  it('works for 60 seconds', async () => {
    const { clientId, code } = await newCode()
    moveClock(60_001)
    expect((await exchange(clientId, code)).body.error).toBe('invalid_grant')
  })

  it('is given to one of two that come at once, and then ends', async () => {
    const { clientId, code, keyId } = await newCode()
    const both = await Promise.all([exchange(clientId, code), exchange(clientId, code)])
    expect(both.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1)
    expect((await keyOf(keyId)).status).toBe('revoked')
  })

  it('is not given without PKCE by S256', async () => {
    for (const changes of [{ code_challenge: undefined }, { code_challenge_method: 'plain' }, { code_challenge_method: undefined }]) {
      const request = await authorizationRequest(await newClient(), changes)
      expect((await review(admin, request)).body.refusal.error).toBe('invalid_request')
      expect((await decide(admin, request, tenant.projectId)).status).toBe(400)
    }
  })
})

describe('redirect addresses', () => {
  it('must be registered, character by character; nothing is sent elsewhere', async () => {
    const clientId = await newClient()
    for (const uri of [
      `${REDIRECT}?x=1`,
      `${REDIRECT}/..`,
      'https://assistant.test.evil.test/callback',
      'https://ASSISTANT.test/callback',
      'http://assistant.test/callback',
    ]) {
      const request = await authorizationRequest(clientId, { redirect_uri: uri })
      for (const answer of [await review(admin, request), await decide(admin, request, tenant.projectId, { decision: 'deny' })]) {
        expect(answer.status, uri).toBe(400)
        expect(answer.text).not.toContain('redirect_to')
      }
    }
  })

  it('may be on any port of the own computer', async () => {
    const { body } = await register({ redirect_uris: ['http://127.0.0.1/callback', 'http://localhost:1234/cb'] })
    const reviewed = async (uri: string) => (await review(admin, await authorizationRequest(body.client_id, { redirect_uri: uri }))).status
    expect(await reviewed('http://127.0.0.1:50123/callback')).toBe(200)
    expect(await reviewed('http://localhost:9/cb')).toBe(200)
    expect(await reviewed('http://127.0.0.1:50123/other')).toBe(400)
    expect(await reviewed('http://localhost:50123/callback')).toBe(400)
    expect(await reviewed('http://127.0.0.1.evil.test:50123/callback')).toBe(400)
  })

  it('are refused at registration if a browser would run or leak them', async () => {
    const wrong = [
      'javascript:alert(1)',
      'data:text/html,x',
      'file:///etc/passwd',
      'http://assistant.test/cb',
      'https://user@assistant.test/',
      'https://assistant.test/#x',
      'https:assistant.test/cb',
      'https:/assistant.test/cb',
      'https:///assistant.test/cb',
      'http:127.0.0.1/cb',
      'https://a.test/\u0000',
      'blob:https://a.test/1',
      'intent://x',
      'mailto:x@a.test',
      '/callback',
      'vbscript:x',
    ]
    for (const uri of wrong) {
      const answer = await register({ redirect_uris: [uri] })
      expect([answer.status, answer.body.error], uri).toEqual([400, 'invalid_redirect_uri'])
    }
    for (const uri of ['cursor://anysphere.cursor-mcp/oauth/callback', 'com.example.app:/callback'])
      expect((await register({ redirect_uris: [uri] })).status, uri).toBe(201)
  })
})

describe('what a person can give', () => {
  it('is never more than the person has', async () => {
    const developer = await mintUser(tenant, 'developer', { instanceIds: [tenant.instanceId], scopes: ['read', 'manage'] })
    const person = await signIn(developer.key)
    const request = await authorizationRequest(await newClient())
    expect((await review(person, request)).body.scopes).toEqual(['read'])
    expect((await decide(person, request, tenant.projectId)).body.code).toBe('insufficient_scope')
    expect((await decide(person, request, tenant.projectId, { scopes: ['read'] })).status).toBe(201)
  })

  it('is never more than the app has asked for, and never the scope manage', async () => {
    const request = await authorizationRequest(await newClient(), { scope: 'read manage' })
    expect((await review(admin, request)).body.scopes).toEqual(['read'])
    expect((await decide(admin, request, tenant.projectId)).status).toBe(400)
    expect((await decide(admin, request, tenant.projectId, { scopes: ['manage'] })).status).toBe(400)
  })

  it('is no project of another organization or of an instance without a role', async () => {
    const other = await mintTenant()
    const request = await authorizationRequest(await newClient())
    expect((await decide(admin, request, other.projectId)).status).toBe(404)
    const viewer = await mintUser(tenant, 'developer', { instanceIds: [await mintInstance(tenant)] })
    expect((await decide(await signIn(viewer.key), request, tenant.projectId)).status).toBe(404)
    expect((await review(admin, request)).text).not.toContain(other.projectId)
  })

  it('ends no later than the key of the person', async () => {
    const ends = new Date(Date.now() + 3_600_000).toISOString()
    const made = await mustApi(
      'POST',
      '/keys',
      { kind: 'user', user_id: tenant.adminId, name: 'Short', scopes: ['read', 'generate', 'manage'], expires_at: ends },
      tenant.adminKey,
    )
    const person = await signIn(made.body.secret)
    const request = await authorizationRequest(await newClient())
    expect((await review(person, request)).body.latest_expiry).toBe(ends)
    const { keyId, access } = await connect(person, tenant.projectId)
    expect((await keyOf(keyId)).expires_at).toBe(ends)
    await mustApi('DELETE', `/keys/${made.body.id}`, undefined, tenant.adminKey)
    expect((await listTools(access)).status).toBe(401)
  })
})

describe('consent', () => {
  it('needs the session, its CSRF token and a choice', async () => {
    const request = await authorizationRequest(await newClient())
    expect((await decide({}, request, tenant.projectId)).status).toBe(401)
    expect((await decide({ cookie: admin.cookie }, request, tenant.projectId)).body.code).toBe('csrf_failed')
    const byKey = await config('POST /oauth/authorizations', { key: tenant.adminKey, body: { decision: 'allow', request } })
    expect(byKey.status).toBe(404)
    for (const name of ['project_id', 'scopes', 'budget', 'expires_in_days']) {
      const answer = await decide(admin, request, tenant.projectId, { [name]: undefined })
      expect(answer.body.errors, name).toEqual([{ pointer: `/body/${name}`, message: 'is needed to allow the access' }])
    }
    const viewer = await mintUser(tenant, 'viewer', { instanceIds: [tenant.instanceId] })
    expect((await decide(await signIn(viewer.key), request, tenant.projectId)).body.code).toBe('insufficient_role')
  })

  it('shows a name without control characters and turns of the writing direction', async () => {
    const { body } = await register({ client_name: '<img src=x onerror=alert(1)>\u202eKOOB\u0000\n' + 'x'.repeat(100) })
    expect(body.client_name).toMatch(/^<img src=x onerror=alert\(1\)> KOOB x+…$/)
    expect([...body.client_name].length).toBe(80)
  })
})

describe('a token', () => {
  it('works at the endpoint that it was made for and nowhere else', async () => {
    const { access, refresh: token, clientId } = await connect(admin, tenant.projectId)
    expect((await call('GET /v1/models', { key: access })).body.code).toBe('invalid_key')
    expect((await config('GET /me', { key: access })).body.code).toBe('invalid_key')
    const elsewhere = await call('POST http://other.test/mcp', { key: access, body: {} })
    expect([elsewhere.status, elsewhere.body.code]).toEqual([401, 'invalid_key'])
    expect(elsewhere.headers.get('www-authenticate')).toContain('error="invalid_token"')
    expect((await refresh(clientId, token, { resource: 'http://other.test/mcp' })).body.error).toBe('invalid_target')
    expect((await refresh(clientId, token, { scope: 'read manage' })).body.error).toBe('invalid_scope')
    expect((await listTools(`${access.slice(0, -1)}${access.endsWith('A') ? 'B' : 'A'}`)).body.code).toBe('invalid_key')
    expect((await listTools(token)).status).toBe(401)
  })

  it('is not made for a resource that is not ours', async () => {
    for (const resource of ['https://evil.test/mcp', 'http://platform.test/', 'http://platform.test/mcp/', undefined]) {
      const request = await authorizationRequest(await newClient(), { resource })
      const refused = (await review(admin, request)).body.refusal
      expect(refused.error, resource).toBe('invalid_target')
      expect(new URL(refused.redirect_to).searchParams.get('iss')).toBe('http://platform.test')
      expect((await decide(admin, request, tenant.projectId)).status).toBe(400)
    }
  })

  it('of an instance with a dedicated Worker is for that Worker', async () => {
    const instanceId = await mintInstance(tenant)
    await mustApi('PATCH', `/instances/${instanceId}`, { worker_url: 'https://client.example.com' }, tenant.adminKey)
    const projectId = await mintProject({ instanceId, adminKey: tenant.adminKey })
    const clientId = await newClient()
    const own = await authorizationRequest(clientId, { resource: 'https://client.example.com/mcp' })
    expect((await review(admin, own)).body.projects.map(({ id }: { id: string }) => id)).toEqual([projectId])
    expect((await decide(admin, own, tenant.projectId)).status).toBe(400)
    expect((await decide(admin, await authorizationRequest(clientId), projectId)).status).toBe(400)
    const decided = await decide(admin, own, projectId)
    expect(decided.status).toBe(201)
    const issued = await exchange(clientId, parametersOf(decided).get('code')!, { resource: 'https://client.example.com/mcp' })
    expect((await listTools(issued.body.access_token)).body.code).toBe('invalid_key')
    expect((await call('POST https://client.example.com/mcp', { key: issued.body.access_token, body: {} })).status).not.toBe(401)
  })

  it('expires after an hour, and is renewed', async () => {
    const { access, refresh: token, clientId } = await connect(admin, tenant.projectId)
    moveClock(3_600_001)
    const late = await listTools(access)
    expect([late.status, late.body.code]).toEqual([401, 'expired_key'])
    expect((await listTools((await refresh(clientId, token)).body.access_token)).status).toBe(200)
  })

  it('ends at once with its revocation, its key and its user; the key cannot be rotated into a secret', async () => {
    const one = await connect(admin, tenant.projectId)
    expect((await form('/oauth/revoke', { token: one.access })).status).toBe(200)
    expect((await listTools(one.access)).status).toBe(401)
    expect((await form('/oauth/revoke', { token: one.access })).status).toBe(200)
    expect((await form('/oauth/revoke', { token: 'nonsense' })).status).toBe(200)

    const two = await connect(admin, tenant.projectId)
    const rotated = await config(`POST /keys/${two.keyId}/rotate`, { key: tenant.adminKey, body: {} })
    expect(rotated.status).toBe(409)
    expect((await config(`DELETE /keys/${two.keyId}`, { key: tenant.adminKey })).status).toBe(204)
    expect((await listTools(two.access)).body.code).toBe('revoked_key')
    expect((await refresh(two.clientId, two.refresh)).body.error).toBe('invalid_grant')

    const user = await mintUser(tenant, 'developer', { instanceIds: [tenant.instanceId] })
    const three = await connect(await signIn(user.key), tenant.projectId)
    expect((await listTools(three.access)).status).toBe(200)
    await mustApi('DELETE', `/users/${user.userId}`, undefined, tenant.adminKey)
    expect((await listTools(three.access)).status).toBe(401)
    expect((await keyOf(three.keyId)).status).toBe('revoked')
    expect(await auditOf(three.keyId)).toContain('key.revoke')
  })

  it('follows the role of the user', async () => {
    const user = await mintUser(tenant, 'developer', { instanceIds: [tenant.instanceId] })
    const { access } = await connect(await signIn(user.key), tenant.projectId)
    const grant = async (grants: object[]) => {
      const { headers } = await config(`GET /users/${user.userId}`, { key: tenant.adminKey })
      await mustApi('PUT', `/users/${user.userId}/grants`, { grants }, tenant.adminKey, { 'if-match': headers.get('etag')! })
    }
    await grant([{ instance_id: tenant.instanceId, role: 'viewer' }])
    const tools = await listTools(access)
    expect(tools.text).toContain('list_images')
    expect(tools.text).not.toContain('generate_image')
    await grant([])
    expect((await listTools(access)).status).toBe(404)
  })
})

describe('a refresh token', () => {
  it('works once; its second use ends the whole access', async () => {
    const { clientId, refresh: first, keyId } = await connect(admin, tenant.projectId)
    const second = (await refresh(clientId, first)).body
    expect((await listTools(second.access_token)).status).toBe(200)
    expect((await refresh(clientId, first)).body.error).toBe('invalid_grant')
    expect((await refresh(clientId, second.refresh_token)).body.error).toBe('invalid_grant')
    expect((await listTools(second.access_token)).status).toBe(401)
    expect((await keyOf(keyId)).status).toBe('revoked')
    expect(await auditOf(keyId)).toContain('app.disconnect')
  })

  it('is of its own client', async () => {
    const { refresh: token, clientId } = await connect(admin, tenant.projectId)
    expect((await refresh(await newClient(), token)).body.error).toBe('invalid_grant')
    expect((await refresh(clientId, token)).status).toBe(200)
  })

  it('is renewed at most 60 times an hour', async () => {
    const { clientId, refresh: first, keyId } = await connect(admin, tenant.projectId)
    const { id } = (await env.CONFIG_DB.prepare('SELECT id FROM oauth_grants WHERE key_id = ?').bind(keyId).first<{ id: string }>())!
    await env.CONFIG_DB.prepare('UPDATE attempts SET count = 60 WHERE subject = ?').bind(`oauth-token|${id}`).run()
    expect((await refresh(clientId, first)).status).toBe(429)
    expect((await keyOf(keyId)).status).toBe('active')
  })
})

describe('registration', () => {
  it('is limited by address, in total, in number and in size', async () => {
    const address = freshAddress()
    await register({}, address)
    await env.CONFIG_DB.prepare('UPDATE attempts SET count = 60 WHERE subject = ?')
      .bind(`oauth-client|${address['cf-connecting-ip']}`)
      .run()
    expect((await register({}, address)).status).toBe(429)
    expect((await register()).status).toBe(201)
    await env.CONFIG_DB.prepare("UPDATE attempts SET count = 3000 WHERE subject = 'oauth-client'").run()
    expect((await register()).status).toBe(429)
    await env.CONFIG_DB.prepare("DELETE FROM attempts WHERE subject = 'oauth-client'").run()
    expect((await register({ redirect_uris: Array.from({ length: 11 }, (_, index) => `${REDIRECT}/${index}`) })).body.error).toBe(
      'invalid_request',
    )
    expect((await register({ logo_uri: 'x'.repeat(20_000) })).status).toBe(413)
  })

  it('is limited for all addresses of an IPv6 /64 together, and also if many are sent at the same time', async () => {
    const from = (address: string) => register({}, { 'cf-connecting-ip': address })
    expect((await from('2001:db8:7:8::1')).status).toBe(201)
    const { results } = await env.CONFIG_DB.prepare(
      "UPDATE attempts SET count = 59 WHERE subject = 'oauth-client|2001:db8:7:8::/64' RETURNING subject",
    ).all()
    expect(results).toHaveLength(1)
    const same = ['2001:0DB8:7:8:9:a:b:c', '2001:db8:7:8::2', '2001:db8:7:8:ffff::', '2001:db8:7:8:0:0:0:4']
    const statuses = await Promise.all(same.map(async (address) => (await from(address)).status))
    expect(statuses.toSorted()).toEqual([201, 429, 429, 429])
    expect((await from('2001:db8:7:9::1')).status).toBe(201)
    expect((await from('2001:db8::7:8:0:1')).status).toBe(201)
    expect((await from('::ffff:192.0.2.77')).status).toBe(201)
  })

  it('is limited for the networks of a customer and of a provider, so that one owner of many addresses refuses nobody else', async () => {
    const from = async (address: string) => (await register({}, { 'cf-connecting-ip': address })).status
    const fill = async (network: string, count: number) => {
      const filled = await env.CONFIG_DB.prepare('UPDATE attempts SET count = ? WHERE subject = ? RETURNING subject')
        .bind(count, `oauth-client|${network}`)
        .all()
      expect(filled.results, network).toHaveLength(1)
    }
    expect(await from('2001:db9:1:1::1')).toBe(201)
    await fill('2001:db9:1::/48', 300)
    expect([await from('2001:db9:1:2::1'), await from('2001:db9:2:1::1')]).toEqual([429, 201])
    await fill('2001:db9::/32', 1000)
    expect([await from('2001:db9:3:1::1'), await from('2001:dba::1')]).toEqual([429, 201])
    expect(await from('203.0.113.7')).toBe(201)
    await fill('203.0.113.0/24', 300)
    expect([await from('203.0.113.8'), await from('203.0.112.8')]).toEqual([429, 201])
    await fill('203.0.0.0/16', 1000)
    expect([await from('203.0.7.1'), await from('203.1.7.1')]).toEqual([429, 201])
    // A registration raises four counters: of the sender's address, of the two networks to which the address belongs (/24 and /16), and of
    // everyone. An unknown address belongs to no network. If `unknown` were used as the name of both networks, too, the counter `unknown`
    // would be raised three times.
    expect(await from('unknown')).toBe(201)
    const { results } = await env.CONFIG_DB.prepare('SELECT count FROM attempts WHERE subject = ?').bind('oauth-client|unknown').all()
    expect(results).toEqual([{ count: 1 }])
  })

  it('replaces the oldest unused one when there are many; a flood stops nobody, and no app that is used', async () => {
    const used = await newClient()
    const decided = await decide(admin, await authorizationRequest(used), tenant.projectId)
    expect(decided.status, decided.text).toBe(201)
    const now = Date.now()
    const ends = now + 24 * 3_600_000
    // The first 100 registrations are one second older than the others, so they are deleted first.
    await env.CONFIG_DB.prepare(
      `INSERT INTO oauth_clients WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 6100)
       SELECT 'many' || i, 'registered', 'x', '[]', ?1 - (i <= 100) * 1000, ?2 - (i <= 100) * 1000 FROM n`,
    )
      .bind(now, ends)
      .run()
    const count = async (which: string) =>
      (await env.CONFIG_DB.prepare(`SELECT count(*) AS n FROM oauth_clients WHERE ${which}`).first<{ n: number }>())!.n
    const { status, body } = await register()
    expect(status).toBe(201)
    // The platform keeps the newest 6,000 unused registrations. These always include all of the last hour, so a person has at least an hour
    // to decide about an app: any 60 minutes lie in at most two clock hours, and each clock hour admits 3,000 registrations.
    expect(await count('expires_at <= created_at + 86400000')).toBe(6000)
    expect(await count("id LIKE 'many%' AND created_at < " + now)).toBe(0)
    expect(await count(`id IN ('${used}', '${body.client_id}')`)).toBe(2)
    expect((await review(admin, await authorizationRequest(body.client_id))).status).toBe(200)
    await env.CONFIG_DB.prepare("UPDATE oauth_clients SET expires_at = 1 WHERE id LIKE 'many%'").run()
    expect((await register()).status).toBe(201)
    expect(await count("id LIKE 'many%'")).toBe(0)
  })

  it('ends after a day if it is not used', async () => {
    const clientId = await newClient()
    moveClock(24 * 3_600_000 + 1)
    const person = await signIn(tenant.adminKey)
    expect((await review(person, await authorizationRequest(clientId))).status).toBe(400)
  })
})

describe('a metadata document as the client', () => {
  const ID = 'https://assistant.example.com/oauth/client.json'
  beforeAll(async () => {
    // Earlier tests have moved the clock past the end of the session, so a new session is needed.
    admin = await signIn(tenant.adminKey)
  })
  const DOCUMENT = { client_id: ID, client_name: 'By document', redirect_uris: [REDIRECT] }
  /** Replaces `fetch`: it returns this response for the host of the metadata document, and fails for every other host. */
  const serve = (answer: () => Response) =>
    vi.spyOn(globalThis, 'fetch').mockImplementation(async (url) => {
      if (String(url instanceof Request ? url.url : url).startsWith('https://assistant.example.com/')) return answer()
      throw new Error('no such host')
    })

  it('is fetched by the guard, for a signed-in person, and then used', async () => {
    const fetched = serve(() => Response.json(DOCUMENT))
    expect((await review({}, await authorizationRequest(ID))).status).toBe(401)
    expect(fetched).not.toHaveBeenCalled()
    const request = await authorizationRequest(ID)
    expect((await review(admin, request)).body).toMatchObject({ client_name: 'By document', client_source: 'document' })
    const decided = await decide(admin, request, tenant.projectId)
    expect(fetched).toHaveBeenCalledTimes(1)
    expect((await exchange(ID, parametersOf(decided).get('code')!)).status).toBe(200)
  })

  it('must name itself, be small JSON without a redirect, and at a canonical https address', async () => {
    const refused = async (answer: () => Response, name: string) => {
      serve(answer)
      const answered = await review(admin, await authorizationRequest(`https://assistant.example.com/${name}`))
      expect(answered.status, name).toBe(400)
      vi.restoreAllMocks()
    }
    await refused(() => Response.json(DOCUMENT), 'other-id')
    await refused(() => new Response('{}'), 'text')
    await refused(() => Response.json({ client_id: 'https://assistant.example.com/none' }), 'none')
    await refused(
      () => Response.json({ client_id: 'https://assistant.example.com/script', redirect_uris: ['javascript:alert(1)'] }),
      'script',
    )
    await refused(
      () => Response.json({ client_id: 'https://assistant.example.com/large', redirect_uris: [REDIRECT], x: 'x'.repeat(10_000) }),
      'large',
    )
    await refused(
      () => new Response(null, { status: 302, headers: { location: 'https://assistant.example.com/oauth/client.json' } }),
      'moved',
    )
    const fetched = serve(() => Response.json(DOCUMENT))
    for (const id of [
      'http://assistant.example.com/x',
      'https://assistant.example.com',
      'https://assistant.example.com/a/../x',
      'https://a@assistant.example.com/x',
      'https://assistant.example.com/x#y',
      'nonsense',
    ])
      expect((await review(admin, await authorizationRequest(id))).status, id).toBe(400)
    expect(fetched).not.toHaveBeenCalled()
  })
})

describe('the token endpoint', () => {
  it('refuses in the form of RFC 6749', async () => {
    const errors: [Record<string, string>, string][] = [
      [{}, 'invalid_request'],
      [{ grant_type: 'password' }, 'unsupported_grant_type'],
      [{ grant_type: 'authorization_code' }, 'invalid_request'],
      [{ grant_type: 'refresh_token', client_id: 'x', refresh_token: 'cma_refresh_x.y' }, 'invalid_grant'],
    ]
    for (const [fields, error] of errors) {
      const answer = await form('/oauth/token', fields)
      expect([answer.status, answer.body.error]).toEqual([400, error])
    }
    const twice = await config('POST /oauth/token', {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'grant_type=authorization_code&code=a&code=b',
    })
    expect(twice.body.error).toBe('invalid_request')
    expect((await config('POST /oauth/token', { body: { grant_type: 'authorization_code' } })).status).toBe(415)
  })
})
