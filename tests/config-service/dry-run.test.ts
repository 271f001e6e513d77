// Tests a provider that is defined as data: a dry run, saving, another dry run, and then a real call.
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { config, call } from '../support/call.ts'
import { customDefinition, FakeCustom } from '../support/fake-custom.ts'
import {
  configApi,
  mintInstance,
  mintProject,
  mintProjectKey,
  mintTenant,
  mintUser,
  mustApi,
  replace,
  type Tenant,
} from '../support/tenant.ts'

const SECRET = 'studio-secret-0123456789'
const MODEL = (customDefinition(false)['models'] as Record<string, unknown>[])[0]!

let tenant: Tenant
beforeAll(async () => {
  tenant = await mintTenant()
})
afterEach(() => void vi.restoreAllMocks())

const tryOut = async (instanceId: string, body: unknown, key = tenant.adminKey) =>
  config(`POST /instances/${instanceId}/models/dry-run`, { key, body })
const shown = async (instanceId: string, body: unknown) => {
  const answer = await tryOut(instanceId, body)
  expect(answer.status, answer.text).toBe(200)
  return answer.body
}

describe('a custom provider', () => {
  it.each([
    ['at once', false, 5000, 'computed'],
    ['queued', true, 12_300, 'provider'],
  ])('%s: the request shown by the dry run is sent, and the answer is read as stored', async (_, queued, micros, source) => {
    const instanceId = await mintInstance(tenant)
    const fake = new FakeCustom({ queued })
    const outside = vi.spyOn(globalThis, 'fetch').mockImplementation(fake.fetch)

    const definition = customDefinition(queued)
    const request = { prompt: 'a lake', n: 1 }
    const before = await shown(instanceId, { custom_provider: definition, request })
    expect(before).toMatchObject({
      model: 'studio-1',
      provider: 'studio',
      operation: 'generate',
      credential_state: 'missing',
      outcome: null,
    })
    // The price for the queued provider is not exact, because the provider's server may report a different price. The reported price is
    // then charged.
    expect(before.price).toEqual({ amount_micros: 5000, max_micros: 5000, exact: !queued })
    expect(before.calls[0].headers['authorization']).toBe('Bearer [redacted]')

    const settings = `/instances/${instanceId}/models`
    await replace(settings, { custom_providers: [definition] }, tenant.adminKey)
    await mustApi('PUT', `/instances/${instanceId}/credentials/studio`, { fields: { api_key: SECRET } }, tenant.adminKey)
    const after = await shown(instanceId, { model: 'studio-1', request })
    expect(after).toEqual({ ...before, credential_state: 'present' })
    expect(JSON.stringify(after)).not.toContain(SECRET)
    // Neither dry run has called a server.
    expect(outside).not.toHaveBeenCalled()

    const projectId = await mintProject({ instanceId, adminKey: tenant.adminKey })
    const { key } = await mintProjectKey({ projectId, adminKey: tenant.adminKey })
    const made = await call('POST /v1/generate', {
      key,
      body: { model: 'studio-1', prompt: 'a lake', seed: 1 },
      headers: { prefer: 'wait=20' },
    })
    expect(made.status, made.text).toBe(200)
    expect(made.body).toMatchObject({ provider: 'studio', images: [{ width: 64 }], cost: { amount_micros: micros, source } })

    const [sent] = fake.requests
    const [submission] = after.calls
    expect([sent!.method, sent!.url.href]).toEqual([submission.method, submission.url])
    expect(sent!.json).toEqual({ ...submission.body, note: `for ${made.body.id}` })
    const headers = Object.fromEntries([...sent!.headers].filter(([name]) => name in submission.headers))
    expect(headers).toEqual({ ...submission.headers, authorization: `Bearer ${SECRET}` })

    // Sends the job's requests again to a second fake server, and passes the answers to a dry run. The dry run must read the same cost and
    // the same number of pictures from these answers as the job did.
    const again = new FakeCustom({ queued })
    const answers = []
    for (const each of fake.requests.filter(({ call: name }) => name === 'submit' || name === 'poll')) {
      const init: RequestInit = { method: each.method, headers: each.headers }
      if (each.json !== null) init.body = JSON.stringify(each.json)
      const answer = await again.fetch(each.url, init)
      answers.push({ status: answer.status, body: await answer.json() })
    }
    const read = await shown(instanceId, { model: 'studio-1', answers })
    expect(read.outcome).toMatchObject({ state: 'done', cost: { amount_micros: micros, source } })
    expect(read.outcome.images).toHaveLength(1)
    expect(read.calls.every((each: { answered: boolean }) => each.answered)).toBe(true)
  })

  it('is refused with pointers into the definition, as saving it would', async () => {
    const instanceId = await mintInstance(tenant)
    await replace(
      `/instances/${instanceId}/models`,
      { custom_providers: [customDefinition(false, { id: 'other', models: [{ ...MODEL, id: 'taken' }] })] },
      tenant.adminKey,
    )
    const fault = async (body: unknown) => {
      const answer = await tryOut(instanceId, body)
      expect(answer.status, answer.text).toBe(400)
      return [answer.body.code, answer.body.errors[0].pointer]
    }
    const provider = (changes: Record<string, unknown>) => ({ custom_provider: customDefinition(false, changes) })
    expect(await fault(provider({ request: { path: '/draw', body: { text: '{{promt}}' } } }))).toEqual([
      'invalid_request',
      '/body/custom_provider/request/body',
    ])
    expect(await fault(provider({ id: 'openai' }))).toEqual(['invalid_request', '/body/custom_provider/id'])
    expect(await fault(provider({ models: [{ ...MODEL, id: 'taken' }] }))).toEqual(['invalid_request', '/body/custom_provider/models/0/id'])
    expect(await fault(provider({ base_url: 'ftp://studio.example.com' }))).toEqual(['invalid_request', '/body/custom_provider/base_url'])
    expect(await fault({ custom_provider: {} })).toEqual(['invalid_request', expect.stringMatching(/^\/body\/custom_provider\/\w+$/)])
    expect(await fault({ custom_model: { ...MODEL, provider: 'nobody' } })).toEqual(['invalid_request', '/body/custom_model/provider'])
    expect(await fault({ custom_model: { ...MODEL, provider: 'openai', id: 'sketch' } })).toEqual([
      'invalid_request',
      '/body/custom_model/id',
    ])
    expect(await fault({ custom_model: { ...MODEL, provider: 'openai', id: 'gpt-image-9' } })).toEqual([
      'invalid_request',
      '/body/custom_model/parameters/0',
    ])
    expect(await fault(provider({ request: { path: '/draw', body: { text: '{{prompt}}', count: '{{n}}', size: '{{size}}' } } }))).toEqual([
      'invalid_request',
      '/body/custom_provider/models/0/parameters/0',
    ])
    expect(await fault({})).toEqual(['invalid_request', '/body/model'])
    expect(await fault({ model: 'nowhere' })).toEqual(['invalid_request', '/body/model'])
    expect(await fault({ ...provider({}), model: 'taken' })).toEqual(['invalid_request', '/body/model'])
    expect(await fault({ model: 'taken', request: { operation: 'upscale' } })).toEqual(['unsupported_operation', '/body/request/operation'])
    expect(await fault({ model: 'taken', request: { n: 9 } })).toEqual(['unsupported_parameter', '/body/request/n'])
    expect(await fault({ model: 'taken', request: { quality: 'best' } })).toEqual(['unsupported_parameter', '/body/request/quality'])
    expect(await fault({ model: 'taken', request: { size: '100x100' } })).toEqual(['unsupported_size', '/body/request/size'])
    expect(await fault({ model: 'flux-2-pro', request: { size: '1000x1024' } })).toEqual(['unsupported_size', '/body/request/size'])
    expect(await fault({ model: 'taken', answers: [{ body: {}, status: 100 }] })).toEqual(['invalid_request', '/body/answers/0/status'])
  })

  it('replaces the saved definition of the same name, and nothing is saved', async () => {
    const instanceId = await mintInstance(tenant)
    const path = `/instances/${instanceId}/models`
    await replace(path, { custom_providers: [customDefinition(false)] }, tenant.adminKey)
    const saved = await configApi('GET', path, undefined, tenant.adminKey)
    const changed = customDefinition(false, { request: { ...(customDefinition(false)['request'] as object), path: '/paint' } })
    expect((await shown(instanceId, { custom_provider: changed })).calls[0].url).toBe('https://pictures.example-studio.com/api/paint')
    expect((await shown(instanceId, { model: 'studio-1' })).calls[0].url).toBe('https://pictures.example-studio.com/api/draw')
    const now = await configApi('GET', path, undefined, tenant.adminKey)
    expect([now.body, now.headers.get('etag')]).toEqual([saved.body, saved.headers.get('etag')])
  })
})

