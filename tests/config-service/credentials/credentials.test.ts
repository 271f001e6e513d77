import { env, exports } from 'cloudflare:workers'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { open, rewrap, SealBroken } from '../../../src/config-service/credentials/envelope.ts'
import { replaceWrapping, listStaleSecrets } from '../../../src/config-service/db/credentials.ts'
import type { ConfigRpc } from '../../../src/shared/config-rpc.ts'
import { fairStarts } from '../../../src/shared/fair-starts.ts'
import { admitRequest } from '../../support/admission.ts'
import { call, config } from '../../support/call.ts'
import { customDefinition } from '../../support/fake-custom.ts'
import { services } from '../../support/config-services.ts'
import { type Tenant, mintTenant, mintUser, replace } from '../../support/tenant.ts'

const rpc = (exports as unknown as { ConfigService(options: { props: { instanceId: null } }): ConfigRpc }).ConfigService({
  props: { instanceId: null },
})
// If a credential cannot be decrypted, a job gets this answer, as if the credential were missing. Only the log contains the reason.
const BROKEN = { ok: false, code: 'credential_missing' }
const SECRET = 'canary-4f1c0d2b-secret-of-the-provider'

let tenant: Tenant
let other: Tenant
beforeAll(async () => {
  tenant = await mintTenant()
  other = await mintTenant()
})
afterEach(() => void vi.restoreAllMocks())

const put = (who = tenant, body: unknown = { fields: { api_key: SECRET } }, provider = 'openai') =>
  config(`PUT /instances/${who.instanceId}/credentials/${provider}`, { key: who.adminKey, body })
const openIn = (who: Tenant) =>
  rpc.openCredential({ instanceId: who.instanceId, subject: { kind: 'provider', provider: 'openai' }, requestId: 'req_opens' })

