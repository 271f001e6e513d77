// Tests the life of a generated picture through the whole Worker, from the response that names the picture to its deletion.
import { runDurableObjectAlarm } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { Asset, Generation, GenerationList } from '../../../generated/generation/schemas.ts'
import { newId } from '../../../src/shared/ids.ts'
import { call } from '../../support/call.ts'
import { fetchApi } from '../../support/http.ts'
import { png, sha256 } from '../../support/pictures.ts'
import { mintTenant, mustApi, type Tenant } from '../../support/tenant.ts'

let tenant: Tenant
let key: string
async function generate(prompt: string) {
  const answer = await call('POST /v1/generate', { key, body: { model: 'sketch', prompt, size: '256x256' } })
  expect(answer.status).toBe(200)
  return Generation().parse(answer.body)
}
const statusOf = async (url: string) => {
  const response = await fetchApi(url)
  await response.body?.cancel()
  return response.status
}

beforeAll(async () => {
  tenant = await mintTenant()
  key = tenant.projectKey
})

describe('a generated picture', () => {
  it('is an asset like any other', async () => {
    const generation = await generate('a lighthouse')
    const image = generation.images[0]!
    const asset = Asset().parse((await call(`GET /v1/assets/${image.asset_id}`, { key })).body)
    expect(asset).toMatchObject({
      source: 'generation',
      generation_id: generation.id,
      width: 256,
      height: 256,
      sha256: image.sha256,
      size_bytes: image.size_bytes,
    })
    const content = await fetchApi(image.url)
    expect(await sha256(new Uint8Array(await content.arrayBuffer()))).toBe(image.sha256)
    expect(content.headers.get('content-type')).toBe(`image/${image.format}`)
    expect((await env.IMAGES.list({ prefix: `${tenant.instanceId}/${generation.id}/` })).objects).toHaveLength(1)
  })
  it('is deleted with its generation: bytes, row and links', async () => {
    const generation = await generate('a harbour')
    const image = generation.images[0]!
    expect(await statusOf(image.url)).toBe(200)
    expect((await call(`DELETE /v1/generations/${generation.id}`, { key })).status).toBe(204)
    expect(await statusOf(image.url)).toBe(404)
    expect((await call(`GET /v1/assets/${image.asset_id}`, { key })).status).toBe(404)
    expect((await call(`GET /v1/generations/${generation.id}`, { key })).status).toBe(404)
    expect((await env.IMAGES.list({ prefix: `${tenant.instanceId}/${generation.id}` })).objects).toEqual([])
  })
})

describe('retention', () => {
  it('deletes uploads, pictures and records when their days are over, and not before', async () => {
    const old = await generate('an old bridge')
    const young = await generate('a young bridge')
    const form = new FormData()
    form.set('file', new File([png(8, 8)], 'x.png', { type: 'image/png' }))
    const sent = await fetchApi('http://platform.test/v1/assets', {
      method: 'POST',
      headers: { authorization: `Bearer ${key}` },
      body: form,
    })
    const upload = Asset().parse(await sent.json())
    const stub = env.SWEEPER.get(env.SWEEPER.idFromName(tenant.instanceId))
    const daysAgo = Date.now() - 8 * 86_400_000
    await env.DATA_DB.prepare('UPDATE assets SET created_at = ? WHERE generation_id = ? OR id = ?').bind(daysAgo, old.id, upload.id).run()
    // The id of a generation contains the time at which the id was made. So an old generation needs an id with an old time.
    const oldId = newId('gen', () => daysAgo)
    await env.DATA_DB.prepare('UPDATE generations SET id = ?, finished_at = ? WHERE id = ?').bind(oldId, daysAgo, old.id).run()
    const ids = async () =>
      GenerationList()
        .parse((await call('GET /v1/generations', { key })).body)
        .data.map(({ id }) => id)

    expect(await runDurableObjectAlarm(stub)).toBe(true)
    expect(await statusOf(old.images[0]!.url)).toBe(200)
    expect(await ids()).toContain(old.id)

    await mustApi('PATCH', `/instances/${tenant.instanceId}`, { retention_days: 7 }, tenant.adminKey)
    expect(await runDurableObjectAlarm(stub)).toBe(true)
    expect(await statusOf(old.images[0]!.url)).toBe(404)
    expect(await statusOf(upload.url)).toBe(404)
    expect(await ids()).not.toContain(old.id)
    expect(await ids()).toContain(young.id)
    expect(await statusOf(young.images[0]!.url)).toBe(200)
    expect((await call(`GET /v1/generations/${young.id}`, { key })).status).toBe(200)
  })
})
