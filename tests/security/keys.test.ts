// Tests keys whose rights change while an isolate has them in its cache.
import { describe, expect, it } from 'vitest'
import { call, config } from '../support/call.ts'
import { mintPlace, play, SMALL } from '../generation-service/place.ts'
import { fetchApi } from '../support/http.ts'
import { mintProjectKey, mustApi } from '../support/tenant.ts'

describe('a revoked key', () => {
  it("gets nothing through an SDK's own repeat of a request", async () => {
    const place = await mintPlace()
    const { key, id } = await mintProjectKey(place)
    const body = { model: 'sketch', prompt: 'a lake', ...SMALL }
    const ask = (retries: string) => call('POST /v1/images/generations', { key, body, headers: { 'x-stainless-retry-count': retries } })
    const first = await ask('0')
    expect(first.status).toBe(200)
    const repeated = await ask('1')
    expect(repeated.body.generation_id).toBe(first.body.generation_id)
    await mustApi('DELETE', `/keys/${id}`, undefined, place.adminKey)
    const refused = await ask('1')
    expect([refused.status, refused.body.code]).toEqual([401, 'revoked_key'])
  })

  it('receives nothing more on an open stream', async () => {
    const place = await mintPlace()
    const { key, id } = await mintProjectKey(place)
    const slow = { prompt: 'a lake', ...SMALL, ...play({ delay_ms: 4000 }) }
    const generation = (await place.generate(slow, { prefer: 'respond-async' })).body.id
    const opened = await fetchApi(`/v1/generations/${generation}/events`, { headers: { authorization: `Bearer ${key}` } })
    expect(opened.status).toBe(200)
    await mustApi('DELETE', `/keys/${id}`, undefined, place.adminKey)
    expect(await opened.text()).not.toContain('event: finished')
  })
})

describe("a user's key", () => {
  it("does not find one project's repeat in another", async () => {
    const place = await mintPlace()
    const other = await place.project()
    const body = { model: 'sketch', prompt: 'a lake', ...SMALL }
    const ask = (projectId: string, retries: string) =>
      call('POST /v1/images/generations', {
        key: place.adminKey,
        body,
        headers: { 'x-stainless-retry-count': retries, 'x-project-id': projectId },
      })
    const first = await ask(place.projectId, '0')
    const second = await ask(other.projectId, '1')
    expect(second.status).toBe(200)
    expect(second.body.generation_id).not.toBe(first.body.generation_id)
  })
})

describe('scopes', () => {
  it('apply as they are now, in both directions', async () => {
    const place = await mintPlace()
    const { key, id } = await mintProjectKey(place, { scopes: ['read'] })
    const quote = () => call('POST /v1/quote', { key, body: { prompt: 'a lake', ...SMALL } })
    const generate = () => call('POST /v1/generate', { key, body: { prompt: 'a lake', ...SMALL } })
    const setScopes = async (scopes: string[]) => {
      const etag = (await config(`GET /keys/${id}`, { key: place.adminKey })).headers.get('etag')!
      await mustApi('PATCH', `/keys/${id}`, { scopes }, place.adminKey, { 'if-match': etag })
    }
    expect((await generate()).body.code).toBe('insufficient_scope')
    await setScopes(['read', 'generate'])
    expect((await generate()).status).toBe(200)
    expect((await quote()).status).toBe(200)
    await setScopes(['read'])
    expect((await generate()).body.code).toBe('insufficient_scope')
  })
})