describe('put, read, delete', () => {
  it('stores, masks, replaces and deletes', async () => {
    const made = await put()
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({ provider: 'openai', fields: { api_key: '…ider' }, base_url: null, version: 1, verification: null })
    expect(made.text).not.toContain(SECRET)
    expect(await openIn(tenant)).toMatchObject({
      ok: true,
      credentialId: made.body.id,
      version: 1,
      fields: { api_key: SECRET },
      baseUrl: null,
    })

    const replaced = await put(tenant, { fields: { api_key: `${SECRET}-2` }, base_url: 'https://images.acme.com/v1' })
    expect([replaced.status, replaced.body.id, replaced.body.version]).toEqual([200, made.body.id, 2])
    expect(replaced.body.fields).toEqual({ api_key: '…er-2' })
    expect(await openIn(tenant)).toMatchObject({ fields: { api_key: `${SECRET}-2` }, baseUrl: 'https://images.acme.com/v1' })
    const snapshot = await rpc.snapshot({ instanceId: tenant.instanceId, epoch: null })
    expect(snapshot!.credentials['openai']).toEqual({
      credentialId: made.body.id,
      version: 2,
      baseUrl: 'https://images.acme.com/v1',
      provider: 'openai',
    })
    expect(JSON.stringify(snapshot)).not.toContain('canary')

    const ready = { state: 'ready', reason: null, detail: null, since: null, until: null }
    expect((await config(`GET /credentials/${made.body.id}`, { key: tenant.adminKey })).body).toEqual({ ...replaced.body, health: ready })
    expect((await config(`GET /instances/${tenant.instanceId}/credentials`, { key: tenant.adminKey })).body.data).toEqual([
      { ...replaced.body, health: ready },
    ])
    expect((await config(`GET /credentials/${made.body.id}`, { key: other.adminKey })).status).toBe(404)
    expect((await config(`DELETE /credentials/${made.body.id}`, { key: other.adminKey })).status).toBe(404)
    expect((await config(`DELETE /credentials/${made.body.id}`, { key: tenant.adminKey })).status).toBe(204)
    expect(await openIn(tenant)).toEqual({ ok: false, code: 'credential_missing' })
  })

  it('accepts the provider’s fields, and only a base URL that may be called', async () => {
    const missing = await put(tenant, { fields: { password: 'x' } })
    expect(missing.body.errors.map((error: { pointer: string }) => error.pointer)).toEqual([
      '/body/fields/password',
      '/body/fields/api_key',
    ])
    expect((await put(tenant, { fields: { api_key: 'x' }, base_url: 'ftp://images.acme.com' })).body.code).toBe('url_not_allowed')
    expect((await put(tenant, { fields: { api_key: 'x' }, base_url: 'https://user:pass@images.acme.com' })).body.code).toBe(
      'url_not_allowed',
    )
    expect((await put(tenant, { fields: { api_key: 'x' } }, 'unknown')).status).toBe(404)
    expect((await put(tenant, { fields: { api_key: 'x' } }, 'sketch')).body.detail).toMatch(/needs no credential/)
  })

  it('connects a server without a key by its address alone', async () => {
    const mine = await mintTenant()
    const isReady = async (model: string) => (await call(`GET /v1/models/${model}`, { key: mine.projectKey })).body.ready
    const models = ['comfyui', 'automatic1111'].map((model) => ({ model, enabled: true }))
    await replace(`/instances/${mine.instanceId}/models`, { models }, mine.adminKey)
    expect(await isReady('comfyui')).toBe(false)
    const made = await put(mine, { base_url: 'https://comfyui.acme.com' }, 'comfyui')
    expect([made.status, made.body.fields, made.body.base_url]).toEqual([201, {}, 'https://comfyui.acme.com'])
    expect(await isReady('comfyui')).toBe(true)
    expect((await put(mine, { fields: {}, base_url: 'https://a1111.acme.com' }, 'automatic1111')).status).toBe(201)
    // Adds a connection to a second ComfyUI server, at first without an API key. One rotation adds a key, and the next one removes it.
    const second = await put(mine, { provider: 'comfyui', base_url: 'https://comfyui-2.acme.com' }, 'comfyui-2')
    expect([second.status, second.body.connection]).toEqual([201, 'comfyui-2'])
    const rotate = (fields: object) => config(`POST /credentials/${second.body.id}/rotate`, { key: mine.adminKey, body: { fields } })
    expect((await rotate({ api_key: 'a-token-of-the-proxy-1234' })).body.fields).toEqual({ api_key: '…1234' })
    expect((await rotate({})).body).toMatchObject({ fields: {}, version: 3 })
    const subject = { kind: 'provider' as const, provider: 'comfyui-2', calls: 'comfyui' }
    expect(await rpc.openCredential({ instanceId: mine.instanceId, subject, requestId: 'r' })).toMatchObject({ ok: true, fields: {} })
    // A workflow of 65,536 characters is accepted.
    const workflow = await put(mine, { fields: { workflow: 'x'.repeat(65_536) }, base_url: 'https://comfyui.acme.com' }, 'comfyui')
    expect(workflow.status).toBe(200)
    // An empty body is refused if the provider requires a secret or an address.
    expect((await put(mine, {}, 'openai')).body.errors[0].pointer).toBe('/body/fields/api_key')
    expect((await put(mine, {}, 'comfyui')).body.errors[0].pointer).toBe('/body/base_url')
    expect((await put(mine, {}, 'sketch')).body.detail).toMatch(/needs no credential/)
  })

  it('is for admins; developers verify, viewers read', async () => {
    const { body: credential } = await put()
    const developer = await mintUser(tenant, 'developer')
    await config(`PUT /users/${developer.userId}/grants`, {
      key: tenant.adminKey,
      headers: { 'if-match': '"1"' },
      body: { grants: [{ instance_id: tenant.instanceId, role: 'developer' }] },
    })
    expect(
      (await config(`PUT /instances/${tenant.instanceId}/credentials/openai`, { key: developer.key, body: { fields: { api_key: 'x' } } }))
        .body.code,
    ).toBe('insufficient_role')
    expect((await config(`GET /credentials/${credential.id}`, { key: developer.key })).status).toBe(200)
  })
})

