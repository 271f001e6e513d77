// A repeat of a finished request returns the result of the first call, even if no plan can be made for the repeat, for example because the
// model was disabled in the meantime.
import { describe, expect, it } from 'vitest'
import { Asset } from '../../generated/generation/schemas.ts'
import { encodeBase64 } from '../../src/shared/base64.ts'
import { type Answer } from '../support/call.ts'
import { fetchApi } from '../support/http.ts'
import { png } from '../support/pictures.ts'
import { mustApi, replace } from '../support/tenant.ts'
import { mintPlace, type Place, play, SMALL } from './place.ts'

const once = { 'idempotency-key': 'order-4711' }
const upload = async (place: Place) =>
  Asset().parse((await place.ask('POST /assets', { body: { base64: encodeBase64(png(64, 64)) } })).body)
const jobs = async (place: Place) => (await place.ask('GET /generations?limit=100')).body.data.length as number

const block = (place: Place) =>
  mustApi(
    'PATCH',
    `/instances/${place.instanceId}`,
    { content_policy: { blocked_terms: ['a tower'], provider_safety: {}, fallback_on_refusal: false } },
    place.adminKey,
  )
const disable = (place: Place) =>
  replace(`/instances/${place.instanceId}/models`, { models: [{ model: 'sketch', enabled: false }], aliases: [] }, place.adminKey)
const without = (place: Place) => mustApi('PATCH', `/instances/${place.instanceId}`, { default_model: null }, place.adminKey)

describe('POST /generate, sent again with its Idempotency-Key', () => {
  const prompt = { prompt: 'a tower', ...SMALL }
  it.each([
    ['a term of it is blocked', 'content_policy', { ...prompt, model: 'sketch' }, block],
    ['its model was switched off', 'model_not_found', { ...prompt, model: 'sketch' }, disable],
    ['the instance has no default model any more', 'invalid_request', prompt, without],
  ] as const)('after %s', async (_, code, body, change) => {
    const place = await mintPlace()
    const first = await place.generate(body, once)
    expect(first.status).toBe(200)
    await change(place)
    expect((await place.generate(body)).body.code).toBe(code)
    const again = await place.generate(body, once)
    expect([again.status, again.body.id]).toEqual([200, first.body.id])
    // Another body under the same idempotency key is refused. The same body under another idempotency key is a new request, which fails
    // because of `change`.
    const other = await place.generate({ ...body, seed: 1 }, once)
    expect([other.status, other.body.code]).toEqual([422, 'idempotency_key_reused'])
    expect((await place.generate(body, { 'idempotency-key': 'another' })).body.code).toBe(code)
    expect(await jobs(place)).toBe(1)
  })

  it('after its input was deleted', async () => {
    const place = await mintPlace()
    const asset = await upload(place)
    const body = { operation: 'edit', model: 'sketch', prompt: 'a red roof', inputs: [{ asset_id: asset.id }] }
    const first = await place.generate(body, once)
    expect((await place.ask(`DELETE /assets/${asset.id}`)).status).toBe(204)
    expect((await place.generate(body)).body.code).toBe('input_invalid')
    const again = await place.generate(body, once)
    expect([again.status, again.body.id]).toEqual([200, first.body.id])
  })

  it('as a failure if it failed, and as running if it runs', async () => {
    const place = await mintPlace()
    const failing = { ...prompt, model: 'sketch', ...play({ fail: 'no_credit' }) }
    const first = await place.generate(failing, once)
    expect([first.status, first.body.code]).toEqual([424, 'provider_error'])
    const slow = { ...prompt, model: 'sketch-queued', ...play({ polls: 100, poll_after_ms: 500 }) }
    const running = await place.generate(slow, { 'idempotency-key': 'slow', prefer: 'respond-async' })
    expect(running.status).toBe(202)
    await block(place)
    const again = await place.generate(failing, once)
    expect([again.status, again.body.code, again.body.generation_id]).toEqual([424, 'provider_error', first.body.generation_id])
    const joined = await place.generate(slow, { 'idempotency-key': 'slow', prefer: 'respond-async' })
    expect([joined.status, joined.body.id]).toEqual([202, running.body.id])
    expect((await place.ask(`POST /generations/${running.body.id}/cancel`)).status).toBe(200)
  })

  it('not after its generation was deleted, nor by another project', async () => {
    const place = await mintPlace()
    const body = { ...prompt, model: 'sketch' }
    const first = await place.generate(body, once)
    const other = await place.project()
    await block(place)
    const { call } = await import('../support/call.ts')
    expect((await call('POST /v1/generate', { key: other.key, body, headers: once })).body.code).toBe('content_policy')
    expect((await place.ask(`DELETE /generations/${first.body.id}`)).status).toBe(204)
    const again = await place.generate(body, once)
    expect([again.status, again.body.detail]).toEqual([404, 'The generation of this request was deleted.'])
  })
})

