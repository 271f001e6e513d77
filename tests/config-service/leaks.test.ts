import { runInDurableObject } from 'cloudflare:test'
import { env, exports } from 'cloudflare:workers'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { ConfigRpc } from '../../src/shared/config-rpc.ts'
import { type Answer, call, config } from '../support/call.ts'
import { databaseTexts, findLeaks, keyValueTexts, objectTexts, spellings } from '../support/leaks.ts'
import { services } from '../support/config-services.ts'
import { type Tenant, mintProjectKey, mintTenant, mintUser } from '../support/tenant.ts'

const rpc = (exports as unknown as { ConfigService(options: { props: { instanceId: null } }): ConfigRpc }).ConfigService({
  props: { instanceId: null },
})
const LEVELS = ['debug', 'info', 'log', 'warn', 'error'] as const

let tenant: Tenant
/** The secrets that must not leak, by name. The test searches log lines, responses and stored data for them. */
const canaries: Record<string, string> = {}
const logged: string[] = []
const answers: [string, string][] = []

/**
 * Stores a response, which is searched for secrets later. This response is allowed to show the secrets in `shownOnce`, so they are first
 * removed from the stored text.
 */
function keep(name: string, answer: Answer, shownOnce: string[] = []): Answer {
  let text = answer.text
  for (const secret of shownOnce) text = text.replaceAll(secret, '')
  const headers = [...answer.headers].filter(([header]) => header !== 'set-cookie')
  answers.push([`answer of ${name}`, `${text}\n${JSON.stringify(headers)}`])
  return answer
}

beforeAll(async () => {
  for (const level of LEVELS)
    vi.spyOn(console, level).mockImplementation((...parts: unknown[]) => void logged.push(parts.map(String).join(' ')))
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (_url, init) =>
    Response.json({ error: { message: `not with ${new Headers(init?.headers).get('authorization')}` } }, { status: 401 }),
  )
  tenant = await mintTenant()
  const { instanceId, adminKey: admin } = tenant
  const root = await mintUser(tenant, 'superadmin')
  const environment = env as unknown as Record<string, string>
  canaries['admin key'] = admin
  canaries['superadmin key'] = root.key
  canaries['provider key'] = 'canary-provider-4f1c0d2b9a'
  canaries['second provider key'] = 'canary-provider-77e1aa0c3d'
  canaries['setup token'] = environment['SETUP_TOKEN']!
  canaries['session key'] = environment['SESSION_KEY']!
  for (const name of ['KEY_ENCRYPTION_KEYS', 'KEY_PEPPERS', 'LINK_SIGNING_KEYS'])
    for (const [version, key] of Object.entries(JSON.parse(environment[name]!) as object)) canaries[`${name} ${version}`] = String(key)

  const put = (body: unknown) => config(`PUT /instances/${instanceId}/credentials/openai`, { key: admin, body })
  const credential = keep('putCredential', await put({ fields: { api_key: canaries['provider key'] } }))
  keep('putCredential refused', await put({ fields: { wrong: canaries['provider key'] } }))
  keep(
    'putCredential with a bad URL',
    await put({ fields: { api_key: canaries['provider key'] }, base_url: `ftp://${canaries['provider key']}:x@h` }),
  )
  keep(
    'putCredential malformed',
    await config(`PUT /instances/${instanceId}/credentials/openai`, {
      key: admin,
      body: `{"fields": {"api_key": "${canaries['provider key']}"`,
    }),
  )
  keep(
    'rotateCredential',
    await config(`POST /credentials/${credential.body.id}/rotate`, {
      key: admin,
      body: { fields: { api_key: canaries['second provider key'] } },
    }),
  )
  keep('listCredentials', await config(`GET /instances/${instanceId}/credentials`, { key: admin }))
  keep('verifyCredential', await config(`POST /credentials/${credential.body.id}/verify`, { key: admin }))

  const project = await mintProjectKey(tenant)
  canaries['project key'] = project.key
  const made = await config('POST /keys', {
    key: admin,
    headers: { 'idempotency-key': 'leak-1' },
    body: { kind: 'user', name: 'x', scopes: ['read', 'manage'] },
  })
  canaries['user key'] = made.body.secret
  keep('createKey', made, [made.body.secret])
  const rotated = await config(`POST /keys/${made.body.id}/rotate`, { key: admin, headers: { 'idempotency-key': 'leak-2' }, body: {} })
  canaries['rotated key'] = rotated.body.secret
  keep('rotateKey', rotated, [rotated.body.secret])
  keep('listKeys', await config('GET /keys', { key: admin }))

  const webhook = await config(`POST /instances/${instanceId}/webhooks`, {
    key: admin,
    headers: { 'idempotency-key': 'leak-3' },
    body: { url: 'https://hooks.acme.com/x', events: ['generation.failed'] },
  })
  canaries['webhook secret'] = webhook.body.secret
  keep('createWebhook', webhook, [webhook.body.secret])
  const hook = await config(`POST /webhooks/${webhook.body.id}/rotate-secret`, { key: admin, body: {} })
  canaries['second webhook secret'] = hook.body.secret
  keep('rotateWebhookSecret', hook, [hook.body.secret])
  keep('listWebhooks', await config(`GET /instances/${instanceId}/webhooks`, { key: admin }))
  keep('testWebhook', await config(`POST /webhooks/${webhook.body.id}/test`, { key: admin }))

  const session = await config('POST /sessions', { body: { key: admin }, headers: { 'cf-connecting-ip': '198.51.100.9' } })
  canaries['session cookie'] = /=([\w-]{43});/.exec(session.headers.get('set-cookie')!)![1]!
  canaries['csrf token'] = session.body.csrf_token
  keep('createSession', session, [session.body.csrf_token])
  keep(
    'createSession with a wrong key',
    await config('POST /sessions', { body: { key: `${admin}x` }, headers: { 'cf-connecting-ip': '198.51.100.9' } }),
  )
  keep(
    'setUp again',
    await config('POST /setup', {
      body: { setup_token: canaries['setup token'], organization: { name: 'A', slug: 'a' }, admin: { name: 'B', email: 'b@example.com' } },
    }),
  )
  keep('a key in the path', await config(`GET /keys/${admin}`, { key: admin }))
  keep('a key in the query', await config(`GET /keys?cursor=${admin}`, { key: admin }))
  keep('a key in the wrong header', await config('GET /keys', { headers: { 'x-api-key': admin } }))
  keep('a revoked key', await config(`DELETE /keys/${rotated.body.id}`, { key: admin }))
  keep('getMe with it', await config('GET /me', { key: rotated.body.secret }))
  keep('rewrapSecrets', await config('POST /secrets/rewrap', { key: root.key, body: {} }))
  keep('export', await config(`GET /instances/${instanceId}/export`, { key: admin }))
  keep('audit log', await config('GET /audit-log?limit=100', { key: admin }))
  keep('audit export', await config('GET /audit-log/export', { key: admin }))
  keep(
    'generate',
    await call('POST /v1/generate', {
      key: project.key,
      body: { prompt: `draw ${canaries['provider key']}`, model: 'sketch', size: '256x256' },
    }),
    [canaries['provider key']],
  )
  await rpc.openCredential({ instanceId, subject: { kind: 'provider', provider: 'openai' } })
})
afterAll(() => void vi.restoreAllMocks())

