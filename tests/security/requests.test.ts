// Tests requests that try to overload the platform. Also tests repeats with the same Idempotency-Key: a repeat may write the
// `authorization` header differently, or come with a session instead of a key.
import { describe, expect, it } from 'vitest'
import { call, config } from '../support/call.ts'
import { mintTenant } from '../support/tenant.ts'

describe('a request with very many faults', () => {
  it('reports the first of them', async () => {
    const body = Object.fromEntries(Array.from({ length: 200_000 }, (_, place) => [`x${place}`, 0]))
    const { projectKey } = await mintTenant()
    const answer = await call('POST /v1/quote', { key: projectKey, body: { prompt: 'x', ...body } })
    expect([answer.status, answer.body.code]).toEqual([400, 'invalid_request'])
    expect(answer.body.errors).toHaveLength(50)
  })

  it('the same for a form with very many parts, quickly', async () => {
    const { projectKey } = await mintTenant()
    const parts = Array.from({ length: 50_000 }, (_, place) => `--b\r\ncontent-disposition: form-data; name="x${place}"\r\n\r\n\r\n`)
    const startedAt = Date.now()
    const answer = await call('POST /v1/assets', {
      key: projectKey,
      body: `${parts.join('')}--b--\r\n`,
      headers: { 'content-type': 'multipart/form-data; boundary=b' },
    })
    expect(answer.status).toBe(400)
    expect(Date.now() - startedAt).toBeLessThan(10_000)
  })
})

describe('a sealed answer', () => {
  const body = { name: 'Again', slug: 'again' }

  it('can be decrypted with the same key, however its header is written', async () => {
    const tenant = await mintTenant()
    const ask = (authorization: string) =>
      config(`POST /instances/${tenant.instanceId}/projects`, { body, headers: { authorization, 'idempotency-key': 'one' } })
    const first = await ask(`Bearer ${tenant.adminKey}`)
    const again = await ask(`bearer  ${tenant.adminKey}`)
    expect([again.status, again.text]).toEqual([first.status, first.text])
  })

  it('that cannot be decrypted is read again, without its secret', async () => {
    const tenant = await mintTenant()
    const session = await config('POST /sessions', { body: { key: tenant.adminKey } })
    const cookie = session.headers.get('set-cookie')!.split(';')[0]!
    const headers = { cookie, 'x-csrf-token': session.body.csrf_token }
    const twice = async (target: string, sent: unknown) => {
      const options = { body: sent, headers: { 'idempotency-key': 'two' } }
      await config(target, { key: tenant.adminKey, ...options })
      return config(target, { ...options, headers: { ...options.headers, ...headers } })
    }
    expect((await twice(`POST /instances/${tenant.instanceId}/projects`, body)).status).toBe(201)
    const key = await twice('POST /keys', { kind: 'project', project_id: tenant.projectId, name: 'App', scopes: ['read'] })
    expect([key.status, key.body.code]).toEqual([409, 'conflict'])
    expect(key.text).not.toContain('cma_live_')
  })
})