describe('a custom model of a known provider', () => {
  it('is tried before it is saved, at the credential’s address', async () => {
    const instanceId = await mintInstance(tenant)
    const added = { ...MODEL, provider: 'openai', id: 'gpt-image-9', provider_model: 'gpt-image-9', parameters: [] }
    await mustApi(
      'PUT',
      `/instances/${instanceId}/credentials/openai`,
      { fields: { api_key: SECRET }, base_url: 'https://mirror.example-studio.com/v1' },
      tenant.adminKey,
    )
    const { calls, credential_state, price } = await shown(instanceId, { custom_model: added, request: { n: 2, size: '512x512' } })
    expect(calls[0]).toMatchObject({
      url: 'https://mirror.example-studio.com/v1/images/generations',
      headers: { authorization: 'Bearer [redacted]' },
      body: { model: 'gpt-image-9', n: 2, size: '512x512' },
    })
    expect([credential_state, price.amount_micros]).toEqual(['present', 10_000])
  })

  it('is priced by the instance’s own price', async () => {
    const instanceId = await mintInstance(tenant)
    await replace(
      `/instances/${instanceId}/models`,
      { models: [{ model: 'sketch', price: { kind: 'per_image', rules: [{ micros: 7 }] } }] },
      tenant.adminKey,
    )
    const { price, outcome, calls } = await shown(instanceId, { model: 'sketch', request: { n: 2, size: '64x64' } })
    expect([price.amount_micros, outcome, calls]).toEqual([14, null, []])
  })

  it('may be tried by admins only', async () => {
    const developer = await mintUser(tenant, 'developer', { instanceIds: [tenant.instanceId] })
    const answer = await tryOut(tenant.instanceId, { model: 'sketch' }, developer.key)
    expect([answer.status, answer.body.code]).toEqual([403, 'insufficient_role'])
  })
})
