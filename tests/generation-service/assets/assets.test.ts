import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { Asset, AssetLink, AssetList, Problem } from '../../../generated/generation/schemas.ts'
import { encodeBase64 } from '../../../src/shared/base64.ts'
import { call } from '../../support/call.ts'
import { concat, hugePng, jpegFrame, png, sha256 } from '../../support/pictures.ts'
import { callAlone, loneInstance, type LoneCaller } from '../../support/lone-generation-service.ts'
import { mintTenant } from '../../support/tenant.ts'

const form = (bytes: Uint8Array<ArrayBuffer>, name = 'file', type = 'image/png') => {
  const body = new FormData()
  body.set(name, new File([bytes], 'picture.png', { type }))
  return body
}
const json = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
})
async function upload(caller: LoneCaller, bytes: Uint8Array<ArrayBuffer>) {
  const response = await caller.call('/assets', { method: 'POST', body: form(bytes) })
  expect(response.status).toBe(201)
  return Asset().parse(await response.json())
}
async function problem(response: Response) {
  const body = Problem().parse(await response.json())
  expect(body.status).toBe(response.status)
  return body
}

describe('the list', () => {
  it('has all pictures of the project and no other, newest first, page by page', async () => {
    const instance = loneInstance()
    const caller = instance.project()
    await upload(instance.project(), png(8, 8))
    const ids: string[] = []
    for (let count = 0; count < 5; count++) ids.unshift((await upload(caller, png(8, 8 + count))).id)
    const listed: string[] = []
    let query = '?limit=2'
    for (let pages = 1; ; pages++) {
      const { data, next_cursor: next } = AssetList().parse(await (await caller.call(`/assets${query}`)).json())
      listed.push(...data.map(({ id }) => id))
      if (next === null) {
        expect(pages).toBe(3)
        break
      }
      query = `?limit=2&cursor=${next}`
    }
    expect(listed.toSorted()).toEqual(ids.toSorted())
    const times = AssetList()
      .parse(await (await caller.call('/assets')).json())
      .data.map((asset) => asset.created_at)
    expect(times).toEqual(times.toSorted().toReversed())
    expect((await problem(await caller.call('/assets?cursor=bm90IG91cnM'))).errors).toEqual([
      { pointer: '/query/cursor', message: 'is not a next_cursor' },
    ])
  })
  it('tells uploads from generated pictures, and used from unused ones', async () => {
    const { projectKey: key } = await mintTenant()
    const bring = async (height: number) =>
      Asset().parse((await call('POST /v1/assets', { key, body: { base64: encodeBase64(png(64, height)) } })).body)
    const [used, unused] = [await bring(64), await bring(65)]
    const body = { operation: 'edit', prompt: 'night', inputs: [{ asset_id: used.id }] }
    expect((await call('POST /v1/generate', { key, body })).status).toBe(200)
    const idsOf = async (query: string) =>
      AssetList()
        .parse((await call(`GET /v1/assets${query}`, { key })).body)
        .data.map(({ id }) => id)
        .toSorted()
    const all = await idsOf('')
    expect(all).toHaveLength(3)
    expect(await idsOf('?source=upload')).toEqual([used.id, unused.id].toSorted())
    expect(await idsOf('?source=generation')).toEqual(all.filter((id) => id !== used.id && id !== unused.id))
    expect(await idsOf('?unused=true')).toEqual([unused.id])
  })
})