describe('OpenAI’s operations', () => {
  const body = { model: 'sketch', prompt: 'a tower', ...SMALL, response_format: 'url' }
  const made = (answer: Answer) => [answer.status, answer.body.generation_id]
  const repeat = { 'x-stainless-retry-count': '1' }

  it('return the generation of a key, and of an SDK’s repeat, after a term was blocked', async () => {
    const place = await mintPlace()
    const keyed = await place.ask('POST /images/generations', { body, headers: once })
    const sent = await place.ask('POST /images/generations', { body })
    expect(keyed.status).toBe(200)
    await block(place)
    expect(made(await place.ask('POST /images/generations', { body, headers: once }))).toEqual(made(keyed))
    expect(made(await place.ask('POST /images/generations', { body, headers: repeat }))).toEqual(made(sent))
    // Without the idempotency key, the same body is a new request. Its prompt contains the blocked term, so it is refused.
    expect((await place.ask('POST /images/generations', { body })).body.error.code).toBe('content_policy')
    const other = await place.ask('POST /images/generations', { body: { ...body, n: 2 }, headers: once })
    expect([other.status, other.body.error.code]).toEqual([422, 'idempotency_key_reused'])
    expect(await jobs(place)).toBe(2)
  })

  it.each(['b64_json', 'url', 'stream'])('report that the pictures were deleted: %s', async (how) => {
    const place = await mintPlace()
    const asset = await upload(place)
    const format = how === 'stream' ? { response_format: 'b64_json', stream: true } : { response_format: how }
    const sent = { ...body, n: 2, ...format }
    const form = () => {
      const fields = new FormData()
      fields.set('image', new File([png(32, 32)], 'picture.png', { type: 'image/png' }))
      fields.set('model', 'sketch')
      fields.set('size', SMALL.size)
      fields.set('response_format', how === 'url' ? 'url' : 'b64_json')
      return fields
    }
    const ask = {
      generations: () => place.ask('POST /images/generations', { body: sent, headers: once }),
      edits: () => place.ask('POST /images/edits', { body: { ...sent, images: [{ file_id: asset.id }] }, headers: once }),
      variations: async () => {
        const headers = { authorization: `Bearer ${place.key}`, ...once }
        const response = await fetchApi('/v1/images/variations', { method: 'POST', headers, body: form() })
        const text = await response.text()
        return { status: response.status, headers: response.headers, text, body: JSON.parse(text) } satisfies Answer
      },
    }
    for (const use of Object.values(ask)) {
      const first = await use()
      expect(first.status).toBe(200)
      const replayed = await use()
      expect(replayed.status).toBe(200)
      const [generation] = (await place.ask('GET /generations?limit=1')).body.data
      const last = generation.images.at(-1)
      expect((await place.ask(`DELETE /assets/${last.asset_id}`)).status).toBe(204)
      const gone = await use()
      expect(gone.status).toBe(404)
      expect(gone.body).toMatchObject({
        code: 'not_found',
        generation_id: generation.id,
        error: { code: 'not_found', type: 'invalid_request_error' },
      })
      expect(gone.body.error.message).toContain(generation.id)
    }
    expect(await jobs(place)).toBe(3)
  })

  it('return an edit whose picture was deleted, or whose model was disabled', async () => {
    const place = await mintPlace()
    const asset = await upload(place)
    const edit = { ...body, images: [{ file_id: asset.id }, { image_url: `data:image/png;base64,${encodeBase64(png(32, 32))}` }] }
    const keyed = await place.ask('POST /images/edits', { body: edit, headers: once })
    const sent = await place.ask('POST /images/edits', { body: edit })
    expect([keyed.status, sent.status]).toEqual([200, 200])
    await disable(place)
    expect(made(await place.ask('POST /images/edits', { body: edit, headers: once }))).toEqual(made(keyed))
    expect((await place.ask(`DELETE /assets/${asset.id}`)).status).toBe(204)
    expect(made(await place.ask('POST /images/edits', { body: edit, headers: once }))).toEqual(made(keyed))
    expect(made(await place.ask('POST /images/edits', { body: edit, headers: repeat }))).toEqual(made(sent))
    // A new request is refused because the model is disabled. The platform checks this before it looks for the deleted picture.
    expect((await place.ask('POST /images/edits', { body: edit })).body.error.code).toBe('model_not_found')
    const other = await place.ask('POST /images/edits', { body: { ...edit, n: 2 }, headers: once })
    expect([other.status, other.body.error.code]).toEqual([422, 'idempotency_key_reused'])
    expect(await jobs(place)).toBe(2)
  })
})