describe('rotate', () => {
  it('stores new secrets under a new version and data key', async () => {
    const { body: credential } = await put()
    const before = await env.CONFIG_DB.prepare('SELECT wrapped_key FROM credentials WHERE id = ?').bind(credential.id).first('wrapped_key')
    const rotate = (body: unknown) => config(`POST /credentials/${credential.id}/rotate`, { key: tenant.adminKey, body })
    const rotated = await rotate({ fields: { api_key: 'new-secret-9999' } })
    expect(rotated.body).toMatchObject({ version: credential.version + 1, fields: { api_key: '…9999' }, verification: null })
    expect(await openIn(tenant)).toMatchObject({ fields: { api_key: 'new-secret-9999' }, version: credential.version + 1 })
    expect(
      await env.CONFIG_DB.prepare('SELECT wrapped_key FROM credentials WHERE id = ?').bind(credential.id).first('wrapped_key'),
    ).not.toBe(before)
    expect(
      (await config(`POST /credentials/${credential.id}/rotate`, { key: other.adminKey, body: { fields: { api_key: 'x' } } })).status,
    ).toBe(404)
  })

  it('with verify_first only if the provider accepts them', async () => {
    const { body: credential } = await put()
    const careful = () =>
      config(`POST /credentials/${credential.id}/rotate`, {
        key: tenant.adminKey,
        body: { fields: { api_key: 'new-secret-8888' }, verify_first: true },
      })
    answering(401, { error: { message: 'no' } })
    const refused = await careful()
    expect([refused.status, refused.body.code]).toEqual([424, 'provider_credential_rejected'])
    answering(503, {})
    expect([(await careful()).body.code, await openIn(tenant)]).toMatchObject(['provider_error', { version: credential.version }])
    answering(200, { data: [{ id: 'a' }] })
    expect((await careful()).body).toMatchObject({ version: credential.version + 1, verification: { status: 'accepted' } })
    expect(await openIn(tenant)).toMatchObject({ fields: { api_key: 'new-secret-8888' } })
  })
})

/** Sets the provider's answer to all further requests, and returns the list of requests that it will receive. */
function answering(status: number, body: unknown): string[] {
  const seen: string[] = []
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (url, init) => {
    seen.push(`${String(url)} ${new Headers(init?.headers).get('authorization')}`)
    return Response.json(body, { status })
  })
  return seen
}

describe('verify', () => {
  it('calls the provider and passes on its message, scrubbed', async () => {
    const { body: credential } = await put(tenant, { fields: { api_key: SECRET }, base_url: 'http://127.0.0.1:9/v9' })
    const verify = async () => (await config(`POST /credentials/${credential.id}/verify`, { key: tenant.adminKey })).body
    const seen = answering(401, {
      error: { message: `Incorrect API key provided: ${SECRET} (${btoa(SECRET)})`, type: 'x', code: 'invalid_api_key' },
    })
    const rejected = await verify()
    expect(seen).toEqual([`http://127.0.0.1:9/v9/models Bearer ${SECRET}`])
    expect(rejected).toMatchObject({ status: 'rejected', provider_status: 401 })
    expect(rejected.detail).toMatch(/Incorrect API key provided: \[redacted\] \(\[redacted\]\)/)
    expect((await config(`GET /credentials/${credential.id}`, { key: tenant.adminKey })).body.verification).toEqual(rejected)

    answering(200, { data: [{ id: 'one' }, { id: 'two' }] })
    expect(await verify()).toMatchObject({
      status: 'accepted',
      detail: 'The key is valid; it sees 2 models.',
      provider_status: 200,
    })
    answering(503, { error: { message: 'down' } })
    expect(await verify()).toMatchObject({ status: 'unreachable', provider_status: 503 })
    answering(429, { error: { message: 'Too many requests' } })
    const limited = await verify()
    expect(limited).toMatchObject({ status: 'unreachable', provider_status: 429 })
    expect(limited.detail).toMatch(/^OpenAI limits the rate of calls, which does not show whether .* later\. It said: .*Too many requests/)
    const rotated = await config(`POST /credentials/${credential.id}/rotate`, {
      key: tenant.adminKey,
      body: { fields: { api_key: SECRET }, verify_first: true },
    })
    expect(rotated).toMatchObject({ status: 424, body: { code: 'provider_error' } })
    expect(rotated.body.detail).toMatch(/^OpenAI gave no clear answer about the new secrets: .* Nothing was stored\.$/)
    vi.spyOn(globalThis, 'fetch').mockRejectedValue(new Error(`connect failed with ${SECRET}`))
    const unreachable = await verify()
    expect(unreachable).toMatchObject({ status: 'unreachable', provider_status: null })
    expect(JSON.stringify(unreachable)).not.toContain(SECRET)
    expect((await config(`POST /credentials/${credential.id}/verify`, { key: other.adminKey })).status).toBe(404)
  })
})