describe('uploads', () => {
  const picture = png(33, 21)
  it('accept a file, base64, and a data URL, and report what it is', async () => {
    const caller = loneInstance().project()
    const expected = {
      source: 'upload',
      width: 33,
      height: 21,
      format: 'png',
      size_bytes: picture.byteLength,
      sha256: await sha256(picture),
      generation_id: null,
      project_id: caller.principal.projectId,
    }
    const asset = await upload(caller, picture)
    expect(asset).toMatchObject(expected)
    const base64 = await caller.call('/assets', json({ base64: encodeBase64(picture) }))
    expect(Asset().parse(await base64.json())).toMatchObject(expected)
    const dataUrl = await caller.call('/assets', json({ base64: `data:image/png;base64,${encodeBase64(picture)}` }))
    expect(dataUrl.headers.get('location')).toBe(`/v1/assets/${Asset().parse(await dataUrl.json()).id}`)
    const read = await caller.call(`/assets/${asset.id}`)
    expect(Asset().parse(await read.json())).toMatchObject({ ...expected, id: asset.id })
  })
  it('keep 20 MB byte for byte, in and out, and refuse one byte more', async () => {
    const caller = loneInstance().project()
    const base = png(8, 8, undefined, 1).byteLength
    const limit = 20 * 1024 * 1024
    const large = png(8, 8, undefined, limit - base + 1)
    expect(large.byteLength).toBe(limit)
    const asset = await upload(caller, large)
    const content = await callAlone(asset.url)
    expect(content.status).toBe(200)
    expect(await sha256(new Uint8Array(await content.arrayBuffer()))).toBe(await sha256(large))
    const more = await caller.call('/assets', { method: 'POST', body: form(concat(large, new Uint8Array(1))) })
    expect(await problem(more)).toMatchObject({ code: 'body_too_large' })
  })
  it.each([
    ['SVG that says it is PNG', new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['HTML', new TextEncoder().encode('<!doctype html><script>1</script>')],
    ['a bomb', hugePng(30_000, 30_000)],
    ['half a picture', picture.slice(0, 60)],
    ['nothing', new Uint8Array(0)],
  ])('refuse %s', async (_name, bytes) => {
    const caller = loneInstance().project()
    const response = await caller.call('/assets', { method: 'POST', body: form(bytes as Uint8Array<ArrayBuffer>) })
    expect(await problem(response)).toMatchObject({ code: 'input_invalid', errors: [{ pointer: '/body/file' }] })
    expect((await env.IMAGES.list({ prefix: caller.principal.instanceId })).objects).toEqual([])
  })
  it('refuse invalid bodies', async () => {
    const caller = loneInstance().project()
    const cases: [RequestInit, string][] = [
      [json({}), 'invalid_request'],
      [json({ base64: '!!!' }), 'input_invalid'],
      [json({ base64: 'data:image/png,abc' }), 'input_invalid'],
      [json({ base64: 'aaaa', url: 'https://x.example/a' }), 'invalid_request'],
      [json({ url: 'ftp://x.example/a' }), 'invalid_request'],
      [json({ url: 'http://user:secret@127.0.0.1/a' }), 'url_not_allowed'],
      [json({ url: 'http://127.0.0.1:1/closed' }), 'input_invalid'],
      [{ method: 'POST', body: form(picture, 'other') }, 'invalid_request'],
      [{ method: 'POST', headers: { 'content-type': 'image/png' }, body: picture }, 'unsupported_media_type'],
      [{ method: 'POST', headers: { 'content-type': 'application/json' }, body: '{' }, 'malformed_json'],
      [{ method: 'POST' }, 'invalid_request'],
    ]
    for (const [init, code] of cases) {
      const response = await caller.call('/assets', init)
      const body = await problem(response)
      const sent = JSON.stringify(init).slice(0, 100)
      expect([sent, body.code, JSON.stringify(body).includes('secret')]).toEqual([sent, code, false])
    }
  })
  it("fetches nothing from the instance's own addresses, or from the host of the request", async () => {
    const caller = loneInstance({ deliveryBaseUrl: 'https://pictures.acme.com/cdn', workerUrl: 'https://acme.workers.dev' }).project()
    for (const url of ['https://pictures.acme.com/a.png', 'https://ACME.workers.dev./v1/assets/x', 'http://localhost/v1/assets/x']) {
      const upload = await problem(await caller.call('/assets', json({ url })))
      expect(upload).toMatchObject({ code: 'url_not_allowed', errors: [{ pointer: '/body/url' }] })
      const edit = await problem(await caller.call('/images/edits', json({ prompt: 'x', images: [{ image_url: url }] })))
      expect(edit).toMatchObject({ code: 'url_not_allowed', errors: [{ pointer: '/body/images/0' }] })
    }
    // A URL with the host and port of the request is refused. With another port, as here, the URL counts as another server and is fetched.
    // The fetch fails, because nothing listens on port 1.
    expect(await problem(await caller.call('/assets', json({ url: 'http://localhost:1/closed' })))).toMatchObject({ code: 'input_invalid' })
  })
  it('happen once per Idempotency-Key', async () => {
    const caller = loneInstance().project()
    const headers = { 'idempotency-key': 'upload-1' }
    const send = (bytes: Uint8Array<ArrayBuffer>) => caller.call('/assets', { method: 'POST', headers, body: form(bytes) })
    const first = Asset().parse(await (await send(picture)).json())
    expect(Asset().parse(await (await send(picture)).json()).id).toBe(first.id)
    expect(await problem(await send(png(3, 3)))).toMatchObject({ code: 'idempotency_key_reused' })
  })
})

describe('bytes', () => {
  it('are served by key or by link, as ranges, and not at all if nothing changed', async () => {
    const caller = loneInstance().project()
    const picture = jpegFrame(100, 50, 4000)
    const asset = await upload(caller, picture)
    const whole = await caller.call(`/assets/${asset.id}/content`)
    expect(new Uint8Array(await whole.arrayBuffer())).toEqual(picture)
    expect(Object.fromEntries(whole.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'content-length': String(picture.byteLength),
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'cache-control': 'private, no-cache',
      'accept-ranges': 'bytes',
    })
    const linked = await callAlone(asset.url)
    expect(linked.headers.get('cache-control')).toBe('private, max-age=86400, immutable')
    const part = await callAlone(asset.url, { headers: { range: 'bytes=10-19' } })
    expect([part.status, part.headers.get('content-range'), part.headers.get('content-length')]).toEqual([
      206,
      `bytes 10-19/${picture.byteLength}`,
      '10',
    ])
    expect(new Uint8Array(await part.arrayBuffer())).toEqual(picture.slice(10, 20))
    const outside = await callAlone(asset.url, { headers: { range: 'bytes=99999-' } })
    expect([(await problem(outside)).code, outside.headers.get('content-range')]).toEqual([
      'range_not_satisfiable',
      `bytes */${picture.byteLength}`,
    ])
    const unchanged = await callAlone(asset.url, { headers: { 'if-none-match': whole.headers.get('etag')! } })
    expect([unchanged.status, await unchanged.text()]).toEqual([304, ''])
    // An invalid entity tag is ignored.
    for (const junk of ['0', 'W/', '"a', '"a"b"', 'x'.repeat(1000)]) {
      const answer = await callAlone(asset.url, { headers: { 'if-none-match': junk } })
      expect([junk, answer.status, (await answer.arrayBuffer()).byteLength]).toEqual([junk, 200, picture.byteLength])
    }
    for (const etags of ['*', `"other" , ${whole.headers.get('etag')}`])
      expect([etags, (await callAlone(asset.url, { headers: { 'if-none-match': etags } })).status]).toEqual([etags, 304])
    const head = await callAlone(asset.url, { method: 'HEAD' })
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, String(picture.byteLength), ''])
    const download = await callAlone(`${asset.url}&download=true`)
    expect(download.headers.get('content-disposition')).toBe(`attachment; filename="${asset.id}.jpg"`)
  })
  it('are looked up in the database once in an isolate', async () => {
    const instance = loneInstance()
    const caller = instance.project()
    const asset = await upload(caller, png(4, 4))
    let queries = 0
    instance.bindings.DATA_DB = Object.assign(Object.create(env.DATA_DB) as D1Database, {
      prepare: (query: string) => {
        queries++
        return env.DATA_DB.prepare(query)
      },
    })
    for (let read = 0; read < 3; read++) expect((await caller.call(`/assets/${asset.id}/content`)).status).toBe(200)
    expect(queries).toBe(1)
  })
  it('are served smaller on request', async () => {
    const caller = loneInstance().project()
    const asset = await upload(caller, png(128, 64))
    // The width 32 is not one of the six allowed widths, so the picture has the next larger one.
    const small = await callAlone(`${asset.url}&width=32`)
    expect([small.status, small.headers.get('content-type'), small.headers.get('accept-ranges')]).toEqual([200, 'image/png', 'none'])
    const view = new DataView(await small.arrayBuffer())
    expect([view.getUint32(16), view.getUint32(20)]).toEqual([64, 32])
    expect((await callAlone(`${asset.url}&width=5`)).status).toBe(400)
  })
  it('are refused for a forged or expired link', async () => {
    const instance = loneInstance({ deliveryBaseUrl: 'https://images.example.com' })
    const caller = instance.project()
    const one = await upload(caller, png(4, 4))
    const other = await upload(caller, png(5, 5))
    expect(one.url.startsWith('https://images.example.com/v1/assets/')).toBe(true)
    const token = new URL(one.url).searchParams.get('token')!
    expect((await callAlone(`/assets/${one.id}/content?token=${token}`)).status).toBe(200)
    expect(await problem(await callAlone(`/assets/${other.id}/content?token=${token}`))).toMatchObject({ code: 'link_invalid' })
    expect(
      await problem(await callAlone(`/assets/${one.id}/content?token=${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`)),
    ).toMatchObject({
      code: 'link_invalid',
    })
    expect(await problem(await callAlone(`/assets/${one.id}/content`))).toMatchObject({ code: 'missing_key' })
    const link = AssetLink().parse(await (await caller.call(`/assets/${one.id}/link`, json({ expires_in_seconds: 60 }))).json())
    expect(Date.parse(link.expires_at) - Date.now()).toBeLessThanOrEqual(61_000)
    expect((await callAlone(link.url)).status).toBe(200)
    expect((await caller.call(`/assets/${one.id}/link`, json({ expires_in_seconds: 604_801 }))).status).toBe(400)
  })
  it('are gone with the asset, and its links with them', async () => {
    const caller = loneInstance().project()
    const asset = await upload(caller, png(4, 4))
    // After this request, the isolate remembers where the picture is stored. Even so, all requests must get `not_found` after the picture
    // was deleted.
    expect((await caller.call(`/assets/${asset.id}/content`)).status).toBe(200)
    expect((await caller.call(`/assets/${asset.id}`, { method: 'DELETE' })).status).toBe(204)
    for (const gone of [
      await caller.call(`/assets/${asset.id}`),
      await caller.call(`/assets/${asset.id}/content`),
      await callAlone(asset.url),
      await caller.call(`/assets/${asset.id}`, { method: 'DELETE' }),
    ]) {
      expect((await problem(gone)).code).toBe('not_found')
    }
    expect((await env.IMAGES.list({ prefix: caller.principal.instanceId })).objects).toEqual([])
  })
})

