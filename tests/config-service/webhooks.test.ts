import { env, exports } from 'cloudflare:workers'
import { Webhook } from 'standardwebhooks'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { ConfigRpc } from '../../src/shared/config-rpc.ts'
import { FetchLimit } from '../../src/shared/guarded-fetch/limits.ts'
import { WEBHOOK_TIMEOUT_MS } from '../../src/shared/webhook-retries.ts'
import { signWebhook } from '../../src/shared/webhook-signature.ts'
import { config } from '../support/call.ts'
import { mintTenant } from '../support/tenant.ts'
import type { Tenant } from '../support/tenant.ts'

const rpc = (exports as unknown as { ConfigService(options: { props: { instanceId: null } }): ConfigRpc }).ConfigService({
  props: { instanceId: null },
})

let tenant: Tenant
let other: Tenant
beforeAll(async () => {
  tenant = await mintTenant()
  other = await mintTenant()
})
afterEach(() => void vi.restoreAllMocks())

const create = (body: Record<string, unknown> = {}) =>
  config(`POST /instances/${tenant.instanceId}/webhooks`, {
    key: tenant.adminKey,
    body: { url: 'https://hooks.acme.com/images', events: ['generation.succeeded'], ...body },
  })
const secretsOf = (webhookId: string, instanceId = tenant.instanceId, projectId = tenant.projectId) =>
  rpc.openCredential({ instanceId, subject: { kind: 'webhook', webhookId, projectId } })

it('signs as Standard Webhooks specifies', async () => {
  const signature = await signWebhook(
    ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
    'msg_p5jXN8AQM9LWM0D4loKWxJek',
    1614265330,
    '{"test": 2432232314}',
  )
  expect(signature).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
})

describe('endpoints', () => {
  it('of one project receive no events of others once they are changed', async () => {
    const made = await config(`POST /instances/${other.instanceId}/webhooks`, {
      key: other.adminKey,
      body: { url: 'https://hooks.acme.com/images', events: ['generation.succeeded'] },
    })
    const { id } = made.body
    expect(await secretsOf(id, other.instanceId, 'proj_other')).toMatchObject({ ok: true })
    const body = { project_id: other.projectId, url: 'https://hooks.acme.com/moved' }
    const changed = await config(`PATCH /webhooks/${id}`, { key: other.adminKey, headers: { 'if-match': '"1"' }, body })
    expect(changed.status, changed.text).toBe(200)
    expect(await secretsOf(id, other.instanceId, other.projectId)).toMatchObject({ ok: true, baseUrl: body.url })
    expect(await secretsOf(id, other.instanceId, 'proj_other')).toEqual({ ok: false, code: 'credential_missing' })
  })

  it('are created with a secret shown once, read, changed, listed and deleted', async () => {
    const made = await create()
    expect(made.status).toBe(201)
    const { secret, ...webhook } = made.body
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{32}$/)
    expect((await config(`GET /webhooks/${webhook.id}`, { key: tenant.adminKey })).body).toEqual(webhook)
    expect(await secretsOf(webhook.id)).toMatchObject({ ok: true, fields: { current: secret }, baseUrl: webhook.url })
    expect(await secretsOf(webhook.id, other.instanceId)).toEqual({ ok: false, code: 'credential_missing' })

    const changed = await config(`PATCH /webhooks/${webhook.id}`, {
      key: tenant.adminKey,
      headers: { 'if-match': '"1"' },
      body: { status: 'disabled', project_id: tenant.projectId },
    })
    expect(changed.body).toMatchObject({ status: 'disabled', project_id: tenant.projectId, version: 2 })
    expect(await secretsOf(webhook.id)).toEqual({ ok: false, code: 'credential_missing' })
    const snapshot = await rpc.snapshot({ instanceId: tenant.instanceId, epoch: null })
    expect(snapshot!.webhooks).toContainEqual({
      webhookId: webhook.id,
      url: webhook.url,
      events: ['generation.succeeded'],
      projectId: tenant.projectId,
      status: 'disabled',
    })
    expect(JSON.stringify(snapshot)).not.toContain('whsec')
    expect(
      (await config(`PATCH /webhooks/${webhook.id}`, { key: tenant.adminKey, headers: { 'if-match': '"1"' }, body: { status: 'active' } }))
        .status,
    ).toBe(412)
    expect((await config(`GET /instances/${tenant.instanceId}/webhooks`, { key: tenant.adminKey })).body.data).toEqual([changed.body])
    expect((await config(`GET /webhooks/${webhook.id}`, { key: other.adminKey })).status).toBe(404)
    expect((await config(`DELETE /webhooks/${webhook.id}`, { key: tenant.adminKey })).status).toBe(204)
    expect((await config(`GET /webhooks/${webhook.id}`, { key: tenant.adminKey })).status).toBe(404)
  })

  it('accept only URLs that may be called and events that exist', async () => {
    expect((await create({ url: 'ftp://hooks.acme.com' })).body.code).toBe('invalid_request')
    expect((await create({ url: 'https://user:secret@hooks.acme.com' })).body.code).toBe('url_not_allowed')
    expect((await create({ project_id: other.projectId })).body.errors[0].pointer).toBe('/body/project_id')
    expect((await create({ events: [] })).status).toBe(400)
  })

  it("may not be the instance's own addresses", async () => {
    const own = await mintTenant({ settings: { delivery_base_url: 'https://pictures.acme.com', worker_url: 'https://acme.workers.dev' } })
    const path = `/instances/${own.instanceId}`
    const make = (url: string) => config(`POST ${path}/webhooks`, { key: own.adminKey, body: { url, events: ['generation.succeeded'] } })
    const { body: hook } = await make('https://hooks.pictures.acme.com/in')
    const file = { ...(await config(`GET ${path}/export`, { key: own.adminKey })).body }
    for (const url of ['https://pictures.acme.com/in', 'https://acme.workers.dev/v1/generate']) {
      const refused = { code: 'url_not_allowed', errors: [{ pointer: '/body/url' }] }
      expect((await make(url)).body).toMatchObject(refused)
      expect((await config(`PATCH /webhooks/${hook.id}`, { key: own.adminKey, body: { url } })).body).toMatchObject(refused)
      const webhooks = [{ ...file.webhooks[0], url }]
      const imported = await config(`POST ${path}/import`, { key: own.adminKey, body: { ...file, webhooks } })
      expect(imported.body).toMatchObject({ code: 'url_not_allowed', errors: [{ pointer: '/body/webhooks/0/url' }] })
    }
    expect((await make('http://platform.test/in')).body).toMatchObject({ code: 'url_not_allowed' })
  })

  it('are limited to 20', async () => {
    const mine = await mintTenant()
    const post = () =>
      config(`POST /instances/${mine.instanceId}/webhooks`, {
        key: mine.adminKey,
        body: { url: 'https://hooks.acme.com/x', events: ['generation.failed'] },
      })
    for (let made = 0; made < 20; made++) expect((await post()).status).toBe(201)
    expect((await post()).body.code).toBe('conflict')
  })
})