describe('a custom provider', () => {
  it('has its address stored with the secret, so that changing the definition does not redirect it', async () => {
    const mine = await mintTenant()
    const define = (baseUrl: string) =>
      env.CONFIG_DB.prepare('UPDATE instances SET model_settings = ? WHERE id = ?')
        .bind(
          JSON.stringify({
            models: [],
            aliases: [],
            custom_providers: [customDefinition(false, { base_url: baseUrl })],
            custom_models: [],
          }),
          mine.instanceId,
        )
        .run()
    await define('https://pictures.example-studio.com/api')
    const made = await put(mine, { fields: { api_key: SECRET } }, 'studio')
    expect(made.body).toMatchObject({ base_url: 'https://pictures.example-studio.com/api' })
    await define('https://elsewhere.example-thief.com/api')
    expect(await rpc.openCredential({ instanceId: mine.instanceId, subject: { kind: 'provider', provider: 'studio' } })).toMatchObject({
      baseUrl: 'https://pictures.example-studio.com/api',
    })
  })
})

describe('the credential that begin returns', () => {
  it('is the one in force, read once per epoch', async () => {
    const mine = await mintTenant()
    await put(mine)
    const begin = async (provider: string | null = 'openai') => {
      const { organizationId, instanceId, projectId, projectKeyId: keyId } = mine
      const { epoch } = (await rpc.snapshot({ instanceId, epoch: null }))!
      const request = admitRequest({ organizationId, instanceId, projectId, keyId, epoch })
      expect(await rpc.admit(request)).toMatchObject({ kind: 'admitted' })
      return rpc.begin({ instanceId, generationId: request.generationId, provider })
    }
    expect(await begin()).toMatchObject({ kind: 'begun', credential: { ok: true, version: 1, fields: { api_key: SECRET }, baseUrl: null } })
    expect(await begin(null)).toEqual({ kind: 'begun', credential: null, connection: null })
    expect(await begin('ideogram')).toEqual({ kind: 'begun', credential: BROKEN, connection: 'ideogram' })

    // The platform reads a credential only once in an epoch. So `begin` does not notice that this test spoils the row in the database. A
    // change through the API raises the epoch, and `begin` then returns the new credential.
    const spoil = "UPDATE credentials SET fields = '{}' WHERE instance_id = ?"
    await env.CONFIG_DB.prepare(spoil).bind(mine.instanceId).run()
    expect(await begin()).toMatchObject({ credential: { fields: { api_key: SECRET } } })
    const replaced = await put(mine, { fields: { api_key: `${SECRET}-2` } })
    expect(await begin()).toMatchObject({ credential: { version: 2, fields: { api_key: `${SECRET}-2` } } })
    // Another Worker requests the credential and sends an epoch that is not in force yet. The config service must not cache the credential
    // for that epoch. The deletion below makes this epoch the one in force, so `begin` would find the deleted credential in the cache.
    const { epoch } = (await rpc.snapshot({ instanceId: mine.instanceId, epoch: null }))!
    const subject = { kind: 'provider' as const, provider: 'openai' }
    expect(await rpc.openCredential({ instanceId: mine.instanceId, subject, epoch: epoch + 1 })).toMatchObject({ version: 2 })
    expect((await config(`DELETE /credentials/${replaced.body.id}`, { key: mine.adminKey })).status).toBe(204)
    expect(await begin()).toMatchObject({ kind: 'begun', credential: BROKEN })
  })
})

