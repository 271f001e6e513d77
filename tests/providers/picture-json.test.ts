// Tests JSON answers with pictures as base64. An answer that declares a short length is read as a whole; any other answer is streamed. Both
// ways must give the same result.
import { describe, expect, it } from 'vitest'
import { providerHttp } from '../../src/providers/http.ts'
import { readPictureJson } from '../../src/providers/picture-json.ts'
import type { ImageSource } from '../../src/providers/provider.ts'
import { createGuardedFetch } from '../../src/shared/guarded-fetch/fetch.ts'
import { contextFor, failureOf } from './harness.ts'

const PAID = { method: 'POST', target: '/draw', mayBill: true, maxBytes: 8_000_000 } as const

/** Returns the answer without its pictures, and the base64 of the picture at each of `places`; null for a place without a picture. */
async function read(text: string | Uint8Array, ways: { held: boolean; key?: string }, places = ['#0']) {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text
  const { context, sunk } = contextFor({
    fetch: async () => {
      const body = ways.held ? bytes : new Response(bytes).body
      return new Response(body, ways.held ? { headers: { 'content-length': String(bytes.byteLength) } } : {})
    },
  })
  const http = providerHttp({ provider: 'Example', defaultBaseUrl: 'https://api.example-provider.com', authorize: () => ({}), context })
  const answer = await readPictureJson(await http.send(PAID), ways.key ?? 'b64_json', http, PAID, context.sink, 5_000_000)
  const shown = (source: ImageSource | null) => {
    if (source?.kind === 'bytes') return source.bytes.toBase64()
    if (source?.kind === 'sunk') return sunk.get(source.id)!.toBase64()
    return source?.kind === 'base64' ? source.data : source
  }
  return { body: answer.body, pictures: await Promise.all(places.map(async (place) => shown((await answer.picture(place)) ?? null))) }
}

const PICTURE = Uint8Array.from({ length: 200_001 }, (_, at) => (at * 31) & 255).toBase64()

describe.each([{ held: true }, { held: false }])('an answer, held: $held', (ways) => {
  it('returns its pictures, and the rest with references in their place', async () => {
    const { body, pictures } = await read(
      JSON.stringify({ note: 'grüße 🎨', data: [{ b64_json: PICTURE, seed: 7 }, { b64_json: 'QUJD' }, { b64_json: null }] }),
      ways,
      ['#0', '#1', '#2', 'QUJD'],
    )
    expect(body).toEqual({ note: 'grüße 🎨', data: [{ b64_json: '#0', seed: 7 }, { b64_json: '#1' }, { b64_json: null }] })
    expect(pictures).toEqual([PICTURE, 'QUJD', null, null])
  })

  it.each(['größe', 'a/b', 'b64_json', '"', '画'])('recognizes the name %s in any spelling', async (key) => {
    const escaped = [...key].map((character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')
    for (const name of [JSON.stringify(key), `"${escaped}"`, JSON.stringify(key).replaceAll('/', '\\/')]) {
      const { body, pictures } = await read(`{"out":{${name}:"QUJD"}}`, { ...ways, key })
      expect([body, pictures]).toEqual([{ out: { [key]: '#0' } }, ['QUJD']])
    }
    // Only a field with exactly the name `key` contains a picture. A field whose name only begins or ends with `key` is returned unchanged.
    const { body } = await read(JSON.stringify({ [`${key}x`]: 'QUJD', [`x${key}`]: 'QUJD' }), { ...ways, key })
    expect(body).toEqual({ [`${key}x`]: 'QUJD', [`x${key}`]: 'QUJD' })
  })

  // If the reader passed on each of the 1.5 million escapes as a separate piece, this would take far too long.
  it('reads a picture made only of escapes', async () => {
    const count = 1_500_000
    const { pictures } = await read(`{"b64_json":"${'\\/'.repeat(count)}"}`, ways)
    expect(pictures).toEqual(['/'.repeat(count)])
  })

  it('refuses more pictures than plausible, before they cost anything', async () => {
    const failure = await failureOf(read(`{${'"b64_json":"",'.repeat(20_000)}"x":1}`, ways))
    expect([failure.kind, failure.billed, failure.message]).toEqual([
      'malformed',
      'unknown',
      'Example gave an answer that cannot be read: it has too many pictures',
    ])
  })

  it.each([
    ['', 'it is empty'],
    ['<html>sorry</html>', 'it is a web page'],
    ['{"b64_json":"QUJD"', 'it is no JSON'],
    ['{"b64_json":"QUJD', 'it ends too early'],
    ['{"b64_json":"QU\\x4aD"}', 'it is no JSON'],
    ['{"b64_json":"QU\\u12"}JD"}', 'it is no JSON'],
    ['{"b64_json":"QUJD"} and more', 'it is no JSON'],
  ])('reports for %j: %s', async (text, what) => {
    const failure = await failureOf(read(text, ways))
    expect([failure.kind, failure.billed, failure.message]).toEqual([
      'malformed',
      'unknown',
      `Example gave an answer that cannot be read: ${what}`,
    ])
  })
})

it('leaves invalid base64 to storage to refuse', async () => {
  for (const text of ['QUJD!', 'QUJD=QUJD', `${PICTURE.slice(0, -4)}A===`, `QQ==${PICTURE}`, '<svg>'])
    expect((await read(JSON.stringify({ b64_json: text }), { held: true })).pictures).toEqual(['*'])
})

it('frees its memory at once', async () => {
  const text = JSON.stringify({ b64_json: PICTURE })
  const fetch = createGuardedFetch({
    fetch: async () => new Response(text, { headers: { 'content-length': String(text.length) } }),
    allowPrivateAddresses: false,
    ownHosts: [],
  })
  const { context } = contextFor({ fetch: async () => new Response() }, { fetch })
  const http = providerHttp({ provider: 'Example', defaultBaseUrl: 'https://api.example-provider.com', authorize: () => ({}), context })
  const response = await http.send(PAID)
  await readPictureJson(response, 'b64_json', http, PAID, context.sink)
  await expect(response.text()).rejects.toThrow(TypeError)
})