describe('isolation', () => {
  it('another project or instance gets the same response as for a missing asset', async () => {
    const instance = loneInstance()
    const owner = instance.project()
    const asset = await upload(owner, png(4, 4))
    expect((await owner.call(`/assets/${asset.id}/content`)).status).toBe(200)
    const nothing = asset.id.slice(0, -4) + 'ZZZZ'
    for (const stranger of [instance.project(), loneInstance().project()]) {
      for (const [method, path, body] of [
        ['GET', ''],
        ['GET', '/content'],
        ['DELETE', ''],
        ['POST', '/link', '{}'],
      ] as const) {
        const init = { method, ...(body === undefined ? {} : { body, headers: { 'content-type': 'application/json' } }) }
        const [theirs, none] = [
          await problem(await stranger.call(`/assets/${asset.id}${path}`, init)),
          await problem(await stranger.call(`/assets/${nothing}${path}`, init)),
        ]
        expect(theirs.code).toBe('not_found')
        expect({ ...theirs, request_id: '' }).toEqual({ ...none, request_id: '' })
      }
    }
    expect((await owner.call(`/assets/${asset.id}`)).status).toBe(200)
  })
  it('requires the scope', async () => {
    const instance = loneInstance()
    const reader = instance.project(['read'])
    const maker = instance.project(['generate'])
    expect((await problem(await reader.call('/assets', { method: 'POST', body: form(png(2, 2)) }))).code).toBe('insufficient_scope')
    const asset = await upload(maker, png(2, 2))
    expect((await problem(await maker.call(`/assets/${asset.id}`))).code).toBe('insufficient_scope')
  })
})