describe('tampering with the database', () => {
  const column = (name: string, id: string) =>
    env.CONFIG_DB.prepare(`SELECT ${name} AS v FROM credentials WHERE id = ?`).bind(id).first<string>('v')
  const write = (name: string, id: string, value: unknown) =>
    env.CONFIG_DB.prepare(`UPDATE credentials SET ${name} = ? WHERE id = ?`).bind(value, id).run()

  it('a flipped bit, swapped rows, an old ciphertext: none can be opened', async () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => {})
    const [{ body: one }, { body: two }] = [await put(tenant), await put(other)]
    const fields = JSON.parse((await column('fields', one.id))!) as { api_key: string }
    const bytes = Uint8Array.fromBase64(fields.api_key)
    bytes[20]! ^= 1
    await write('fields', one.id, JSON.stringify({ api_key: bytes.toBase64() }))
    expect(await openIn(tenant)).toEqual(BROKEN)
    expect(JSON.parse(String(logged.mock.calls[0]![0]))).toMatchObject({ event: 'secret_does_not_open', request_id: 'req_opens' })
    await write('fields', one.id, JSON.stringify(fields))
    expect(await openIn(tenant)).toMatchObject({ ok: true })

    // Two rows exchange their ciphertexts, and also the wrapped keys that belong to the ciphertexts.
    for (const name of ['fields', 'wrapped_key']) {
      const [first, second] = [await column(name, one.id), await column(name, two.id)]
      await write(name, one.id, second)
      await write(name, two.id, first)
    }
    expect(await openIn(tenant)).toEqual(BROKEN)
    expect(await openIn(other)).toEqual(BROKEN)
    await put(tenant)
    await put(other)

    // Simulates an attacker who writes the ciphertext and the wrapped key of an older secret back into the row after a newer secret was
    // stored. The platform must not decrypt the older secret.
    const [oldFields, oldKey] = [await column('fields', one.id), await column('wrapped_key', one.id)]
    await put(tenant, { fields: { api_key: 'newer-secret-0000' } })
    await write('fields', one.id, oldFields)
    await write('wrapped_key', one.id, oldKey)
    expect(await openIn(tenant)).toEqual(BROKEN)
    await put(tenant)
  })

  it('a database dump and the source code reveal nothing without the key', async () => {
    await put(tenant)
    const rows = (await env.CONFIG_DB.prepare('SELECT * FROM credentials').all()).results as Record<string, string | number>[]
    expect(rows.length).toBeGreaterThan(0)
    for (const row of rows) {
      const owner = {
        organizationId: String(row['organization_id']),
        instanceId: String(row['instance_id']),
        credentialId: String(row['id']),
        version: Number(row['version']),
      }
      const envelope = {
        kekVersion: Number(row['kek_version']),
        wrappedKey: String(row['wrapped_key']),
        fields: JSON.parse(String(row['fields'])) as Record<string, string>,
      }
      // The keys that a thief of the database could try: 32 zero bytes, and the first 32 bytes of each stored value that is long enough.
      const around = [
        new Uint8Array(32),
        ...Object.values(row).flatMap((value) =>
          String(value).length >= 32 ? [new TextEncoder().encode(String(value)).slice(0, 32)] : [],
        ),
      ]
      for (const guess of around)
        await expect(open(owner, envelope, { current: 2, keys: new Map([[envelope.kekVersion, guess]]) })).rejects.toThrow(SealBroken)
      await expect(open(owner, envelope, { current: 2, keys: new Map() })).rejects.toThrow(SealBroken)
      // Checks that the right key decrypts the envelope. An envelope that no key can decrypt would prove nothing.
      expect(await open(owner, envelope, services.environment.KEY_ENCRYPTION_KEYS)).toBeTruthy()
    }
  })
})

