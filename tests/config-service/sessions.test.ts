import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { config } from '../support/call.ts'
import { type Tenant, mintProjectKey, mintTenant, mintUser } from '../support/tenant.ts'

let tenant: Tenant
beforeAll(async () => {
  tenant = await mintTenant()
})
let addresses = 0
const freshAddress = () => `203.0.113.${++addresses}`

async function signIn(key: string, address = freshAddress()) {
  const answer = await config('POST /sessions', { body: { key }, headers: { 'cf-connecting-ip': address } })
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? ''
  return { answer, cookie, csrf: answer.body?.csrf_token as string }
}

describe('signing in', () => {
  it('sets a cookie that scripts cannot read and that goes only to this host', async () => {
    const { answer, cookie } = await signIn(tenant.adminKey)
    expect(answer.status).toBe(201)
    const header = answer.headers.get('set-cookie')!
    for (const attribute of ['HttpOnly', 'Secure', 'SameSite=Strict', 'Path=/']) expect(header).toContain(attribute)
    expect(header).toMatch(/^__Host-cma_session=[\w-]{43};/)
    const row = await env.CONFIG_DB.prepare('SELECT * FROM sessions WHERE id = ?').bind(answer.body.id).first()
    expect(JSON.stringify(row)).not.toContain(cookie.split('=')[1])
    expect(JSON.stringify(row)).not.toContain(answer.body.csrf_token)
    expect(answer.text).not.toContain(cookie.split('=')[1])
  })

  it('requires a valid user key with the scope manage', async () => {
    const reader = await mintUser(tenant, 'admin', { scopes: ['read'] })
    expect((await signIn(reader.key)).answer.body.code).toBe('insufficient_scope')
    expect((await signIn((await mintProjectKey(tenant, { scopes: ['manage'] })).key)).answer.body.code).toBe('insufficient_role')
    expect((await signIn('nonsense')).answer.body.code).toBe('invalid_key')
  })

  it('is rate limited: failures by address, sign-ins by key; failures do not lock out a good key', async () => {
    const address = freshAddress()
    for (let attempt = 0; attempt < 10; attempt++) expect((await signIn('nonsense', address)).answer.status).toBe(401)
    const limited = (await signIn('nonsense', address)).answer
    expect([limited.status, limited.body.code]).toEqual([429, 'rate_limited'])
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await signIn(tenant.adminKey, address)).answer.status).toBe(201)

    const busy = await mintUser(tenant, 'admin')
    const statuses = []
    for (let attempt = 0; attempt < 42; attempt++) statuses.push((await signIn(busy.key)).answer.status)
    expect(statuses.filter((status) => status === 201).length).toBeLessThanOrEqual(41)
    expect(statuses).toContain(429)
  })
})

