// Tests Idempotency-Keys of writes that need no admission by the limiter. The repeat of a write must work, also if the first call broke
// off or its response was lost.
import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { Asset } from '../../../generated/generation/schemas.ts'
import { encodeBase64 } from '../../../src/shared/base64.ts'
import { fetchApi } from '../../support/http.ts'
import { png } from '../../support/pictures.ts'
import { mintPlace, type Place, SMALL } from '../place.ts'

let place: Place
let keys = 0
const newKey = () => ({ 'idempotency-key': `write-${++keys}` })
beforeAll(async () => {
  place = await mintPlace()
  // These tests cause failures, which the platform logs. The log lines are not printed, because they would hide the results of the tests.
  for (const level of ['warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => {})
})

const picture = { base64: encodeBase64(png(64, 64)) }
const upload = async (headers: Record<string, string> = {}, body: unknown = picture) => place.ask('POST /assets', { body, headers })
const newAsset = async () => Asset().parse((await upload()).body).id
const remove = async (id: string, headers: Record<string, string>) => {
  const answer = await place.ask(`DELETE ${id.startsWith('gen_') ? '/generations' : '/assets'}/${id}`, { headers })
  return [answer.status, answer.body?.code]
}
/** Simulates a first call that broke off `agoMs` ago: it may have done its work, but its response was not stored. */
const died = (headers: Record<string, string>, agoMs: number) =>
  env.DATA_DB.prepare('UPDATE idempotency_keys SET status = NULL, headers = NULL, body = NULL, created_at = ? WHERE key = ?')
    .bind(Date.now() - agoMs, headers['idempotency-key'])
    .run()
const assetsOf = async () =>
  (await env.DATA_DB.prepare('SELECT id FROM assets WHERE instance_id = ?').bind(place.instanceId).all<{ id: string }>()).results.length
const objects = async () => (await env.IMAGES.list({ prefix: `${place.instanceId}/asset_` })).objects.length
/** Replaces a method of a binding until the returned function is called. */
function replace<T extends object, Name extends keyof T & string>(binding: T, name: Name, value: T[Name]): () => void {
  Object.defineProperty(binding, name, { value, configurable: true })
  return () => void Reflect.deleteProperty(binding, name)
}
/** Makes DATA_DB throw an error for every query that matches `statement`, until the returned function is called. */
function failing(statement: RegExp): () => void {
  const prepare = env.DATA_DB.prepare.bind(env.DATA_DB)
  return replace(env.DATA_DB, 'prepare', (query) => {
    if (statement.test(query)) throw new Error('D1_ERROR: the database is away')
    return prepare(query)
  })
}

describe('DELETE /assets/{id}', () => {
  it('happens once per key: a repeat gets the same response, and another picture with the same key is refused', async () => {
    const id = await newAsset()
    const headers = newKey()
    expect(await remove(id, headers)).toEqual([204, undefined])
    expect(await remove(id, headers)).toEqual([204, undefined])
    expect(await remove(await newAsset(), headers)).toEqual([422, 'idempotency_key_reused'])
    expect(await remove(id, newKey())).toEqual([404, 'not_found'])
  })

  it('is not stored if it was refused', async () => {
    const headers = newKey()
    expect(await remove('asset_01K9ZQ4X1V7M3T8B5N2D6F0GHJ', headers)).toEqual([404, 'not_found'])
    const id = await newAsset()
    expect(await remove(id, headers)).toEqual([204, undefined])
  })
})

it('broken off after the bytes were deleted, is finished by its repeat', async () => {
  const id = await newAsset()
  const headers = newKey()
  const bytes = await objects()
  // The file and its row are deleted, but then the call fails, as if the network connection had broken before the response arrived.
  const drop = env.IMAGES.delete.bind(env.IMAGES)
  const restore = replace(env.IMAGES, 'delete', async (key) => {
    await drop(key)
    await env.DATA_DB.prepare('DELETE FROM assets WHERE id = ?').bind(id).run()
    throw new Error('Network connection lost.')
  })
  const broken = await remove(id, headers)
  restore()
  expect(broken[0]).toBe(503)
  expect(await objects()).toBe(bytes - 1)
  expect(await remove(id, headers)).toEqual([204, undefined])
})

it('an upload that the bucket did not store is not a refusal: its repeat continues it', async () => {
  const headers = newKey()
  const send = async (bytes: Uint8Array<ArrayBuffer>) => {
    const body = new FormData()
    body.set('file', new File([bytes], 'picture.png', { type: 'image/png' }))
    const response = await fetchApi('/v1/assets', { method: 'POST', headers: { authorization: `Bearer ${place.key}`, ...headers }, body })
    const { id, code } = (await response.json()) as { id?: string; code?: string }
    return { status: response.status, id, code }
  }
  const restore = replace(env.IMAGES, 'put', async (_: string, bytes: ReadableStream) => {
    await new Response(bytes).arrayBuffer()
    throw new Error('put: internal error')
  })
  const broken = await send(png(64, 64))
  restore()
  expect(broken).toMatchObject({ status: 503, code: 'unavailable' })
  expect(await send(png(32, 32))).toMatchObject({ status: 422, code: 'idempotency_key_reused' })
  const made = await send(png(64, 64))
  expect(made.status).toBe(201)
  expect((await send(png(64, 64))).id).toBe(made.id)
})

describe('a call that died after its work', () => {
  it('makes its repeats wait for a minute', async () => {
    const id = await newAsset()
    const headers = newKey()
    await remove(id, headers)
    await died(headers, 30_000)
    expect(await remove(id, headers)).toEqual([409, 'conflict'])
  })

  it.each([
    ['DELETE /assets/{id}', newAsset],
    ['DELETE /generations/{id}', async () => (await place.generate({ prompt: 'x', model: 'sketch', ...SMALL })).body.id as string],
  ])('%s: its repeat is a success, too', async (_, make) => {
    const id = await make()
    const headers = newKey()
    expect(await remove(id, headers)).toEqual([204, undefined])
    await died(headers, 61_000)
    expect(await remove(id, headers)).toEqual([204, undefined])
    // The repeat before this one stored its response, so this repeat returns the stored response.
    expect(await remove(id, headers)).toEqual([204, undefined])
    expect(await remove(id, newKey())).toEqual([404, 'not_found'])
  })

  it('POST /assets: its repeat returns the existing asset', async () => {
    const headers = newKey()
    const first = await upload(headers)
    const before = [await assetsOf(), await objects()]
    await died(headers, 61_000)
    const again = await upload(headers)
    expect([again.status, Asset().parse(again.body).id]).toEqual([201, first.body.id])
    expect([await assetsOf(), await objects()]).toEqual(before)
    // After a day the idempotency key may be used again, and the upload makes another asset.
    await env.DATA_DB.prepare('UPDATE idempotency_keys SET expires_at = 1 WHERE key = ?').bind(headers['idempotency-key']).run()
    expect((await upload(headers)).body.id).not.toBe(first.body.id)
  })

  it('POST /assets, broken off in the middle: its repeat uses the stored bytes, and another body is refused', async () => {
    const headers = newKey()
    const before = await objects()
    const restore = failing(/^insert into "assets"/i)
    const broken = await upload(headers)
    restore()
    expect(broken.status).toBe(500)
    expect(await objects()).toBe(before + 1)
    const other = await upload(headers, { base64: encodeBase64(png(32, 32)) })
    expect([other.status, other.body.code]).toEqual([422, 'idempotency_key_reused'])
    const again = await upload(headers)
    expect(again.status).toBe(201)
    expect(await objects()).toBe(before + 1)
    expect((await upload(headers)).body.id).toBe(again.body.id)
  })
})

it('a write whose response could not be stored is confirmed, and not done again', async () => {
  const headers = newKey()
  const restore = failing(/^update "idempotency_keys" set "status"/i)
  const first = await upload(headers)
  restore()
  expect(first.status).toBe(201)
  expect((await upload(headers)).body.code).toBe('conflict')
  await died(headers, 61_000)
  expect((await upload(headers)).body.id).toBe(first.body.id)
})