describe('F13: the key-encryption key is rotated under traffic', () => {
  const before = { current: 1, keys: services.environment.KEY_ENCRYPTION_KEYS.keys }

  async function toOldVersion(): Promise<number> {
    const rows = (await env.CONFIG_DB.prepare('SELECT * FROM credentials').all()).results as Record<string, string | number>[]
    for (const row of rows) {
      const owner = {
        organizationId: String(row['organization_id']),
        instanceId: String(row['instance_id']),
        credentialId: String(row['id']),
        version: Number(row['version']),
      }
      const envelope = { kekVersion: Number(row['kek_version']), wrappedKey: String(row['wrapped_key']), fields: {} }
      const old = await rewrap(owner, envelope, before)
      await env.CONFIG_DB.prepare('UPDATE credentials SET kek_version = ?, wrapped_key = ? WHERE id = ?')
        .bind(old.kekVersion, old.wrappedKey, row['id'])
        .run()
    }
    return rows.length
  }

  it('0 failures, 0 rows left on the old version', async () => {
    const tenants = [tenant, other, ...(await Promise.all([mintTenant(), mintTenant(), mintTenant(), mintTenant()]))]
    for (const each of tenants) await put(each)
    const further = { provider: 'openai', fields: { api_key: `${SECRET}-of-the-second-account` } }
    expect((await put(tenant, further, 'openai-eu')).body.connection).toBe('openai-eu')
    const total = await toOldVersion()
    const root = await mintUser(tenant, 'superadmin')
    expect((await config('GET /secrets/rewrap', { key: root.key })).body).toMatchObject({
      current_version: 2,
      total,
      remaining: total,
      by_version: [{ version: 1, count: total }],
    })

    // Turns off `fairStarts`, which makes requests wait while the isolate's thread is busy. The calls of this test keep the thread busy, so
    // each request could wait for up to five seconds.
    vi.spyOn(fairStarts, 'begin').mockResolvedValue(() => {})
    vi.spyOn(fairStarts, 'postpone').mockResolvedValue()
    const traffic = { running: true }
    let reads = 0
    let writes = 0
    const failures: unknown[] = []
    const callers = tenants.map(async (each, index) => {
      for (let round = 0; traffic.running; round++) {
        try {
          const opened = await openIn(each)
          if (!opened.ok || !opened.fields['api_key']!.startsWith(SECRET)) failures.push(opened)
          reads++
          if (round % 7 === index % 7) {
            const answer = await put(each, { fields: { api_key: `${SECRET}-${round}` } })
            if (answer.status !== 200) failures.push(answer.text)
            writes++
          }
        } catch (error) {
          failures.push(error)
        }
      }
    })
    let remaining = total
    let steps = 0
    let rewrapped = 0
    while (remaining > 0 && steps < 100) {
      const step = await config('POST /secrets/rewrap', { key: root.key, body: { batch_size: 1 } })
      expect(step.body.failed).toEqual([])
      remaining = step.body.remaining
      rewrapped += step.body.rewrapped
      steps++
    }
    traffic.running = false
    await Promise.all(callers)
    expect(failures).toEqual([])
    expect(reads).toBeGreaterThan(20)
    expect(writes).toBeGreaterThan(0)
    const progress = (await config('GET /secrets/rewrap', { key: root.key })).body
    expect(progress).toMatchObject({ remaining: 0, by_version: [{ version: 2, count: total }] })
    expect(
      await rpc.openCredential({ instanceId: tenant.instanceId, subject: { kind: 'provider', provider: 'openai-eu', calls: 'openai' } }),
    ).toMatchObject({ ok: true, fields: further.fields })
    // `rewrapped` may be smaller than `total`: if another request replaces a row during the run, the row is already encrypted with the new
    // key and is not re-wrapped.
    expect(rewrapped).toBeGreaterThan(0)
    const log = await config('GET /audit-log?action=secrets.rewrap', { key: root.key })
    expect(log.body.data.length).toBeGreaterThan(0)
    expect(log.text).not.toContain(SECRET)
  })

  it('negative control: without compare-and-set, a credential stored meanwhile would be lost', async () => {
    await put(tenant)
    await toOldVersion()
    const read = (await listStaleSecrets(services.db, 2, 500, [])).find((row) => row.instanceId === tenant.instanceId)!
    const owner = { organizationId: read.organizationId, instanceId: read.instanceId, credentialId: read.id, version: read.version }
    const wrapping = await rewrap(owner, { ...read, fields: {} }, services.environment.KEY_ENCRYPTION_KEYS)
    // Another request stores a new credential after `listStaleSecrets` has read the row and before `replaceWrapping` writes it.
    await put(tenant, { fields: { api_key: 'put-meanwhile-0001' } })
    expect(await replaceWrapping(services.db, read, wrapping)).toBe(false)
    expect(await openIn(tenant)).toMatchObject({ fields: { api_key: 'put-meanwhile-0001' } })
    vi.spyOn(console, 'error').mockImplementation(() => {})
    await env.CONFIG_DB.prepare('UPDATE credentials SET wrapped_key = ? WHERE id = ?').bind(wrapping.wrappedKey, read.id).run()
    expect(await openIn(tenant)).toEqual(BROKEN)
    await put(tenant)
  })

  it.each([
    ['was changed', "wrapped_key = 'AAAA' || substr(wrapped_key, 5)"],
    ['was encrypted with a key that is gone', 'kek_version = 0'],
  ])('reports a secret that %s, leaves it alone and continues', async (_how, change) => {
    await put(tenant)
    await put(other)
    await toOldVersion()
    const broken = await env.CONFIG_DB.prepare('SELECT id FROM credentials WHERE instance_id = ?')
      .bind(tenant.instanceId)
      .first<{ id: string }>()
    await env.CONFIG_DB.prepare(`UPDATE credentials SET ${change} WHERE id = ?`).bind(broken!.id).run()
    const root = await mintUser(tenant, 'superadmin')
    vi.spyOn(console, 'error').mockImplementation(() => {})
    const step = await config('POST /secrets/rewrap', { key: root.key, body: { batch_size: 500 } })
    expect(step.body).toMatchObject({ failed: [broken!.id], remaining: 1 })
    expect(await openIn(tenant)).toEqual(BROKEN)
    expect((await config('GET /secrets/rewrap', { key: tenant.adminKey })).body.code).toBe('insufficient_role')
    await put(tenant)
    expect((await config('GET /secrets/rewrap', { key: root.key })).body.remaining).toBe(0)
  })
})