describe('a session', () => {
  it('reads with the cookie alone and writes with the CSRF token of this session only', async () => {
    const mine = await signIn(tenant.adminKey)
    const theirs = await signIn(tenant.adminKey)
    expect((await config('GET /me', { headers: { cookie: mine.cookie } })).body.scopes).toContain('manage')
    const write = (headers: Record<string, string>) =>
      config('POST /keys', { headers: { cookie: mine.cookie, ...headers }, body: { kind: 'user', name: 'By panel', scopes: ['read'] } })
    expect((await write({})).body.code).toBe('csrf_failed')
    expect((await write({ 'x-csrf-token': 'x' })).body.code).toBe('csrf_failed')
    expect((await write({ 'x-csrf-token': theirs.csrf })).body.code).toBe('csrf_failed')
    expect((await write({ 'x-csrf-token': mine.csrf })).status).toBe(201)
    const log = await config('GET /audit-log?action=key.create&limit=1', { key: tenant.adminKey })
    expect(log.body.data[0].actor).toMatchObject({ kind: 'session', id: tenant.adminId, key_id: expect.stringMatching(/^key_/) })
    const again = await config('GET /sessions/current', { headers: { cookie: mine.cookie } })
    expect(again.body).toMatchObject({ id: mine.answer.body.id, csrf_token: mine.csrf })
    expect((await config('GET /sessions/current', { key: tenant.adminKey })).status).toBe(404)
  })

  it('ends by signing out, and the cookie is cleared', async () => {
    const { cookie, csrf } = await signIn(tenant.adminKey)
    const out = await config('DELETE /sessions/current', { headers: { cookie, 'x-csrf-token': csrf } })
    expect(out.status).toBe(204)
    expect(out.headers.get('set-cookie')).toMatch(/^__Host-cma_session=; Path=\/; Max-Age=0/)
    expect((await config('GET /me', { headers: { cookie } })).body.code).toBe('session_expired')
  })

  it('is in the audit log from sign-in to sign-out; a failed sign-in is only a log line', async () => {
    const user = await mintUser(tenant, 'admin')
    const lines: string[] = []
    vi.spyOn(console, 'warn').mockImplementation((line: string) => void lines.push(line))
    const failed = await signIn('nonsense')
    vi.restoreAllMocks()
    const failures = lines.map((line) => JSON.parse(line) as { event: string }).filter(({ event }) => event === 'sign_in_failed')
    expect(failures).toEqual([
      { level: 'warn', event: 'sign_in_failed', service: 'config', request_id: failed.answer.body.request_id, code: 'invalid_key' },
    ])

    const one = await signIn(user.key)
    await config('DELETE /sessions/current', { headers: { cookie: one.cookie, 'x-csrf-token': one.csrf } })
    const two = await signIn(user.key)
    await config('DELETE /sessions', { headers: { cookie: two.cookie, 'x-csrf-token': two.csrf } })
    const { data } = (await config(`GET /audit-log?actor=${user.userId}&action=session.`, { key: tenant.adminKey })).body
    const made = (id: string) => ({
      action: 'session.create',
      actor: { kind: 'user', id: user.userId },
      target: { kind: 'session', id },
      after: { key_id: user.keyId },
    })
    const session = { kind: 'session', id: user.userId }
    expect(data).toMatchObject([
      { action: 'session.delete_all', actor: session, target: { kind: 'user', id: user.userId }, before: { sessions: 1 } },
      made(two.answer.body.id),
      { action: 'session.delete', actor: session, target: { kind: 'session', id: one.answer.body.id } },
      made(one.answer.body.id),
    ])
    expect((await config('GET /audit-log/verify', { key: tenant.adminKey })).body).toMatchObject({ intact: true })
  })

  it('can be ended everywhere at once, for this user only', async () => {
    const user = await mintUser(tenant, 'admin')
    const [one, two, other] = [await signIn(user.key), await signIn(user.key), await signIn(tenant.adminKey)]
    const out = await config('DELETE /sessions', { headers: { cookie: one.cookie, 'x-csrf-token': one.csrf } })
    expect(out.body).toEqual({ ended: 2 })
    for (const { cookie } of [one, two]) expect((await config('GET /me', { headers: { cookie } })).status).toBe(401)
    expect((await config('GET /me', { headers: { cookie: other.cookie } })).status).toBe(200)
    expect((await config('GET /me', { key: user.key })).status).toBe(200)
  })

  it('can be ended by an admin, for one user, and that is in the audit log', async () => {
    const [user, bystander] = [await mintUser(tenant, 'developer'), await signIn(tenant.adminKey)]
    const [one, two] = [await signIn(user.key), await signIn(user.key)]
    const out = await config(`DELETE /users/${user.userId}/sessions`, { key: tenant.adminKey })
    expect([out.status, out.body]).toEqual([200, { ended: 2 }])
    for (const { cookie } of [one, two]) expect((await config('GET /me', { headers: { cookie } })).body.code).toBe('session_expired')
    expect((await config('GET /me', { headers: { cookie: bystander.cookie } })).status).toBe(200)
    expect((await config('GET /me', { key: user.key })).status).toBe(200)
    const { data, names } = (await config(`GET /audit-log?target=${user.userId}&action=session.`, { key: tenant.adminKey })).body
    expect(Object.keys(names)).toContain(tenant.adminId)
    expect(data[0]).toMatchObject({ action: 'session.delete_all', actor: { id: tenant.adminId }, before: { sessions: 2 } })
  })

  it('ends with its key, its expiry and its user', async () => {
    const user = await mintUser(tenant, 'admin')
    const { cookie } = await signIn(user.key)
    await config(`DELETE /keys/${user.keyId}`, { key: tenant.adminKey })
    expect((await config('GET /me', { headers: { cookie } })).body.code).toBe('session_expired')

    const second = await signIn(tenant.adminKey)
    await env.CONFIG_DB.prepare('UPDATE sessions SET expires_at = ? WHERE id = ?').bind(Date.now(), second.answer.body.id).run()
    expect((await config('GET /me', { headers: { cookie: second.cookie } })).body.code).toBe('session_expired')
  })

  it('is extended by use, but never beyond twelve hours', async () => {
    const { cookie, answer } = await signIn(tenant.adminKey)
    const expiry = () => env.CONFIG_DB.prepare('SELECT expires_at AS v FROM sessions WHERE id = ?').bind(answer.body.id).first<number>('v')
    const now = Date.now()
    await env.CONFIG_DB.prepare('UPDATE sessions SET expires_at = ? WHERE id = ?')
      .bind(now + 60_000, answer.body.id)
      .run()
    await config('GET /me', { headers: { cookie } })
    expect((await expiry())! - now).toBeGreaterThan(29 * 60_000)
    await env.CONFIG_DB.prepare('UPDATE sessions SET created_at = ?, expires_at = ? WHERE id = ?')
      .bind(now - 12 * 3_600_000 + 90_000, now + 10_000, answer.body.id)
      .run()
    await config('GET /me', { headers: { cookie } })
    expect((await expiry())! - now).toBeLessThanOrEqual(90_000)
  })

  it('is ignored beside a key in the Authorization header, and two cookies count as none', async () => {
    const { cookie } = await signIn(tenant.adminKey)
    expect((await config('GET /me', { key: 'nonsense', headers: { cookie } })).body.code).toBe('invalid_key')
    expect((await config('GET /me', { headers: { cookie: `${cookie}; ${cookie}` } })).body.code).toBe('missing_key')
  })
})