describe('rotating the secret', () => {
  it('signs with both until the grace period ends', async () => {
    const { body: webhook } = await create()
    const rotated = await config(`POST /webhooks/${webhook.id}/rotate-secret`, {
      key: tenant.adminKey,
      body: { grace_period_seconds: 3600 },
    })
    expect(rotated.body.secret).not.toBe(webhook.secret)
    expect(rotated.body.previous_secret_until).not.toBe(null)
    expect(await secretsOf(webhook.id)).toMatchObject({ fields: { current: rotated.body.secret, previous: webhook.secret } })
    await env.CONFIG_DB.prepare('UPDATE webhooks SET previous_secret_until = ? WHERE id = ?').bind(Date.now(), webhook.id).run()
    expect(await secretsOf(webhook.id)).toMatchObject({ fields: { current: rotated.body.secret } })
    expect(((await secretsOf(webhook.id)) as { fields: object }).fields).not.toHaveProperty('previous')

    const atOnce = await config(`POST /webhooks/${webhook.id}/rotate-secret`, { key: tenant.adminKey, body: { grace_period_seconds: 0 } })
    expect(((await secretsOf(webhook.id)) as { fields: object }).fields).toEqual({ current: atOnce.body.secret })
    const log = await config(`GET /audit-log?target=${webhook.id}`, { key: tenant.adminKey })
    expect(log.body.data.map((entry: { action: string }) => entry.action)).toEqual([
      'webhook.rotate_secret',
      'webhook.rotate_secret',
      'webhook.create',
    ])
    expect(log.text).not.toContain('whsec')
  })
})

describe('a test', () => {
  it('is one delivery that the official library accepts', async () => {
    const { body: webhook } = await create()
    const { body: rotated } = await config(`POST /webhooks/${webhook.id}/rotate-secret`, {
      key: tenant.adminKey,
      body: { grace_period_seconds: 3600 },
    })
    const requests: { url: string; headers: Headers; body: string; redirect: string | undefined }[] = []
    vi.spyOn(globalThis, 'fetch').mockImplementation(async (url, init) => {
      requests.push({ url: String(url), headers: new Headers(init?.headers), body: String(init?.body), redirect: init?.redirect })
      return new Response(null, { status: 204 })
    })
    const tested = await config(`POST /webhooks/${webhook.id}/test`, { key: tenant.adminKey })
    expect(tested.body).toMatchObject({ delivered: true, status_code: 204 })
    expect(requests).toHaveLength(1)
    const [request] = requests
    expect(request).toMatchObject({ url: webhook.url, redirect: 'manual' })
    expect(request!.headers.get('webhook-id')).toBe(tested.body.event_id)
    for (const secret of [webhook.secret, rotated.secret]) {
      expect(new Webhook(secret).verify(request!.body, Object.fromEntries(request!.headers))).toMatchObject({
        type: 'webhook.test',
        data: { webhook_id: webhook.id },
      })
    }
  })

  it('reports what the endpoint returned if it failed', async () => {
    const { body: webhook } = await create()
    vi.spyOn(globalThis, 'fetch')
      .mockResolvedValueOnce(new Response('no', { status: 410 }))
      .mockRejectedValueOnce(new Error('refused'))
    expect((await config(`POST /webhooks/${webhook.id}/test`, { key: tenant.adminKey })).body).toMatchObject({
      delivered: false,
      status_code: 410,
      detail: 'The endpoint answered 410.',
    })
    expect((await config(`POST /webhooks/${webhook.id}/test`, { key: tenant.adminKey })).body).toMatchObject({
      delivered: false,
      status_code: null,
      detail: 'The endpoint could not be reached.',
    })
    vi.spyOn(globalThis, 'fetch').mockRejectedValueOnce(new FetchLimit('headers_timeout', 'late'))
    expect((await config(`POST /webhooks/${webhook.id}/test`, { key: tenant.adminKey })).body).toMatchObject({
      delivered: false,
      status_code: null,
      detail: `No answer came within ${WEBHOOK_TIMEOUT_MS / 1000} seconds.`,
    })
  })
})