describe('the list of providers', () => {
  it('has every provider of the platform with its fields, then the instance’s own providers', async () => {
    const [mine, theirs] = [await mintTenant(), await mintTenant()]
    const path = `/instances/${mine.instanceId}/models`
    const version = (await config(`GET ${path}`, { key: mine.adminKey })).headers.get('etag')!
    const saved = await config(`PUT ${path}`, {
      key: mine.adminKey,
      headers: { 'if-match': version },
      body: {
        models: [],
        aliases: [],
        custom_providers: [customDefinition(false, { base_url: 'https://studio.example.com/api' })],
        custom_models: [],
      },
    })
    expect(saved.status).toBe(200)
    const { data } = (await config(`GET /instances/${mine.instanceId}/providers`, { key: mine.adminKey })).body
    const find = (id: string) => data.find((provider: { id: string }) => provider.id === id)
    expect(find('openai')).toMatchObject({
      name: 'OpenAI',
      is_custom: false,
      default_base_url: 'https://api.openai.com/v1',
      by_binding: false,
      credential_fields: expect.arrayContaining([
        { name: 'api_key', description: expect.any(String), required: true, secret: true },
        { name: 'organization', description: expect.any(String), required: false, secret: false },
      ]),
    })
    // The panel shows the text that a user enters into a field that is not marked as secret. So no such field may have a name that
    // sounds like a secret.
    const shown = data.flatMap((provider: { credential_fields: { name: string; secret: boolean }[] }) =>
      provider.credential_fields.filter(({ secret }) => !secret).map(({ name }) => name),
    )
    expect(shown).toContain('region')
    expect(shown.filter((name: string) => /key|secret|password|token|account/.test(name))).toEqual([])
    expect(find('workers-ai')).toMatchObject({ by_binding: true })
    expect(find('sketch')).toMatchObject({ credential_fields: [] })
    const own = data.filter((provider: { is_custom: boolean }) => provider.is_custom)
    expect(own).toMatchObject([{ default_base_url: 'https://studio.example.com/api', credential_fields: [{ name: 'api_key' }] }])
    const others = (await config(`GET /instances/${theirs.instanceId}/providers`, { key: theirs.adminKey })).body.data
    expect(others).toHaveLength(data.length - 1)
  })
})