async function everything(): Promise<[string, string][]> {
  const limiter = services.environment.RATE_LIMITER.getByName(tenant.instanceId)
  const inLimiter = await runInDurableObject(limiter as unknown as DurableObjectStub, (_object, state) => objectTexts(state, 'RateLimiter'))
  return [
    ...logged.map((line, index): [string, string] => [`log line ${index}: ${line.slice(0, 120)}`, line]),
    ...answers,
    ...(await databaseTexts(env.CONFIG_DB, 'CONFIG_DB')),
    ...(await keyValueTexts()),
    ...inLimiter,
  ]
}

describe('leak scan', () => {
  it('finds no planted secret in logs, responses, database rows, snapshots and the limiter', async () => {
    const places = await everything()
    expect(Object.keys(canaries).length).toBeGreaterThan(12)
    expect(logged.length).toBeGreaterThan(20)
    for (const kind of [
      'log line',
      'answer of',
      'CONFIG_DB.credentials',
      'CONFIG_DB.audit_log',
      'CONFIG_DB.idempotency',
      'SNAPSHOTS',
      'RateLimiter.',
    ]) {
      expect(
        places.some(([name]) => name.startsWith(kind)),
        `nothing scanned of ${kind}`,
      ).toBe(true)
    }
    expect(findLeaks(canaries, places)).toEqual([])
  })

  it('logs no prompt', () => {
    expect(logged.filter((line) => line.includes('draw canary'))).toEqual([])
  })

  it.each([
    ['plain in a log', (secret: string) => console.warn(`calling with ${secret}`)],
    ['in base64 in a log', (secret: string) => console.info(btoa(`user:${secret}`))],
    [
      'in a row',
      (secret: string) =>
        env.CONFIG_DB.prepare('UPDATE organizations SET name = ? WHERE id = ?').bind(`x ${secret}`, tenant.organizationId).run(),
    ],
    ['in a snapshot', (secret: string) => env.SNAPSHOTS.put('snapshot:leak:1', JSON.stringify({ secret }))],
  ] as const)('the negative control: a secret %s is found', async (_name, leak) => {
    await leak(canaries['provider key']!)
    const leaks = findLeaks(canaries, await everything())
    expect(leaks.length).toBeGreaterThan(0)
    expect(leaks.every((each) => each.startsWith('provider key in'))).toBe(true)
    logged.splice(0)
    await env.CONFIG_DB.prepare("UPDATE organizations SET name = 'Test' WHERE id = ?").bind(tenant.organizationId).run()
    await env.SNAPSHOTS.delete('snapshot:leak:1')
  })

  it('looks for secrets in base64 at every offset', () => {
    const secret = 'canary-provider-4f1c0d2b9a'
    for (const before of ['', 'a', 'ab', 'abc']) {
      for (const after of ['', 'x', 'xy']) {
        const encoded = btoa(before + secret + after)
        expect(spellings(secret).some((spelling) => encoded.includes(spelling))).toBe(true)
      }
    }
  })
})
