// A picture cannot be deleted while a job still uses it as an input.
import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { Asset } from '../../../generated/generation/schemas.ts'
import { encodeBase64 } from '../../../src/shared/base64.ts'
import { png } from '../../support/pictures.ts'
import { mintPlace, play, type Place, SMALL } from '../place.ts'

let place: Place
const ASYNC = { prefer: 'respond-async' }
const upload = async () => Asset().parse((await place.ask('POST /assets', { body: { base64: encodeBase64(png(64, 64)) } })).body)
const slowEdit = (assetId: string) => ({
  operation: 'edit',
  model: 'sketch-queued',
  prompt: 'a red roof',
  inputs: [{ asset_id: assetId }],
  ...play({ queued: true, delay_ms: 60_000, poll_after_ms: 200 }),
})
const uses = async () =>
  (await env.DATA_DB.prepare('SELECT generation_id FROM input_uses WHERE instance_id = ?').bind(place.instanceId).all()).results.length

beforeAll(async () => {
  place = await mintPlace()
})

describe('DELETE of a picture in use', () => {
  it('is refused with the ids of the generations that need it, until they have ended', async () => {
    const asset = await upload()
    expect(asset.expires_at).toEqual(expect.any(String))
    const begun = [await place.generate(slowEdit(asset.id), ASYNC), await place.generate(slowEdit(asset.id), ASYNC)]
    expect(begun.map(({ status }) => status)).toEqual([202, 202])
    const ids = begun.map(({ body }) => body.id as string)

    const refused = await place.ask(`DELETE /assets/${asset.id}`)
    expect([refused.status, refused.body.code]).toEqual([409, 'in_use'])
    expect(ids).toContain(refused.body.generation_id)
    for (const id of ids) expect(refused.body.detail).toContain(id)
    // Once an upload was used, it does not expire.
    expect(Asset().parse((await place.ask(`GET /assets/${asset.id}`)).body).expires_at).toBeNull()

    expect((await place.ask(`POST /generations/${ids[0]}/cancel`)).status).toBe(200)
    expect((await place.ask(`DELETE /assets/${asset.id}`)).body.generation_id).toBe(ids[1])
    expect((await place.ask(`POST /generations/${ids[1]}/cancel`)).status).toBe(200)
    expect(await uses()).toBe(0)
    expect((await place.ask(`DELETE /assets/${asset.id}`)).status).toBe(204)
  })

  it('is refused for the generation that made it, too', async () => {
    const made = await place.generate({ model: 'sketch', prompt: 'a tower', ...SMALL })
    const begun = await place.generate(slowEdit(made.body.images[0].asset_id), ASYNC)
    const refused = await place.ask(`DELETE /generations/${made.body.id}`)
    expect([refused.status, refused.body.code, refused.body.generation_id]).toEqual([409, 'in_use', begun.body.id])
    expect((await place.ask(`POST /generations/${begun.body.id}/cancel`)).status).toBe(200)
    expect((await place.ask(`DELETE /generations/${made.body.id}`)).status).toBe(204)
  })

  it('is possible at once after a job that ends before its start gets a response', async () => {
    const asset = await upload()
    const ended = await place.generate({ operation: 'edit', model: 'sketch', prompt: 'a red roof', inputs: [{ asset_id: asset.id }] })
    expect(ended.status).toBe(200)
    expect(await uses()).toBe(0)
    expect((await place.ask(`DELETE /assets/${asset.id}`)).status).toBe(204)
  })

  it('is possible after a repeat of a request whose generation was deleted', async () => {
    const asset = await upload()
    const request = { operation: 'edit', model: 'sketch', prompt: 'a red roof', inputs: [{ asset_id: asset.id }] }
    const once = { 'idempotency-key': 'red-roof' }
    const ended = await place.generate(request, once)
    expect(ended.status).toBe(200)
    expect((await place.ask(`DELETE /generations/${ended.body.id}`)).status).toBe(204)
    expect((await place.generate(request, once)).status).toBe(404)
    expect(await uses()).toBe(0)
    expect((await place.ask(`DELETE /assets/${asset.id}`)).status).toBe(204)
  })

  it('stays possible for pictures that a refused request named', async () => {
    const asset = await upload()
    await place.setLimits([{ scope: 'instance', target: null, metric: 'requests', window_seconds: 3600, limit: 1 }])
    expect((await place.generate({ model: 'sketch', prompt: 'the last one', ...SMALL })).status).toBe(200)
    expect((await place.generate(slowEdit(asset.id))).status).toBe(429)
    expect(await uses()).toBe(0)
    expect((await place.ask(`DELETE /assets/${asset.id}`)).status).toBe(204)
  })
})
